"""Tables as Excel workbooks: a sheet for the table, a sheet "About" for what it counts."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from qcode.errors import OutputError
from qcode.output.about import About
from qcode.output.archive import without_times
from qcode.output.cells import is_missing, printable
from qcode.output.csv import named_columns
from qcode.output.grid import widest

WIDEST = 60
"""Characters; wider columns are wrapped."""
TALLEST = 400
"""Points of a row; the most that a sheet knows is 409."""
MOST_CHARACTERS = 32_767
MOST_ROWS = 1_048_575
"""Below the heads."""
_MEASURED = 2_000
"""Rows that decide how wide a column is."""

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def encode_xlsx(table: pd.DataFrame, about: About | None, title: str) -> bytes:
    """The bytes of a workbook: the same for the same table.

    Texts stay texts, also those that begin like a formula; numbers are numbers, NaN is an
    empty cell.

    Raises:
        OutputError: more rows, or more words in a cell, than a workbook can hold.
    """
    from openpyxl import Workbook

    heads, columns = named_columns(table)
    if len(table) > MOST_ROWS:
        raise OutputError(f"a sheet holds {MOST_ROWS:,} rows, the table has {len(table):,}{_HINT}")
    book = Workbook()
    _fill(book.active, heads, list(zip(*columns, strict=True)))
    book.active.title = _sheet_name(about.title if about else title)
    if about:
        facts = [("title", about.title), *about.facts]
        _fill(book.create_sheet("About"), ["what", "value"], facts)
    book.properties.creator = "qcode"
    target = io.BytesIO()
    book.save(target)
    return without_times(target.getvalue())


def is_earlier_xlsx(there: bytes, heads: Sequence[str]) -> bool:
    """Whether these are the bytes of a workbook of qcode whose first sheet has these heads."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(there), read_only=True)
        rows = book.worksheets[0].iter_rows(max_row=1, values_only=True)
        found = [str(cell or "") for cell in next(rows, ())]
    except Exception:  # noqa: BLE001  (whatever a broken or foreign archive raises: not ours)
        return False
    return book.properties.creator == "qcode" and found == list(map(_text, heads))


_HINT = "\n  hint: write it as .csv or .parquet, which have no such bound"


def _fill(sheet: Any, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for place, head in enumerate(heads, start=1):
        _put(sheet, 1, place, head)
        sheet.cell(1, place).font = Font(bold=True)
        cells = [str(row[place - 1]) for row in rows[:_MEASURED]]
        lines = [line for cell in [head, *cells] for line in cell.split("\n")]
        width = min(max(widest(map(printable, lines)) + 2, 8), WIDEST)
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate(rows, start=2):
        for place, cell in enumerate(row, start=1):
            _put(sheet, number, place, cell)
        tall = max((_lines(cell) for cell in row if isinstance(cell, str)), default=1)
        if tall > 1:
            # Excel fits rows itself, LibreOffice does not.
            sheet.row_dimensions[number].height = min(tall * 16, TALLEST)
    sheet.freeze_panes = "A2"


def _lines(text: str) -> int:
    """How many lines a text takes in the widest column, roughly."""
    return sum(1 + widest([line]) // (WIDEST - 6) for line in printable(text).split("\n"))


def _put(sheet: Any, row: int, column: int, value: object) -> None:
    from openpyxl.styles import Alignment

    if is_missing(value) or value == "":
        return
    if isinstance(value, int | float):
        sheet.cell(row, column, value).alignment = Alignment(vertical="top")
        return
    text = _text(str(value))
    if len(text) > MOST_CHARACTERS:
        raise OutputError(f"a cell of a sheet holds {MOST_CHARACTERS:,} characters{_HINT}")
    cell = sheet.cell(row, column, text)
    cell.data_type = "s"  # not "f" for "=1+1", nor "e" for "#N/A"
    if text[0] in "=+-@＝＋－＠":
        cell.quotePrefix = True  # stays text when somebody edits the cell
    wrapped = "\n" in text or len(text) > WIDEST // 2
    cell.alignment = Alignment(vertical="top", wrap_text=wrapped)


def _text(text: str) -> str:
    """`_x0041_` is how a sheet writes "A": an underscore that looks like it is written so."""
    return _ESCAPE.sub("_x005F_", printable(text))


def _sheet_name(title: str) -> str:
    name = _NOT_IN_NAMES.sub(" ", printable(title).replace("\n", " "))[:31].strip(" '")
    return "Table" if name.casefold() in {"", "about", "history"} else name
