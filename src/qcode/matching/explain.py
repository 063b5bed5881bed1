"""Why a rule finds a text, or does not: each condition on its own, by the plain evaluator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from qcode.matching.corpus import Corpus, build_corpus
from qcode.matching.forms import forms
from qcode.matching.language import Language, normal_form
from qcode.matching.lowering import lower
from qcode.matching.negation import REACH
from qcode.matching.run import RuleRun
from qcode.matching.signs import Weighed
from qcode.model.codebook import Codebook, Rule, Scope
from qcode.model.coding import Hit
from qcode.model.transcript import Language as Script
from qcode.model.transcript import Role, Transcript, Turn
from qcode.rules.evaluate import Match, Position, matches
from qcode.rules.parse import to_text
from qcode.rules.syntax import Expression, Reference, Word, walk

MOST_SIGNS = 8
"""So many signs of a text are named on either side."""


@dataclass(frozen=True, slots=True)
class WordForms:
    """A word of a rule and what it finds: all its forms, or how it is compared."""

    word: str
    how: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleDescription:
    """A rule spelled out: its conditions in words, the lists behind `$names`, the forms."""

    rule: Rule
    conditions: tuple[tuple[str, str], ...]
    """Pairs of key and expression or sentence."""
    references: tuple[tuple[str, str], ...]
    words: tuple[WordForms, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a rule on one text."""

    name: str
    holds: bool
    detail: str
    words: tuple[tuple[int, int], ...] = ()
    """Code points in the text that decided it."""


@dataclass(frozen=True, slots=True)
class Trace:
    """How a rule fared on a text."""

    found: bool
    conditions: tuple[Condition, ...]
    matched: tuple[tuple[int, int], ...]
    """Code points of the words of its hits."""


def describe_rule(rule: Rule) -> RuleDescription:
    """What a rule expands to."""
    groups = _groups(rule)
    conditions = [(key, to_text(part)) for key, parts in groups for part in parts]
    if rule.regex:
        conditions.insert(0, ("regex", rule.regex))
    if rule.tokens:
        conditions.insert(0, ("tokens", " ".join(str(token) for token in rule.tokens)))
    conditions += [
        (key, value)
        for key, value in (
            ("signs", "" if rule.signs is None else f"add up to at least {rule.signs}"),
            ("within", f"the same {rule.within}"),
            ("negated", "" if rule.negated == "any" else rule.negated),
            ("lang", ", ".join(rule.lang)),
            ("speakers", ", ".join(rule.speakers)),
            ("hint", "shown in coding sessions, not counted" if rule.hint else ""),
        )
        if value
    ]
    nodes = [node for _, parts in groups for part in parts for node in walk(part)]
    references = {node.name: to_text(node.target) for node in nodes if isinstance(node, Reference)}
    words = dict.fromkeys(node for node in nodes if isinstance(node, Word))
    language = Language()
    return RuleDescription(
        rule,
        tuple(conditions),
        tuple(references.items()),
        tuple(_word_forms(word, language) for word in words),
    )


def _groups(rule: Rule) -> tuple[tuple[str, tuple[Expression, ...]], ...]:
    return (
        ("find", rule.find),
        ("unless", rule.unless),
        ("asked", rule.asked),
        ("not_before", rule.not_before),
        ("not_after", rule.not_after),
    )


def _word_forms(word: Word, language: Language) -> WordForms:
    tokens = language.words(word.text)
    shown = to_text(word)
    last = tokens[-1] if tokens else normal_form(word.text)
    head = "".join(tokens[:-1]) if not last.isascii() else " ".join(tokens[:-1])
    if word.mode == "prefix":
        return WordForms(shown, "every word that begins so", (f"{head} {last}…".strip(),))
    if word.mode == "exact" or not last.isascii():
        return WordForms(shown, "exactly", (" ".join(tokens) if last.isascii() else head + last,))
    return WordForms(
        shown, "any form", tuple(f"{head} {form}".strip() for form in sorted(forms(last)))
    )


def single_turn(text: str, asked: str = "", language: Script = "mixed") -> Transcript:
    """A transcript of one answer, with the question before it where there is one."""
    pieces: list[tuple[Role, str]] = [("participant", text)]
    if asked:
        # A short question is a question all the same.
        question = asked if asked.endswith(("?", "？")) else asked + "?"
        pieces.insert(0, ("interviewer", question))
    turns, start = [], 0
    for number, (role, words) in enumerate(pieces, 1):
        turns.append(Turn(number, role, role, start, start + len(words)))
        start += len(words) + 1
    return Transcript(
        id="text",
        path="",
        format="text",
        encoding="utf-8",
        encoding_is_guess=False,
        language=language,
        text="\n".join(words for _, words in pieces),
        sha256="",
        turns=tuple(turns),
        speakers=(),
    )


def explain_text(
    rule: Rule, text: str, *, asked: str = "", codebook: Codebook | None = None
) -> Trace:
    """Whether a rule finds a text, and which of its conditions hold.

    Of a list of expressions those that hold are told; where none does, what each lacks.

    The verdict is the engine's; the conditions are told by the plain evaluator, each for
    itself.
    """
    transcript = single_turn(text, asked)
    shift = transcript.turns[-1].start
    run = RuleRun([transcript], [rule], codebook=codebook, speakers="all")
    hits = [hit for hit in run.hits(rule) if hit.turn == len(transcript.turns) - 1]
    matched = sorted({(a - shift, b - shift) for hit in hits for a, b in hit.matched})
    conditions = list(_conditions(rule, text, asked, run.language))
    if rule.signs is not None:
        conditions.append(_signs(rule, run.reasons(rule, len(transcript.turns) - 1)))
    if rule.negated != "any":
        conditions.append(_negation(rule, bool(hits)))
    if rule.lang:
        conditions.append(
            Condition("lang", True, f"only in transcripts in {' or '.join(rule.lang)}")
        )
    if rule.speakers:
        speakers = " or ".join(rule.speakers)
        conditions.append(Condition("speakers", True, f"only turns of {speakers}"))
        hits = hits or _ignoring_speakers(rule, transcript, codebook)
    return Trace(bool(hits), tuple(conditions), tuple(matched))


