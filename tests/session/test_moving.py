from __future__ import annotations

from pathlib import Path

import pytest

from qcode.session.actions import Action, NoteSeen
from qcode.session.machine import advance
from qcode.session.views import progress, suggestions_in
from qcode.study.queues import unread
from qcode.study.records import Seen
from tests.session.sessions import answer, begin, here, press

RICE = "They took a photo of the rice."


def test_a_session_begins_with_the_first_answer_that_was_not_read(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        assert here(session.state) == ("cadre", 2, "来了拍了照就走，材料要有照片。")
        assert press(session, "n").turn == 4
    with begin(session.study) as session:
        assert here(session.state)[:2] == ("cadre", 4)


def test_to_go_on_is_to_have_read(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        press(session, "n up end } down p g")
        answer(session, "grandmother 4")
        assert unread(session.study, "Ana") == (
            *(("cadre", 4), ("grandmother", 2), ("grandmother", 4)),
        )
        seen = session.study.state.of_kind(Seen)
        assert [(one.turns[0].turn, one.suggestions) for one in seen] == [(2, True), (1, True)]


def test_seen_says_whether_suggestions_were_shown(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        press(session, "h n")
        (seen,) = session.study.state.of_kind(Seen)
        assert not seen.suggestions


def test_a_turn_is_noted_once_and_before_the_next_is_shown(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        step = advance(session.state, Action("next"))
        assert step.effects == (NoteSeen("cadre", 2, True),)
        assert step.state.turn == 2
        assert step.then == Action("onward")
        press(session, "n")
        assert advance(press(session, "up up"), Action("next")).effects == ()


def test_next_and_previous_go_through_what_waits(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        places = [here(press(session, key))[:2] for key in "n n n".split()]
        assert places == [("cadre", 4), ("grandmother", 2), ("grandmother", 4)]
        assert progress(session.state).done == 3
        state = press(session, "n")
        assert state.message.startswith("nothing waits any more: all 4 are done")
        assert here(state)[:2] == ("grandmother", 4)
        assert not state.open


def test_what_was_passed_over_comes_again(tmp_path: Path) -> None:
    with begin(tmp_path, queue="suggestions") as session:
        assert here(session.state)[2] == "来了拍了照就走，材料要有照片。"
        assert here(press(session, "n"))[2] == RICE
        assert here(press(session, "n"))[2] == "来了拍了照就走，材料要有照片。"
        assert here(press(session, "p"))[2] == RICE


def test_turns_and_transcripts(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        assert here(press(session, "home"))[:2] == ("cadre", 1)
        assert press(session, "up").trouble
        assert here(press(session, "end"))[:2] == ("cadre", 4)
        assert "}" in press(session, "down").message
        assert here(press(session, "}"))[:2] == ("grandmother", 1)
        assert press(session, ">").trouble
        assert here(press(session, "{"))[:2] == ("cadre", 1)
        assert press(session, "<").trouble


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("3", ("cadre", 3)),
        ("GRAND", ("grandmother", 1)),
        ("grandmother：２", ("grandmother", 2)),
        ("", ("cadre", 2)),
    ],
)
def test_jump(tmp_path: Path, words: str, place: tuple[str, int]) -> None:
    with begin(tmp_path) as session:
        press(session, "g")
        assert here(answer(session, words))[:2] == place


@pytest.mark.parametrize(
    ("words", "message"), [("9", "has the turns 1 to 4"), ("nobody 1", "no transcript 'nobody'")]
)
def test_jump_nowhere(tmp_path: Path, words: str, message: str) -> None:
    with begin(tmp_path) as session:
        press(session, "g")
        state = answer(session, words)
        assert message in state.message
        assert state.trouble
        assert here(state)[:2] == ("cadre", 2)


def test_search(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        assert press(session, ".").trouble
        press(session, "/")
        assert here(answer(session, "THE ")) == ("grandmother", 1, "the")
        assert here(press(session, ". .")) == ("grandmother", 2, "The")
        assert here(press(session, ",")) == ("grandmother", 1, "the")
        assert here(press(session, ", ,")) == ("grandmother", 4, "the")
        press(session, "/")
        assert session.state.prompt
        assert session.state.prompt.text == "THE"
        assert "nowhere" in answer(session, "没有的话").message


def test_another_queue(tmp_path: Path) -> None:
    with begin(tmp_path, suggestions=False) as session:
        press(session, "Q")
        state = answer(session, "sugg")
        assert (state.queue, progress(state).total) == ("suggestions", 2)
        assert state.focus in suggestions_in(state, state.here)
        press(session, "Q")
        state = answer(session, "sample")
        assert "there is no sample for 'Ana'" in state.message
        assert (state.queue, state.trouble) == ("suggestions", True)
        press(session, "Q")
        state = answer(session, "unsure")
        assert "nothing waits here" in state.message


def test_a_session_on_some_transcripts(tmp_path: Path) -> None:
    with begin(tmp_path, transcripts=("grandmother",)) as session:
        assert here(session.state)[:2] == ("grandmother", 2)
        assert progress(session.state).total == 2
        assert list(session.state.work.suggestions) == ["grandmother"]
        press(session, "g")
        assert here(answer(session, "cadre"))[:2] == ("cadre", 1)
