"""Krippendorff's alpha for one value a unit, and for a set of codes a unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set as AbstractSet
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
    used = sorted({cell for unit in units for cell in unit}, key=sorted)
    place = {codes: number for number, codes in enumerate(used)}
    coincidences = np.zeros((len(used), len(used)))
    for unit in units:
        cells = Counter(place[codes] for codes in unit)
        for one, times in cells.items():
            for other, again in cells.items():
                ordered = times * (again - (one == other))
                coincidences[one, other] += ordered / (len(unit) - 1)
    distances = np.array([[far(one, other) for other in used] for one in used])
    return _alpha(coincidences, distances.reshape(coincidences.shape))


def jaccard_distance(first: AbstractSet[str], second: AbstractSet[str]) -> float:
    """One minus common codes over all codes; 0.0 for two empty sets."""
    return 1 - len(first & second) / len(first | second) if first or second else 0.0


def masi_distance(first: AbstractSet[str], second: AbstractSet[str]) -> float:
    """One minus Jaccard's similarity times monotonicity (1, 2/3, 1/3 or 0)."""
    if first == second:
        return 0.0
    if not first & second:
        return 1.0
    weight = 2 / 3 if first <= second or second <= first else 1 / 3
    return 1 - weight * (1 - jaccard_distance(first, second))


DISTANCES = {"masi": masi_distance, "jaccard": jaccard_distance}


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
