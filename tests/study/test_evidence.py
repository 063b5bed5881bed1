"""What people found in a random sample: of which turns, and where a segment is long."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qcode.reading.options import AS_FOUND
from qcode.study.adding import add
from qcode.study.desk import Desk
from qcode.study.evidence import sample_evidence
from qcode.study.rounds import draw_sample
from qcode.study.study import Study, open_study
from tests.study.folder import anchor_of, make


def sampled(study: Study, size: int, transcripts: tuple[str, ...] = ()) -> Study:
    """The study after a sample was drawn and all of it was read."""
    with Desk(study, "Ana") as desk:
        draw_sample(desk, "rnd", size=size, seed=1, transcripts=transcripts)
        for each in study.transcripts:
            desk.saw(each, each.turns, suggestions=False)
    return open_study(study.folder)


def test_a_segment_counts_in_each_turn_that_it_touches(tmp_path: Path) -> None:
    study = sampled(make(tmp_path), 4)
    start, end = (anchor_of(study, "grandmother", words) for words in ("of the rice", "Nobody"))
    text = study.transcript("grandmother").text
    long = replace(start, end=end.end, quotation=text[start.start : end.end])
    with Desk(study, "Ana") as desk:
        desk.code(long, "care")
    found = sample_evidence(open_study(study.folder))
    assert found.coded["care"] == {("grandmother", 2), ("grandmother", 4)}


def test_a_sample_of_one_transcript_speaks_of_that_one(tmp_path: Path) -> None:
    study = make(tmp_path)
    found = sample_evidence(sampled(study, 1, ("cadre",)))
    assert found.turns == {("cadre", 2), ("cadre", 4)}
    assert found.notes[-1] == ("the sample was drawn from cadre alone, and speaks of no other")


def with_another(study: Study, folder: Path) -> Study:
    """The study after one more transcript came."""
    (folder / "new.txt").write_text("Interviewer: Well?\nCook: Nothing.\n", encoding="utf-8")
    add(study.folder, [folder / "new.txt"], AS_FOUND)
    return open_study(study.folder)


def test_a_sample_speaks_of_the_transcripts_that_were_there(tmp_path: Path) -> None:
    study = sampled(make(tmp_path), 4)
    assert len(sample_evidence(study).notes) == 1
    found = sample_evidence(with_another(study, tmp_path))
    assert len(found.turns) == 4
    assert "drawn from cadre, grandmother alone" in found.notes[-1]


def test_where_it_cannot_be_told_what_was_sampled_a_note_says_so(tmp_path: Path) -> None:
    found = sample_evidence(with_another(sampled(make(tmp_path), 1), tmp_path))
    assert len(found.turns) == 5
    assert "drawn from 4 turns, and there are 5 now" in found.notes[-1]
