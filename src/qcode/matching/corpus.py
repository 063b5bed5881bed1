"""A corpus of turns as integer arrays: word types, offsets, sentences.

All turns are laid end to end, one line break between them. From the code points of that text
come the chunks (vectorised, a block of turns at a time), from the distinct chunks the tokens
(`language`), from the tokens the words and the sentences. A stage direction is blanked out
before, so it is never matched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count, pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from qcode.matching.language import CJK_MARKS, HAN, Kind, Language, Token, Vocabulary
from qcode.model.text import stage_directions

Integers: TypeAlias = NDArray[np.int32]
Flags: TypeAlias = NDArray[np.bool_]

LONGEST_SENTENCE = 120
"""Words after which an unpunctuated stretch is cut: recognisers write no full stops."""

ABBREVIATIONS = frozenset(
    "approx dept govt no nos vs etc fig vol pp ed eds cf al st mt ca est min max tel ext".split()
)
"""Words whose full stop ends no sentence, beside those that spaCy's tokenizer knows (`Mr.`)."""

_BLANK, _SINGLE, _RUN = 0, 1, 2
_BLOCK = 500_000
"""Code points that are laid out at a time."""


@lru_cache(maxsize=1)
def _classes() -> NDArray[np.uint8]:
    """Class of each code point: white space, a token of its own, part of a run."""
    table = np.full(0x110000, _RUN, np.uint8)
    for low, high in (*HAN, *CJK_MARKS):
        table[low : high + 1] = _SINGLE
    for code in range(0x3001):
        if chr(code).isspace():
            table[code] = _BLANK
    return table


@dataclass(frozen=True)
class Corpus:
    """Words of all turns in order. Each array has one entry a word unless it says otherwise."""

    vocabulary: Vocabulary
    types: Integers
    """Number of the word type in the vocabulary."""
    starts: Integers
    ends: Integers
    """Code points in the joined text."""
    turns: Integers
    first_words: Integers
    """One entry a turn and one more: the number of its first word."""
    sentences: Integers
    clauses: Integers
    side_by_side: Flags
    """Nothing but blanks, hyphens and quotation marks stands before the word."""
    sentence_starts: Integers
    sentence_ends: Integers
    """One entry a sentence: code points in the joined text, final marks included."""
    turn_starts: Integers
    """One entry a turn: its first code point in the joined text."""
    capped: int
    """How many sentences were cut because they ran on without punctuation."""


def build_corpus(texts: Sequence[str], language: Language) -> Corpus:
    """Lay out turns (the words of each) for matching."""
    joined = "\n".join(texts)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    turn_starts = np.concatenate([[0], np.cumsum(lengths + 1)[:-1]]).astype(np.int32)
    chunks, known = _chunks(joined, turn_starts)
    chunks, known = _join_interacting(chunks, known, joined, language)
    return _words(chunks, known, language.tokenize(known), turn_starts)


@dataclass(frozen=True)
class _Chunks:
    """Chunks in the order of the text; one entry a chunk."""

    numbers: Integers
    """Which of the distinct chunks it is."""
    starts: Integers
    """Its first code point in the joined text."""
    opens_line: Flags


def _chunks(joined: str, turn_starts: Integers) -> tuple[_Chunks, list[str]]:
    """The chunks of a text, and the distinct ones by number.

    The text is cut in blocks of whole turns: the arrays over its code points are short-lived,
    and those of a large corpus would not fit into the processor's cache, nor its words into
    little memory.
    """
    wanted = np.arange(_BLOCK, len(joined), _BLOCK)
    after = np.searchsorted(turn_starts, wanted)
    cuts = np.unique(turn_starts[after[after < len(turn_starts)]])
    numbering = _Numbering()
    parts = [
        _block(joined[start:end], start, numbering)
        for start, end in pairwise([0, *cuts.tolist(), len(joined)])
    ]
    chunks = _Chunks(
        np.concatenate([part.numbers for part in parts]),
        np.concatenate([part.starts for part in parts]),
        np.concatenate([part.opens_line for part in parts]),
    )
    return chunks, list(numbering.number)


class _Numbering:
    """Numbers for distinct chunks, in the order in which they come."""

    def __init__(self) -> None:
        self.number: defaultdict[str, int] = defaultdict(count().__next__)
        self._of_code = np.full(0x110000, -1, np.int32)

    def runs(self, runs: Sequence[str]) -> Integers:
        return np.fromiter(map(self.number.__getitem__, runs), np.int32, len(runs))

    def singles(self, codes: NDArray[Any]) -> Integers:
        """The same for chunks of one character, given by their code points."""
        for code in np.unique(codes[self._of_code[codes] < 0]).tolist():
            self._of_code[code] = self.number[chr(code)]
        numbers: Integers = self._of_code[codes]
        return numbers


