"""`qcode read`: how each file was understood."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qcode.cli.options import TranscriptsArgument, reads_transcripts
from qcode.cli.screen import columns, counted, note, one_line, show
from qcode.cli.study_options import StudyOption, open_here, study_folder
from qcode.reading.options import AS_FOUND, ReadingOptions

if TYPE_CHECKING:
    from qcode.errors import Problem
    from qcode.model.transcript import Transcript
    from qcode.reading.conversations import Conversation

SHORT = 100
"""Characters of a line that was set aside."""
NAMES = 24
"""Characters of the names in the line of a file."""


@reads_transcripts
def read(
    transcripts: TranscriptsArgument = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a file, one on each line.")
    ] = False,
    full: Annotated[
        bool, typer.Option("--full", help="All about each file, also where there are several.")
    ] = False,
    study: StudyOption = None,
    options: ReadingOptions = AS_FOUND,
) -> None:
    """Show how files were understood: speakers, turns, lines set aside.

    One file is shown in full; several are shown in a line each, with a summary. The exit code is
    1 when a file cannot be read; the others are shown all the same.
    """
    from qcode.reading.casebook import open_cases
    from qcode.reading.conversations import conversations
    from qcode.reading.folders import find_files
    from qcode.reading.report import report
    from qcode.reading.roles import unmatched_interviewers

    if not transcripts:
        _show_library(study_folder(study, "which files?"), as_json=as_json, full=full)
        return
    files = find_files(transcripts, options.cases)
    for problem in files.skipped:
        note(f"note: {problem.path} {problem.message}")
    talks = conversations(files.files)
    book = open_cases(transcripts, talks, options)
    failed = list(files.failed)
    read_ones = []
    for transcript in _each(talks, options, failed):
        joined = book.join(transcript)
        read_ones.append(joined)
        _show_one(joined, as_json=as_json, full=full or len(talks) == 1)
    if read_ones and len(talks) > 1 and not (full or as_json):
        _show_lines([report(each) for each in read_ones], len(talks))
    for line in (*unmatched_interviewers(read_ones, options.interviewers), *book.notes()):
        note(f"note: {line}")
    failed += book.problems() if read_ones else ()
    for problem in failed:
        note(str(problem))
    if failed:
        raise typer.Exit(1)


def _show_library(folder: Path, *, as_json: bool, full: bool) -> None:
    """Show the working copies of a study."""
    from qcode.reading.report import report

    library = open_here(folder).library
    for transcript in library.transcripts:
        _show_one(transcript, as_json=as_json, full=full or len(library.transcripts) == 1)
    if len(library.transcripts) > 1 and not (full or as_json):
        _show_lines([report(each) for each in library.transcripts], len(library.transcripts))
    if library.failed:
        raise typer.Exit(1)


def _show_one(transcript: Transcript, *, as_json: bool, full: bool) -> None:
    from qcode.reading.report import report

    if as_json:
        typer.echo(json.dumps(report(transcript), ensure_ascii=False))
    elif full:
        _show_report(report(transcript))


def _each(
    talks: Iterable[Conversation], options: ReadingOptions, failed: list[Problem]
) -> Iterator[Transcript]:
    """Each transcript as it is read; the problems of those that fail go to `failed`.

    Files are looked at one by one, so two of one name are no problem here.
    """
    from qcode.errors import TranscriptError
    from qcode.reading.transcripts import read_conversation

    for files in talks:
        try:
            yield read_conversation(files, options)
        except TranscriptError as error:
            failed += error.problems


def _show_lines(found: list[dict[str, Any]], files: int) -> None:
    """A line a file, then what all of them come to."""
    head = ("file", "format", "encoding", "language", "turns", "talk", "asks", "answer", "aside")
    folder = _common([Path(each["file"]).parent for each in found])
    show(str(folder))
    show(columns([head, *(_line(each, folder) for each in found)], align="llllrlllr"))
    show()
    parts = [
        f"{len(found):,} of {counted(files, 'transcript')} read",
        counted(sum(len(each["turns"]) for each in found), "turn"),
        _amount({key: sum(each[key] for each in found) for key in ("words", "characters")}),
    ]
    show(", ".join(parts))
    for what, number in (
        ("who asks is a guess", sum(map(_asks_by_guess, found))),
        ("the encoding is a guess", sum(each["encoding_is_guess"] for each in found)),
    ):
        if number:
            show(f"{what} in {counted(number, 'file')} (marked ?); --full tells more")


def _common(folders: list[Path]) -> Path:
    """The folder that all lie in; the current one where there is none, as on two drives."""
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:
        return Path()


def _line(found: dict[str, Any], folder: Path) -> tuple[str, ...]:
    by_role = {
        role: ", ".join(s["name"] or "(no label)" for s in found["speakers"] if s["role"] == role)
        for role in ("interviewer", "participant")
    }
    return (
        found["file"].removeprefix(f"{folder}{os.sep}"),
        found["format"],
        found["encoding"] + "?" * found["encoding_is_guess"],
        found["language"],
        f"{len(found['turns']):,}",
        _amount(found),
        one_line(by_role["interviewer"], NAMES) + "?" * _asks_by_guess(found),
        one_line(by_role["participant"], NAMES),
        f"{len(found['set_aside']):,}",
    )


def _asks_by_guess(found: dict[str, Any]) -> bool:
    return any(speaker["role_from"].startswith("guess") for speaker in found["speakers"])


def _show_report(found: dict[str, Any]) -> None:
    guess = " (a guess; --encoding sets it)" if found["encoding_is_guess"] else ""
    turns = len(found["turns"])
    facts = [
        ("format", found["format"]),
        ("encoding", found["encoding"] + guess),
        ("language", found["language"]),
        ("talk", f"{counted(turns, 'turn')}, {_amount(found)}"),
    ]
    show(found["file"])
    show(columns(facts))
    head = ("speaker", "role", "role is from", "turns", "words")
    show(columns([head, *map(_speaker, found["speakers"])]))
    if attributes := list(_attributes(found)):
        show(columns([("attribute", "value", "of", "from"), *attributes]))
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


def _attributes(found: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """The attributes of the transcript, then those of its speakers."""
    for whose, record in (("transcript", found), *((s["name"], s) for s in found["speakers"])):
        for name, value in record["attributes"].items():
            yield name, one_line(value, SHORT), whose, record["attributes_from"].get(name, "")


def _set_aside(line: dict[str, Any]) -> tuple[str, ...]:
    return (f"line {line['line']}", line["reason"], one_line(line["text"], SHORT))


def _amount(counts: dict[str, Any]) -> str:
    """How much is said: Latin words and Chinese characters, never added up."""
    amounts = [
        counted(counts["words"], "word") if counts["words"] else "",
        f"{counts['characters']:,} Chinese characters" if counts["characters"] else "",
    ]
    return " and ".join(amount for amount in amounts if amount) or "no words"
