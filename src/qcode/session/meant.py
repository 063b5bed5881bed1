"""Which suggestion or coding a decision is about."""

from __future__ import annotations

from collections.abc import Callable

from qcode.model.coding import Anchor, Coding, Segment, Suggestion
from qcode.session.actions import Action
from qcode.session.selecting import focused
from qcode.session.state import Item, SessionState
from qcode.session.step import Step, say, sorry
from qcode.session.views import codings_in, comparison, is_own, suggestions_in
from qcode.study.queues import Queue
from qcode.study.study import Standing

GOING_ON: tuple[Queue, ...] = ("suggestions", "disputed", "changed", "unsure")
"""Queues in which a decision on the item leads to the next at once; in others one reads on."""


def waiting_item(state: SessionState) -> Item | None:
    """The item of the queue that is in view, as long as it waits."""
    return state.item if state.at in state.open else None


def suggestion_meant(state: SessionState) -> Suggestion | Step:
    """The suggestion in focus, else the only one of the turn. Where there are several, the first
    comes into focus, to be seen before it is decided: that is the step then."""
    here = suggestions_in(state, state.here)
    if isinstance(state.focus, Suggestion) and state.focus in here:
        return state.focus
    if not state.suggestions_shown:
        return sorry(state, "suggestions are hidden: h shows them")
    if not here:
        return sorry(state, "no suggestion waits in this turn: n goes on, c codes the selection")
    if len(here) > 1:
        words = "{0} suggestions here; this is the first: '{1}' (Tab: the next)"
        return say(focused(state, here[0]), words, len(here), here[0].code)
    return here[0]


def coding_meant(state: SessionState) -> Standing | None:
    """The coding that is looked at in the comparison, that the item is about, or that is in focus;
    else the only own one that touches the selection."""
    if state.mode == "compare":
        return compared(state)
    item = waiting_item(state)
    if item and item.standing:
        return item.standing
    if state.focus is not None:
        return state.focus if isinstance(state.focus, Standing) else None
    near = [
        each
        for each in codings_in(state, state.here)
        if is_own(state, each) and each.now and overlap(each.now.anchor, state.selection)
    ]
    return near[0] if len(near) == 1 else None


def compared(state: SessionState) -> Standing | None:
    """The coding that is looked at in the comparison."""
    listed = comparison(state)
    return listed[min(state.compared, len(listed) - 1)] if listed else None


def with_coding(state: SessionState, work: Callable[[Standing], Step]) -> Step:
    """What is to be done with the coding that is meant, if it is this coder's."""
    found = coding_meant(state)
    if found is None:
        return sorry(state, "no coding of yours is meant here: Tab goes through those of the turn")
    if not is_own(state, found):
        whose = found.coding.coder
        return sorry(state, "this is a coding of {0}, which only {0} can change", whose)
    return work(found)


def present(standing: Standing) -> Coding:
    """A coding on the words where it stands now; where that is unsure, as it was decided."""
    return standing.now or standing.coding


def going_on(state: SessionState, *, decided: bool) -> Action | None:
    """What follows a decision.

    Args:
        state: before it.
        decided: whether it was about the item in view.
    """
    return Action("next") if decided and state.queue in GOING_ON else None


def overlap(one: Segment | Anchor, other: Segment | Anchor) -> bool:
    """Whether two segments of one transcript have a character in common."""
    return one.start < other.end and other.start < one.end
