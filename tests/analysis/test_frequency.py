from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.analysis.frequency import frequency
from qcode.analysis.rows import NOT_GIVEN
from qcode.errors import QcodeError
from tests.analysis.records import codebook, suggestion, transcript

BOOK = codebook(
    """
care:
  family
  school
work
unused
"""
)
EN = transcript(
    "en",
    """
    I: Who looks after the child?
    A: The grandmother does. The school helps.
    B: I work far away.
    A: Yes.
    """,
    attributes=[("site", "North"), ("year", "2023")],
)
ZH = transcript(
    "zh", "问: 谁照顾孩子？\n甲: 奶奶照顾。", language="zh", attributes=[("site", "South")]
)
EMPTY = transcript("empty", "I: Anything else?\nA: No.")
ALL = (EN, ZH, EMPTY)
FOUND = (
    suggestion("family", EN, 2, "The grandmother does."),
    suggestion("family", EN, 2, "The school helps."),
    suggestion("school", EN, 2, "The school helps."),
    suggestion("work", EN, 3),
    suggestion("family", ZH, 2),
)


def rows(table: pd.DataFrame) -> dict[object, list[float]]:
    return {name: list(values) for name, values in zip(table.index, table.to_numpy(), strict=True)}


def test_segments_count_once_and_zero_rows_and_columns_stay() -> None:
    table = frequency([*FOUND, FOUND[0]], ALL, BOOK)
    assert list(table.columns) == ["family", "school", "work", "unused"]
    assert rows(table) == {"en": [2, 1, 1, 0], "zh": [1, 0, 0, 0], "empty": [0, 0, 0, 0]}
    assert table.index.name == "transcript"
    assert all(dtype == np.int64 for dtype in table.dtypes)


def test_units_count_turns_or_transcripts_once() -> None:
    assert rows(frequency(FOUND, ALL, BOOK, count="units"))["en"] == [1, 1, 1, 0]
    by_sentence = frequency(FOUND, ALL, BOOK, count="units", unit="sentence")
    assert rows(by_sentence)["en"] == [2, 1, 1, 0]
    by_role = frequency(FOUND, ALL, BOOK, by="role", count="units", unit="transcript")
    assert rows(by_role) == {"participant": [2, 1, 1, 0]}


def test_binary_is_one_or_zero() -> None:
    assert rows(frequency(FOUND, ALL, BOOK, count="binary"))["en"] == [1, 1, 1, 0]


def test_a_heading_counts_a_segment_once_whatever_its_children() -> None:
    table = frequency(FOUND, ALL, BOOK, roll_up=True)
    assert list(table.columns) == ["care", "family", "school", "work", "unused"]
    assert rows(table)["en"] == [2, 2, 1, 1, 0]
    assert rows(frequency(FOUND, ALL, BOOK, roll_up=True, count="units"))["en"][0] == 1


def test_a_parent_with_rules_counts_itself_and_those_below_once() -> None:
    book = codebook("top\n  below")
    found = [suggestion("top", EN, 3), suggestion("below", EN, 3), suggestion("below", EN, 4)]
    assert rows(frequency(found, [EN], book))["en"] == [1, 2]
    assert rows(frequency(found, [EN], book, roll_up=True))["en"] == [2, 2]


def test_rows_by_speaker_role_and_attribute() -> None:
    by_speaker = rows(frequency(FOUND, ALL, BOOK, by="speaker"))
    assert by_speaker == {
        "en/A": [2, 1, 0, 0],
        "en/B": [0, 0, 1, 0],
        "zh/甲": [1, 0, 0, 0],
        "empty/A": [0, 0, 0, 0],
    }
    asked = [*FOUND, suggestion("family", EN, 1)]
    assert rows(frequency(asked, ALL, BOOK, by="role")) == {"participant": [3, 1, 1, 0]}
    everyone = frequency(asked, ALL, BOOK, by="role", speakers="all")
    assert rows(everyone) == {"participant": [3, 1, 1, 0], "interviewer": [1, 0, 0, 0]}
    by_site = frequency(FOUND, ALL, BOOK, by="site")
    assert by_site.index.name == "site"
    assert rows(by_site) == {
        "North": [2, 1, 1, 0],
        "South": [1, 0, 0, 0],
        NOT_GIVEN: [0, 0, 0, 0],
    }
    assert rows(frequency(FOUND, ALL, BOOK, by="attribute:site")) == rows(by_site)


