"""Terms and rules of a codebook: expressions, placed exactly where they stand in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import cast

from qcode.errors import RuleError
from qcode.model.codebook import Negated, Rule, Scope
from qcode.reading.codebook_fields import (
    LANGUAGES,
    Fields,
    entries,
    identifier,
    items,
    scalars,
    string,
)
from qcode.reading.codebook_tokens import read_tokens
from qcode.reading.yaml_source import Entries, Items, Node, Scalar, Source, Unusable
from qcode.rules.lexer import references
from qcode.rules.parse import any_of, holds_all_of, parse
from qcode.rules.syntax import Expression, Word

RULE_KEYS = (
    "id",
    "find",
    "regex",
    "tokens",
    "signs",
    "unless",
    "asked",
    "not_before",
    "not_after",
    "within",
    "negated",
    "lang",
    "speakers",
    "hint",
)
_WAYS = ("find", "regex", "tokens")
_PLACEHOLDER = Word("?")
"""Stands for an expression whose problem is reported, so that its users are not."""


@dataclass(slots=True)
class RuleReader:
    """Reads terms, then rules that refer to them."""

    source: Source
    has_pipeline: bool = False
    has_signs: bool = False
    terms: dict[str, Expression] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    """Names of terms that something refers to."""
    lines: dict[str, int] = field(default_factory=dict)
    """Where each rule id stands."""

    # --- terms ---

    def read_terms(self, node: Node | None) -> tuple[tuple[str, tuple[Expression, ...]], ...]:
        """All terms in the order of the file; each is then known to `rule`."""
        written: dict[str, tuple[Scalar, ...]] = {}
        for key, value in entries(self.source, node, "'terms'"):
            if self._is_name(key):
                written[key.text] = self._expressions_of(value, key.text)
        parsed: dict[str, tuple[Expression, ...]] = {}
        for name in self._in_order(written):
            parsed[name] = tuple(self.expression(scalar, name) for scalar in written[name])
            self._check_list(written[name], parsed[name])
            self.terms[name] = any_of(parsed[name] or (_PLACEHOLDER,))
        return tuple((name, parsed[name]) for name in written)

    def _is_name(self, key: Scalar) -> bool:
        found = re.fullmatch(r"\w[\w-]*", key.text)
        if not found:
            self.source.report(
                key,
                f"'{key.text}' cannot be the name of a term",
                "letters, digits, '_' and '-' only: it is used as $name",
            )
        return bool(found)

    def _check_list(self, written: tuple[Scalar, ...], parsed: tuple[Expression, ...]) -> None:
        for scalar, expression in zip(written, parsed, strict=True):
            if len(parsed) > 1 and holds_all_of(expression):
                self.source.report(
                    scalar,
                    "'&' cannot stand in a term that is a list",
                    "give it a term of its own, or write it in the rule's 'find:'",
                )

    def _in_order(self, written: dict[str, tuple[Scalar, ...]]) -> list[str]:
        """The names, each after those it refers to; circles are reported and cut."""
        graph = {
            name: [
                other
                for scalar in expressions
                for other, _ in references(scalar.text)
                if other in written
            ]
            for name, expressions in written.items()
        }
        while True:
            try:
                return list(TopologicalSorter(graph).static_order())
            except CycleError as error:
                circle = error.args[1][:0:-1]
                start = min(range(len(circle)), key=lambda at: list(written).index(circle[at]))
                circle = circle[start:] + circle[:start]
                self._report_circle(circle, written[circle[0]])
                for name in circle:
                    graph[name] = []
                    self.terms[name] = _PLACEHOLDER

    def _report_circle(self, circle: list[str], expressions: tuple[Scalar, ...]) -> None:
        next_name = circle[1 % len(circle)]
        for scalar in expressions:
            for name, column in references(scalar.text):
                if name == next_name:
                    self.source.report_at(
                        *self.source.place_of(scalar, column),
                        f"the term '{circle[0]}' refers to itself: "
                        + " -> ".join(f"${name}" for name in [*circle, circle[0]]),
                        "take one of these references out",
                    )
                    return

    # --- rules ---

    def rule(self, node: Node, code: str, position: int) -> Rule | None:
        """One rule of a code; `position` counts the code's rules from 1."""
        if not isinstance(node, Entries):
            if not isinstance(node, Unusable):
                self.source.report(node, "a rule must have keys", "write '- find: a | b'")
            return None
        keys = Fields(self.source, node, "a rule", RULE_KEYS)
        way = self._way(keys)
        signs = self._signs(keys.get("signs"))
        tokens = keys.get("tokens")
        return Rule(
            id=self._rule_id(keys, node, code, position),
            code=code,
            line=node.line,
            find=self.expressions(keys, "find"),
            unless=self.expressions(keys, "unless"),
            asked=self.expressions(keys, "asked"),
            not_before=self._neighbours(keys, "not_before"),
            not_after=self._neighbours(keys, "not_after"),
            within=self._within(keys, way),
            negated=cast(Negated, keys.choice("negated", ("any", "skip", "only"))),
            lang=self._languages(keys.get("lang")),
            speakers=self._words(keys, "speakers"),
            hint=keys.choice("hint", ("false", "true")) == "true",
            regex=self._regex(keys.get("regex")) if way == "regex" else "",
            tokens=read_tokens(self.source, tokens, self.has_pipeline) if tokens else (),
            signs=signs,
        )

    def _way(self, keys: Fields) -> str:
        ways = [way for way in _WAYS if way in keys]
        if not ways and "signs" not in keys:
            message = "a rule needs 'find', 'regex', 'tokens' or 'signs'"
            self.source.report(keys.node, message, "write 'find: a | b'")
        if len(ways) > 1:
            said = "' and '".join(ways)
            self.source.report(
                keys.values[ways[1]],
                f"a rule cannot have '{said}'",
                "make two rules of it: a code is found by any of its rules",
            )
        for way in ways:
            if way != "find" and keys.get(way) is None:
                self.source.report(keys.values[way], f"'{way}' is empty", "write it or delete it")
        return ways[0] if ways else ""

    def _within(self, keys: Fields, way: str) -> Scope:
        """Signs are weighed over a turn, so a rule of nothing else finds turns."""
        found = cast(Scope, keys.choice("within", ("sentence", "turn")))
        if way or "signs" not in keys:
            return found
        if "within" in keys and found == "sentence":
            hint = "leave 'within' out: the signs of a whole turn are added up"
            self.source.report(keys.values["within"], "'signs' alone finds turns", hint)
        return "turn"

    def _signs(self, node: Node | None) -> int | None:
        """The least that the signs of a turn must add up to."""
        if node is None:
            return None
        text = string(self.source, node, "signs")
        if not re.fullmatch(r"-?\d{1,9}", text):
            self.source.report(node, f"'{text}' is no whole number", "write 'signs: 20'")
            return None
        if not self.has_signs:
            hint = "name it at the top of the codebook: 'signs: FILE.csv'"
            self.source.report(node, "the codebook has no table of signs", hint)
        return int(text)

    def _rule_id(self, keys: Fields, node: Node, code: str, position: int) -> str:
        given = keys.get("id")
        found = identifier(self.source, given, "id") if given else f"{code}.{position}"
        if found in self.lines:
            self.source.report(
                given or node,
                f"rule id '{found}' is already used on line {self.lines[found]}",
                "rule ids are unique in the whole codebook",
            )
        elif found:
            self.lines[found] = (given or node).line
        return found

    def _languages(self, node: Node | None) -> tuple[str, ...]:
        found = tuple(scalars(self.source, node, "lang"))
        for scalar in found:
            if scalar.text not in LANGUAGES:
                message = f"'{scalar.text}' is not a value of 'lang'"
                self.source.report(scalar, message, f"one of: {', '.join(LANGUAGES)}")
        return tuple(scalar.text for scalar in found)

    def _words(self, keys: Fields, key: str) -> tuple[str, ...]:
        return tuple(scalar.text for scalar in scalars(self.source, keys.get(key), key))

    # --- expressions ---

    def expressions(self, keys: Fields, key: str) -> tuple[Expression, ...]:
        """The expressions under a key: one or a list of them."""
        if key not in keys:
            return ()
        written = self._expressions_of(keys.values[key], key)
        return tuple(self.expression(scalar, key) for scalar in written)

    def _neighbours(self, keys: Fields, key: str) -> tuple[Expression, ...]:
        found = self.expressions(keys, key)
        if any(holds_all_of(expression) for expression in found):
            self.source.report(
                keys.values[key],
                f"'&' cannot stand in '{key}', which looks at the words directly beside a hit",
                "for the whole sentence use 'unless:'",
            )
        return found

    def _expressions_of(self, node: Node, key: str) -> tuple[Scalar, ...]:
        """The texts of one expression or a list of them, with empty and cut ones reported."""
        found: list[Scalar] = []
        for item in items(self.source, node, key) if isinstance(node, Items) else (node,):
            if not isinstance(item, Scalar):
                string(self.source, item, key)
            elif self._is_whole(item, key):
                found.append(item)
        return tuple(found)

    def _is_whole(self, scalar: Scalar, key: str) -> bool:
        if not scalar.text.strip():
            hint = "write an expression such as 'a | b', or delete the key"
            self.source.report(scalar, f"'{key}' is empty", hint)
            return False
        comment = self.source.comment_behind(scalar)
        if comment:
            line, column = self.source.place_of(scalar, len(scalar.text) + 1)
            self.source.report_at(
                line,
                column,
                f"a comment stands behind an expression: '{comment}'",
                "YAML drops all from '#' on: put the comment on a line of its own, "
                "or quote the expression if '#' belongs to it",
            )
        return True

    def expression(self, scalar: Scalar, key: str) -> Expression:
        """The tree of an expression; its problems are reported where they stand."""
        self.used.update(name for name, _ in references(scalar.text))
        try:
            return parse(scalar.text, self.terms)
        except RuleError as error:
            place = self.source.place_of(scalar, error.column)
            self.source.report_at(*place, f"in '{key}': {error.message}", error.hint)
            return _PLACEHOLDER

    def _regex(self, node: Node | None) -> str:
        import re2

        if node is None:
            return ""
        found = string(self.source, node, "regex")
        if isinstance(node, Scalar) and found and self._is_whole(node, "regex"):
            options = re2.Options()
            options.log_errors = False
            try:
                compiled = re2.compile(found, options)
            except re2.error as error:
                said = error.args[0].decode() if error.args else "unknown"
                hint = "RE2 has no look-around and no back-references, so that it always ends"
                self.source.report(node, f"the regex is not one for RE2: {said}", hint)
            else:
                if compiled.search(""):
                    self.source.report(node, "the regex matches the empty text", "use '+' for '*'")
        return found
