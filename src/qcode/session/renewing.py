"""A state brought up to date with what was written since."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import cast

from qcode.model.coding import Suggestion
from qcode.session.actions import Effect, NoteSeen, OpenQueue, SetRole
from qcode.session.listing import items_of, waiting
from qcode.session.moving import go_to_span
from qcode.session.proposals import present_suggestions, raw_suggestions
from qcode.session.state import SessionState, Work
from qcode.session.step import told
from qcode.session.taking import brought_up_to_date, named, touched, with_codes
from qcode.study.queues import Queue
from qcode.study.records import Judgement, Memo, Record
from qcode.study.shared import MergeCodes, MoveCode, NewCode
from qcode.study.study import Standing, Study


@dataclass(frozen=True)
class Renewing:
    """What the states of a session are brought up to date from."""

    study: Study
    """As it is now."""
    raw: tuple[Suggestion, ...]
    """What the rules suggest, under the ids of the codebook file."""

    def renewed(
        self, state: SessionState, effects: Sequence[Effect], written: Sequence[Record]
    ) -> tuple[Renewing, SessionState]:
        """The state after effects were carried out.

        Raises:
            QcodeError: a queue that was asked for cannot be listed.
        """
        now = self
        for each in effects:
            if isinstance(each, NoteSeen):
                state = _having_seen(state, each)
            elif isinstance(each, SetRole):
                now = replace(self, raw=raw_suggestions(self.study))
                state = now._with_roles(state, each.transcript)
            elif isinstance(each, OpenQueue):
                state = self._listed(replace(state, queue=cast("Queue", each.queue), at=-1))
        decided = written and not any(isinstance(each, NoteSeen) for each in effects)
        return now, now._with_records(state, written) if decided else state

    def _with_records(self, state: SessionState, written: Sequence[Record]) -> SessionState:
        records = tuple(named(self.study, written))
        taken = brought_up_to_date(
            state.taken, self.study, state.coder, written, blind=state.options.blind
        )
        state = _refocused(replace(state, taken=taken), written)
        if any(isinstance(each, MergeCodes | MoveCode) for each in records):
            return self._with_codes(state)
        if any(isinstance(each, NewCode) for each in records):
            state = _with_known_code(replace(state, work=self._work(state)))
        return _with_waiting(state, touched(self.study, records))

    def _with_codes(self, state: SessionState) -> SessionState:
        """With codes that were merged or moved: suggestions and items are of others now."""
        suggestions = present_suggestions(self.study, self.raw, state.options)
        work = replace(self._work(state), suggestions=suggestions)
        code = self.study.code_now(state.code) if state.code else ""
        return self._listed(_with_known_code(replace(state, work=work, code=code)))

    def _work(self, state: SessionState) -> Work:
        blind = state.options.blind
        return with_codes(state.work, state.taken, self.study, state.coder, blind=blind)

    def _with_roles(self, state: SessionState, name: str) -> SessionState:
        """With other roles in a transcript: other turns wait, and are looked at by rules."""
        there = self.study.placing.transcripts[name]
        suggestions = present_suggestions(self.study, self.raw, state.options)
        transcripts = {**state.work.transcripts, name: there}
        work = replace(state.work, transcripts=transcripts, suggestions=suggestions)
        return self._listed(replace(state, work=work, focus=None))

    def _listed(self, state: SessionState) -> SessionState:
        """With the items of the queue as they are now, and the same one in view."""
        found = items_of(
            state.queue, self.study, state.coder, state.work, state.taken, state.options
        )
        at = -1
        if state.at >= 0:
            before = state.items[state.at]
            place = (before.transcript, before.turn, before.start, before.end)
            same = (
                number
                for number, each in enumerate(found)
                if (each.transcript, each.turn, each.start, each.end) == place
            )
            at = next(same, -1)
        return replace(state, items=found, at=at, open=waiting(found, state.taken))

    def taken_back(self, state: SessionState, written: Sequence[Record]) -> SessionState:
        """The state after an undo or redo: with what it was about in view, and told."""
        what = [each for each in named(self.study, written) if each.kind != "undo"]
        back = what[0].id in self.study.state.undone
        words = ", ".join(_in_words(state, each) for each in what)
        said = told(state, "took back: {0}" if back else "did again: {0}", words)
        anchors = [each.anchor for each in what if isinstance(each, Judgement | Memo)]
        for anchor in filter(None, anchors):
            place = self.study.placing.present(self.study.placing.place([anchor])[0])
            if place and state.mode == "text":
                state = go_to_span(state, place.transcript, place.start, place.end)
                break
        return replace(state, message=said, trouble=False)


def _having_seen(state: SessionState, effect: NoteSeen) -> SessionState:
    before = state.taken.seen.get(effect.transcript, frozenset())
    seen = {**state.taken.seen, effect.transcript: before | {effect.turn}}
    taken = replace(state.taken, seen=seen)
    if state.queue not in {"unread", "sample"}:
        return replace(state, taken=taken)
    place = (effect.transcript, effect.turn)
    items = state.items
    left = (n for n in state.open if (items[n].transcript, items[n].turn) != place)
    return replace(state, taken=taken, open=frozenset(left))


def _with_waiting(state: SessionState, names: Collection[str]) -> SessionState:
    """With the items of some transcripts looked at again: whether they wait, or are settled."""
    if state.queue == "disputed":
        return replace(state, open=waiting(state.items, state.taken))
    others = (number for number in state.open if state.items[number].transcript not in names)
    return replace(state, open=waiting(state.items, state.taken, names).union(others))


def _with_known_code(state: SessionState) -> SessionState:
    """Without a code in view that is gone, as after its making was taken back."""
    known = {each.id for each in state.work.codebook.codes}
    code, split_to = (each if each in known else "" for each in (state.code, state.split_to))
    return replace(state, code=code, split_to=split_to)


def _refocused(state: SessionState, written: Sequence[Record]) -> SessionState:
    """With the coding in focus as it stands now; one that was taken away leaves the focus."""
    focus = state.focus
    if not isinstance(focus, Standing):
        return state
    ids = {*focus.coding.records, *(record.id for record in written)}
    there = state.taken.codings.get(state.transcript, ())
    found = (each for each in there if ids & set(each.coding.records))
    return replace(state, focus=next(found, None))


_KINDS = {
    "code": "coded '{0}'",
    "reject": "rejected '{0}'",
    "uncode": "took away '{0}'",
    "new-code": "new code '{0}'",
    "move-code": "moved '{0}'",
    "merge-codes": "merged codes",
    "memo": "memo",
}


def _in_words(state: SessionState, record: Record) -> str:
    """What a record says, for a message."""
    return told(state, _KINDS[record.kind], getattr(record, "code", ""))
