"""Saturation: how many new codes each further transcript brings.

References:
    Guest, G., Namey, E., & Chen, M. (2020). A simple method to assess and report thematic
    saturation in qualitative research. PLoS ONE, 15(5).
    Hurlbert, S. H. (1971). The nonconcept of species diversity: the expected number of kinds in a
    random subset.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from qcode.errors import QcodeError

ORDERS = 1000
"""Random orders from which the spread of the curve is told."""


@dataclass(frozen=True, eq=False)
class Saturation:
    """The curve of new codes, and whether it levels off."""

    curve: pd.DataFrame
    """One row a transcript, in order: `number`, `transcript`, `new`, `codes` (so far), `run_new`
    (new codes in the run that ends here), `change` (of the base, NaN within it), and over random
    orders `expected`, `low`, `high` (of 90 %) codes in so many transcripts."""
    reached: int | None
    """After how many transcripts, the run included; None where it is not reached."""
    sentence: str
    """The result in words, with what it rests on."""


def saturation(
    first: Mapping[str, str],
    holding: Mapping[str, frozenset[str]],
    transcripts: Sequence[str],
    *,
    base: int = 4,
    run: int = 2,
    threshold: float = 0.05,
    created: bool = True,
    seed: int = 1,
) -> Saturation:
    """Where new codes stop coming.

    Args:
        first: by code, the transcript in which it was created, or first seen.
        holding: by code, all transcripts that hold it.
        transcripts: in the order in which they were coded.
        base: how many transcripts the base is counted over.
        run: how many transcripts a run has.
        threshold: at or below this part of the base's codes a run counts as bringing nothing new.
        created: whether `first` tells where codes were created. With a codebook that was there
            before, first seen says little: the codebook decides what can be new.
        seed: of the random orders.

    Raises:
        QcodeError: fewer transcripts than base and run need.
    """
    if base < 1 or run < 1 or not 0 <= threshold < 1:
        raise QcodeError(
            "base and run are 1 or more, the threshold is below 1"
            "\n  hint: usual are --base 4 --run 2 --threshold 0.05"
        )
    if len(transcripts) < base + run:
        raise QcodeError(
            f"{len(transcripts)} transcripts are too few for a base of {base} and a run of {run}"
            "\n  hint: code more, or take a smaller --base or --run"
        )
    new = [sum(at == name for at in first.values()) for name in transcripts]
    so_far = np.cumsum(new)
    runs = [sum(new[max(0, end - run) : end]) for end in range(1, len(new) + 1)]
    in_base = int(so_far[base - 1])
    change = [
        runs[end - 1] / in_base if end >= base + run and in_base else math.nan
        for end in range(1, len(new) + 1)
    ]
    expected, low, high = _any_order(holding, transcripts, seed)
    reached = next(
        (end for end, part in enumerate(change, 1) if not math.isnan(part) and part <= threshold),
        None,
    )
    curve = pd.DataFrame(
        {
            "number": range(1, len(new) + 1),
            "transcript": list(transcripts),
            "new": new,
            "codes": so_far.astype(int),
            "run_new": runs,
            "change": change,
            "expected": expected,
            "low": low,
            "high": high,
        }
    )
    told = _sentence(reached, base, run, threshold, in_base, created=created)
    return Saturation(curve, reached, told)


def _any_order(
    holding: Mapping[str, frozenset[str]], transcripts: Sequence[str], seed: int
) -> tuple[list[float], list[float], list[float]]:
    """How many codes so many transcripts hold: expected over all orders, exactly, and between
    which numbers nine in ten of some random orders lie."""
    n = len(transcripts)
    place = {name: at for at, name in enumerate(transcripts)}
    held = [sorted(place[name] for name in names if name in place) for names in holding.values()]
    held = [places for places in held if places]
    expected = [
        sum(1 - math.comb(n - len(places), k) / math.comb(n, k) for places in held)
        for k in range(1, n + 1)
    ]
    chance = random.Random(seed)
    order = list(range(n))
    curves = np.zeros((ORDERS, n), np.int64)
    for number in range(ORDERS):
        order = sorted(range(n), key=lambda _: chance.random())
        position = np.empty(n, np.int64)
        position[order] = np.arange(n)
        for places in held:
            curves[number, position[places].min() :] += 1
    low, high = np.percentile(curves, [5, 95], axis=0, method="nearest")
    return expected, low.astype(float).tolist(), high.astype(float).tolist()


def _sentence(
    reached: int | None, base: int, run: int, threshold: float, in_base: int, *, created: bool
) -> str:
    rest = f"(base {base} with {in_base} codes, run {run}, threshold {threshold:.0%})"
    told = (
        f"saturation is reached after {reached} transcripts {rest}"
        if reached
        else f"saturation is not reached {rest}"
    )
    if created:
        return told
    return (
        f"{told}; by when codes of a codebook that was there before were first seen, which is weak "
        "evidence: what can be new was decided beforehand"
    )
