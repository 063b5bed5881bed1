"""What a screen asks of a state: marks in a turn, the code in view, progress, comparison.

All are functions of a `SessionState` and fast enough for every keypress.
"""

from __future__ import annotations

from dataclasses import dataclass

from qcode.model.codebook import Code
from qcode.model.coding import Suggestion
from qcode.model.transcript import Turn
from qcode.session.state import Mark, SessionState
from qcode.study.coders import coder_key
from qcode.study.records import Memo
from qcode.study.study import Standing


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a queue is done."""

    done: int
    total: int


def progress(state: SessionState) -> Progress:
    """How many items of the queue are decided, of how many."""
    return Progress(len(state.items) - len(state.open), len(state.items))


def is_own(state: SessionState, standing: Standing) -> bool:
    """Whether a coding is this coder's: only those can be changed."""
    return coder_key(standing.coding.coder) == coder_key(state.coder)


def codings_in(state: SessionState, turn: Turn) -> tuple[Standing, ...]:
    """The codings that touch a turn of the transcript in view, in the order of the text."""
    return tuple(
        each
        for each in state.taken.codings.get(state.transcript, ())
        if each.now and each.now.anchor.start < turn.end and turn.start < each.now.anchor.end
    )


def suggestions_in(state: SessionState, turn: Turn) -> tuple[Suggestion, ...]:
    """The suggestions in a turn that wait for this coder; none while they are hidden."""
    if not state.suggestions_shown:
        return ()
    said = state.taken.said.get(state.transcript, frozenset())
    return tuple(
        each
        for each in state.work.suggestions.get(state.transcript, ())
        if each.turn == turn.number
        and not any(
            code == each.code and start < each.segment.end and each.segment.start < end
            for code, start, end in said
        )
    )


def marks_in(state: SessionState, turn: Turn) -> tuple[Mark, ...]:
    """Suggestions and codings of a turn, by where they begin: what Tab goes through."""
    marks: list[Mark] = [*suggestions_in(state, turn), *codings_in(state, turn)]
    return tuple(sorted(marks, key=_by_place))


def span_of(mark: Mark) -> tuple[int, int]:
    """Where a mark stands in the present text; (0, 0) for a coding without a place."""
    if isinstance(mark, Suggestion):
        return mark.segment.start, mark.segment.end
    return (mark.now.anchor.start, mark.now.anchor.end) if mark.now else (0, 0)


def code_of(mark: Mark) -> str:
    """The code of a mark."""
    return mark.code if isinstance(mark, Suggestion) else mark.coding.code


def code_in_view(state: SessionState) -> Code | None:
    """The code whose definition is shown; None when there is none, or it is gone."""
    return next((each for each in state.work.codebook.codes if each.id == state.code), None)


def comparison(state: SessionState) -> tuple[Standing, ...]:
    """Every coding of the code in view, across transcripts and coders: the newest first, by the
    ids of their records, which sort behind all that their coder could have seen."""
    found = [
        each
        for group in state.taken.codings.values()
        for each in group
        if each.coding.code == state.code
    ]
    return tuple(sorted(found, key=lambda each: each.coding.records[-1], reverse=True))


def memos_in_view(state: SessionState) -> tuple[Memo, ...]:
    """The memos on what is in view: turn and its segments, transcript, code in view, project."""
    return tuple(each for each in state.taken.memos if _is_in_view(state, each))


def _is_in_view(state: SessionState, memo: Memo) -> bool:
    if memo.anchor:
        text = (state.transcript, state.work.hashes[state.transcript])
        here = (memo.anchor.transcript, memo.anchor.text) == text
        return here and memo.anchor.start < state.here.end and state.here.start < memo.anchor.end
    names = {"project": "", "transcript": state.transcript, "code": state.code}
    return memo.of == (state.here.speaker if memo.on == "case" else names[memo.on])


def _by_place(mark: Mark) -> tuple[int, int, str, int]:
    start, end = span_of(mark)
    return (start, -end, code_of(mark), int(isinstance(mark, Standing)))
