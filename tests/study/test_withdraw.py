from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from qcode.errors import QcodeError, StudyError
from qcode.reading.options import AS_FOUND
from qcode.study import removing
from qcode.study.adding import add
from qcode.study.coders import log_name
from qcode.study.desk import Desk
from qcode.study.merge import merge
from qcode.study.queues import unread
from qcode.study.records import Memo
from qcode.study.removing import files_of, remove
from qcode.study.rounds import draw_sample, freeze
from qcode.study.shared import Sample, Withdrawal
from qcode.study.study import Study, open_study
from qcode.study.withdrawing import plan_removal
from tests.study.folder import anchor_of, edit, make

SECRET = "Gooseberries quietly ripened behind Marguerite's crooked henhouse."
SECRET_ZH = "黄鼬夜里偷走了三只芦花母鸡，谁也没有声张。"
GROUP = f"""\
Interviewer: What happened?
Ann: They took a photo of the rice.
Zoe: {SECRET} {SECRET_ZH}
Ann: Nobody cares for the child, it is so.
Zoe: {SECRET_ZH}
Bea: The bus came on Friday only.
"""
ALONE = f"Interviewer: And you?\nZoe: {SECRET}\n"
OTHER = "Interviewer: And you?\nCem: Nothing happened here at all.\n"


def withdraw(study: Study, participant: str, coder: str = "Ana") -> Study:
    removal = plan_removal(study, participant)
    with Desk(study, coder) as desk:
        record = Withdrawal(
            **desk.who(),
            participant=participant,
            texts=tuple(sorted(removal.texts)),
            records=tuple(sorted(removal.records)),
        )
    remove(study.folder, removal, record, log_name(coder))
    return open_study(study.folder)


def holding(folder: Path, words: str, length: int = 12) -> set[str]:
    """The files that hold any stretch of these words, in UTF-8 or UTF-16."""
    stretches = [words[at : at + length] for at in range(len(words) - length + 1)]
    needles = [s.encode(each) for s in stretches for each in ("utf-8", "utf-16-le", "gb18030")]
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    }


def worked_on(tmp_path: Path) -> Study:
    """A study in which two coders worked on a group interview, before and after an edit."""
    study = make(tmp_path, group=GROUP, alone=ALONE, other=OTHER)
    with Desk(study, "Ana") as desk:
        draw_sample(desk, "pilot", size=6, seed=3, coders=("Ana", "Ben"))
        for transcript in study.transcripts:
            desk.saw(transcript, transcript.turns, suggestions=False)
        desk.code(anchor_of(study, "group", "a photo of the rice"), "photo_proof")
        desk.code(anchor_of(study, "group", SECRET), "care")
        desk.new_code("henhouse", anchor=anchor_of(study, "group", "crooked henhouse"))
        desk.memo("See this.", "segment", anchor=anchor_of(study, "alone", SECRET[:20]))
        desk.memo("A group.", "transcript", of="group")
    study = edit(open_study(study.folder), "group", "on Friday only", "on Fridays only")
    with Desk(study, "Ben") as desk:
        desk.note_versions()
        desk.code(anchor_of(study, "group", "The bus came"), "care")
        (no, yes) = desk.replace_suggestion(
            anchor_of(study, "group", "Nobody cares"), "photo_proof", "care"
        )
        desk.undo([no, yes])
        desk.code(anchor_of(study, "group", SECRET_ZH), "care")
        freeze(desk, "first", ["Ana", "Ben"], "pilot")
    study.suggestions()
    return open_study(study.folder)


