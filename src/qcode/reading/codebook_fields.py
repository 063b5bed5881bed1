"""Checked access to the keys of a codebook: every wrong key, type or value is reported.

A reader here always returns something usable, so that reading goes on and one run shows all
problems.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import zip_longest

from qcode.model.codebook import Example, Text
from qcode.reading.yaml_source import Entries, Items, Node, Scalar, Source, Unusable

LANGUAGES = ("en", "zh")

_SYNONYMS = {
    "children": "codes",
    "counter_examples": "counterexamples",
    "description": "definition",
    "exclusion": "exclude",
    "inclusion": "include",
    "keywords": "find",
    "label": "name",
    "language": "lang",
    "match": "find",
    "negation": "negated",
    "not": "unless",
    "pattern": "find",
    "pipeline": "language_data",
    "query": "find",
    "scope": "within",
    "subcodes": "codes",
    "themes": "codes",
}
"""What people write first, and our word for it."""

_IN_A_RULE = ("find", "regex", "tokens", "unless", "asked", "not_before", "not_after", "within")
_IN_A_CODE = ("name", "definition", "include", "exclude", "examples", "counterexamples")
_COLON_HINT = "': ' and, within { } or [ ], ',' cut a text: put it into quotation marks"
_UNFIT_FOR_ID = re.compile(r"[\s,;，、；\"'“”‘’`\u0000-\u001f\u200b-\u200f\u2028\u2029\ufeff]")


class Fields:
    """The keys of one mapping; unknown ones are reported at once."""

    def __init__(self, source: Source, node: Node, what: str, allowed: tuple[str, ...]) -> None:
        self.source = source
        self.node = node
        self.what = what
        self.values: dict[str, Node] = {}
        for key, value in entries(source, node, what):
            if key.text in allowed:
                self.values[key.text] = value
            else:
                source.report(
                    key,
                    f"'{key.text}' is not a key of {what}",
                    key_hint(key.text, allowed),
                )

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def get(self, key: str) -> Node | None:
        """The value of a key; None where there is none or just the key."""
        node = self.values.get(key)
        return None if isinstance(node, Scalar) and node.is_nothing else node

    def required(self, key: str, hint: str) -> Node | None:
        """The value of a key that must be there."""
        node = self.get(key)
        if node is None and isinstance(self.node, Entries):
            at = self.values.get(key, self.node)
            said = "is empty" if key in self else "is missing"
            self.source.report(at, f"the key '{key}' of {self.what} {said}", hint)
        return node

    def text(self, key: str) -> Text:
        """A text in one or more languages."""
        return text(self.source, self.get(key), key)

    def choice(self, key: str, options: tuple[str, ...]) -> str:
        """One of a few words; the first is the default."""
        node = self.get(key)
        if node is None:
            return options[0]
        found = string(self.source, node, key)
        if found and found not in options:
            message = f"'{found}' is not a value of '{key}'"
            self.source.report(node, message, f"one of: {', '.join(options)}")
        return found if found in options else options[0]


def key_hint(key: str, allowed: Iterable[str]) -> str:
    """Which key may be meant."""
    options = list(allowed)
    if key == "<<":
        return "YAML's merge key has no place in a codebook: write the keys out"
    if key in _IN_A_RULE and "rules" in options:
        return f"it belongs to a rule: below 'rules:' write '- {key}: ...'"
    if key in _IN_A_CODE and "find" in options:
        return "it belongs to the code, not to one of its rules"
    meant = _SYNONYMS.get(key.lower().replace("-", "_"), "")
    by_fold = {option.casefold(): option for option in options}
    near = [meant] if meant in options else get_close_matches(key.casefold(), by_fold, n=1)
    return (
        f"did you mean '{by_fold[near[0].casefold()]}'?"
        if near
        else f"the keys are: {', '.join(options)}"
    )


def entries(source: Source, node: Node | None, what: str) -> tuple[tuple[Scalar, Node], ...]:
    """The pairs of a mapping; () with a problem for anything else."""
    if isinstance(node, Entries):
        return node.pairs
    if node is not None and not isinstance(node, Unusable):
        source.report(node, f"{what} must be keys with values, not {kind(node)}", "key: value")
    return ()


def items(source: Source, node: Node | None, what: str, hint: str = "") -> tuple[Node, ...]:
    """The items of a list; () with a problem for anything else."""
    if isinstance(node, Items):
        if not node.items:
            source.report(node, f"'{what}' is an empty list", "add an item or delete the key")
        return node.items
    if node is not None and not isinstance(node, Unusable):
        source.report(node, f"'{what}' must be a list, not {kind(node)}", hint)
    return ()


def kind(node: Node) -> str:
    """What a node is, for a message."""
    if isinstance(node, Scalar):
        return "text"
    return "a list" if isinstance(node, Items) else "keys with values"


def string(source: Source, node: Node | None, what: str) -> str:
    """The text of a scalar; "" with a problem where it is empty or something else."""
    if isinstance(node, Scalar):
        if not node.text.strip():
            source.report(node, f"'{what}' is empty", "write something or delete the key")
        return node.text
    if node is not None and not isinstance(node, Unusable):
        hint = _COLON_HINT if isinstance(node, Entries) else "write one text"
        source.report(node, f"'{what}' must be text, not {kind(node)}", hint)
    return ""


def scalars(source: Source, node: Node | None, what: str) -> Iterator[Scalar]:
    """One text or a list of texts, none of them empty."""
    for item in items(source, node, what) if isinstance(node, Items) else (node,):
        if string(source, item, what).strip() and isinstance(item, Scalar):
            yield item


def identifier(source: Source, node: Node | None, what: str) -> str:
    """An id in any script that is safe as a column head; "" with a problem otherwise."""
    found = string(source, node, what) if node is not None else ""
    if node is None or not found.strip():
        return ""
    bad = _UNFIT_FOR_ID.search(found)
    if bad:
        said = "a blank" if bad[0].isspace() else f"{bad[0]!r}" if bad[0].isprintable() else ""
        source.report(
            node,
            f"the id '{found}' has {said or 'an invisible character'} in it",
            f"ids become column heads: write '{_UNFIT_FOR_ID.sub('_', found.strip())}'",
        )
        return ""
    if found[0] in "=+-@＝＋－＠":
        source.report(
            node,
            f"the id '{found}' begins with '{found[0]}'",
            "a spreadsheet would take it for a formula: begin with a letter or a digit",
        )
        return ""
    return found


def by_language(source: Source, node: Entries, what: str) -> Iterator[tuple[str, Node]]:
    """Pairs of language and value of `{en: ..., zh: ...}`."""
    for key, value in node.pairs:
        if key.text in LANGUAGES:
            if not (isinstance(value, Scalar) and value.is_nothing):
                yield key.text, value
        else:
            source.report(
                key,
                f"'{key.text}' is not a language of '{what}'",
                f"the languages are en and zh; {_COLON_HINT}",
            )


def text(source: Source, node: Node | None, what: str) -> Text:
    """A string, or `{en: ..., zh: ...}`."""
    if isinstance(node, Entries):
        found = by_language(source, node, what)
        return Text(tuple((lang, string(source, value, what)) for lang, value in found))
    words = string(source, node, what)
    return Text((("", words),)) if words else Text()


def texts(source: Source, node: Node | None, what: str) -> tuple[Text, ...]:
    """A text or a list of texts; `{en: [...], zh: [...]}` is paired item by item."""
    if isinstance(node, Items):
        return tuple(text(source, item, what) for item in node.items)
    if not isinstance(node, Entries):
        return (text(source, node, what),) if node else ()
    columns = [
        [(lang, item.text) for item in scalars(source, value, what)]
        for lang, value in by_language(source, node, what)
    ]
    return tuple(Text(tuple(filter(None, row))) for row in zip_longest(*columns))


def examples(source: Source, node: Node | None, what: str) -> tuple[Example, ...]:
    """A list of sentences, or `{en: [...], zh: [...]}`."""
    if isinstance(node, Entries):
        lists = [value for _, value in by_language(source, node, what)]
    else:
        lists = [node] if node else []
    return tuple(
        Example(sentence.text, sentence.line)
        for value in lists
        for sentence in scalars(source, value, what)
    )
