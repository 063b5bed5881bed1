from __future__ import annotations

from pathlib import Path

import pytest

from qcode.errors import QcodeError
from qcode.model.transcript import Turn
from qcode.study.acceptance import RuleUse, rule_use
from qcode.study.desk import Desk
from qcode.study.queues import (
    ADJUDICATION,
    changed,
    coders,
    disputes,
    pending,
    sampled,
    unread,
    unsure,
)
from qcode.study.reviewed import reviewed
from qcode.study.rounds import draw_sample, freeze, is_open
from qcode.study.sampling import draw
from qcode.study.study import Study, open_study
from tests.study.folder import CODEBOOK, anchor_of, edit, make

PHOTO, NOBODY = "They took a photo of the rice.", "Nobody cares"
ANSWERS = (("cadre", 2), ("cadre", 4), ("grandmother", 2), ("grandmother", 4))


def turn(study: Study, name: str, number: int) -> Turn:
    return study.transcript(name).turns[number - 1]


def read_all(study: Study, *names: str) -> Study:
    for name in names:
        with Desk(study, name) as desk:
            for each in study.transcripts:
                desk.saw(each, each.turns, suggestions=False)
            study = desk.study
    return study


def test_turns_wait_until_they_are_read(tmp_path: Path) -> None:
    study = make(tmp_path)
    assert unread(study, "Ana") == ANSWERS
    with Desk(study, "Ana") as desk:
        desk.saw(study.transcript("cadre"), [turn(study, "cadre", 2)], suggestions=True)
        study = desk.study
    assert unread(study, "ANA") == ANSWERS[1:]
    assert unread(study, "Ben") == ANSWERS
    study = edit(study, "cadre", "来了拍了照", "他们来了拍了照")
    assert unread(study, "Ana") == ANSWERS[1:]
    study = edit(study, "cadre", "他们来了拍了照就走，材料要有照片。", "这一段全部改写成了别的话。")
    assert unread(study, "Ana") == ANSWERS


def test_suggestions_wait_until_something_is_said(tmp_path: Path) -> None:
    study = make(tmp_path)
    found = study.suggestions()
    assert [each.quotation for each in found] == [
        "来了拍了照就走，材料要有照片。",
        "They took a photo of the rice.",
    ]
    with Desk(study, "Ana") as desk:
        desk.reject(anchor_of(study, "cadre", found[0].quotation), "photo_proof")
        desk.code(anchor_of(study, "grandmother", "a photo"), "photo_proof")
        study = desk.study
    assert pending(study, found, "Ana") == ()
    assert pending(study, found, "Ben") == found


def test_how_rules_were_taken(tmp_path: Path) -> None:
    study = make(tmp_path)
    found = study.suggestions()
    words = [anchor_of(study, each.segment.transcript_id, each.quotation) for each in found]
    with Desk(study, "Ana") as desk:
        desk.code(words[0], "photo_proof", suggested=True, rules=found[0].rules)
        desk.replace_suggestion(words[1], "photo_proof", "care", rules=found[1].rules)
    with Desk(open_study(study.folder), "Ben") as desk:
        desk.reject(words[0], "photo_proof", rules=found[0].rules)
        desk.code(anchor_of(study, "grandmother", "a photo of the rice"), "photo_proof")
    study = open_study(study.folder)
    assert rule_use(study, found) == (
        RuleUse("photo_proof", "photo-taken", 1, 2, 1, 0),
        RuleUse("photo_proof", "photo-word", 1, 0, 1, 0),
    )
    assert rule_use(study, found, coders=["Ben"])[1] == RuleUse(
        "photo_proof", "photo-word", 0, 0, 1, 0
    )
    assert [each.pending for each in rule_use(study, found, coders=["Zoe"])] == [2, 1]


def test_edited_and_unsure_codings_wait_for_their_coder(tmp_path: Path) -> None:
    study = make(tmp_path)
    with Desk(study, "Ana") as desk:
        desk.code(anchor_of(study, "grandmother", PHOTO), "photo_proof")
        desk.code(anchor_of(study, "cadre", "没人问。😀"), "care")
    study = edit(study, "grandmother", "of the rice", "of all the rice")
    study = edit(study, "cadre", "没人问。😀没人问。", "有人问。")
    assert [each.outcome for each in changed(study, "Ana")] == ["edited"]
    assert [each.coding.code for each in unsure(study, "Ana")] == ["care"]
    assert (changed(study, "Ben"), unsure(study, "Ben")) == ((), ())
    (first,) = changed(study, "Ana")
    assert first.now
    with Desk(study, "Ana") as desk:
        desk.change(first.coding, anchor=first.now.anchor)
        assert changed(desk.study, "Ana") == ()
    notes = reviewed(open_study(study.folder)).notes
    assert len(notes) == 1
    assert notes[0].startswith("1 of 2 codings are not counted")


