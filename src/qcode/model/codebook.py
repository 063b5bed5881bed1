"""Codebooks: a tree of codes, each with its definition and the rules that look for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from qcode.errors import Problem
from qcode.rules.syntax import Expression

Scope = Literal["sentence", "turn"]
Negated = Literal["any", "skip", "only"]


@dataclass(frozen=True, slots=True)
class Text:
    """A text in one or more languages: pairs of language ("" when none is named) and words."""

    by_language: tuple[tuple[str, str], ...] = ()

    def get(self, language: str = "en") -> str:
        """The text in this language, else in the first there is; "" when there is none."""
        found = dict(self.by_language)
        return found.get(language) or next((words for _, words in self.by_language), "")

    def __bool__(self) -> bool:
        return any(words for _, words in self.by_language)


@dataclass(frozen=True, slots=True)
class Example:
    """A passage that a code's rules must find, or, as a counter-example, must not."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Sign:
    """A word, or any expression without `&`, and how much it speaks for or against each code."""

    expression: Expression
    asked: bool
    """Whether it is looked for in the question before a turn, not in the turn."""
    weights: tuple[int, ...]
    """One for each code of its table; below zero it speaks against the code."""


@dataclass(frozen=True, slots=True)
class SignTable:
    """Weighted signs from one file beside the codebook."""

    path: str
    sha256: str
    """Of the file's bytes, hexadecimal."""
    codes: tuple[str, ...]
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """What finds passages for a code: at most one of `find`, `regex` and `tokens` is given, and
    where none is, `signs`."""

    id: str
    code: str
    line: int
    find: tuple[Expression, ...] = ()
    """Any of these."""
    unless: tuple[Expression, ...] = ()
    """No hit in a sentence (or turn, see `within`) that holds any of these."""
    asked: tuple[Expression, ...] = ()
    """Only after an interviewer's question that holds any of these; empty: after any."""
    not_before: tuple[Expression, ...] = ()
    """No hit that stands directly before any of these."""
    not_after: tuple[Expression, ...] = ()
    """No hit that stands directly after any of these."""
    within: Scope = "sentence"
    negated: Negated = "any"
    lang: tuple[str, ...] = ()
    """Only in transcripts of these languages; empty: in all."""
    speakers: tuple[str, ...] = ()
    """Only turns of these speakers, by label or role; empty: of all who are coded."""
    hint: bool = False
    """Shown in coding sessions, not counted by `run`."""
    regex: str = ""
    """An RE2 expression on the words of a turn."""
    tokens: tuple[dict[str, Any], ...] = ()
    """A spaCy `Matcher` pattern."""
    signs: int | None = None
    """Only in turns whose signs for the code add up to at least this; None: in all."""

    @property
    def is_signs_alone(self) -> bool:
        """Whether nothing but signs decides."""
        return self.signs is not None and not (self.find or self.regex or self.tokens)


@dataclass(frozen=True, slots=True)
class Code:
    """A named idea with its definition and its rules of use."""

    id: str
    parent: str
    """The id of the code above, "" at the top."""
    line: int
    name: Text = Text()
    definition: Text = Text()
    include: tuple[Text, ...] = ()
    exclude: tuple[Text, ...] = ()
    examples: tuple[Example, ...] = ()
    counterexamples: tuple[Example, ...] = ()
    rules: tuple[Rule, ...] = ()
    renamed_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Codebook:
    """A tree of codes in the order of the file: parents before their children."""

    id: str
    version: str
    path: str
    sha256: str
    """Of the file's bytes, hexadecimal."""
    title: Text = Text()
    codes: tuple[Code, ...] = ()
    terms: tuple[tuple[str, tuple[Expression, ...]], ...] = ()
    signs: tuple[SignTable, ...] = ()
    language_data: tuple[tuple[str, str], ...] = ()
    """Pairs of language and spaCy pipeline; empty: the lemma tables that qcode brings."""
    warnings: tuple[Problem, ...] = field(default=(), compare=False)
    """What is legal but looks like a slip."""

    def __getitem__(self, code_id: str) -> Code:
        for code in self.codes:
            if code.id == code_id:
                return code
        raise KeyError(code_id)

    def rules(self) -> Iterator[Rule]:
        """All rules, in the order of the file."""
        for code in self.codes:
            yield from code.rules

    def children(self, code_id: str) -> tuple[Code, ...]:
        """The codes directly below this one."""
        return tuple(code for code in self.codes if code.parent == code_id)

    def ancestors(self, code_id: str) -> tuple[str, ...]:
        """The ids above this code, nearest first."""
        above: list[str] = []
        parent = self[code_id].parent
        while parent:
            above.append(parent)
            parent = self[parent].parent
        return tuple(above)

    def applicable(self) -> tuple[Code, ...]:
        """The codes that can stand on a passage themselves: all but headings (codes that
        only group others: with children and without a rule of their own)."""
        parents = {code.parent for code in self.codes}
        return tuple(code for code in self.codes if code.rules or code.id not in parents)