def _block(text: str, offset: int, numbering: _Numbering) -> _Chunks:
    """The chunks of whole turns that begin at `offset` of the joined text."""
    codes = _codes(text)
    breaks = np.flatnonzero(codes == ord("\n"))
    directions = stage_directions(text)
    for start, end in directions:
        codes[start:end] = ord(" ")
    kinds = _classes()[codes]
    single = kinds == _SINGLE
    begins = kinds == _RUN
    begins[1:] &= kinds[:-1] != _RUN
    has_singles = bool(single.any())
    if has_singles:
        begins |= single
    starts = np.flatnonzero(begins).astype(np.int32)
    if not directions and not has_singles:
        numbers = numbering.runs(text.split())
    else:
        is_single = single[starts]
        numbers = np.empty(len(starts), np.int32)
        numbers[is_single] = numbering.singles(codes[starts[is_single]])
        codes[single] = ord(" ")
        numbers[~is_single] = numbering.runs(_text(codes).split())
    opens_line = np.zeros(len(starts), bool)
    opens_line[:1] = True
    first = np.searchsorted(starts, breaks)
    opens_line[first[first < len(starts)]] = True
    return _Chunks(numbers, starts + np.int32(offset), opens_line)


def _codes(text: str) -> NDArray[Any]:
    """Code points, one byte each where that is enough."""
    if text.isascii():
        return np.frombuffer(bytearray(text, "ascii"), np.uint8)
    return np.frombuffer(bytearray(text, "utf-32-le", "surrogatepass"), np.uint32)


def _text(codes: NDArray[Any]) -> str:
    encoding = "ascii" if codes.itemsize == 1 else "utf-32-le"
    return codes.tobytes().decode(encoding, "surrogatepass")


def _join_interacting(
    chunks: _Chunks, known: list[str], joined: str, language: Language
) -> tuple[_Chunks, list[str]]:
    """Make one chunk of neighbours that spaCy may join across a blank."""
    firsts, lasts = language.edges(known)
    opens = np.fromiter(map(bool, lasts), bool, len(known))
    closes = np.fromiter(map(bool, firsts), bool, len(known))
    numbers, starts = chunks.numbers, chunks.starts
    at = np.flatnonzero(opens[numbers[:-1]] & closes[numbers[1:]] & ~chunks.opens_line[1:])
    pairs = zip(at.tolist(), numbers[at].tolist(), numbers[at + 1].tolist(), strict=True)
    groups: list[list[int]] = []
    for place, left, right in pairs:
        if not language.interact(lasts[left], firsts[right]):
            continue
        if groups and groups[-1][-1] == place:
            groups[-1].append(place + 1)
        else:
            groups.append([place, place + 1])
    if not groups:
        return chunks, known
    keep = np.ones(len(numbers), bool)
    numbers, known = numbers.copy(), known.copy()
    for group in groups:
        end = int(starts[group[-1]]) + len(known[int(numbers[group[-1]])])
        known.append(joined[int(starts[group[0]]) : end])
        numbers[group[0]] = len(known) - 1
        keep[group[1:]] = False
    return _Chunks(numbers[keep], starts[keep], chunks.opens_line[keep]), known


