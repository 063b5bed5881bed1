"""`qcode read`: how each file was understood."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qcode.cli.options import TranscriptsArgument, reads_transcripts
from qcode.cli.screen import columns, counted, note, one_line, show
from qcode.reading.options import AS_FOUND, ReadingOptions

if TYPE_CHECKING:
    from qcode.errors import Problem
    from qcode.model.transcript import Transcript

SHORT = 100
"""Characters of a line that was set aside."""


@reads_transcripts
def read(
    transcripts: TranscriptsArgument,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a file, one on each line.")
    ] = False,
    options: ReadingOptions = AS_FOUND,
) -> None:
    """Show how files were understood: speakers, turns, lines set aside.

    The exit code is 1 when a file cannot be read; the others are shown all the same.
    """
    from qcode.reading.report import report
    from qcode.reading.roles import unmatched_interviewers

    failed: list[Problem] = []
    read_ones: list[Transcript] = []
    for transcript in _each(transcripts, options, failed):
        read_ones.append(transcript)
        found = report(transcript)
        if as_json:
            typer.echo(json.dumps(found, ensure_ascii=False))
        else:
            _show_report(found)
    for line in unmatched_interviewers(read_ones, options.interviewers):
        note(f"note: {line}")
    for problem in failed:
        note(str(problem))
    if failed:
        raise typer.Exit(1)


def _each(
    paths: list[Path], options: ReadingOptions, failed: list[Problem]
) -> Iterator[Transcript]:
    """Each transcript as it is read; the problems of those that fail go to `failed`.

    Files are looked at one by one, so two of one name are no problem here.
    """
    from qcode.errors import TranscriptError
    from qcode.reading.conversations import conversations
    from qcode.reading.folders import find_files
    from qcode.reading.transcripts import read_conversation

    found = find_files(paths)
    failed += found.failed
    for problem in found.skipped:
        note(f"note: {problem.path} {problem.message}")
    for files in conversations(found.files):
        try:
            yield read_conversation(files, options)
        except TranscriptError as error:
            failed += error.problems


def _show_report(found: dict[str, Any]) -> None:
    guess = " (a guess; --encoding sets it)" if found["encoding_is_guess"] else ""
    turns = len(found["turns"])
    facts = [
        ("format", found["format"]),
        ("encoding", found["encoding"] + guess),
        ("language", found["language"]),
        ("talk", f"{counted(turns, 'turn')}, {_amount(found)}"),
        *((key, one_line(value)) for key, value in found["attributes"].items()),
    ]
    show(found["file"])
    show(columns(facts))
    head = ("speaker", "role", "role is from", "turns", "words")
    show(columns([head, *map(_speaker, found["speakers"])]))
    if found["set_aside"]:
        show("  set aside, as nobody's words:")
        show(columns([_set_aside(line) for line in found["set_aside"]], indent="    "))
    for text in found["notes"]:
        show(f"  note: {text}")
    show()


def _speaker(speaker: dict[str, Any]) -> tuple[str, ...]:
    return (
        speaker["name"] or "(no label)",
        speaker["role"],
        speaker["role_from"],
        str(speaker["turns"]),
        _amount(speaker),
    )


def _set_aside(line: dict[str, Any]) -> tuple[str, ...]:
    return (f"line {line['line']}", line["reason"], one_line(line["text"], SHORT))


def _amount(counts: dict[str, Any]) -> str:
    """How much is said: Latin words and Chinese characters, never added up."""
    amounts = [
        counted(counts["words"], "word") if counts["words"] else "",
        f"{counts['characters']:,} Chinese characters" if counts["characters"] else "",
    ]
    return " and ".join(amount for amount in amounts if amount) or "no words"
