"""Agreement of two or more coders who gave each unit one value: one number a coefficient.

Every function takes `values`: one row a unit, one column a coder, shape (n_units, n_coders). A cell
is a value of any kind (a code id, yes or no), or missing (`None`, NaN) where that coder did not see
that unit. Values are compared as equal or not; their order means nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]

NO_PAIRS = "no unit was seen by two coders"
ONE_VALUE = "all coders used one value throughout: chance agreement is complete"


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A number, or NaN and the reason why there is none."""

    value: float
    reason: str = ""
    """A sentence where `value` is NaN, else empty."""


def undefined(reason: str) -> Coefficient:
    """No number, and why."""
    return Coefficient(math.nan, reason)


def percent_agreement(values: pd.DataFrame) -> Coefficient:
    """The share (0 to 1) of pairs of coders that agree on a unit that both saw.

    Each pair on each unit weighs the same. It is not corrected for chance.
    """
    agreeing = pairs = 0
    for first, second in _pairs(values):
        agreeing += int((first == second).sum())
        pairs += len(first)
    return Coefficient(agreeing / pairs) if pairs else undefined(NO_PAIRS)


def holsti(values: pd.DataFrame) -> Coefficient:
    """Holsti's coefficient for two coders: 2M / (N1 + N2). It is not corrected for chance.

    M is the number of units on which they agree, N1 and N2 the units that each one saw: a unit
    that one alone saw counts against agreement, and only there it differs from percent agreement.

    Raises:
        ValueError: `values` has not two columns.

    Reference:
        Holsti, O. R. (1969). Content analysis for the social sciences and humanities, p. 140.
    """
    _two(values)
    seen = int(values.notna().to_numpy().sum())
    first, second = next(iter(_pairs(values)))
    agreeing = int((first == second).sum())
    return Coefficient(2 * agreeing / seen) if seen else undefined("no coder saw a unit")


def specific_agreement(values: pd.DataFrame, value: Any) -> tuple[Coefficient, int]:
    """Agreement on one value: positive agreement for yes, negative agreement for no.

    Returns:
        Of the times that a coder of a pair gave `value`, the share (0 to 1) in which the other
        gave it too; and the number of those times, summed over pairs of coders.

    Reference:
        Cicchetti, D. V., & Feinstein, A. R. (1990). High agreement but low kappa: II. Journal of
        Clinical Epidemiology, 43, 551-558.
    """
    both = given = 0
    for first, second in _pairs(values):
        here, there = first == value, second == value
        both += int((here & there).sum())
        given += int(here.sum()) + int(there.sum())
    if not given:
        return undefined("no coder gave this value on a unit that two coders saw"), 0
    return Coefficient(2 * both / given), given


def kappa(values: pd.DataFrame) -> Coefficient:
    """Cohen's kappa of two coders, over the units that both saw.

    Raises:
        ValueError: `values` has not two columns; `mean_kappa` and `fleiss_kappa` take more.

    Reference:
        Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and
        Psychological Measurement, 20, 37-46.
    """
    _two(values)
    first, second = next(iter(_pairs(values)))
    n = len(first)
    if not n:
        return undefined(NO_PAIRS)
    agreeing = int((first == second).sum())
    used = set(first) | set(second)
    # Whole numbers up to the last division: the same bits on every machine.
    chance = sum(int((first == each).sum()) * int((second == each).sum()) for each in used)
    if chance == n * n:
        return undefined(ONE_VALUE)
    return Coefficient((n * agreeing - chance) / (n * n - chance))


def mean_kappa(values: pd.DataFrame) -> Coefficient:
    """The mean of Cohen's kappa over all pairs of coders (Light's kappa).

    It is undefined where the kappa of any pair is: a mean over the other pairs flatters.

    Reference:
        Light, R. J. (1971). Measures of response agreement for qualitative data. Psychological
        Bulletin, 76, 365-377.
    """
    each = [kappa(values[list(pair)]) for pair in combinations(values.columns, 2)]
    missing = [one.reason for one in each if one.reason]
    if missing:
        return undefined(
            f"kappa is undefined for {len(missing)} of {len(each)} pairs: {missing[0]}"
        )
    if not each:
        return undefined(NO_PAIRS)
    return Coefficient(math.fsum(one.value for one in each) / len(each))


