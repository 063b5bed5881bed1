"""Tables of cases: what a study knows about transcripts and speakers, one row each.

Columns `transcript` and `speaker`, one of them or both, say whom a row is about; all others are
attributes, under any name in any language.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from qcode.errors import Problem
from qcode.model.transcript import attribute_key
from qcode.reading.decoding import Decoded, decode
from qcode.reading.lines import UnreadableError
from qcode.reading.sheets import sheet_rows

KEYS = ("transcript", "speaker")
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx")
_KEYS_HINT = "name the column of transcripts 'transcript', that of speakers 'speaker'"
_CELLS_HINT = "put quotes around cells that hold the separator, or name the column"

NumberedRows = list[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Case:
    """One row: facts about a transcript, about a speaker, or about a speaker in one transcript."""

    transcript: str
    """As it is written; "" where the row is about a speaker wherever they speak."""
    speaker: str
    attributes: tuple[tuple[str, str], ...]
    """In the order of the columns; empty cells are no facts."""
    path: str
    line: int
    """Where the row begins; in a workbook, its number."""

    @property
    def place(self) -> str:
        """The file's name and the line: `cases.csv:3`."""
        return f"{PurePath(self.path).name}:{self.line}"


@dataclass(frozen=True, slots=True)
class CasesFile:
    """One table as it was read."""

    path: str
    sha256: str
    """Of the file's bytes, hexadecimal; "" when it cannot be read."""
    cases: tuple[Case, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def read_cases(path: Path, encoding: str | None = None) -> CasesFile:
    """The rows of a table of cases; what is wrong with it is told as problems.

    Args:
        path: a CSV (separated by commas, semicolons or tabs) or an Excel workbook, of which the
            first sheet that holds anything is read.
        encoding: where it cannot be told for certain, the one to read under.
    """
    digest = ""
    try:
        data = _bytes(path)
        digest = hashlib.sha256(data).hexdigest()
        rows, notes = _rows(path, data, encoding)
        table = _Table(path, rows)
    except UnreadableError as reason:
        problem = Problem(str(path), reason.line, reason.message, reason.hint)
        return CasesFile(str(path), digest, problems=(problem,))
    cases = tuple(table.cases())
    problems = sorted(table.problems, key=lambda problem: problem.line)
    return CasesFile(
        str(path), digest, cases, tuple(problems), tuple(f"{path}: {note}" for note in notes)
    )


def _bytes(path: Path) -> bytes:
    if path.suffix.lower() not in SUFFIXES:
        hint = f"save it as .xlsx or .csv; known are {', '.join(SUFFIXES)}"
        raise UnreadableError("is of no format that a table of cases can have", hint)
    try:
        if not path.exists():
            raise UnreadableError("no such file", "check the spelling and the folder")
        if not path.is_file():
            raise UnreadableError("is not a regular file", "pass a table: .csv, .tsv or .xlsx")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "the name is not valid").lower()
        raise UnreadableError(f"cannot be read: {reason}", "check the file's rights") from None


def _rows(path: Path, data: bytes, encoding: str | None) -> tuple[NumberedRows, tuple[str, ...]]:
    """The rows that hold anything, each with its number or the line on which it begins."""
    if path.suffix.lower() == ".xlsx":
        cells, notes = sheet_rows(data)
        rows: NumberedRows = list(enumerate(cells, 1))
    else:
        decoded = _decoded(data, encoding)
        rows, notes = list(_csv_rows(decoded.text)), decoded.notes
    filled = [(line, cells) for line, cells in rows if any(cell.strip() for cell in cells)]
    if not filled:
        raise UnreadableError("is empty", _KEYS_HINT)
    return filled, notes


def _decoded(data: bytes, encoding: str | None) -> Decoded:
    """The text; a forced encoding is for transcripts, and here only where there is doubt."""
    if not encoding:
        return decode(data)
    try:
        decoded = decode(data)
    except UnreadableError:
        return decode(data, encoding)
    return decode(data, encoding) if decoded.is_guess else decoded


def _csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    began = 1
    try:
        for cells in reader:
            yield began, cells
            began = reader.line_num + 1
    except csv.Error as error:
        message = f"is no table from this line on: {error}"
        raise UnreadableError(message, "check the quotation marks", began) from None


def _separator(text: str) -> str:
    """What stands between the cells of the head: the mark that cuts out a key column."""
    head = text.lstrip().split("\n", 1)[0]
    for mark in ("\t", ",", ";"):
        cells = next(csv.reader([head], delimiter=mark), [])
        if len(cells) > 1 and any(attribute_key(cell) in KEYS for cell in cells):
            return mark
    return max((",", "\t", ";"), key=head.count)


class _Table:
    """A head and rows in which whom they are about is being found."""

    def __init__(self, path: Path, rows: NumberedRows) -> None:
        self.path = str(path)
        self.problems: list[Problem] = []
        (self.line, head), self.rows = rows[0], rows[1:]
        self.names = [cell.strip() for cell in head]
        while self.names and not self.names[-1]:
            self.names.pop()
        self.keys = [attribute_key(name) for name in self.names]
        self._check_head()

    def _check_head(self) -> None:
        if not set(KEYS) & set(self.keys):
            listed = ", ".join(f"'{name}'" for name in self.names[:8] if name)
            message = f"has no column 'transcript' or 'speaker', but {listed}"
            self._problem(self.line, message, _KEYS_HINT)
        for column, key in enumerate(self.keys, 1):
            first = self.keys.index(key) + 1
            if key and first < column:
                message = f"column {column} '{self.names[column - 1]}' is there already"
                self._problem(self.line, f"{message}: column {first}", "rename or remove one")
            if not key and any(self._cell(cells, column - 1) for _, cells in self.rows):
                hint = "give it a name in the first row"
                self._problem(self.line, f"column {column} has cells but no name", hint)

    def cases(self) -> Iterator[Case]:
        """The rows that say whom they are about; the others become problems."""
        has_key = bool(set(KEYS) & set(self.keys))
        for line, cells in self.rows:
            extra = [cell for cell in cells[len(self.names) :] if cell.strip()]
            if extra:
                message = f"has {len(cells)} cells where the head has {len(self.names)}"
                self._problem(line, message, _CELLS_HINT)
                continue
            about = {key: self._cell(cells, self._place(key)) for key in KEYS}
            if any(about.values()):
                yield Case(**about, attributes=self._facts(cells), path=self.path, line=line)
            elif has_key:
                wanted = " and ".join(f"'{key}'" for key in KEYS if key in self.keys)
                message = f"says nothing under {wanted}"
                self._problem(line, message, "say whom the row is about, or remove it")

    def _facts(self, cells: Sequence[str]) -> tuple[tuple[str, str], ...]:
        pairs = zip(self.keys, self.names, cells, strict=False)
        return tuple(
            (name, cell.strip())
            for key, name, cell in pairs
            if key and key not in KEYS and cell.strip()
        )

    def _place(self, key: str) -> int:
        return self.keys.index(key) if key in self.keys else len(self.keys)

    def _cell(self, cells: Sequence[str], place: int) -> str:
        return cells[place].strip() if place < len(cells) else ""

    def _problem(self, line: int, message: str, hint: str) -> None:
        self.problems.append(Problem(self.path, line, message, hint))
