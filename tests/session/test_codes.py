from __future__ import annotations

from pathlib import Path

from qcode.session.actions import Action
from qcode.session.views import code_in_view, comparison
from qcode.study.records import Coded
from qcode.study.shared import MergeCodes, MoveCode, NewCode
from qcode.study.study import open_study
from tests.session.sessions import answer, begin, here, make, press, shown

PHOTO = "来了拍了照就走，材料要有照片。"
RICE = "They took a photo of the rice."


def ids(session: object) -> list[str]:
    return [each.id for each in session.state.work.codebook.codes]  # type: ignore[attr-defined]


def test_the_first_sentence_is_coded_without_a_codebook(tmp_path: Path) -> None:
    with begin(make(tmp_path, "", talk="I: Why?\nP: Nobody asks us. 没人问。\n")) as session:
        press(session, "i")
        assert shown(session.state) == [("nobody_asks_us", "for", "Nobody asks us.")]
        press(session, "right i")
        assert ids(session) == ["nobody_asks_us", "没人问"]
        (new, _) = session.study.state.of_kind(NewCode)
        assert (new.name, new.anchor and new.anchor.quotation) == (
            *("Nobody asks us", "Nobody asks us."),
        )
        press(session, "i")
        assert ids(session)[-1] == "没人问_2"


def test_one_undo_takes_back_a_new_code_and_its_coding(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        before = ids(session)
        assert len(shown(press(session, "2 ] i"))) == 1
        state = press(session, "u")
        assert (ids(session), shown(state), state.code) == (before, [], "")
        assert press(session, "U").message == "did again: new code '来了', coded '来了'"
        assert ids(session) == [*before, "来了"]


def test_a_new_code_by_name(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        press(session, "I")
        assert session.state.prompt
        assert session.state.prompt.text == "来了拍了照就走，材料要有照片"
        assert shown(answer(session, "Photo Proof"))[0][0] == "photo_proof_2"
        text = session.state.text.text
        session.do(Action("select", start=text.index("。"), end=text.index("。") + 1))
        assert "no words in the selection that could name a code" in press(session, "i").message


def test_merge(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        assert press(session, "J").message == "no code is in view: k looks one up"
        press(session, "a J")
        answer(session, "care")
        assert answer(session, " ").trouble
        state = answer(session, "the same thing")
        assert ids(session) == ["formalism", "care"]
        assert shown(state) == [("care", "for", PHOTO)]
        assert {each.code for each in state.work.suggestions["grandmother"]} == {"care"}
        (record,) = session.study.state.of_kind(MergeCodes)
        assert (record.codes, record.into, record.reason) == (
            *(("photo_proof",), "care", "the same thing"),
        )
        assert shown(press(session, "u")) == [("photo_proof", "for", PHOTO)]
        assert {each.code for each in session.state.work.suggestions["grandmother"]} == {
            "photo_proof"
        }
        press(session, "U")
        press(session, "i")
        assert "photo_proof" not in ids(session)
        session.do(Action("new-code", "photo proof"))
        assert "photo_proof_2" in ids(session)  # the id of a merged code is not used again


def test_split(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        press(session, "a n n a S")
        answer(session, "below")
        answer(session, "Photo as a trophy")
        state = answer(session, "two things in one")
        assert state.mode == "compare"
        assert state.split_to == "photo_as_a_trophy"
        assert [each.coding.anchor.quotation for each in comparison(state)] == [RICE, PHOTO]
        state = press(session, "down y")
        assert [each.coding.anchor.quotation for each in comparison(state)] == [RICE]
        code = next(each for each in state.work.codebook.codes if each.id == state.split_to)
        assert code.parent == "photo_proof"
        (record,) = session.study.state.of_kind(NewCode)
        assert record.reason == "split from photo_proof: two things in one"
        press(session, "escape u u")
        assert len(comparison(session.state)) == 2


def test_move(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        session.do(Action("look", "formalism"))
        press(session, "V")
        assert session.state.prompt
        values = [each.value for each in session.state.prompt.choices]
        assert values == ["", "care"]  # not below itself
        answer(session, "care")
        state = answer(session, "part of it")
        code = code_in_view(state)
        assert code
        assert code.parent == "care"
        (record,) = session.study.state.of_kind(MoveCode)
        assert (record.code, record.parent, record.reason) == ("formalism", "care", "part of it")
        press(session, "V enter")
        answer(session, "after all")
        assert code_in_view(session.state).parent == ""  # type: ignore[union-attr]


def test_comparison_across_cases_and_coders(tmp_path: Path) -> None:
    with begin(tmp_path, "Ben") as session:
        press(session, "a")
    with begin(open_study(tmp_path / "study")) as session:
        press(session, "n n a o")
        listed = comparison(session.state)
        assert [(each.coding.coder, each.coding.anchor.transcript) for each in listed] == [
            ("Ana", "grandmother"),
            ("Ben", "cadre"),
        ]
        press(session, "x")
        assert comparison(session.state)[0].coding.against
        press(session, "m")
        answer(session, "compare with the cadre")
        assert session.state.taken.memos[0].anchor == listed[0].coding.anchor
        press(session, "C")
        state = answer(session, "care")
        assert [each.coding.coder for each in comparison(state)] == ["Ben"]
        assert press(session, "d").message == "this is a coding of Ben, which only Ben can change"
        state = press(session, "down up enter")
        assert here(state) == ("cadre", 2, PHOTO)
        assert state.mode == "text"
        assert state.focus


def test_keys_of_the_transcript_do_nothing_in_the_comparison(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        before = press(session, "a o")
        assert press(session, "a r c i").mode == "compare"
        assert session.do("accept").message == "Esc goes back to the transcript first"
        assert session.state.taken == before.taken
        assert press(session, "o").mode == "text"


def test_nobody_coded_it_yet(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        assert press(session, "o").message == "no code is in view: k looks one up"
        session.do(Action("look", "care"))
        assert press(session, "o").message == "nobody coded 'care' yet"


def test_a_decision_keeps_the_definition_of_its_code(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        press(session, "a 2 i")
        defined, made = session.study.state.of_kind(Coded)
        assert len(defined.definition) == 64
        assert made.definition == ""
