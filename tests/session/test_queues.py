from __future__ import annotations

from pathlib import Path

import pytest

from qcode.errors import QcodeError
from qcode.session.actions import Action
from qcode.session.driver import Session
from qcode.session.views import progress, suggestions_in
from qcode.study.desk import Desk
from qcode.study.queues import ADJUDICATION, adjudicated, coders, disputes
from qcode.study.rounds import draw_sample
from qcode.study.study import open_study
from tests.session.sessions import answer, begin, here, make, press, shown
from tests.study.folder import edit

PHOTO = "来了拍了照就走，材料要有照片。"
RICE = "They took a photo of the rice."


def code_rice(folder: Path) -> None:
    with begin(folder) as session:
        press(session, "g")
        answer(session, "grandmother 2")
        press(session, "a")


def test_changed_words_are_confirmed(tmp_path: Path) -> None:
    code_rice(tmp_path)
    study = edit(open_study(tmp_path / "study"), "grandmother", "of the rice", "of our rice")
    with begin(study, queue="changed") as session:
        state = session.state
        assert here(state) == ("grandmother", 2, "They took a photo of our rice.")
        assert state.item
        assert state.item.standing
        assert state.item.standing.coding.anchor.quotation == RICE
        state = press(session, "a")
        assert "nothing waits any more: all 1 are done" in state.message
        assert shown(state) == [("photo_proof", "for", "They took a photo of our rice.")]
        assert not session.study.codings()[0].moved.reason
        assert len(press(session, "u").open) == 1
        assert len(press(session, "U").open) == 0
    with begin(open_study(study.folder), queue="changed") as session:
        assert session.state.items == ()


def test_a_code_that_was_defined_anew_is_looked_at_again(tmp_path: Path) -> None:
    code_rice(tmp_path)
    book = tmp_path / "study" / "codebook.yaml"
    text = book.read_text(encoding="utf-8")
    book.write_text(text.replace("proved by pictures", "shown rather than done"), encoding="utf-8")
    with begin(tmp_path / "study", queue="changed") as session:
        assert here(session.state) == ("grandmother", 2, RICE)
        state = press(session, "a")
        assert (state.open, shown(state)) == (frozenset(), [("photo_proof", "for", RICE)])


def twice(tmp_path: Path) -> Session:
    """A coding on words of which one cannot tell any more which they are."""
    text = "I: Why?\nP: They asked nobody. It rained.\n"
    with begin(make(tmp_path, talk=text)) as session:
        session.do(Action("code", "care"))
    new = "Nobody knew. They asked nobody. They asked nobody. It rained."
    study = edit(open_study(tmp_path / "study"), "talk", "They asked nobody. It rained.", new)
    return begin(study, queue="unsure")


def test_unsure_codings_are_put_on_a_candidate(tmp_path: Path) -> None:
    with twice(tmp_path) as session:
        state = session.state
        assert state.item
        places = [each.start for each in state.item.candidates]
        assert len(places) >= 2
        second = press(session, "tab")
        assert second.selection.start == places[1]
        assert shown(press(session, "a"))[0] == ("care", "for", second.quotation)
        assert session.study.codings()[0].coding.anchor.start == places[1]
        assert not session.state.open


def test_candidates_in_several_turns(tmp_path: Path) -> None:
    text = "I: Why?\nP: They asked nobody. It rained.\nI: And?\nP: Then it stopped.\n"
    with begin(make(tmp_path, talk=text)) as session:
        session.do(Action("code", "care"))
    asked = "They asked nobody."
    study = edit(open_study(tmp_path / "study"), "talk", "Then it stopped.", asked)
    study = edit(study, "talk", "And?", asked)
    study = edit(study, "talk", f"{asked} It rained.", "It rained.")
    with begin(study, queue="unsure") as session:
        assert session.state.item
        places = [(each.turn, each.start) for each in session.state.item.candidates]
        assert len({turn for turn, _ in places}) > 1
        for turn, start in [*places[1:], places[0], *places[1:2]]:
            state = press(session, "tab")
            assert (state.turn, state.selection.start) == (turn, start)
            assert state.item
        assert shown(press(session, "a")) == [("care", "for", state.quotation)]
        assert not session.state.open


def test_unsure_codings_are_put_on_other_words_or_taken_away(tmp_path: Path) -> None:
    with twice(tmp_path) as session:
        place = session.state.text.text.index("Nobody knew.")
        session.do(Action("select", start=place, end=place + 12))
        assert shown(press(session, "b")) == [("care", "for", "Nobody knew.")]
        assert len(press(session, "u").open) == 1
        press(session, "p")
        assert shown(press(session, "d")) == []
        assert not session.state.open
        assert not session.study.codings()


def test_words_that_are_gone(tmp_path: Path) -> None:
    code_rice(tmp_path)
    study = edit(open_study(tmp_path / "study"), "grandmother", RICE + " Then", "Then")
    with begin(study, queue="unsure") as session:
        state = press(session, "a")
        assert "its words are gone: select other words and press b" in state.message
        assert (state.trouble, len(state.open)) == (True, 1)
        assert shown(press(session, "2 b")) == [("photo_proof", "for", "Then")]


