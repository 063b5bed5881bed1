from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from qcode.analysis.codes import code_table
from tests.analysis.records import codebook, suggestion, transcript

BOOK = codebook("care: = Care / 照料\n  family = Family\n  school\nunused = Unused / 没有用过")
EN = transcript("en", "I: Who helps?\nA: My mother. And the school.\nB: Nobody.\nA: Nobody at all.")
ZH = transcript("zh", "甲: 奶奶照顾我。", language="zh")


def test_one_row_a_code_with_people_first() -> None:
    found = [
        suggestion("family", EN, 2, "My mother."),
        suggestion("family", EN, 4),
        suggestion("school", EN, 2, "And the school."),
        suggestion("family", ZH, 1),
        suggestion("family", EN, 1),
    ]
    table = code_table(found, [EN, ZH], BOOK)
    family = dict(table.iloc[0])
    assert list(table["code"]) == ["family", "school", "unused"]
    assert [family[key] for key in ("name", "name_zh")] == ["Family", ""]
    assert (family["participants"], family["participants_n"]) == (2, 3)
    assert (family["transcripts"], family["turns"], family["segments"]) == (2, 3, 3)
    assert family["share_of_turns"] == 3 / 4
    assert family["per_1000_words"] == 2 * 1000 / 9
    assert family["per_1000_characters"] == 1000 / 5
    unused = dict(table.iloc[2])
    assert (unused["name"], unused["name_zh"]) == ("Unused", "没有用过")
    assert unused["share_of_turns"] == unused["share_of_characters"] == 0


def test_the_share_of_characters_counts_overlaps_once() -> None:
    one = transcript("one", "I: So?\nA: 0123456789")
    found = [
        suggestion("family", one, 2, "0123"),
        suggestion("family", one, 2, "23456"),
        suggestion("school", one, 2, "9"),
    ]
    table = code_table(found, [one], BOOK, roll_up=True).set_index("code")
    assert table["share_of_characters"].to_dict() == {
        "care": 0.8,
        "family": 0.7,
        "school": 0.1,
        "unused": 0.0,
    }
    assert table.loc["care", "segments"] == 3


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 10)), max_size=8))
def test_the_union_equals_a_set_of_characters(spans: list[tuple[int, int]]) -> None:
    one = transcript("one", "A: 0123456789")
    found = [
        suggestion(code, one, 1, "0123456789"[start:end])
        for start, end in spans
        if start < end
        for code in ("family", "school")
    ]
    covered = {at for start, end in spans for at in range(start, end)}
    table = code_table(found, [one], BOOK)
    assert list(table["share_of_characters"]) == [len(covered) / 10, len(covered) / 10, 0]


def test_a_person_is_a_speaker_of_one_transcript() -> None:
    other = transcript("other", "A: Nobody.\nA: My mother.")
    found = [suggestion("family", EN, 2), suggestion("family", other, 2)]
    row = code_table(found, [EN, other], BOOK).iloc[0]
    assert (row["participants"], row["participants_n"]) == (2, 3)


def test_interviewers_are_in_view_when_asked_for() -> None:
    found = [suggestion("family", EN, 1), suggestion("family", EN, 3)]
    row = code_table(found, [EN], BOOK, speakers="all").iloc[0]
    assert (row["participants"], row["participants_n"]) == (2, 3)
    assert row["share_of_turns"] == 2 / 4


def test_rates_without_a_denominator_are_undefined() -> None:
    row = code_table([], [EN], BOOK).iloc[0]
    assert row["per_1000_words"] == 0
    assert math.isnan(row["per_1000_characters"])
    assert math.isnan(code_table([], [], BOOK).iloc[0]["share_of_turns"])


def test_negative_cases_stand_beside_the_others() -> None:
    found = [suggestion("family", EN, 2, "My mother."), suggestion("school", EN, 4)]
    against = [suggestion("family", EN, 3), suggestion("family", EN, 4)]
    table = code_table(found, [EN], BOOK, against=against).set_index("code")
    columns = ["participants", "segments", "participants_against", "segments_against"]
    assert table.loc["family", columns].tolist() == [1, 1, 2, 2]
    assert table.loc["school", columns].tolist() == [1, 1, 0, 0]
    assert "segments_against" not in code_table(found, [EN], BOOK)


def test_of_those_asked() -> None:
    found = [suggestion("family", EN, 2, "My mother."), suggestion("school", EN, 3)]
    asked = {"family": {("en", 2), ("en", 3), ("en", 1)}, "school": set[tuple[str, int]]()}
    table = code_table(found, [EN], BOOK, asked=asked).set_index("code")
    columns = ["participants_asked", "participants_asked_mention"]
    assert table.loc["family", columns].tolist() == [2, 1]
    assert table.loc["school", columns].tolist() == [0, 0]
    assert table.loc["unused", columns].isna().all()
    assert "participants_asked" not in code_table(found, [EN], BOOK, asked={})
