"""The table of agreement, its intervals, and the list of disagreements."""

from __future__ import annotations

import hashlib
import math
import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.analysis.agreement_table import agreement
from qcode.analysis.alpha import krippendorff_alpha, set_alpha
from qcode.analysis.bootstrap import percentile_interval, resampled
from qcode.analysis.coefficients import (
    brennan_prediger,
    gwet_ac1,
    mean_kappa,
    percent_agreement,
    specific_agreement,
)
from qcode.analysis.judged import disagreements, gather
from qcode.analysis.yes_no import MEASURES
from qcode.errors import QcodeError
from qcode.model.judged import Judged

CODES = ("trust", "fear")


def judged(rows: str) -> list[Judged]:
    """Lines `transcript unit coder code,code`; `-` for none."""
    return [
        Judged(transcript, int(unit), coder, frozenset(codes.strip("-").split(",")) - {""})
        for transcript, unit, coder, codes in map(str.split, rows.strip().splitlines())
    ]


def drawn(coders: str, transcripts: int, units: int, seen: float, seed: int = 1) -> list[Judged]:
    random = np.random.default_rng(seed)
    records = []
    for transcript in range(transcripts):
        for unit in range(units):
            truth = random.random(2) < 0.3
            for coder in coders:
                marks = np.where(random.random(2) < 0.8, truth, random.random(2) < 0.3)
                codes = frozenset(code for code, mark in zip(CODES, marks, strict=True) if mark)
                if random.random() < seen:
                    records.append(Judged(f"T{transcript}", unit, coder, codes))
    return records


ROWS = """
T1 1 ann trust
T1 1 bo  trust,fear
T1 2 ann trust
T1 2 bo  -
T1 3 ann -
T1 3 bo  -
T2 1 ann fear
"""


def test_one_row_a_code_then_all_codes_pooled() -> None:
    found = agreement(judged(ROWS), CODES)
    table = found.codes.set_index("code")
    assert list(table.index) == ["trust", "fear", "all codes"]
    assert table["units"].tolist() == [3, 3, 6]
    assert table["positives_ann"].tolist() == [2, 0, 2]
    assert table["positives_bo"].tolist() == [1, 1, 2]
    assert table["percent"].tolist() == pytest.approx([2 / 3, 2 / 3, 4 / 6])
    assert table["positive_agreement"].tolist() == pytest.approx([2 / 3, 0, 1 / 2])
    assert table["kappa"].tolist() == pytest.approx([0.4, 0.0, 0.25])
    assert (found.transcripts, found.coders) == (1, ("ann", "bo"))
    # Observed (2/3 + 1 + 0) / 3; expected over the 15 pairs of six sets (2 x 2/3 + 9 x 1) / 15.
    assert found.notes == (
        "no intervals: they need 20 transcripts, and here are 1",
        "all codes of a unit taken as one set (MASI distance): alpha 0.194",
    )
    assert table["kappa_low"].isna().all()


@pytest.mark.parametrize(("coders", "seen"), [("ab", 1), ("ab", 0.8), ("abcd", 1), ("abcd", 0.7)])
def test_the_table_has_what_the_coefficients_say(coders: str, seen: float) -> None:
    records = drawn(coders, 6, 20, seen)
    table = agreement(records, CODES).codes.set_index("code")
    for code in CODES:
        values = gather(records, CODES).yes_no(code)
        expected = {
            "percent": percent_agreement(values).value,
            "positive_agreement": specific_agreement(values, True)[0].value,
            "negative_agreement": specific_agreement(values, False)[0].value,
            "kappa": mean_kappa(values).value,
            "alpha": krippendorff_alpha(values).value,
            "ac1": gwet_ac1(values, categories=2).value,
            "pabak": brennan_prediger(values, categories=2).value,
        }
        assert table.loc[code, list(expected)].to_dict() == pytest.approx(expected)


def test_codes_as_categories_where_each_unit_has_one() -> None:
    """Three of four units alike, by chance 3/4 x 2/4 + 1/4 x 2/4: kappa (3/4 - 1/2) / (1/2); five
    of eight values are trust, three fear: alpha 1 - 7 x 1 / (5 x 3)."""
    pairs = [("trust", "trust"), ("trust", "fear"), ("fear", "fear"), ("trust", "trust")]
    rows = "\n".join(f"T {u} ann {a}\nT {u} bo {b}" for u, (a, b) in enumerate(pairs))
    assert agreement(judged(rows), CODES, draws=0).notes[-1] == (
        "each unit has one code of each coder; with codes as categories, kappa 0.500, alpha 0.533"
    )


def test_the_order_of_records_does_not_matter() -> None:
    records = drawn("abc", 22, 5, 0.9)
    table = agreement(records, CODES, draws=50).codes
    pd.testing.assert_frame_equal(table, agreement(records[::-1], CODES, draws=50).codes)


def test_high_agreement_on_a_rare_code_is_warned_of() -> None:
    """96 % agreement, positive agreement .50: 2 units both, 2 one alone and 2 the other alone."""
    pairs = (
        [("trust", "trust")] * 2 + [("trust", "-")] * 2 + [("-", "trust")] * 2 + [("-", "-")] * 94
    )
    rows = "\n".join(f"T {u} ann {a}\nT {u} bo {b}" for u, (a, b) in enumerate(pairs))
    row = agreement(judged(rows), ["trust"]).codes.iloc[0]
    assert row["percent"] == pytest.approx(0.96)
    assert row["warning"] == (
        "96% agreement is mostly due to prevalence: agreement on applying the code is 0.50,"
        " from 8 judgements"
    )


