"""Intervals for shares: of one random sample, and of strata put together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """A number with the limits between which it lies with the confidence that was asked for."""

    value: float
    low: float
    high: float


UNDEFINED = Interval(math.nan, math.nan, math.nan)


def wilson(
    count: int, n: int, *, of: int | None = None, confidence: float = CONFIDENCE
) -> Interval:
    """Wilson's score interval for a share.

    Args:
        count: how many of the sample have it.
        n: size of the sample.
        of: size of the population when the sample was drawn from it without replacement: the
            larger its part, the narrower the interval. None for an endless one.
        confidence: of the interval.

    Returns:
        The share and its limits, 0 to 1; NaN for an empty sample; the share alone where all were
        looked at.

    Reference:
        Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
        Newcombe (1998, method 3) has 81 of 263: 0.2553 to 0.3662, and 0 of 20: 0 to 0.1611.
    """
    if n == 0:
        return UNDEFINED
    share = count / n
    if of is not None and n >= of:
        return Interval(share, share, share)
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    size = n / (1 - n / of) * (1 - 1 / of) if of is not None and of > 1 else n
    middle = (share + z * z / (2 * size)) / (1 + z * z / size)
    half = z / (1 + z * z / size) * math.sqrt(share * (1 - share) / size + (z / (2 * size)) ** 2)
    low = 0.0 if count == 0 else max(0.0, middle - half)
    return Interval(share, low, 1.0 if count == n else min(1.0, middle + half))


def weighted(parts: Sequence[tuple[float, Interval]]) -> Interval:
    """The interval of a weighted sum of independent estimates, from their own intervals.

    Reference:
        Zou, G. Y., & Donner, A. (2008). Construction of confidence limits about effect measures:
        a general approach (MOVER).
    """
    value = sum(weight * part.value for weight, part in parts)
    below = math.sqrt(sum((weight * (part.value - part.low)) ** 2 for weight, part in parts))
    above = math.sqrt(sum((weight * (part.high - part.value)) ** 2 for weight, part in parts))
    return Interval(value, max(0.0, value - below), min(1.0, value + above))