def test_a_speakers_attribute_stands_before_the_transcripts() -> None:
    home = transcript(
        "home",
        """
        I: Who helps?
        A: The school helps.
        B: I do.
        C: She does.
        """,
        attributes=[("Age", "old"), ("site", "North")],
        of_speakers={"A": [("age", "young")], "C": [("age", "")], "I": [("age", "middle")]},
    )
    found = [
        suggestion("school", home, 2),
        suggestion("work", home, 3),
        suggestion("work", home, 4),
    ]
    silent = transcript("silent", "I: Hello?", attributes=[("age", "unknown")])
    table = frequency(found, [home, silent, EMPTY], BOOK, by="AGE")
    assert table.index.name == "Age"
    assert rows(table) == {
        "young": [0, 1, 0, 0],
        "old": [0, 0, 2, 0],
        "unknown": [0, 0, 0, 0],
        NOT_GIVEN: [0, 0, 0, 0],
    }
    share = frequency(found, [home], BOOK, by="age", count="share")
    assert rows(share) == {"young": [0, 1, 0, 0], "old": [0, 0, 1, 0]}
    everyone = frequency(found, [home], BOOK, by="age", count="share", speakers="all")
    assert list(everyone.index) == ["middle", "young", "old"]
    rate = frequency(found, [home], BOOK, by="age", count="per-1000")
    assert rows(rate) == {
        ("young", "1000 words"): [0, 1000 / 3, 0, 0],
        ("old", "1000 words"): [0, 0, 500, 0],
    }


def test_names_of_attributes_are_one_in_any_case_and_unicode_form() -> None:
    one = transcript("one", "A: Yes.", attributes=[("Cafe\u0301", "x")])
    two = transcript("two", "A: Yes.", attributes=[("caf\u00e9", "y")])
    table = frequency([], [one, two], BOOK, by="CAF\u00c9")
    assert list(table.index) == ["x", "y"]
    assert table.index.name == "Cafe\u0301"
    made = transcript("t", "A: Yes.", of_speakers={"A": [("role", "cook")]})
    by_attribute = frequency([], [made], BOOK, by="attribute:Role")
    assert (by_attribute.index.name, list(by_attribute.index)) == ("attribute:role", ["cook"])


@pytest.mark.parametrize(
    ("by", "message"),
    [
        ("sight", "no transcript has an attribute 'sight'\n  hint: did you mean 'site'?"),
        ("sight", "did you mean 'site'? there are: site, year"),
        ("speakers", "attribute 'speakers'\n  hint: did you mean 'speaker'?"),
        ("attribute:role", "attribute 'role'\n  hint: there are: site, year"),
        ("attribute", "attribute 'attribute'\n  hint: say which, for example --by attribute:site"),
    ],
)
def test_an_unknown_attribute_is_named(by: str, message: str) -> None:
    with pytest.raises(QcodeError) as error:
        frequency(FOUND, ALL, BOOK, by=by)
    assert message in str(error.value)


def test_without_attributes_the_hint_is_where_to_write_them() -> None:
    with pytest.raises(QcodeError, match="write 'site: VALUE' into the front matter"):
        frequency([], [EMPTY], BOOK, by="site")


def test_rates_per_words_and_per_characters_are_never_pooled() -> None:
    table = frequency(FOUND, ALL, BOOK, count="per-1000")
    assert table.index.names == ["transcript", "per"]
    # en: participants say 6 + 4 + 1 words; zh: 4 characters of answers.
    assert rows(table) == {
        ("en", "1000 words"): [2000 / 11, 1000 / 11, 1000 / 11, 0],
        ("zh", "1000 characters"): [250.0, 0, 0, 0],
        ("empty", "1000 words"): [0, 0, 0, 0],
    }
    by_role = frequency(FOUND, ALL, BOOK, by="role", count="per-1000")
    assert rows(by_role) == {
        ("participant", "1000 words"): [2000 / 12, 1000 / 12, 1000 / 12, 0],
        ("participant", "1000 characters"): [250.0, 0, 0, 0],
    }


def test_in_a_mixed_transcript_a_segment_counts_by_its_own_script() -> None:
    mixed = transcript("m", "A: 我们用APP打卡。 He signs twice.", language="mixed")
    found = [
        suggestion("work", mixed, 1, "我们用APP打卡。"),
        suggestion("work", mixed, 1, "He signs twice."),
        suggestion("family", mixed, 1, "He signs twice."),
    ]
    table = frequency(found, [mixed], BOOK, count="per-1000")
    assert rows(table) == {
        ("m", "1000 words"): [250.0, 0, 250.0, 0],
        ("m", "1000 characters"): [0, 0, 200.0, 0],
    }


def test_share_is_of_the_turns_in_view_and_undefined_without_any() -> None:
    silent = transcript("silent", "I: Is anybody there?")
    table = frequency(FOUND, [*ALL, silent], BOOK, count="share")
    assert rows(table)["en"] == [1 / 3, 1 / 3, 1 / 3, 0]
    assert all(math.isnan(value) for value in rows(table)["silent"])
    of_all = frequency(FOUND, [*ALL, silent], BOOK, count="share", speakers="all")
    assert rows(of_all)["en"] == [1 / 4, 1 / 4, 1 / 4, 0]
    assert rows(of_all)["silent"] == [0, 0, 0, 0]
    by_role = frequency(FOUND, [*ALL, silent], BOOK, by="role", count="share", unit="transcript")
    assert rows(by_role)["participant"] == [2 / 3, 1 / 3, 1 / 3, 0]


def test_there_is_no_share_of_sentences() -> None:
    with pytest.raises(QcodeError, match="no share of sentences"):
        frequency(FOUND, ALL, BOOK, count="share", unit="sentence")


