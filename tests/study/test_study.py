from __future__ import annotations

from pathlib import Path

import pytest

from qcode.errors import CodebookError, OutputError, QcodeError, StudyError
from qcode.reading.options import AS_FOUND, ReadingOptions
from qcode.study.adding import add
from qcode.study.desk import Desk
from qcode.study.library import copy_path, read_copy
from qcode.study.making import make_study
from qcode.study.records import Coded, Rejected
from qcode.study.roles import set_roles
from qcode.study.settings import read_settings
from qcode.study.study import open_study
from tests.study.folder import CADRE, CODEBOOK, GRANDMOTHER, anchor_of, edit, make

PHOTO = "They took a photo of the rice."


def test_a_study_is_a_folder_that_reads_back(tmp_path: Path) -> None:
    study = make(tmp_path)
    assert [each.id for each in study.transcripts] == ["cadre", "grandmother"]
    assert (study.title, study.settings.coder) == ("Tiny", "Ana")
    source = study.folder / "sources" / "grandmother.txt"
    assert source.read_text(encoding="utf-8") == GRANDMOTHER
    texts = {path.stem for path in (study.folder / "texts").iterdir()}
    assert texts == set(study.placing.hashes.values())
    assert [each.code for each in study.suggestions()] == ["photo_proof", "photo_proof"]


def test_a_study_without_a_codebook(tmp_path: Path) -> None:
    study = make(tmp_path, codebook="")
    assert (study.codebook.codes, study.suggestions()) == ((), ())
    with Desk(study, "Ana") as desk:
        words = anchor_of(study, "cadre", "没人问")
        desk.new_code("没人问", anchor=words)
        desk.code(words, "没人问")
        with pytest.raises(QcodeError, match="there is a code '没人问' already"):
            desk.new_code("没人问")
    codings = open_study(study.folder).codings()
    assert [(each.coding.code, each.coding.quotation) for each in codings] == [("没人问", "没人问")]


def test_names_that_are_taken_change_nothing(tmp_path: Path) -> None:
    study = make(tmp_path)
    before = {path: path.read_bytes() for path in study.folder.rglob("*") if path.is_file()}
    other = tmp_path / "other"
    other.mkdir()
    (other / "Grandmother.txt").write_text("A: Yes?\nB: No.\n", encoding="utf-8")
    (other / "cadre.md").write_text(CADRE + "\n访员：好。\n", encoding="utf-8")
    added = add(study.folder, [other], AS_FOUND)
    assert [problem.message for problem in added.failed] == [
        "the study has another transcript 'grandmother'; nothing was changed",
        "the study has another transcript 'cadre'; nothing was changed",
    ]
    assert before == {path: path.read_bytes() for path in study.folder.rglob("*") if path.is_file()}
    assert add(study.folder, [tmp_path / "came"], AS_FOUND).there == ("cadre", "grandmother")


def test_two_files_of_one_name_are_both_left_out(tmp_path: Path) -> None:
    study = make(tmp_path)
    for name in ("one/P.txt", "two/p.txt"):
        path = tmp_path / "more" / name
        path.parent.mkdir(parents=True)
        path.write_text(GRANDMOTHER, encoding="utf-8")
    added = add(study.folder, [tmp_path / "more"], AS_FOUND)
    assert [problem.hint for problem in added.failed] == ["rename one; neither was added"] * 2
    assert len(open_study(study.folder).transcripts) == 2


def test_codings_follow_their_words_into_a_newer_version(tmp_path: Path) -> None:
    study = make(tmp_path)
    with Desk(study, "Ana") as desk:
        desk.code(anchor_of(study, "grandmother", PHOTO), "photo_proof")
        desk.code(anchor_of(study, "grandmother", "Nobody cares"), "care")
    set_roles(
        study.folder,
        read_copy(copy_path(study.folder, "grandmother")),
        {"Grandmother": "interviewer"},
    )
    newer = tmp_path / "newer"
    newer.mkdir()
    text = GRANDMOTHER.replace("What do", "Well, what do").replace("Nobody cares", "Nobody looks")
    (newer / "GRANDMOTHER.txt").write_text(text, encoding="utf-8")
    assert [each.id for each in add(study.folder, [newer], AS_FOUND, newer=True).replaced]
    study = open_study(study.folder)
    assert [(each.outcome, each.now and each.now.quotation) for each in study.codings()] == [
        ("moved", PHOTO),
        ("edited", "Nobody looks"),
    ]
    assert study.transcript("grandmother").turns[1].role == "interviewer"
    assert (study.folder / "sources" / "grandmother.txt").read_text("utf-8") == GRANDMOTHER


