"""The inflected forms of an English word, from spaCy's official lemma tables.

Without a trained model nobody knows which lemma a form has in a sentence: `left` is a form of
`leave` and a word of its own. The question that a rule asks is easier: is the wanted lemma
among those that this form can have? `candidate_lemmas` answers it forwards, for one form;
`forms` turns it round, for one word of a rule, so that a corpus is asked by its distinct words.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

_NOUN, _VERB, _ADJECTIVE, _ADVERB = "noun", "verb", "adj", "adv"
_PARTS = (_NOUN, _VERB, _ADJECTIVE, _ADVERB)
_VOWELS = frozenset("aeiouy")
_SIBILANTS = ("s", "x", "z", "ch", "sh", "o")
_SIBILANT_PLURALS = tuple(ending + "es" for ending in _SIBILANTS)

# Closed words: the tables would read `his` as the plural of `hi` and `bed` as a form of `be`.
_CLOSED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("am", "is", "are", "was", "were", "been", "being", "be", "'m", "'re", "ai"), ("be",)
    ),
    **dict.fromkeys(("have", "has", "had", "having", "'ve"), ("have",)),
    **dict.fromkeys(("do", "does", "did", "done", "doing"), ("do",)),
    **dict.fromkeys(("can", "ca"), ("can",)),
    **dict.fromkeys(("will", "wo", "'ll"), ("will",)),
    **dict.fromkeys(("not", "n't"), ("not",)),
    **{
        word: (word,)
        for word in (
            "a about above after again against all along also although among an and any "
            "anybody anyone anything around as at because before behind below beneath beside "
            "besides between beyond both but by could cannot despite down during each either "
            "enough especially ever every everybody everyone everything except for from "
            "further he her here hers herself him himself his how however i if in indeed "
            "inside instead into it its itself just least less like may maybe me might mine "
            "more moreover most much must my myself near neither never nevertheless no nobody "
            "none nor nothing now of off often on once one only onto or other others ought "
            "our ours ourselves out outside over own per perhaps quite rather really same "
            "shall she should since so some somebody someone something still such than that "
            "the their theirs them themselves then there therefore these they this those "
            "though through throughout thus to together too toward towards under until unless "
            "unlike up upon us very via we what whatever when where whether which while who "
            "whole whom whose why with within without would yes yet you your yours yourself "
            "yourselves always already almost 's 'd"
        ).split()
    },
}


@dataclass(frozen=True, slots=True)
class _Tables:
    """The official tables, by part of speech, and the plain lookup."""

    index: dict[str, frozenset[str]]
    exceptions: dict[str, dict[str, list[str]]]
    rules: dict[str, list[list[str]]]
    lookup: dict[str, str]


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    """Read from the package's own files: spaCy's loader hashes each word, which costs seconds."""
    index, exceptions, rules = (_table(name) for name in ("index", "exc", "rules"))
    return _Tables(
        {part: frozenset(index.get(part, ())) for part in _PARTS},
        {part: exceptions.get(part, {}) for part in _PARTS},
        {part: rules.get(part, []) for part in _PARTS},
        {form: lemma for form, lemma in _table("lookup").items() if form == form.lower()},
    )


def _table(name: str) -> dict[str, Any]:
    path = files("spacy_lookups_data").joinpath("data", f"en_lemma_{name}.json.gz")
    table: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    return table


def _needs_doubling(stem: str) -> bool:
    """Whether a verb doubles its last letter before -ed and -ing: `hop`, not `hope`."""
    return (
        len(stem) >= 3
        and stem[-1] not in _VOWELS | {"w", "x"}
        and stem[-2] in _VOWELS
        and stem[-3] not in _VOWELS
    )


def _regular(form: str, part: str) -> set[str]:
    """Lemmas by the suffix rules of one part of speech, each known to the tables."""
    tables = _tables()
    index, known = tables.index, tables.index[part]
    found: set[str] = set()
    for old, new in tables.rules[part]:
        if not form.endswith(old) or (old == "s" and form.endswith("ss")):
            continue
        if old == "es" and not new and not form.endswith(_SIBILANT_PLURALS):
            continue  # `planes` comes from `plane`
        lemma = form[: len(form) - len(old)] + new
        if lemma not in known or lemma in _CLOSED or len(lemma) < 2:
            continue
        if form == "number" or (form in index[_NOUN] and tables.lookup.get(form) != lemma):
            if part == _ADJECTIVE:
                continue  # `teacher` is no comparative, nor is `number`, whatever the lookup says
            if old == "ed" and lemma in _strong_verbs():
                continue  # `seed` is no past of `see`
        if len(lemma) == 2 and form in index[part]:
            continue  # `gas` is no plural
        if (
            old in ("ed", "ing")
            and not new
            and lemma + "e" in index[_VERB]
            and _needs_doubling(lemma)
        ):
            continue  # `hoping` comes from `hope`
        found.add(lemma)
    return found


@lru_cache(maxsize=1)
def _strong_verbs() -> frozenset[str]:
    """Verbs with a past of their own."""
    table = _tables().exceptions[_VERB]
    regular = ("ed", "ing", "s")
    return frozenset(
        lemma for form, lemmas in table.items() if not form.endswith(regular) for lemma in lemmas
    )


def _unknown(form: str) -> set[str]:
    """Lemmas of a form that no table knows, by regular endings alone: `vlogs`, `hukous`."""
    found: set[str] = set()
    if not form.isalpha():
        return found
    if form.endswith("ies") and len(form) > 4:
        found.add(form[:-3] + "y")
    if form.endswith(("ches", "shes", "xes", "sses", "zes")):
        found.add(form[:-2])
    if form.endswith("s") and not form.endswith(("ss", "us", "is")) and len(form) > 3:
        found.add(form[:-1])
    for ending in ("ed", "ing"):
        stem = form[: -len(ending)]
        if form.endswith(ending) and len(stem) >= 3 and _VOWELS & set(stem):
            found |= {stem, stem + "e"}
            if stem[-1] == stem[-2]:
                found.add(stem[:-1])
    return found


@lru_cache(maxsize=65536)
def candidate_lemmas(form: str) -> frozenset[str]:
    """All lemmas that a lower-case form can have, itself included where it can be one.

    Source: the rule, exception, index and lookup tables of `spacy-lookups-data`, without the
    readings that a careful reader would strike out (comparatives of nouns, function words,
    undoubled stems).
    """
    if form in _CLOSED:
        return frozenset(_CLOSED[form])
    tables = _tables()
    found: set[str] = set()
    for part in _PARTS:
        found.update(lemma for lemma in tables.exceptions[part].get(form, ()))
        if form in tables.index[part]:
            found.add(form)
        found |= _regular(form, part)
    found -= _CLOSED.keys()
    if not found and tables.lookup.get(form, "be") not in _CLOSED:
        found.add(tables.lookup[form])
    if not found:
        found = {form} | _unknown(form)
    return frozenset(found)


def rule_lemmas(word: str) -> frozenset[str]:
    """What a word of a rule stands for: itself where it is a lemma (`meeting`), otherwise the
    lemmas that it can have (`children` means `child`)."""
    candidates = candidate_lemmas(word)
    return frozenset({word}) if word in candidates else candidates


@lru_cache(maxsize=1)
def _irregular() -> dict[str, frozenset[str]]:
    """Lemma to the forms that exceptions, lookup and closed words name for it."""
    tables = _tables()
    named: dict[str, set[str]] = {}
    for pairs in (*(table.items() for table in tables.exceptions.values()), _CLOSED.items()):
        for form, lemmas in pairs:
            for lemma in lemmas:
                named.setdefault(lemma, set()).add(form)
    for form, lemma in tables.lookup.items():
        named.setdefault(lemma, set()).add(form)
    return {lemma: frozenset(forms) for lemma, forms in named.items()}


def _spelled(lemma: str) -> set[str]:
    """Forms by regular spelling; each is verified forwards before it counts."""
    made = {lemma, lemma + "s"}
    if lemma.endswith(_SIBILANTS):
        made.add(lemma + "es")
    if lemma.endswith("man"):
        made.add(lemma[:-3] + "men")
    if lemma.endswith(("f", "fe")):
        made.add(lemma.removesuffix("e")[:-1] + "ves")
    stems = [lemma]
    if lemma.endswith("e"):
        stems = [lemma[:-1]]
    elif lemma.endswith("y") and lemma[-2:-1] not in tuple("aeiou"):
        stems = [lemma[:-1] + "i"]
        made |= {lemma[:-1] + "ies", lemma + "ing"}
    elif _needs_doubling(lemma):
        one_syllable = sum(letter in _VOWELS for letter in lemma) == 1
        stems = [lemma + lemma[-1]] if one_syllable else [lemma, lemma + lemma[-1]]
    return made | {stem + ending for stem in stems for ending in ("ed", "ing", "er", "est")}


@lru_cache(maxsize=16384)
def forms(word: str) -> frozenset[str]:
    """All lower-case forms that a word of a rule finds: `inspect` gives `inspect`, `inspects`,
    `inspected`, `inspecting`.

    A form is among them when regular spelling or the tables derive it from the word, and one of
    its `candidate_lemmas` is one of the word's `rule_lemmas`.
    """
    lemmas = rule_lemmas(word)
    spelled = {word}
    for lemma in lemmas:
        spelled |= _spelled(lemma) | _irregular().get(lemma, frozenset())
    return frozenset(form for form in spelled if candidate_lemmas(form) & lemmas)
