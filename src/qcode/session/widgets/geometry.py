"""Where the panes lie and how large they are: computed here, so that one layout is enough."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Asking = Literal["", "text", "choice", "memo"]
WIDE = 110
"""Cells from which on the side pane stands beside the transcript."""
SMALLEST = (40, 12)
_AROUND = 2
"""Rows of status and keys."""
EDGE = 2
"""Cells of the line between transcript and side pane, and the blank behind it."""
_LOW = 7
_MOST_BESIDE = 72


@dataclass(frozen=True, slots=True)
class Geometry:
    """Cells and rows of each pane."""

    beside: bool
    """Whether the side pane stands beside the transcript, not below it."""
    text: tuple[int, int]
    """Width and height."""
    told: int
    """Rows of the message."""
    aside: tuple[int, int]
    """Of all that stands in the side pane together."""
    asked: int = 0
    """Rows of the question."""
    answer: int = 0
    """Rows of the line, or of the memo, to type into."""
    choices: int = 0
    side: int = 0
    """Rows that are left for marks, code, codes or memos."""


def geometry(
    width: int,
    height: int,
    asking: Asking,
    asked: int,
    *,
    tall: bool,
    alone: bool = False,
    told: int = 1,
) -> Geometry:
    """How a screen is divided.

    Args:
        width: of the screen, in cells.
        height: of the screen, in rows.
        asking: what kind of question is open.
        asked: how many rows the question needs.
        tall: whether a pane below the transcript is to have more room.
        told: rows of the message.
        alone: whether a pane below is left out, as long as no question is open.
    """
    middle = max(2, height - _AROUND - told)
    if width >= WIDE:
        beside = min(_MOST_BESIDE, width * 2 // 5)
        text, aside = (width - beside, middle), (beside - EDGE, middle)
    else:
        wanted = max(_LOW + 3, height * 45 // 100) if tall or asking in {"choice", "memo"} else _LOW
        below = 0 if alone and not asking else min(wanted, middle * 3 // 5)
        text, aside = (width, middle - below), (width, below)
    return Geometry(width >= WIDE, text, told, aside, *_divided(asking, asked, aside[1]))


def _divided(asking: Asking, asked: int, rows: int) -> tuple[int, int, int, int]:
    """Rows of question, answer, choices, and the rest."""
    if not asking:
        return 0, 0, 0, rows
    asked = max(1, min(asked, 3, rows - 2))
    rest = rows - asked
    if asking == "memo":
        answer = max(1, min(rest, 15))
        return asked, answer, 0, rest - answer
    if asking == "text":
        return asked, 1, 0, rest - 1
    choices = max(1, min(14, rest - 1, (rest - 1) * 2 // 3))
    return asked, 1, choices, rest - 1 - choices
