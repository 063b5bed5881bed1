"""Decisions on the selection and on codings: code, change, take away, for and against, bounds."""

from __future__ import annotations

from dataclasses import replace

from qcode.model.coding import Suggestion
from qcode.session.actions import Action, ApplyCode, ChangeCoding, RedoLast, Uncode, UndoLast
from qcode.session.asking import ask, new_name
from qcode.session.making import code_from, code_on_selection
from qcode.session.meant import (
    coding_meant,
    going_on,
    overlap,
    present,
    suggestion_meant,
    waiting_item,
    with_coding,
)
from qcode.session.state import SessionState
from qcode.session.step import Step, anchor_of, decide, quoted, sorry, told
from qcode.session.suggested import exchange, exchanged
from qcode.session.views import suggestions_in
from qcode.study.study import Standing


def code(state: SessionState, action: Action) -> Step:
    """Ask with which code to code the selection."""
    title = told(state, "Code {0} with which code?", quoted(state.quotation))
    return Step(ask(state, "code", title, kind="choice"))


def coded(state: SessionState, answers: tuple[str, ...]) -> Step:
    """Code the selection, with a new code if there is none of that name."""
    name = new_name(answers[0])
    return _coded(state, answers[0]) if name is None else code_on_selection(state, name)


def code_again(state: SessionState, action: Action) -> Step:
    """Code the selection with the code in view; in the comparison, put the segment looked at under
    the code that was split off."""
    if state.mode == "compare":
        if not state.split_to:
            return sorry(state, "split the code first (S), or give the segment another code (C)")
        return with_coding(state, lambda found: _changed(state, found, state.split_to))
    if not state.code:
        return sorry(state, "no code is in view: c codes the selection, k looks a code up")
    return _coded(state, state.code)


def change(state: SessionState, action: Action) -> Step:
    """Ask for another code for the coding or suggestion that is meant."""
    if coding_meant(state) is None and state.mode == "text":
        found = suggestion_meant(state)
        return found if isinstance(found, Step) else exchange(state, found)

    def asked(found: Standing) -> Step:
        title = told(state, "Which code instead of '{0}'?", found.coding.code)
        return Step(ask(state, "change", title, kind="choice"))

    return with_coding(state, asked)


def changed(state: SessionState, answers: tuple[str, ...]) -> Step:
    """Give the coding or suggestion that is meant another code."""
    if state.mode == "text" and isinstance(state.focus, Suggestion):
        return exchanged(state, state.focus, answers[0])
    name = new_name(answers[0])
    if name is not None:
        return with_coding(state, lambda found: code_from(state, name, present(found)))
    return with_coding(state, lambda found: _changed(state, found, answers[0]))


def against(state: SessionState, action: Action) -> Step:
    """Turn a coding into a negative case, and back."""

    def turned(found: Standing) -> Step:
        now = not found.coding.against
        done = ChangeCoding(found.coding, anchor=present(found).anchor, against=now)
        words = "speaks against '{0}'" if now else "speaks for '{0}'"
        return decide(state, told(state, words, found.coding.code), done)

    return with_coding(state, turned)


def uncode(state: SessionState, action: Action) -> Step:
    """Take a coding away, or ask why first."""
    if action.name == "uncode":
        return uncoded(state, ("",))

    def asked(found: Standing) -> Step:
        title = told(state, "Why is '{0}' taken away?", found.coding.code)
        return Step(ask(state, "uncode-why", title))

    return with_coding(state, asked)


def uncoded(state: SessionState, answers: tuple[str, ...]) -> Step:
    """Take a coding away, with a reason or without."""

    def away(found: Standing) -> Step:
        words = quoted(present(found).anchor.quotation)
        said = told(state, "took '{0}' away from {1}", found.coding.code, words)
        then = going_on(state, decided=_is_item(state, found))
        return decide(replace(state, focus=None), said, Uncode(found.coding, answers[0]), then=then)

    return with_coding(state, away)


def bounds(state: SessionState, action: Action) -> Step:
    """Put a coding on the words that are selected."""

    def put(found: Standing) -> Step:
        anchor = anchor_of(state, state.selection)
        if anchor.segment == present(found).anchor.segment and found.outcome in {"exact", "moved"}:
            return sorry(state, "it is there already: move its ends with ( ) [ ] first")
        words = quoted(anchor.quotation)
        said = told(state, "'{0}' stands on {1} now", found.coding.code, words)
        then = going_on(state, decided=_is_item(state, found))
        return decide(state, said, ChangeCoding(found.coding, anchor=anchor), then=then)

    return with_coding(state, put)


def undo(state: SessionState, action: Action) -> Step:
    """Take the last decision back."""
    return decide(state, "", UndoLast())


def redo(state: SessionState, action: Action) -> Step:
    """Do again what was taken back last."""
    return decide(state, "", RedoLast())


def _coded(state: SessionState, name: str) -> Step:
    said = told(state, "coded '{0}' on {1}", name, quoted(state.quotation))
    rules = tuple(
        rule
        for each in suggestions_in(state, state.here)
        if each.code == name and overlap(each.segment, state.selection)
        for rule in each.rules
    )
    anchor = anchor_of(state, state.selection)
    done = ApplyCode(anchor, name, suggested=bool(rules), rules=tuple(dict.fromkeys(rules)))
    return decide(replace(state, code=name), said, done)


def _changed(state: SessionState, found: Standing, name: str) -> Step:
    if name == found.coding.code:
        return sorry(state, "it is coded '{0}' already", name)
    said = told(state, "'{0}' instead of '{1}'", name, found.coding.code)
    there = state if state.mode == "compare" else replace(state, focus=None, code=name)
    then = going_on(state, decided=_is_item(state, found))
    done = ChangeCoding(found.coding, anchor=present(found).anchor, code=name)
    return decide(there, said, done, then=then)


def _is_item(state: SessionState, found: Standing) -> bool:
    item = waiting_item(state)
    return state.mode == "text" and bool(item and item.standing == found)
