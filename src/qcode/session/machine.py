"""The machine of a session: a state and an action give the next state and what is to be written.

No clock, no file, no screen: the same state and action always give the same step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from qcode.session import deciding, looking, making, memos, moving, selecting, suggested
from qcode.session.actions import Action
from qcode.session.asking import answer, choose, typed
from qcode.session.finding import folded
from qcode.session.keys import KEYS
from qcode.session.state import Choice, SessionState
from qcode.session.step import Step, say, sorry

Doing = Callable[[SessionState, Action], Step]
Finishing = Callable[[SessionState, tuple[str, ...]], Step]

ACTIONS: Mapping[str, Doing] = {
    "next": moving.next_item,
    "onward": moving.onward,
    "begin": moving.begin,
    "previous": moving.previous_item,
    "turn-down": moving.turn_down,
    "down": moving.turn_down,
    "turn-up": moving.turn_up,
    "turn-first": moving.turn_first,
    "turn-last": moving.turn_last,
    "transcript-next": moving.transcript_next,
    "transcript-previous": moving.transcript_previous,
    "jump": moving.jump,
    "search": moving.search,
    "match-next": moving.match_next,
    "match-previous": moving.match_next,
    "queue": moving.queue,
    "mark-next": selecting.mark_next,
    "mark-previous": selecting.mark_next,
    "right": selecting.right,
    "left": selecting.left,
    "grain-character": selecting.grain,
    "grain-word": selecting.grain,
    "grain-sentence": selecting.grain,
    "grain-turn": selecting.grain,
    "end-right": selecting.end_right,
    "end-left": selecting.end_left,
    "start-left": selecting.start_left,
    "start-right": selecting.start_right,
    "wider": selecting.wider,
    "narrower": selecting.narrower,
    "select": selecting.select,
    "accept": suggested.accept,
    "accept-against": suggested.accept,
    "reject": suggested.reject,
    "reject-why": suggested.reject,
    "code": deciding.code,
    "code-again": deciding.code_again,
    "change": deciding.change,
    "against": deciding.against,
    "uncode": deciding.uncode,
    "uncode-why": deciding.uncode,
    "bounds": deciding.bounds,
    "memo": memos.memo,
    "memo-on": memos.memo_on,
    "undo": deciding.undo,
    "redo": deciding.redo,
    "look": looking.look,
    "compare": looking.compare,
    "compare-down": looking.compare_down,
    "compare-up": looking.compare_down,
    "open-segment": looking.open_segment,
    "in-vivo": making.in_vivo,
    "new-code": making.new_code,
    "merge": making.merge,
    "split": making.split,
    "move-code": making.move_code,
    "suggestions": looking.suggestions,
    "role": looking.role,
    "help": looking.keys,
    "back": looking.back,
    "quit": looking.leave,
}
"""Every action by its name: those of `keys.py`, `select` for the mouse, and `onward`, `down` and
`begin`, which only follow others."""

FINISH: Mapping[str, Finishing] = {
    "jump": moving.jumped,
    "search": moving.searched,
    "queue": moving.queue_chosen,
    "accept": suggested.settled_for,
    "reject": suggested.settled_against,
    "reject-why": suggested.rejected,
    "code": deciding.coded,
    "change": deciding.changed,
    "uncode-why": deciding.uncoded,
    "memo": memos.memo_written,
    "memo-on": memos.memo_on_written,
    "look": looking.looked,
    "new-code": making.named,
    "merge": making.merged,
    "split": making.split_off,
    "move-code": making.moved,
    "role": looking.role_turned,
}
"""By the action that asks, what follows an answer: a decision, or the next question."""

PROMPTED: Mapping[str, Doing] = {
    "type": typed,
    "choose": choose,
    "choose-next": choose,
    "choose-previous": choose,
}

_MODES = {each.action: each.modes for each in KEYS}
_ALWAYS = ("back", "quit")


def advance(state: SessionState, action: Action) -> Step:
    """What an action comes to; see `Step` for what has to be done with that.

    An action that asks for something and comes with `text` is answered with it at once, where the
    answer is plain: a name that one code has, or the only line of the list that fits.
    """
    clear = replace(state, message="", trouble=False)
    if state.prompt and action.name not in _ALWAYS:
        return _in_prompt(clear, action)
    doing = ACTIONS.get(action.name)
    if doing is None:
        return sorry(clear, "there is no action '{0}'; ? shows the keys", action.name)
    if state.mode not in _MODES.get(action.name, ("text", "compare")):
        return sorry(clear, "Esc goes back to the transcript first")
    step = doing(clear, action)
    asked = step.state.prompt
    if action.text and asked and not state.prompt:
        return _answered_at_once(step.state, action.text)
    return step


def _in_prompt(state: SessionState, action: Action) -> Step:
    if action.name in PROMPTED:
        return PROMPTED[action.name](state, action)
    if action.name == "enter-plainly":
        return _answered_at_once(state, action.text)
    if action.name != "enter":
        return sorry(state, "answer the question first; Esc leaves it")
    assert state.prompt
    found = answer(state, action)
    if isinstance(found, Step):
        return found
    return FINISH[state.prompt.purpose](replace(state, prompt=None), found)


def _answered_at_once(state: SessionState, text: str) -> Step:
    step = typed(state, Action("type", text))
    prompt = step.state.prompt
    assert prompt
    if prompt.kind == "choice":
        number = _plainly(step.state, text)
        if number is None:
            found = [each for each in prompt.choices if not each.new]
            return say(step.state, "several fit: '{0}'" if found else "nothing fits: '{0}'", text)
        step = choose(step.state, Action("choose", start=number))
    return _in_prompt(step.state, Action("enter"))


def _plainly(state: SessionState, text: str) -> int | None:
    """The number of the choice that a text names without any doubt; a code is never made so."""
    assert state.prompt
    known = [(n, each) for n, each in enumerate(state.prompt.choices) if not each.new]
    exact = [n for n, each in known if folded(text) in map(folded, (each.label, *_names(each)))]
    fitting = exact or [n for n, _ in known]
    return fitting[0] if len(fitting) == 1 else None


def _names(choice: Choice) -> tuple[str, ...]:
    return (choice.value, *choice.names)
