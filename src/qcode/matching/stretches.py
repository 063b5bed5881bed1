"""Turns in stretches of about equal length: what signs are added up over.

A turn of ordinary length is one stretch. A long one is cut between sentences, since in a speech of
ten minutes signs of everything come together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qcode.matching.corpus import Corpus, Flags, Integers

LONGEST = 200
"""Words or Han characters of a stretch, but for a single sentence that is longer."""


@dataclass(frozen=True)
class Stretches:
    """The stretches of a corpus in order; turns without words have none."""

    of_word: Integers
    """One entry a word: the number of its stretch."""
    first_words: Integers
    """One entry a stretch, and one more behind the last."""
    turns: Integers
    """One entry a stretch: its turn."""

    def in_turn(self, turn: int) -> range:
        """The numbers of the stretches of one turn."""
        low, high = np.searchsorted(self.turns, [turn, turn + 1]).tolist()
        return range(low, high)

    def is_whole(self) -> Flags:
        """Whether each stretch is a turn by itself."""
        counts = np.bincount(self.turns) if len(self.turns) else np.empty(0, np.int64)
        whole: Flags = counts[self.turns] == 1
        return whole


def cut_turns(corpus: Corpus, longest: int = LONGEST) -> Stretches:
    """Cut the turns of a corpus that are longer than `longest` words, into as few stretches of
    about one length as sentences allow."""
    begins = np.zeros(len(corpus.types), bool)
    sizes = np.diff(corpus.first_words)
    begins[corpus.first_words[:-1][sizes > 0]] = True
    for turn in np.flatnonzero(sizes > longest).tolist():
        first, last = corpus.first_words[turn : turn + 2].tolist()
        begins[_cuts(corpus.sentences[first:last], longest) + first] = True
    of_word = (np.cumsum(begins, dtype=np.int32) - 1).astype(np.int32)
    firsts = np.flatnonzero(begins)
    return Stretches(
        of_word,
        np.append(firsts, len(begins)).astype(np.int32),
        corpus.turns[firsts],
    )


def _cuts(sentences: Integers, longest: int) -> Integers:
    """Where a turn is cut, as numbers of its words: at the beginning of the sentence that is
    nearest to each even part of it."""
    size = len(sentences)
    parts = -(-size // longest)
    ideal = np.arange(1, parts) * size / parts
    starts = np.flatnonzero(np.diff(sentences)) + 1
    if not len(starts):
        return np.empty(0, np.int32)
    nearest = [int(np.argmin(np.abs(starts - place))) for place in ideal]
    return np.unique(starts[nearest]).astype(np.int32)