def _signs(rule: Rule, reasons: Sequence[Weighed]) -> Condition:
    """What the signs of a text add up to, the strongest on either side by name."""
    total = sum(each.weight for each in reasons)
    wanted = rule.signs or 0
    speaking = [_weighed(each) for each in reasons if each.weight > 0][:MOST_SIGNS]
    against = [_weighed(each) for each in reversed(reasons) if each.weight < 0][:MOST_SIGNS]
    detail = f"they add up to {total}"
    detail += f"; for it speak {', '.join(speaking)}" if speaking else ""
    detail += f"; against it {', '.join(against)}" if against else ""
    return Condition(f"signs: at least {wanted}", total >= wanted, detail)


def _weighed(each: Weighed) -> str:
    where = " in the question" if each.sign.asked else ""
    return f"'{to_text(each.sign.expression)}'{where} ({each.weight:+d})"


def _ignoring_speakers(rule: Rule, transcript: Transcript, codebook: Codebook | None) -> list[Hit]:
    from dataclasses import replace

    anybody = replace(rule, speakers=())
    run = RuleRun([transcript], [anybody], codebook=codebook, speakers="all")
    return [hit for hit in run.hits(anybody) if hit.turn == len(transcript.turns) - 1]


def _negation(rule: Rule, found: bool) -> Condition:
    wanted = "no negation cue" if rule.negated == "skip" else "a negation cue"
    return Condition(
        f"negated: {rule.negated}",
        found,
        f"{wanted} may stand"
        if rule.negated == "skip"
        else f"{wanted} must stand in the same clause, up to {REACH} words before",
    )


def _conditions(rule: Rule, text: str, asked: str, language: Language) -> Iterable[Condition]:
    here = _Plain(text, language)
    found = [(expression, here.words(expression, rule.within)) for expression in rule.find]
    holding = [(expression, words) for expression, words in found if words]
    for expression, words in holding or found:
        yield Condition(f"find: {to_text(expression)}", bool(words), here.quote(words), words)
        if not words:
            yield from here.missing(expression)
    for key, parts in (("unless", rule.unless),):
        for expression in parts:
            words = here.words(expression, rule.within)
            detail = f"bars it: {here.quote(words)}" if words else ""
            yield Condition(f"{key}: {to_text(expression)}", not words, detail, words)
    question = _Plain(asked, language)
    held = False
    for expression in rule.asked:
        words = question.words(expression, "turn")
        held = held or bool(words)
        detail = question.quote(words) if asked else "no question is given"
        yield Condition(f"asked: {to_text(expression)}", bool(words), detail)
    for key, parts in (("not_before", rule.not_before), ("not_after", rule.not_after)):
        for expression in parts:
            words = here.words(expression, rule.within)
            detail = f"occurs: {here.quote(words)}" if words else ""
            side = "before" if key == "not_before" else "after"
            yield Condition(
                f"{key}: {to_text(expression)}",
                True,
                detail and f"{detail}; a hit directly {side} it does not count",
                words,
            )


class _Plain:
    """A text for the plain evaluator."""

    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self.language = language
        self.corpus = build_corpus([text], language)

    def positions(self, scope: Scope) -> list[Position]:
        return plain_positions(self.corpus, scope)

    def found(self, expression: Expression, scope: Scope) -> tuple[Match, ...]:
        lowered = lower(expression, self.language)
        return matches(lowered, self.positions(scope), self.language.is_form)

    def words(self, expression: Expression, scope: Scope) -> tuple[tuple[int, int], ...]:
        words = {word for match in self.found(expression, scope) for word in match.words}
        starts, ends = self.corpus.starts, self.corpus.ends
        return tuple((int(starts[word]), int(ends[word])) for word in sorted(words))

    def quote(self, words: Sequence[tuple[int, int]]) -> str:
        return ", ".join(f"'{self.text[start:end]}'" for start, end in _merged(words, self.text))

    def missing(self, expression: Expression) -> Iterable[Condition]:
        """The words of an expression that the text has, and those that it lacks."""
        wanted = dict.fromkeys(node for node in walk(expression) if isinstance(node, Word))
        there = [word for word in wanted if self.found(word, "turn")]
        absent = [word for word in wanted if word not in there]
        if there:
            names = ", ".join(to_text(word) for word in there)
            yield Condition("  of its words the text has", True, names)
        if absent:
            names = ", ".join(to_text(word) for word in absent[:12])
            more = f" and {len(absent) - 12} more" if len(absent) > 12 else ""
            yield Condition("  and lacks", False, names + more)


def _merged(words: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Stretches with nothing but a blank or a hyphen between them as one."""
    merged: list[tuple[int, int]] = []
    for start, end in words:
        if merged and text[merged[-1][1] : start] in ("", " ", "-"):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def plain_positions(corpus: Corpus, scope: Scope) -> list[Position]:
    """A corpus as the plain evaluator takes it."""
    scopes = corpus.sentences if scope == "sentence" else corpus.turns
    return [
        Position(corpus.vocabulary.words[number], int(at), bool(beside))
        for number, at, beside in zip(
            corpus.types.tolist(), np.asarray(scopes).tolist(), corpus.side_by_side, strict=True
        )
    ]
