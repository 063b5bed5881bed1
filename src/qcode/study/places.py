"""Places in a new text that may be meant by words of an old one, for a person to choose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
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
    words: str, old: str, span: tuple[int, int], new: str, first: Sequence[tuple[int, int]]
) -> tuple[Candidate, ...]:
    """Where words of an old text may stand in the new one, the likeliest first.

    Args:
        words: what is looked for.
        old: the text that they come from.
        span: their start and end in it.
        new: the text to look in.
        first: at least one place that is given before all others; the words are expected
            near the first of them.
    """
    near = first[0][0]
    places = [*first, *_same_words(words, old, span, new, near)]
    if len(places) == len(first):
        places += [place for place in _alike(words, new, near) if not _overlaps(place, first)]
    return tuple(candidate(new, *place) for place in list(dict.fromkeys(places))[:MOST])


def _overlaps(place: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(place[0] < end and start < place[1] for start, end in others)


def _same_words(
    words: str, old: str, span: tuple[int, int], new: str, near: int
) -> list[tuple[int, int]]:
    """Places of the identical words, those first whose surroundings are most alike."""
    before = old[max(0, span[0] - _COMPARED) : span[0]]
    after = old[span[1] : span[1] + _COMPARED]

    def likeness(place: int) -> tuple[int, int]:
        stop = place + len(words)
        same = common_end(before, new[max(0, place - _COMPARED) : place])
        same += common_start(after, new[stop : stop + _COMPARED])
        return -same, abs(place - near)

    found = sorted(_occurrences(new, words, near, _NEAREST), key=likeness)
    return [(place, place + len(words)) for place in found]


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