def test_not_a_word_is_left_and_the_others_words_are_all_there(tmp_path: Path) -> None:
    study = worked_on(tmp_path)
    assert len(holding(study.folder, SECRET)) > 5
    study = withdraw(study, "Zoe")
    assert holding(study.folder, SECRET) == set()
    assert holding(study.folder, SECRET_ZH, 8) == set()
    assert [each.id for each in study.transcripts] == ["group", "other"]
    group = study.transcript("group")
    assert [turn.speaker for turn in group.turns] == ["Interviewer", "Ann", "Ann", "Bea"]
    found = [(each.coding.coder, each.outcome, each.now and each.now.quotation) for each in
             study.codings()]  # fmt: skip
    assert found == [("Ana", "exact", "a photo of the rice"), ("Ben", "exact", "The bus came")]
    for each in study.codings():
        assert each.now
        assert group.text[each.now.segment.start : each.now.segment.end] == each.now.quotation
    assert unread(study, "Ana") == ()
    assert [memo.text for memo in study.state.records.values() if memo.kind == "memo"] == [
        "A group."
    ]
    (sample,) = study.state.of_kind(Sample)
    assert {place.transcript for place in sample.turns} == {"group", "other"}
    assert all(place.text == study.placing.hashes[place.transcript] for place in sample.turns)
    frozen = next(one for one in study.state.records.values() if one.kind == "round")
    assert frozen.sample == sample.id  # type: ignore[attr-defined]
    assert len(list((study.folder / "texts").iterdir())) == 2
    assert len(list((study.folder / "sources").iterdir())) == 1


def test_one_interview_of_a_participant(tmp_path: Path) -> None:
    study = withdraw(worked_on(tmp_path), "group/Zoe")
    assert [each.id for each in study.transcripts] == ["alone", "group", "other"]
    assert holding(study.folder, SECRET_ZH, 8) == set()
    assert len(holding(study.folder, SECRET)) > 1


def test_a_merge_does_not_bring_it_back(tmp_path: Path) -> None:
    study = worked_on(tmp_path)
    copy = tmp_path / "copy"
    shutil.copytree(study.folder, copy)
    colleague = open_study(copy)
    with Desk(colleague, "Cy") as desk:
        desk.code(anchor_of(colleague, "alone", SECRET), "care")
        desk.code(anchor_of(colleague, "other", "Nothing happened"), "care")
    study = withdraw(study, "Zoe")
    before = study.codings()
    merged = merge(study.folder, copy)
    assert (merged.records, merged.transcripts, merged.texts) == ((("Cy", 1),), (), ())
    assert holding(study.folder, SECRET) == set()
    assert open_study(study.folder).codings()[: len(before)] == before
    told = merge(copy, study.folder)
    assert any("'Zoe' withdrew consent" in problem.message for problem in told.notes)


def test_what_is_exported_goes_and_what_is_written_by_hand_is_named(tmp_path: Path) -> None:
    study = worked_on(tmp_path)
    results = study.folder / "results"
    results.mkdir()
    (results / "run.json").write_text('{"written_by": "qcode run"}', encoding="utf-8")
    (study.folder / "notes.csv").write_text(f"note\n{SECRET}\n", encoding="utf-8")
    for name in ("table.csv", "table.about.json"):
        text = SECRET if name == "table.csv" else '{"written_by": "qcode", "title": ""}'
        (study.folder / name).write_text(text, encoding="utf-8")
    (results / "quotes.csv").write_text(f'quotation\n"{SECRET}"\n', encoding="utf-16")
    (results / "other.csv").write_text("quotation\nThe bus came\n", encoding="utf-8")
    (results / "page.json").write_text(json.dumps({"q": f"a\n{SECRET_ZH}"}), encoding="utf-8")
    (results / "page2.json").write_text(
        json.dumps({"q": SECRET_ZH}, ensure_ascii=False), encoding="utf-8"
    )
    (study.folder / "paper.md").write_text(f"> {SECRET}\n", encoding="utf-8")
    (study.folder / "figure.png").write_bytes(b"\x89PNG")
    (study.folder / "cases.csv").write_text(f"transcript,note\nalone,{SECRET}\n", encoding="utf-8")
    study = open_study(study.folder)
    files = files_of(study.folder, plan_removal(study, "Zoe"))
    assert {path.name for path in files.quoting} == {"paper.md", "cases.csv", "notes.csv"}
    assert [path.name for path in files.closed] == ["figure.png"]
    withdraw(study, "Zoe")
    assert {path.name for path in results.iterdir()} == {"other.csv", "run.json"}
    assert holding(study.folder, SECRET) == {"paper.md", "cases.csv", "notes.csv"}


