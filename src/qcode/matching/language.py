"""Tokens of mixed Chinese and Latin text, and what a token's form is.

Runs of script are cut first: each Han character is a token of its own, each run of anything
else goes to spaCy's English tokenizer, which cuts at white space and treats each chunk alone.
So every distinct chunk is tokenised once. spaCy itself joins special cases (`:-)`, `8 am`)
across a blank; `Chunks.interacting` finds the neighbours where that may happen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from qcode.matching.forms import forms
from qcode.rules.syntax import Word

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]


class Kind(IntEnum):
    """What a token is to a rule: only words are counted and matched."""

    WORD = 0
    JOINING = 1
    """Hyphens and the like: words around it still stand side by side."""
    CLOSING = 2
    """Closing quotation marks and brackets: belong to the sentence before them."""
    CLAUSE = 3
    """Commas and the like: interrupt a phrase."""
    STOP = 4
    """Ends a sentence."""
    ELLIPSIS = 5
    """Ends a sentence unless a lower-case word follows."""


class Token(NamedTuple):
    """A token of a chunk: its form as rules see it, and code points within the chunk.

    A tuple because a large corpus makes a hundred thousand of them.
    """

    form: str
    start: int
    end: int
    kind: Kind


HAN = (
    (0x3005, 0x3007),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x323AF),
)
CJK_MARKS = (
    (0x3001, 0x3004),
    (0x3008, 0x301F),
    (0x3030, 0x3030),
    (0xFE30, 0xFE6F),
    (0xFF01, 0xFF0F),
    (0xFF1A, 0xFF20),
    (0xFF3B, 0xFF40),
    (0xFF5B, 0xFF65),
)
_STOPS = frozenset("。！？；｡﹗﹖!?.")
_CLAUSES = frozenset(",，、;:：—–()（）[]【】{}《〈<>|/\\")
_CLOSERS = frozenset("\"'”’」』）)】]》〉»")
_LETTERS_AND_MARK = re.compile(r"([A-Za-z]*[a-z])([.,?!;:])\Z").match


@lru_cache(maxsize=65536)
def kind_of(text: str) -> Kind:
    """What a token of this text is to a rule."""
    if any(character.isalnum() for character in text):
        return Kind.WORD
    if (text.strip(".") == "" and len(text) > 1) or text.strip("…") == "":
        return Kind.ELLIPSIS
    if _STOPS & set(text):
        return Kind.STOP
    if text[0] in _CLOSERS and not text.strip("".join(_CLOSERS)):
        return Kind.CLOSING
    if _CLAUSES & set(text) or (text.strip("-") == "" and len(text) > 1):
        return Kind.CLAUSE
    return Kind.JOINING


@lru_cache(maxsize=65536)
def simplified(character: str) -> str:
    """A Traditional character as its Simplified form, always one character for one.

    OpenCC converts it alone, without its neighbours, so that offsets stay.
    """
    if character < "\u3400":
        return character
    converted = _converter()(character)
    return converted if len(converted) == 1 else character


@lru_cache(maxsize=1)
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


@lru_cache(maxsize=262144)
def normal_form(text: str) -> str:
    """The form of a token that rules compare: lower case, straight apostrophes, full-width
    letters as half-width, Traditional as Simplified."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).replace("’", "'").lower()
    return "".join(map(simplified, text))


