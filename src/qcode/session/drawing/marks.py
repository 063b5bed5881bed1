"""The marks of the turns of a transcript: what of it is coded or suggested, and how it is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from qcode.model.codebook import Code, Codebook
from qcode.model.coding import Suggestion
from qcode.model.transcript import Turn
from qcode.session.state import Mark, SessionState
from qcode.session.views import code_of, is_own, marks_in, span_of

COLOURS = 8
"""Codes have one of so many colours; their numbers tell those of one colour apart."""


@dataclass(frozen=True, eq=False)
class Names:
    """How the codes of a codebook are shown: a number by their place in the tree, a colour, a name
    in the language of the screen."""

    codebook: Codebook
    language: str

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """From 1."""
        return {code.id: at for at, code in enumerate(self.codebook.codes, 1)}

    @cached_property
    def codes(self) -> Mapping[str, Code]:
        """By id."""
        return {code.id: code for code in self.codebook.codes}

    @property
    def digits(self) -> int:
        """Of the longest number."""
        return len(str(max(1, len(self.codebook.codes))))

    def number(self, code: str) -> str:
        """The number of a code, "?" for one that is gone."""
        return str(self.numbers[code]) if code in self.numbers else "·"

    def colour(self, code: str) -> str:
        """The name of the style with the colour of a code."""
        return f"c{(self.numbers.get(code, 1) - 1) % COLOURS}"

    def name(self, code: str) -> str:
        """The name of a code, its id where it has none."""
        found = self.codes.get(code)
        return (found.name.get(self.language) if found else "") or code


def sign(state: SessionState, mark: Mark) -> str:
    """What tells a mark from an own coding, without colour: `?` suggested, `-` a negative case,
    `'` of another coder."""
    if isinstance(mark, Suggestion):
        return "?"
    if mark.coding.against:
        return "-"
    return "" if is_own(state, mark) else "'"


class Marks:
    """The marks of each turn of the transcript in view, found once for each state of affairs."""

    def __init__(self) -> None:
        """Nothing is found yet."""
        self._for: tuple[object, ...] = ()
        self._found: dict[int, tuple[Mark, ...]] = {}

    def of(self, state: SessionState, turn: Turn) -> tuple[Mark, ...]:
        """The suggestions and codings of a turn, in the order in which Tab goes through them."""
        affairs = (state.taken, state.work, state.transcript, state.suggestions_shown)
        if len(self._for) != len(affairs) or any(
            one is not other for one, other in zip(affairs, self._for, strict=True)
        ):
            self._for, self._found = affairs, {}
        if turn.number not in self._found:
            self._found[turn.number] = marks_in(state, turn)
        return self._found[turn.number]


def spans(state: SessionState, names: Names, marks: tuple[Mark, ...]) -> list[tuple[int, int, str]]:
    """Stretches of the transcript with the styles of the marks on them; those further to the front
    colour the words where marks lie over each other: the one in focus, then the shortest."""
    found: list[tuple[int, int, str]] = []
    for mark in sorted(marks, key=lambda each: (each != state.focus, _length(each))):
        start, end = span_of(mark)
        kind = "suggested" if isinstance(mark, Suggestion) else "coded"
        found.append((start, end, f"{kind} {names.colour(code_of(mark))}"))
        if isinstance(mark, Suggestion):
            found += [(first, last, "matched") for first, last in mark.matched]
    return found


def _length(mark: Mark) -> int:
    start, end = span_of(mark)
    return end - start
