"""The words of a turn cut into what a selection moves by: characters, words, sentences, itself.

Light enough for every keypress: no spaCy. Sentences end where those of rules end, but for rare
tokens that only spaCy's tokenizer tells.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from qcode.matching.corpus import ABBREVIATIONS, LONGEST_SENTENCE
from qcode.model.text import APOSTROPHES_AND_HYPHENS, HAN, is_han, stage_directions
from qcode.session.graphemes import joined, snapped
from qcode.session.state import Grain

Spans = tuple[tuple[int, int], ...]
"""(start, end) of each unit in the text that was cut, in order, without overlaps."""

_LETTERS = rf"[^\W_{HAN}]+"
_UNIT = re.compile(
    rf"{_LETTERS}(?:[{re.escape(APOSTROPHES_AND_HYPHENS)}]{_LETTERS})*|[{HAN}]|[^\w\s]"
)
_STOPS = "。！？；｡﹗﹖!?"
_MARK = re.compile(rf"[{_STOPS}.…]+(?:[^\S\r\n]*(?:\.{{2,}}|…+|[{_STOPS}]+))*|[\r\n]+")
_CLOSING = re.compile(r"[\"'”’」』）)】\]》〉»]{0,3}")
_WORD_BEFORE = re.compile(r"[A-Za-z.]*\Z")
_COMMA = re.compile(r"[,，、;:：—–]")
_TITLES = frozenset(
    "mr mrs ms dr prof rev hon sr jr messrs mt inc ltd co corp e.g i.e a.m p.m".split()
)


@lru_cache(maxsize=512)
def cut(text: str, grain: Grain) -> Spans:
    """The units of a text; the whole text where it holds none.

    A word is a run of letters or digits, each Han character counts alone, and so does an emoji.
    """
    if not text:
        return ()
    if grain == "character":
        return tuple(_characters(text))
    if grain == "word":
        return tuple(_words(text)) or ((0, len(text)),)
    if grain == "sentence":
        return tuple(_capped(text, _sentences(_said(text)))) or ((0, len(text)),)
    return ((0, len(text)),)


def _characters(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for place in range(1, len(text) + 1):
        if not joined(text, place):
            yield start, place
            start = place


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Runs that touch after their marks were added, as in Hindi, are one word."""
    last: tuple[int, int] | None = None
    for found in _UNIT.finditer(text):
        unit = found.group()
        if not unit[0].isalnum() and unicodedata.category(unit[0]) != "So":
            continue
        start, end = snapped(text, *found.span())
        if last and (start < last[1] or (start == last[1] and not _alone(text, start, last[0]))):
            last = (last[0], max(end, last[1]))
            continue
        if last:
            yield last
        last = (start, end)
    if last:
        yield last


def _alone(text: str, start: int, before: int) -> bool:
    """Whether one of two units that touch stands for itself: a Han character or an emoji."""
    return any(bool(is_han(text, at)) or not text[at].isalnum() for at in (start, before))


def _said(text: str) -> str:
    """The text with blanks in the place of stage directions, which begin no sentence."""
    for start, end in stage_directions(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _MARK.finditer(text):
        if found.start() < start or not _ends(text, found):
            continue
        is_line = found.group()[0] in "\r\n"
        closing = None if is_line else _CLOSING.match(text, found.end())
        end = snapped(text, start, closing.end() if closing else found.start())[1]
        yield from _trimmed(text, start, end)
        start = end
    yield from _trimmed(text, start, len(text))


def _ends(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark ends a sentence."""
    behind = text[mark.end() : mark.end() + 1]
    if mark.group()[0] in "\r\n":
        return True
    if mark.group() == ".":
        if behind.isalnum() and not is_han(behind):
            return False
        word = _WORD_BEFORE.search(text, max(0, mark.start() - 12), mark.start())
        return not (word and _is_short(word.group()))
    if not set(mark.group()) & set(_STOPS):  # "I was ... well, tired" is one sentence
        rest = text[mark.end() : mark.end() + 40].lstrip()[:1]
        return not "a" <= rest <= "z"
    return True


def _is_short(word: str) -> bool:
    """Whether a full stop behind a word belongs to the word."""
    folded = word.lower()
    is_initial = len(word) == 1 and word.isupper() and word != "I"
    return is_initial or folded in ABBREVIATIONS or folded in _TITLES


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    inside = words.strip()
    if inside:
        first = start + len(words) - len(words.lstrip())
        yield snapped(text, first, first + len(inside))


def _capped(text: str, sentences: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sentences that run on without full stops are cut, at a comma where there is one."""
    for start, end in sentences:
        if end - start <= LONGEST_SENTENCE:
            yield start, end
            continue
        begin, count, comma = start, 0, 0
        for first, last in cut(text[start:end], "word"):
            count += 1
            if count > LONGEST_SENTENCE:
                at = comma or start + first
                yield from _trimmed(text, begin, at)
                begin, count, comma = at, 1 if not comma else _count(text, at, start + last), 0
            between = _COMMA.match(text, start + last)
            if between and count > LONGEST_SENTENCE // 2:
                comma = snapped(text, start, between.end())[1]
        yield from _trimmed(text, begin, end)


def _count(text: str, start: int, end: int) -> int:
    return len(cut(text[start:end], "word"))
