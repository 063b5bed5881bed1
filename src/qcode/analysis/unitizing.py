"""Agreement on where segments begin and end: coders who mark freely on a running text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations
from typing import NamedTuple

import numpy as np

from qcode.analysis.coefficients import ONE_VALUE, Coefficient, undefined
from qcode.analysis.yes_no import Sums, measures

Stretch = tuple[int, int]
"""Start, and end (the first character after it)."""
Marked = Mapping[str, Sequence[Stretch]]
"""Coder -> the stretches to which that coder applied one code; they may touch or overlap."""


class Part(NamedTuple):
    """A marked stretch, or the gap between two."""

    start: int
    end: int
    marked: bool

    @property
    def length(self) -> int:
        """In characters."""
        return self.end - self.start


def unitizing_alpha(codes: Mapping[str, Marked], length: int) -> Coefficient:
    """Krippendorff's alpha for unitizing, over several codes on one continuum of `length`.

    Args:
        codes: code -> coder -> stretches. Every coder who saw the text is named for every code,
            with no stretches where none was marked. Overlapping stretches of one coder and code are
            joined first, as a continuum knows no overlap; stretches that touch stay two.
        length: of the continuum, in characters. Texts laid end to end make one continuum.

    Returns:
        One minus the summed observed over the summed expected disagreement: 1.0 where all marked
        the same, undefined where nobody marked anything.

    Raises:
        ValueError: fewer than two coders, or a stretch outside the continuum.

    Reference:
        Krippendorff, K. (2004). Content analysis: an introduction to its methodology, 2nd ed.,
        pp. 251-256; first in Krippendorff, K. (1995). On the reliability of unitizing continuous
        data. Sociological Methodology, 25, 47-76. The example of p. 254 (0.859) is a test.
    """
    parts = {
        code: [_parts(each, length) for each in marked.values()] for code, marked in codes.items()
    }
    if any(len(each) < 2 for each in parts.values()):
        raise ValueError("needs two coders")
    expected = sum(expected_disagreement(each, length) for each in parts.values())
    if not expected:
        return undefined("nobody marked anything")
    return Coefficient(
        1 - sum(observed_disagreement(each, length) for each in parts.values()) / expected
    )


def observed_disagreement(coders: Sequence[Sequence[Part]], length: int) -> float:
    """Squared differences between what two coders marked, over all pairs, per square of length."""
    total = 0
    for first, second in permutations(coders, 2):
        one = other = 0
        while one < len(first) and other < len(second):
            total += _difference(first[one], second[other])
            end, also = first[one].end, second[other].end
            one, other = one + (end <= also), other + (also <= end)
    return total / (len(coders) * (len(coders) - 1) * length**2)


def expected_disagreement(coders: Sequence[Sequence[Part]], length: int) -> float:
    """What chance would give: each marked stretch against all parts, in all relative positions."""
    marked = [part.length for parts in coders for part in parts if part.marked]
    gaps = np.sort([part.length for parts in coders for part in parts if not part.marked])
    total = 0.0
    for size in marked:
        wide = gaps[gaps >= size]
        total += (len(marked) - 1) / 3 * (2 * size**3 - 3 * size**2 + size)
        total += float(size**2 * (wide - size + 1).sum())
    pairs = len(coders) * length * (len(coders) * length - 1) - sum(m * (m - 1) for m in marked)
    return 2 / length * total / pairs if pairs else 0.0


def character_agreement(marked: Marked, length: int) -> dict[str, Coefficient]:
    """Agreement of two coders on one code, each character a unit.

    Neighbouring characters are not independent: these figures favour long segments, and intervals
    over characters would be far too narrow.

    Args:
        marked: of two coders. Overlapping stretches of one coder count once.
        length: of the text, in characters.

    Returns:
        `percent`, `positive_agreement`, `negative_agreement`, `kappa`, `alpha`, `ac1`, `pabak`.

    Raises:
        ValueError: not two coders, or a stretch outside the text.
    """
    if len(marked) != 2:
        raise ValueError(f"needs two coders, not {len(marked)}")
    first, second = (_parts(each, length) for each in marked.values())
    a, b = (sum(part.length for part in each if part.marked) for each in (first, second))
    both = _common(first, second)
    return _of_four(both, a - both, b - both, length - a - b + both)


def matched_segments(marked: Marked, share: float = 0.5) -> Coefficient:
    """The share of the segments of two coders that match one of the other's. No chance correction.

    Two segments match if their overlap is at least `share` of the longer one. Each is matched
    once: the pair with the largest overlap first, then the earlier one.

    Args:
        marked: of two coders, on one text and code.
        share: above 0, at most 1 (the same segment).

    Returns:
        2 x matched pairs / segments of both; undefined where nobody marked anything.

    Raises:
        ValueError: not two coders, or `share` is out of range.
    """
    if len(marked) != 2 or not 0 < share <= 1:
        raise ValueError("needs two coders and a share above 0, at most 1")
    first, second = (sorted(each) for each in marked.values())
    if not first and not second:
        return undefined("nobody marked anything")
    pairs = []
    for one, (start, end) in enumerate(first):
        for other, (begin, stop) in enumerate(second):
            overlap = min(end, stop) - max(start, begin)
            if overlap > 0 and overlap >= share * max(end - start, stop - begin):
                pairs.append((-overlap, min(start, begin), max(start, begin), one, other))
    used: set[tuple[str, int]] = set()
    for *_, one, other in sorted(pairs):
        if used.isdisjoint({("first", one), ("second", other)}):
            used |= {("first", one), ("second", other)}
    return Coefficient(len(used) / (len(first) + len(second)))


def _parts(stretches: Sequence[Stretch], length: int) -> list[Part]:
    """The whole continuum as marked stretches and gaps, in order; overlapping ones are joined."""
    parts: list[Part] = []
    end = 0
    for start, stop in sorted(stretches):
        if not 0 <= start < stop <= length:
            raise ValueError(f"stretch {start} to {stop} is not inside 0 to {length}")
        if start < end:
            end = max(end, stop)
            parts[-1] = Part(parts[-1].start, end, True)
            continue
        if start > end:
            parts.append(Part(end, start, False))
        parts.append(Part(start, stop, True))
        end = stop
    return [*parts, Part(end, length, False)] if end < length else parts


def _difference(first: Part, second: Part) -> int:
    """Krippendorff's squared difference of two parts that meet."""
    if first.marked and second.marked:
        return (first.start - second.start) ** 2 + (first.end - second.end) ** 2
    for marked, gap in ((first, second), (second, first)):
        within = gap.start <= marked.start and marked.end <= gap.end
        if marked.marked and not gap.marked and within:
            return marked.length**2
    return 0


def _common(first: Sequence[Part], second: Sequence[Part]) -> int:
    """How many characters both marked."""
    one = other = total = 0
    while one < len(first) and other < len(second):
        a, b = first[one], second[other]
        if a.marked and b.marked:
            total += max(0, min(a.end, b.end) - max(a.start, b.start))
        one, other = one + (a.end <= b.end), other + (b.end <= a.end)
    return total


def _of_four(both: int, first: int, second: int, neither: int) -> dict[str, Coefficient]:
    n, apart = both + first + second + neither, first + second
    cells = (
        2 * both + apart,
        2 * neither + apart,
        2 * apart,
        2 * (n - apart),
        n,
        2 * both + apart,
        n,
    )
    yes, no, mixed, agreeing, shared, shares, seen = (np.array(float(cell)) for cell in cells)
    table = np.array([[both, first, second, neither]], dtype=float)
    found = measures(Sums(table, yes, no, mixed, agreeing, shared, shares, seen, scale=2))
    return {
        name: undefined(ONE_VALUE if n else "the text is empty")
        if np.isnan(value)
        else Coefficient(float(value))
        for name, value in found.items()
    }