def test_edits_are_followed_step_by_step(tmp_path: Path) -> None:
    study = make(tmp_path)
    with Desk(study, "Ana") as desk:
        desk.code(anchor_of(study, "grandmother", PHOTO), "photo_proof")
    first = study.placing.hashes["grandmother"]
    for word in ("Oh, what", "Oh dear, what"):
        study = edit(study, "grandmother", "What" if word == "Oh, what" else "Oh, what", word)
        with Desk(study, "Ana") as desk:
            assert [one.kind for one in desk.note_versions()] == ["version"]
            assert desk.note_versions() == ()
            study = desk.study
    study = open_study(study.folder)
    assert study.placing._path("grandmother", first) == [
        first,
        *(one.text for one in study.placing.versions),
    ]
    assert [each.outcome for each in study.codings()] == ["moved"]
    (study.folder / "texts" / f"{first}.txt").write_text("other words", encoding="utf-8")
    (standing,) = open_study(study.folder).codings()
    assert (standing.outcome, standing.now) == ("unsure", None)
    assert standing.moved.reason == "the version that was coded is missing in texts/"
    assert [each.quotation for each in standing.moved.candidates] == [PHOTO]


def test_turns_are_numbered_by_where_words_stand(tmp_path: Path) -> None:
    study = make(tmp_path)
    with Desk(study, "Ana") as desk:
        desk.code(anchor_of(study, "grandmother", "It is so."), "care")
    study = edit(study, "grandmother", "It is so.", "\n# Interviewer\nIt is so.")
    (standing,) = study.codings()
    assert standing.now
    assert (standing.now.turn, standing.now.quotation) == (5, "It is so.")


def test_one_decision_takes_the_place_of_another(tmp_path: Path) -> None:
    study = make(tmp_path)
    words = anchor_of(study, "grandmother", PHOTO)
    with Desk(study, "Ana") as desk:
        desk.code(words, "photo_proof", suggested=True, rules=("photo-taken",))
        assert desk.code(words, "photo_proof") == ()
        (standing,) = desk.study.codings()
        wider = anchor_of(study, "grandmother", PHOTO + " Then the car was gone.")
        desk.change(standing.coding, anchor=wider)
        (standing,) = desk.study.codings()
        assert standing.coding.quotation.endswith("gone.")
        desk.change(standing.coding, against=True)
        assert [each.coding.against for each in desk.study.codings()] == [True]
        desk.undo(desk.last_decision())
        assert [each.coding.against for each in desk.study.codings()] == [False]
        desk.uncode(desk.study.codings()[0].coding, reason="not about pictures")
        assert desk.study.codings() == ()
        (no, yes) = desk.replace_suggestion(words, "photo_proof", "care", rules=("photo-taken",))
        assert isinstance(no, Rejected)
        assert isinstance(yes, Coded)
        assert [each.coding.code for each in desk.study.codings()] == ["care"]
        desk.undo(desk.last_decision())
        assert desk.study.codings() == ()
        assert desk.study.rejections() == ()
    assert open_study(study.folder).state.records == desk.study.state.records


