"""The cells of tables as texts and numbers, as the formats write them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from qcode.output.csv import number
from qcode.output.safe import visible


def is_missing(cell: object) -> bool:
    """Whether there is nothing in a cell: None, NaN, or pandas' own sign for it."""
    return cell is None or cell is pd.NA or cell is pd.NaT or cell != cell  # noqa: PLR0124


def is_numbers(column: Sequence[object]) -> bool:
    """Whether a column holds numbers and nothing else but empty cells."""
    there = [cell for cell in column if not is_missing(cell)]
    return bool(there) and all(
        isinstance(cell, int | float) and not isinstance(cell, bool) for cell in there
    )


def cell_text(cell: object) -> str:
    """A cell as text: numbers as in CSV, what steers a terminal or printer made visible."""
    if is_missing(cell):
        return ""
    return number(cell) if isinstance(cell, float) else printable(str(cell))


def printed(cell: object) -> str:
    """A cell as a page shows it: a fraction with three digits that count, all else as it is."""
    if not isinstance(cell, float) or is_missing(cell):
        return cell_text(cell)
    if cell == 0 or abs(cell) >= 100:
        return number(float(round(cell, 1)))
    digits = max(2 - math.floor(math.log10(abs(cell))), 0)
    return f"{cell:.{min(digits, 6)}f}"


def printable(text: str) -> str:
    """Text that XML and LaTeX can hold: line ends are `\\n`, control characters made visible,
    and what is in no encoding spelled out."""
    text = visible(text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("\ufffe", "\N{REPLACEMENT CHARACTER}")
    text = text.replace("\uffff", "\N{REPLACEMENT CHARACTER}")
    return text.encode("utf-8", errors="backslashreplace").decode("utf-8")
