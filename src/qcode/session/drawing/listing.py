"""The list of transcripts: how far each is read and coded, to go to one of them."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from qcode.session.drawing.rows import BLANK, Piece, Row, Target, between, piece
from qcode.session.drawing.words import say
from qcode.session.state import SessionState
from qcode.session.views import is_own


class Advance(NamedTuple):
    """How far one transcript is."""

    transcript: str
    read: int
    turns: int
    """Of participants."""
    codings: int
    """Of this coder."""
    waiting: int
    """Items of the queue."""


def advances(state: SessionState) -> tuple[Advance, ...]:
    """How far each transcript is, in the order of the study."""
    waiting = Counter(state.items[number].transcript for number in state.open)
    return tuple(_advance(state, name, waiting[name]) for name in state.work.transcripts)


def _advance(state: SessionState, name: str, waiting: int) -> Advance:
    seen = state.taken.seen.get(name, frozenset())
    turns = [
        turn.number for turn in state.work.transcripts[name].turns if turn.role == "participant"
    ]
    own = [each for each in state.taken.codings.get(name, ()) if is_own(state, each)]
    return Advance(name, sum(turn in seen for turn in turns), len(turns), len(own), waiting)


def list_rows(
    state: SessionState, listed: tuple[Advance, ...], chosen: int, width: int, height: int
) -> list[Row]:
    """The pane: one line a transcript, the one chosen marked ▶."""
    first = max(0, min(chosen - (height - 2) // 2, len(listed) - (height - 2)))
    rows: list[Row] = [(Piece(say(state, "transcripts"), "title"),), BLANK]
    for number, each in list(enumerate(listed))[first : first + height - 2]:
        target = Target("transcript", each.transcript)
        here = number == chosen
        right = (
            Piece(say(state, "read of", each.read, each.turns), "read" if each.read else "dim"),
            Piece("  "),
            Piece(say(state, "codings", each.codings), "" if each.codings else "dim"),
            Piece("  "),
            Piece(say(state, "waiting", each.waiting), "dim"),
        )
        style = "head here" if here else "head"
        lead = Piece("▶ " if here else "  ", "bar", target)
        rows.append(between((lead, piece(each.transcript, style, target)), right, width))
    return rows
