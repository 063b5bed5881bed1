"""What is looked at: a code and its segments across cases, the keys; roles; the end."""

from __future__ import annotations

from dataclasses import replace

from qcode.model.coding import Suggestion
from qcode.model.transcript import Role
from qcode.session.actions import Action, SetRole
from qcode.session.asking import ask
from qcode.session.meant import compared
from qcode.session.moving import go_to_span
from qcode.session.state import SessionState
from qcode.session.step import Step, decide, say, sorry, told
from qcode.session.views import code_of, comparison


def look(state: SessionState, action: Action) -> Step:
    """Ask which code to look at."""
    return Step(ask(state, "look", told(state, "Look at which code?"), kind="choice"))


def looked(state: SessionState, answers: tuple[str, ...]) -> Step:
    """Bring a code in view."""
    return Step(replace(state, code=answers[0], compared=0, split_to=""))


def compare(state: SessionState, action: Action) -> Step:
    """Show every segment of the code in view, or go back to the transcript."""
    if state.mode == "compare":
        return back(state, action)
    name = state.code or (code_of(state.focus) if state.focus else "")
    there = replace(state, code=name, mode="compare", compared=0, split_to="")
    if not name:
        return sorry(state, "no code is in view: k looks one up")
    return Step(there) if comparison(there) else say(state, "nobody coded '{0}' yet", name)


def compare_down(state: SessionState, action: Action) -> Step:
    """To the next segment of the comparison, or the one before."""
    by = 1 if action.name == "compare-down" else -1
    last = max(0, len(comparison(state)) - 1)
    return Step(replace(state, compared=max(0, min(last, state.compared + by))))


def open_segment(state: SessionState, action: Action) -> Step:
    """Go to the segment that is looked at, in its transcript."""
    found = compared(state)
    if found is None or found.now is None:
        return sorry(state, "its place is unsure since its text was edited: queue 'unsure' (Q)")
    anchor = found.now.anchor
    there = go_to_span(state, anchor.transcript, anchor.start, anchor.end)
    return Step(replace(there, focus=found))


def suggestions(state: SessionState, action: Action) -> Step:
    """Hide suggestions, or show them."""
    shown = not state.suggestions_shown
    focus = None if isinstance(state.focus, Suggestion) else state.focus
    there = replace(state, suggestions_shown=shown, focus=focus)
    return say(there, "suggestions are shown" if shown else "suggestions are hidden: h shows them")


def role(state: SessionState, action: Action) -> Step:
    """Ask whose role is to be put right."""
    title = told(state, "Whose role is wrong? Enter turns it over")
    return Step(ask(state, "role", title, kind="choice"))


def role_turned(state: SessionState, answers: tuple[str, ...]) -> Step:
    """Make an interviewer a participant, or the other way round."""
    found = next(each for each in state.text.speakers if each.name == answers[0])
    role: Role = "participant" if found.role == "interviewer" else "interviewer"
    answers_now, asks_now = "{0} answers in this transcript now", "{0} asks in this transcript now"
    words = answers_now if role == "participant" else asks_now
    return decide(
        state, told(state, words, found.name), SetRole(state.transcript, found.name, role)
    )


def keys(state: SessionState, action: Action) -> Step:
    """Show the keys, or leave them."""
    return Step(replace(state, mode="text" if state.mode == "help" else "help"))


def back(state: SessionState, action: Action) -> Step:
    """Leave the question; else what lies over the transcript; else the focus."""
    if state.prompt:
        return Step(replace(state, prompt=None))
    if state.mode != "text":
        return Step(replace(state, mode="text", split_to=""))
    return Step(replace(state, focus=None))


def leave(state: SessionState, action: Action) -> Step:
    """End the session."""
    return Step(replace(state, finished=True, prompt=None))
