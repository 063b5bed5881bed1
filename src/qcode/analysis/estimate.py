"""Corrected frequencies: rules on all turns, people on a random sample of them.

Rules find some passages wrongly and miss others, so the share of turns that they point to is not
the share that people would have coded. Where people coded a random sample of the turns, the two
errors can be measured and taken out: among the sampled turns with a suggestion, how many people
coded; among those without one, how many they coded all the same. The shares of both kinds of turns
in the corpus are known, so the estimate is post-stratified by the rules' own answer. For a yes or
no of rules this is the difference (regression) estimator of survey sampling and of
prediction-powered inference.

References:
    Särndal, C.-E., Swensson, B., & Wretman, J. (1992). Model assisted survey sampling, chapter 7.
    Holt, D., & Smith, T. M. F. (1979). Post stratification.
    Angelopoulos, A. N., et al. (2023). Prediction-powered inference. Science, 382.
    Egami, N., et al. (2023). Using imperfect surrogates for downstream inference: design-based
    supervised learning for social science applications of large language models. NeurIPS 36.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import pandas as pd

from qcode.analysis.intervals import CONFIDENCE, UNDEFINED, Interval, weighted, wilson

Place = tuple[str, int]
"""A turn: transcript and number."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many of some turns people would have coded with one code."""

    turns: int
    """All that the estimate is about."""
    sampled: int
    """Read by people, drawn at random."""
    suggested: int
    """Of all turns, with a suggestion: the naive count."""
    coded: int
    """Of the sampled turns, by people."""
    share: Interval
    """Of all turns that people would have coded, 0 to 1; NaN where it cannot be told."""
    right: Interval
    """Of turns with a suggestion: the part that people code (precision)."""
    missed: Interval
    """Of turns without a suggestion: the part that people code all the same."""
    note: str = ""
    """Why something is undefined or was done otherwise."""


def estimate(
    suggested: Collection[Place],
    coded: Collection[Place],
    sampled: Collection[Place],
    turns: Collection[Place],
    *,
    confidence: float = CONFIDENCE,
) -> Estimate:
    """How many turns people would have coded.

    Args:
        suggested: turns that rules point to.
        coded: turns of the sample that people coded.
        sampled: a simple random sample of `turns`, drawn without replacement, all read by people.
        turns: all turns that the estimate is about; others in the arguments before are left out.
        confidence: of the intervals.

    Returns:
        The share by post-stratification, with an interval from Wilson's intervals of both strata,
        which counts that only part of each was read. Where no turn with (or without) a suggestion
        is in the sample, the sample's own share, without help of the rules; NaN for an empty
        sample.
    """
    everything = frozenset(turns)
    read = everything & frozenset(sampled)
    with_one = everything & frozenset(suggested)
    yes = read & frozenset(coded)
    counts = {
        stratum: (len(yes & stratum), len(read & stratum), len(stratum))
        for stratum in (with_one, everything - with_one)
    }
    (hit, hit_n, hit_of), (miss, miss_n, miss_of) = (
        counts[with_one],
        counts[everything - with_one],
    )
    right = wilson(hit, hit_n, of=hit_of, confidence=confidence)
    missed = wilson(miss, miss_n, of=miss_of, confidence=confidence)
    share, note = _share(
        (hit_of, hit_n, right), (miss_of, miss_n, missed), len(yes), len(everything), confidence
    )
    return Estimate(len(everything), len(read), len(with_one), len(yes), share, right, missed, note)


def _share(
    hits: tuple[int, int, Interval],
    misses: tuple[int, int, Interval],
    coded: int,
    turns: int,
    confidence: float,
) -> tuple[Interval, str]:
    strata = [each for each in (hits, misses) if each[0]]
    read = hits[1] + misses[1]
    if not read:
        return UNDEFINED, "no turn of the sample has been read"
    if all(n for _, n, _ in strata):
        return weighted([(of / turns, part) for of, _, part in strata]), ""
    which = "with" if hits[0] and not hits[1] else "without"
    note = f"no turn {which} a suggestion is in the sample: its own share is given"
    return wilson(coded, read, of=turns, confidence=confidence), note


def more_turns(found: Estimate, half_width: float, *, confidence: float = CONFIDENCE) -> int | None:
    """How many more turns have to be read so that the interval is about so wide to either side.

    Args:
        found: from the turns read so far.
        half_width: that is wanted, a share, above 0.
        confidence: of the interval.

    Returns:
        0 where it is narrow enough; None where nothing can be told yet. Shares are taken as they
        are estimated, a little towards the middle, so that few turns do not promise too much.
    """
    if math.isnan(found.share.value) or half_width <= 0:
        return None
    if (found.share.high - found.share.low) / 2 <= half_width:
        return 0
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    strata = ((found.suggested, found.right), (found.turns - found.suggested, found.missed))
    spread = 0.0
    for of, part in strata:
        if of:
            middle = 0.25 if math.isnan(part.value) else (part.low + part.high) / 2
            spread += of / found.turns * middle * (1 - middle)
    wanted = spread * (z / half_width) ** 2
    of_all = math.ceil(wanted / (1 + wanted / found.turns))
    return max(min(of_all, found.turns) - found.sampled, 1 if found.sampled < found.turns else 0)


def estimate_table(
    suggested: Mapping[str, Collection[Place]],
    coded: Mapping[str, Collection[Place]],
    sampled: Collection[Place],
    turns: Collection[Place],
    codes: Sequence[str],
    *,
    groups: Mapping[Place, str] | None = None,
    half_width: float = 0.05,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Corrected frequencies, one row a code, or a code and a group.

    Args:
        suggested: by code, the turns that rules point to.
        coded: by code, the turns of the sample that people coded.
        sampled: the turns that people read, drawn at random.
        turns: all turns.
        codes: the rows, in order.
        groups: of each turn, such as the value of an attribute; a sample of all turns is one of
            each group's turns too.
        half_width: for `more`.
        confidence: of the intervals.

    Returns:
        `code`, (`group`,) `turns`, `sampled`, `suggested` and `suggested_share` (naive: by rules
        alone), `coded` (in the sample), `estimate` (turns that people would have coded), `share`,
        `low`, `high` (its interval), `precision`, `missed_share`, `more` (turns to read for the
        half width wanted, NaN where it cannot be told) and `note`.
    """
    named = dict.fromkeys(groups[place] for place in turns if place in groups) if groups else {}
    parts: list[tuple[str | None, Collection[Place]]] = [(None, turns)]
    if groups is not None:
        parts = [
            (group, [place for place in turns if groups.get(place) == group])
            for group in sorted(named)
        ]
    rows = []
    for code in codes:
        for group, part in parts:
            found = estimate(
                suggested.get(code, ()), coded.get(code, ()), sampled, part, confidence=confidence
            )
            more = more_turns(found, half_width, confidence=confidence)
            rows.append(
                {
                    "code": code,
                    **({} if group is None else {"group": group}),
                    "turns": found.turns,
                    "sampled": found.sampled,
                    "suggested": found.suggested,
                    "suggested_share": found.suggested / found.turns if found.turns else math.nan,
                    "coded": found.coded,
                    "estimate": found.share.value * found.turns,
                    "share": found.share.value,
                    "low": found.share.low,
                    "high": found.share.high,
                    "precision": found.right.value,
                    "missed_share": found.missed.value,
                    "more": math.nan if more is None else float(more),
                    "note": found.note,
                }
            )
    return pd.DataFrame(rows)
