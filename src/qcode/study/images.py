"""Where stretches of one text stand in another, by an alignment of the two."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from qcode.study.alignment import is_solid
from qcode.study.patience import Run

NEAR = 4
"""Characters of the surroundings that tell one place of the same words from another."""


class Images:
    """An alignment, asked for the place of a stretch in the new text."""

    def __init__(self, runs: Sequence[Run], old: str, new: str) -> None:
        self._runs = runs
        self._starts = [run.old for run in runs]
        self._new_starts = [run.new for run in runs]
        self.old, self.new = old, new
        solid = [is_solid(run, old) for run in runs]
        self._before = _last_solid(runs, solid, Run(0, 0, 0))
        nothing = Run(len(old), len(new), 0)
        self._after = _last_solid(runs[::-1], solid[::-1], nothing)[::-1]

    def of(self, start: int, end: int) -> int | None:
        """Where the stretch stands in the new text; None when it is not there in one piece."""
        i = bisect_right(self._starts, start) - 1
        if i < 0 or end > self._runs[i].old + self._runs[i].length:
            return None
        return self._runs[i].new + start - self._runs[i].old

    def only(self, start: int, end: int, place: int) -> bool:
        """Whether no other stretch can be what stands at a place of the new text, and no other
        place what the stretch became, with as many characters the same as now."""
        i = bisect_right(self._new_starts, place) - 1
        if i < 0:
            return True
        run = self._runs[i]
        if place + end - start > run.new + run.length:
            return True
        if run.old + place - run.new != start:
            return False
        before, after = self._before[i], self._after[i + 1]
        left, right = start - run.old, run.old + run.length - end
        around = min(left, NEAR), min(right, NEAR)
        length = end - start
        sides = (
            (self.old, start, before.old + before.length, run.old, after.old),
            (self.new, place, before.new + before.length, run.new, after.new),
        )
        for text, own, last_end, begin, next_begin in sides:
            stop = begin + run.length
            gaps = (last_end, begin + length - 1), (stop - length + 1, next_begin)
            if any(_again(text, (own, own + length), around, gap) for gap in gaps):
                return False
        return True

    def open_to(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the new text in which words of the old stretch may stand that are in
        no run: from the last solid run before it to the next one after it."""
        before = self._before[bisect_right(self._starts, start)]
        after = self._after[bisect_right(self._starts, end - 1)]
        return before.new + before.length, after.new

    def reversed(self) -> Images:
        """The same alignment, asked for the place in the old text."""
        runs = [Run(run.new, run.old, run.length) for run in self._runs]
        return Images(runs, self.new, self.old)

    def rest(self, start: int, end: int) -> tuple[int, int, int]:
        """How many characters of the stretch are left in order, and the stretch of the new text
        that stands where it stood."""
        edges = [Run(0, 0, 0), *self._runs, Run(len(self.old), len(self.new), 0)]
        kept = 0
        first, last = -1, -1
        for before, run in pairwise(edges):
            stop = run.old + run.length
            overlap = min(stop, end) - max(run.old, start)
            kept += max(0, overlap)
            if first < 0 and stop > start:
                inside = run.old <= start
                first = run.new + start - run.old if inside else before.new + before.length
            if last < 0 and stop >= end:
                inside = run.old < end
                last = run.new + end - run.old if inside else run.new
                break
        first = first if first >= 0 else len(self.new)
        return kept, first, max(first, last)


def _again(text: str, span: tuple[int, int], around: tuple[int, int], gap: tuple[int, int]) -> bool:
    """Whether the words of `span` stand in a gap beside it in the same surroundings: all that
    are the same in both texts on one side, or many on the other."""
    start, end = span
    words, left, right = text[start:end], around[0], around[1]
    before, after = text[start - left : start], text[end : end + right]
    place = text.find(words, *gap)
    while place >= 0:
        stop = place + end - start
        if place != start:
            same_before = text[max(0, place - left) : place] == before
            same_after = text[stop : stop + right] == after
            towards_before = place < start
            if (same_before and (towards_before or left == NEAR)) or (
                same_after and (not towards_before or right == NEAR)
            ):
                return True
        place = text.find(words, place + 1, gap[1])
    return False


def _last_solid(runs: Sequence[Run], solid: Sequence[bool], first: Run) -> list[Run]:
    """For each run, and for the end, the last solid run that comes before it, or the first."""
    last = [first]
    for run, is_one in zip(runs, solid, strict=True):
        last.append(run if is_one else last[-1])
    return last