def test_a_wrong_choice_is_named() -> None:
    with pytest.raises(QcodeError, match="'often' is not a choice for count\n  hint: use segments"):
        frequency(FOUND, ALL, BOOK, count="often")  # type: ignore[arg-type]


def test_suggestions_for_other_transcripts_are_refused() -> None:
    with pytest.raises(QcodeError, match="about transcript 'zh', which is not among those given"):
        frequency(FOUND, (EN,), BOOK)


def test_long_form_has_a_row_a_cell() -> None:
    table = frequency(FOUND[:4], (EN,), BOOK, long=True)
    assert table.to_dict("list") == {
        "transcript": ["en"] * 4,
        "code": ["family", "school", "work", "unused"],
        "value": [2, 1, 1, 0],
    }


def test_an_attribute_named_like_a_column_keeps_apart() -> None:
    made = transcript("t", "A: Yes.", attributes=[("code", "K1")])
    table = frequency([], [made], BOOK, by="code", long=True)
    assert list(table.iloc[0]) == ["K1", "family", 0]
    assert list(table.columns) == ["attribute:code", "code", "value"]


def test_long_form_of_rates_has_the_counts_behind_them() -> None:
    table = frequency(FOUND[4:], (ZH,), BOOK, count="per-1000", long=True)
    assert list(table.columns) == ["transcript", "per", "code", "value", "n", "of"]
    assert list(table.iloc[0]) == ["zh", "1000 characters", "family", 250.0, 1, 4]


@pytest.mark.parametrize("count", ["segments", "per-1000", "share"])
@pytest.mark.parametrize("by", ["transcript", "speaker", "role"])
def test_nothing_in_gives_an_empty_table(count: str, by: str) -> None:
    table = frequency([], [], BOOK, by=by, count=count)  # type: ignore[arg-type]
    assert list(table.columns) == ["family", "school", "work", "unused"]
    assert not table.to_numpy().any() or np.isnan(table.to_numpy()).all()


places = st.lists(
    st.tuples(st.sampled_from(["family", "school", "work"]), st.sampled_from([1, 2, 3, 4])),
    max_size=12,
)


@given(places)
def test_counts_equal_plain_sets(marks: list[tuple[str, int]]) -> None:
    found = [suggestion(code, EN, turn) for code, turn in marks]
    table = frequency(found, [EN], BOOK, roll_up=True)
    seen = {(code, turn) for code, turn in marks if turn != 1}
    for code in ("family", "school", "work"):
        assert table.loc["en", code] == len({turn for mark, turn in seen if mark == code})
    assert table.loc["en", "care"] == len({turn for mark, turn in seen if mark != "work"})


@given(places)
def test_order_and_repeats_change_nothing(marks: list[tuple[str, int]]) -> None:
    found = [suggestion(code, EN, turn) for code, turn in marks]
    again = frequency([*reversed(found), *found], ALL, BOOK)
    assert frequency(found, ALL, BOOK).equals(again)


def test_totals_count_each_segment_and_unit_once() -> None:
    def total(**asked: object) -> dict[object, list[float]]:
        return rows(frequency(FOUND, ALL, BOOK, totals=True, **asked))  # type: ignore[arg-type]

    segments = total()
    assert segments["en"] == [2, 1, 1, 0, 3]
    assert segments["(all)"] == [3, 1, 1, 0, 4]
    assert total(count="units")["(all)"] == [2, 1, 1, 0, 3]
    assert total(count="units", unit="transcript", by="speaker")["(all)"] == [2, 1, 1, 0, 2]
    assert total(count="binary")["(all)"] == [2, 1, 1, 0, 2]
    assert total(count="share")["(all)"] == [2 / 5, 1 / 5, 1 / 5, 0, 3 / 5]
    assert total(roll_up=True)["(all)"] == [3, 3, 1, 1, 0, 4]
    rates = total(count="per-1000")
    assert rates["(all)", "1000 characters"][0] == rates["zh", "1000 characters"][0]
    assert ("(all)", "1000 words") in rates
    with pytest.raises(QcodeError, match="has no totals"):
        total(long=True)


def test_rows_by_several_attributes() -> None:
    table = frequency(FOUND, ALL, BOOK, by="site,year", totals=True)
    assert rows(table) == {
        "North / 2023": [2, 1, 1, 0, 3],
        f"South / {NOT_GIVEN}": [1, 0, 0, 0, 1],
        f"{NOT_GIVEN} / {NOT_GIVEN}": [0, 0, 0, 0, 0],
        "(all)": [3, 1, 1, 0, 4],
    }
    assert table.index.name == "site, year"
    by_role = frequency(FOUND, ALL, BOOK, by="role, site", count="per-1000", speakers="all")
    assert ("participant / South", "1000 characters") in by_role.index
    assert ("participant / South", "1000 words") not in by_role.index
    with pytest.raises(QcodeError, match="no transcript has an attribute 'age'"):
        frequency(FOUND, ALL, BOOK, by="site,age")
