"""All logs of a study together: everybody's, and the copies that cloud drives make of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qcode.errors import Problem, StudyError
from qcode.study.coders import SUFFIX, log_name
from qcode.study.reading import Reading, read_log
from qcode.study.records import Record


@dataclass(frozen=True, slots=True)
class Logs:
    """The logs of one folder.

    What coders decided is in `records`, each once, in the order in which it was read; that
    order means nothing.
    """

    readings: tuple[Reading, ...]
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    """Lines that are no records, and records that differ under one id."""

    def torn(self) -> tuple[Problem, ...]:
        """Ends of logs that were not written whole."""
        found = (reading.torn_problem() for reading in self.readings)
        return tuple(problem for problem in found if problem)

    def copies(self) -> tuple[tuple[Path, Path], ...]:
        """Logs that stand beside the log of the same coder, each with that one: conflict copies
        of cloud drives, told by whose records they hold, whatever the drive calls them."""
        pairs = ((reading.path, _proper(reading)) for reading in self.readings)
        return tuple((path, proper) for path, proper in pairs if proper and path != proper)

    def checked(self) -> tuple[Record, ...]:
        """The records, when there are no problems.

        Raises:
            StudyError: with all problems.
        """
        if self.problems:
            raise StudyError(self.problems)
        return self.records


def read_logs(folder: Path) -> Logs:
    """Read every log of a folder without changing any; a folder that is not there has none.

    Raises:
        StudyError: a log cannot be read, or holds records of a newer qcode.
    """
    return together(read_log(path) for path in find_logs(folder))


def find_logs(folder: Path) -> tuple[Path, ...]:
    """The logs of a folder by name; hidden files, such as macOS puts there, are none."""
    if not folder.is_dir():
        return ()
    found = (path for path in folder.iterdir() if path.suffix.casefold() == SUFFIX)
    return tuple(sorted(path for path in found if not path.name.startswith(".")))


def together(readings: Iterable[Reading]) -> Logs:
    """Several logs as one set of records by id."""
    readings = tuple(readings)
    known: dict[str, Record] = {}
    places: dict[str, str] = {}
    problems = [problem for reading in readings for problem in reading.problems]
    for reading in readings:
        for entry in reading.entries:
            record = entry.record
            first = known.setdefault(record.id, record)
            if first is record:
                places[record.id] = f"{reading.path}:{entry.line}"
            elif first != record:
                where = places[record.id]
                problems.append(clash(reading.path, entry.line, record.id, where))
    return Logs(readings, tuple(known.values()), tuple(problems))


def clash(path: Path, line: int, record: str, where: str) -> Problem:
    """Two records with one id, which only a change by hand can bring about."""
    message = f"record '{record}' says something else in {where}"
    return Problem(str(path), line, message, "a record never changes: delete the wrong one")


def _proper(reading: Reading) -> Path | None:
    """Where the log of the one coder belongs whose records a log holds."""
    names = {log_name(entry.record.coder) for entry in reading.entries}
    if len(names) != 1:
        return None
    name = unicodedata.normalize("NFC", reading.path.name)
    proper = names.pop()
    return reading.path if name == proper else reading.path.with_name(proper)
