from __future__ import annotations

import pytest

from qcode.analysis.people import concentration, participants
from qcode.analysis.sequence import course, sequence
from qcode.errors import QcodeError
from tests.analysis.records import codebook, suggestion, transcript

BOOK = codebook("heading:\n  a\n  b\nc")
ONE = transcript(
    "one",
    "I: What?\nA: First. Second.\nB: Third.\nI: And?\nA: Fourth one here.",
    attributes=[("Village", "Yanque")],
    of_speakers={"A": [("age", "60"), ("village", "Maca")]},
)
TWO = transcript("two", "C: 第一。", language="zh")
FOUND = [
    suggestion("a", ONE, 2, "First."),
    suggestion("b", ONE, 2, "First."),
    suggestion("c", ONE, 2, "Second."),
    suggestion("a", ONE, 3),
    suggestion("a", ONE, 5),
    suggestion("a", TWO, 1),
]


def test_a_code_is_followed_by_those_of_the_next_place() -> None:
    table = sequence(FOUND[::-1], [ONE, TWO], BOOK)
    assert (table.index.name, table.columns.name) == ("code", "then")
    assert table.to_numpy().tolist() == [[1, 0, 1], [0, 0, 1], [1, 0, 0]]


def test_parts_of_an_interview_are_of_the_talk_in_view() -> None:
    table = course(FOUND, [ONE, TWO], BOOK, parts=2)
    assert table.to_numpy().tolist() == [[3, 1], [1, 0], [1, 0]]
    everybody = course(FOUND, [ONE, TWO], BOOK, parts=2, speakers="all")
    assert everybody.to_numpy().tolist() == [[3, 1], [1, 0], [1, 0]]
    assert course([], [ONE], BOOK).shape == (3, 10)
    with pytest.raises(QcodeError, match="two parts or more"):
        course(FOUND, [ONE, TWO], BOOK, parts=1)


def test_who_the_participants_are() -> None:
    table = participants(FOUND, [ONE, TWO])
    heads = "transcript speaker Village age turns words characters codes segments"
    assert list(table.columns) == heads.split()
    assert table.to_numpy().tolist() == [
        ["one", "A", "Maca", "60", 2, 5, 0, 3, 3],
        ["one", "B", "Yanque", "", 1, 1, 0, 1, 1],
        ["two", "C", "", "", 1, 0, 2, 1, 1],
    ]


def test_whether_a_code_is_one_person_s() -> None:
    table = concentration([*FOUND, FOUND[0]], [ONE, TWO], codebook("a\nb\nunused"))
    assert table.iloc[:2].to_numpy().tolist() == [
        ["a", 3, 4, "one/A", 2, 0.5],
        ["b", 1, 1, "one/A", 1, 1.0],
    ]
    assert table.iloc[2, :5].tolist() == ["unused", 0, 0, "", 0]
    assert table["share_of_most"].isna().tolist() == [False, False, True]
