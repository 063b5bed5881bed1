"""Tables of cases: what a study knows about transcripts and speakers, one row each.

Columns `transcript` and `speaker`, one of them or both, say whom a row is about; all others are
attributes, under any name in any language.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from qcode.errors import Problem
from qcode.model.transcript import attribute_key
from qcode.reading.lines import UnreadableError
from qcode.reading.rows import NumberedRows, table_bytes, table_rows

KEYS = ("transcript", "speaker")
_KEYS_HINT = "name the column of transcripts 'transcript', that of speakers 'speaker'"
_CELLS_HINT = "put quotes around cells that hold the separator, or name the column"


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
        data = table_bytes(path)
        digest = hashlib.sha256(data).hexdigest()
        rows, notes = table_rows(path, data, _is_key, encoding)
        table = _Table(path, rows)
    except UnreadableError as reason:
        problem = Problem(str(path), reason.line, reason.message, reason.hint)
        return CasesFile(str(path), digest, problems=(problem,))
    cases = tuple(table.cases())
    problems = sorted(table.problems, key=lambda problem: problem.line)
    return CasesFile(
        str(path), digest, cases, tuple(problems), tuple(f"{path}: {note}" for note in notes)
    )


def _is_key(head: str) -> bool:
    return attribute_key(head) in KEYS


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
