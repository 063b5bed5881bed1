"""The tree of an expression of the rule language.

Columns count from 1 in the expression and are left out of comparisons, so that two
expressions are equal when they mean the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

WordMode = Literal["form", "exact", "prefix"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word as the researcher wrote it: any inflected form of it, exactly it, or a prefix.

    A word that the tokenizer cuts in several (`left-behind`, `don't`, `不出事`) is made a
    phrase when the rule is compiled.
    """

    text: str
    mode: WordMode = "form"
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Parts side by side."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Two parts with at most `most` tokens between them, in this order or in either."""

    left: Expression
    right: Expression
    most: int
    ordered: bool = True


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part or another."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """`$name`, with the named list that it stands for."""

    name: str
    target: Expression
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part in `present` and none in `absent`, in the same sentence or turn.

    It stands only at the top of an expression.
    """

    present: tuple[Expression, ...]
    absent: tuple[Expression, ...] = ()


Expression: TypeAlias = Word | Phrase | Gap | AnyOf | Reference | AllOf


def children(node: Expression) -> tuple[Expression, ...]:
    """The parts directly below a node."""
    match node:
        case Word():
            return ()
        case Phrase(parts) | AnyOf(parts):
            return parts
        case Gap(left, right):
            return (left, right)
        case Reference(_, target):
            return (target,)
        case AllOf(present, absent):
            return present + absent


def walk(node: Expression) -> Iterator[Expression]:
    """A node and everything below it, depth first."""
    yield node
    for child in children(node):
        yield from walk(child)
