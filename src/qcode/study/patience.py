"""Patience: pairing the pieces of two texts that stand once in each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple


class Run(NamedTuple):
    """A stretch that is the same in both texts: where it begins in each, in code points."""

    old: int
    new: int
    length: int


Pieces = Iterator[tuple[int, str]]
"""Where each piece of a text begins, and its words."""
Splitter = Callable[[str], Pieces]
_SENTENCE = re.compile(r"[^。！？；…!?;.\n]+[。！？；…!?;.]*[”’」』）)]*")


def lines(text: str) -> Pieces:
    """Lines, without their ends."""
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def sentences(text: str) -> Pieces:
    """Sentences, without blanks around them."""
    for found in _SENTENCE.finditer(text):
        words = found.group()
        bare = words.strip()
        yield found.start() + words.index(bare), bare


def _grams(length: int) -> Splitter:
    def split(text: str) -> Pieces:
        return ((start, text[start : start + length]) for start in range(len(text) - length + 1))

    return split


LEVELS: tuple[Splitter, ...] = (
    lines,
    sentences,
    *map(_grams, (16, 6, 2, 1)),
)
"""From coarse to fine."""


def common_start(one: str, other: str) -> int:
    """How many characters at the start are the same."""
    low, high = 0, min(len(one), len(other))
    if one[:high] == other[:high]:
        return high
    step = 64
    while low + step < high and one[low : low + step] == other[low : low + step]:
        low, step = low + step, step * 2
    high = min(high, low + step)
    while low < high - 1:
        middle = (low + high) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle
    return low


def common_end(one: str, other: str) -> int:
    """How many characters at the end are the same."""
    return common_start(one[::-1], other[::-1])


def stand_once(old: Pieces, new: Pieces) -> list[Run]:
    """What stands once on each side, in the order of the old one."""
    there = _once(new)
    return [
        Run(start, there[piece], len(piece))
        for piece, start in _once(old).items()
        if piece in there
    ]


def _once(pieces: Pieces) -> dict[str, int]:
    places: dict[str, int] = {}
    for start, piece in pieces:
        places[piece] = -1 if piece in places else start
    return {piece: start for piece, start in places.items() if start >= 0 and piece}


def in_order(pairs: Sequence[Run]) -> list[Run]:
    """The most pairs that are in one order in both texts."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for i, pair in enumerate(pairs):
        place = bisect_left(ends, pair.new)
        before.append(last[place - 1] if place else -1)
        ends[place : place + 1] = [pair.new]
        last[place : place + 1] = [i]
    chain: list[Run] = []
    i = last[-1] if last else -1
    while i >= 0:
        chain.append(pairs[i])
        i = before[i]
    return chain[::-1]
