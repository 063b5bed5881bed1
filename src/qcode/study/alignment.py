"""Which stretches of two versions of a text are the same.

Equal ends are trimmed; between them a patience diff pairs what stands once on each side: lines,
then sentences, then ever shorter runs of characters, again between each two pairs. (`difflib`
takes characters that are frequent, as in Chinese, for junk.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from qcode.model.text import HAN
from qcode.study.patience import (
    LEVELS,
    Run,
    Splitter,
    common_end,
    common_start,
    in_order,
    lines,
    sentences,
    stand_once,
)

_HAN_CHARACTER = re.compile(f"[{HAN}]")
SOLID = 24
"""Weight above which words are not the same by chance; see `weight`."""


def weight(words: str) -> int:
    """How much equal words say: their length, a Han character counting three times."""
    return len(words) + 2 * len(_HAN_CHARACTER.findall(words))


def is_solid(run: Run, old: str) -> bool:
    """Whether a run is too long to be the same by chance."""
    return weight(old[run.old : run.old + run.length]) >= SOLID


def align(old: str, new: str) -> tuple[Run, ...]:
    """Equal stretches, in the order of both texts, none overlapping; as far left as they go.

    A short stretch between longer changes is left out: it is the same by chance.
    """
    found: list[Run] = []
    blocks = [(0, len(old), 0, len(new), 0)]
    while blocks:
        o0, o1, n0, n1, level = blocks.pop()
        start = common_start(old[o0:o1], new[n0:n1])
        end = common_end(old[o0 + start : o1], new[n0 + start : n1])
        found += [Run(o0, n0, start), Run(o1 - end, n1 - end, end)]
        o0, o1, n0, n1 = o0 + start, o1 - end, n0 + start, n1 - end
        if o0 == o1 or n0 == n1:
            continue
        for step in range(level, len(LEVELS)):
            if runs := _pair(LEVELS[step], old, new, (o0, o1, n0, n1)):
                found += runs
                edges = [Run(o0, n0, 0), *runs, Run(o1, n1, 0)]
                blocks += [
                    (a.old + a.length, b.old, a.new + a.length, b.new, step)
                    for a, b in pairwise(edges)
                ]
                break
    runs = _joined(sorted(run for run in found if run.length))
    return tuple(_joined(_without_chance(runs, old, new)))


def align_to_the_right(old: str, new: str) -> tuple[Run, ...]:
    """As `align`, with equal stretches as far right as they go."""
    mirrored = align(old[::-1], new[::-1])
    return tuple(
        Run(len(old) - run.old - run.length, len(new) - run.new - run.length, run.length)
        for run in reversed(mirrored)
    )


def moved(old: str, new: str) -> tuple[Run, ...]:
    """Lines and sentences that stand once in each text, but in another order."""
    found: list[Run] = []
    without_old, without_new = old, new
    for split in (lines, sentences):
        pairs = stand_once(split(without_old), split(without_new))
        kept = set(in_order(pairs))
        crossing = [run for run in pairs if run not in kept and is_solid(run, old)]
        found += crossing
        without_old, without_new = masked(without_old, without_new, crossing)
    return tuple(_with_blanks_between(sorted(found), old, new))


def masked(old: str, new: str, runs: Iterable[Run]) -> tuple[str, str]:
    """Both texts with these runs overwritten, so that nothing in them is the same."""
    spans = list(runs)
    return (
        _overwritten(old, sorted((run.old, run.length) for run in spans), "\ufffe"),
        _overwritten(new, sorted((run.new, run.length) for run in spans), "\uffff"),
    )


def _overwritten(text: str, spans: Iterable[tuple[int, int]], sign: str) -> str:
    kept: list[str] = []
    end = 0
    for start, length in spans:
        kept += [text[end:start], sign * length]
        end = start + length
    kept.append(text[end:])
    return "".join(kept)


def _pair(split: Splitter, old: str, new: str, block: tuple[int, int, int, int]) -> list[Run]:
    """Pieces that stand once in each side of a block, in order, made as long as they go."""
    o0, o1, n0, n1 = block
    runs: list[Run] = []
    old_end, new_end = o0, n0
    for at, there, length in in_order(stand_once(split(old[o0:o1]), split(new[n0:n1]))):
        o, n = o0 + at, n0 + there
        if o < old_end or n < new_end:
            continue
        more = common_start(old[o + length : o1], new[n + length : n1])
        runs.append(Run(o, n, length + more))
        old_end, new_end = o + length + more, n + length + more
    return runs


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Runs that touch in both texts as one."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else Run(-1, -1, 0)
        if last.old + last.length == run.old and last.new + last.length == run.new:
            joined[-1] = Run(last.old, last.new, last.length + run.length)
        else:
            joined.append(run)
    return joined


def _without_chance(runs: list[Run], old: str, new: str) -> list[Run]:
    """Without light runs that are no longer than the changes on either side of them."""
    while True:
        edges = [Run(0, 0, 0), *runs, Run(len(old), len(new), 0)]
        kept = [
            run
            for before, run, after in zip(edges, runs, edges[2:], strict=False)
            if run.length > min(_change(before, run), _change(run, after)) or is_solid(run, old)
        ]
        if len(kept) == len(runs):
            return runs
        runs = kept


def _change(run: Run, following: Run) -> int:
    """How much stands between two runs, on the side that has more."""
    return max(
        following.old - run.old - run.length,
        following.new - run.new - run.length,
    )


def _with_blanks_between(runs: Sequence[Run], old: str, new: str) -> list[Run]:
    """Runs as one that follow each other in both texts with the same blanks between."""
    joined: list[Run] = []
    for run in runs:
        if joined:
            last = joined[-1]
            gap = old[last.old + last.length : run.old]
            there = new[last.new + last.length : run.new] if run.new > last.new else None
            if gap == there and not gap.strip():
                joined[-1] = Run(last.old, last.new, run.old + run.length - last.old)
                continue
        joined.append(run)
    return joined
