"""Each coefficient against its published example and against independent libraries."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import combinations

import krippendorff
import numpy as np
import pandas as pd
import pytest
from nltk.metrics import agreement as nltk_agreement
from nltk.metrics.distance import jaccard_distance as nltk_jaccard
from nltk.metrics.distance import masi_distance as nltk_masi
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats import inter_rater

from qcode.analysis.alpha import (
    jaccard_distance,
    krippendorff_alpha,
    masi_distance,
    set_alpha,
)
from qcode.analysis.coefficients import (
    Coefficient,
    brennan_prediger,
    fleiss_kappa,
    gwet_ac1,
    holsti,
    kappa,
    mean_kappa,
    percent_agreement,
    specific_agreement,
    value_counts,
)

MANY: tuple[Callable[[pd.DataFrame], Coefficient], ...] = (
    percent_agreement,
    mean_kappa,
    fleiss_kappa,
    gwet_ac1,
    brennan_prediger,
    krippendorff_alpha,
)


def from_counts(cells: dict[tuple[str, str], int]) -> pd.DataFrame:
    """Units by two coders from a table of counts."""
    return pd.DataFrame([pair for pair, n in cells.items() for _ in range(n)])


def from_rows(text: str) -> pd.DataFrame:
    """Coders in rows, `*` missing, as Krippendorff prints them; turned to units by coders."""
    rows = [[None if cell == "*" else cell for cell in line.split()] for line in text.split("\n")]
    return pd.DataFrame(rows, dtype=object).T


def drawn(seed: int, coders: int, missing: float = 0.0) -> pd.DataFrame:
    """Random values that agree somewhat."""
    random = np.random.default_rng(seed)
    truth = random.integers(0, 4, 60)
    values = np.where(random.random((coders, 60)) < 0.6, truth, random.integers(0, 4, (coders, 60)))
    cells = np.array(list("abcd"), dtype=object)[values]
    cells[random.random(cells.shape) < missing] = None
    return pd.DataFrame(cells.T, dtype=object)


FOUR_CODERS = """\
1 2 3 3 2 1 4 1 2 * * *
1 2 3 3 2 2 4 1 2 5 * 3
* 3 3 3 2 3 4 2 2 5 1 *
1 2 3 3 2 4 4 1 2 5 1 *"""


def test_krippendorff_2011_four_coders() -> None:
    """Krippendorff (2011), section C: 12 units, 4 observers, missing data: 0.743."""
    values = from_rows(FOUR_CODERS)
    assert krippendorff_alpha(values).value == pytest.approx(0.743, abs=0.0005)


def test_krippendorff_2011_binary() -> None:
    """Krippendorff (2011), section A: two observers, ten yes/no units: 0.095."""
    values = from_rows("0 1 0 0 0 0 0 0 1 0\n1 1 1 0 0 1 0 0 0 0")
    assert krippendorff_alpha(values).value == pytest.approx(0.095, abs=0.0005)


@pytest.mark.parametrize(("cells", "expected"), [((40, 9, 6, 45), 0.70), ((80, 10, 5, 5), 0.32)])
def test_feinstein_cicchetti_1990(cells: tuple[int, int, int, int], expected: float) -> None:
    """Feinstein and Cicchetti (1990), tables 1 and 2: 85 % agreement both times."""
    values = from_counts(dict(zip([("y", "y"), ("y", "n"), ("n", "y"), ("n", "n")], cells)))  # noqa: B905
    assert percent_agreement(values).value == pytest.approx(0.85)
    assert kappa(values).value == pytest.approx(expected, abs=0.005)


def test_specific_agreement_of_a_skewed_table() -> None:
    """Cicchetti and Feinstein (1990), the skewed table: positive .91, negative .40."""
    values = from_counts({("y", "y"): 80, ("y", "n"): 10, ("n", "y"): 5, ("n", "n"): 5})
    positive, number = specific_agreement(values, "y")
    negative, _ = specific_agreement(values, "n")
    assert (round(positive.value, 2), number, round(negative.value, 2)) == (0.91, 175, 0.40)


def test_gwet_2014_four_raters() -> None:
    """Gwet (2014), Handbook of inter-rater reliability, 4th ed., the same data: AC1 0.775."""
    values = from_rows(FOUR_CODERS)
    assert gwet_ac1(values).value == pytest.approx(0.77544, abs=0.00001)
    observed, chance = 9 / 11, 1 / 5
    expected = (observed - chance) / (1 - chance)
    assert brennan_prediger(values).value == pytest.approx(expected)


def test_the_paradox_of_kappa_by_hand() -> None:
    """Po = 118/125 = .944; yes is 243 of 250 judgements, so AC1's chance is 2 x .972 x .028."""
    values = from_counts({("+", "+"): 118, ("+", "-"): 5, ("-", "+"): 2, ("-", "-"): 0})
    found = [round(each(values).value, 2) for each in (kappa, gwet_ac1, brennan_prediger)]
    assert found == [-0.02, 0.94, 0.89]


