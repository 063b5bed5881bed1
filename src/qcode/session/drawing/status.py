"""The lines around the panes: where one is and how far, what was said last, the keys to hand."""

from __future__ import annotations

from qcode.session.drawing.rows import (
    BLANK,
    Piece,
    Row,
    Target,
    between,
    fitted,
    paragraph,
    piece,
    width_of,
)
from qcode.session.drawing.words import HINTS, say
from qcode.session.keys import NAMES
from qcode.session.state import SessionState
from qcode.session.views import progress

_MOST_LINES = 3
"""Of a message about trouble."""
GAP = 2
"""Blanks behind a key and its word."""
_KEYS = {**NAMES, "ctrl+s": "Ctrl+S"}


def status(state: SessionState, decisions: int, width: int, *, failed: bool = False) -> Row:
    """The first line: transcript, turn, queue, coder, what is hidden; what is saved at its end.

    Args:
        state: of the session.
        decisions: how many were taken in this session.
        width: of the screen.
        failed: whether something could not be written just now.
    """
    done = progress(state)
    parts = [
        piece(f" {state.transcript}", "status strong", Target("key", "w")),
        Piece(say(state, "turn", state.turn, len(state.text.turns)), "status"),
        piece(
            say(state, "queue", say(state, state.queue), done.done, done.total),
            "status",
            Target("key", "Q"),
        ),
        piece(state.coder, "status"),
    ]
    if state.options.blind:
        parts.append(Piece(say(state, "blind"), "status strong"))
    if not state.suggestions_shown:
        parts.append(Piece(say(state, "hidden"), "status strong", Target("key", "h")))
    elif width >= 100:
        parts.append(Piece(say(state, "shown"), "status", Target("key", "h")))
    row: list[Piece] = []
    for part in parts:
        row += [Piece(" · ", "status dim"), part] if row else [part]
    return between(tuple(row), (_saved(state, decisions, failed),), width)


def _saved(state: SessionState, decisions: int, failed: bool) -> Piece:
    if failed:
        return Piece(f"{say(state, 'not saved')} ", "status trouble")
    return Piece(f"{say(state, 'saved', decisions)} " if decisions else " ", "status saved")


def message(state: SessionState, width: int, *, instead: str = "") -> list[Row]:
    """What the last action brought about, on one line; or why it could not be done, on up to
    three.

    Args:
        state: of the session.
        width: of the screen.
        instead: words of the screen itself, where the state has nothing to say.
    """
    words = (state.message or instead).replace("\n  hint: ", "; ")
    if not words:
        return [BLANK]
    if state.trouble:
        row = (Piece("! ", "trouble"), piece(words, "trouble"))
        return paragraph(row, width, indent="  ")[:_MOST_LINES]
    return [fitted((Piece("  "), piece(words, "message")), width)]


def hints(state: SessionState, mode: str, width: int) -> Row:
    """The keys used most, as many as fit; each can be clicked."""
    row: list[Piece] = [Piece(" ", "keys")]
    for key, en, zh in HINTS[mode]:
        words = zh if state.options.language == "zh" else en
        target = Target("key", key)
        more = [
            Piece(_KEYS.get(key, key), "keys key", target),
            Piece(f" {words}" + " " * GAP, "keys", target),
        ]
        if width_of((*row, *more)) > width + GAP:
            break
        row += more
    *rest, last = row
    return (*rest, last._replace(text=last.text.rstrip()))