def disputed(tmp_path: Path) -> Session:
    """Ana codes what Ben reads and does not code."""
    study = make(tmp_path)
    with begin(study, "Ana") as session:
        press(session, "a n n n n")
    with begin(open_study(study.folder), "Ben") as session:
        press(session, "n n n n")
    return begin(open_study(study.folder), "Ana", queue="disputed")


def test_disputes_are_settled_with_a_reason_under_a_name_of_its_own(tmp_path: Path) -> None:
    with disputed(tmp_path) as session:
        assert here(session.state) == ("cadre", 2, PHOTO)
        press(session, "a")
        assert answer(session, "").message == "this needs some words; Esc leaves it"
        state = answer(session, "a picture was asked for")
        assert state.message.startswith("settled: 'photo_proof' applies")
        assert not state.open
        found = [each for each in session.study.codings() if each.coding.coder == ADJUDICATION]
        assert [each.coding.anchor.quotation for each in found] == [PHOTO]
        assert len(press(session, "u").open) == 1
        assert len(press(session, "U").open) == 0
    study = open_study(tmp_path / "study")
    assert disputes(study) == ()
    assert coders(study) == ("Ana", "Ben")
    log = (study.folder / "codings" / "adjudication.jsonl").read_text(encoding="utf-8")
    assert "a picture was asked for" in log


def test_a_dispute_is_settled_against_a_code(tmp_path: Path) -> None:
    with disputed(tmp_path) as session:
        assert press(session, "A").trouble
        press(session, "r")
        assert not answer(session, "nothing is proved").open
        assert list(adjudicated(session.study).values()) == [False]
        assert len(shown(session.state)) == 1  # Ana's own coding stays hers


def test_a_sample_comes_in_the_order_in_which_it_was_drawn(tmp_path: Path) -> None:
    study = make(tmp_path)
    with pytest.raises(QcodeError, match="there is no sample for 'Ana'"):
        begin(study, queue="sample")
    with Desk(open_study(study.folder), "Ben") as desk:
        sample = draw_sample(desk, "first", size=3, seed=7, coders=["Ana"])
    drawn = [(each.transcript, each.turn) for each in sample.turns]
    with begin(open_study(study.folder), queue="sample", seed=7, blind=True) as session:
        places = [here(session.state)[:2]]
        places += [here(press(session, key))[:2] for key in ("n", "n")]
        assert places == drawn
        press(session, "up up")
        assert progress(press(session, "n")).done == 2  # beside the sample nothing is skipped
        press(session, "n")
        assert not session.state.open


def test_only_some_codes(tmp_path: Path) -> None:
    with begin(tmp_path, queue="suggestions", codes=("形式主义",)) as session:
        assert session.state.options.codes == ("formalism",)
        assert progress(session.state).total == 2  # photo_proof stands below it
    with begin(tmp_path / "study", queue="suggestions", codes=("care",)) as session:
        assert session.state.items == ()
    with pytest.raises(QcodeError, match="did you mean 'care'"):
        begin(tmp_path / "study", codes=("cares",))


def test_roles_are_put_right_in_place(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        text, hashes = session.state.text.text, session.state.work.hashes
        press(session, "l")
        assert session.state.prompt
        assert [each.note for each in session.state.prompt.choices] == [
            *("asks (interviewer)", "answers (participant)"),
        ]
        state = answer(session, "村干部")
        assert state.message == "村干部 asks in this transcript now"
        assert (state.text.text, state.work.hashes) == (text, hashes)
        assert progress(state).total == 2  # the grandmother's turns
        assert suggestions_in(state, state.here) == ()
        assert list(state.work.suggestions) == ["grandmother"]
        press(session, "l")
        state = answer(session, "村干部")
        assert progress(state).total == 4
        assert len(suggestions_in(state, state.here)) == 1
        press(session, "l enter")
    speakers = open_study(tmp_path / "study").transcript("cadre").speakers
    assert {each.role for each in speakers} == {"participant"}


def test_a_study_without_transcripts(tmp_path: Path) -> None:
    from qcode.study.making import make_study

    make_study(tmp_path / "study", coder="Ana")
    with pytest.raises(QcodeError, match="no transcript to code"):
        begin(open_study(tmp_path / "study"))


def test_memos_stay_where_their_words_are(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        session.do(Action("memo", "why so short?"))
    study = edit(open_study(tmp_path / "study"), "cadre", "他们来做什么", "他们到底来做什么")
    with begin(study) as session:
        press(session, "m")
        assert session.state.prompt
        assert session.state.prompt.text == "why so short?"
        answer(session, "why so long?")
        assert [one.text for one in session.state.taken.memos] == ["why so long?"]


def test_what_was_settled_stays_settled_when_its_code_is_merged(tmp_path: Path) -> None:
    with disputed(tmp_path) as session:
        press(session, "a")
        answer(session, "a picture was asked for")
        press(session, "J")
        answer(session, "care")
        state = answer(session, "the same")
        assert state.taken.settled == {("cadre", 2, "care"): True}
        assert not state.open
