"""The table of agreement for a paper: one row a code, then all codes pooled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from qcode.analysis.alpha import krippendorff_alpha, set_alpha
from qcode.analysis.bootstrap import DEFINED_DRAWS, percentile_interval, resampled, too_few
from qcode.analysis.coefficients import NO_PAIRS, ONE_VALUE, Floats, mean_kappa
from qcode.analysis.judged import Judgements, gather
from qcode.analysis.yes_no import MEASURES, Sums, measures, ratio, sums_by_transcript
from qcode.errors import QcodeError
from qcode.model.judged import Judged

ALL_CODES = "all codes"
HIGH, LOW = 0.9, 0.7
"""Warned of: percent agreement from `HIGH` on, with agreement on yes (or no) below `LOW`."""


@dataclass(frozen=True)
class Agreement:
    """How far coders agree, over the units that at least two of them saw."""

    codes: pd.DataFrame
    """One row a code, then `all codes`: pooled decisions, units times codes. Columns: `code`;
    `units` (seen by two coders or more; in the last row decisions); `positives_CODER` (units among
    them to which that coder applied the code); `prevalence` (the share of yes among those
    judgements); then each of `percent`, `positive_agreement`, `negative_agreement`, `kappa`,
    `alpha`, `ac1`, `pabak` followed by its bounds, as `kappa_low`, `kappa_high`; `warning`;
    `undefined` (which coefficients are, or their bounds while others have some, and why)."""
    coders: tuple[str, ...]
    transcripts: int
    """With units that two coders or more saw."""
    notes: tuple[str, ...]
    """How the figures were made, why there are no intervals, and how far coders agree on all codes
    of a unit taken together, in sentences."""


def agreement(
    judged: Iterable[Judged],
    codes: Sequence[str],
    *,
    draws: int = 1000,
    seed: int = 0,
    level: float = 0.95,
) -> Agreement:
    """Agreement on each code, with bootstrap intervals over transcripts.

    With more than two coders `kappa` is the mean of Cohen's kappa over pairs, `percent`, positive
    and negative agreement are over all pairs, `alpha`, `ac1` and `pabak` over all coders.

    Args:
        judged: one record a unit and coder who saw it, before discussion, without the adjudicator.
        codes: the codes to compare, in the order of the rows; other codes are ignored.
        draws: how many resamples; 0 for no intervals.
        seed: the same seed gives the same bounds on every machine.
        level: of the intervals, between 0 and 1.

    Raises:
        QcodeError: fewer than two coders, no code, or a coder judged a unit twice.
    """
    if not codes:
        raise QcodeError(
            "agreement needs a code: figures over all codes never stand alone\n"
            "  hint: name the codes that the coders looked for"
        )
    all_of = gather(judged, codes)
    names = dict.fromkeys(transcript for transcript, _ in all_of.units)
    number = {transcript: place for place, transcript in enumerate(sorted(names))}
    of_units = np.array([number[transcript] for transcript, _ in all_of.units])
    sums = sums_by_transcript(all_of.seen, all_of.applied, of_units).with_total()
    shared = int((sums.shared[:, -1] > 0).sum())
    total = sums.weighed(np.ones((1, len(number))))
    found = {name: values[0] for name, values in measures(total).items()}
    reason = too_few(shared) if draws else "no intervals were asked for"
    low, high = _bounds(sums, found, draws, seed, level, reason)
    table: dict[str, object] = {"code": [*codes, ALL_CODES]}
    table["units"] = total.shared[0].astype(int)
    table |= {
        f"positives_{coder}": positives
        for coder, positives in zip(all_of.coders, _positives(all_of), strict=True)
    }
    table["prevalence"] = ratio(total.yes[0], total.yes[0] + total.no[0])
    for name in MEASURES:
        table |= {name: found[name], f"{name}_low": low[name], f"{name}_high": high[name]}
    rows = range(len(codes) + 1)
    table["warning"] = [_warning(found, total, row) for row in rows]
    unsure = [_unsure(found, low, row) if not reason else "" for row in rows]
    table["undefined"] = [
        "; ".join(filter(None, (_undefined(found, total, row), unsure[row]))) for row in rows
    ]
    notes = [reason or f"{level:.0%} intervals: {draws} resamples of transcripts, seed {seed}"]
    if len(all_of.coders) > 2:
        notes.append("kappa is the mean of Cohen's kappa over pairs of coders")
    notes += filter(None, [_together(all_of)])
    return Agreement(pd.DataFrame(table), all_of.coders, shared, tuple(notes))


def _bounds(
    sums: Sums, found: dict[str, Floats], draws: int, seed: int, level: float, reason: str
) -> tuple[dict[str, Floats], dict[str, Floats]]:
    nothing = {name: np.full_like(values, np.nan) for name, values in found.items()}
    if reason:
        return nothing, nothing
    drawn = measures(sums.weighed(resampled(len(sums.seen), draws, seed)))
    low, high = dict(nothing), dict(nothing)
    for name, values in drawn.items():
        bounds = percentile_interval(values, level)
        low[name], high[name] = (np.where(np.isnan(found[name]), np.nan, each) for each in bounds)
    return low, high


def _together(all_of: Judgements) -> str:
    """How far coders agree on all codes of a unit taken together: where nobody gave several, as
    categories, otherwise as sets; "" where there is one code, or this is undefined."""
    sets = all_of.code_sets()[all_of.seen.sum(axis=0) > 1]
    sizes = {len(codes) for row in sets.to_numpy() for codes in row if codes is not None}
    if len(all_of.codes) < 2 or not sizes:
        return ""
    if sizes == {1}:
        categories = sets.map(lambda codes: codes and next(iter(codes)))
        found = {"kappa": mean_kappa(categories), "alpha": krippendorff_alpha(categories)}
        told = "each unit has one code of each coder; with codes as categories, "
    else:
        found = {"alpha": set_alpha(sets)}
        told = "all codes of a unit taken as one set (MASI distance): "
    known = [f"{name} {each.value:.3f}" for name, each in found.items() if not each.reason]
    return f"{told}{', '.join(known)}" if known else ""


def _positives(all_of: Judgements) -> list[list[int]]:
    """For each coder: units with the code among those that two or more saw, then their sum."""
    shared = all_of.seen.sum(axis=0) > 1
    counts = all_of.applied[:, shared].sum(axis=1)
    return [[*(int(count) for count in row), int(row.sum())] for row in counts]


def _warning(found: dict[str, Floats], total: Sums, row: int) -> str:
    """A sentence where high agreement hides that the rare answer is not agreed on, or ""."""
    if not found["percent"][row] >= HIGH:
        return ""
    cases = (
        ("positive_agreement", "applying", total.yes),
        ("negative_agreement", "not applying", total.no),
    )
    for name, deed, given in cases:
        if found[name][row] < LOW:
            return (
                f"{found['percent'][row]:.0%} agreement is mostly due to prevalence: agreement"
                f" on {deed} the code is {found[name][row]:.2f},"
                f" from {int(given[0, row])} judgements"
            )
    return ""


def _undefined(found: dict[str, Floats], total: Sums, row: int) -> str:
    empty = [name for name in MEASURES if np.isnan(found[name][row])]
    if not total.shared[0, row]:
        return f"all: {NO_PAIRS}"
    reasons = {
        "positive_agreement": "nobody applied the code",
        "negative_agreement": "all applied the code throughout",
        "kappa": _why_no_kappa(total, row),
    }
    by_reason: dict[str, list[str]] = {}
    for name in empty:
        by_reason.setdefault(reasons.get(name, ONE_VALUE), []).append(name)
    return "; ".join(f"{', '.join(names)}: {reason}" for reason, names in by_reason.items())


def _unsure(found: dict[str, Floats], low: dict[str, Floats], row: int) -> str:
    """Which coefficients have a value and no bounds, or ""."""
    empty = [
        name for name in MEASURES if np.isnan(low[name][row]) and not np.isnan(found[name][row])
    ]
    share = 1 - DEFINED_DRAWS
    reason = f"no interval, as it is undefined in more than {share:.0%} of the resamples"
    return f"{', '.join(empty)}: {reason}" if empty else ""


def _why_no_kappa(total: Sums, row: int) -> str:
    if total.pairs.shape[-2] == 1:
        return ONE_VALUE
    if (total.pairs[0, row].sum(axis=-1) == 0).any():
        return "a pair of coders has no unit in common"
    return "a pair of coders used one value throughout"
