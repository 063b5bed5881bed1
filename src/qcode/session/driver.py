"""The session at work: a state, and the study in which its decisions are written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from qcode.errors import OutputError, QcodeError
from qcode.session.actions import (
    Action,
    Effect,
    NoteSeen,
    OpenQueue,
    RedoLast,
    SetRole,
    UndoLast,
)
from qcode.session.desks import Desks
from qcode.session.keys import action_for
from qcode.session.machine import advance
from qcode.session.opening import begun, opened_desk
from qcode.session.options import SessionOptions
from qcode.session.renewing import Renewing
from qcode.session.state import SessionState
from qcode.session.step import told
from qcode.study.desk import Desk
from qcode.study.records import Record
from qcode.study.study import Study

_MOST_STEPS = 8
"""An action leads to a few others at most: decide, note the turn as read, go on."""
_SAID_ALREADY = "that is decided so already"


class Session:
    """One coder's session: actions in, states out; decisions are on the disk in between.

    Use it with `with`, or call `close` at the end.
    """

    state: SessionState

    def __init__(self, desk: Desk, options: SessionOptions) -> None:
        """Begin at an open desk.

        Raises:
            QcodeError: there is no transcript, or an option names what is not there.
        """
        raw, self.state = begun(desk.study, desk.coder, options)
        self.failed = False
        """Whether something of the last action could not be written."""
        self._desks = Desks(desk, self.state.options.language)
        self._renewing = Renewing(desk.study, raw)
        if desk.set_aside:
            self.state = replace(self.state, message=desk.set_aside)

    @property
    def study(self) -> Study:
        """The study as it is after the last decision."""
        return self._desks.study

    @property
    def decisions(self) -> int:
        """How many decisions were taken in this session and not taken back."""
        return self._desks.decisions

    def do(self, action: Action | str) -> SessionState:
        """Carry an action out and give the state after it.

        A decision that cannot be written is not in the state: its message says so, `trouble` is
        set, and all else is as before.
        """
        following: Action | None = Action(action) if isinstance(action, str) else action
        said: list[str] = []
        self.failed = False
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
        self._desks.close()

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _step(self, action: Action) -> Action | None:
        """One step; what follows it, None for nothing or when it could not be written."""
        before = self.state
        step = advance(before, action)
        done: list[Effect] = []
        written: list[Record] = []
        try:
            for effect in step.effects:
                written += self._desks.carry_out(effect)
                done.append(effect)
            self._renew(step.state, done, written)
        except QcodeError as error:
            self.failed = isinstance(error, OutputError)
            # What was written before the failure is decided; all else is as it was.
            done = [each for each in done if not isinstance(each, OpenQueue)]
            self._renew(before, done, written)
            self.state = replace(self.state, message=str(error), trouble=True)
            return None
        finally:
            self._desks.remember(done, written)
        if _asked_for_nothing_new(step.effects, written):
            self.state = replace(self.state, message=told(self.state, _SAID_ALREADY))
        elif step.said:
            self.state = replace(self.state, message=step.said)
        return step.then

    def _renew(self, state: SessionState, done: list[Effect], written: list[Record]) -> None:
        now = replace(self._renewing, study=self.study)
        self._renewing, self.state = now.renewed(state, done, written)
        if written and any(isinstance(each, UndoLast | RedoLast) for each in done):
            self.state = self._renewing.taken_back(self.state, written)


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


def _asked_for_nothing_new(effects: Iterable[Effect], written: list[Record]) -> bool:
    """Whether decisions were asked for, and all had been taken before."""
    decisions = [each for each in effects if not isinstance(each, SetRole | OpenQueue | NoteSeen)]
    return bool(decisions) and not written
