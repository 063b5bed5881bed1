"""The session at work: a state, and the study in which its decisions are written."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import cast

from qcode.errors import QcodeError
from qcode.session.actions import (
    Action,
    Adjudicate,
    Effect,
    NoteSeen,
    OpenQueue,
    RedoLast,
    SetRole,
    UndoLast,
)
from qcode.session.keys import action_for
from qcode.session.listing import items_of, waiting
from qcode.session.machine import advance
from qcode.session.moving import go_to_span
from qcode.session.opening import begun, opened_desk
from qcode.session.options import SessionOptions
from qcode.session.proposals import present_suggestions, raw_suggestions
from qcode.session.state import SessionState
from qcode.session.taking import brought_up_to_date, named, touched, with_codes
from qcode.session.writing import settle, write
from qcode.study.desk import Desk
from qcode.study.queues import ADJUDICATION, Queue
from qcode.study.records import Judgement, Memo, Record
from qcode.study.shared import MergeCodes, MoveCode, NewCode
from qcode.study.study import Standing, Study

_MOST_STEPS = 8
"""An action leads to a few others at most: decide, note the turn as read, go on."""
_SAID_ALREADY = "that is decided so already"
Decision = tuple[Desk, tuple[Record, ...]]


class Session:
    """One coder's session: actions in, states out; decisions are on the disk in between.

    Use it with `with`, or call `close` at the end.
    """

    def __init__(self, desk: Desk, options: SessionOptions) -> None:
        """Begin at an open desk.

        Raises:
            QcodeError: there is no transcript, or an option names what is not there.
        """
        self._desk = desk
        self._raw, self.state = begun(desk.study, desk.coder, options)
        self._options = self.state.options
        if desk.set_aside:
            self.state = replace(self.state, message=desk.set_aside)
        self._settling: Desk | None = None
        self._decided: list[Decision] = []
        self._taken_back: list[Decision] = []

    @property
    def study(self) -> Study:
        """The study as it is after the last decision."""
        return self._desk.study

    @property
    def decisions(self) -> int:
        """How many decisions were taken in this session and not taken back."""
        return len(self._decided)

    def do(self, action: Action | str) -> SessionState:
        """Carry an action out and give the state after it.

        A decision that cannot be written is not in the state: its message says so, `trouble` is
        set, and all else is as before.
        """
        following: Action | None = Action(action) if isinstance(action, str) else action
        said: list[str] = []
        for _ in range(_MOST_STEPS):
            if following is None:
                break
            following = self._step(following)
            if self.state.message:
                said.append(self.state.message)
        self.state = replace(self.state, message=" · ".join(said))
        return self.state

    def press(self, key: str) -> SessionState:
        """Carry out what a key asks for; a key without an action changes nothing."""
        name = action_for(key, self.state.mode, asked=self.state.prompt is not None)
        return self.do(name) if name else self.state

    def close(self) -> None:
        """Let others write into the log; doing so twice is fine."""
        self._desk.close()
        if self._settling:
            self._settling.close()

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    # --- one step ---

    def _step(self, action: Action) -> Action | None:
        before = self.state
        step = advance(before, action)
        written: list[Record] = []
        done: list[Effect] = []
        try:
            for effect in step.effects:
                written += self._carry_out(effect)
                done.append(effect)
        except QcodeError as error:
            # What was written before the failure is decided; all else is as it was.
            there = self._fresh(before, done, written)
            self.state = replace(there, message=str(error), trouble=True)
            self._remember(done, written)
            return None
        self._remember(step.effects, written)
        self.state = self._fresh(step.state, step.effects, written)
        if step.effects and not written and all(map(_is_judgement, step.effects)):
            self.state = replace(self.state, message=_SAID_ALREADY)
        elif step.said:
            self.state = replace(self.state, message=step.said)
        if any(isinstance(each, UndoLast | RedoLast) for each in step.effects):
            self._show(written)
        return step.then

    def _carry_out(self, effect: Effect) -> tuple[Record, ...]:
        match effect:
            case UndoLast():
                return self._undo()
            case RedoLast():
                return self._redo()
            case Adjudicate():
                return self._settle(effect)
            case OpenQueue(name):
                self._check_queue(cast("Queue", name))
                return ()
        return write(self._desk, effect)

    def _remember(self, effects: Sequence[Effect], written: Sequence[Record]) -> None:
        """Keep what a step decided, to be taken back as one."""
        if written and not any(isinstance(e, NoteSeen | UndoLast | RedoLast) for e in effects):
            settled = any(isinstance(each, Adjudicate) for each in effects)
            desk = self._settling if settled and self._settling else self._desk
            self._decided.append((desk, tuple(written)))
            self._taken_back.clear()

    def _undo(self) -> tuple[Record, ...]:
        """Take back the last decision of this session, else the last of this coder."""
        if self._decided:
            desk, decision = self._decided[-1]
        else:
            desk, decision = self._desk, self._desk.last_decision()
        if not decision:
            raise QcodeError("there is nothing to undo")
        written = self._at(desk).undo(decision)
        self._told(desk, written)
        del self._decided[-1:]
        self._taken_back.append((desk, written))
        return written

    def _redo(self) -> tuple[Record, ...]:
        if not self._taken_back:
            raise QcodeError("there is nothing to redo")
        desk, taken_back = self._taken_back[-1]
        written = self._at(desk).undo(taken_back)
        self._told(desk, written)
        again = [record for record in named(desk.study, taken_back) if record not in taken_back]
        del self._taken_back[-1:]
        self._decided.append((desk, tuple(again)))
        return written

    def _settle(self, effect: Adjudicate) -> tuple[Record, ...]:
        if self._settling is None:
            self._settling = Desk(self.study, ADJUDICATION)
        written = settle(self._at(self._settling), effect)
        self._told(self._settling, written)
        return written

    def _at(self, desk: Desk) -> Desk:
        """A desk with the study as it is now."""
        desk.study = self.study
        return desk

    def _told(self, desk: Desk, written: Sequence[Record]) -> None:
        """Let the coder's desk know what was written at another one."""
        if desk is not self._desk:
            self._desk.study = self.study.with_state(self.study.state.plus(written))

    # --- the state after it ---

    def _fresh(
        self, state: SessionState, effects: Sequence[Effect], written: Sequence[Record]
    ) -> SessionState:
        """A state brought up to date with what was written."""
        blind = self._options.blind
        for each in effects:
            if isinstance(each, NoteSeen) and written:
                return _having_seen(state, each)
            if isinstance(each, SetRole):
                state = self._with_role(state, each)
            if isinstance(each, OpenQueue):
                state = self._listed(replace(state, queue=cast("Queue", each.queue), at=-1))
        if not written:
            return state
        records = tuple(named(self.study, written))
        taken = brought_up_to_date(state.taken, self.study, state.coder, written, blind=blind)
        state = _refocused(replace(state, taken=taken), written)
        if any(isinstance(each, MergeCodes | MoveCode) for each in records):
            return self._with_codes(state)
        if any(isinstance(each, NewCode) for each in records):
            state = _with_known_code(replace(state, work=with_codes(state.work, self.study)))
        return _with_waiting(state, touched(self.study, records))

    def _with_codes(self, state: SessionState) -> SessionState:
        """With codes that were merged or moved: suggestions and items are of others now."""
        suggestions = present_suggestions(self.study, self._raw, self._options)
        work = replace(with_codes(state.work, self.study), suggestions=suggestions)
        code = self.study.code_now(state.code) if state.code else ""
        return self._listed(_with_known_code(replace(state, work=work, code=code)))

    def _with_role(self, state: SessionState, effect: SetRole) -> SessionState:
        """With another role of a speaker: other turns wait, and are looked at by rules."""
        there = self.study.placing.transcripts[effect.transcript]
        if there == state.work.transcripts[effect.transcript]:
            return state
        self._raw = raw_suggestions(self.study)
        suggestions = present_suggestions(self.study, self._raw, self._options)
        transcripts = {**state.work.transcripts, there.id: there}
        work = replace(state.work, transcripts=transcripts, suggestions=suggestions)
        return self._listed(replace(state, work=work, focus=None))

    def _listed(self, state: SessionState) -> SessionState:
        """With the items of the queue as they are now, and the same one in view."""
        found = items_of(
            state.queue, self.study, state.coder, state.work, state.taken, self._options
        )
        before = state.items[state.at] if state.at >= 0 else None
        at = -1
        if before:
            place = (before.transcript, before.turn, before.start, before.end)
            same = (
                number
                for number, each in enumerate(found)
                if (each.transcript, each.turn, each.start, each.end) == place
            )
            at = next(same, -1)
        return replace(state, items=found, at=at, open=waiting(found, state.taken))

    def _check_queue(self, name: Queue) -> None:
        """Raise what listing a queue raises, before anything is changed."""
        state = self.state
        items_of(name, self.study, state.coder, state.work, state.taken, self._options)

    def _show(self, written: Sequence[Record]) -> None:
        """Go to what was taken back, or done again, and say what it was."""
        what = [each for each in named(self.study, written) if each.kind != "undo"]
        back = what[0].id in self.study.state.undone
        said = f"{'took back' if back else 'did again'}: {', '.join(map(_in_words, what))}"
        there = self.state
        for record in what:
            anchor = record.anchor if isinstance(record, Judgement | Memo) else None
            moved = self.study.placing.place([anchor])[0] if anchor else None
            place = self.study.placing.present(moved) if moved else None
            if place and there.mode == "text":
                there = go_to_span(there, place.transcript, place.start, place.end)
                break
        self.state = replace(there, message=said, trouble=False)


