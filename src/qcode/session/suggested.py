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
from qcode.session.step import Step, anchor_of, decide, quoted, sorry, told

_WORDS_GONE = "its words are gone: select other words and press b, or take the coding away with d"


def accept(state: SessionState, action: Action) -> Step:
    """Accept the suggestion in focus, on the words that are selected; or the place of a coding
    whose text was edited; or, in a dispute, the code."""
    item, against = waiting_item(state), action.name == "accept-against"
    if item and item.dispute:
        if against:
            return sorry(state, "a dispute is settled by a (it applies) or r (it does not)")
        title = told(state, "Why does '{0}' apply in this turn?", item.code)
        return Step(ask(state, "accept", title, required=True))
    if item and item.standing:
        return _confirmed(state, item, against)
    found = suggestion_meant(state)
    return found if isinstance(found, Step) else _accepted(state, found, against)


def reject(state: SessionState, action: Action) -> Step:
    """Reject the suggestion in focus; in a dispute, the code."""
    item = waiting_item(state)
    if item and item.dispute:
        title = told(state, "Why does '{0}' not apply in this turn?", item.code)
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
        title = told(state, "Why is '{0}' rejected here?", found.code)
        return Step(ask(there, "reject-why", title))
    return rejected(there, ("",))


def rejected(state: SessionState, answers: tuple[str, ...]) -> Step:
    """Reject the suggestion in focus, with a reason or without."""
    found = state.focus
    if not isinstance(found, Suggestion):
        return sorry(state, "no suggestion is in focus: Tab goes through those of the turn")
    anchor = anchor_of(state, found.segment)
    said = told(state, "rejected '{0}' on {1}", found.code, quoted(found.quotation))
    done = RejectSuggestion(anchor, found.code, found.rules, answers[0])
    return decide(replace(state, focus=None), said, done, then=_on_from(state, found))


def exchange(state: SessionState, found: Suggestion) -> Step:
    """Ask for another code in the place of one that was suggested."""
    there = state if state.focus == found else focused(state, found)
    title = told(state, "Which code instead of '{0}'?", found.code)
    return Step(ask(there, "change", title, kind="choice"))


def exchanged(state: SessionState, found: Suggestion, answer: str) -> Step:
    """Reject a suggestion and code its segment with another code: one decision, after the code was
    made if it is new."""
    name = new_name(answer)
    other = answer if name is None else id_from(name, state.work.used_ids)
    if other == found.code:
        return sorry(state, "'{0}' is the code that is suggested: a accepts it", other)
    made = () if name is None else (MakeCode(other, name),)
    done = ReplaceSuggestion(anchor_of(state, found.segment), found.code, other, found.rules)
    there = replace(state, focus=None, code=other)
    words = quoted(found.quotation)
    said = told(state, "'{0}' instead of '{1}' on {2}", other, found.code, words)
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
    verdict = "settled: '{0}' applies" if applies else "settled: '{0}' does not apply"
    said = told(state, verdict, item.code)
    done = Adjudicate(anchor_of(state, segment), item.code, applies, reason)
    return decide(state, said, done, then=going_on(state, decided=True))


def _confirmed(state: SessionState, item: Item, against: bool) -> Step:
    """Put an edited coding on the candidate that is looked at."""
    assert item.standing
    if not item.candidates:
        return sorry(state, _WORDS_GONE)
    anchor = item.candidates[min(state.candidate, len(item.candidates) - 1)]
    done = ChangeCoding(item.standing.coding, anchor=anchor, against=against or None)
    said = told(state, "'{0}' stands on {1} now", item.code, quoted(anchor.quotation))
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
    how = "accepted '{0}' as a negative case on {1}" if against else "accepted '{0}' on {1}"
    said = told(state, how, found.code, quoted(there.quotation))
    after = replace(there, focus=None, code=found.code)
    return decide(after, said, done, then=_on_from(state, found))


def _on_from(state: SessionState, found: Suggestion) -> Action | None:
    item = waiting_item(state)
    return going_on(state, decided=bool(item and item.suggestion == found))
