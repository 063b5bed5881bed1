from __future__ import annotations

import math
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.analysis.agreement import cohen_kappa
from qcode.analysis.comparison import compare, with_intervals, with_rho
from qcode.errors import ProblemsError
from tests.analysis.records import codebook, suggestion, transcript

BOOK = codebook("heading:\n  a\n  b\nunused")
EN = transcript("en", "I: Well?\nA: One.\nA: Two.\nB: Three, all of it.\nB: Four.")
ZH = transcript("zh", "甲: 一。\n甲: 二。", language="zh")


@dataclass(frozen=True)
class Row:
    transcript: str
    turn: int
    code: str
    path: str = "gold.csv"
    line: int = 2


GOLD = (
    Row("en", 2, "a"),
    Row("en", 3, ""),
    Row("en", 4, "a"),
    Row("en", 4, "b"),
    Row("zh", 1, ""),
)
FOUND = (
    suggestion("a", EN, 2),
    suggestion("a", EN, 3),
    suggestion("b", EN, 4, "Three"),
    suggestion("b", EN, 4, "all of it"),
    suggestion("a", EN, 5),
    suggestion("b", ZH, 1),
    suggestion("b", ZH, 2),
)


def test_only_judged_turns_count_and_each_once() -> None:
    result = compare(FOUND, GOLD, (EN, ZH), BOOK)
    table = result.codes.set_index("code")
    counts = ["gold", "suggested", "both", "missed", "false", "n_turns"]
    assert result.judged_turns == 4
    assert table.loc["a", counts].tolist() == [2, 2, 1, 1, 1, 4]
    assert table.loc["b", counts].tolist() == [1, 2, 1, 0, 1, 4]
    assert table.loc["unused", counts].tolist() == [0, 0, 0, 0, 0, 4]
    assert table.loc["all codes", counts].tolist() == [3, 4, 2, 1, 2, 4]
    assert table.loc["all codes (en)", counts].tolist() == [3, 3, 2, 1, 1, 3]
    assert table.loc["all codes (zh)", counts].tolist() == [0, 1, 0, 0, 1, 1]
    assert table.loc["all codes", ["precision", "recall", "f1"]].tolist() == [0.5, 2 / 3, 4 / 7]
    assert table.loc["all codes", "kappa"] == cohen_kappa(2, 1, 2, 7)


def test_undefined_figures_are_nan_with_a_sentence() -> None:
    result = compare(FOUND, GOLD, (EN, ZH), BOOK)
    unused = result.codes.set_index("code").loc["unused"]
    assert all(math.isnan(unused[name]) for name in ("precision", "recall", "f1", "kappa"))
    assert "precision is undefined for 1 of 6 rows: where nothing was suggested" in result.notes


def test_misses_and_false_hits_are_listed_with_their_words() -> None:
    result = compare(FOUND, GOLD, (EN, ZH), BOOK)
    assert result.misses.to_dict("records") == [
        {
            "transcript": "en",
            "turn": 4,
            "speaker": "B",
            "code": "a",
            "text": "Three, all of it.",
        }
    ]
    assert list(result.false_hits.columns) == [
        *("transcript", "turn", "speaker", "code", "text", "rule")
    ]
    assert result.false_hits.iloc[0].tolist() == ["en", 3, "A", "a", "Two.", "a-rule"]
    assert result.false_hits.iloc[1].tolist() == ["zh", 1, "甲", "b", "一。", "b-rule"]


def test_one_language_has_one_pooled_row() -> None:
    result = compare([], [Row("en", 2, "a")], (EN,), BOOK)
    assert list(result.codes["code"]) == ["a", "b", "unused", "all codes"]


def test_what_is_left_out_is_said() -> None:
    gold = (
        *(Row("en", 1, "a"), Row("en", 2, "subject"), Row("en", 2, "other")),
        *(Row("en", 3, "subject"), Row("en", 3, ""), Row("en", 4, "heading")),
    )
    result = compare([], gold, (EN,), BOOK)
    assert result.judged_turns == 3
    assert result.codes["gold"].sum() == 0
    assert result.notes[:4] == (
        "gold rows ignored, not codes of this codebook: 3 (other 1, subject 2)",
        "gold rows ignored, headings that no rule suggests: 1 (heading 1)",
        "judged turns not compared, because the interviewer speaks: 1",
        "turns judged to carry no code and also one, where the code counts: 1",
    )
    assert compare([], gold, (EN,), BOOK, speakers="all").judged_turns == 4


