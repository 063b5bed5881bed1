"""Tables as CSV, the same bytes on every machine.

UTF-8, commas, `\\n` at line ends; quotes only around cells that hold a comma, a quote or a line
end, so that a quotation reads back exactly. Numbers have six significant digits and no
exponent; whole numbers are written in full; NaN is an empty cell.
"""

from __future__ import annotations

import codecs
import math
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from qcode.errors import OutputError
from qcode.output.files import refuse_another_file, replace_file

DIGITS = 6
"""Significant digits of a number that is not whole."""

_QUOTED = re.compile(r'[",\r\n]')
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
"""How a text begins that Excel takes for a formula; in East Asian versions also full-width."""


def write_csv(table: pd.DataFrame, path: Path, *, excel: bool = False) -> None:
    """Write a table as CSV; see `to_csv`. The file appears whole or not at all.

    Raises:
        OutputError: it cannot be written there, or another file stands there than an earlier
            table with the same heads.
    """
    if path.is_dir():
        raise OutputError(f"'{path}' is a folder\n  hint: name a file in it: {path / 'table.csv'}")
    data = encoded(to_csv(table, excel=excel), excel=excel)
    head = data.removeprefix(codecs.BOM_UTF8).partition(b"\n")[0]
    refuse_another_file(path, lambda there: there.removeprefix(codecs.BOM_UTF8).startswith(head))
    replace_file(path, data)


def to_csv(table: pd.DataFrame, excel: bool = False) -> str:
    """The text of a table as CSV; an index without a name is left out.

    Args:
        table: any table of texts and numbers.
        excel: whether text cells that Excel would take for a formula get a leading apostrophe.
    """
    heads, columns = named_columns(table)
    return columns_to_csv(heads, columns, excel=excel)


def named_columns(table: pd.DataFrame) -> tuple[list[str], list[list[object]]]:
    """Heads and columns; the levels of an index come first, one without a name is left out."""
    levels = [level for level, name in enumerate(table.index.names) if name is not None]
    heads = [str(table.index.names[level]) for level in levels]
    columns = [table.index.get_level_values(level).tolist() for level in levels]
    columns += [table.iloc[:, place].tolist() for place in range(table.shape[1])]
    return [*heads, *map(str, table.columns)], columns


def columns_to_csv(
    heads: Sequence[str], columns: Sequence[Sequence[object]], *, excel: bool = False
) -> str:
    """The text of columns of one length as CSV, under their heads; see `to_csv`."""
    cells = [_cells(column, excel) for column in columns]
    lines = [",".join(_texts(heads, excel)), *map(",".join, zip(*cells, strict=True))]
    if len(heads) == 1:
        # A lone empty cell would be an empty line, which readers skip.
        lines = [line or '""' for line in lines]
    return "\n".join(lines) + "\n"


def encoded(text: str, *, excel: bool = False) -> bytes:
    """The bytes of a CSV, with a byte order mark for Excel.

    Names of files that are in no encoding hold what UTF-8 has no bytes for: it is spelled out.
    """
    return text.encode("utf-8-sig" if excel else "utf-8", errors="backslashreplace")


def number(value: float) -> str:
    """A number with six significant digits, without exponent and trailing zeros; NaN is ""."""
    if math.isnan(value):
        return ""
    if float(value).is_integer():
        return str(int(value))
    return np.format_float_positional(value, precision=DIGITS, fractional=False, trim="-")


def _cells(column: Sequence[object], excel: bool) -> list[str]:
    """A column has cells of one kind; texts may be missing."""
    first = column[0] if column else ""
    if isinstance(first, int):
        return list(map(str, column))
    return _texts(column, excel)


def _texts(cells: Sequence[object], excel: bool) -> list[str]:
    different = set(cells)
    if len(different) * 4 > len(cells):
        return [_text(cell, excel) for cell in cells]
    shown = {cell: _text(cell, excel) for cell in different}
    return [shown[cell] for cell in cells]


def _text(cell: object, excel: bool) -> str:
    if isinstance(cell, str):
        text = f"'{cell}" if excel and _FORMULA.match(cell) else cell
    elif cell is None:
        text = ""
    else:
        text = number(cell) if isinstance(cell, float) else str(cell)
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
