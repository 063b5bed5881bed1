"""The codes of a report: rules of use, figures, and the rules that look for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from qcode.model.codebook import Code, Codebook, Rule, Text
from qcode.output.report.records import (
    Acceptance,
    ByLanguage,
    Figures,
    Passage,
    ShownCode,
    ShownRule,
)
from qcode.rules.parse import to_text


def shown_codes(
    codebook: Codebook,
    own: Mapping[str, Figures],
    rolled: Mapping[str, Figures],
    cells: Mapping[str, tuple[int, ...]],
    acceptance: Iterable[Acceptance],
    suggested: Sequence[Passage] | None,
) -> tuple[ShownCode, ...]:
    """All codes in the order of the codebook, headings too.

    Args:
        codebook: the tree.
        own: the figures of the codes that can stand on a segment.
        rolled: those of all codes, each with the codes below it.
        cells: segments by transcript.
        acceptance: what coders made of suggestions, by rule.
        suggested: the passages, where they hold all suggestions of rules; None where not.
    """
    parents = {code.parent for code in codebook.codes}
    taken = {(each.code, each.rule): each for each in acceptance}
    numbers = _numbers(codebook)
    hits = _hits(codebook, suggested)
    return tuple(
        ShownCode(
            id=code.id,
            parent=code.parent,
            number=numbers[code.id],
            is_heading=code.id not in own,
            name=by_language(code.name),
            definition=by_language(code.definition),
            include=tuple(map(by_language, code.include)),
            exclude=tuple(map(by_language, code.exclude)),
            examples=tuple(each.text for each in code.examples),
            counterexamples=tuple(each.text for each in code.counterexamples),
            own=own.get(code.id),
            rolled=rolled[code.id] if code.id in parents else None,
            cells=cells[code.id],
            rules=tuple(_rule(code, rule, hits, taken) for rule in code.rules),
        )
        for code in codebook.codes
    )


def by_language(text: Text) -> ByLanguage:
    """A text as JSON holds it."""
    return dict(text.by_language)


def _numbers(codebook: Codebook) -> dict[str, str]:
    """Where each code stands in the tree, as sections of a text are numbered."""
    numbers: dict[str, str] = {}
    below: Counter[str] = Counter()
    for code in codebook.codes:
        below[code.parent] += 1
        above = f"{numbers[code.parent]}." if code.parent else ""
        numbers[code.id] = f"{above}{below[code.parent]}"
    return numbers


def _hits(
    codebook: Codebook, suggested: Sequence[Passage] | None
) -> Counter[tuple[str, str]] | None:
    if suggested is None:
        return None
    codes = codebook.codes
    return Counter((codes[each.code].id, rule) for each in suggested for rule in each.rules)


def _rule(
    code: Code,
    rule: Rule,
    hits: Counter[tuple[str, str]] | None,
    taken: Mapping[tuple[str, str], Acceptance],
) -> ShownRule:
    key = (code.id, rule.id)
    return ShownRule(
        id=rule.id,
        conditions=tuple(_conditions(rule)),
        suggested=None if hits is None else hits[key],
        acceptance=taken.get(key),
    )


def _conditions(rule: Rule) -> Iterable[tuple[str, str]]:
    """What the codebook says of a rule, key by key; what is as usual is left out."""
    for key in ("find", "unless", "asked", "not_before", "not_after"):
        for expression in getattr(rule, key):
            yield key, to_text(expression)
    if rule.regex:
        yield "regex", rule.regex
    if rule.tokens:
        yield "tokens", " ".join(map(str, rule.tokens))
    if rule.signs is not None:
        yield "signs", f"at least {rule.signs}"
    if rule.within != "sentence":
        yield "within", rule.within
    if rule.negated != "any":
        yield "negated", rule.negated
    if rule.lang:
        yield "lang", ", ".join(rule.lang)
    if rule.speakers:
        yield "speakers", ", ".join(rule.speakers)
    if rule.hint:
        yield "hint", "true"
