"""Where stretches of one text stand in another, by an alignment of the two."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from qcode.study.patience import Run

_HEAD = 64


class Images:
    """An alignment, asked for the place of a stretch in the new text."""

    def __init__(self, runs: Sequence[Run], old: str, new: str) -> None:
        self._runs = runs
        self._starts = [run.old for run in runs]
        self._new_starts = [run.new for run in runs]
        self._old, self._new = old, new

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
        before = self._runs[i - 1] if i else Run(0, 0, 0)
        after = (*self._runs, Run(len(self._old), len(self._new), 0))[i + 1]
        left, right = start - run.old, run.length - (end - run.old)
        length = end - start
        return not (
            _again(self._old, run.old, left + length, before.old + before.length, run.old)
            or _again(self._new, run.new, left + length, before.new + before.length, run.new)
            or _again(self._old, start, length + right, start + 1, after.old - length - right + 1)
            or _again(self._new, place, length + right, place + 1, after.new - length - right + 1)
        )

    def rest(self, start: int, end: int) -> tuple[int, int, int]:
        """How many characters of the stretch are left in order, and the stretch of the new text
        that stands where it stood."""
        edges = [Run(0, 0, 0), *self._runs, Run(len(self._old), len(self._new), 0)]
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
        first = first if first >= 0 else len(self._new)
        return kept, first, max(first, last)


def _again(text: str, start: int, length: int, first: int, last: int) -> bool:
    """Whether the stretch of so many characters at `start` stands again, beginning at `first`
    or later, but before `last`."""
    head = text[start : start + min(length, _HEAD)]
    place = text.find(head, first, max(first, last - 1 + len(head)))
    while place >= 0:
        if text[place : place + length] == text[start : start + length]:
            return True
        place = text.find(head, place + 1, last - 1 + len(head))
    return False
