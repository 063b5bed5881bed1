"""Intervals by resampling transcripts: turns of one interview are not independent of each other.

The percentile method of Efron, B., & Tibshirani, R. J. (1993). An introduction to the bootstrap,
chapter 13, with whole transcripts (clusters) drawn with replacement.
"""

from __future__ import annotations

import numpy as np

from qcode.analysis.coefficients import Floats

FEWEST_TRANSCRIPTS = 20
"""With fewer, the draws are too alike for an interval that deserves the name."""
DEFINED_DRAWS = 0.95
"""An interval is withheld when a coefficient is undefined in more than the rest of the draws."""


def too_few(transcripts: int) -> str:
    """Why there is no interval, or "" where there may be one."""
    if transcripts >= FEWEST_TRANSCRIPTS:
        return ""
    return f"no intervals: they need {FEWEST_TRANSCRIPTS} transcripts, and here are {transcripts}"


def resampled(transcripts: int, draws: int, seed: int) -> Floats:
    """How often each transcript is in each draw: shape (draws, transcripts).

    The same seed gives the same draws on every machine and with every numpy: the raw stream of
    PCG64 is promised to stay, that of `Generator.integers` is not.
    """
    raw = np.random.PCG64(seed).random_raw(draws * transcripts)
    drawn = (raw % np.uint64(transcripts)).astype(np.int64).reshape(draws, transcripts)
    places = drawn + transcripts * np.arange(draws)[:, None]
    counts = np.bincount(places.ravel(), minlength=draws * transcripts)
    return counts.reshape(draws, transcripts).astype(np.float64)


def percentile_interval(values: Floats, level: float = 0.95) -> tuple[Floats, Floats]:
    """Lower and upper bound over the first axis, draws; NaN where too many draws are undefined.

    Bounds are values of draws (no interpolation), so that they have the same bits everywhere.
    """
    ranked = np.sort(values, axis=0)  # NaN goes last
    defined = (~np.isnan(ranked)).sum(axis=0)
    tail = (1 - level) / 2
    low = np.clip(np.ceil(np.round(defined * tail, 6)) - 1, 0, None).astype(int)
    high = np.clip(defined - 1 - low, 0, None)
    enough = (defined > 0) & (defined >= DEFINED_DRAWS * len(values))
    bounds = [np.take_along_axis(ranked, each[None], axis=0)[0] for each in (low, high)]
    return np.where(enough, bounds[0], np.nan), np.where(enough, bounds[1], np.nan)
