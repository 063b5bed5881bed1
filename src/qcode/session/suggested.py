"""Decisions on what is proposed: suggestions, places of edited codings, codes in dispute."""

from __future__ import annotations

from dataclasses import replace

from qcode.model.coding import Segment, Suggestion
from qcode.session.actions import (
    Action,
    Adjudicate,
    ApplyCode,
    ChangeCoding,
    MakeCode,
    RejectSuggestion,
    ReplaceSuggestion,
)
from qcode.session.asking import ask, new_name
from qcode.session.meant import going_on, overlap, suggestion_meant, waiting_item
from qcode.session.naming import id_from
from qcode.session.selecting import focused
from qcode.session.state import Item, SessionState
from qcode.session.step import Step, anchor_of, decide, quoted, sorry


def accept(state: SessionState, action: Action) -> Step:
    """Accept the suggestion in focus, on the words that are selected; or the place of a coding
    whose text was edited; or, in a dispute, the code."""
    item, against = waiting_item(state), action.name == "accept-against"
    if item and item.dispute:
        if against:
            return sorry(state, "a dispute is settled by a (it applies) or r (it does not)")
        title = f"Why does '{item.code}' apply in this turn?"
        return Step(ask(state, "accept", title, required=True))
    if item and item.standing:
        return _confirmed(state, item, against)
    found = suggestion_meant(state)
    return found if isinstance(found, Step) else _accepted(state, found, against)


def reject(state: SessionState, action: Action) -> Step:
    """Reject the suggestion in focus; in a dispute, the code."""
    item = waiting_item(state)
    if item and item.dispute:
        title = f"Why does '{item.code}' not apply in this turn?"
        return Step(ask(state, "reject", title, required=True))
    if item and item.standing:
        return sorry(
            state, "this is a coding, no suggestion: a confirms its place, d takes it away"
        )
    found = suggestion_meant(state)
    if isinstance(found, Step):
        return found
    there = state if state.focus == found else focused(state, found)
    if action.name == "reject-why":
        return Step(ask(there, "reject-why", f"Why is '{found.code}' rejected here?"))
    return rejected(there, ("",))


def rejected(state: SessionState, answers: tuple[str, ...]) -> Step:
    """Reject the suggestion in focus, with a reason or without."""
    found = state.focus
    if not isinstance(found, Suggestion):
        return sorry(state, "no suggestion is in focus: Tab goes through those of the turn")
    anchor = anchor_of(state, found.segment)
    said = f"rejected '{found.code}' on {quoted(found.quotation)}"
    done = RejectSuggestion(anchor, found.code, found.rules, answers[0])
    return decide(replace(state, focus=None), said, done, then=_on_from(state, found))


def exchange(state: SessionState, found: Suggestion) -> Step:
    """Ask for another code in the place of one that was suggested."""
    there = state if state.focus == found else focused(state, found)
    return Step(ask(there, "change", f"Which code instead of '{found.code}'?", kind="choice"))


def exchanged(state: SessionState, found: Suggestion, answer: str) -> Step:
    """Reject a suggestion and code its segment with another code: one decision, after the code was
    made if it is new."""
    name = new_name(answer)
    other = answer if name is None else id_from(name, state.work.used_ids)
    if other == found.code:
        return sorry(state, f"'{other}' is the code that is suggested: a accepts it")
    made = () if name is None else (MakeCode(other, name),)
    done = ReplaceSuggestion(anchor_of(state, found.segment), found.code, other, found.rules)
    there = replace(state, focus=None, code=other)
    said = f"'{other}' instead of '{found.code}' on {quoted(found.quotation)}"
    return decide(there, said, *made, done, then=_on_from(state, found))


def settled_for(state: SessionState, answers: tuple[str, ...]) -> Step:
    """Settle the dispute in view: the code applies to the words that are selected."""
    return _settled(state, state.selection, True, answers[0])


def settled_against(state: SessionState, answers: tuple[str, ...]) -> Step:
    """Settle the dispute in view: the code does not apply to the turn."""
    turn = Segment(state.transcript, state.here.start, state.here.end)
    return _settled(state, turn, False, answers[0])


def _settled(state: SessionState, segment: Segment, applies: bool, reason: str) -> Step:
    item = waiting_item(state)
    if not (item and item.dispute):
        return sorry(state, "no dispute is in view")
    said = f"settled: '{item.code}' {'applies' if applies else 'does not apply'}"
    done = Adjudicate(anchor_of(state, segment), item.code, applies, reason)
    return decide(state, said, done, then=going_on(state, decided=True))


def _confirmed(state: SessionState, item: Item, against: bool) -> Step:
    """Put an edited coding on the candidate that is looked at."""
    assert item.standing
    if not item.candidates:
        way = "select other words and press b, or take the coding away with d"
        return sorry(state, f"its words are gone: {way}")
    anchor = item.candidates[min(state.candidate, len(item.candidates) - 1)]
    done = ChangeCoding(item.standing.coding, anchor=anchor, against=against or None)
    said = f"'{item.code}' stands on {quoted(anchor.quotation)} now"
    return decide(state, said, done, then=going_on(state, decided=True))


def _accepted(state: SessionState, found: Suggestion, against: bool) -> Step:
    there = state if state.focus == found else focused(state, found)
    in_view = overlap(found.segment, there.selection)
    done = ApplyCode(
        anchor_of(there, there.selection),
        found.code,
        against,
        suggested=in_view,
        rules=found.rules if in_view else (),
    )
    how = " as a negative case" if against else ""
    said = f"accepted '{found.code}'{how} on {quoted(there.quotation)}"
    after = replace(there, focus=None, code=found.code)
    return decide(after, said, done, then=_on_from(state, found))


def _on_from(state: SessionState, found: Suggestion) -> Action | None:
    item = waiting_item(state)
    return going_on(state, decided=bool(item and item.suggestion == found))
