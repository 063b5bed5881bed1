"""Co-occurrence as a network: codes in a circle, lines as thick as they meet."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from qcode.output.figures.style import GREY, PAGE, drawing, save, short

Point = tuple[float, float]
_SHAPE = 0.62
"""Height by width."""
_LINE = 0.1
"""Between two labels; the circle's radius is 1."""
_THICKEST = 3.2
"""Points."""


def draw_network(table: pd.DataFrame, path: Path, *, title: str = "") -> None:
    """Draw which codes stand together; codes that nobody used are left out.

    The order of the codebook goes round the circle, from the top. A dot grows with the units that
    hold its code, a line with the units that hold both; the number of each stands beside it.

    Args:
        table: as `cooccurrence` gives it: symmetric, the diagonal is the code alone.
        path: `.png`, `.svg` or `.pdf`.
        title: above it.

    Raises:
        OutputError: it cannot be written.
    """
    counts = table.to_numpy()
    used = [place for place in range(len(counts)) if counts[place, place]]
    names = [short(str(table.index[place])) for place in used]
    meetings = counts[np.ix_(used, used)]
    points = [_on_circle(at, len(used)) for at in range(len(used))]
    with drawing([*names, title], PAGE, PAGE * _SHAPE) as figure:
        axes = figure.subplots()
        axes.set_axis_off()
        axes.set_aspect("equal")
        axes.set(xlim=(-1.15 / _SHAPE, 1.15 / _SHAPE), ylim=(-1.15, 1.15))
        most = max((meetings[a, b] for a in range(len(used)) for b in range(a)), default=0)
        for one in range(len(used)):
            for other in range(one):
                if count := int(meetings[one, other]):
                    _line(axes, points[one], points[other], count, most)
        alone = [int(meetings[at, at]) for at in range(len(used))]
        for point, size in zip(points, alone, strict=True):
            area = 12 + 80 * size / max(alone)
            axes.scatter(*point, s=area, color="white", edgecolor="black", linewidth=0.8, zorder=3)
        for at, place in _labels(points).items():
            axes.annotate(
                f"{names[at]} ({alone[at]})",
                points[at],
                place,
                ha="left" if place[0] > 0 else "right",
                va="center",
                arrowprops={"arrowstyle": "-", "color": GREY, "linewidth": 0.3, "shrinkB": 4},
                zorder=2,
            )
        if title:
            figure.suptitle(title, x=0.01, ha="left", size=7)
        save(figure, path)


def _on_circle(at: int, of: int) -> Point:
    """Clockwise from the top, half a step off it: as many stand on either side."""
    angle = math.pi / 2 - 2 * math.pi * (at + 0.5) / of
    return math.cos(angle), math.sin(angle)


def _labels(points: Sequence[Point]) -> dict[int, Point]:
    """Where each label begins: in a column on its side, none over another one."""
    places: dict[int, Point] = {}
    for side in (-1, 1):
        own = [at for at, (x, _) in enumerate(points) if (x > 0) == (side > 0)]
        own.sort(key=lambda at: -points[at][1])
        step = min(_LINE, 2.2 / max(len(own), 1))
        top = math.inf
        heights = []
        for at in own:
            top = min(points[at][1], top - step)
            heights.append(top)
        lift = max(0.0, -1.1 - min(heights, default=0.0))
        for at, height in zip(own, heights, strict=True):
            places[at] = (side * 1.16, height + lift)
    return places


def _line(axes: Any, one: Point, other: Point, count: int, most: int) -> None:
    width = _THICKEST * count / most
    grey = str(0.75 - 0.55 * count / most)
    xs, ys = (one[0], other[0]), (one[1], other[1])
    axes.plot(xs, ys, color=grey, linewidth=max(width, 0.3), zorder=1)
    if count * 3 >= most:
        middle = ((xs[0] + xs[1]) / 2, (ys[0] + ys[1]) / 2)
        axes.text(
            *middle,
            str(count),
            size=6,
            color=GREY if count * 2 < most else "black",
            ha="center",
            va="center",
            zorder=2,
            bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"},
        )
