"""The transcripts of a study: working copies in `transcripts/`, with attributes of `cases.csv`."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from qcode.errors import Problem, TranscriptError
from qcode.model.transcript import Transcript, text_hash
from qcode.reading.casebook import CaseBook
from qcode.reading.cases import CasesFile, read_cases
from qcode.reading.folders import CASES
from qcode.reading.working_copy import read_working_copy
from qcode.study.disk import failures_named, write_whole
from qcode.study.texts import TEXTS, WORKING


@dataclass(frozen=True, slots=True)
class Library:
    """What is in the folder of working copies."""

    transcripts: tuple[Transcript, ...] = ()
    """Sorted by id."""
    failed: tuple[Problem, ...] = ()
    """Working copies that cannot be read, and what does not fit in `cases.csv`."""
    notes: tuple[str, ...] = ()
    cases: tuple[CasesFile, ...] = ()


def read_library(folder: Path) -> Library:
    """Read all working copies of a study; one that is broken never stops the others."""
    files = sorted(
        path
        for path in (folder / WORKING).glob("*.txt")
        if path.is_file() and not path.name.startswith(".")
    )
    transcripts: list[Transcript] = []
    failed: list[Problem] = []
    for path in files:
        try:
            transcripts.append(read_copy(path))
        except TranscriptError as error:
            failed += error.problems
    book = _cases(folder, [*(each.id for each in transcripts), *(path.stem for path in files)])
    joined = tuple(book.join(each) for each in transcripts)
    problems = book.problems() if transcripts else ()
    return Library(joined, (*failed, *problems), tuple(book.notes()), book.files)


def read_copy(path: Path) -> Transcript:
    """Read one working copy.

    Raises:
        TranscriptError: it cannot be read, its grammar is broken, or its title is not the name
            of the file.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        hint = "save it as UTF-8 in your editor"
        raise TranscriptError([Problem(str(path), line, "is not UTF-8", hint)]) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = "check your rights to it"
        problem = Problem(str(path), 0, f"cannot be read: {reason}", hint)
        raise TranscriptError([problem]) from None
    transcript = read_working_copy(text, str(path))
    name = unicodedata.normalize("NFC", path.stem)
    if unicodedata.normalize("NFC", transcript.id) != name:
        message = f"its title is '{transcript.id}', which is not its file name"
        hint = f"call the file '{transcript.id}.txt' again: codings name the title"
        raise TranscriptError([Problem(str(path), 0, message, hint)])
    return transcript


def copy_path(folder: Path, name: str) -> Path:
    """Where the working copy of a transcript lies."""
    return folder / WORKING / f"{name}.txt"


def keep_text(folder: Path, transcript: Transcript) -> str:
    """See to it that the version of a text is kept for good; its hash.

    Raises:
        OutputError: it cannot be written.
    """
    name = text_hash(transcript.text)
    path = folder / TEXTS / f"{name}.txt"
    if not path.exists():
        with failures_named(path):
            path.parent.mkdir(exist_ok=True)
        write_whole(path, transcript.text.encode("utf-8", "surrogatepass"))
    return name


def kept_text(folder: Path, name: str) -> str | None:
    """A version of a text by its hash; None where it is missing or is not what its name says."""
    try:
        text = (folder / TEXTS / f"{name}.txt").read_bytes().decode("utf-8", "surrogatepass")
    except (OSError, ValueError):
        return None
    return text if text_hash(text) == name else None


def _cases(folder: Path, ids: list[str]) -> CaseBook:
    tables = [folder / name for name in CASES if (folder / name).is_file()]
    return CaseBook([read_cases(path, None) for path in tables[:1]], ids)
