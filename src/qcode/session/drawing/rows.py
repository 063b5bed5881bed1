"""Rows of a screen: pieces of text with the names of their styles, and what a click on them is.

All text passes through `qcode.session.cells`, so that nothing in a transcript or codebook steers
the terminal or is taken for markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from qcode.session.cells import LINE_END, Unit, units
from qcode.session.layout import wrapped

ELLIPSIS = "…"


class Target(NamedTuple):
    """What is clicked on."""

    kind: Literal["mark", "code", "segment", "transcript", "choice", "key"]
    value: str
    """The number of the mark, segment or choice; the id of the code or transcript; the key."""


class Piece(NamedTuple):
    """Words in one style, none of which ends a line."""

    text: str
    style: str = ""
    """Names of styles, separated by blanks; `widgets/styles.py` says what they look like."""
    target: Target | None = None


Row = tuple[Piece, ...]
BLANK: Row = ()


def piece(text: str, style: str = "", target: Target | None = None) -> Piece:
    """Words made safe and put on one line."""
    return Piece("".join(_flat(unit) for unit in units(text, 0, len(text))), style, target)


def width_of(row: Iterable[Piece]) -> int:
    """How many cells wide a row is."""
    return sum(cells(each.text) for each in row)


def cells(text: str) -> int:
    """How many cells wide a text is."""
    return len(text) if text.isascii() else sum(unit.width for unit in units(text, 0, len(text)))


def plain(row: Row) -> str:
    """The words of a row."""
    return "".join(each.text for each in row)


def fitted(row: Row, width: int) -> Row:
    """A row cut to a width, which an ellipsis shows."""
    if width_of(row) <= width:
        return row
    kept: list[Piece] = []
    room = max(0, width - 1)
    for each in row:
        text = ""
        for unit in units(each.text, 0, len(each.text)):
            if unit.width > room:
                return (*kept, each._replace(text=text + ELLIPSIS * (width > 0)))
            room -= unit.width
            text += unit.shown
        kept.append(each)
    return tuple(kept)


def between(left: Row, right: Row, width: int) -> Row:
    """A row with one part at each side; the left one is cut where there is no room."""
    room = width - width_of(right)
    if room < 2:
        return fitted(left, width)
    left = fitted(left, room - 1)
    return (*left, Piece(" " * (room - width_of(left))), *right)


def paragraph(pieces: Sequence[Piece], width: int, *, indent: str = "") -> list[Row]:
    """Styled words wrapped at a width; lines after the first are indented."""
    text = "".join(each.text for each in pieces)
    rows: list[Row] = []
    for start, end, shown in _broken(text, width, cells(indent)):
        lead = (Piece(indent),) if rows and indent else ()
        rows.append((*lead, *_styled(shown, pieces, start, end)))
    return rows


def _broken(text: str, width: int, indent: int) -> Iterable[tuple[int, int, tuple[Unit, ...]]]:
    """The first line at the full width, the others with room for the indent."""
    for first in wrapped(text, 0, len(text), width):
        yield first
        if first[1] < len(text):
            yield from wrapped(text, first[1], len(text), max(2, width - indent))
        return


def _styled(shown: Sequence[Unit], pieces: Sequence[Piece], start: int, end: int) -> list[Piece]:
    found, begin = [], 0
    for each in pieces:
        until = begin + len(each.text)
        if begin < end and start < until:
            text = "".join(unit.shown for unit in shown if begin <= unit.start < until)
            if text:
                found.append(each._replace(text=text))
        begin = until
    return found


def _flat(unit: Unit) -> str:
    return " " if unit.shown == LINE_END else unit.shown
