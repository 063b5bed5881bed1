"""`tokens:` rules: patterns for spaCy's `Matcher`, checked without spaCy."""

from __future__ import annotations

import re
from typing import Any

from qcode.reading.codebook_fields import entries, items, key_hint, scalars, string
from qcode.reading.yaml_source import Entries, Items, Node, Scalar, Source, Unusable

WORD_ATTRIBUTES = ("ORTH", "TEXT", "LOWER", "NORM", "LEMMA", "SHAPE")
NUMBER_ATTRIBUTES = ("LENGTH",)
FLAG_ATTRIBUTES = (
    "IS_ALPHA",
    "IS_ASCII",
    "IS_BRACKET",
    "IS_CURRENCY",
    "IS_DIGIT",
    "IS_LEFT_PUNCT",
    "IS_LOWER",
    "IS_PUNCT",
    "IS_QUOTE",
    "IS_RIGHT_PUNCT",
    "IS_SPACE",
    "IS_STOP",
    "IS_TITLE",
    "IS_UPPER",
    "LIKE_EMAIL",
    "LIKE_NUM",
    "LIKE_URL",
    "SPACY",
)
PIPELINE_ATTRIBUTES = (
    "DEP",
    "ENT_ID",
    "ENT_IOB",
    "ENT_KB_ID",
    "ENT_TYPE",
    "IS_SENT_START",
    "MORPH",
    "POS",
    "SENT_START",
    "TAG",
)
"""What only a trained pipeline sets; without one a pattern would silently find nothing."""
TOKEN_KEYS = (
    *WORD_ATTRIBUTES,
    *NUMBER_ATTRIBUTES,
    *FLAG_ATTRIBUTES,
    *PIPELINE_ATTRIBUTES,
    "OP",
)

_LIST_TESTS = ("IN", "NOT_IN", "IS_SUBSET", "IS_SUPERSET", "INTERSECTS")
_WORD_TESTS = ("REGEX", "FUZZY", *(f"FUZZY{count}" for count in range(1, 10)))
_NUMBER_TESTS = ("==", "!=", ">=", "<=", ">", "<")
_OPERATOR = re.compile(r"[?*+!]|\{\d+\}|\{\d+,\d*\}|\{,\d+\}")
_FLAGS = ("IS_SENT_START", "SENT_START", *FLAG_ATTRIBUTES)


def read_tokens(source: Source, node: Node, has_pipeline: bool) -> tuple[dict[str, Any], ...]:
    """A spaCy `Matcher` pattern with values of the types that spaCy wants.

    Args:
        source: takes the problems.
        node: a list with one mapping for each token.
        has_pipeline: whether the codebook declares a trained pipeline.
    """
    found = items(source, node, "tokens", "one '- {LOWER: word}' for each token")
    return tuple(_token(source, item, has_pipeline) for item in found)


def _token(source: Source, node: Node, has_pipeline: bool) -> dict[str, Any]:
    pattern: dict[str, Any] = {}
    for key, value in entries(source, node, "a token"):
        if key.text not in TOKEN_KEYS:
            hint = key_hint(key.text, TOKEN_KEYS)
            source.report(key, f"'{key.text}' is not an attribute of a spaCy token", hint)
        elif key.text in PIPELINE_ATTRIBUTES and not has_pipeline:
            source.report(
                key,
                f"'{key.text}' needs a trained pipeline, which this codebook does not declare",
                "add 'language_data: {en: NAME}' with an installed spaCy pipeline",
            )
        elif not isinstance(value, Unusable):
            pattern[key.text] = _value(source, key.text, value)
    return pattern


def _value(source: Source, attribute: str, node: Node) -> Any:
    if attribute == "OP":
        return _operator(source, node)
    if attribute in _FLAGS:
        return _flag(source, attribute, node)
    if isinstance(node, Entries):
        is_number = attribute in NUMBER_ATTRIBUTES
        tests = (*_LIST_TESTS, *(_NUMBER_TESTS if is_number else _WORD_TESTS))
        return {
            key.text: _test(source, attribute, key, value)
            for key, value in node.pairs
            if _is_known(source, attribute, key, tests)
        }
    return _plain(source, attribute, node)


def _is_known(source: Source, attribute: str, key: Scalar, tests: tuple[str, ...]) -> bool:
    if key.text not in tests:
        source.report(
            key, f"'{key.text}' is not a test for '{attribute}'", key_hint(key.text, tests)
        )
    return key.text in tests


def _test(source: Source, attribute: str, key: Scalar, node: Node) -> Any:
    if key.text in _LIST_TESTS:
        if isinstance(node, Scalar):
            source.report(node, f"'{key.text}' must be a list", "as in IN: [one, two]")
        return [_plain(source, attribute, item) for item in scalars(source, node, key.text)]
    if key.text == "REGEX" and isinstance(node, Scalar):
        _check_regex(source, node)
    if isinstance(node, Entries) and key.text in _WORD_TESTS:
        return _value(source, attribute, node)
    return _plain(source, attribute, node)


def _check_regex(source: Source, node: Scalar) -> None:
    try:
        re.compile(node.text)
    except re.error as error:
        source.report(node, f"this is not a regular expression: {error}", "see 'regex:' as well")


def _plain(source: Source, attribute: str, node: Node) -> str | int:
    found = string(source, node, attribute)
    if attribute not in NUMBER_ATTRIBUTES:
        return found
    if found and not re.fullmatch(r"\d{1,6}", found):
        source.report(node, f"'{attribute}' must be a number, not '{found}'", "such as 5")
        return 0
    return int(found or 0)


def _flag(source: Source, attribute: str, node: Node) -> bool:
    found = string(source, node, attribute)
    if found and found.lower() not in ("true", "false"):
        source.report(node, f"'{attribute}' must be true or false, not '{found}'", "write true")
    return found.lower() == "true"


def _operator(source: Source, node: Node) -> str:
    if isinstance(node, (Items, Entries)):
        source.report(node, "'OP' must be quoted text", "such as OP: '{1,3}'")
        return ""
    found = string(source, node, "OP")
    if found and not _OPERATOR.fullmatch(found):
        source.report(
            node, f"'{found}' is not a value of 'OP'", "one of '?', '*', '+', '!', '{2}', '{1,3}'"
        )
    return found
