from __future__ import annotations

from pathlib import Path

from qcode.session.actions import Action
from qcode.session.views import marks_in, suggestions_in
from qcode.study.judgements import rejections
from qcode.study.records import Coded, Memo, Rejected, Uncoded
from qcode.study.study import open_study
from tests.session.sessions import answer, begin, here, press, shown

PHOTO = "来了拍了照就走，材料要有照片。"
RICE = "They took a photo of the rice."


def test_accept(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        state = press(session, "a")
        assert shown(state) == [("photo_proof", "for", PHOTO)]
        assert suggestions_in(state, state.here) == ()
        assert state.message == f"accepted 'photo_proof' on “{PHOTO}”"
        (record,) = session.study.state.of_kind(Coded)
        assert (record.suggested, record.rules) == (True, ("photo-taken", "photo-word"))
        assert press(session, "a").message.startswith("no suggestion waits in this turn")


def test_accept_other_words_and_as_a_negative_case(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        state = press(session, "tab 2 ) [ a")
        assert shown(state) == [("photo_proof", "for", "了拍了照就走，材料要有照片")]
        state = press(session, "n n tab 2 [ [ [ A")
        assert shown(state) == [("photo_proof", "against", "They took a photo of")]


def test_of_several_suggestions_the_first_is_shown_before_it_is_decided(tmp_path: Path) -> None:
    text = "I: What?\nP: They took a photo. He took photos too.\n"
    with begin(make_with(tmp_path, text)) as session:
        state = press(session, "a")
        assert shown(state) == []
        assert state.message.startswith("2 suggestions here; this is the first")
        assert shown(press(session, "a")) == [("photo_proof", "for", "They took a photo.")]
        assert len(shown(press(session, "a"))) == 2


def test_reject(tmp_path: Path) -> None:
    with begin(tmp_path, queue="suggestions") as session:
        state = press(session, "r")
        assert here(state) == ("grandmother", 2, RICE)
        press(session, "R")
        state = answer(session, "a family picture")
        assert "nothing waits any more" in state.message
        one, two = rejections(session.study.state)
        assert (one.reason, one.suggested, two.reason) == ("", True, "a family picture")
        assert two.rules == ("photo-taken",)


def test_in_the_queue_of_suggestions_a_decision_leads_to_the_next(tmp_path: Path) -> None:
    with begin(tmp_path, queue="suggestions") as session:
        assert here(press(session, "a")) == ("grandmother", 2, RICE)
        assert session.state.taken.seen == {"cadre": frozenset({2})}
        state = press(session, "A")
        assert state.open == frozenset()


def test_hidden_suggestions_cannot_be_accepted_and_are_not_recorded(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        state = press(session, "h a")
        assert (state.message, state.trouble) == ("suggestions are hidden: h shows them", True)
        assert marks_in(state, state.here) == ()
        press(session, "c")
        answer(session, "photo_proof")
        press(session, "h n n c")
        answer(session, "photo_proof")
        hidden, in_view = session.study.state.of_kind(Coded)
        assert (hidden.suggested, hidden.rules) == (False, ())
        assert (in_view.suggested, in_view.rules) == (True, ("photo-taken",))


def test_code_by_typing(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        press(session, "c")
        state = session.do(Action("type", "形式"))
        assert state.prompt
        assert [each.value for each in state.prompt.choices] == ["formalism", "\n形式"]
        assert shown(session.do("enter"))[0][:2] == ("formalism", "for")
        assert state.prompt.title == f"Code “{PHOTO}” with which code?"
        assert session.state.code == "formalism"
        press(session, "2 y")
        assert ("formalism", "for", "来") in shown(session.state)
        assert press(session, "y").message == "that is decided so already"


def test_choose_from_the_list(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        press(session, "enter")
        state = press(session, "down down up")
        assert state.prompt
        assert state.prompt.chosen == 1
        assert shown(press(session, "enter"))[0][0] == "photo_proof"
        press(session, "c escape")
        assert session.state.prompt is None


def test_a_question_is_answered_at_once_where_the_answer_is_plain(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        assert shown(session.do(Action("code", "CARE")))[0][0] == "care"
        state = session.do(Action("code", "f"))  # Formalism, and Proof by photo
        assert state.prompt
        assert len(state.prompt.choices) == 3
        session.do("back")
        state = session.do(Action("code", "something else"))  # no code is made by a slip
        assert state.prompt
        assert "nothing fits" in state.message


def test_change_a_suggestion(tmp_path: Path) -> None:
    with begin(tmp_path, queue="suggestions") as session:
        press(session, "C")
        state = answer(session, "care")
        assert here(state) == ("grandmother", 2, RICE)
        coded, rejected = session.study.state.of_kind(Coded), session.study.state.of_kind(Rejected)
        assert [(one.code, one.suggested) for one in (*coded, *rejected)] == [
            ("care", False),
            ("photo_proof", True),
        ]
        press(session, "C")
        answer(session, "a new idea")
        assert session.state.code == "a_new_idea"
        assert not session.state.open
        press(session, "u")
        assert len(session.state.open) == 1
        assert "a_new_idea" not in {each.id for each in session.state.work.codebook.codes}


def test_change_a_coding(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        press(session, "a C")
        assert shown(answer(session, "care")) == [("care", "for", PHOTO)]
        press(session, "C")
        assert answer(session, "care").message == "it is coded 'care' already"
        press(session, "C")
        assert shown(answer(session, "brand new")) == [("brand_new", "for", PHOTO)]
        press(session, "tab C")
        assert shown(answer(session, "photo")) == [("photo_proof", "for", PHOTO)]


def test_for_and_against(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        assert press(session, "x").trouble
        assert shown(press(session, "a tab x")) == [("photo_proof", "against", PHOTO)]
        assert shown(press(session, "x")) == [("photo_proof", "for", PHOTO)]


def test_uncode(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        assert shown(press(session, "a d")) == []
        assert suggestions_in(session.state, session.state.here) == ()  # it was decided
        press(session, "n n a D")
        assert shown(answer(session, "too thin")) == []
        assert [one.reason for one in session.study.state.of_kind(Uncoded)] == ["", "too thin"]


def test_bounds(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        press(session, "a tab")
        assert press(session, "b").trouble
        state = press(session, "escape 2 ] ] ] ] b")
        assert shown(state) == [("photo_proof", "for", "来了拍了照")]
        assert not state.trouble
        press(session, "tab 2 ) ) b")
        assert shown(session.state) == [("photo_proof", "for", "拍了照")]
        assert len(session.study.state.of_kind(Coded)) == 1


def test_a_coding_in_focus_is_put_on_words_that_are_selected_then(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        press(session, "end 3 i i")  # two codings on the same words
        assert press(session, "b").trouble
        state = press(session, "tab right b")
        assert [quotation for _, _, quotation in shown(state)] == ["没人问。", "😀没人问。"]
        place = state.text.text.index("😀")
        session.do(Action("select", start=place, end=place + 1))
        state = press(session, "b")
        assert [quotation for _, _, quotation in shown(state)] == ["没人问。", "😀"]


def test_others_codings_are_seen_and_never_changed(tmp_path: Path) -> None:
    with begin(tmp_path, "Ben") as session:
        press(session, "a")
    with begin(open_study(tmp_path / "study")) as session:
        press(session, "tab tab")
        assert shown(session.state) == [("photo_proof", "for", PHOTO)]
        for key in "x", "d", "b", "C", "D":
            state = press(session, key)
            assert state.message == "this is a coding of Ben, which only Ben can change"
        assert len(suggestions_in(state, state.here)) == 1
        assert shown(press(session, "escape a")) == 2 * [("photo_proof", "for", PHOTO)]


def test_a_blind_session_knows_nothing_of_others(tmp_path: Path) -> None:
    with begin(tmp_path, "Ben") as session:
        press(session, "a m")
        answer(session, "I doubt it")
    with begin(open_study(tmp_path / "study"), blind=True) as session:
        state = session.state
        assert not any(state.taken.codings.values())
        assert state.taken.memos == ()
        press(session, "Q")
        assert "a blind session shows no disputes" in answer(session, "disputed").message
        assert "Ben" not in repr(session.state)


def test_a_blind_session_shows_no_codes_that_others_made(tmp_path: Path) -> None:
    with begin(tmp_path, "Ben") as session:
        press(session, "2 ] i")
    with begin(tmp_path / "study", blind=True) as session:
        known = [each.id for each in session.state.work.codebook.codes]
        assert known == ["formalism", "photo_proof", "care"]
        press(session, "2 ] i")  # the same words: a code of another id
        assert shown(session.state) == [("来了_2", "for", "来了")]
    with begin(tmp_path / "study") as session:
        assert {"来了", "来了_2"} < {each.id for each in session.state.work.codebook.codes}


def test_memos(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        press(session, "m")
        assert answer(session, "  ").trouble
        answer(session, "why so short?")
        press(session, "m")
        assert session.state.prompt
        assert session.state.prompt.text == "why so short?"
        assert answer(session, "why so short?").message == "the memo is as it was"
        press(session, "m")
        assert answer(session, "why so long?").message == "memo on the segment mended"
        for subject in ("this turn", "this transcript", "the case", "the project"):
            press(session, "M")
            answer(session, subject)
            answer(session, f"on {subject}")
        session.do(Action("look", "care"))
        press(session, "M")
        answer(session, "the code")
        answer(session, "care is what?")
        memos = session.study.state.of_kind(Memo)
        assert [(one.on, one.of, one.text) for one in memos] == [
            ("segment", "", "why so long?"),
            ("turn", "", "on this turn"),
            ("transcript", "cadre", "on this transcript"),
            ("case", "村干部", "on the case"),
            ("project", "", "on the project"),
            ("code", "care", "care is what?"),
        ]
        press(session, "u u")
        assert len(session.state.taken.memos) == 4


def make_with(folder: Path, text: str) -> Path:
    from tests.study.folder import make

    return make(folder, talk=text).folder
