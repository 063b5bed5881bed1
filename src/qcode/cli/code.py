"""`qcode code`: the coding session."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qcode.cli.options import CodeOption
from qcode.cli.screen import note
from qcode.cli.study_options import CoderOption, StudyOption, coder_of, open_here
from qcode.errors import QcodeError

if TYPE_CHECKING:
    from qcode.study.study import Study

QueueName = Literal["unread", "suggestions", "disputed", "changed", "unsure", "sample"]


def code(
    transcripts: Annotated[
        list[str] | None, typer.Argument(metavar="TRANSCRIPT", help="Only these; else all.")
    ] = None,
    queue: Annotated[
        QueueName,
        typer.Option(
            "--queue",
            metavar="unread|suggestions|disputed|changed|unsure|sample",
            help="What to go through, one after the other; see docs/study.md.",
        ),
    ] = "unread",
    codes: CodeOption = None,
    seed: Annotated[
        int | None,
        typer.Option("--seed", metavar="N", help="Of the sample, where there are several."),
    ] = None,
    size: Annotated[
        int | None,
        typer.Option(
            "--size",
            min=1,
            metavar="TURNS",
            help="Of a sample to draw, if there is none yet.",
        ),
    ] = None,
    blind: Annotated[
        bool, typer.Option("--blind", help="Other coders' codings are not shown.")
    ] = False,
    suggestions: Annotated[
        bool,
        typer.Option("--suggestions/--no-suggestions", help="Shown at first or not."),
    ] = True,
    plain: Annotated[
        bool, typer.Option("--plain", help="A line dialogue instead of a full screen.")
    ] = False,
    language: Annotated[
        Literal["en", "zh"] | None,
        typer.Option("--language", metavar="en|zh", help="Of help and names of codes."),
    ] = None,
    coder: CoderOption = None,
    study: StudyOption = None,
) -> None:
    """Read and code: on the full screen, or as a line dialogue.

    ? shows all keys. Each decision is on the disk before the next one; quit at any time with q.
    """
    from qcode.session.options import SessionOptions
    from qcode.session.plain import run_plain
    from qcode.session.screen import run_screen, screen_possible

    opened = open_here(study)
    name = coder_of(opened, coder)
    if queue == "sample":
        opened = _with_sample(opened, name, seed, size)
    if queue == "disputed":
        _check_frozen(opened)
    works_blind = blind or _is_blind(opened, name, queue)
    options = SessionOptions(
        queue=queue,
        transcripts=tuple(transcripts or ()),
        codes=tuple(codes or ()),
        seed=seed,
        blind=works_blind,
        suggestions=suggestions,
        language=language or _language(os.environ),
    )
    if plain or not screen_possible(sys.stdin, sys.stdout, sys.stderr, os.environ):
        run_plain(opened, name, options, sys.stdin, sys.stdout)
    else:
        run_screen(opened, name, options)


def _with_sample(study: Study, coder: str, seed: int | None, size: int | None) -> Study:
    """The study, with a sample that this coder can work on.

    Raises:
        QcodeError: there is none, and none is to be drawn.
    """
    from qcode.study.desk import Desk
    from qcode.study.rounds import draw_sample
    from qcode.study.sampling import sample_for

    if sample_for(study.state, coder, seed=seed):
        return study
    if size is None:
        raise QcodeError(
            f"there is no sample for '{coder}'"
            "\n  hint: draw one: add --size 60, or for several coders: qcode sample NAME --size 60"
        )
    number = 1 if seed is None else seed
    with Desk(study, coder) as desk:
        draw_sample(desk, f"seed {number}", size=size, seed=number)
        return desk.study


def _check_frozen(study: Study) -> None:
    """Refuse to show disputes while coders still work blind.

    Raises:
        QcodeError: a sample of several coders is not frozen.
    """
    from qcode.study.rounds import is_open
    from qcode.study.shared import Sample

    for sample in study.state.of_kind(Sample):
        if is_open(study, sample):
            who = ", ".join(sample.coders)
            hint = f"when all are done: qcode round NAME --sample '{sample.name}'"
            raise QcodeError(f"{who} still code sample '{sample.name}' blind\n  hint: {hint}")


def _is_blind(study: Study, coder: str, queue: QueueName) -> bool:
    """Whether others' codings are hidden since a sample of this coder's is not frozen yet."""
    from qcode.study.coders import coder_key
    from qcode.study.rounds import is_open
    from qcode.study.shared import Sample

    own = [
        sample
        for sample in study.state.of_kind(Sample)
        if is_open(study, sample) and coder_key(coder) in map(coder_key, sample.coders)
    ]
    if own and queue != "disputed":
        note(f"note: others' codings are hidden until sample '{own[0].name}' is frozen")
    return bool(own)


def _language(environment: Mapping[str, str]) -> Literal["en", "zh"]:
    """The language of the terminal: Chinese where its locale says so."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environment[name] for name in names if environment.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"
