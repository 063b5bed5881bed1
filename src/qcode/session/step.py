"""One step of a session: the next state, and what has to be written before it holds."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qcode.model.coding import Anchor, Segment
from qcode.session.actions import Action, Effect
from qcode.session.chinese import told as in_language
from qcode.session.state import SessionState

_SHOWN = 40
"""Characters of a quotation in a message."""


@dataclass(frozen=True, slots=True)
class Step:
    """What an action comes to.

    The effects are written first, in their order; then `state` holds, brought up to date with what
    was written, with `said` as its message; then `then` is done.
    """

    state: SessionState
    effects: tuple[Effect, ...] = ()
    then: Action | None = None
    said: str = ""


def told(state: SessionState, english: str, *values: object) -> str:
    """A message or question in the language of the session; see `qcode.session.chinese.told`."""
    return in_language(state.options.language, english, *values)


def say(state: SessionState, english: str, *values: object) -> Step:
    """Nothing is decided; the coder is told something."""
    return Step(replace(state, message=told(state, english, *values), trouble=False))


def sorry(state: SessionState, english: str, *values: object) -> Step:
    """It cannot be done; the coder is told why, and what can be done."""
    return Step(replace(state, message=told(state, english, *values), trouble=True))


def decide(state: SessionState, said: str, *effects: Effect, then: Action | None = None) -> Step:
    """Decisions to be written, and what is said once they are."""
    return Step(state, effects, then, said)


def anchor_of(state: SessionState, segment: Segment) -> Anchor:
    """Where a segment of a transcript of this session is, firmly."""
    transcript = state.work.transcripts[segment.transcript_id]
    turns = [turn for turn in transcript.turns if turn.start <= segment.start]
    return Anchor(
        transcript=segment.transcript_id,
        text=state.work.hashes[segment.transcript_id],
        turn=turns[-1].number if turns else 1,
        start=segment.start,
        end=segment.end,
        quotation=transcript.text[segment.start : segment.end],
    )


def quoted(words: str) -> str:
    """Words in a message, not too many of them."""
    line = " ".join(words.split())
    return f"“{line}”" if len(line) <= _SHOWN else f"“{line[: _SHOWN - 1]}…”"
