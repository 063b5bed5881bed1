"""The rule language, first half: text to tokens, with the mistakes that show in single words.

Full-width signs count as their ASCII twins; words stay as they are written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NoReturn
from unicodedata import category

from qcode.errors import RuleError

MAX_GAP = 50
"""Tokens between two parts; more than this is hardly one statement."""

Kind = Literal[
    "word", "exact", "prefix", "term", "exactly", "gap", "open", "close", "or", "and", "not", "end"
]
_SIGNS: dict[str, Kind] = {"|": "or", "(": "open", ")": "close", "&": "and", "!": "not"}
STARTS_ATOM = ("word", "exact", "prefix", "term", "exactly", "open")
"""What a part of a phrase can begin with."""
_HALF_WIDTH = str.maketrans("｜（）～＆！＝＊＄＜＞", "|()~&!=*$<>")

_WORD = r"[^\s|()~&!=*$<>]+"
_REFERENCE = re.compile(r"\$(\w[\w-]*)")
_TOKEN = re.compile(
    rf"""
    (?P<gap>~\d+|<~\d+>)(?!{_WORD})
  | (?P<exactly>=\()
  | =(?P<exact>{_WORD})
  | \$(?P<term>\w[\w-]*)
  | (?P<prefix>{_WORD})\*(?![^\s|()~&!<])
  | (?P<word>{_WORD})(?![=*])
  | (?P<sign>[|()&!])
    """,
    re.VERBOSE,
)
_BLANK = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign; `text` is the word without its mark, `column` counts from 1."""

    kind: Kind
    text: str
    column: int

    def __str__(self) -> str:
        return "the end" if self.kind == "end" else f"'{self.text}'"


def tokens(text: str) -> list[Token]:
    """The words and signs of an expression, ended by one of kind "end".

    Raises:
        RuleError: a sign stands alone, or a word holds what can never be matched.
    """
    plain = text.translate(_HALF_WIDTH)
    found: list[Token] = []
    place = _after_blanks(plain, 0)
    while place < len(plain):
        match = _TOKEN.match(plain, place)
        if match is None:
            _stray(plain, place)
        found.append(_token(match))
        place = _after_blanks(plain, match.end())
    _check_single_quotes(found)
    return [*found, Token("end", "", len(text.rstrip()) + 1)]


def references(text: str) -> tuple[tuple[str, int], ...]:
    """The names after `$` in an expression with their columns, also when it has errors."""
    found = _REFERENCE.finditer(text.translate(_HALF_WIDTH))
    return tuple((match[1], match.start() + 1) for match in found)


def _after_blanks(text: str, place: int) -> int:
    blank = _BLANK.match(text, place)
    return blank.end() if blank else place


def _token(match: re.Match[str]) -> Token:
    column = match.start() + 1
    group = match.lastgroup or ""
    found = match[group]
    match group:
        case "sign":
            return Token(_SIGNS[found], found, column)
        case "gap":
            _check_gap(found, column)
            return Token("gap", found, column)
        case "exactly":
            return Token("exactly", "=(", column)
        case "term":
            return Token("term", found, column)
        case "exact":
            _check_word(found, column + 1)
            return Token("exact", found, column)
        case "prefix":
            _check_word(found, column)
            return Token("prefix", found, column)
    _check_word(found, column)
    return Token("word", found, column)


def _check_gap(sign: str, column: int) -> None:
    if len(sign) > 6 or int(sign.strip("<~>")) > MAX_GAP:
        raise RuleError(
            f"the gap '{sign}' is too wide",
            column,
            f"at most {MAX_GAP} tokens; for anywhere in the sentence or turn write 'a & b'",
        )


_STRAYS: tuple[tuple[str, str, str], ...] = (
    (
        r"<?~\d+>?",
        "the gap '{}' runs into what stands next to it",
        "write 'a ~5 b' for this order and 'a <~5> b' for either, with blanks around",
    ),
    (
        r"<?~",
        "'{}' needs a number directly behind it",
        "the most tokens that may stand between, as in 'a ~5 b' or 'a <~5> b'",
    ),
    (r"[<>]", "'{}' stands only in a gap such as '<~5>'", "write 'a <~5> b' for either order"),
    (
        rf"(?:{_WORD})?\*+",
        "'*' stands only at the end of a word",
        "write 'inspect*' for all words that begin so; for both ends give the words with '|'",
    ),
    (r"\$", "'$' needs the name of a term directly after it", "as in '$children'"),
    (
        rf"(?:{_WORD})?=",
        "'=' stands only directly before a word",
        "write '=left' for this form only, '=(go wrong)' for exactly these words",
    ),
)


def _stray(text: str, place: int) -> NoReturn:
    for pattern, message, hint in _STRAYS:
        found = re.compile(pattern).match(text, place)
        if found:
            column = place + len(found[0]) if found[0][-1] in "=*" else place + 1
            raise RuleError(message.format(found[0]), column, hint)
    raise RuleError(f"'{text[place]}' cannot stand here", place + 1)


_TRAPS: tuple[tuple[str, str, str], ...] = (
    (
        r"[\"“”„‟«»「」『』《》＂]",
        "the quotation mark '{}' is not part of the rule language",
        "leave it out: words side by side are already a phrase",
    ),
    (
        r"(?<!\d)[,，]|[,，](?!\d)|[、;；]",
        "'{}' is not part of the rule language",
        "write 'a | b' for one or the other; words side by side are a phrase",
    ),
    (
        r"[。：…?？]",
        "punctuation is not matched: '{}'",
        "leave it out; for several endings write 'word*'",
    ),
    (r"[\[\]{}［］｛｝【】]", "'{}' is not part of the rule language", "group with ( )"),
    (
        r"[\\^]",
        "'{}' is not part of the rule language",
        "a regular expression goes into 'regex:' instead of 'find:'",
    ),
    (
        r"[\u0000-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]",
        "an invisible character ({!a}) stands in the expression",
        "delete it and type the words beside it again",
    ),
    (
        r"^[-−](?=\w)",
        "a word cannot begin with '{}'",
        "to leave out sentences with a word write 'a & !b'",
    ),
)
_PLAIN_WORD = re.compile(r"[^\W_][\w'’-]*")
_OPERATOR_WORDS = {
    "AND": "write 'a & b'",
    "OR": "write 'a | b'",
    "NOT": "write 'a & !b'",
    "NEAR": "write 'a <~5> b' for at most 5 tokens between",
}
_NEAR_SLASH = re.compile(r"(?:NEAR|ONEAR|ADJ|PRE|W|N)/(\d+)")


def _check_word(word: str, column: int) -> None:
    """Report what cannot be matched."""
    if _PLAIN_WORD.fullmatch(word):
        return
    for pattern, message, hint in _TRAPS:
        found = re.compile(pattern).search(word)
        if found:
            raise RuleError(message.format(found[0]), column + found.start(), hint)
    if not any(category(char)[0] in "LNM" or category(char) == "So" for char in word):
        raise RuleError(f"'{word}' has no letter or digit", column, "words only: leave it out")


def check_operator_word(word: str, column: int) -> None:
    """Report AND, NEAR/5 and the like, which other programs take for operators."""
    near = _NEAR_SLASH.fullmatch(word)
    hint = f"write 'a <~{near[1]}> b'" if near else _OPERATOR_WORDS.get(word, "")
    if hint:
        escape = "" if near else f"; for the word itself write '={word}' or '{word.lower()}'"
        raise RuleError(f"'{word}' is not an operator here", column, hint + escape)


def _check_single_quotes(tokens: list[Token]) -> None:
    """An apostrophe may open a word ('em) or end one (parents'), but not both around words."""
    opened: Token | None = None
    for token in tokens:
        if token.kind in ("or", "and", "gap"):
            opened = None
        if token.text[0] in "'‘":
            opened = token
        if opened and token.text[-1] in "'’":
            raise RuleError(
                "a quotation mark is not part of the rule language",
                opened.column,
                "leave it out: words side by side are already a phrase",
            )
