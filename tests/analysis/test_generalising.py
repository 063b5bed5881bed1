"""Shaffer's rho: how often coders who are unfit look at least as fit in a sample."""

from __future__ import annotations

import math

import numpy as np
import pytest

from qcode.analysis.agreement import cohen_kappa
from qcode.analysis.generalising import shaffer_rho


def test_a_high_kappa_on_a_large_sample_generalises_and_on_a_small_one_does_not() -> None:
    assert shaffer_rho(0.9, 40, 400) < 0.01
    assert shaffer_rho(0.9, 4, 20) > 0.05
    assert shaffer_rho(0.5, 40, 400) > 0.5
    assert shaffer_rho(0.9, 40, 400, threshold=0.88) > shaffer_rho(0.9, 40, 400)


def test_the_same_seed_gives_the_same_number() -> None:
    assert shaffer_rho(0.7, 20, 100, seed=3) == shaffer_rho(0.7, 20, 100, seed=3)


def test_it_is_undefined_without_variety() -> None:
    assert math.isnan(shaffer_rho(math.nan, 5, 100))
    assert math.isnan(shaffer_rho(1.0, 0, 100))
    assert math.isnan(shaffer_rho(1.0, 100, 100))
    with pytest.raises(ValueError, match="lies between"):
        shaffer_rho(0.7, 20, 100, threshold=0.3)


def test_it_equals_a_simulation_unit_by_unit() -> None:
    """The same question, asked one made-up pair after the other over a corpus of 5,000 units."""
    generator = np.random.default_rng(7)
    n, rate, observed, threshold = 80, 0.2, 0.75, 0.65
    reached = tried = 0
    while tried < 1500:
        kappa, precision = generator.uniform(0.4, threshold), generator.uniform(0.6, 1)
        recall = kappa * precision / (2 * precision - 2 * rate - kappa + 2 * rate * kappa)
        if not 0 < recall <= 1:
            continue
        tried += 1
        first = generator.permutation(np.arange(5000) < 5000 * rate)
        hits = round(first.sum() * recall)
        second = np.zeros(5000, bool)
        second[generator.choice(np.flatnonzero(first), hits, replace=False)] = True
        false = round(hits / precision) - hits
        second[generator.choice(np.flatnonzero(~first), false, replace=False)] = True
        chosen = generator.choice(5000, n, replace=False)
        a, b = first[chosen], second[chosen]
        cells = ((a & b).sum(), (a & ~b).sum(), (~a & b).sum(), (~a & ~b).sum())
        reached += cohen_kappa(*map(int, cells)) >= observed
    assert shaffer_rho(observed, round(n * rate), n) == pytest.approx(reached / tried, abs=0.03)