class Language:
    """The language data of one run: a tokenizer, and the forms of a rule's words.

    Nothing is loaded before it is needed; nothing is downloaded.
    """

    def __init__(self) -> None:
        self._words: dict[str, tuple[str, ...]] = {}

    @cached_property
    def pipeline(self) -> Pipeline:
        """spaCy's English tokenizer, without a trained model."""
        import spacy

        return spacy.blank("en")

    @cached_property
    def _tokenizer(self) -> Any:
        return self.pipeline.tokenizer

    @cached_property
    def _special_cases(self) -> dict[str, object]:
        return dict(self._tokenizer.rules)

    @cached_property
    def _plain_tokenizer(self) -> Tokenizer:
        """The affix rules alone, without special cases."""
        from spacy.tokenizer import Tokenizer

        full = self._tokenizer
        return Tokenizer(
            self.pipeline.vocab,
            rules={},
            prefix_search=full.prefix_search,
            suffix_search=full.suffix_search,
            infix_finditer=full.infix_finditer,
            url_match=full.url_match,
        )

    @cached_property
    def _special_neighbours(self) -> frozenset[tuple[str, str]]:
        """Neighbouring tokens inside a special case, as the affix rules split it."""
        pairs: set[tuple[str, str]] = set()
        for case in self._special_cases:
            if not case.isspace():
                words = [token.text for token in self._plain_tokenizer(case)]
                pairs.update(pairwise(words))
        return frozenset(pairs)

    def tokenize(self, chunks: Sequence[str]) -> list[tuple[Token, ...]]:
        """The tokens of each chunk, as spaCy gives them. White space inside is dropped."""
        done: list[tuple[Token, ...]] = [()] * len(chunks)
        slow: list[int] = []
        special, word = self._special_cases, Kind.WORD
        for number, chunk in enumerate(chunks):
            if chunk not in special:
                # Proven shapes: letters that are no special case are one token; with one
                # final mark, when the letters are no special case either, two.
                if chunk.isalpha() and chunk.isascii():
                    done[number] = (Token(chunk.lower(), 0, len(chunk), word),)
                    continue
                both = _LETTERS_AND_MARK(chunk)
                if both and both[1] not in special:
                    cut = len(both[1])
                    done[number] = (
                        Token(both[1].lower(), 0, cut, word),
                        Token(both[2], cut, cut + 1, kind_of(both[2])),
                    )
                    continue
            if len(chunk) == 1:
                done[number] = (Token(normal_form(chunk), 0, 1, kind_of(chunk)),)
                continue
            slow.append(number)
        parts = _cut(self._tokenizer, [chunks[number] for number in slow])
        for number, found in zip(slow, parts, strict=True):
            chunk = chunks[number]
            done[number] = tuple(
                Token(normal_form(chunk[start:end]), start, end, kind_of(chunk[start:end]))
                for start, end in found
            )
        return done

    def edges(self, chunks: Sequence[str]) -> tuple[list[str], list[str]]:
        """First and last token of each chunk by the affix rules alone, each "" where no special
        case could reach over that edge."""
        lefts, rights = self._reaching
        opening, closing = self._first_marks, self._last_marks
        firsts, lasts = [""] * len(chunks), [""] * len(chunks)
        slow: list[int] = []
        for number, chunk in enumerate(chunks):
            if (chunk.isalpha() and chunk.isascii()) or len(chunk) == 1:
                first = last = chunk
            elif _LETTERS_AND_MARK(chunk):
                first, last = chunk[:-1], chunk[-1]
            else:
                if chunk[0] in opening or chunk[-1] in closing:
                    slow.append(number)
                continue
            if first in rights:
                firsts[number] = first
            if last in lefts:
                lasts[number] = last
        parts = _cut(self._plain_tokenizer, [chunks[number] for number in slow])
        for number, found in zip(slow, parts, strict=True):
            chunk = chunks[number]
            first, last = chunk[slice(*found[0])], chunk[slice(*found[-1])]
            firsts[number] = first if first in rights else ""
            lasts[number] = last if last in lefts else ""
        return firsts, lasts

    @cached_property
    def _reaching(self) -> tuple[frozenset[str], frozenset[str]]:
        """Tokens that may be a left neighbour inside a special case, and a right one."""
        pairs = self._special_neighbours
        return frozenset(left for left, _ in pairs), frozenset(right for _, right in pairs)

    @cached_property
    def _last_marks(self) -> frozenset[str]:
        return frozenset(left[-1] for left in self._reaching[0])

    @cached_property
    def _first_marks(self) -> frozenset[str]:
        return frozenset(right[0] for right in self._reaching[1])

    def interact(self, last: str, first: str) -> bool:
        """Whether spaCy may join two neighbouring chunks, given their `edges`: the last token of
        one and the first of the next."""
        return (last, first) in self._special_neighbours

    def forms(self, word: Word, vocabulary: Vocabulary) -> list[int]:
        """Numbers of the word types that a one-token word of a rule finds."""
        wanted = normal_form(word.text)
        if word.mode == "prefix":
            return vocabulary.with_prefix(wanted)
        found = {wanted} if word.mode == "exact" else forms(wanted)
        return vocabulary.numbers(found)

    def is_form(self, word: Word, form: str) -> bool:
        """Whether a one-token word of a rule finds this form: the plain counterpart of `forms`."""
        wanted = normal_form(word.text)
        if word.mode == "prefix":
            return form.startswith(wanted)
        return form == wanted if word.mode == "exact" else form in forms(wanted)

    def words(self, text: str) -> tuple[str, ...]:
        """The counted tokens of a word as a researcher wrote it in a rule; kept, because lists
        of words stand in many rules."""
        known = self._words.get(text)
        if known is None:
            tokens = self.tokens(text)
            known = self._words[text] = tuple(t.form for t in tokens if t.kind is Kind.WORD)
        return known

    def stretches(self, text: str) -> list[tuple[int, int]]:
        """(start, end) of all tokens of a text, white space left out."""
        pieces = list(_PIECES.finditer(text))
        tokens = self.tokenize([piece.group() for piece in pieces])
        return [
            (piece.start() + token.start, piece.start() + token.end)
            for piece, found in zip(pieces, tokens, strict=True)
            for token in found
        ]

    def tokens(self, text: str) -> list[Token]:
        """All tokens of a short text without white space."""
        pieces = [match.group() for match in _PIECES.finditer(text)]
        return [token for tokens in self.tokenize(pieces) for token in tokens]


