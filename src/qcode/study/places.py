"""Places in a new text that may be meant by words of an old one, for a person to choose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qcode.study.patience import common_end, common_start

MOST = 6
"""Candidates that are given."""
_CONTEXT = 60
"""Characters shown on either side."""
_COMPARED = 200
"""Characters on either side by which places are ranked."""
_NEAREST = 100
"""Places looked at on either side of where the words are expected."""
_PIECE, _PIECES = 6, 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place in the new text, in code points, with its words and some words around it.

    Where `start` equals `end`, it is the point at which the words stood that are gone.
    """

    start: int
    end: int
    quotation: str
    before: str
    after: str


def candidate(text: str, start: int, end: int) -> Candidate:
    """The candidate from `start` up to, not including, `end`."""
    return Candidate(
        start,
        end,
        text[start:end],
        text[max(0, start - _CONTEXT) : start],
        text[end : end + _CONTEXT],
    )


def best_candidates(
    old: str, span: tuple[int, int], new: str, near: int, first: Iterable[tuple[int, int]]
) -> tuple[Candidate, ...]:
    """Where the words of `span` in the old text may stand in the new one, the likeliest first.

    Args:
        old: the text that the words come from.
        span: their start and end in it.
        new: the text to look in.
        near: about where in the new text they are expected.
        first: places that are given before all others.
    """
    places = list(first)
    same = _same_words(old, span, new, near)
    places += same or _alike(old[slice(*span)], new, near)
    return tuple(candidate(new, *place) for place in list(dict.fromkeys(places))[:MOST])


def _same_words(old: str, span: tuple[int, int], new: str, near: int) -> list[tuple[int, int]]:
    """Places of the identical words, those first whose surroundings are most alike."""
    start, end = span
    before, after = old[max(0, start - _COMPARED) : start], old[end : end + _COMPARED]

    def likeness(place: int) -> tuple[int, int]:
        stop = place + end - start
        same = common_end(before, new[max(0, place - _COMPARED) : place])
        same += common_start(after, new[stop : stop + _COMPARED])
        return -same, abs(place - near)

    found = sorted(_occurrences(new, old[start:end], near, _NEAREST), key=likeness)
    return [(place, place + end - start) for place in found]


def _occurrences(text: str, words: str, near: int, most: int) -> Iterator[int]:
    """Where words stand, at most so many before and after the place."""
    place = text.find(words, near)
    for _ in range(most):
        if place < 0:
            break
        yield place
        place = text.find(words, place + 1)
    place = text.rfind(words, 0, near + len(words) - 1)
    for _ in range(most):
        if place < 0:
            break
        yield place
        place = text.rfind(words, 0, place + len(words) - 1)


def _alike(words: str, new: str, near: int) -> list[tuple[int, int]]:
    """Places where several pieces of the words stand as far from each other as they did."""
    step = max(_PIECE, len(words) // _PIECES)
    votes: Counter[int] = Counter()
    for offset in range(0, max(1, len(words) - _PIECE + 1), step):
        piece = words[offset : offset + _PIECE]
        votes.update(place - offset for place in _occurrences(new, piece, near, MOST))
    ranked = sorted(votes, key=lambda start: (-votes[start], abs(start - near)))
    return [
        (max(0, start), min(len(new), start + len(words)))
        for start in ranked[:MOST]
        if len(words) > _PIECE
    ]
