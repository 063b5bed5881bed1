"""A part of the talk is counted by itself, with denominators of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qcode.analysis.codes import code_table
from qcode.analysis.selection import select
from qcode.errors import QcodeError
from tests.analysis.records import codebook, suggestion, transcript

BOOK = codebook("a\nb")
UP = replace(
    transcript("up", "I: So?\nA: First.\nB: Second.\nA: Third."), attributes=(("Village", "Upper"),)
)
LOW = replace(
    transcript("low", "I: So?\nA: Fourth."),
    attributes=(("village", "Lower"),),
    language="zh",
)
FOUND = [
    suggestion("a", UP, 2),
    suggestion("a", UP, 3),
    suggestion("b", UP, 4),
    suggestion("a", LOW, 2),
]


@pytest.mark.parametrize(
    ("asked", "turns", "kept"),
    [
        ([("village", "upper")], 4, 3),
        ([("VILLAGE", "Upper"), ("village", "Lower")], 6, 4),
        ([("speaker", "A")], 3, 3),
        ([("speaker", "A"), ("language", "zh")], 1, 1),
        ([("role", "participant"), ("transcript", "up")], 3, 3),
    ],
)
def test_turns_of_which_all_holds(asked: list[tuple[str, str]], turns: int, kept: int) -> None:
    chosen = select([UP, LOW], asked)
    assert sum(len(each.turns) for each in chosen.transcripts) == turns
    assert len(chosen.of(FOUND)) == kept


def test_figures_are_of_what_is_left() -> None:
    chosen = select([UP, LOW], [("speaker", "A")])
    table = code_table(chosen.of(FOUND), chosen.transcripts, BOOK).set_index("code")
    assert table.loc["a", ["participants", "participants_n", "segments"]].tolist() == [2, 2, 2]
    assert table.loc["a", "share_of_turns"] == 2 / 3
    assert table.loc["b", "share_of_turns"] == 1 / 3


def test_the_value_of_a_speaker_stands_before_that_of_the_transcript() -> None:
    speakers = tuple(
        replace(each, attributes=(("village", "Lower"),)) if each.name == "B" else each
        for each in UP.speakers
    )
    chosen = select([replace(UP, speakers=speakers)], [("village", "Lower")])
    assert [turn.speaker for turn in chosen.transcripts[0].turns] == ["B"]
    assert [each.name for each in chosen.transcripts[0].speakers] == ["B"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ([("site", "x")], "no transcript has an attribute 'site'"),
        ([("village", "Uper")], "no turn has 'Uper' as its village\n  hint: did you mean 'Upper'?"),
        ([("village", "Upper"), ("language", "zh")], "no turn has all of village=Upper; language"),
    ],
)
def test_what_is_not_there_is_told(asked: list[tuple[str, str]], told: str) -> None:
    with pytest.raises(QcodeError) as caught:
        select([UP, LOW], asked)
    assert told in str(caught.value)
