from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from qcode.analysis.crosstab import chi_square, crosstab, fisher
from qcode.errors import QcodeError
from tests.analysis.records import codebook, suggestion, transcript

BOOK = codebook("care\nfear")


def test_fisher_s_tea() -> None:
    assert fisher(np.array([[3, 1], [1, 3]])) == pytest.approx(0.4857, abs=1e-4)


@pytest.mark.parametrize("seed", range(30))
def test_as_scipy_has_it(seed: int) -> None:
    rng = np.random.default_rng(seed)
    four = rng.integers(0, 12, (2, 2))
    assert fisher(four) == pytest.approx(stats.fisher_exact(four).pvalue)
    table = rng.integers(1, 30, (int(rng.integers(2, 7)), int(rng.integers(2, 5))))
    statistic, df, p = chi_square(table)
    expected = stats.chi2_contingency(table, correction=False)
    assert (statistic, df) == (pytest.approx(expected.statistic), expected.dof)
    assert p == pytest.approx(expected.pvalue, abs=1e-12)


def test_cases_are_counted_and_not_turns() -> None:
    texts = [
        transcript(
            f"P{n}", "A: One.\nA: Two.", attributes=[("Site", "north" if n < 4 else "south")]
        )
        for n in range(8)
    ]
    texts.append(transcript("P9", "A: One.\nI: Two."))
    found = [suggestion("care", text, turn) for text in texts[:3] for turn in (1, 2)]
    made = crosstab(found, texts, BOOK, "site", tests=True)
    assert made.table.iloc[:3, :4].to_numpy().tolist() == [
        ["care", "north", 3, 4],
        ["care", "south", 0, 4],
        ["care", "(not given)", 0, 1],
    ]
    row = made.tests.iloc[0]
    assert (row["test"], row["n"]) == ("Fisher", 8)
    assert row["p"] == pytest.approx(0.142857, abs=1e-5)
    assert made.tests.iloc[1]["note"] == "no test: all cases are alike in one of the two"
    with pytest.raises(QcodeError, match="no participant has an attribute 'age'"):
        crosstab(found, texts, BOOK, "age")


def test_a_chi_square_test_is_withheld_where_few_cases_are_expected() -> None:
    texts = [transcript(f"P{n}", "A: One.", attributes=[("site", "abc"[n % 3])]) for n in range(12)]
    found = [suggestion("care", text, 1) for text in texts[:5]]
    row = crosstab(found, texts, BOOK, "site", tests=True).tests.iloc[0]
    assert math.isnan(row["p"])
    assert row["note"].startswith("no test: in a cell 1.7 cases are expected")
    assert 0 <= row["effect"] <= 1
