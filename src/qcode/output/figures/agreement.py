"""Agreement code by code, with intervals where there are some."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from qcode.output.figures.style import COLUMN, FAINT, GREY, drawing, save, short

MEASURES = (("alpha", "Krippendorff's alpha", "o"), ("positive_agreement", "on presence", "x"))


def draw_agreement(table: pd.DataFrame, path: Path, *, title: str = "") -> None:
    """Draw alpha, with its interval, and agreement on the presence of each code.

    Args:
        table: as `agreement` gives it: a row a code, the last one pooled.
        path: `.png`, `.svg` or `.pdf`.
        title: above it.

    Raises:
        OutputError: it cannot be written.
    """
    labels = [short(str(code)) for code in table["code"]]
    rows = np.arange(len(labels))
    with drawing([*labels, title], COLUMN, 18 + 3.6 * len(labels)) as figure:
        axes = figure.subplots()
        for mark in (0.667, 0.8):
            axes.axvline(mark, color=FAINT, linewidth=0.8, zorder=0)
        for name, what, sign in MEASURES:
            ink = "black" if name == "alpha" else GREY
            axes.scatter(table[name], rows, marker=sign, s=14, color=ink, label=what, zorder=3)
        low, high = table["alpha_low"], table["alpha_high"]
        axes.hlines(rows, low, high, color="black", linewidth=0.8, zorder=2)
        axes.set_yticks(rows, labels)
        axes.tick_params(axis="y", length=0)
        axes.set(ylim=(len(labels) - 0.4, -0.6), xlim=(min(-0.1, _least(table)), 1.02))
        axes.spines[["top", "right", "left"]].set_visible(False)
        axes.legend(frameon=False, fontsize=6, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=2)
        if title:
            figure.suptitle(title, x=0.01, ha="left", size=7)
        save(figure, path)


def _least(table: pd.DataFrame) -> float:
    least = float(np.nanmin(np.append(table[["alpha", "alpha_low"]].to_numpy(dtype=float), 0.0)))
    return least - 0.05
