"""Krippendorff's alpha for one value a unit, and for a set of codes a unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations
from typing import Literal

import numpy as np
import pandas as pd

from qcode.analysis.coefficients import (
    NO_PAIRS,
    ONE_VALUE,
    Coefficient,
    Floats,
    undefined,
    value_counts,
)

Distance = Literal["masi", "jaccard"]


def krippendorff_alpha(values: pd.DataFrame) -> Coefficient:
    """Krippendorff's alpha for nominal values: agreement beyond what chance would give.

    Args:
        values: one row a unit, one column a coder, shape (n_units, n_coders); a cell is a value, or
            missing where that coder did not see that unit. A unit seen by one coder is left out.

    Returns:
        A number without unit, at most 1.0; 0.0 is chance, below 0 is worse than chance. Undefined
        when no unit was seen by two coders, or one value is used throughout.

    Reference:
        Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability. The four-coder example
        there (0.743) is a test.
    """
    counts = value_counts(values)
    sizes = counts.sum(axis=1)
    counts, sizes = counts[sizes > 1], sizes[sizes > 1]
    weights = 1 / (sizes - 1)
    coincidences = (counts * weights[:, None]).T @ counts - np.diag(weights @ counts)
    return _alpha(coincidences, 1.0 - np.eye(counts.shape[1]))


def set_alpha(values: pd.DataFrame, distance: Distance = "masi") -> Coefficient:
    """Krippendorff's alpha where a coder gives a unit a set of codes, also the empty one.

    Args:
        values: one row a unit, one column a coder; a cell is a set of code ids (empty: seen, and
            no code applied), or missing where that coder did not see that unit.
        distance: how far apart two sets are, 0 to 1: `jaccard`, one minus the share of common codes
            among all codes of either; `masi`, the same with the share weighted by 1 for equal sets,
            2/3 where one holds the other, 1/3 where they cross, 0 where nothing is common.

    Raises:
        ValueError: `distance` is another word.

    Reference:
        Passonneau, R. (2006). Measuring agreement on set-valued items (MASI) for semantic and
        pragmatic annotation. LREC 2006.
    """
    if distance not in DISTANCES:
        raise ValueError(f"distance is one of {', '.join(DISTANCES)}, not '{distance}'")
    far = DISTANCES[distance]
    rows = values.to_numpy(dtype=object)
    units = [[frozenset(cell) for cell in row if isinstance(cell, AbstractSet)] for row in rows]
    units = [unit for unit in units if len(unit) > 1]
    totals = Counter(cell for unit in units for cell in unit)
    if not totals:
        return undefined(NO_PAIRS)
    used = sorted(totals, key=sorted)
    expected = _expected(used, np.array([totals[each] for each in used], dtype=float), far)
    if not expected:
        return undefined(ONE_VALUE)
    pairs = [
        (len(one & other), len(one), len(other), 2 / (len(unit) - 1))
        for unit in units
        for one, other in combinations(unit, 2)
    ]
    common, first, second, weights = np.array(pairs).T
    observed = (far(common, first, second) * weights).sum()
    return Coefficient(float(1 - (totals.total() - 1) * observed / expected))


def jaccard_distance(first: AbstractSet[str], second: AbstractSet[str]) -> float:
    """One minus common codes over all codes; 0.0 for two empty sets."""
    return _of_sets(_jaccard, first, second)


def masi_distance(first: AbstractSet[str], second: AbstractSet[str]) -> float:
    """One minus Jaccard's similarity times monotonicity (1, 2/3, 1/3 or 0)."""
    return _of_sets(_masi, first, second)


def _jaccard(common: Floats, first: Floats, second: Floats) -> Floats:
    """Jaccard's distance from the sizes of two sets and of what they have in common."""
    either = first + second - common
    return np.where(either > 0, 1 - common / np.maximum(either, 1), 0.0)


def _masi(common: Floats, first: Floats, second: Floats) -> Floats:
    is_within = (common == first) | (common == second)
    is_same = (common == first) & (common == second)
    weight = np.select([is_same, common == 0, is_within], [1.0, 0.0, 2 / 3], 1 / 3)
    return np.where(is_same, 0.0, 1 - weight * (1 - _jaccard(common, first, second)))


Far = Callable[[Floats, Floats, Floats], Floats]
DISTANCES: dict[str, Far] = {"masi": _masi, "jaccard": _jaccard}
_AT_ONCE = 500
"""Rows of a matrix of distances, so that many different sets need little memory."""


def _of_sets(far: Far, first: AbstractSet[str], second: AbstractSet[str]) -> float:
    sizes = (len(first & second), len(first), len(second))
    common, one, other = (np.array(float(size)) for size in sizes)
    return float(far(common, one, other))


def _expected(used: Sequence[AbstractSet[str]], totals: Floats, far: Far) -> float:
    """The distances of all pairs of sets that were given, summed."""
    codes = {code: at for at, code in enumerate(sorted({code for each in used for code in each}))}
    holds = np.zeros((len(used), len(codes)))
    for row, each in zip(holds, used, strict=True):
        row[[codes[code] for code in each]] = 1
    sizes = holds.sum(axis=1)
    found = 0.0
    for start in range(0, len(used), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        distances = far(holds[some] @ holds.T, sizes[some, None], sizes[None])
        found += float(totals[some] @ distances @ totals)
    return found


def _alpha(coincidences: Floats, distances: Floats) -> Coefficient:
    """One minus observed over expected disagreement, from a matrix of coincidences."""
    totals = coincidences.sum(axis=0)
    n = totals.sum()
    if not n:
        return undefined(NO_PAIRS)
    # The distance of a value from itself is 0: the diagonal, n(n-1) in the formula, drops out.
    expected = (np.outer(totals, totals) * distances).sum()
    if not expected:
        return undefined(ONE_VALUE)
    return Coefficient(float(1 - (n - 1) * (coincidences * distances).sum() / expected))
