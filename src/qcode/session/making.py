"""Work on the codes themselves: new ones, from the words of an interview or by name; merged, split
and moved ones, each with its reason."""

from __future__ import annotations

from dataclasses import replace

from qcode.model.coding import Coding
from qcode.session.actions import Action, MakeCode, MergeCode, MoveCode
from qcode.session.asking import ask
from qcode.session.naming import id_from, name_from
from qcode.session.state import SessionState
from qcode.session.step import Step, anchor_of, decide, quoted, sorry, told
from qcode.session.views import code_in_view

_NONE_IN_VIEW = "no code is in view: k looks one up"


def in_vivo(state: SessionState, action: Action) -> Step:
    """Make the selected words a code, and code them with it."""
    name = name_from(state.quotation)
    if not name:
        return sorry(state, "there are no words in the selection that could name a code")
    return code_on_selection(state, name)


def new_code(state: SessionState, action: Action) -> Step:
    """Ask for the name of a new code."""
    title = told(state, "Name of the new code for {0}:", quoted(state.quotation))
    return Step(ask(state, "new-code", title, text=name_from(state.quotation), required=True))


def named(state: SessionState, answers: tuple[str, ...]) -> Step:
    """Make a code of a name, and code the selection with it."""
    return code_on_selection(state, " ".join(answers[0].split()))


def code_on_selection(state: SessionState, name: str) -> Step:
    """Make a code and code the selection with it: one decision."""
    anchor = anchor_of(state, state.selection)
    made = id_from(name, state.work.used_ids)
    said = told(state, "new code '{0}' on {1}", made, quoted(anchor.quotation))
    return decide(replace(state, code=made), said, MakeCode(made, name, anchor=anchor))


def code_from(state: SessionState, name: str, coding: Coding) -> Step:
    """Make a code that a coding gets instead of its own: one decision."""
    made = id_from(name, state.work.used_ids)
    there = state if state.mode == "compare" else replace(state, focus=None, code=made)
    said = told(state, "new code '{0}' instead of '{1}'", made, coding.code)
    return decide(there, said, MakeCode(made, name, coding=coding))


def merge(state: SessionState, action: Action) -> Step:
    """Ask into which code the code in view is merged."""
    if code_in_view(state) is None:
        return sorry(state, _NONE_IN_VIEW)
    title = told(state, "Merge '{0}' into which code?", state.code)
    return Step(ask(state, "merge", title, kind="choice"))


def merged(state: SessionState, answers: tuple[str, ...]) -> Step:
    """Ask why, then merge the code in view into another one."""
    into = answers[0]
    if len(answers) == 1:
        title = told(state, "Why is '{0}' merged into '{1}'?", state.code, into)
        return Step(ask(state, "merge", title, required=True, answers=answers))
    there = replace(state, code=into, compared=0, split_to="")
    said = told(state, "'{0}' is part of '{1}' now", state.code, into)
    return decide(there, said, MergeCode(state.code, into, answers[1]))


def split(state: SessionState, action: Action) -> Step:
    """Ask beside or below the code in view a new one is made."""
    if code_in_view(state) is None:
        return sorry(state, _NONE_IN_VIEW)
    title = told(state, "Split '{0}': where is the new code?", state.code)
    return Step(ask(state, "split", title, kind="choice"))


def split_off(state: SessionState, answers: tuple[str, ...]) -> Step:
    """Ask for a name and why, then make the new code and show the segments of the old one, to be
    put under the new one."""
    if len(answers) < 3:
        words = "Name of the new code:" if len(answers) == 1 else "Why is '{0}' split?"
        title = told(state, words, state.code)
        return Step(ask(state, "split", title, required=True, answers=answers))
    parent, name, reason = answers
    made = id_from(name, state.work.used_ids)
    there = replace(state, mode="compare", compared=0, split_to=made)
    words = "new code '{0}': y puts the segments of '{1}' under it that belong there"
    said = told(state, words, made, state.code)
    return decide(there, said, MakeCode(made, name, parent, f"split from {state.code}: {reason}"))


def move_code(state: SessionState, action: Action) -> Step:
    """Ask under which code the code in view is moved."""
    if code_in_view(state) is None:
        return sorry(state, _NONE_IN_VIEW)
    title = told(state, "Move '{0}' under which code?", state.code)
    return Step(ask(state, "move-code", title, kind="choice"))


def moved(state: SessionState, answers: tuple[str, ...]) -> Step:
    """Ask why, then move the code in view."""
    parent = answers[0]
    if len(answers) == 1:
        words = "Why is '{0}' moved under '{1}'?" if parent else "Why is '{0}' moved to the top?"
        title = told(state, words, state.code, parent)
        return Step(ask(state, "move-code", title, required=True, answers=answers))
    words = "'{0}' is moved under '{1}'" if parent else "'{0}' is moved to the top"
    said = told(state, words, state.code, parent)
    return decide(state, said, MoveCode(state.code, parent, answers[1]))