def test_what_coders_wrote_themselves_quotes_no_more(tmp_path: Path) -> None:
    study = worked_on(tmp_path)
    with Desk(study, "Ana") as desk:
        desk.memo(f"She said: {SECRET}", "project")
        desk.memo("She spoke of animals.", "code", of="care")
        desk.code(anchor_of(study, "other", "Nothing happened"), "care", reason=f"unlike: {SECRET}")
        desk.new_code("animals", definition=f"As in: {SECRET_ZH}")
    study = withdraw(open_study(study.folder), "Zoe")
    assert holding(study.folder, SECRET) == set()
    assert holding(study.folder, SECRET_ZH, 8) == set()
    kept = [one.text for one in study.state.records.values() if isinstance(one, Memo)]
    assert kept == ["A group.", "She spoke of animals."]
    assert [each.coding.code for each in study.codings(transcript="other")] == ["care"]
    assert "animals" in {code.id for code in study.codebook.codes}


@pytest.mark.parametrize("steps", range(1, 14))
def test_interrupted_at_any_step_it_can_be_carried_out_again(
    tmp_path: Path, monkeypatch: Any, steps: int
) -> None:
    study = worked_on(tmp_path)
    expected = [
        (each.coding.coder, each.coding.code, each.coding.quotation)
        for each in study.codings()
        if SECRET not in each.coding.quotation and each.coding.quotation not in SECRET_ZH
    ]
    done = 0

    def counted(name: str) -> Any:
        real = getattr(removing, name)

        def step(*args: Any, **more: Any) -> Any:
            nonlocal done
            done += 1
            if done == steps:
                raise KeyboardInterrupt
            return real(*args, **more)

        return step

    for name in ("write_whole", "keep_text", "_delete"):
        monkeypatch.setattr(removing, name, counted(name))
    try:
        withdraw(study, "Zoe")
    except KeyboardInterrupt:
        monkeypatch.undo()
        study = open_study(study.folder)
        if any(each.name == "Zoe" for t in study.transcripts for each in t.speakers):
            withdraw(study, "Zoe")
    study = open_study(study.folder)
    assert holding(study.folder, SECRET) == set()
    assert holding(study.folder, SECRET_ZH, 8) == set()
    found = [(e.coding.coder, e.coding.code, e.coding.quotation) for e in study.codings() if e.now]
    assert sorted(found) == sorted(expected)


def test_while_somebody_codes_nothing_is_changed(tmp_path: Path) -> None:
    study = worked_on(tmp_path)
    before = {path: path.read_bytes() for path in study.folder.rglob("*.jsonl")}
    with Desk(study, "Ben"), pytest.raises(StudyError, match="another qcode writes into this log"):
        withdraw(study, "Zoe")
    assert before == {path: path.read_bytes() for path in study.folder.rglob("*.jsonl")}
    assert len(holding(study.folder, SECRET)) > 5


def test_who_is_nobody(tmp_path: Path) -> None:
    study = worked_on(tmp_path)
    with pytest.raises(QcodeError, match=r"there is no participant 'Zoo'\n  hint: did you mean 'Z"):
        plan_removal(study, "Zoo")
    with pytest.raises(QcodeError, match="there is no participant 'Interviewer'"):
        plan_removal(study, "Interviewer")


def test_the_same_text_does_not_come_back(tmp_path: Path) -> None:
    study = worked_on(tmp_path)
    copy = (study.folder / "transcripts" / "alone.txt").read_bytes()
    study = withdraw(study, "alone")
    (problem,) = add(study.folder, [tmp_path / "came" / "alone.txt"], AS_FOUND).failed
    assert problem.message == "consent to this text was withdrawn; it is not added again"
    (study.folder / "transcripts" / "alone.txt").write_bytes(copy)
    study = open_study(study.folder)
    with Desk(study, "Ana") as desk, pytest.raises(QcodeError, match="consent to transcript"):
        desk.code(anchor_of(study, "alone", SECRET), "care")
