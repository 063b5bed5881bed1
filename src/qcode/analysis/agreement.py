"""Agreement between two judgements of the same units."""

from __future__ import annotations

import math


def cohen_kappa(both: int, first_only: int, second_only: int, neither: int) -> float:
    """Cohen's kappa for two judgements of yes or no: agreement beyond what chance would give.

    Args:
        both: how many units both judged yes.
        first_only: yes by the first alone.
        second_only: yes by the second alone.
        neither: no by both.

    Returns:
        A number without unit, at most 1.0; 0.0 is chance, below 0 is worse than chance. NaN when
        undefined: no units, or both gave one and the same answer throughout.

    Reference:
        Cohen, J. (1960). A coefficient of agreement for nominal scales. The two tables of
        Feinstein and Cicchetti (1990), 0.70 and 0.32, are a test.
    """
    n = both + first_only + second_only + neither
    first, second = both + first_only, both + second_only
    # Whole numbers up to the last division: the same bits on every machine.
    chance = first * second + (n - first) * (n - second)
    if n * n == chance:
        return math.nan
    return (n * (both + neither) - chance) / (n * n - chance)
