"""`qcode status`: what is coded, by whom, what changed, what waits."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from qcode.cli.screen import columns, counted, one_line, show
from qcode.cli.study_options import JsonOption, StudyOption, open_here

if TYPE_CHECKING:
    from qcode.study.overview import Open, Overview

MOST = 12
"""So many of a list are shown before `--full` is needed."""
WORDS = 50
"""Characters of a quotation."""
Rows: TypeAlias = "list[tuple[str, ...]]"


def status(
    full: Annotated[bool, typer.Option("--full", help="All of each list, not the first.")] = False,
    as_json: JsonOption = False,
    study: StudyOption = None,
) -> None:
    """Show what is coded, by whom, and what waits."""
    from qcode.study.overview import overview

    found = overview(open_here(study))
    if as_json:
        typer.echo(json.dumps(found.as_json(), ensure_ascii=False))
        return
    show(f"{found.title} ({found.folder})")
    show(columns(_facts(found)))
    for title, rows, hint in _lists(found):
        if len(rows) > 1:
            _show_list(title, rows, hint, most=None if full else MOST)


def _show_list(title: str, rows: Rows, hint: str, most: int | None) -> None:
    kept = rows if most is None else rows[: most + 1]
    show(f"\n{title}")
    show(columns(kept))
    if len(kept) < len(rows):
        show(f"  and {len(rows) - len(kept)} more: --full shows all")
    if hint:
        show(f"  {hint}")


def _facts(found: Overview) -> Rows:
    """What can be said in a line each."""
    turns = sum(each.turns for each in found.work)
    codings = sum(each.codings for each in found.coders)
    by = counted(len(found.coders), "coder")
    lines: Rows = [
        ("codebook", found.codebook),
        ("transcripts", f"{len(found.work):,} with {turns:,} turns of participants"),
        ("codings", f"{codings:,} by {by}"),
    ]
    if found.new_codes:
        lines.append(("new codes", f"{', '.join(found.new_codes)} (qcode codebook promote)"))
    if found.disputes:
        lines.append(("disputed", f"{found.disputes:,} (qcode code --queue disputed)"))
    if found.withdrawn:
        lines.append(("withdrawn", ", ".join(found.withdrawn)))
    return lines


def _lists(found: Overview) -> Iterator[tuple[str, Rows, str]]:
    """Title, rows with their head first, and what one can do about it."""
    yield "Coders", _coders(found), ""
    yield "Transcripts", _transcripts(found), ""
    yield (
        "Words inside these codings were changed; they are counted",
        _open(found.edited),
        "look at them: qcode code --queue changed",
    )
    yield (
        "The place of these codings cannot be told; they are not counted",
        _open(found.unsure),
        "decide: qcode code --queue unsure",
    )
    yield (
        "Codes that are not in the codebook any more; their codings are not counted",
        _counts("code", found.gone),
        "write 'renamed_from: [OLD]' at the code that it is now, or: qcode recode OLD NEW",
    )
    yield (
        "Codes whose definition was changed since",
        _counts("code", found.changed_definitions),
        "look at their codings again: qcode code --queue changed",
    )
    yield (
        "Decisions that contradict each other, as two machines can bring about",
        [("about", "code"), *found.conflicts],
        "decide again in a session: the new decision settles it",
    )
    samples = [(name, f"{turns:,}", who) for name, turns, who in found.samples]
    yield "Samples", [("sample", "turns", "for"), *samples], ""
    yield "Rounds, frozen for agreement", [("round", "coders"), *found.rounds], ""


def _coders(found: Overview) -> Rows:
    rows = [
        (each.coder, *(f"{n:,}" for n in (each.read, each.codings, each.rejected, each.memos)))
        for each in found.coders
    ]
    return [("coder", "turns read", "codings", "rejected", "memos"), *rows]


def _transcripts(found: Overview) -> Rows:
    names = [each.coder for each in found.coders]
    rows = [
        (
            each.transcript,
            f"{each.turns:,}",
            *(f"{dict(each.read).get(name, 0):,}" for name in names),
            f"{each.codings:,}",
        )
        for each in found.work
    ]
    return [("transcript", "turns", *(f"read by {name}" for name in names), "codings"), *rows]


def _open(codings: Sequence[Open]) -> Rows:
    rows = [
        (
            f"{each.transcript}, turn {each.turn}",
            each.coder,
            each.code,
            one_line(each.quotation, WORDS),
            each.why,
        )
        for each in codings
    ]
    return [("where", "coder", "code", "quotation", "why"), *rows]


def _counts(what: str, counts: Sequence[tuple[str, int]]) -> Rows:
    return [(what, "codings"), *((name, f"{number:,}") for name, number in counts)]
