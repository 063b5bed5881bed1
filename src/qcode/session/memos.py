"""Memos: dated notes on the project, a case, a transcript, a code, a segment or a turn."""

from __future__ import annotations

from qcode.model.coding import Anchor, Segment
from qcode.session.actions import Action, WriteMemo
from qcode.session.asking import ask
from qcode.session.meant import compared, present
from qcode.session.state import SessionState
from qcode.session.step import Step, anchor_of, decide, quoted, sorry, told
from qcode.study.coders import coder_key
from qcode.study.records import SUBJECTS, Memo, Subject

_THE: dict[Subject, str] = {
    "project": "the project",
    "case": "the case",
    "transcript": "the transcript",
    "code": "the code",
    "segment": "the segment",
    "turn": "the turn",
}


def memo(state: SessionState, action: Action) -> Step:
    """Ask for a memo on the segment that is selected, or looked at in the comparison."""
    anchor = _segment(state)
    before = _own(state, "segment", "", anchor)
    title = told(state, "Memo on {0}:", quoted(anchor.quotation))
    return Step(ask(state, "memo", title, text=before.text if before else "", required=True))


def memo_written(state: SessionState, answers: tuple[str, ...]) -> Step:
    """Write a memo on a segment."""
    return _written(state, "segment", "", _segment(state), answers[0])


def memo_on(state: SessionState, action: Action) -> Step:
    """Ask what a memo is on."""
    return Step(ask(state, "memo-on", told(state, "A memo on what?"), kind="choice"))


def memo_on_written(state: SessionState, answers: tuple[str, ...]) -> Step:
    """Ask for the words of a memo on something, then write it."""
    on = next(each for each in SUBJECTS if each == answers[0])
    of = {"code": state.code, "transcript": state.transcript, "case": state.here.speaker}.get(
        on, ""
    )
    turn = Segment(state.transcript, state.here.start, state.here.end)
    anchor = anchor_of(state, turn) if on == "turn" else None
    if len(answers) == 2:
        return _written(state, on, of, anchor, answers[1])
    before = _own(state, on, of, anchor)
    text = before.text if before else ""
    title = told(state, "Memo on {0}:", f"{told(state, _THE[on])} {of}".strip())
    return Step(ask(state, "memo-on", title, text=text, required=True, answers=answers))


def _segment(state: SessionState) -> Anchor:
    found = compared(state) if state.mode == "compare" else None
    return present(found).anchor if found else anchor_of(state, state.selection)


def _written(state: SessionState, on: Subject, of: str, anchor: Anchor | None, text: str) -> Step:
    before = _own(state, on, of, anchor)
    if before and before.text == text:
        return sorry(state, "the memo is as it was")
    done = WriteMemo(text, on, of, anchor, before)
    words = "memo on {0} mended" if before else "memo on {0} written"
    return decide(state, told(state, words, told(state, _THE[on])), done)


def _own(state: SessionState, on: Subject, of: str, anchor: Anchor | None) -> Memo | None:
    """The memo of this coder on the same thing, which a new one takes the place of."""
    key = coder_key(state.coder)
    found = [
        each
        for each in state.taken.memos
        if (each.on, each.of, each.anchor) == (on, of, anchor) and coder_key(each.coder) == key
    ]
    return found[-1] if found else None
