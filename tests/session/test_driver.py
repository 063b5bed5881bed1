from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from qcode.errors import OutputError, StudyError
from qcode.session.actions import Action
from qcode.session.driver import Session
from qcode.session.machine import ACTIONS
from qcode.session.opening import opened_desk
from qcode.session.options import SessionOptions
from qcode.session.state import SessionState
from qcode.study.desk import Desk
from qcode.study.records import Record
from qcode.study.study import open_study
from tests.session.sessions import answer, begin, make, press, shown

PHOTO = "来了拍了照就走，材料要有照片。"
FULL = "the disk is full; the decision is not taken"


class FullDisk(Desk):
    """A desk whose disk becomes full."""

    room = 1_000
    """How many more decisions can be written."""

    def write(self, *records: Record) -> tuple[Record, ...]:
        if self.room <= 0:
            raise OutputError(FULL)
        self.room -= 1
        return super().write(*records)


def at_a_full_disk(folder: Path, room: int = 0, queue: str = "unread") -> tuple[Session, FullDisk]:
    desk = FullDisk(make(folder), "Ana")
    session = Session(desk, SessionOptions(queue=queue))  # type: ignore[arg-type]
    desk.room = room
    return session, desk


DECISIONS = [
    (Action("accept"),),
    (Action("reject"),),
    (Action("reject-why", "thin"),),
    (Action("code", "care"),),
    (Action("change", "care"),),
    (Action("in-vivo"),),
    (Action("new-code", "an idea"),),
    (Action("memo", "why?"),),
    (Action("memo-on", "project"), Action("enter", "well")),
    (Action("look", "care"), Action("merge", "formalism"), Action("enter", "same")),
    (Action("look", "care"), Action("move-code", "formalism"), Action("enter", "below")),
    (Action("next"),),
    (Action("turn-down"),),
    (Action("grain-turn"), Action("right")),
]


@pytest.mark.parametrize("actions", DECISIONS, ids=lambda actions: actions[-1].name)
def test_what_cannot_be_written_is_not_shown_as_taken(
    tmp_path: Path, actions: tuple[Action, ...]
) -> None:
    session, desk = at_a_full_disk(tmp_path)
    with session:
        before = session.state
        for action in actions[:-1]:
            before = session.do(action)
        state = session.do(actions[-1])
        assert (state.message, state.trouble) == (FULL, True)
        assert replace(state, message="", trouble=False) == replace(before, message="")
        assert session.decisions == 0
        assert not open_study(tmp_path / "study").state.records
        desk.room = 1_000  # the disk has room again
        if not state.prompt:
            after = session.do(actions[-1])
            assert not after.trouble
            assert after != state


def test_what_was_written_before_the_disk_was_full_is_shown(tmp_path: Path) -> None:
    session, _ = at_a_full_disk(tmp_path, room=1, queue="suggestions")
    with session:
        state = press(session, "a")  # accepting fits; noting that the turn was read does not
        assert state.message == f"accepted 'photo_proof' on “{PHOTO}” · {FULL}"
        assert shown(state) == [("photo_proof", "for", PHOTO)]
        assert (state.turn, state.trouble) == (2, True)
        assert len(open_study(tmp_path / "study").codings()) == 1
        assert session.decisions == 1


def test_undo_and_redo_need_room_too(tmp_path: Path) -> None:
    session, desk = at_a_full_disk(tmp_path, room=1)
    with session:
        press(session, "a")
        assert press(session, "u").message == FULL
        assert len(shown(session.state)) == 1
        desk.room = 1
        assert shown(press(session, "u")) == []
        assert press(session, "U").message == FULL
        assert shown(session.state) == []


def test_a_log_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with begin(tmp_path) as session:
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", full)
            state = press(session, "a")
            assert "the decision is not taken" in state.message
            assert shown(state) == []
        assert shown(press(session, "a")) == [("photo_proof", "for", PHOTO)]


def test_undo_goes_back_step_by_step_also_through_earlier_sessions(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        press(session, "a d c")
        answer(session, "care")
        assert session.decisions == 3
    with begin(tmp_path / "study") as session:
        assert press(session, "u").message == "took back: coded 'care'"
        assert shown(press(session, "u")) == [("photo_proof", "for", PHOTO)]
        assert shown(press(session, "u")) == []
        assert press(session, "u").message == "there is nothing to undo"
        assert shown(press(session, "U U")) == []
        assert shown(press(session, "U")) == [("care", "for", PHOTO)]
        assert press(session, "U").message == "there is nothing to redo"


def test_a_new_decision_ends_redoing(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        press(session, "a u n c")
        answer(session, "care")
        assert press(session, "U").message == "there is nothing to redo"


def test_undo_goes_to_what_was_undone(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        press(session, "a n n")
        state = press(session, "u")
        assert (state.transcript, state.turn, state.quotation) == ("cadre", 2, PHOTO)


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    study = make(tmp_path)
    with begin(study), pytest.raises(StudyError):
        begin(study)
    with begin(study), begin(study, "Ben"):
        pass
    session = begin(study)
    session.close()
    session.close()


def test_an_option_that_is_wrong_leaves_the_log_free(tmp_path: Path) -> None:
    study = make(tmp_path)
    with pytest.raises(StudyError, match="no transcript 'cadres'"):
        begin(study, transcripts=("cadres",))
    opened_desk(study, "Ana").close()


def test_unknown_actions_and_keys_do_nothing(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        before = session.state
        assert press(session, "Z ctrl+x f12") is before
        assert session.do("dance").message == "there is no action 'dance'; ? shows the keys"


def test_help_and_the_end(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        assert press(session, "?").mode == "help"
        assert press(session, "n").mode == "help"
        assert press(session, "escape").mode == "text"
        press(session, "c")
        assert session.do("accept").message == "answer the question first; Esc leaves it"
        state: SessionState = session.do("quit")
        assert (state.finished, state.prompt) == (True, None)


@pytest.mark.parametrize("before", ["", "tab", "a tab", "a o", "?", "c", "h", "n l"])
def test_every_action_can_be_asked_for_at_any_time(tmp_path: Path, before: str) -> None:
    with begin(tmp_path) as session:
        for name in sorted(ACTIONS):
            press(session, f"escape escape {before}")
            state = session.do(Action(name, start=3, end=9))
            text = state.work.transcripts[state.transcript].text
            assert state.quotation == text[state.selection.start : state.selection.end] != ""