def test_undefined_is_nan_with_the_reason_beside_it() -> None:
    rows = "T 1 ann -\nT 1 bo -\nT 2 ann -\nT 2 bo -"
    row = agreement(judged(rows), ["trust"]).codes.iloc[0]
    assert math.isnan(row["kappa"]) and math.isnan(row["alpha"])
    assert row["undefined"] == (
        "positive_agreement: nobody applied the code; kappa, alpha: all coders used one value"
        " throughout: chance agreement is complete"
    )
    apart = agreement(judged("T 1 ann -\nT 2 bo -"), ["trust"]).codes.iloc[0]
    assert apart["undefined"] == "all: no unit was seen by two coders"


def test_intervals_hold_the_value_and_are_the_same_on_every_machine() -> None:
    records = drawn("ab", 25, 12, 1)
    found = agreement(records, CODES, draws=200, seed=7)
    table = found.codes
    assert found.notes[0] == "95% intervals: 200 resamples of transcripts, seed 7"
    assert (table["kappa_low"] < table["kappa"]).all()
    assert (table["kappa"] < table["kappa_high"]).all()
    assert not table.equals(agreement(records, CODES, draws=200, seed=8).codes)
    written = table.to_csv(index=False).encode()
    assert (
        written == agreement(records, CODES, draws=200, seed=7).codes.to_csv(index=False).encode()
    )


def test_no_interval_where_few_transcripts_have_the_code() -> None:
    """One of 25 transcripts has it: about (24/25)**25 = 36 % of the resamples have none."""
    rows = [f"T{number} 1 {coder} -" for number in range(24) for coder in ("ann", "bo")]
    rows += ["T24 1 ann trust", "T24 1 bo trust"]
    row = agreement(judged("\n".join(rows)), ["trust"]).codes.iloc[0]
    assert row["kappa"] == 1.0
    assert math.isnan(row["kappa_low"]) and row["percent_low"] == 1.0
    assert row["undefined"] == (
        "positive_agreement, kappa, alpha: no interval, as it is undefined in more than 5% of the"
        " resamples"
    )


def test_resamples_are_fixed_by_their_seed() -> None:
    drawn_counts = resampled(5, 3, seed=1)
    assert drawn_counts.sum(axis=1).tolist() == [5, 5, 5]
    digest = hashlib.sha256(resampled(30, 100, seed=1).astype("<i8").tobytes()).hexdigest()
    assert digest[:12] == "abea72ec832a"


def test_percentile_interval_takes_draws_and_withholds_where_many_are_undefined() -> None:
    values = np.arange(1.0, 1001.0)[:, None].repeat(2, axis=1)
    values[:60, 1] = np.nan
    low, high = percentile_interval(values)
    assert (low[0], high[0]) == (25, 976)
    assert math.isnan(low[1]) and math.isnan(high[1])


def test_the_sets_of_codes_for_alpha() -> None:
    sets = gather(judged(ROWS), CODES).code_sets()
    assert sets["bo"].tolist() == [{"trust", "fear"}, set(), set(), None]
    # Observed (1/2 + 1 + 0) / 3; expected over the 15 pairs of six sets (2 x 1/2 + 9 x 1) / 15.
    assert set_alpha(sets, "jaccard").value == pytest.approx(1 - (1.5 / 3) / (10 / 15))


def test_disagreements() -> None:
    table = disagreements(judged(ROWS), CODES)
    assert table.to_csv(index=False) == (
        "transcript,unit,code,applied_by,not_applied_by\nT1,1,fear,bo,ann\nT1,2,trust,ann,bo\n"
    )


def test_what_cannot_be_compared() -> None:
    with pytest.raises(QcodeError, match="needs two coders, there is 1"):
        agreement(judged("T 1 ann trust"), CODES)
    with pytest.raises(QcodeError, match="judged unit '1' of 'T' twice"):
        agreement(judged("T 1 ann trust\nT 1 ann -\nT 1 bo -"), CODES)


def test_all_codes_never_stand_alone() -> None:
    with pytest.raises(QcodeError, match="agreement needs a code"):
        agreement(judged(ROWS), [])


def test_a_large_study_takes_seconds() -> None:
    """20,000 units, 40 codes, 2 coders, 1,000 resamples."""
    random = np.random.default_rng(3)
    codes = [f"c{number}" for number in range(40)]
    records = [
        Judged(f"T{unit // 200}", unit, coder, frozenset(random.choice(codes, 2)))
        for unit in range(20_000)
        for coder in "ab"
    ]
    start = time.perf_counter()
    assert len(agreement(records, codes).codes) == 41
    assert time.perf_counter() - start < 30  # far less, but machines are busy


@given(st.integers(2, 4), st.lists(st.tuples(*[st.sampled_from("+- ")] * 4), max_size=8))
def test_every_coefficient_has_a_value_or_a_reason(
    coders: int, units: list[tuple[str, ...]]
) -> None:
    records = [
        Judged("T", number, f"coder {place}", frozenset({"trust"} if cell == "+" else ()))
        for number, unit in enumerate(units)
        for place, cell in enumerate(unit[:coders])
        if cell != " "
    ]
    if len({each.coder for each in records}) > 1:
        row = agreement(records, ["trust"], draws=0).codes.iloc[0]
        for name in MEASURES:
            has_reason = name in row["undefined"] or row["undefined"].startswith("all:")
            assert math.isnan(row[name]) == has_reason
