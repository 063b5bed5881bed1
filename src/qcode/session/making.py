"""Work on the codes themselves: new ones, from the words of an interview or by name; merged, split
and moved ones, each with its reason."""

from __future__ import annotations

from dataclasses import replace

from qcode.model.coding import Coding
from qcode.session.actions import Action, MakeCode, MergeCode, MoveCode
from qcode.session.asking import ask
from qcode.session.naming import id_from, name_from
from qcode.session.state import SessionState
from qcode.session.step import Step, anchor_of, decide, quoted, sorry
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
    title = f"Name of the new code for {quoted(state.quotation)}:"
    return Step(ask(state, "new-code", title, text=name_from(state.quotation), required=True))


def named(state: SessionState, answers: tuple[str, ...]) -> Step:
    """Make a code of a name, and code the selection with it."""
    return code_on_selection(state, " ".join(answers[0].split()))


def code_on_selection(state: SessionState, name: str) -> Step:
    """Make a code and code the selection with it: one decision."""
    anchor = anchor_of(state, state.selection)
    made = id_from(name, state.work.used_ids)
    said = f"new code '{made}' on {quoted(anchor.quotation)}"
    return decide(replace(state, code=made), said, MakeCode(made, name, anchor=anchor))


def code_from(state: SessionState, name: str, coding: Coding) -> Step:
    """Make a code that a coding gets instead of its own: one decision."""
    made = id_from(name, state.work.used_ids)
    there = state if state.mode == "compare" else replace(state, focus=None, code=made)
    said = f"new code '{made}' instead of '{coding.code}'"
    return decide(there, said, MakeCode(made, name, coding=coding))


def merge(state: SessionState, action: Action) -> Step:
    """Ask into which code the code in view is merged."""
    if code_in_view(state) is None:
        return sorry(state, _NONE_IN_VIEW)
    return Step(ask(state, "merge", f"Merge '{state.code}' into which code?", kind="choice"))


def merged(state: SessionState, answers: tuple[str, ...]) -> Step:
    """Ask why, then merge the code in view into another one."""
    into = answers[0]
    if len(answers) == 1:
        title = f"Why is '{state.code}' merged into '{into}'?"
        return Step(ask(state, "merge", title, required=True, answers=answers))
    there = replace(state, code=into, compared=0, split_to="")
    said = f"'{state.code}' is part of '{into}' now"
    return decide(there, said, MergeCode(state.code, into, answers[1]))


def split(state: SessionState, action: Action) -> Step:
    """Ask beside or below the code in view a new one is made."""
    if code_in_view(state) is None:
        return sorry(state, _NONE_IN_VIEW)
    return Step(ask(state, "split", f"Split '{state.code}': where is the new code?", kind="choice"))


def split_off(state: SessionState, answers: tuple[str, ...]) -> Step:
    """Ask for a name and why, then make the new code and show the segments of the old one, to be
    put under the new one."""
    if len(answers) < 3:
        title = "Name of the new code:" if len(answers) == 1 else f"Why is '{state.code}' split?"
        return Step(ask(state, "split", title, required=True, answers=answers))
    parent, name, reason = answers
    made = id_from(name, state.work.used_ids)
    there = replace(state, mode="compare", compared=0, split_to=made)
    said = f"new code '{made}': y puts the segments of '{state.code}' under it that belong there"
    return decide(there, said, MakeCode(made, name, parent, f"split from {state.code}: {reason}"))


def move_code(state: SessionState, action: Action) -> Step:
    """Ask under which code the code in view is moved."""
    if code_in_view(state) is None:
        return sorry(state, _NONE_IN_VIEW)
    return Step(ask(state, "move-code", f"Move '{state.code}' under which code?", kind="choice"))


def moved(state: SessionState, answers: tuple[str, ...]) -> Step:
    """Ask why, then move the code in view."""
    parent = answers[0]
    where = f"under '{parent}'" if parent else "to the top"
    if len(answers) == 1:
        title = f"Why is '{state.code}' moved {where}?"
        return Step(ask(state, "move-code", title, required=True, answers=answers))
    return decide(
        state, f"'{state.code}' is moved {where}", MoveCode(state.code, parent, answers[1])
    )
