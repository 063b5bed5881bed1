"""From the words of a rule to the tokens of the texts.

A researcher writes `left-behind`, `don't`, `不出事`, `用APP打卡`; the texts have one token for
each Han character and what spaCy's tokenizer makes of the rest. Lowering cuts a rule's words
the same way, so that a word can never silently fail to match its own text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qcode.matching.language import Language
from qcode.model.codebook import Rule
from qcode.rules.syntax import AllOf, AnyOf, Expression, Gap, Phrase, Reference, Word


@dataclass(frozen=True)
class LoweredRule:
    """The expressions of a rule over single tokens."""

    find: tuple[Expression, ...]
    unless: tuple[Expression, ...]
    asked: tuple[Expression, ...]
    not_before: tuple[Expression, ...]
    not_after: tuple[Expression, ...]

    @classmethod
    def of(cls, rule: Rule, language: Language) -> LoweredRule:
        """Lower each expression of a rule."""
        parts = (rule.find, rule.unless, rule.asked, rule.not_before, rule.not_after)
        return cls(*(tuple(lower(part, language) for part in group) for group in parts))

    def expressions(self) -> Iterator[Expression]:
        """All of them."""
        for group in (self.find, self.unless, self.asked, self.not_before, self.not_after):
            yield from group


def lower(node: Expression, language: Language) -> Expression:
    """The same expression over single tokens, references replaced by what they stand for.

    Of a word that is cut into several, all but the last must stand exactly; the last is
    inflected or a prefix as the word says. A word without any letter or digit finds nothing.
    """
    match node:
        case Word():
            return _cut(node, language)
        case Phrase(parts):
            return Phrase(_flat([lower(part, language) for part in parts]))
        case AnyOf(parts):
            return AnyOf(tuple(lower(part, language) for part in parts))
        case Gap(left, right, most, ordered):
            return Gap(lower(left, language), lower(right, language), most, ordered)
        case Reference(_, target):
            return lower(target, language)
        case AllOf(present, absent):
            return AllOf(
                tuple(lower(part, language) for part in present),
                tuple(lower(part, language) for part in absent),
            )


def _flat(parts: list[Expression]) -> tuple[Expression, ...]:
    """A phrase inside a phrase is one longer phrase."""
    flat: list[Expression] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Phrase) else (part,))
    return tuple(flat)


def _cut(word: Word, language: Language) -> Expression:
    tokens = language.words(word.text)
    if len(tokens) < 2:
        return Word(tokens[0] if tokens else word.text, word.mode, word.column)
    exact = [Word(token, "exact", word.column) for token in tokens[:-1]]
    return Phrase((*exact, Word(tokens[-1], word.mode, word.column)))
