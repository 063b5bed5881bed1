"""Expressions evaluated on the arrays of a corpus: sets of places, joined from their parts.

The plain meaning of each operator is in `rules/evaluate.py`; here a word is asked once for
each distinct type, and parts are joined by binary search.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from qcode.errors import QcodeError
from qcode.matching.corpus import Corpus, Flags, Integers
from qcode.matching.language import Language
from qcode.model.codebook import Scope
from qcode.rules.syntax import AllOf, AnyOf, Expression, Gap, Phrase, Reference, Word, walk

MOST_PAIRS = 40_000_000
"""Places that one gap may join before the rule is refused: beyond it memory runs out."""


Numbers: TypeAlias = NDArray[np.signedinteger[Any]]


class _Origin(Protocol):
    """Where places come from, to tell the words that were asked for."""

    def words(self, place: int) -> list[int]: ...


@dataclass(frozen=True)
class Places:
    """Distinct places where an expression holds: word numbers `start` up to `end`, sorted."""

    starts: Integers
    ends: Integers
    origin: _Origin | None = None
    """None: every word of the place was asked for."""

    def __len__(self) -> int:
        return len(self.starts)

    def words(self, place: int) -> list[int]:
        """Numbers of the words that the expression asked for at one place."""
        if self.origin is None:
            return list(range(int(self.starts[place]), int(self.ends[place])))
        return self.origin.words(place)


@dataclass(frozen=True)
class _Joined:
    """Each place is one of the left joined with one of the right."""

    left: Places
    right: Places
    left_places: Integers
    right_places: Integers

    def words(self, place: int) -> list[int]:
        left = self.left.words(int(self.left_places[place]))
        return sorted(left + self.right.words(int(self.right_places[place])))


@dataclass(frozen=True)
class _United:
    """Each place is one of one part."""

    parts: tuple[Places, ...]
    part: Integers
    place: Integers

    def words(self, place: int) -> list[int]:
        return self.parts[int(self.part[place])].words(int(self.place[place]))


_NOWHERE = Places(np.empty(0, np.int32), np.empty(0, np.int32))


class Search:
    """Finds expressions in one corpus. Answers are kept, so equal parts are found once."""

    def __init__(
        self, corpus: Corpus, language: Language, expressions: Iterable[Expression]
    ) -> None:
        """`expressions` are all that will be asked (lowered, see `lowering`): the positions of
        their words are gathered in one pass."""
        self.corpus = corpus
        self._types: dict[Word, list[int]] = {}
        for expression in expressions:
            for node in walk(expression):
                if isinstance(node, Word) and node not in self._types:
                    self._types[node] = language.forms(node, corpus.vocabulary)
        self._found: dict[tuple[Expression, Scope], Places] = {}
        self._index()

    def _index(self) -> None:
        size = len(self.corpus.vocabulary.words)
        asked = np.zeros(size, bool)
        for wanted in self._types.values():
            asked[wanted] = True
        positions = np.flatnonzero(asked[self.corpus.types]).astype(np.int32)
        types = self.corpus.types[positions]
        order = np.argsort(types, kind="stable")
        self._positions = positions[order]
        self._bounds = np.searchsorted(types[order], np.arange(size + 1))

    def scopes(self, scope: Scope) -> Integers:
        """The scope number of each word."""
        return self.corpus.sentences if scope == "sentence" else self.corpus.turns

    def places(self, expression: Expression, scope: Scope = "sentence") -> Places:
        """Where a positional expression (no `&`) holds, within sentences or turns."""
        key = (expression, scope)
        if key not in self._found:
            self._found[key] = self._evaluate(expression, scope)
        return self._found[key]

    def holding(self, expression: Expression, scope: Scope) -> Flags:
        """Whether an expression holds in each scope: one flag a sentence or a turn."""
        flags = np.zeros(self._scope_count(scope), bool)
        if isinstance(expression, AllOf):
            flags[:] = True
            for part in expression.present:
                flags &= self.holding(part, scope)
            for part in expression.absent:
                flags &= ~self.holding(part, scope)
        else:
            flags[self.scopes(scope)[self.places(expression, scope).starts]] = True
        return flags

    def _scope_count(self, scope: Scope) -> int:
        corpus = self.corpus
        return len(corpus.sentence_starts if scope == "sentence" else corpus.turn_starts)

    def _evaluate(self, node: Expression, scope: Scope) -> Places:
        match node:
            case Word():
                return _single(self._positions_of(self._types[node]))
            case Reference(_, target):
                return self.places(target, scope)
            case AnyOf(parts):
                types = self._unit(node)
                if types is not None:
                    return _single(self._positions_of(types))
                return _union([self.places(part, scope) for part in parts])
            case Phrase(parts):
                units = [self._unit(part) for part in parts]
                if all(types is not None for types in units):
                    return self._phrase([types for types in units if types is not None])
                found = [self.places(part, scope) for part in parts]
                return reduce(self._beside, found)
            case Gap(left, right, most, ordered):
                lefts, rights = self.places(left, scope), self.places(right, scope)
                found_in_order = self._near(lefts, rights, most, scope)
                if ordered:
                    return found_in_order
                return _union([found_in_order, self._near(rights, lefts, most, scope)])
            case AllOf():
                raise ValueError("`&` stands only at the top of an expression")

    def _unit(self, node: Expression) -> list[int] | None:
        """The types of a part that is always one word, otherwise None."""
        match node:
            case Word():
                return self._types[node]
            case Reference(_, target):
                return self._unit(target)
            case AnyOf(parts):
                units = [self._unit(part) for part in parts]
                if any(types is None for types in units):
                    return None
                return sorted({number for types in units if types for number in types})
        return None

    def _positions_of(self, types: Sequence[int]) -> Integers:
        pieces = [self._positions[self._bounds[t] : self._bounds[t + 1]] for t in types]
        if not pieces:
            return np.empty(0, np.int32)
        return pieces[0] if len(pieces) == 1 else np.sort(np.concatenate(pieces))

    def _phrase(self, units: Sequence[Sequence[int]]) -> Places:
        """Words side by side, looked up from the rarest."""
        if not all(units):
            return _NOWHERE
        counts = [sum(int(self._bounds[t + 1] - self._bounds[t]) for t in types) for types in units]
        rarest = counts.index(min(counts))
        if not counts[rarest]:
            return _NOWHERE
        corpus, length = self.corpus, len(units)
        starts = self._positions_of(units[rarest]) - rarest
        starts = starts[(starts >= 0) & (starts + length <= len(corpus.types))]
        wanted = np.zeros(len(corpus.vocabulary.words), bool)
        for offset, types in enumerate(units):
            if offset:
                starts = starts[corpus.side_by_side[starts + offset]]
            if offset != rarest and len(starts):
                wanted[types] = True
                starts = starts[wanted[corpus.types[starts + offset]]]
                wanted[types] = False
        return Places(starts, starts + np.int32(length))

    def _beside(self, lefts: Places, rights: Places) -> Places:
        if not len(lefts) or not len(rights):
            return _NOWHERE
        low = np.searchsorted(rights.starts, lefts.ends)
        high = np.searchsorted(rights.starts, lefts.ends, side="right")
        left, right = _pairs(low, high)
        fits = self.corpus.side_by_side[rights.starts[right]]
        return _join(lefts, rights, left[fits], right[fits])

    def _near(self, lefts: Places, rights: Places, most: int, scope: Scope) -> Places:
        if not len(lefts) or not len(rights):
            return _NOWHERE
        low = np.searchsorted(rights.starts, lefts.ends)
        high = np.searchsorted(rights.starts, lefts.ends + most, side="right")
        left, right = _pairs(low, high)
        numbers = self.scopes(scope)
        fits = numbers[lefts.starts[left]] == numbers[rights.ends[right] - 1]
        return _join(lefts, rights, left[fits], right[fits])


def _single(positions: Integers) -> Places:
    return Places(positions, positions + np.int32(1))


def _pairs(low: Numbers, high: Numbers) -> tuple[Integers, Integers]:
    """Every left number with each right number from its `low` up to its `high`."""
    counts = high - low
    total = int(counts.sum())
    if total > MOST_PAIRS:
        raise QcodeError(
            f"a gap joins {total:,} pairs of words, more than {MOST_PAIRS:,}\n"
            "  hint: make the gap smaller, or name rarer words on one side"
        )
    left = np.repeat(np.arange(len(low), dtype=np.int32), counts)
    right = np.repeat(low - (np.cumsum(counts) - counts), counts) + np.arange(total)
    return left, right.astype(np.int32)


def _join(lefts: Places, rights: Places, left: Integers, right: Integers) -> Places:
    starts, ends = lefts.starts[left], rights.ends[right]
    first = _first_of_each(starts, ends)
    origin = _Joined(lefts, rights, left[first], right[first])
    return Places(starts[first], ends[first], origin)


def _union(parts: Sequence[Places]) -> Places:
    if not sum(map(len, parts)):
        return _NOWHERE
    starts = np.concatenate([part.starts for part in parts])
    ends = np.concatenate([part.ends for part in parts])
    number = np.repeat(np.arange(len(parts), dtype=np.int32), [len(part) for part in parts])
    place = np.concatenate([np.arange(len(part), dtype=np.int32) for part in parts])
    first = _first_of_each(starts, ends)
    origin = _United(tuple(parts), number[first], place[first])
    plain = all(part.origin is None for part in parts)
    return Places(starts[first], ends[first], None if plain else origin)


def _first_of_each(starts: Integers, ends: Integers) -> Integers:
    """The first number of each distinct (start, end), in the order of the text."""
    order = np.lexsort((ends, starts))
    starts, ends = starts[order], ends[order]
    new = np.ones(len(order), bool)
    new[1:] = (starts[1:] != starts[:-1]) | (ends[1:] != ends[:-1])
    return order[new].astype(np.int32)