def test_gold_rows_for_what_is_not_there_are_named_once() -> None:
    gold = [
        Row("ne", 1, "a", line=2),
        Row("ne", 2, "a", line=3),
        Row("en", 9, "a", line=4),
    ]
    with pytest.raises(ProblemsError) as error:
        compare([], gold, (EN, ZH), BOOK)
    assert str(error.value) == (
        "gold.csv:2: transcript 'ne' is not among those compared\n"
        "  hint: pass it too, or take its rows out; there are: en, zh\n"
        "gold.csv:4: transcript 'en' has no turn 9\n"
        "  hint: it has 5 turns; 'qcode read' shows their numbers"
    )


def test_a_gold_file_may_hold_further_transcripts_but_no_slips() -> None:
    gold = [Row("en", 2, "a"), Row("further", 2, "a")]
    result = compare([], gold, (EN,), BOOK)
    assert result.judged_turns == 1
    assert result.notes[0] == "judged transcripts not given, so not compared: further"
    long = replace(EN, id="grandmother")
    with pytest.raises(ProblemsError, match="did you mean 'grandmother'"):
        compare([], [Row("grandmother", 2, "a"), Row("grandmothr", 2, "a")], (long,), BOOK)


@pytest.mark.parametrize(("table", "kappa"), [((40, 9, 6, 45), 0.70), ((80, 10, 5, 5), 0.32)])
def test_kappa_on_the_published_tables(table: tuple[int, int, int, int], kappa: float) -> None:
    """Feinstein, A. R. and Cicchetti, D. V. (1990). High agreement but low kappa: I. The problems
    of two paradoxes. Journal of Clinical Epidemiology 43(6), 543-549."""
    assert round(cohen_kappa(*table), 2) == kappa


def test_kappa_is_undefined_without_variety_and_one_for_full_agreement() -> None:
    assert math.isnan(cohen_kappa(0, 0, 0, 0))
    assert math.isnan(cohen_kappa(0, 0, 0, 9))
    assert math.isnan(cohen_kappa(9, 0, 0, 0))
    assert cohen_kappa(3, 0, 0, 4) == 1
    assert cohen_kappa(0, 3, 3, 0) == -1


counts = st.integers(0, 200)


@given(counts, counts, counts, counts)
def test_kappa_does_not_ask_who_is_first(both: int, first: int, second: int, neither: int) -> None:
    one = cohen_kappa(both, first, second, neither)
    other = cohen_kappa(neither, second, first, both)
    assert one == other or (math.isnan(one) and math.isnan(other))
    assert math.isnan(one) or one <= 1


def test_each_rule_is_judged_by_itself() -> None:
    table = compare(FOUND, GOLD, (EN, ZH), BOOK).rules.set_index("rule")
    assert list(table.index) == ["a-rule", "b-rule", "unused-rule"]
    assert table.loc["a-rule", ["suggested", "both", "gold"]].tolist() == [2, 1, 2]
    assert table.loc["b-rule", ["precision", "share_of_gold"]].tolist() == [0.5, 1]
    assert math.isnan(table.loc["unused-rule", "precision"])


def test_limits_hold_the_values_and_are_the_same_again() -> None:
    made = compare(FOUND, GOLD, (EN, ZH), BOOK)
    table = with_intervals(made).set_index("code")
    assert table.equals(with_intervals(made).set_index("code"))
    for name in ("precision", "recall", "f1", "kappa"):
        row = table.loc["all codes"]
        assert row[f"{name}_low"] <= row[name] <= row[f"{name}_high"]
    assert math.isnan(table.loc["unused", "f1_low"])
    assert math.isnan(table.loc["all codes (en)", "kappa_low"])


def test_limits_of_kappa_are_those_of_resampled_turns() -> None:
    talk = transcript("long", "\n".join(f"A: {number}." for number in range(1, 201)))
    gold = [Row("long", number, "a" if number % 4 == 0 else "") for number in range(1, 201)]
    found = [suggestion("a", talk, number) for number in range(1, 201) if number % 4 == 0]
    found = found[:40] + [suggestion("a", talk, number) for number in (1, 2, 3, 5)]
    row = with_intervals(compare(found, gold, (talk,), BOOK)).set_index("code").loc["a"]
    assert row["kappa"] == pytest.approx(0.29 / 0.36)
    assert (row["kappa_low"], row["kappa_high"]) == pytest.approx((0.71, 0.89), abs=0.04)


def test_rho_stands_at_codes_and_not_at_pooled_rows() -> None:
    table = with_rho(compare(FOUND, GOLD, (EN, ZH), BOOK), 0.65).set_index("code")
    assert 0 <= table.loc["a", "rho"] <= 1
    assert math.isnan(table.loc["all codes", "rho"])
