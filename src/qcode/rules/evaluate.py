"""The rule language evaluated as plainly as can be: the reference that the engine is tested
against, and what explains a single hit.

It looks at one text at a time, tries every position, and knows nothing of arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from qcode.rules.syntax import AllOf, AnyOf, Expression, Gap, Phrase, Reference, Word


@dataclass(frozen=True, slots=True)
class Position:
    """One counted token of a text: a Latin word, a number or one Han character."""

    form: str
    """Normalised: lower case, Simplified."""
    scope: int
    """Number of the sentence (or turn) that a rule must stay inside."""
    side_by_side: bool
    """Whether nothing but blanks, hyphens and quotation marks stands before it."""


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """Where an expression matched: positions `start` up to, not including, `end`, and the
    positions of the words that it asked for."""

    start: int
    end: int
    words: tuple[int, ...]


IsForm: TypeAlias = Callable[[Word, str], bool]


def matches(
    expression: Expression, positions: Sequence[Position], is_form: IsForm
) -> tuple[Match, ...]:
    """Every place where an expression holds, sorted, one for each start and end.

    For `A & B` the place is the whole scope with the words of its positive parts.
    """
    if isinstance(expression, AllOf):
        return _all_of(expression, positions, is_form)
    return _distinct(_places(expression, positions, is_form))


def _all_of(expression: AllOf, positions: Sequence[Position], is_form: IsForm) -> tuple[Match, ...]:
    present = [matches(part, positions, is_form) for part in expression.present]
    absent = [matches(part, positions, is_form) for part in expression.absent]
    found = []
    for scope in dict.fromkeys(position.scope for position in positions):
        inside = [place for place, at in enumerate(positions) if at.scope == scope]

        def holds(
            places: tuple[Match, ...], first: int = inside[0], last: int = inside[-1]
        ) -> list[Match]:
            return [match for match in places if first <= match.start and match.end <= last + 1]

        if all(holds(places) for places in present) and not any(holds(places) for places in absent):
            words = {word for places in present for match in holds(places) for word in match.words}
            found.append(Match(inside[0], inside[-1] + 1, tuple(sorted(words))))
    return tuple(found)


def _places(node: Expression, positions: Sequence[Position], is_form: IsForm) -> list[Match]:
    match node:
        case Word():
            return [
                Match(place, place + 1, (place,))
                for place, position in enumerate(positions)
                if is_form(node, position.form)
            ]
        case AnyOf(parts):
            return [match for part in parts for match in _places(part, positions, is_form)]
        case Reference(_, target):
            return _places(target, positions, is_form)
        case Phrase(parts):
            found = _places(parts[0], positions, is_form)
            for part in parts[1:]:
                found = _joined(found, _places(part, positions, is_form), _beside(positions))
            return found
        case Gap(left, right, most, ordered):
            lefts = _places(left, positions, is_form)
            rights = _places(right, positions, is_form)
            near = _near(positions, most)
            found = _joined(lefts, rights, near)
            return found if ordered else found + _joined(rights, lefts, near)
        case AllOf():
            raise ValueError("`&` stands only at the top of an expression")


def _joined(
    lefts: Sequence[Match], rights: Sequence[Match], fits: Callable[[Match, Match], bool]
) -> list[Match]:
    return list(
        _distinct(
            Match(left.start, right.end, tuple(sorted(left.words + right.words)))
            for left in lefts
            for right in rights
            if fits(left, right)
        )
    )


def _beside(positions: Sequence[Position]) -> Callable[[Match, Match], bool]:
    def fits(left: Match, right: Match) -> bool:
        return left.end == right.start and positions[right.start].side_by_side

    return fits


def _near(positions: Sequence[Position], most: int) -> Callable[[Match, Match], bool]:
    def fits(left: Match, right: Match) -> bool:
        same = positions[left.start].scope == positions[right.end - 1].scope
        return same and 0 <= right.start - left.end <= most

    return fits


def _distinct(found: Iterable[Match]) -> tuple[Match, ...]:
    first: dict[tuple[int, int], Match] = {}
    for match in sorted(found):
        first.setdefault((match.start, match.end), match)
    return tuple(first.values())