def test_a_changed_definition_brings_its_codings_back(tmp_path: Path) -> None:
    study = make(tmp_path)
    with Desk(study, "Ana") as desk:
        desk.code(anchor_of(study, "grandmother", PHOTO), "photo_proof")
    path = study.folder / "codebook.yaml"
    path.write_text(CODEBOOK.replace("by pictures.", "by any picture."), encoding="utf-8")
    study = open_study(study.folder)
    (waiting,) = changed(study, "Ana")
    assert waiting.outcome == "exact"
    with Desk(study, "Ana") as desk:
        assert desk.code(waiting.coding.anchor, "photo_proof")
        assert changed(desk.study, "Ana") == ()


def test_disputes_are_settled_under_a_name_that_is_nobody_s(tmp_path: Path) -> None:
    study = read_all(make(tmp_path), "Ana", "Ben")
    assert disputes(study) == ()
    with Desk(study, "Ana") as desk:
        desk.code(anchor_of(study, "grandmother", PHOTO), "photo_proof")
        desk.code(anchor_of(study, "grandmother", NOBODY), "care")
        study = desk.study
    with Desk(study, "Ben") as desk:
        desk.code(anchor_of(study, "grandmother", "It is so."), "care")
        desk.code(anchor_of(study, "cadre", "没人问"), "care")
        study = desk.study
    assert [(each.turn, each.code, each.yes, each.no) for each in disputes(study)] == [
        (4, "care", ("Ben",), ("Ana",)),
        (2, "photo_proof", ("Ana",), ("Ben",)),
    ]
    with Desk(study, ADJUDICATION) as desk:
        settled = anchor_of(study, "cadre", "没人问。😀没人问。")
        desk.code(settled, "care", reason="Ana: nobody asks")
        desk.reject(anchor_of(study, "grandmother", PHOTO), "photo_proof", reason="an event")
        study = desk.study
    assert disputes(study) == ()
    assert coders(study) == ("Ana", "Ben")
    counted = [(each.coder, each.code, each.quotation) for each in reviewed(study).codings]
    assert counted == [
        ("adjudication", "care", "没人问。😀没人问。"),
        ("Ana", "care", NOBODY),
        ("Ben", "care", "It is so."),
    ]
    assert [each.coder for each in reviewed(study, ["ana"]).codings] == ["Ana", "Ana"]
    with pytest.raises(QcodeError, match="'Zoe' has not coded anything"):
        reviewed(study, ["Zoe"])


def test_a_turn_that_one_coder_has_not_read_is_not_disputed(tmp_path: Path) -> None:
    study = make(tmp_path)
    with Desk(study, "Ana") as desk:
        desk.code(anchor_of(study, "grandmother", PHOTO), "photo_proof")
        study = desk.study
    with Desk(study, "Ben") as desk:
        desk.saw(study.transcript("cadre"), [turn(study, "cadre", 2)], suggestions=False)
        assert disputes(desk.study) == ()


def test_a_sample_is_the_same_on_every_machine(tmp_path: Path) -> None:
    study = make(tmp_path)
    with Desk(study, "Ana") as desk:
        sample = draw_sample(desk, "pilot", size=3, seed=7, coders=("Ana", "Ben"))
        with pytest.raises(QcodeError, match="there is a sample 'pilot' already"):
            draw_sample(desk, "pilot", size=3, seed=7)
        with pytest.raises(QcodeError, match="a sample of 9 cannot be drawn from 4 turns"):
            draw_sample(desk, "large", size=9, seed=7)
        study = desk.study
    drawn = [(place.transcript, place.turn) for place in sample.turns]
    assert drawn == [("grandmother", 2), ("grandmother", 4), ("cadre", 4)]
    assert sample.probability == 0.75
    assert draw(sample.turns, 2, 7) == sample.turns[:2]
    assert sampled(study, "ben") == tuple(drawn)
    assert sampled(study, "Zoe") == ()
    with Desk(study, "Ben") as desk:
        desk.saw(study.transcript("cadre"), [turn(study, "cadre", 4)], suggestions=False)
        assert sampled(desk.study, "Ben") == (("grandmother", 2), ("grandmother", 4))


def test_a_round_keeps_what_was_said_before_the_discussion(tmp_path: Path) -> None:
    study = make(tmp_path)
    with Desk(study, "Ana") as desk:
        sample = draw_sample(desk, "pilot", size=4, seed=1, coders=("Ana", "Ben"))
        desk.code(anchor_of(study, "grandmother", PHOTO), "photo_proof")
        with pytest.raises(QcodeError, match="'Ben' has not coded anything"):
            freeze(desk, "first", ["Ana", "Ben"])
        study = desk.study
    study = read_all(study, "Ben")
    assert is_open(study, sample)
    with Desk(study, "Ana") as desk:
        frozen = freeze(desk, "first", ["ana", "BEN"], "pilot")
        assert frozen.coders == ("Ana", "Ben")
        assert frozen.sample == sample.id
        assert len(frozen.records) == 3
        assert not is_open(desk.study, sample)
        with pytest.raises(QcodeError, match="there is a round 'first' already"):
            freeze(desk, "first", ["Ana", "Ben"])
        with pytest.raises(QcodeError, match="a round needs two coders"):
            freeze(desk, "second", ["Ana"])