def open_session(study: Path | Study, coder: str, options: SessionOptions) -> Session:
    """Open a study for a coder.

    Raises:
        StudyError: it cannot be read, or another process writes into the coder's log.
        QcodeError: there is no transcript, or an option names what is not there.
    """
    desk = opened_desk(study, coder)
    try:
        return Session(desk, options)
    except BaseException:
        desk.close()
        raise


def start_session(study: Study, desk: Desk, options: SessionOptions) -> SessionState:
    """The state in which a session begins."""
    return begun(study, desk.coder, options)[1]


def _having_seen(state: SessionState, effect: NoteSeen) -> SessionState:
    before = state.taken.seen.get(effect.transcript, frozenset())
    seen = {**state.taken.seen, effect.transcript: before | {effect.turn}}
    taken = replace(state.taken, seen=seen)
    if state.queue not in {"unread", "sample"}:
        return replace(state, taken=taken)
    gone = {
        number
        for number in state.open
        if (state.items[number].transcript, state.items[number].turn)
        == (effect.transcript, effect.turn)
    }
    return replace(state, taken=taken, open=state.open - gone)


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


def _is_judgement(effect: Effect) -> bool:
    return not isinstance(effect, SetRole | OpenQueue | NoteSeen)


def _in_words(record: Record) -> str:
    """What a record says, for a message."""
    code = getattr(record, "code", "")
    names = {"new-code": "new code", "reject": "rejected", "uncode": "took away", "code": "coded"}
    return " ".join(
        filter(None, (names.get(record.kind, record.kind), f"'{code}'" if code else ""))
    )
