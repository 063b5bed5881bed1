"""Rules for experts: `regex:` by RE2, `tokens:` by spaCy's `Matcher`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qcode.errors import LanguageDataError
from qcode.matching.forms import forms
from qcode.matching.language import Language, normal_form
from qcode.model.codebook import Rule

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc


def regex_stretches(rule: Rule, text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each match in a text; empty matches do not count. Linear in the text."""
    import re2

    for match in re2.finditer(rule.regex, text):
        if match.end() > match.start():
            yield match.start(), match.end()


class TokenPatterns:
    """spaCy's `Matcher` over our own tokens, or over a declared pipeline's."""

    def __init__(self, language: Language, pipelines: Mapping[str, str]) -> None:
        """`pipelines` maps language to the name or path of a spaCy pipeline."""
        self._language = language
        self._names = dict(pipelines)
        self._loaded: dict[str, Pipeline] = {}
        self._docs: dict[tuple[str, str], Doc] = {}
        self._matchers: dict[tuple[str, str], Any] = {}

    def stretches(self, rule: Rule, text: str, language: str) -> Iterator[tuple[int, int]]:
        """(start, end) of each longest match in a text of a language."""
        from spacy.util import filter_spans

        doc = self._doc(text, language)
        spans = self._matcher(rule, language)(doc, as_spans=True)
        for span in filter_spans(spans):
            yield span.start_char, span.end_char

    def _pipeline(self, language: str) -> Pipeline | None:
        name = self._names.get(language)
        if name is None:
            return None
        if language not in self._loaded:
            self._loaded[language] = load_pipeline(name, language)
        return self._loaded[language]

    def _doc(self, text: str, language: str) -> Doc:
        key = (text, language)
        if key not in self._docs:
            pipeline = self._pipeline(language)
            self._docs[key] = pipeline(text) if pipeline else self._plain_doc(text)
        return self._docs[key]

    def _plain_doc(self, text: str) -> Doc:
        from spacy.tokens import Doc

        stretches = self._language.stretches(text)
        words = [text[start:end] for start, end in stretches]
        follows = [start for start, _ in stretches[1:]] + [len(text)]
        gaps = [text[end:after] for (_, end), after in zip(stretches, follows, strict=True)]
        # `Doc` knows one blank after a word at the most: other white space is a token.
        pieces: list[tuple[str, bool]] = [(text[: stretches[0][0]], False)] if stretches else []
        for word, gap in zip(words, gaps, strict=True):
            pieces.append((word, gap.startswith(" ")))
            pieces.append((gap[1:] if gap.startswith(" ") else gap, False))
        pieces = [piece for piece in pieces if piece[0]]
        return Doc(
            self._language.pipeline.vocab,
            words=[word for word, _ in pieces],
            spaces=[blank for _, blank in pieces],
        )

    def _matcher(self, rule: Rule, language: str) -> Any:
        from spacy.matcher import Matcher

        key = (rule.id, language)
        if key not in self._matchers:
            pipeline = self._pipeline(language)
            matcher = Matcher((pipeline or self._language.pipeline).vocab)
            pattern = list(rule.tokens) if pipeline else [_context_free(t) for t in rule.tokens]
            matcher.add(rule.id, [pattern])
            self._matchers[key] = matcher
        return self._matchers[key]


def _context_free(token: dict[str, Any]) -> dict[str, Any]:
    """The token's description without lemmas, which need a model: any form that a word of a
    rule would find stands for its lemma."""
    if "LEMMA" not in token:
        return token
    lemma = token["LEMMA"]
    wanted = lemma.get("IN", []) if isinstance(lemma, dict) else [lemma]
    found = sorted({form for word in wanted for form in forms(normal_form(word))})
    rest = {key: value for key, value in token.items() if key != "LEMMA"}
    return {**rest, "LOWER": {"IN": found}}


def load_pipeline(name: str, language: str) -> Pipeline:
    """A declared spaCy pipeline.

    Raises:
        LanguageDataError: it is not installed or is for another language.
    """
    import spacy

    try:
        pipeline = spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        raise LanguageDataError(
            f"the codebook declares the spaCy pipeline '{name}' for '{language}', which cannot be"
            f" loaded here\n  hint: install it into this environment, or write"
            " 'language_data: tables' and leave out rules that need it"
        ) from error
    if pipeline.lang != language:
        raise LanguageDataError(
            f"the spaCy pipeline '{name}' is for '{pipeline.lang}', not for '{language}'"
        )
    return pipeline


class PatternSearch:
    """All stretches of the expert rules of one run, in texts."""

    def __init__(self, language: Language, pipelines: Mapping[str, str]) -> None:
        self._language = language
        self._pipelines = pipelines

    @cached_property
    def _tokens(self) -> TokenPatterns:
        return TokenPatterns(self._language, self._pipelines)

    def stretches(self, rule: Rule, text: str, language: str) -> list[tuple[int, int]]:
        """(start, end) of each match of a `regex:` or `tokens:` rule in a text."""
        if rule.regex:
            return list(regex_stretches(rule, text))
        return list(self._tokens.stretches(rule, text, language))