def test_what_cannot_be_written_is_not_decided(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = make(tmp_path)

    def full(descriptor: int, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    with Desk(study, "Ana") as desk:
        monkeypatch.setattr("qcode.study.log.write_all", full)
        with pytest.raises(OutputError, match="no space left on device; the decision is not taken"):
            desk.code(anchor_of(study, "grandmother", PHOTO), "photo_proof")
        assert desk.study.codings() == ()
        monkeypatch.undo()
        desk.code(anchor_of(study, "grandmother", PHOTO), "photo_proof")
        assert len(desk.study.codings()) == 1


def test_codes_are_made_merged_moved_and_renamed(tmp_path: Path) -> None:
    study = make(tmp_path)
    with Desk(study, "Ana") as desk:
        desk.new_code("rice", name="Rice", parent="care")
        desk.new_code("food")
        desk.code(anchor_of(study, "grandmother", PHOTO), "rice")
        desk.merge_codes(["rice"], "food", reason="one idea")
        desk.move_code("food", "formalism")
        desk.code(anchor_of(study, "grandmother", "Nobody cares"), "care")
    study = open_study(study.folder)
    tree = [(code.id, code.parent) for code in study.codebook.codes]
    assert tree == [
        *(("formalism", ""), ("photo_proof", "formalism"), ("food", "formalism"), ("care", "")),
    ]
    path = study.folder / "codebook.yaml"
    renamed = CODEBOOK.replace("id: care\n", "id: attention\n    renamed_from: [care]\n")
    path.write_text(renamed, encoding="utf-8")
    study = open_study(study.folder)
    assert [each.coding.code for each in study.codings()] == ["food", "attention"]
    path.write_text(CODEBOOK.replace("  - id: care\n    name: Care\n", ""), encoding="utf-8")
    assert [each.coding.code for each in open_study(study.folder).codings()] == ["food", "care"]


def test_codes_moved_below_each_other_by_two_people_stay_a_tree(tmp_path: Path) -> None:
    study = make(tmp_path)
    with Desk(study, "Ana") as one:
        one.move_code("care", "formalism")
    with Desk(open_study(study.folder), "Ben") as two:
        two.move_code("formalism", "care")
    study = open_study(study.folder)
    parents = {code.id: code.parent for code in study.codebook.codes}
    assert set(parents) == {"formalism", "photo_proof", "care"}
    assert list(parents.values()).count("") == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: A\n", "the key 'study' of study.yaml is missing"),
        ("study: 2\n", "studies of version '2' are newer than this qcode"),
        ("study: 1\nunit: word\n", "'word' is not a value of 'unit'"),
        (
            "study: 1\ncodr: Ana\n",
            "hint: did you mean 'coder'?",
        ),
        ("- a\n", "study.yaml must be keys with values"),
        ("", "holds no settings"),
    ],
)
def test_settings_with_problems(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "study.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StudyError) as error:
        read_settings(path)
    assert message in str(error.value)


def test_settings_are_used_when_transcripts_are_added(tmp_path: Path) -> None:
    make_study(tmp_path, title='An "odd": title #1', coder="李 雷")
    path = tmp_path / "study.yaml"
    path.write_text(path.read_text("utf-8") + "interviewers: [Mara]\nencoding: gb18030\n", "utf-8")
    settings = read_settings(path)
    assert (settings.title, settings.coder) == ('An "odd": title #1', "李 雷")
    options = settings.with_given(ReadingOptions(encoding="big5"))
    assert options == ReadingOptions(("Mara",), "big5")


def test_what_is_no_study(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"is no study: it holds no study.yaml"):
        open_study(tmp_path)
    make_study(tmp_path)
    with pytest.raises(StudyError, match="is a study already"):
        make_study(tmp_path)
    (tmp_path / "codebook.yaml").write_text("codebook: [", encoding="utf-8")
    with pytest.raises(CodebookError):
        open_study(tmp_path)


def test_a_broken_working_copy_never_stops_the_others(tmp_path: Path) -> None:
    study = make(tmp_path)
    with Desk(study, "Ana") as desk:
        desk.code(anchor_of(study, "grandmother", PHOTO), "photo_proof")
    path = study.folder / "transcripts" / "grandmother.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("---", "--", 1), encoding="utf-8")
    study = open_study(study.folder)
    assert [each.id for each in study.transcripts] == ["cadre"]
    assert "does not begin with '---'" in str(study.library.failed[0])
    (standing,) = study.codings()
    assert (standing.outcome, standing.moved.reason) == (
        "unsure",
        "there is no such transcript in the study",
    )
    path.rename(path.with_name("granny.txt"))
    path.with_name("granny.txt").write_text(text, encoding="utf-8")
    (problem,) = open_study(study.folder).library.failed
    assert problem.message == "its title is 'grandmother', which is not its file name"


def test_cases_give_attributes(tmp_path: Path) -> None:
    study = make(tmp_path)
    (study.folder / "cases.csv").write_text(
        "transcript,village\ngrandmother,Yanque\n", encoding="utf-8"
    )
    study = open_study(study.folder)
    assert dict(study.transcript("grandmother").attributes) == {"village": "Yanque"}


def test_suggestions_are_remembered_until_something_changes(tmp_path: Path) -> None:
    study = make(tmp_path)
    found = study.suggestions()
    cache = study.folder / ".qcode" / "suggestions.json"
    assert "photo of the rice" not in cache.read_text(encoding="utf-8")
    written = cache.stat().st_mtime_ns
    assert open_study(study.folder).suggestions() == found
    assert cache.stat().st_mtime_ns == written
    study = edit(study, "cadre", "没人问。😀", "来了拍了照。😀")
    assert len(study.suggestions()) == 3
    path = study.folder / "codebook.yaml"
    path.write_text(CODEBOOK.replace("| 拍了照", ""), encoding="utf-8")
    (cache.parent / "suggestions.json").write_text("{", encoding="utf-8")
    assert [each.rules for each in open_study(study.folder).suggestions()] == [
        ("photo-word",),
        ("photo-taken",),
    ]
