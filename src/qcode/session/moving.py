"""Going through transcripts and queues. To go on from a turn is to have read it."""

from __future__ import annotations

from dataclasses import replace

from qcode.model.coding import Segment
from qcode.session.actions import Action, NoteSeen, OpenQueue
from qcode.session.asking import ask
from qcode.session.cutting import cut
from qcode.session.finding import find_words, folded
from qcode.session.state import Item, Mark, SessionState
from qcode.session.step import Step, quoted, say, sorry, told
from qcode.study.queues import QUEUES


def go_to(
    state: SessionState,
    transcript: str,
    turn: int,
    *,
    span: tuple[int, int] | None = None,
    focus: Mark | None = None,
) -> SessionState:
    """The state with another turn in view; without a span its first sentence is selected."""
    there = state.work.transcripts[transcript].turns[turn - 1]
    words = state.work.transcripts[transcript].words(there)
    if span is None:
        first = cut(words, state.grain)[0]
        span = there.start + first[0], there.start + first[1]
    return replace(
        state,
        transcript=transcript,
        turn=turn,
        selection=Segment(transcript, *span),
        focus=focus,
        candidate=0,
        mode="text",
    )


def go_to_span(state: SessionState, transcript: str, start: int, end: int) -> SessionState:
    """The state with a segment selected, and the turn in view where its words begin."""
    turns = state.work.transcripts[transcript].turns
    turn = next((each for each in turns if start < each.end), turns[-1])
    first = max(start, turn.start)
    return go_to(state, transcript, turn.number, span=(first, max(end, first + 1)))


def go_to_item(state: SessionState, number: int) -> SessionState:
    """The state with an item of the queue in view, and what it is about in focus."""
    item = state.items[number]
    is_turn = not (item.suggestion or item.standing or item.dispute)
    focus = item.suggestion if state.suggestions_shown else None
    span = None if is_turn else (item.start, item.end)
    there = go_to(state, item.transcript, item.turn, span=span, focus=focus)
    return replace(there, at=number, code=item.code or state.code)


def next_item(state: SessionState, action: Action) -> Step:
    """Read; go to the next item that waits."""
    upcoming = _waiting(state, 1)
    is_other = upcoming is not None and not (upcoming == state.at and state.item)
    stays = upcoming is not None and is_other and _is_in_view(state, state.items[upcoming])
    unnoted = () if stays else reading(state)
    return Step(state, unnoted, Action("onward")) if unnoted else onward(state, action)


def onward(state: SessionState, action: Action) -> Step:
    """Go to the next item that waits, without a word about the turn that is left."""
    return _to_item(state, _waiting(state, 1))


def previous_item(state: SessionState, action: Action) -> Step:
    """Back to the item before that waits."""
    return _to_item(state, _waiting(state, -1))


def reading(state: SessionState) -> tuple[NoteSeen, ...]:
    """What is to be put down when the turn in view has been read; () when it was before."""
    if state.turn in state.taken.seen.get(state.transcript, ()):
        return ()
    return (NoteSeen(state.transcript, state.turn, state.suggestions_shown),)


def turn_down(state: SessionState, action: Action) -> Step:
    """Read; go to the next turn."""
    if state.turn == len(state.text.turns):
        return sorry(state, "this is the last turn; } goes to the next transcript")
    unnoted = reading(state)
    if unnoted and action.name != "down":
        return Step(state, unnoted, Action("down"))
    return Step(go_to(state, state.transcript, state.turn + 1))


def turn_up(state: SessionState, action: Action) -> Step:
    """Back to the turn before."""
    if state.turn == 1:
        return sorry(state, "this is the first turn; { goes to the transcript before")
    return Step(go_to(state, state.transcript, state.turn - 1))


def turn_first(state: SessionState, action: Action) -> Step:
    """To the first turn."""
    return Step(go_to(state, state.transcript, 1))


def turn_last(state: SessionState, action: Action) -> Step:
    """To the last turn."""
    return Step(go_to(state, state.transcript, len(state.text.turns)))


def transcript_next(state: SessionState, action: Action) -> Step:
    """To the beginning of the next transcript."""
    return _transcript(state, 1, "this is the last transcript")


def transcript_previous(state: SessionState, action: Action) -> Step:
    """To the beginning of the transcript before."""
    return _transcript(state, -1, "this is the first transcript")


def jump(state: SessionState, action: Action) -> Step:
    """Ask where to go."""
    return Step(ask(state, "jump", told(state, "Go to which turn or transcript? (12, P3, P3 12)")))


