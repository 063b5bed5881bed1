"""A corpus of turns as integer arrays: word types, offsets, sentences.

All turns are laid end to end, one line break between them. From the code points of that text
come the chunks (vectorised), from the distinct chunks the tokens (`language`), from the tokens
the words and the sentences. A stage direction is blanked out before, so it is never matched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import count, pairwise
from typing import TypeAlias

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
_BLOCK = 2_000_000


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

    @cached_property
    def first_words(self) -> Integers:
        """One entry a turn and one more: the number of its first word."""
        return np.searchsorted(self.turns, np.arange(len(self.turn_starts) + 1)).astype(np.int32)


def build_corpus(texts: Sequence[str], language: Language) -> Corpus:
    """Lay out turns (the words of each) for matching."""
    joined = "\n".join(texts)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    turn_starts = np.concatenate([[0], np.cumsum(lengths + 1)[:-1]]).astype(np.int32)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).copy()
    breaks = np.flatnonzero(codes == 10).astype(np.int32)
    for start, end in stage_directions(joined):
        codes[start:end] = 32
    chunk_numbers, chunk_starts, tokens = _chunks(codes, breaks, joined, language)
    lower_case = (codes >= ord("a")) & (codes <= ord("z"))
    return _words(tokens, chunk_numbers, chunk_starts, breaks, turn_starts, lower_case)


def _chunks(
    codes: NDArray[np.uint32], breaks: Integers, joined: str, language: Language
) -> tuple[Integers, Integers, list[tuple[Token, ...]]]:
    """Number and start of each chunk in order, and the tokens of each distinct chunk."""
    kinds = _classes()[codes]
    before = np.concatenate([[np.uint8(_BLANK)], kinds[:-1]])
    is_single = kinds == _SINGLE
    starts = np.flatnonzero(is_single | ((kinds == _RUN) & (before != _RUN))).astype(np.int32)
    single = is_single[starts]
    singles, single_numbers = np.unique(codes[starts[single]], return_inverse=True)
    codes[is_single] = 32
    number: defaultdict[str, int] = defaultdict(count().__next__)
    run_numbers = np.concatenate([_numbered(block, number) for block in _blocks(codes, breaks)])
    chunks = [*number, *map(chr, singles.tolist())]
    numbers = np.empty(len(starts), np.int32)
    numbers[~single] = run_numbers
    numbers[single] = single_numbers + len(number)
    numbers, starts = _join_interacting(numbers, starts, chunks, joined, language)
    return numbers, starts, language.tokenize(chunks)


def _blocks(codes: NDArray[np.uint32], breaks: Integers) -> Iterator[NDArray[np.uint32]]:
    """The code points in blocks that end at a line break: split whole, the words of a large
    corpus would stand in memory all at once."""
    wanted = np.arange(_BLOCK, len(codes), _BLOCK)
    before = np.searchsorted(breaks, wanted) - 1
    cuts = np.unique(breaks[before[before >= 0]])
    edges = [0, *cuts.tolist(), len(codes)]
    for start, end in pairwise(edges):
        yield codes[start:end]


def _numbered(block: NDArray[np.uint32], number: defaultdict[str, int]) -> Integers:
    runs = block.tobytes().decode("utf-32-le", "surrogatepass").split()
    return np.fromiter(map(number.__getitem__, runs), np.int32, len(runs))


def _join_interacting(
    numbers: Integers, starts: Integers, chunks: list[str], joined: str, language: Language
) -> tuple[Integers, Integers]:
    """Make one chunk of neighbours that spaCy may join across a blank; grows `chunks`."""
    edges = [language.edges(chunk) for chunk in chunks]
    opens = np.fromiter((bool(last) for _, last in edges), bool, len(chunks))
    closes = np.fromiter((bool(first) for first, _ in edges), bool, len(chunks))
    at = np.flatnonzero(opens[numbers[:-1]] & closes[numbers[1:]])
    meets: dict[tuple[int, int], bool] = {}
    groups: list[list[int]] = []
    for left in at.tolist():
        pair = (int(numbers[left]), int(numbers[left + 1]))
        if pair not in meets:
            meets[pair] = language.interact(edges[pair[0]], edges[pair[1]])
        between = joined[starts[left] + len(chunks[pair[0]]) : starts[left + 1]]
        if not meets[pair] or "\n" in between:
            continue
        if groups and groups[-1][-1] == left:
            groups[-1].append(left + 1)
        else:
            groups.append([left, left + 1])
    if not groups:
        return numbers, starts
    keep = np.ones(len(numbers), bool)
    numbers = numbers.copy()
    for group in groups:
        last = group[-1]
        end = int(starts[last]) + len(chunks[int(numbers[last])])
        chunks.append(joined[int(starts[group[0]]) : end])
        numbers[group[0]] = len(chunks) - 1
        keep[group[1:]] = False
    return numbers[keep], starts[keep]


def _words(
    tokens: list[tuple[Token, ...]],
    chunk_numbers: Integers,
    chunk_starts: Integers,
    breaks: Integers,
    turn_starts: Integers,
    lower_case: Flags,
) -> Corpus:
    """Expand chunks to tokens, then keep the words and what stands between them."""
    counts = np.fromiter(map(len, tokens), np.int32, len(tokens))
    number: defaultdict[str, int] = defaultdict(count().__next__)
    flat = [token for part in tokens for token in part]
    types = np.fromiter((number[token.form] for token in flat), np.int32, len(flat))
    kinds = np.fromiter((token.kind for token in flat), np.uint8, len(flat))
    offsets = np.fromiter((token.start for token in flat), np.int32, len(flat))
    lengths = np.fromiter((token.end - token.start for token in flat), np.int32, len(flat))
    vocabulary = Vocabulary(list(number))

    per_chunk = counts[chunk_numbers]
    total = int(per_chunk.sum())
    first = np.cumsum(counts) - counts
    source = np.repeat(first[chunk_numbers] - (np.cumsum(per_chunk) - per_chunk), per_chunk)
    source = (source + np.arange(total)).astype(np.int32)
    starts = np.repeat(chunk_starts, per_chunk) + offsets[source]
    ends = starts + lengths[source]
    types, kinds = types[source], kinds[source]
    line = np.searchsorted(breaks, starts).astype(np.int32)

    new_sentence = _new_sentences(types, kinds, starts, ends, line, lower_case[starts], vocabulary)
    sentence = np.cumsum(new_sentence, dtype=np.int32)
    is_word = kinds == Kind.WORD
    capped = 0
    if total:
        new_sentence, capped = _cap(new_sentence, sentence, kinds, is_word)
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
    return Corpus(
        vocabulary=vocabulary,
        types=types[words],
        starts=word_starts,
        ends=ends[words],
        turns=(np.searchsorted(turn_starts, word_starts, side="right") - 1).astype(np.int32),
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


def _cap(
    new_sentence: Flags, sentence: Integers, kinds: NDArray[np.uint8], is_word: Flags
) -> tuple[Flags, int]:
    """Cut sentences of more than `LONGEST_SENTENCE` words, at a comma where there is one."""
    counts = np.bincount(sentence, weights=is_word).astype(np.int64)
    long = np.flatnonzero(counts > LONGEST_SENTENCE)
    if not len(long):
        return new_sentence, 0
    new_sentence = new_sentence.copy()
    firsts = np.searchsorted(sentence, long)
    lasts = np.searchsorted(sentence, long, side="right")
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
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