def fleiss_kappa(values: pd.DataFrame) -> Coefficient:
    """Fleiss' kappa: each unit was seen by the same number of coders, not always the same ones.

    Units that nobody saw are left out. Where the number of coders differs it is undefined.

    Reference:
        Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. Psychological
        Bulletin, 76, 378-382. The psychiatric diagnoses there (0.430) are a test.
    """
    counts = value_counts(values)
    counts = counts[counts.sum(axis=1) > 0]
    sizes = np.unique(counts.sum(axis=1))
    if len(sizes) > 1:
        return undefined("units differ in the number of coders who saw them: use alpha or AC1")
    if not len(sizes) or sizes[0] < 2:
        return undefined(NO_PAIRS)
    shares = counts.sum(axis=0) / counts.sum()
    return _corrected(_agreement_of_units(counts), float((shares**2).sum()))


def gwet_ac1(values: pd.DataFrame, categories: int | None = None) -> Coefficient:
    """Gwet's AC1: a chance agreement that stays small when nearly all units have one value.

    Args:
        values: as above. Units seen by one coder alone count for prevalence only.
        categories: how many values could have been given; as many as were, unless said. Yes/no
            judgements have two also where nobody said yes.

    Reference:
        Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of
        high agreement. British Journal of Mathematical and Statistical Psychology, 61, 29-48.
    """
    counts = value_counts(values)
    counts = counts[counts.sum(axis=1) > 0]
    possible = _possible(counts, categories)
    if not (counts.sum(axis=1) > 1).any():
        return undefined(NO_PAIRS)
    if possible < 2:
        return undefined(ONE_VALUE)
    shares = (counts / counts.sum(axis=1, keepdims=True)).mean(axis=0)
    chance = float((shares * (1 - shares)).sum()) / (possible - 1)
    return _corrected(_agreement_of_units(counts), chance)


def brennan_prediger(values: pd.DataFrame, categories: int | None = None) -> Coefficient:
    """Brennan and Prediger's coefficient: chance is one in the number of `categories`.

    With two categories it is PABAK, the prevalence-adjusted bias-adjusted kappa: 2 Po - 1.

    Reference:
        Brennan, R. L., & Prediger, D. J. (1981). Coefficient kappa: some uses, misuses, and
        alternatives. Educational and Psychological Measurement, 41, 687-699. Byrt, T., Bishop, J.,
        & Carlin, J. B. (1993). Bias, prevalence and kappa. Journal of Clinical Epidemiology, 46.
    """
    counts = value_counts(values)
    possible = _possible(counts, categories)
    if not (counts.sum(axis=1) > 1).any():
        return undefined(NO_PAIRS)
    if possible < 2:
        return undefined(ONE_VALUE)
    return _corrected(_agreement_of_units(counts), 1 / possible)


def value_counts(values: pd.DataFrame) -> Floats:
    """How many coders gave each value: one row a unit, one column a value that was used."""
    numbers, used = pd.factorize(values.to_numpy(dtype=object).ravel())
    numbers = numbers.reshape(values.shape)
    counts = [(numbers == value).sum(axis=1) for value in range(len(used))]
    return np.array(counts, dtype=float).reshape(len(used), len(values)).T


def _agreement_of_units(counts: Floats) -> float:
    """The mean over units, seen by two or more, of the share of agreeing pairs."""
    sizes = counts.sum(axis=1)
    counts, sizes = counts[sizes > 1], sizes[sizes > 1]
    agreeing = (counts * (counts - 1)).sum(axis=1)
    return float((agreeing / (sizes * (sizes - 1))).mean())


def _corrected(observed: float, chance: float) -> Coefficient:
    if chance >= 1:
        return undefined(ONE_VALUE)
    return Coefficient((observed - chance) / (1 - chance))


def _possible(counts: Floats, categories: int | None) -> int:
    used = counts.shape[1]
    if categories is not None and categories < used:
        raise ValueError(f"{used} values were given, more than the {categories} categories")
    return used if categories is None else categories


def _pairs(values: pd.DataFrame) -> list[tuple[npt.NDArray[Any], npt.NDArray[Any]]]:
    """For each pair of coders their values on the units that both saw."""
    cells, seen = values.to_numpy(dtype=object), values.notna().to_numpy()
    columns = range(cells.shape[1])
    return [
        (cells[both, first], cells[both, second])
        for first, second in combinations(columns, 2)
        for both in [seen[:, first] & seen[:, second]]
    ]


def _two(values: pd.DataFrame) -> None:
    if values.shape[1] != 2:
        raise ValueError(f"needs two coders, not {values.shape[1]}")
