"""A table of numbers as text: exchanged, renamed and cut until it fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pandas as pd
from rich.cells import cell_len

from qcode.output.safe import visible

GAP = 2
"""Blanks between columns."""
UNDEFINED = "–"


@dataclass(frozen=True, slots=True)
class Grid:
    """Names of rows, heads of columns, and the cells between them, ready to be shown."""

    corner: str
    """What the names are names of."""
    across: str
    """What the heads are names of."""
    names: tuple[str, ...]
    heads: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    """A tuple a row."""

    @property
    def width(self) -> int:
        """How many cells of a terminal it takes."""
        return self._first() + sum(self._widths()) - GAP

    def transposed(self) -> Grid:
        """Rows as columns and columns as rows."""
        cells = tuple(zip(*self.cells, strict=True)) or tuple(() for _ in self.heads)
        return Grid(self.across, self.corner, self.heads, self.names, cells)

    def rows(self, most: int) -> Grid:
        """The first rows."""
        return replace(self, names=self.names[:most], cells=self.cells[:most])

    def named(self, names: tuple[str, ...]) -> Grid:
        """With other names for the rows."""
        return replace(self, names=names)

    def headed(self, heads: tuple[str, ...]) -> Grid:
        """With other heads."""
        return replace(self, heads=heads)

    def blocks(self, width: int) -> Iterator[tuple[int, Grid]]:
        """Parts with as many columns as fit, at least one, each with the place of its first."""
        room = max(width + GAP - min(self._first(), width // 2 + GAP), 1)
        widths = self._widths()
        first = 0
        while first < len(widths):
            end, taken = first + 1, widths[first]
            while end < len(widths) and taken + widths[end] <= room:
                taken += widths[end]
                end += 1
            cells = tuple(row[first:end] for row in self.cells)
            yield first, replace(self, heads=self.heads[first:end], cells=cells)
            first = end

    def _first(self) -> int:
        return widest((self.corner, *self.names)) + GAP

    def _widths(self) -> list[int]:
        columns = zip(*self.cells, strict=True) if self.cells else (() for _ in self.heads)
        return [
            widest((head, *column)) + GAP for head, column in zip(self.heads, columns, strict=True)
        ]


def grid_of(table: pd.DataFrame) -> Grid:
    """The grid of a table of numbers that is named in index and columns."""
    names = [name if isinstance(name, tuple) else (name,) for name in table.index]
    columns = [shown_column(table.iloc[:, place]) for place in range(table.shape[1])]
    return Grid(
        corner=str(table.index.names[0] or ""),
        across=str(table.columns.name or ""),
        names=tuple(visible(" per ".join(map(str, name))) for name in names),
        heads=tuple(visible(str(head)) for head in table.columns),
        cells=tuple(zip(*columns, strict=True)) if columns else tuple(() for _ in names),
    )


def shown_column(column: pd.Series) -> list[str]:
    """The cells of one column as they are shown; numbers that are not whole with two decimals."""
    return [shown(cell) for cell in column.tolist()]


def shown(cell: object) -> str:
    """A cell as it is shown; a number that is undefined as a dash."""
    if isinstance(cell, float):
        return UNDEFINED if cell != cell else f"{cell:.2f}"  # noqa: PLR0124
    return visible(str(cell))


def widest(texts: Iterable[str]) -> int:
    """How many cells of a terminal the widest of these takes, 0 without any."""
    return max(map(cell_len, texts), default=0)
