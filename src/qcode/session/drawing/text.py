"""The transcript pane: heads of turns, words with their marks, and the margin beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from qcode.model.transcript import Turn
from qcode.session.cells import Unit
from qcode.session.drawing.margin import margin, margin_width
from qcode.session.drawing.marks import Marks, Names, sign, spans
from qcode.session.drawing.rows import BLANK, Piece, Row, Target, fitted, piece
from qcode.session.drawing.words import say
from qcode.session.layout import Layout, Line, Place
from qcode.session.state import Mark, SessionState
from qcode.session.views import code_of

BAR = 1
"""Cells of the bar that shows which turn is in view."""
Span = tuple[int, int, str]


def lanes_at(width: int) -> int:
    """How many codings stand side by side in the margin of a pane."""
    return 2 if width < 60 else 3 if width < 100 else 5


def lead(names: Names, width: int) -> int:
    """Cells before the words: the bar and the margin."""
    return BAR + margin_width(names, lanes_at(width))


class TextPane:
    """Draws the lines of a transcript; keeps what can be used again for the next keypress."""

    def __init__(self) -> None:
        """Nothing is drawn yet."""
        self.marks = Marks()

    def rows(
        self,
        state: SessionState,
        names: Names,
        layout: Layout,
        window: Iterable[tuple[Place, Line]],
        width: int,
        dragged: tuple[int, int] | None = None,
    ) -> list[Row]:
        """One row for each line of a window.

        Args:
            state: what is coded, suggested, selected and in view.
            names: of the codes.
            layout: of the transcript in view, at the width that `lead` leaves.
            window: the lines to draw.
            width: of the pane.
            dragged: what the mouse is selecting, in the place of the selection.
        """
        rows: list[Row] = []
        drawn: dict[int, tuple[list[tuple[Piece, ...]], list[Span]]] = {}
        for place, line in window:
            turn = state.text.turns[place.turn - 1]
            marks = self.marks.of(state, turn)
            if place.turn not in drawn:
                sides = margin(state, names, marks, layout.lines(place.turn), lanes_at(width))
                over = self._spans(state, names, turn, marks, dragged)
                drawn[place.turn] = sides, over
            sides, over = drawn[place.turn]
            bar = Piece("▌", "bar") if place.turn == state.turn else Piece(" ")
            if line.kind == "head":
                rows.append(fitted((bar, *_head(state, names, turn, marks)), width))
            elif line.kind == "gap":
                rows.append(BLANK)
            else:
                weak = "asked" if turn.role == "interviewer" else ""
                rows.append((bar, *sides[place.line], *_words(line.units, tuple(over), weak)))
        return rows

    def _spans(
        self,
        state: SessionState,
        names: Names,
        turn: Turn,
        marks: tuple[Mark, ...],
        dragged: tuple[int, int] | None,
    ) -> list[Span]:
        """The styles of a turn's words, the strongest first."""
        start, end = dragged or (state.selection.start, state.selection.end)
        found = [(start, end, "selected")] if start < turn.end and turn.start < end else []
        if state.searched:
            found += _searched(state.text.words(turn), turn.start, state.searched)
        return found + spans(state, names, marks)


def _head(state: SessionState, names: Names, turn: Turn, marks: tuple[Mark, ...]) -> Row:
    """Who speaks and when, whether the turn was read, and which codes are in it."""
    seen = turn.number in state.taken.seen.get(state.transcript, ())
    style = "head here" if turn.number == state.turn else "head"
    row = [
        Piece(f"{turn.number}", style),
        Piece("✓ " if seen else "  ", "read"),
        piece(turn.speaker, style),
    ]
    if turn.start_time is not None:
        row.append(Piece(f"  {clock(turn.start_time)}", "time"))
    if turn.role == "interviewer":
        row.append(Piece(f"  {say(state, 'asks')}", "dim"))
    told = set()
    for number, mark in enumerate(marks):
        label = f"{names.number(code_of(mark))}{sign(state, mark)} {names.name(code_of(mark))}"
        if label not in told:
            told.add(label)
            style = f"name {names.colour(code_of(mark))}" + (
                " focus" if mark == state.focus else ""
            )
            row += [Piece("  "), piece(label, style, Target("mark", f"{turn.number}:{number}"))]
    return tuple(row)


def clock(seconds: float) -> str:
    """Seconds from the start of a recording, as 3:21 or 1:03:21."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@lru_cache(maxsize=4096)
def _words(line: tuple[Unit, ...], over: tuple[Span, ...], weak: str) -> tuple[Piece, ...]:
    """The characters of a line in runs of one style."""
    if not line:
        return ()
    start, end = line[0].start, line[-1].end
    near = [each for each in over if each[0] < end and start < each[1]]
    cuts = {each for first, last, _ in near for each in (first, last)}
    pieces: list[Piece] = []
    text, style = "", _style_at(line[0].start, near, weak)
    for unit in line:
        if unit.start in cuts and unit.start != start:
            pieces.append(Piece(text, style))
            text, style = "", _style_at(unit.start, near, weak)
        text += unit.shown
    return (*pieces, Piece(text, style))


def _style_at(place: int, over: Iterable[Span], weak: str) -> str:
    """The styles at a place; of several colours the first counts."""
    found: list[str] = []
    has_colour = False
    for start, end, styles in over:
        if start <= place < end:
            for each in styles.split():
                is_colour = each[0] == "c" and each[1:].isdecimal()
                if each not in found and not (is_colour and has_colour):
                    found.append(each)
                    has_colour = has_colour or is_colour
    return " ".join(found) or weak


def _searched(words: str, start: int, wanted: str) -> list[Span]:
    found = re.finditer(re.escape(wanted), words, re.IGNORECASE)
    return [(start + each.start(), start + each.end(), "found") for each in found]
