"""How much the signs of a codebook speak for each code in each stretch of talk: a sum of whole
numbers.

A sign counts once in a stretch, however often it stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qcode.matching.corpus import Flags, Integers
from qcode.matching.language import Language
from qcode.matching.lowering import lower
from qcode.matching.search import Search
from qcode.matching.stretches import Stretches
from qcode.model.codebook import Sign, SignTable
from qcode.rules.syntax import Expression

STRONGEST = 6
"""So many signs of a stretch stand for all of them in a hit."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One sign that a stretch holds, and what it adds for a code."""

    sign: Sign
    lowered: Expression
    weight: int


class Signs:
    """The signs of a codebook, ready to be looked for."""

    def __init__(self, tables: Iterable[SignTable], language: Language) -> None:
        """Lower all signs to tokens."""
        self._tables = [
            (table, [lower(sign.expression, language) for sign in table.signs]) for table in tables
        ]

    def expressions(self) -> list[Expression]:
        """What has to be looked for."""
        return [expression for _, lowered in self._tables for expression in lowered]

    def weighed(self, search: Search, stretches: Stretches, questions: Integers) -> Scores:
        """Add up the signs of all stretches; `questions` is the question before each turn or -1."""
        codes = tuple(dict.fromkeys(code for table, _ in self._tables for code in table.codes))
        found: list[_Sign] = []
        for table, lowered in self._tables:
            columns = [table.codes.index(code) if code in table.codes else None for code in codes]
            for sign, expression in zip(table.signs, lowered, strict=True):
                weights = [0 if at is None else sign.weights[at] for at in columns]
                starts = search.places(expression, "turn").starts
                places = search.corpus.turns if sign.asked else stretches.of_word
                found.append(
                    _Sign(sign, expression, np.array(weights, np.int32), np.unique(places[starts]))
                )
        return Scores(codes, found, stretches, questions)


@dataclass(frozen=True, slots=True)
class _Sign:
    sign: Sign
    lowered: Expression
    weights: Integers
    places: Integers
    """The stretches that hold it, of a question the turns, ascending."""


class Scores:
    """The sums for each stretch and code, and what they are made of."""

    def __init__(
        self,
        codes: Sequence[str],
        signs: Sequence[_Sign],
        stretches: Stretches,
        questions: Integers,
    ) -> None:
        """Add up; a sign in a question counts for each stretch of the turn that answers it."""
        self._place = {code: number for number, code in enumerate(codes)}
        self._signs = signs
        self._questions = questions
        self.stretches = stretches
        sums = np.zeros((len(stretches.turns), len(codes)), np.int32)
        asked = np.zeros((len(questions), len(codes)), np.int32)
        for sign in signs:
            (asked if sign.sign.asked else sums)[sign.places] += sign.weights
        before = questions[stretches.turns]
        sums[before >= 0] += asked[before[before >= 0]]
        self._sums = sums

    def of(self, code: str) -> Integers:
        """One entry a stretch: what its signs add up to for a code."""
        return self._sums[:, self._place[code]]

    def reaching(self, code: str, least: int) -> Flags:
        """One entry a turn: whether a stretch of it adds up to at least so much."""
        flags = np.zeros(len(self._questions), bool)
        flags[self.stretches.turns[self.of(code) >= least]] = True
        return flags

    def best(self, code: str, turn: int) -> int | None:
        """The stretch of a turn that adds up to most; None where the turn has no words."""
        numbers = self.stretches.in_turn(turn)
        return max(numbers, key=self.of(code).__getitem__) if numbers else None

    def reasons(self, code: str, stretch: int) -> list[Weighed]:
        """The signs that count in a stretch, strongest first."""
        question = int(self._questions[self.stretches.turns[stretch]])
        numbers = [*self._held(self._said, stretch), *self._held(self._asked, question)]
        place = self._place[code]
        weighed = [
            Weighed(self._signs[n].sign, self._signs[n].lowered, int(self._signs[n].weights[place]))
            for n in numbers
        ]
        return sorted((each for each in weighed if each.weight), key=lambda each: -each.weight)

    def _held(self, pairs: tuple[Integers, Integers], place: int) -> list[int]:
        places, numbers = pairs
        low, high = np.searchsorted(places, [place, place + 1]).tolist()
        found: list[int] = numbers[low:high].tolist()
        return found

    @cached_property
    def _said(self) -> tuple[Integers, Integers]:
        """All pairs of stretch and sign, in the order of stretches."""
        return _pairs([(n, sign) for n, sign in enumerate(self._signs) if not sign.sign.asked])

    @cached_property
    def _asked(self) -> tuple[Integers, Integers]:
        """All pairs of question and sign, in the order of turns."""
        return _pairs([(n, sign) for n, sign in enumerate(self._signs) if sign.sign.asked])


def _pairs(signs: Sequence[tuple[int, _Sign]]) -> tuple[Integers, Integers]:
    if not signs:
        return np.empty(0, np.int32), np.empty(0, np.int32)
    places = np.concatenate([sign.places for _, sign in signs])
    numbers = np.repeat([number for number, _ in signs], [len(sign.places) for _, sign in signs])
    order = np.argsort(places, kind="stable")
    return places[order], numbers[order].astype(np.int32)


def strongest_words(reasons: Sequence[Weighed], search: Search, first: int, last: int) -> list[int]:
    """Numbers of the words from `first` up to `last` of the strongest signs for a code."""
    words: set[int] = set()
    kept = [each for each in reasons if each.weight > 0 and not each.sign.asked][:STRONGEST]
    for each in kept:
        places = search.places(each.lowered, "turn")
        low, high = np.searchsorted(places.starts, [first, last]).tolist()
        for place in range(low, high):
            words.update(places.words(place))
    return sorted(words)
