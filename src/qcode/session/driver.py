"""The session at work: a state, and the study in which its decisions are written."""

from __future__ import annotations

from pathlib import Path

from qcode.session.actions import Action
from qcode.session.options import SessionOptions
from qcode.session.state import SessionState
from qcode.study.desk import Desk
from qcode.study.study import Study


class Session:
    """One coder's session: actions in, states out; decisions are on the disk in between."""

    state: SessionState

    def do(self, action: Action | str) -> SessionState:
        """Carry an action out and give the state after it.

        A decision that cannot be written is not in the state: its message says so, `trouble` is
        set, and all else is as before.
        """
        raise NotImplementedError

    def press(self, key: str) -> SessionState:
        """Carry out what a key asks for; a key without an action changes nothing."""
        raise NotImplementedError

    def close(self) -> None:
        """Let others write into the log; doing so twice is fine."""
        raise NotImplementedError


def open_session(study: Path | Study, coder: str, options: SessionOptions) -> Session:
    """Open a study for a coder.

    Raises:
        StudyError: it cannot be read, or another process writes into the coder's log.
        QcodeError: there is no transcript, or an option names what is not there.
    """
    raise NotImplementedError


def start_session(study: Study, desk: Desk, options: SessionOptions) -> SessionState:
    """The state in which a session begins."""
    raise NotImplementedError
