"""Agreement on yes or no from sums over units, so that thousands of resamples cost little.

Every coefficient of a yes/no judgement is a function of a few sums over units. They are taken once
a transcript; a resample only weighs and adds them. All sums are whole numbers held in floats (exact
to 2**53), so that the order of adding, and with it the machine, does not matter.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from qcode.analysis.coefficients import Floats

Bools = npt.NDArray[np.bool_]

MEASURES = ("percent", "positive_agreement", "negative_agreement", "kappa", "alpha", "ac1", "pabak")


@dataclass(frozen=True)
class Sums:
    """Sums over units: `pairs` of shape (..., n_pairs, 4), the others of shape (...)."""

    pairs: Floats
    """For each pair of coders: both yes, first alone, second alone, both no."""
    yes: Floats
    """Judgements yes, and below no, on units that two coders or more saw."""
    no: Floats
    mixed: Floats
    """Over those units: yes times no, over the coders of the unit less one, times `scale`."""
    agreeing: Floats
    """Over those units: the share of agreeing pairs, times `scale`."""
    shared: Floats
    """How many those units are."""
    shares: Floats
    """Over all units seen: the share of its coders who say yes, times `scale`."""
    seen: Floats
    """How many units were seen by anybody."""
    scale: int
    """What makes the fractions whole numbers."""

    def weighed(self, weights: Floats) -> Sums:
        """Add up over the first axis: `weights` (draws, transcripts) gives (draws, ...)."""

        def add(sums: Floats) -> Floats:
            flat: Floats = weights @ sums.reshape(len(sums), -1)
            return flat.reshape(len(weights), *sums.shape[1:])

        return self._each(add)

    def with_total(self) -> Sums:
        """The same with one more code at the end, the sum of all: axis 1 is codes."""

        def append(sums: Floats) -> Floats:
            return np.concatenate([sums, sums.sum(axis=1, keepdims=True)], axis=1)

        return self._each(append)

    def _each(self, change: Callable[[Floats], Floats]) -> Sums:
        names = ("pairs", "yes", "no", "mixed", "agreeing", "shared", "shares", "seen")
        return Sums(**{name: change(getattr(self, name)) for name in names}, scale=self.scale)


def sums_by_transcript(seen: Bools, applied: Bools, transcripts: npt.NDArray[np.int64]) -> Sums:
    """Sum over the units of each transcript.

    Args:
        seen: which coder saw which unit, shape (n_coders, n_units).
        applied: which code was applied, shape (n_coders, n_units, n_codes); False where not seen.
        transcripts: the number, from 0, of each unit's transcript, shape (n_units,).

    Returns:
        Sums of shape (n_transcripts, n_codes, ...).
    """
    order = np.argsort(transcripts, kind="stable")
    seen, applied = seen[:, order], applied[:, order]
    starts = np.flatnonzero(np.diff(transcripts[order], prepend=-1))
    n_codes = applied.shape[2]

    def add(values: npt.NDArray[np.int64]) -> Floats:
        wide = np.broadcast_to(values, (seen.shape[1], n_codes))
        return np.add.reduceat(wide, starts, axis=0).astype(np.float64)

    coders = seen.sum(axis=0)[:, None]
    yes = applied.sum(axis=0)
    no = coders - yes
    several = coders > 1
    scale = math.lcm(*(int(m * (m - 1)) for m in np.unique(coders) if m > 1))
    pairs = np.maximum(coders * (coders - 1), 1)
    tables = [
        [add(cell) for cell in _cells(seen[first], seen[second], applied[first], applied[second])]
        for first, second in combinations(range(len(seen)), 2)
    ]
    return Sums(
        pairs=np.moveaxis(np.array(tables), (0, 1), (-2, -1)),
        yes=add(yes * several),
        no=add(no * several),
        mixed=add(yes * no * several * scale // np.maximum(coders - 1, 1)),
        agreeing=add((yes * (yes - 1) + no * (no - 1)) * several * scale // pairs),
        shared=add(several.astype(np.int64)),
        shares=add(yes * scale // np.maximum(coders, 1)),
        seen=add((coders > 0).astype(np.int64)),
        scale=scale,
    )


def measures(sums: Sums) -> dict[str, Floats]:
    """All of `MEASURES` from sums, each of the sums' shape, NaN where undefined.

    With more than two coders `kappa` is the mean over pairs, NaN where that of any pair is. What
    each one is stands in `coefficients` and `alpha`, against which this is tested.
    """
    both, first, second, neither = (sums.pairs[..., cell] for cell in range(4))
    n = both + first + second + neither
    chance = (both + first) * (both + second) + (neither + first) * (neither + second)
    kappas = ratio(n * (both + neither) - chance, n * n - chance)
    pairs = kappas.shape[-1]
    both, apart, neither = both.sum(-1), (first + second).sum(-1), neither.sum(-1)
    judgements = sums.yes + sums.no
    observed = ratio(sums.agreeing, sums.scale * sums.shared)
    share = ratio(sums.shares, sums.scale * sums.seen)
    chance = 2 * share * (1 - share)
    return {
        "percent": ratio(both + neither, both + neither + apart),
        "positive_agreement": ratio(2 * both, 2 * both + apart),
        "negative_agreement": ratio(2 * neither, 2 * neither + apart),
        # Added one by one: numpy is free to add an axis in another order.
        "kappa": sum(kappas[..., pair] for pair in range(pairs)) / pairs,
        "alpha": 1 - ratio((judgements - 1) * sums.mixed, sums.scale * sums.yes * sums.no),
        "ac1": ratio(observed - chance, 1 - chance),
        "pabak": 2 * observed - 1,
    }


def ratio(part: Floats, of: Floats) -> Floats:
    """A quotient, NaN where it is not defined."""
    quotient = np.full(np.shape(of), np.nan)
    np.divide(part, of, out=quotient, where=of != 0)
    return quotient


def _cells(
    seen: Bools, also_seen: Bools, first: Bools, second: Bools
) -> tuple[npt.NDArray[np.int64], ...]:
    """Both, first alone, second alone, neither, on units that both saw: units by codes."""
    shared = (seen & also_seen)[:, None]
    return tuple(
        (shared & cell).astype(np.int64)
        for cell in (first & second, first & ~second, ~first & second, ~first & ~second)
    )
