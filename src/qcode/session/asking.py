"""Questions to the coder: words to type, or a list to choose from while typing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Literal

from qcode.session.actions import Action
from qcode.session.finding import code_name, find_codes, folded
from qcode.session.state import Choice, Prompt, SessionState
from qcode.session.step import Step, sorry, told
from qcode.session.views import code_in_view
from qcode.study.queues import QUEUES

NEW = "\n"
"""Begins the value of a choice that makes a code; no id of a code holds a line end."""

ABOUT_QUEUES = {
    "unread": "turns that you have not read",
    "suggestions": "what the rules suggest and you have not decided",
    "disputed": "where coders differ; settled under a name of its own",
    "changed": "codings inside of which words were changed",
    "unsure": "codings whose place cannot be told after an edit",
    "sample": "the turns drawn for double coding",
}


def ask(
    state: SessionState,
    purpose: str,
    title: str,
    *,
    kind: Literal["text", "choice"] = "text",
    text: str = "",
    required: bool = False,
    answers: tuple[str, ...] = (),
) -> SessionState:
    """The state with a question open."""
    asked = Prompt(purpose, title, kind, text, required=required or kind == "choice")
    return _typed(state, replace(asked, answers=answers), text)


def typed(state: SessionState, action: Action) -> Step:
    """All that stands in the prompt now."""
    assert state.prompt
    return Step(_typed(state, state.prompt, action.text))


def choose(state: SessionState, action: Action) -> Step:
    """To another line of the list: the next, the one before, or the one of a number."""
    assert state.prompt
    total = len(state.prompt.choices)
    if not total:
        return Step(state)
    by = {"choose-next": 1, "choose-previous": -1}.get(action.name)
    number = action.start if by is None else state.prompt.chosen + by
    return Step(replace(state, prompt=replace(state.prompt, chosen=number % total)))


def answer(state: SessionState, action: Action) -> tuple[str, ...] | Step:
    """All answers with the one that stands in the prompt; a step when it is no answer."""
    prompt = state.prompt
    assert prompt
    if action.text:
        prompt = _typed(state, prompt, action.text).prompt
        assert prompt
    asked_again = replace(state, prompt=prompt)
    if prompt.kind == "choice":
        if not prompt.choices:
            return sorry(asked_again, "nothing in the list fits '{0}'", prompt.text)
        return (*prompt.answers, prompt.choices[prompt.chosen].value)
    if prompt.required and not prompt.text.strip():
        return sorry(asked_again, "this needs some words; Esc leaves it")
    return (*prompt.answers, prompt.text.strip())


def new_name(answer: str) -> str | None:
    """The name of a code to be made, where a choice asks for that."""
    return answer.removeprefix(NEW) if answer.startswith(NEW) else None


def _typed(state: SessionState, prompt: Prompt, text: str) -> SessionState:
    found = CHOICES[prompt.purpose](state, text) if prompt.kind == "choice" else ()
    return replace(state, prompt=replace(prompt, text=text, choices=found, chosen=0))


def _codes(state: SessionState, text: str) -> tuple[Choice, ...]:
    first = (state.code,) if state.code else ()
    return find_codes(state.work.codebook, text, state.options.language, first=first)


def _codes_or_new(state: SessionState, text: str) -> tuple[Choice, ...]:
    """Codes that fit, and last a new one of the name that is typed."""
    found, name = _codes(state, text), " ".join(text.split())
    is_there = any(folded(name) in map(folded, (each.value, *each.names)) for each in found)
    new = (
        (Choice(NEW + name, name, told(state, "a new code"), new=True),)
        if name and not is_there
        else ()
    )
    return (*found, *new)


def _other_codes(state: SessionState, text: str) -> tuple[Choice, ...]:
    return tuple(each for each in _codes(state, text) if each.value != state.code)


def _parents(state: SessionState, text: str) -> tuple[Choice, ...]:
    """Where the code in view can stand: not below itself."""
    below = {state.code}
    for code in state.work.codebook.codes:  # parents come before their children
        if code.parent in below:
            below.add(code.id)
    found = tuple(each for each in _codes(state, text) if each.value not in below)
    top = Choice("", told(state, "(the top of the codebook)"))
    return (top, *found) if folded(text) in folded(top.label) else found


def _sides(state: SessionState, text: str) -> tuple[Choice, ...]:
    code = code_in_view(state)
    name = code_name(code, state.options.language) if code else state.code
    parent = code.parent if code else ""
    above = "" if parent else told(state, "at the top")
    beside = Choice(parent, told(state, "beside '{0}'", name), above)
    return _fitting((beside, Choice(state.code, told(state, "below '{0}'", name))), text)


def _subjects(state: SessionState, text: str) -> tuple[Choice, ...]:
    subjects = [
        Choice("turn", told(state, "this turn"), str(state.turn)),
        Choice("code", told(state, "the code in view"), state.code),
        Choice("transcript", told(state, "this transcript"), state.transcript),
        Choice("case", told(state, "the case"), state.here.speaker),
        Choice("project", told(state, "the project")),
    ]
    return _fitting(tuple(each for each in subjects if each.value != "code" or state.code), text)


def _queues(state: SessionState, text: str) -> tuple[Choice, ...]:
    return _fitting(
        tuple(Choice(each, each, told(state, ABOUT_QUEUES[each])) for each in QUEUES), text
    )


def _speakers(state: SessionState, text: str) -> tuple[Choice, ...]:
    roles = {
        "interviewer": told(state, "asks (interviewer)"),
        "participant": told(state, "answers (participant)"),
    }
    speakers = state.text.speakers
    return _fitting(
        tuple(Choice(each.name, each.name, roles[each.role]) for each in speakers), text
    )


def _fitting(choices: tuple[Choice, ...], text: str) -> tuple[Choice, ...]:
    wanted = folded(text)
    begun = [each for each in choices if folded(each.label).startswith(wanted)]
    inside = [each for each in choices if wanted in folded(each.label) and each not in begun]
    return (*begun, *inside)


CHOICES: Mapping[str, Callable[[SessionState, str], tuple[Choice, ...]]] = {
    "code": _codes_or_new,
    "change": _codes_or_new,
    "look": _codes,
    "merge": _other_codes,
    "move-code": _parents,
    "split": _sides,
    "memo-on": _subjects,
    "queue": _queues,
    "role": _speakers,
}
"""By the action that asks, the lines that fit what is typed."""
