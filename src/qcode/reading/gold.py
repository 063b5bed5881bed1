"""Gold files: which codes a person gave to which turns, for comparison with suggestions."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from qcode.errors import Problem, ProblemsError
from qcode.reading.lines import UnreadableError
from qcode.reading.rows import table_bytes, table_rows

COLUMNS = ("transcript", "turn", "code")
_HINT = "a gold file has the columns transcript, turn, code"


@dataclass(frozen=True, slots=True)
class GoldRow:
    """One judgement: a code that a person gave to a turn."""

    transcript: str
    """The transcript's id: its file name without suffix."""
    turn: int
    """Counts all turns of the transcript from 1."""
    code: str
    """"" where the turn was judged to carry none."""
    path: str = ""
    line: int = 0
    """Where the row begins in the file, from 1."""


def read_gold(path: str | Path) -> tuple[GoldRow, ...]:
    """The rows of a gold file: a CSV or workbook with the columns `transcript`, `turn`, `code`.

    Other columns are ignored, as are empty rows; any encoding, separator and line ends are fine.

    Raises:
        ProblemsError: the file cannot be read, columns are missing, or rows have no
            transcript, no whole number as turn, or another number of cells than the head.
    """
    path = Path(path)
    rows = _cells(path)
    line, head = rows[0]
    names = [cell.strip().casefold() for cell in head]
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        listed = ", ".join(f"'{name}'" for name in missing)
        word = "column" if len(missing) == 1 else "columns"
        raise _problems(path, f"{word} {listed} missing", _HINT, line)
    problems: list[Problem] = []
    places = [names.index(name) for name in COLUMNS]
    found = [_row(path, line, cells, len(head), places, problems) for line, cells in rows[1:]]
    if problems:
        raise ProblemsError(problems)
    if not found:
        raise _problems(path, "has a head but no rows", "write a row for each turn that was judged")
    return tuple(row for row in found if row)


def _cells(path: Path) -> list[tuple[int, list[str]]]:
    """The rows that hold anything, each with the line on which it begins; none of a workbook is
    shorter than its head."""
    try:
        rows, _ = table_rows(
            path, table_bytes(path), lambda head: head.strip().casefold() in COLUMNS
        )
    except UnreadableError as error:
        raise _problems(path, error.message, error.hint, error.line) from None
    width = len(rows[0][1]) if path.suffix.lower() == ".xlsx" else 0
    return [(line, [*cells, *[""] * (width - len(cells))]) for line, cells in rows]


def _row(
    path: Path,
    line: int,
    cells: list[str],
    width: int,
    places: list[int],
    problems: list[Problem],
) -> GoldRow | None:
    if len(cells) != width:
        message = f"has {len(cells)} cells where the head has {width}"
        problems.append(Problem(str(path), line, message, "put quotes around cells with commas"))
        return None
    transcript, number, code = (cells[place].strip() for place in places)
    if not transcript:
        problems.append(Problem(str(path), line, "names no transcript", _HINT))
        return None
    if not (number.isdecimal() and int(number) > 0):
        hint = "turns count from 1; 'qcode read' shows their numbers"
        problems.append(Problem(str(path), line, f"turn '{number}' is not a turn number", hint))
        return None
    return GoldRow(unicodedata.normalize("NFC", transcript), int(number), code, str(path), line)


def _problems(path: Path, message: str, hint: str, line: int = 0) -> ProblemsError:
    return ProblemsError([Problem(str(path), line, message, hint)])
