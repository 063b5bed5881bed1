"""Shaffer's rho: whether a kappa from a small sample speaks for all that was not looked at."""

from __future__ import annotations

import math

import numpy as np

from qcode.analysis.view import Floats, Integers

KAPPA_FROM = 0.4
"""The smallest kappa of coders who are supposed to be unfit."""
PRECISION_FROM = 0.6
REPLICATES = 10_000


def shaffer_rho(
    kappa: float,
    positives: int,
    n: int,
    *,
    threshold: float = 0.65,
    replicates: int = REPLICATES,
    seed: int = 0,
) -> float:
    """How often a sample shows a kappa at least as high although the true one is too low.

    Pairs of coders are made up whose kappa over all units lies between 0.4 and the threshold and
    whose precision between 0.6 and 1, each value as likely as the other, at the base rate of the
    sample; each pair is asked for a random sample of the same size. Below 0.05 one may say that
    kappa over all units is above the threshold. The sample must be a random one, and rho is of one
    code at a time.

    Args:
        kappa: of the sample, as observed.
        positives: units of the sample to which the person applied the code.
        n: units in the sample.
        threshold: what kappa over all units should be above, more than 0.4 and less than 1.
        replicates: how many pairs are made up.
        seed: the same gives the same number.

    Returns:
        A share, 0 to 1; NaN where `kappa` is, or where the sample holds no positive unit or nothing
        else.

    Raises:
        ValueError: the threshold is not between 0.4 and 1.

    Reference:
        Shaffer, D. W. (2017). Quantitative ethnography. Eagan, B. R., Rogers, B., Serlin, R., Ruis,
        A. R., Arastoopour Irgens, G., & Shaffer, D. W. (2017). Can we rely on IRR? Testing the
        assumptions of inter-rater reliability. CSCL 2017.
    """
    if not KAPPA_FROM < threshold < 1:
        raise ValueError(f"a threshold of kappa lies between {KAPPA_FROM} and 1, not {threshold}")
    if math.isnan(kappa) or not 0 < positives < n:
        return math.nan
    stream = np.random.Generator(np.random.PCG64(seed))
    rate = positives / n
    true = stream.uniform(KAPPA_FROM, threshold, 4 * replicates)
    precision = stream.uniform(PRECISION_FROM, 1.0, 4 * replicates)
    chances = _chances(true, precision, rate)[:replicates]
    if not len(chances):
        return math.nan
    found = _kappas(stream.multinomial(n, chances))
    return float((found >= kappa - 1e-12).mean())


def _chances(kappa: Floats, precision: Floats, rate: float) -> Floats:
    """The chance of each cell (both, first only, second only, neither) for pairs that can be:
    recall follows from kappa, precision and base rate."""
    with np.errstate(divide="ignore", invalid="ignore"):
        recall = kappa * precision / (2 * precision - 2 * rate - kappa + 2 * rate * kappa)
        both = rate * recall
        second = both / precision - both
    cells = np.stack([both, rate - both, second, 1 - rate - second], axis=1)
    chances: Floats = cells[np.isfinite(cells).all(axis=1) & (cells >= 0).all(axis=1)]
    return chances


def _kappas(counts: Integers) -> Floats:
    """Cohen's kappa of each row of four cells; 1 where it is undefined, so that it speaks against
    the sample."""
    both, first, second, neither = counts.T.astype(float)
    n = counts.sum(axis=1)
    chance = (both + first) * (both + second) + (second + neither) * (first + neither)
    with np.errstate(divide="ignore", invalid="ignore"):
        kappa = (n * (both + neither) - chance) / (n * n - chance)
    return np.where(np.isfinite(kappa), kappa, 1.0)
