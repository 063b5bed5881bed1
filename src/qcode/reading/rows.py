"""Rows of a table in a file: CSV of any separator and encoding, or an Excel workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from qcode.reading.decoding import Decoded, decode
from qcode.reading.lines import UnreadableError
from qcode.reading.sheets import all_sheets, sheet_rows

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx")

NumberedRows = list[tuple[int, Sequence[str]]]


def table_bytes(path: Path) -> bytes:
    """The bytes of a file that may be a table.

    Raises:
        UnreadableError: it is none by its suffix, not there, or cannot be read.
    """
    if path.suffix.lower() not in SUFFIXES:
        hint = f"save it as .xlsx or .csv; known are {', '.join(SUFFIXES)}"
        raise UnreadableError("is of no format that a table can have", hint)
    try:
        if not path.exists():
            raise UnreadableError("no such file", "check the spelling and the folder")
        if not path.is_file():
            raise UnreadableError("is not a regular file", "pass a table: .csv, .tsv or .xlsx")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "the name is not valid").lower()
        raise UnreadableError(f"cannot be read: {reason}", "check the file's rights") from None


def table_rows(
    path: Path, data: bytes, is_key: Callable[[str], bool], encoding: str | None = None
) -> tuple[NumberedRows, tuple[str, ...]]:
    """The rows that hold anything, each with its number or the line on which it begins.

    Args:
        path: its suffix tells what the bytes are.
        data: of the file.
        is_key: whether a head is one that must be there; it tells the mark between cells.
        encoding: where it cannot be told for certain, the one to read under.

    Returns:
        The rows, and notes about how they were read.

    Raises:
        UnreadableError: it is damaged or empty.
    """
    if path.suffix.lower() == ".xlsx":
        cells, notes = sheet_rows(data)
        rows: NumberedRows = list(enumerate(cells, 1))
    else:
        decoded = _decoded(data, encoding)
        rows, notes = list(_csv_rows(decoded.text, is_key)), decoded.notes
    return _filled(rows), notes


def tables_of(
    path: Path, data: bytes, is_key: Callable[[str], bool], is_main: Callable[[str], bool]
) -> tuple[tuple[tuple[str, NumberedRows], ...], tuple[str, ...]]:
    """As `table_rows`, of a workbook all sheets with a main key in their first row; where none has
    one, the first sheet and those with the same heads.

    Returns:
        Titles (of a CSV file, "") and rows, and notes about how they were read.

    Raises:
        UnreadableError: the file is damaged or empty.
    """
    if path.suffix.lower() != ".xlsx":
        rows, notes = table_rows(path, data, is_key)
        return (("", rows),), notes
    sheets = [(title, _filled(list(enumerate(cells, 1)))) for title, cells in all_sheets(data)]
    tables = tuple(sheet for sheet in sheets if any(map(is_main, sheet[1][0][1])))
    tables = tables or tuple(sheet for sheet in sheets if sheet[1][0][1] == sheets[0][1][0][1])
    others = [title for title, _ in sheets if title not in dict(tables)]
    return tables, (f"sheets that are no tables of codings: {', '.join(others)}",) * bool(others)


def _filled(rows: NumberedRows) -> NumberedRows:
    """The rows that hold anything.

    Raises:
        UnreadableError: none does.
    """
    filled = [(line, cells) for line, cells in rows if any(cell.strip() for cell in cells)]
    if not filled:
        raise UnreadableError("is empty", "check that the copy or the export was finished")
    return filled


def _decoded(data: bytes, encoding: str | None) -> Decoded:
    """The text; a forced encoding is for transcripts, and here only where there is doubt."""
    if not encoding:
        return decode(data)
    try:
        decoded = decode(data)
    except UnreadableError:
        return decode(data, encoding)
    return decode(data, encoding) if decoded.is_guess else decoded


def _csv_rows(text: str, is_key: Callable[[str], bool]) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_separator(text, is_key), strict=True
    )
    began = 1
    try:
        for cells in reader:
            yield began, cells
            began = reader.line_num + 1
    except csv.Error as error:
        message = f"is no table from this line on: {error}"
        raise UnreadableError(message, "check the quotation marks", began) from None


def _separator(text: str, is_key: Callable[[str], bool]) -> str:
    """What stands between the cells of the head: the mark that cuts out a key column."""
    head = text.lstrip().split("\n", 1)[0]
    for mark in ("\t", ",", ";"):
        cells = next(csv.reader([head], delimiter=mark), [])
        if len(cells) > 1 and any(map(is_key, cells)):
            return mark
    return max((",", "\t", ";"), key=head.count)
