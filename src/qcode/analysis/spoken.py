"""How much each turn holds: its words and characters, counted for all turns of a transcript at
once. The meaning is that of `count_words`, which is asked for the few turns that hold brackets
or combining marks; a property test holds the two equal."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from qcode.model.text import APOSTROPHES_AND_HYPHENS, OPENERS, count_words, is_han
from qcode.model.transcript import Transcript

Integers: TypeAlias = npt.NDArray[np.int64]

_OTHER, _LETTER, _INSIDE, _HAN, _SPECIAL, _UNKNOWN = range(6)
"""What a character is to a count: `_INSIDE` may join two runs of letters, `_SPECIAL` is for
`count_words`."""
_MOST_KEPT = 1024
_KEPT: dict[int, tuple[Transcript, tuple[Integers, Integers]]] = {}
"""Sizes by `id`, which stays the transcript's own as long as the entry holds it."""


def spoken(transcript: Transcript) -> tuple[Integers, Integers]:
    """Latin words and Han characters of each turn; kept, because several tables ask."""
    kept = _KEPT.get(id(transcript))
    if kept is None:
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        sizes = sizes_of([transcript.words(turn) for turn in transcript.turns])
        kept = _KEPT[id(transcript)] = (transcript, sizes)
    return kept[1]


def sizes_of(texts: Sequence[str]) -> tuple[Integers, Integers]:
    """Latin words and Han characters of each text: `count_words` for many."""
    kinds = _kinds_of("\n".join(texts))
    letter = kinds == _LETTER
    begins = letter.copy()
    begins[1:] &= ~letter[:-1]
    begins[2:] &= ~((kinds[1:-1] == _INSIDE) & letter[:-2])
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    ends = np.cumsum(lengths + 1) - 1
    starts = ends - lengths

    def within(flags: npt.NDArray[np.bool_]) -> Integers:
        before = np.concatenate([[0], np.cumsum(flags, dtype=np.int64)])
        counts: Integers = before[ends] - before[starts]
        return counts

    words, han = within(begins), within(kinds == _HAN)
    for number in np.flatnonzero(within(kinds == _SPECIAL)).tolist():
        words[number], han[number] = count_words(texts[number])
    return words, han


def _kinds_of(text: str) -> npt.NDArray[np.uint8]:
    table = _table()
    if text.isascii():
        return np.frombuffer(text.encode("ascii").translate(table[:256].tobytes()), np.uint8)
    codes: npt.NDArray[Any] = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds: npt.NDArray[np.uint8] = table[codes]
    unknown = kinds == _UNKNOWN
    if unknown.any():
        for code in np.unique(codes[unknown]).tolist():
            table[code] = _kind_of(chr(code))
        kinds = table[codes]
    return kinds


@lru_cache(maxsize=1)
def _table() -> npt.NDArray[np.uint8]:
    """The kind of each code point; those beyond Latin-1 are filled in as they come."""
    table = np.full(0x110000, _UNKNOWN, np.uint8)
    table[:256] = [_kind_of(chr(code)) for code in range(256)]
    return table


def _kind_of(character: str) -> int:
    if character in OPENERS or "\u0300" <= character <= "\u036f":
        return _SPECIAL
    if character in APOSTROPHES_AND_HYPHENS:
        return _INSIDE
    if is_han(character):
        return _HAN
    return _LETTER if character.isalnum() else _OTHER
