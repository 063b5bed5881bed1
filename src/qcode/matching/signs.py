"""How much the signs of a codebook speak for each code in each turn: a sum of whole numbers.

A sign counts once in a turn, however often it stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qcode.matching.corpus import Integers
from qcode.matching.language import Language
from qcode.matching.lowering import lower
from qcode.matching.search import Search
from qcode.model.codebook import Sign, SignTable
from qcode.rules.syntax import Expression

STRONGEST = 6
"""So many signs of a turn stand for all of them in a hit."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One sign that a turn holds, and what it adds for a code."""

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

    def weighed(self, search: Search, questions: Integers) -> Scores:
        """Add up the signs of all turns; `questions` is the question before each turn or -1."""
        codes = tuple(dict.fromkeys(code for table, _ in self._tables for code in table.codes))
        found: list[_Sign] = []
        for table, lowered in self._tables:
            columns = [table.codes.index(code) if code in table.codes else None for code in codes]
            for sign, expression in zip(table.signs, lowered, strict=True):
                weights = [0 if at is None else sign.weights[at] for at in columns]
                turns = np.unique(search.corpus.turns[search.places(expression, "turn").starts])
                found.append(_Sign(sign, expression, np.array(weights, np.int32), turns))
        return Scores(codes, found, questions)


@dataclass(frozen=True, slots=True)
class _Sign:
    sign: Sign
    lowered: Expression
    weights: Integers
    turns: Integers
    """The turns that hold it, ascending."""


class Scores:
    """The sums for each turn and code, and what they are made of."""

    def __init__(self, codes: Sequence[str], signs: Sequence[_Sign], questions: Integers) -> None:
        """Add up; a sign in a question counts for the turns that answer it."""
        self._place = {code: number for number, code in enumerate(codes)}
        self._signs = signs
        self._questions = questions
        said = np.zeros((len(questions), len(codes)), np.int32)
        asked = np.zeros((len(questions), len(codes)), np.int32)
        for sign in signs:
            (asked if sign.sign.asked else said)[sign.turns] += sign.weights
        answering = questions >= 0
        said[answering] += asked[questions[answering]]
        self._sums = said

    def of(self, code: str) -> Integers:
        """One entry a turn: what its signs add up to for a code."""
        return self._sums[:, self._place[code]]

    def reasons(self, code: str, turn: int) -> list[Weighed]:
        """The signs that count in a turn, strongest first."""
        question = int(self._questions[turn])
        numbers = [n for n in self._in_turn(turn) if not self._signs[n].sign.asked]
        numbers += [n for n in self._in_turn(question) if self._signs[n].sign.asked]
        place = self._place[code]
        weighed = [
            Weighed(self._signs[n].sign, self._signs[n].lowered, int(self._signs[n].weights[place]))
            for n in numbers
        ]
        return sorted((each for each in weighed if each.weight), key=lambda each: -each.weight)

    def _in_turn(self, turn: int) -> list[int]:
        turns, numbers = self._by_turn
        low, high = np.searchsorted(turns, [turn, turn + 1]).tolist()
        found: list[int] = numbers[low:high].tolist()
        return found

    @cached_property
    def _by_turn(self) -> tuple[Integers, Integers]:
        """All pairs of turn and sign, in the order of turns."""
        if not self._signs:
            return np.empty(0, np.int32), np.empty(0, np.int32)
        turns = np.concatenate([sign.turns for sign in self._signs])
        sizes = [len(sign.turns) for sign in self._signs]
        numbers = np.repeat(np.arange(len(self._signs), dtype=np.int32), sizes)
        order = np.argsort(turns, kind="stable")
        return turns[order], numbers[order]


def strongest_words(reasons: Sequence[Weighed], search: Search, turn: int) -> list[int]:
    """Numbers of the words in a turn of the strongest signs that speak for a code."""
    first, last = search.corpus.first_words[turn : turn + 2].tolist()
    words: set[int] = set()
    kept = [each for each in reasons if each.weight > 0 and not each.sign.asked][:STRONGEST]
    for each in kept:
        places = search.places(each.lowered, "turn")
        low, high = np.searchsorted(places.starts, [first, last]).tolist()
        for place in range(low, high):
            words.update(places.words(place))
    return sorted(words)