_BLOCK = 20_000
"""Chunks that are given to spaCy at a time."""


def _cut(tokenizer: Tokenizer, chunks: Sequence[str]) -> list[list[tuple[int, int]]]:
    """(start, end) of the tokens of each chunk, white space left out.

    Chunks are joined by line breaks, each a token of its own: neighbours cannot interact.
    """
    parts: list[list[tuple[int, int]]] = [[] for _ in chunks]
    for at in range(0, len(chunks), _BLOCK):
        block = chunks[at : at + _BLOCK]
        doc = tokenizer("\n".join(block))
        firsts = np.cumsum([0] + [len(chunk) + 1 for chunk in block])
        starts = np.fromiter((token.idx for token in doc), np.int64, len(doc))
        owners = np.searchsorted(firsts, starts, side="right") - 1
        shifted = starts - firsts[owners]
        for token, owner, start in zip(doc, owners.tolist(), shifted.tolist(), strict=True):
            if not token.is_space:
                parts[at + owner].append((start, start + len(token)))
    return parts


def _character_class(ranges: Iterable[tuple[int, int]]) -> str:
    return "".join(f"{chr(low)}-{chr(high)}" for low, high in ranges)


_SINGLE = _character_class((*HAN, *CJK_MARKS)).replace("[", r"\[").replace("]", r"\]")
_PIECES = re.compile(rf"[{_SINGLE}]|[^\s{_SINGLE}]+")


class Vocabulary:
    """The distinct word types of a corpus, numbered."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self._number = {word: number for number, word in enumerate(words)}

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._number)

    def numbers(self, words: Iterable[str]) -> list[int]:
        """Numbers of those words that occur, ascending."""
        return sorted(self._number[word] for word in words if word in self._number)

    def with_prefix(self, prefix: str) -> list[int]:
        """Numbers of the words that begin so, ascending."""
        from bisect import bisect_left

        found = []
        ordered = self._sorted
        for place in range(bisect_left(ordered, prefix), len(ordered)):
            if not ordered[place].startswith(prefix):
                break
            found.append(self._number[ordered[place]])
        return sorted(found)
