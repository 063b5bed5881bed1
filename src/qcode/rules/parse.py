"""The rule language: text to tree, with errors that say what to write instead, and back.

    and    := or ( '&' ['!'] or )*
    or     := gap ( '|' gap )*
    gap    := phrase ( ('~N' | '<~N>') phrase )*
    phrase := atom+
    atom   := WORD | '='WORD | '=(' WORD+ ')' | WORD'*' | '$'NAME | '(' and ')'

Words stay as they are written; the tokenizer cuts them when a rule is compiled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import NoReturn

from qcode.errors import RuleError
from qcode.rules.lexer import STARTS_ATOM, Kind, Token, check_operator_word, tokens
from qcode.rules.syntax import AllOf, AnyOf, Expression, Gap, Phrase, Reference, Word, children

MAX_CHARACTERS = 20_000
MAX_PARENTHESES = 30
MAX_DEPTH = 60
"""Levels of the tree, lists that `$name` stands for included."""
MAX_WORDS = 50_000
"""Words once every `$name` is spelt out: lists of lists grow by multiplication."""

NO_TERMS: Mapping[str, Expression] = MappingProxyType({})


def parse(text: str, terms: Mapping[str, Expression] = NO_TERMS) -> Expression:
    """The tree of an expression.

    Args:
        text: the expression as the researcher wrote it.
        terms: what `$name` stands for, by name; see `any_of` for a list.

    Raises:
        RuleError: the expression is not well formed; its column counts from 1 in `text`.
    """
    if len(text) > MAX_CHARACTERS:
        raise RuleError(
            f"an expression of {len(text)} characters is too long",
            MAX_CHARACTERS + 1,
            f"at most {MAX_CHARACTERS}: make it a list of several, or put its words into 'terms:'",
        )
    return _Parser(tokens(text), terms).whole()


def any_of(expressions: Iterable[Expression]) -> Expression:
    """One expression for a list of them: any of these; a single one is itself."""
    parts = tuple(expressions)
    return parts[0] if len(parts) == 1 else AnyOf(parts)


def holds_all_of(expression: Expression) -> bool:
    """Whether an `&` stands anywhere in it, lists that `$name` stands for included."""
    return _measure(expression, {}).holds_all_of


# --- tree to text -----------------------------------------------------------------------

_MARKS = {"form": "{}", "exact": "={}", "prefix": "{}*"}
_BINDS: dict[type[Expression], int] = {
    AllOf: 0,
    AnyOf: 1,
    Gap: 2,
    Phrase: 3,
    Reference: 4,
    Word: 4,
}


def to_text(expression: Expression) -> str:
    """The expression in the rule language, with the fewest parentheses.

    `parse(to_text(e), terms)` equals `e` for every expression that `parse` can give.
    """
    match expression:
        case Word(text, mode):
            return _MARKS[mode].format(text)
        case Reference(name):
            return f"${name}"
        case Phrase(parts):
            if _is_exactly(expression):
                return f"=({' '.join(part.text for part in parts if isinstance(part, Word))})"
            return " ".join(_inside(part, 4) for part in parts)
        case Gap(left, right, most, ordered):
            sign = f"~{most}" if ordered else f"<~{most}>"
            return f"{_inside(left, 2)} {sign} {_inside(right, 3)}"
        case AnyOf(parts):
            return " | ".join(_inside(part, 2) for part in parts)
        case AllOf(present, absent):
            wanted = [_inside(part, 1) for part in present]
            return " & ".join(wanted + [f"!{_inside(part, 1)}" for part in absent])


def _inside(part: Expression, binds: int) -> str:
    """A part in a place that takes what binds at least this strongly."""
    strength = 4 if _is_exactly(part) else _BINDS[type(part)]
    return to_text(part) if strength >= binds else f"({to_text(part)})"


def _is_exactly(node: Expression) -> bool:
    return isinstance(node, Phrase) and all(
        isinstance(part, Word) and part.mode == "exact" for part in node.parts
    )


# --- tokens to tree ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Size:
    depth: int
    words: int
    holds_all_of: bool


_ONE_WORD = _Size(1, 1, False)


def _measure(node: Expression, known: dict[int, _Size]) -> _Size:
    """The size of a tree; nodes that stand in it twice are walked once."""
    if isinstance(node, Word):
        return _ONE_WORD
    size = known.get(id(node))
    if size is None:
        below = [_measure(child, known) for child in children(node)]
        size = _Size(
            1 + max(part.depth for part in below),
            sum(part.words for part in below),
            isinstance(node, AllOf) or any(part.holds_all_of for part in below),
        )
        known[id(node)] = size
    return size


_NOT_ALONE = "'!' stands only directly behind '&'"
_NOT_HINT = "write what is wanted first, then what must not be there: 'a & !b'"
_AND_INSIDE = "'&' stands only at the top of an expression, not inside a phrase, a gap or '|'"
_AND_HINT = "give each alternative an expression of its own in a list; for nearness use 'a <~5> b'"


class _Parser:
    """Recursive descent: one method for each line of the grammar."""

    def __init__(self, tokens: list[Token], terms: Mapping[str, Expression]) -> None:
        self.tokens = tokens
        self.terms = terms
        self.place = 0
        self.open = 0
        self.sizes: dict[int, _Size] = {}
        self.columns: dict[int, int] = {}
        """Where the first '&' below a node stands, by the node's `id`."""

    @property
    def token(self) -> Token:
        return self.tokens[self.place]

    def take(self) -> Token:
        self.place += 1
        return self.tokens[self.place - 1]

    def take_if(self, kind: Kind) -> Token | None:
        return self.take() if self.token.kind == kind else None

    def whole(self) -> Expression:
        if self.token.kind == "end":
            raise RuleError("the expression is empty", 1, "write at least one word")
        found = self.all_of()
        match self.token.kind:
            case "not":
                raise RuleError(_NOT_ALONE, self.token.column, _NOT_HINT)
            case "close":
                raise RuleError("')' closes no '('", self.token.column, "delete it or add the '('")
        return found

    def all_of(self) -> Expression:
        present, absent = [self.one_of()], []
        column = self.token.column
        while self.take_if("and"):
            if self.take_if("not"):
                absent.append(self.one_of())
            else:
                present.append(self.one_of())
        if len(present) == 1 and not absent:
            return present[0]
        node = self.checked(AllOf(tuple(present), tuple(absent)), column)
        self.columns[id(node)] = column
        return node

    def one_of(self) -> Expression:
        parts = [self.gap()]
        column = self.token.column
        while self.take_if("or"):
            parts.append(self.gap())
        return parts[0] if len(parts) == 1 else self.checked(AnyOf(tuple(parts)), column)

    def gap(self) -> Expression:
        left = self.phrase()
        while sign := self.take_if("gap"):
            most = int(sign.text.strip("<~>"))
            right = self.phrase()
            left = self.checked(Gap(left, right, most, sign.text[0] == "~"), sign.column)
        return left

    def phrase(self) -> Expression:
        column = self.token.column
        parts = [self.atom()]
        while self.token.kind in STARTS_ATOM:
            parts.append(self.atom())
        return parts[0] if len(parts) == 1 else self.checked(Phrase(tuple(parts)), column)

    def atom(self) -> Expression:
        token = self.take()
        match token.kind:
            case "word":
                check_operator_word(token.text, token.column)
                return Word(token.text, "form", token.column)
            case "exact":
                return Word(token.text, "exact", token.column)
            case "prefix":
                return Word(token.text, "prefix", token.column)
            case "term":
                return self.reference(token)
            case "exactly":
                return self.exactly(token)
            case "open":
                return self.group(token)
        return self.nothing_here(token)

    def group(self, opening: Token) -> Expression:
        if self.token.kind == "close":
            raise RuleError("the parentheses are empty", opening.column, "write words inside")
        self.open += 1
        if self.open > MAX_PARENTHESES:
            raise RuleError("parentheses are nested too deeply", opening.column, "use 'terms:'")
        inner = self.all_of()
        if self.token.kind == "not":
            raise RuleError(_NOT_ALONE, self.token.column, _NOT_HINT)
        if not self.take_if("close"):
            raise RuleError("this '(' is never closed", opening.column, "add a ')'")
        self.open -= 1
        return inner

    def exactly(self, opening: Token) -> Expression:
        words: list[Expression] = []
        while token := self.take_if("word"):
            words.append(Word(token.text, "exact", token.column))
        if self.token.kind == "end":
            raise RuleError("this '=(' is never closed", opening.column, "add a ')'")
        if self.token.kind != "close":
            raise RuleError(
                f"only plain words stand inside '=( )', not {self.token}",
                self.token.column,
                "write '=a | =b' for one or the other",
            )
        self.take()
        if not words:
            raise RuleError("'=()' is empty", opening.column, "as in '=(go wrong)'")
        return words[0] if len(words) == 1 else self.checked(Phrase(tuple(words)), opening.column)

    def reference(self, token: Token) -> Expression:
        try:
            target = self.terms[token.text]
        except KeyError:
            raise RuleError(
                f"there is no term '{token.text}'", token.column, self.nearest_term(token.text)
            ) from None
        node = self.checked(Reference(token.text, target, token.column), token.column)
        self.columns[id(node)] = token.column
        return node

    def nearest_term(self, name: str) -> str:
        near = get_close_matches(name, self.terms, n=1)
        return f"did you mean '${near[0]}'?" if near else f"add '{name}: [...]' under 'terms:'"

    def checked(self, node: Expression, column: int) -> Expression:
        """The node, unless it is too big or has an '&' below the top."""
        if not isinstance(node, Reference):
            for child in children(node):
                if _measure(child, self.sizes).holds_all_of:
                    raise RuleError(_AND_INSIDE, self.columns.get(id(child), column), _AND_HINT)
        size = _measure(node, self.sizes)
        if size.depth > MAX_DEPTH:
            raise RuleError(f"more than {MAX_DEPTH} levels deep", column, "make it flatter")
        if size.words > MAX_WORDS:
            raise RuleError(f"stands for more than {MAX_WORDS} words", column, "use smaller terms")
        return node

    def nothing_here(self, token: Token) -> NoReturn:
        """An operator, a ')' or the end stands where a word or group belongs."""
        before = self.tokens[self.place - 2] if self.place > 1 else None
        if token.kind == "not" and (before is None or before.kind != "not"):
            raise RuleError(_NOT_ALONE, token.column, _NOT_HINT)
        if before is None or before.kind == "open":
            raise RuleError(
                f"nothing stands before {token}", token.column, "write a word before it"
            )
        if token.kind in ("end", "close"):
            raise RuleError(
                f"nothing stands after {before}", before.column, "write a word after it"
            )
        raise RuleError(
            f"{before} and {token} stand side by side", token.column, "keep one of them"
        )
