"""Quotations and keywords in context."""

from __future__ import annotations

import pytest

from qcode.analysis.kwic import kwic
from qcode.analysis.quotes import COLUMNS, clock, quotes, stretches
from qcode.errors import QcodeError
from tests.analysis.records import suggestion, transcript

ONE = transcript(
    "one",
    "I: How was the year?\nA: Quiet. As long as nothing\\nhappens, fine.\nB: No.\nI: Thanks.",
    minutes=True,
)
TWO = transcript("two", "甲: 只要不出事就好。", language="zh")
FOUND = (
    suggestion("safe", TWO, 1, matched=["不出事", "就好"]),
    suggestion("safe", ONE, 2, "As long as nothing\nhappens, fine.", matched=["nothing", "fine"]),
    suggestion("calm", ONE, 2, "Quiet."),
    suggestion("calm", ONE, 3),
)


def test_rows_stand_in_the_order_of_the_text_and_quotations_are_exact() -> None:
    table = quotes(FOUND, (ONE, TWO))
    assert tuple(table.columns) == COLUMNS
    assert list(table["quotation"]) == [
        "Quiet.",
        "As long as nothing\nhappens, fine.",
        "No.",
        "只要不出事就好。",
    ]
    row = dict(table.iloc[1])
    assert row["quotation"] == ONE.text[row["start"] : row["end"]]
    assert (row["turn"], row["speaker"], row["role"]) == (2, "A", "participant")
    assert (row["time"], row["rule"], row["matched"]) == ("00:01:00", "safe-rule", "nothing … fine")
    assert table.iloc[3]["time"] == ""
    assert table.iloc[3]["matched"] == "不出事就好"


def test_filters_open_a_cell_of_the_matrix() -> None:
    def turns(**filters: object) -> list[tuple[str, int]]:
        table = quotes(FOUND, (ONE, TWO), **filters)  # type: ignore[arg-type]
        return list(zip(table["transcript"], table["turn"], strict=True))

    assert turns(code="calm") == [("one", 2), ("one", 3)]
    assert turns(code=["calm", "safe"], transcript="two") == [("two", 1)]
    assert turns(speaker="B") == [("one", 3)]
    assert turns(speaker="one/A", code="safe") == [("one", 2)]
    assert turns(role="interviewer") == []
    assert turns(code="nothing-of-this-name") == []


def test_an_unknown_transcript_or_speaker_is_named() -> None:
    with pytest.raises(QcodeError, match=r"no transcript 'tow'\n  hint: did you mean 'two'\?"):
        quotes(FOUND, (ONE, TWO), transcript="tow")
    with pytest.raises(QcodeError, match=r"no speaker 'one/a'\n  hint: did you mean 'one/A'\?"):
        quotes(FOUND, (ONE, TWO), speaker="one/a")


def test_suggestions_for_other_transcripts_are_refused() -> None:
    with pytest.raises(QcodeError, match="about transcript 'two', which is not among those given"):
        kwic(FOUND, [ONE])


def test_context_is_the_turn_around_and_its_neighbours() -> None:
    row = quotes(FOUND, (ONE, TWO), code="safe", transcript="one", context=1).iloc[0]
    assert row["before"] == "I: How was the year?\nQuiet."
    assert row["after"] == "B: No."
    first = quotes(FOUND, (ONE, TWO), code="calm", context=5).iloc[0]
    assert first["after"] == "As long as nothing\nhappens, fine.\nB: No.\nI: Thanks."


def test_kwic_keeps_to_the_turn_and_the_keyword_exact() -> None:
    table = kwic(FOUND, (ONE, TWO), width=12)
    assert list(table.columns) == [
        *("transcript", "turn", "speaker", "code", "rule", "pre", "keyword", "post")
    ]
    lines = list(zip(table["pre"], table["keyword"], table["post"], strict=True))
    assert lines == [
        ("", "Quiet.", " As long as "),
        (" As long as ", "nothing", " happens, fi"),
        ("ng happens, ", "fine", "."),
        ("", "No.", ""),
        ("只要", "不出事就好", "。"),
    ]


def test_a_keyword_over_a_line_end_stays_exact() -> None:
    found = [suggestion("safe", ONE, 2, matched=["nothing", "happens"])]
    row = kwic(found, [ONE], width=3).iloc[0]
    assert (row["pre"], row["keyword"], row["post"]) == ("as ", "nothing\nhappens", ", f")


def test_nothing_found_gives_the_columns() -> None:
    assert list(kwic([], [ONE]).columns)[-1] == "post"
    assert tuple(quotes([], [ONE]).columns) == COLUMNS


def test_words_side_by_side_are_one_stretch() -> None:
    text = "left-behind child, and he"
    assert stretches([(0, 4), (5, 11), (12, 17)], text) == ((0, 17),)
    assert stretches([(0, 4), (12, 17)], text) == ((0, 4), (12, 17))
    assert stretches([(0, 11), (5, 17)], text) == ((0, 17),)
    assert stretches([(12, 17), (19, 22)], text) == ((12, 22),)


def test_clock() -> None:
    assert [clock(None), clock(0), clock(59.9), clock(36_000)] == [
        *("", "00:00:00", "00:00:59", "10:00:00")
    ]