FLEISS_1971 = """\
0 0 0 6 0|0 3 0 0 3|0 1 4 0 1|0 0 0 0 6|0 3 0 3 0|2 0 4 0 0|0 0 4 0 2|2 0 3 1 0|2 0 0 4 0|0 0 0 0 6
1 0 0 5 0|1 1 0 4 0|0 3 3 0 0|1 0 0 5 0|0 2 0 3 1|0 0 5 0 1|3 0 0 1 2|5 1 0 0 0|0 2 0 4 0|1 0 2 0 3
0 0 0 0 6|0 1 0 5 0|0 2 0 1 3|2 0 0 4 0|1 0 0 4 1|0 5 0 1 0|4 0 0 0 2|0 2 0 4 0|1 0 5 0 0|0 0 0 0 6
"""


def test_fleiss_1971() -> None:
    """Fleiss (1971), table 1: 30 patients, 6 psychiatrists, 5 diagnoses: 0.430."""
    rows = [list(map(int, row.split())) for row in FLEISS_1971.replace("\n", "|").split("|") if row]
    values = pd.DataFrame([np.repeat(list("abcde"), row) for row in rows])
    assert len(values) == 30
    assert fleiss_kappa(values).value == pytest.approx(0.430, abs=0.0005)


def test_holsti_counts_units_that_one_alone_saw_against_agreement() -> None:
    """2 x 2 agreements, over 4 and 3 units seen."""
    values = from_rows("a b c d\na b d *")
    assert holsti(values).value == pytest.approx(4 / 7)
    assert percent_agreement(values).value == pytest.approx(2 / 3)


@pytest.mark.parametrize("seed", range(8))
def test_as_other_libraries_with_two_coders(seed: int) -> None:
    values = drawn(seed, 2)
    first, second = values[0].tolist(), values[1].tolist()
    task = nltk_agreement.AnnotationTask(
        [(str(coder), unit, values.loc[unit, coder]) for coder in (0, 1) for unit in values.index]
    )
    theirs = (cohen_kappa_score(first, second), task.kappa())
    assert theirs == pytest.approx((kappa(values).value,) * 2)
    table = pd.crosstab(values[0], values[1]).to_numpy()
    assert inter_rater.cohens_kappa(table).kappa == pytest.approx(kappa(values).value)
    assert task.avg_Ao() == pytest.approx(percent_agreement(values).value)
    assert task.S() == pytest.approx(brennan_prediger(values).value)


@pytest.mark.parametrize("seed", range(8))
def test_as_other_libraries_with_five_coders(seed: int) -> None:
    values = drawn(seed, 5)
    counts = value_counts(values)
    theirs = (
        inter_rater.fleiss_kappa(counts, "fleiss"),
        inter_rater.fleiss_kappa(counts, "randolph"),
    )
    assert theirs == pytest.approx((fleiss_kappa(values).value, brennan_prediger(values).value))
    pairs = [cohen_kappa_score(values[a], values[b]) for a, b in combinations(values.columns, 2)]
    assert mean_kappa(values).value == pytest.approx(np.mean(pairs))


@pytest.mark.parametrize("seed", range(8))
def test_alpha_as_other_libraries_with_missing_values(seed: int) -> None:
    values = drawn(seed, 4, missing=0.3)
    theirs = krippendorff.alpha(
        value_counts=value_counts(values).astype(int), level_of_measurement="nominal"
    )
    cells = [
        (str(coder), unit, values.loc[unit, coder])
        for coder in values.columns
        for unit in values.index
        if values.loc[unit].notna().sum() > 1 and values.loc[unit, coder] is not None
    ]
    task = nltk_agreement.AnnotationTask(cells)
    assert (theirs, task.alpha()) == pytest.approx((krippendorff_alpha(values).value,) * 2)


@pytest.mark.parametrize("seed", range(8))
def test_ac1_as_its_definition(seed: int) -> None:
    """Gwet (2014), Handbook of inter-rater reliability, 4th ed., unit by unit."""
    values = drawn(seed, 4, missing=0.3)
    units = [[cell for cell in row if cell is not None] for row in values.to_numpy()]
    units = [unit for unit in units if unit]
    observed = [
        sum(a == b for a, b in combinations(unit, 2)) / math.comb(len(unit), 2)
        for unit in units
        if len(unit) > 1
    ]
    shares = [sum(unit.count(q) / len(unit) for unit in units) / len(units) for q in "abcd"]
    chance = sum(share * (1 - share) for share in shares) / 3
    expected = (np.mean(observed) - chance) / (1 - chance)
    assert gwet_ac1(values).value == pytest.approx(expected)