def _words(
    chunks: _Chunks,
    known: Sequence[str],
    tokens: Sequence[tuple[Token, ...]],
    turn_starts: Integers,
) -> Corpus:
    """Expand chunks to tokens, then keep the words and what stands between them."""
    counts = np.fromiter(map(len, tokens), np.int32, len(tokens))
    number: defaultdict[str, int] = defaultdict(count().__next__)
    flat = [token for part in tokens for token in part]
    types = np.fromiter((number[token.form] for token in flat), np.int32, len(flat))
    kinds = np.fromiter((token.kind for token in flat), np.uint8, len(flat))
    offsets = np.fromiter((token.start for token in flat), np.int32, len(flat))
    lengths = np.fromiter((token.end for token in flat), np.int32, len(flat)) - offsets
    lower_case = np.zeros(len(flat), bool)
    if (kinds == Kind.ELLIPSIS).any():  # nothing else asks what a token begins with
        pairs = zip(known, tokens, strict=True)
        begins = ("a" <= chunk[token.start] <= "z" for chunk, part in pairs for token in part)
        lower_case = np.fromiter(begins, bool, len(flat))
    vocabulary = Vocabulary(list(number))

    per_chunk = counts[chunks.numbers]
    behind = np.cumsum(per_chunk, dtype=np.int32)
    total = int(behind[-1]) if len(behind) else 0
    first = np.cumsum(counts, dtype=np.int32) - counts
    owner = np.repeat(np.arange(len(per_chunk), dtype=np.int32), per_chunk)
    source = (first[chunks.numbers] - (behind - per_chunk))[owner]
    source += np.arange(total, dtype=np.int32)
    starts = chunks.starts[owner] + offsets[source]
    ends = starts + lengths[source]
    types, kinds = types[source], kinds[source]
    line = np.cumsum(chunks.opens_line, dtype=np.int32)[owner]

    new_sentence = _new_sentences(types, kinds, starts, ends, line, lower_case[source], vocabulary)
    is_word = kinds == Kind.WORD
    new_sentence, capped = _cap(new_sentence, kinds, is_word)
    sentence = np.cumsum(new_sentence, dtype=np.int32) - 1
    clause_mark = (kinds == Kind.CLAUSE) | (kinds == Kind.STOP) | (kinds == Kind.ELLIPSIS)
    clause = np.cumsum(clause_mark | new_sentence, dtype=np.int32)
    heads = np.flatnonzero(new_sentence)
    tails = np.append(heads[1:], total) - 1 if len(heads) else heads
    words = np.flatnonzero(is_word)
    word_clause = clause[words]
    side_by_side = np.ones(len(words), bool)
    side_by_side[1:] = word_clause[1:] == word_clause[:-1]
    side_by_side[:1] = False
    word_starts = starts[words]
    first_words = np.append(np.searchsorted(word_starts, turn_starts), len(words)).astype(np.int32)
    return Corpus(
        vocabulary=vocabulary,
        types=types[words],
        starts=word_starts,
        ends=ends[words],
        turns=np.repeat(np.arange(len(turn_starts), dtype=np.int32), np.diff(first_words)),
        first_words=first_words,
        sentences=sentence[words],
        clauses=word_clause,
        side_by_side=side_by_side,
        sentence_starts=starts[heads],
        sentence_ends=ends[tails] if len(tails) else ends[:0],
        turn_starts=turn_starts,
        capped=capped,
    )


def _new_sentences(
    types: Integers,
    kinds: NDArray[np.uint8],
    starts: Integers,
    ends: Integers,
    line: Integers,
    lower_case: Flags,
    vocabulary: Vocabulary,
) -> Flags:
    """Which tokens begin a sentence: after a stop with its closing marks, and on a new line."""
    total = len(types)
    new = np.zeros(total, bool)
    if not total:
        return new
    new[0] = True
    touching = starts[1:] == ends[:-1]
    stop = kinds == Kind.STOP
    ellipsis = kinds == Kind.ELLIPSIS
    # Hesitation: "I was ... well, tired" is one sentence.
    ellipsis[:-1] &= ~lower_case[1:]
    short = np.zeros(len(vocabulary.words), bool)
    short[vocabulary.numbers(ABBREVIATIONS)] = True
    full_stop = np.zeros(len(vocabulary.words), bool)
    full_stop[vocabulary.numbers(["."])] = True
    stop[1:] &= ~(full_stop[types[1:]] & short[types[:-1]] & touching)
    tail = stop | ellipsis
    closing = kinds == Kind.CLOSING
    for _ in range(3):  # up to three closing marks: .”）
        tail[1:] |= closing[1:] & tail[:-1] & touching
    new[1:] |= tail[:-1] & ~tail[1:]
    new[1:] |= line[1:] != line[:-1]
    return new


def _cap(new_sentence: Flags, kinds: NDArray[np.uint8], is_word: Flags) -> tuple[Flags, int]:
    """Cut sentences of more than `LONGEST_SENTENCE` words, at a comma where there is one."""
    heads = np.flatnonzero(new_sentence)
    tails = np.append(heads[1:], len(new_sentence))
    words_before = np.concatenate([[0], np.cumsum(is_word, dtype=np.int32)])
    long = np.flatnonzero(words_before[tails] - words_before[heads] > LONGEST_SENTENCE)
    if not len(heads) or not len(long):
        return new_sentence, 0
    new_sentence = new_sentence.copy()
    for first, last in zip(heads[long].tolist(), tails[long].tolist(), strict=True):
        words = comma = 0
        for token in range(first, last):
            words += bool(is_word[token])
            if kinds[token] == Kind.CLAUSE and words > LONGEST_SENTENCE // 2:
                comma = token + 1
            if words > LONGEST_SENTENCE:
                cut = comma or token
                new_sentence[cut] = True
                words = int(is_word[cut : token + 1].sum())
                comma = 0
    return new_sentence, len(long)
