"""Reading one log: every record that stands in it, every problem, and where it is torn."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qcode.errors import Problem, StudyError
from qcode.study.lines import BrokenLineError, LineError, record_of
from qcode.study.records import Record

UPDATE = "update qcode: pip install -U qcode-qda"
_BOM = b"\xef\xbb\xbf"
_GIT_MARKS = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")
_DAMAGED = "take the line from a backup or a colleague's copy, or delete it"


@dataclass(frozen=True, slots=True)
class Entry:
    """One record, and the line it stands on, from 1."""

    record: Record
    line: int
    more: bool
    """Whether the next line belongs to the same decision."""


@dataclass(frozen=True, slots=True)
class Torn:
    """The end of a log that was not written whole: nobody was shown it as decided."""

    line: int
    offset: int
    """Where it begins, in bytes."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands in one log."""

    path: Path
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    """Lines that are no records; all others are read."""
    torn: Torn | None = None
    ended: bool = True
    """Whether the last record has its line end; some editors take it off."""

    def records(self) -> tuple[Record, ...]:
        """The records in the order of their lines."""
        return tuple(entry.record for entry in self.entries)

    def torn_problem(self) -> Problem | None:
        """The torn end as a finding to show; it is mended when the log is next written to."""
        if not self.torn:
            return None
        message = "the end of the log was not written whole and is left out"
        hint = "the next coding session sets it aside in a file that you can look into"
        return Problem(str(self.path), self.torn.line, message, hint)


def read_log(path: Path) -> Reading:
    """Read a log without changing it; one that is not there is empty.

    The end is torn when the last line is not whole, or when lines that belong to the same
    decision are missing behind it.

    Raises:
        StudyError: the file cannot be read, or holds records of a newer qcode.
    """
    lines = _bytes(path).split(b"\n")
    entries: list[Entry] = []
    flaws: list[tuple[int, LineError]] = []
    for number, line in enumerate(lines, 1):
        text = line.removeprefix(_BOM) if number == 1 else line
        if text.strip():
            try:
                entries.append(_entry(text, number))
            except LineError as error:
                flaws.append((number, error))
    begin = _torn(lines, entries, flaws)
    _refuse_newer(path, [flaw for flaw in flaws if flaw[0] < begin])
    offset = sum(len(line) + 1 for line in lines[: begin - 1])
    return Reading(
        path,
        entries=tuple(entry for entry in entries if entry.line < begin),
        problems=tuple(
            Problem(str(path), line, str(flaw), flaw.hint) for line, flaw in flaws if line < begin
        ),
        torn=Torn(begin, offset, b"\n".join(lines[begin - 1 :])) if begin <= len(lines) else None,
        ended=begin <= len(lines) or not lines[-1],
    )


def _entry(text: bytes, number: int) -> Entry:
    try:
        record, more = record_of(text)
    except BrokenLineError as error:
        if text.startswith(_GIT_MARKS):
            hint = "keep the records of both sides and delete git's marks around them"
            raise BrokenLineError("git left a merge conflict here", hint) from None
        raise BrokenLineError(str(error), _DAMAGED) from None
    return Entry(record, number, more)


def _torn(lines: list[bytes], entries: list[Entry], flaws: list[tuple[int, LineError]]) -> int:
    """The number of the line where the torn end begins; behind the last line when there is none."""
    last = max((number for number, line in enumerate(lines, 1) if line.strip()), default=0)
    begin = len(lines) + 1
    if flaws and flaws[-1][0] == last and isinstance(flaws[-1][1], BrokenLineError):
        begin = begin if lines[last - 1].startswith(_GIT_MARKS) else last
    for entry in reversed(entries):
        if not entry.more:
            break
        begin = entry.line
    return begin


def _refuse_newer(path: Path, flaws: list[tuple[int, LineError]]) -> None:
    for line, flaw in flaws:
        if flaw.newer:
            raise StudyError([Problem(str(path), line, str(flaw), UPDATE)])


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        problem = Problem(str(path), 0, f"cannot be read: {reason}", "check your rights to it")
        raise StudyError([problem]) from error
