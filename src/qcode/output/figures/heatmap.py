"""A matrix as a heat map, with the number in each cell."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from qcode.output.figures.style import COLUMN, PAGE, drawing, save, short, width_of

_CELL = 5.2
"""Millimetres of a cell's side."""
_MOST_LABEL = 62.0


def draw_matrix(table: pd.DataFrame, path: Path, *, title: str = "") -> None:
    """Draw a table of numbers: rows down, codes across, or turned where that fits better.

    Args:
        table: as `frequency` or `cooccurrence` gives it, not `long`; NaN stays an empty cell.
        path: `.png`, `.svg` or `.pdf`.
        title: above it.

    Raises:
        OutputError: there is nothing to draw, or it cannot be written.
    """
    table = _named(table)
    if table.shape[0] < table.shape[1] and table.shape[1] > 12:
        table = table.T
    rows, columns = ([short(str(name)) for name in axis] for axis in (table.index, table.columns))
    left, above = (max(map(width_of, names), default=0) for names in (rows, columns))
    wanted = min(left, _MOST_LABEL) + _CELL * max(len(columns), 4) + 12
    width = COLUMN if wanted <= COLUMN else min(max(wanted, COLUMN), PAGE)
    height = min(above, _MOST_LABEL) + _CELL * max(len(rows), 2) + 14
    values = table.to_numpy(dtype=float, na_value=np.nan)
    with drawing([*rows, *columns, title], width, height) as figure:
        axes = figure.subplots()
        peak = float(np.nanmax(values)) if np.isfinite(values).any() else 0.0
        axes.imshow(values, cmap="Greys", vmin=0, vmax=peak * 1.25 or 1, aspect="auto")
        axes.set_xticks(range(len(columns)), columns, rotation=90)
        axes.set_yticks(range(len(rows)), rows)
        axes.tick_params(length=0, top=True, labeltop=True, bottom=False, labelbottom=False)
        axes.set_xticks(np.arange(-0.5, len(columns)), minor=True)
        axes.set_yticks(np.arange(-0.5, len(rows)), minor=True)
        axes.grid(which="minor", color="white", linewidth=0.8)
        axes.tick_params(which="minor", length=0)
        for (row, column), value in np.ndenumerate(values):
            if np.isfinite(value) and value:
                ink = "white" if value > 0.62 * peak else "black"
                axes.text(column, row, _shown(value), ha="center", va="center", color=ink, size=6)
        if title:
            figure.suptitle(title, x=0.01, ha="left", size=7)
        save(figure, path)


def _named(table: pd.DataFrame) -> pd.DataFrame:
    """Rows of several levels, as in rates, under one name each."""
    names = [" per ".join(map(str, n)) if isinstance(n, tuple) else str(n) for n in table.index]
    return table.set_axis(names, axis=0)


def _shown(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{value:.2f}".lstrip("0")