def jumped(state: SessionState, answers: tuple[str, ...]) -> Step:
    """Go where the coder said."""
    words = answers[0].replace(":", " ").replace("：", " ").split()
    if not words:
        return Step(state)
    number = int(words[-1]) if words[-1].isdecimal() else None
    name = " ".join(words if number is None else words[:-1])
    transcript = _named(state, name) if name else state.transcript
    if transcript is None and number is not None:
        transcript, number = _named(state, " ".join(words)), None
    if transcript is None:
        some = ", ".join(list(state.work.transcripts)[:8])
        return sorry(state, "there is no transcript '{0}' here; there are: {1}", name, some)
    last = len(state.work.transcripts[transcript].turns)
    if not 1 <= (number or 1) <= last:
        return sorry(state, "transcript '{0}' has the turns 1 to {1}", transcript, last)
    return Step(go_to(state, transcript, number or 1))


def search(state: SessionState, action: Action) -> Step:
    """Ask what to search for."""
    title = told(state, "Search for which words?")
    return Step(ask(state, "search", title, text=state.searched))


def searched(state: SessionState, answers: tuple[str, ...]) -> Step:
    """Go to the next place of the words."""
    return match_next(replace(state, searched=answers[0].strip()), Action("match-next"))


def match_next(state: SessionState, action: Action) -> Step:
    """To the next place of the words that were searched."""
    return _match(state, back=action.name == "match-previous")


def queue(state: SessionState, action: Action) -> Step:
    """Ask which queue to work on."""
    return Step(ask(state, "queue", told(state, "Work on which queue?"), kind="choice"))


def queue_chosen(state: SessionState, answers: tuple[str, ...]) -> Step:
    """Open another queue; with that of suggestions they are shown."""
    if answers[0] not in QUEUES:
        return sorry(
            state, "there is no queue '{0}'; there are: {1}", answers[0], ", ".join(QUEUES)
        )
    if answers[0] == "suggestions":
        state = replace(state, suggestions_shown=True)
    said = told(state, "queue '{0}'", answers[0])
    return Step(state, (OpenQueue(answers[0]),), Action("begin"), said)


def begin(state: SessionState, action: Action) -> Step:
    """To the first item of the queue that waits."""
    return _to_item(replace(state, at=-1), min(state.open, default=None))


def _to_item(state: SessionState, number: int | None) -> Step:
    if number is None:
        if not state.items:
            return say(state, "nothing waits here (queue '{0}'; Q chooses another)", state.queue)
        words = "nothing waits any more: all {0} are done (queue '{1}'; Q chooses another)"
        return say(state, words, len(state.items), state.queue)
    there = go_to_item(state, number)
    if number == state.at and state.item:
        return say(there, "only this one waits")
    return Step(there)


def _waiting(state: SessionState, by: int) -> int | None:
    """The number of the next or last item that waits, beginning again at the other end; the one in
    view only when no other does."""
    if not state.open:
        return None
    here = _number_here(state)
    total = len(state.items)
    around = ((here + by * step) % total for step in range(1, total + 1))
    return next((number for number in around if number in state.open), None)


def _number_here(state: SessionState) -> int:
    """The number of the item in view; else of the last one before it, -1 for none. A sample has
    its own order: there it is the one that was in view last."""
    if state.item or state.queue == "sample":
        return state.at
    order = {name: number for number, name in enumerate(state.work.transcripts)}
    here = (order[state.transcript], state.turn)
    low, high = 0, len(state.items)
    while low < high:
        middle = (low + high) // 2
        item = state.items[middle]
        if (order[item.transcript], item.turn) <= here:
            low = middle + 1
        else:
            high = middle
    return low - 1


def _is_in_view(state: SessionState, item: Item) -> bool:
    return (item.transcript, item.turn) == (state.transcript, state.turn)


def _transcript(state: SessionState, by: int, otherwise: str) -> Step:
    names = list(state.work.transcripts)
    number = names.index(state.transcript) + by
    if not 0 <= number < len(names):
        return sorry(state, otherwise)
    return Step(go_to(state, names[number], 1))


def _named(state: SessionState, name: str) -> str | None:
    """The transcript of this name, or the only one that begins or is spelt like it."""
    names = tuple(state.work.transcripts)
    if name in names:
        return name
    same = [each for each in names if folded(each) == folded(name)]
    begun = same or [each for each in names if folded(each).startswith(folded(name))]
    return begun[0] if len(begun) == 1 else None


def _match(state: SessionState, *, back: bool) -> Step:
    if not state.searched:
        return sorry(state, "search for some words first: /")
    after = (state.transcript, state.selection.start)
    found = find_words(state.work.transcripts, state.searched, after, back=back)
    if found is None:
        return sorry(state, "{0} is nowhere in these transcripts", quoted(state.searched))
    return Step(go_to_span(state, *found))
