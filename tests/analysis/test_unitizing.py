"""Agreement on free segments."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.analysis.alpha import krippendorff_alpha
from qcode.analysis.coefficients import gwet_ac1, kappa, percent_agreement, specific_agreement
from qcode.analysis.unitizing import (
    Stretch,
    character_agreement,
    matched_segments,
    unitizing_alpha,
)

LENGTH = 40


def stretches() -> st.SearchStrategy[list[Stretch]]:
    places = st.integers(0, LENGTH)
    pair = st.tuples(places, places).filter(lambda p: p[0] != p[1])
    return st.lists(pair.map(lambda p: (min(p), max(p))), max_size=5)


def test_krippendorff_2004_example() -> None:
    """Content analysis (2004), p. 254: positions 150 to 450: c .729, k 1, both .859."""
    c = {"i": [(75, 145), (220, 250)], "j": [(70, 150), (205, 225), (250, 270)]}
    k = {"i": [(30, 90), (150, 200)], "j": [(30, 90), (150, 200)]}
    assert unitizing_alpha({"c": c}, 300).value == pytest.approx(0.7286, abs=0.0001)
    assert unitizing_alpha({"k": k}, 300).value == 1.0
    assert unitizing_alpha({"c": c, "k": k}, 300).value == pytest.approx(0.859, abs=0.0005)


@given(stretches(), stretches(), stretches())
def test_unitizing_alpha_does_not_depend_on_the_order_of_coders(
    a: list[Stretch], b: list[Stretch], c: list[Stretch]
) -> None:
    one = unitizing_alpha({"x": {"1": a, "2": b, "3": c}}, LENGTH)
    other = unitizing_alpha({"x": {"1": c, "2": a, "3": b[::-1]}}, LENGTH)
    assert one.value == pytest.approx(other.value, nan_ok=True)
    assert math.isnan(one.value) == bool(one.reason)


@given(stretches().filter(bool))
def test_the_same_segments_agree_perfectly(a: list[Stretch]) -> None:
    found = unitizing_alpha({"x": {"1": a, "2": a}}, LENGTH)
    assert found.value == 1.0 or found.reason  # one segment over the whole text has no chance
    assert matched_segments({"1": a, "2": a}).value == 1.0


@given(stretches(), stretches())
def test_characters_as_units_counted_one_by_one(a: list[Stretch], b: list[Stretch]) -> None:
    marks = np.zeros((2, LENGTH), dtype=bool)
    for row, each in zip(marks, (a, b), strict=True):
        for start, end in each:
            row[start:end] = True
    values = pd.DataFrame(marks.T)
    found = {
        name: each.value for name, each in character_agreement({"a": a, "b": b}, LENGTH).items()
    }
    expected = {
        "percent": percent_agreement(values).value,
        "positive_agreement": specific_agreement(values, True)[0].value,
        "negative_agreement": specific_agreement(values, False)[0].value,
        "kappa": kappa(values).value,
        "alpha": krippendorff_alpha(values).value,
        "ac1": gwet_ac1(values, categories=2).value,
        "pabak": 2 * percent_agreement(values).value - 1,
    }
    assert found == pytest.approx(expected, nan_ok=True)


def test_segments_match_from_a_stated_share_of_the_longer_one() -> None:
    marked = {"ann": [(0, 10), (20, 30)], "bo": [(5, 15), (20, 29), (50, 60)]}
    assert matched_segments(marked, 0.5).value == pytest.approx(4 / 5)
    assert matched_segments(marked, 0.6).value == pytest.approx(2 / 5)
    assert matched_segments(marked, 1.0).value == 0.0


def test_a_segment_is_matched_once() -> None:
    assert matched_segments({"a": [(0, 10)], "b": [(0, 9), (1, 10)]}).value == pytest.approx(2 / 3)


def test_undefined_and_wrong_calls() -> None:
    nothing: dict[str, list[Stretch]] = {"a": [], "b": []}
    assert unitizing_alpha({"x": nothing}, 10).reason == "nobody marked anything"
    assert matched_segments(nothing).reason == "nobody marked anything"
    assert character_agreement(nothing, 10)["kappa"].reason
    with pytest.raises(ValueError, match="not inside 0 to 10"):
        unitizing_alpha({"x": {"a": [(5, 11)], "b": []}}, 10)
    with pytest.raises(ValueError, match="two coders"):
        unitizing_alpha({"x": {"a": []}}, 10)
    with pytest.raises(ValueError, match="a share above 0"):
        matched_segments(nothing, 0)
    with pytest.raises(ValueError, match="two coders, not 1"):
        character_agreement({"a": []}, 10)
