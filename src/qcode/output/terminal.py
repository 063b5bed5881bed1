"""Tables on the terminal, aligned with Chinese text; plain text when piped.

What comes from transcripts and codebooks is never read as markup: interviews are full of
square brackets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
import pandas as pd
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from qcode.output.grid import Grid, grid_of, shown, shown_column, widest
from qcode.output.passages import print_kwic, print_passages
from qcode.output.safe import visible

MOST_ROWS = 60
MOST_BLOCKS = 2
"""More than this of a matrix is left to the CSV, unless all is asked for."""

_NOTHING = ("0", "0.00")
_NAMES = ("code", "name", "name_zh")
_SHORT = {
    **{"suggested": "sugg", "missed": "miss", "precision": "prec", "recall": "rec"},
    **{"n_turns": "n", "transcripts": "transcr.", "participants": "people", "participants_n": "of"},
}
"""Heads where the full ones are too wide."""


def print_codes(table: pd.DataFrame, *, title: str = "") -> None:
    """Print what `code_table` gives: first how many participants mention each code, of all."""
    console = _console()
    _print_title(console, title)
    people = zip(table["participants"], table["participants_n"], strict=True)
    columns = {name: [visible(text) for text in table[name]] for name in _NAMES}
    columns["participants"] = [f"{n} of {of}" for n, of in people]
    for name in ("transcripts", "turns", "segments"):
        columns[name] = shown_column(table[name])
    if table.get("segments_against", pd.Series([0])).any():
        columns["against"] = shown_column(table["segments_against"])
    columns["of turns"] = [_percent(value) for value in table["share_of_turns"]]
    for name in reversed(_NAMES[1:]):
        if _width_with_heads(columns) > console.width:
            del columns[name]
    if _width_with_heads(columns) > console.width:
        columns = {_SHORT.get(head, head): cells for head, cells in columns.items()}
    room = console.width - _width_with_heads({**columns, "code": []}) + len("code")
    grid = _table()
    for head in columns:
        side: Literal["left", "right"] = "left" if head in _NAMES else "right"
        most = max(room, 12) if head == "code" else None
        grid.add_column(
            head.replace("_", " "), justify=side, no_wrap=True, overflow="ellipsis", max_width=most
        )
    rows = zip(*columns.values(), strict=True)
    for row, mentioned in zip(rows, table["participants"], strict=True):
        grid.add_row(*map(Text, row), style="" if mentioned else "dim")
    console.print(grid)


def print_matrix(table: pd.DataFrame, *, title: str = "", everything: bool = False) -> None:
    """Print a table of numbers, such as `frequency` gives, so that it fits.

    Where the columns do not fit, rows and columns are exchanged; where they still do not, columns
    are numbered, listed by name above, and folded into blocks below each other.

    Args:
        table: numbers, named in index and columns.
        title: a line above.
        everything: also more than 60 rows or 2 blocks; else a line says what is left out.
    """
    console = _console()
    _print_title(console, title)
    grid = grid_of(table)
    is_square = grid.names == grid.heads
    if not is_square and grid.width > console.width:
        grid = grid.transposed()
    rows = len(grid.names) if everything else MOST_ROWS
    if grid.width <= console.width:
        _print_grid(console, grid.rows(rows))
    else:
        _print_blocks(console, grid.rows(rows), is_square, everything)
    if len(grid.names) > rows:
        console.print(Text(f"... and {len(grid.names) - rows:,} more rows: the CSV holds them all"))


def print_table(table: pd.DataFrame, *, title: str = "") -> None:
    """Print any table: a matrix, keywords in context, quotations, or plain columns."""
    console = _console()
    if {"pre", "keyword", "post"} <= set(table.columns):
        _print_title(console, title)
        print_kwic(console, table)
    elif {"quotation", "text"} & set(table.columns):
        _print_title(console, title)
        print_passages(console, table)
    elif table.index.names != [None] and all(
        _is_number(table.iloc[:, at]) for at in range(table.shape[1])
    ):
        print_matrix(table, title=title, everything=True)
    else:
        _print_title(console, title)
        _print_columns(console, table)


def _print_blocks(console: Console, grid: Grid, is_square: bool, everything: bool) -> None:
    """The columns under numbers, as many at a time as fit."""
    numbers = tuple(str(place) for place in range(1, len(grid.heads) + 1))
    if is_square:
        pairs = zip(numbers, grid.names, strict=True)
        grid = grid.named(tuple(f"{n.rjust(len(numbers[-1]))} {name}" for n, name in pairs))
    blocks = list(grid.headed(numbers).blocks(console.width))
    kept = blocks if everything else blocks[:MOST_BLOCKS]
    for first, block in kept:
        if first:
            console.print()
        legend = zip(block.heads, grid.heads[first : first + len(block.heads)], strict=True)
        if not is_square:
            _print_legend(console, [f"{n} {name}" for n, name in legend])
        _print_grid(console, block)
    left = len(grid.heads) - sum(len(block.heads) for _, block in kept)
    if left:
        console.print(Text(f"... and {left:,} more columns: the CSV holds them all"))


def _print_grid(console: Console, grid: Grid) -> None:
    table = _table()
    most = max(console.width // 2, 12)
    table.add_column(Text(grid.corner), no_wrap=True, overflow="ellipsis", max_width=most)
    for head in grid.heads:
        table.add_column(Text(head), justify="right", no_wrap=True, overflow="ellipsis")
    for name, cells in zip(grid.names, grid.cells, strict=True):
        numbers = (Text(cell, style="dim" if cell in _NOTHING else "") for cell in cells)
        table.add_row(Text(name), *numbers)
    console.print(table)


def _print_legend(console: Console, entries: Sequence[str]) -> None:
    """Entries side by side, none broken over two lines unless it is wider than one."""
    line = ""
    for entry in entries:
        if line and cell_len(line) + 2 + cell_len(entry) > console.width:
            console.print(Text(line, style="dim"))
            line = entry
        else:
            line = f"{line}  {entry}" if line else entry
    console.print(Text(line, style="dim"))


def _print_columns(console: Console, table: pd.DataFrame) -> None:
    columns = [shown_column(table.iloc[:, place]) for place in range(table.shape[1])]
    heads = [str(head) for head in table.columns]
    if _width_with_heads(dict(zip(heads, columns, strict=True))) > console.width:
        heads = [_SHORT.get(head, head) for head in heads]
    grid = _table(gap=1 if len(heads) > 8 else 2)
    for place, head in enumerate(heads):
        is_number = _is_number(table.iloc[:, place])
        grid.add_column(
            Text(head), justify="right" if is_number else "left", no_wrap=is_number, overflow="fold"
        )
    for row in zip(*columns, strict=True):
        grid.add_row(*map(Text, row))
    console.print(grid)


def _percent(value: float) -> str:
    return shown(value) if np.isnan(value) else f"{100 * value:.1f} %"


def _is_number(column: pd.Series) -> bool:
    return bool(pd.api.types.is_numeric_dtype(column.dtype))


def _width_with_heads(columns: Mapping[str, Sequence[str]], gap: int = 2) -> int:
    return sum(widest([head, *cells]) + gap for head, cells in columns.items())


def _print_title(console: Console, title: str) -> None:
    if title:
        console.print(Text(visible(title), style="bold"))


def _table(gap: int = 2) -> Table:
    return Table(box=None, padding=(0, gap, 0, 0), header_style="bold", pad_edge=False)


def _console() -> Console:
    return Console(highlight=False, markup=False, emoji=False)
