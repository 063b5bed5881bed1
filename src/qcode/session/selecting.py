"""Selecting words: by character, word, sentence and turn, from either end, or freely."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from qcode.model.coding import Segment
from qcode.model.transcript import Transcript, Turn
from qcode.session.actions import Action
from qcode.session.cutting import cut
from qcode.session.graphemes import snapped
from qcode.session.moving import go_to_span, reading
from qcode.session.state import GRAINS, Grain, Mark, SessionState
from qcode.session.step import Step, say, sorry, told
from qcode.session.views import code_of, marks_in, span_of
from qcode.study.study import Standing

_NONE_LEFT = "no {0} is left to take away; 1 and 2 make smaller steps"


def mark_next(state: SessionState, action: Action) -> Step:
    """To the next suggestion or coding of the turn, or the next candidate of an item."""
    by = -1 if action.name == "mark-previous" else 1
    item = state.item
    if item and item.standing and item.candidates:
        number = (state.candidate + by) % len(item.candidates)
        there = item.candidates[number]
        shown = go_to_span(state, there.transcript, there.start, there.end)
        return Step(replace(shown, candidate=number))
    marks = marks_in(state, state.here)
    if not marks:
        return sorry(state, "no suggestion and no coding in this turn")
    number = int(action.text) - 1 if action.text.isdecimal() else _next_mark(state, marks, by)
    return Step(focused(state, marks[number % len(marks)]))


def focused(state: SessionState, mark: Mark) -> SessionState:
    """The state with a suggestion or coding in focus and its words selected."""
    start, end = span_of(mark)
    there = replace(state, focus=mark, code=code_of(mark))
    return _select(there, max(start, state.here.start), end)


def grain(state: SessionState, action: Action) -> Step:
    """Select the character, word, sentence or turn where the selection begins. With a suggestion or
    coding in focus its words stay selected, to be moved by that from now on."""
    name = action.name.removeprefix("grain-")
    size = next(each for each in GRAINS if each == name)
    if state.focus:
        return say(replace(state, grain=size), "( ) [ ] move by {0} now", told(state, size))
    start, end = _around(state.text, state.selection.start, size)
    return Step(replace(_select(state, start, end), grain=size))


def right(state: SessionState, action: Action) -> Step:
    """Select the next unit; to go into the next turn is to have read this one."""
    found = _unit_from(state.text, state.selection.end, state.grain)
    if found is None:
        return sorry(state, "the transcript ends here")
    moved = _moved(state, found)
    if moved.turn != state.turn and (unnoted := reading(state)):
        return Step(state, unnoted, action)
    return Step(moved)


def left(state: SessionState, action: Action) -> Step:
    """Select the unit before."""
    found = _unit_before(state.text, state.selection.start, state.grain)
    if found is None:
        return sorry(state, "the transcript begins here")
    return Step(_moved(state, found))


def end_right(state: SessionState, action: Action) -> Step:
    """Move the end to where the next unit ends."""
    end = _end_after(state.text, state.selection.end, state.grain)
    if end is None:
        return sorry(state, "the transcript ends here")
    return Step(_select(state, state.selection.start, end))


def end_left(state: SessionState, action: Action) -> Step:
    """Move the end to where the last unit before ends."""
    end = _end_before(state.text, state.selection.end, state.grain)
    if end is None or end <= state.selection.start:
        return sorry(state, _NONE_LEFT, told(state, state.grain))
    return Step(_select(state, state.selection.start, end))


def start_left(state: SessionState, action: Action) -> Step:
    """Move the start to where the unit before begins."""
    found = _unit_before(state.text, state.selection.start, state.grain)
    if found is None:
        return sorry(state, "the transcript begins here")
    focus = state.focus
    moved = go_to_span(state, state.transcript, found[0], state.selection.end)
    return Step(replace(moved, focus=focus if moved.turn == state.turn else None))


def start_right(state: SessionState, action: Action) -> Step:
    """Move the start to where the next unit begins."""
    start = _start_after(state.text, state.selection.start, state.grain)
    if start is None or start >= state.selection.end:
        return sorry(state, _NONE_LEFT, told(state, state.grain))
    moved = go_to_span(state, state.transcript, start, state.selection.end)
    return Step(replace(moved, focus=state.focus if moved.turn == state.turn else None))


def wider(state: SessionState, action: Action) -> Step:
    """Widen to the units around, of the smallest size that makes the selection longer."""
    here = state.selection
    for size in GRAINS:
        start = min(_around(state.text, here.start, size)[0], here.start)
        end = max(_around(state.text, here.end - 1, size)[1], here.end)
        if (start, end) != (here.start, here.end):
            return Step(replace(_select(state, start, end), grain=size))
    return sorry(state, "the whole turn is selected; ] goes beyond it")


def narrower(state: SessionState, action: Action) -> Step:
    """Narrow to the first unit inside, of the largest size that makes the selection shorter."""
    here = state.selection
    for size in reversed(GRAINS):
        start, end = _around(state.text, here.start, size)
        inside = max(start, here.start), min(end, here.end)
        if inside[0] < inside[1] and inside != (here.start, here.end):
            return Step(replace(_select(state, *inside), grain=size))
    return sorry(state, "a single character cannot be narrowed")


def select(state: SessionState, action: Action) -> Step:
    """Select freely from one place to another, as with the mouse; no character is cut."""
    text = state.text.text
    low = max(0, min(action.start, action.end))
    words = text[low : max(low + 1, action.start, action.end)]
    if not words.strip():
        return sorry(state, "there are no words to select")
    low += len(words) - len(words.lstrip())
    span = snapped(text, low, low + len(words.strip()))
    return Step(_moved(state, span))


def _select(state: SessionState, start: int, end: int) -> SessionState:
    return replace(state, selection=Segment(state.transcript, start, end))


def _moved(state: SessionState, span: tuple[int, int]) -> SessionState:
    """The state with other words selected. A coding in the same turn stays in focus, so that it can
    be put on them; a suggestion does not."""
    there = go_to_span(state, state.transcript, *span)
    keeps = isinstance(state.focus, Standing) and there.turn == state.turn
    return replace(there, focus=state.focus if keeps else None, candidate=state.candidate)


def _next_mark(state: SessionState, marks: tuple[Mark, ...], by: int) -> int:
    if state.focus in marks:
        return (marks.index(state.focus) + by) % len(marks)
    if by < 0:
        return len(marks) - 1
    behind = [n for n, mark in enumerate(marks) if span_of(mark)[0] >= state.selection.start]
    return behind[0] if behind else 0


def _units(transcript: Transcript, turn: Turn, size: Grain) -> tuple[tuple[int, int], ...]:
    first = turn.start
    return tuple((first + a, first + b) for a, b in cut(transcript.words(turn), size))


def _turn_number(transcript: Transcript, place: int) -> int:
    """The turn that holds a place, or the first behind it; from 0, and one more than the last
    behind all turns."""
    ends = [turn.end for turn in transcript.turns]
    return bisect_right(ends, place)


def _around(transcript: Transcript, place: int, size: Grain) -> tuple[int, int]:
    """The unit that holds a place, or the one before it, or the first of the turn."""
    number = min(_turn_number(transcript, place), len(transcript.turns) - 1)
    units = _units(transcript, transcript.turns[number], size)
    at = bisect_right([start for start, _ in units], place) - 1
    return units[max(at, 0)]


def _unit_from(transcript: Transcript, place: int, size: Grain) -> tuple[int, int] | None:
    """The first unit that begins at a place or behind it."""
    for turn in transcript.turns[_turn_number(transcript, max(place - 1, 0)) :]:
        units = _units(transcript, turn, size)
        at = bisect_left([start for start, _ in units], place)
        if at < len(units):
            return units[at]
    return None


def _unit_before(transcript: Transcript, place: int, size: Grain) -> tuple[int, int] | None:
    """The last unit that begins before a place."""
    number = min(_turn_number(transcript, place), len(transcript.turns) - 1)
    for turn in reversed(transcript.turns[: number + 1]):
        units = _units(transcript, turn, size)
        at = bisect_left([start for start, _ in units], place) - 1
        if at >= 0:
            return units[at]
    return None


def _end_after(transcript: Transcript, place: int, size: Grain) -> int | None:
    """The first place behind this one where a unit ends."""
    for turn in transcript.turns[_turn_number(transcript, max(place - 1, 0)) :]:
        for _, end in _units(transcript, turn, size):
            if end > place:
                return end
    return None


def _end_before(transcript: Transcript, place: int, size: Grain) -> int | None:
    number = min(_turn_number(transcript, place), len(transcript.turns) - 1)
    for turn in reversed(transcript.turns[: number + 1]):
        for _, end in reversed(_units(transcript, turn, size)):
            if end < place:
                return end
    return None


def _start_after(transcript: Transcript, place: int, size: Grain) -> int | None:
    found = _unit_from(transcript, place + 1, size)
    return found[0] if found else None