@pytest.mark.parametrize("distance", ["masi", "jaccard"])
@pytest.mark.parametrize("seed", range(4))
def test_alpha_of_sets_as_nltk_and_as_its_definition(seed: int, distance: str) -> None:
    random = np.random.default_rng(seed)
    cells = [
        [frozenset(c for c in "xyz" if random.random() < 0.5) or frozenset("x") for _ in range(3)]
        for _ in range(30)
    ]
    values = pd.DataFrame(cells)
    theirs, ours = {
        "masi": (nltk_masi, masi_distance),
        "jaccard": (nltk_jaccard, jaccard_distance),
    }[distance]
    triples = [(str(c), u, cells[u][c]) for c in range(3) for u in range(30)]
    found = set_alpha(values, distance).value  # type: ignore[arg-type]
    if distance == "jaccard":  # nltk rounds the weights of MASI to 0.67 and 0.33
        assert found == pytest.approx(nltk_agreement.AnnotationTask(triples, theirs).alpha())
    pooled = [cell for row in cells for cell in row]
    observed = np.mean([ours(a, b) for row in cells for a, b in combinations(row, 2)])
    expected = np.mean([ours(a, b) for a, b in combinations(pooled, 2)])
    assert found == pytest.approx(1 - observed / expected)


def test_distances_of_sets() -> None:
    """Passonneau (2006): Jaccard 1/2 times 2/3 where one set holds the other."""
    one, two, cross = frozenset("a"), frozenset("ab"), frozenset("bc")
    assert masi_distance(one, two) == pytest.approx(1 - 1 / 2 * 2 / 3)
    assert masi_distance(two, cross) == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert (masi_distance(one, cross), masi_distance(two, two)) == (1.0, 0.0)
    assert (jaccard_distance(one, two), jaccard_distance(frozenset(), frozenset())) == (0.5, 0.0)
    assert (masi_distance(frozenset(), one), masi_distance(frozenset(), frozenset())) == (1.0, 0.0)


@pytest.mark.parametrize("measure", MANY)
@pytest.mark.parametrize("seed", range(4))
def test_neither_the_order_of_coders_nor_the_names_of_values_matter(
    measure: Callable[[pd.DataFrame], Coefficient], seed: int
) -> None:
    values = drawn(seed, 4)
    renamed = values.replace(dict(zip("abcd", "qjzb", strict=True)))
    expected = pytest.approx(measure(values).value)
    assert measure(values[[2, 0, 3, 1]]).value == expected
    assert measure(values.iloc[::-1]).value == expected
    assert measure(renamed).value == expected


@pytest.mark.parametrize("measure", [*MANY, kappa, holsti])
def test_perfect_agreement_is_one(measure: Callable[[pd.DataFrame], Coefficient]) -> None:
    assert measure(pd.DataFrame([list("aa"), list("bb"), list("cc")])).value == pytest.approx(1)


@pytest.mark.parametrize("measure", [kappa, mean_kappa, fleiss_kappa, krippendorff_alpha, gwet_ac1])
@pytest.mark.parametrize("text", ["a a a\na a a", "a * b\n* a *"])
def test_undefined_is_nan_with_a_reason(
    measure: Callable[[pd.DataFrame], Coefficient], text: str
) -> None:
    found = measure(from_rows(text))
    assert math.isnan(found.value)
    assert found.reason


def test_what_else_is_undefined() -> None:
    apart = from_rows("a * b\n* a *")
    assert percent_agreement(apart).reason == "no unit was seen by two coders"
    assert brennan_prediger(apart).reason == "no unit was seen by two coders"
    assert specific_agreement(apart, "a")[0].reason.startswith("no coder gave this value")
    assert math.isnan(set_alpha(pd.DataFrame([[frozenset("a"), None]], dtype=object)).value)
    assert "differ in the number" in fleiss_kappa(from_rows("a b\na b\na *")).reason
    assert gwet_ac1(from_rows("n n\nn n"), categories=2).value == 1.0


def test_a_call_that_does_not_fit() -> None:
    with pytest.raises(ValueError, match="two coders, not 3"):
        kappa(drawn(0, 3))
    with pytest.raises(ValueError, match="more than the 2 categories"):
        gwet_ac1(drawn(0, 3), categories=2)
    with pytest.raises(ValueError, match="distance is one of"):
        set_alpha(drawn(0, 3), "cosine")  # type: ignore[arg-type]
