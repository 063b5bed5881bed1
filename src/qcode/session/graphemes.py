"""What a reader takes for one character: a letter with its marks, an emoji, a flag.

A light form of Unicode's extended grapheme clusters (UAX 29), enough that no selection cuts one.
"""

from __future__ import annotations

import unicodedata

_ZWJ = "\u200d"
_EXTENDING = frozenset({_ZWJ, "\u200c", *map(chr, range(0x1F3FB, 0x1F400))})
"""Joiners and skin tones; marks are told by their category."""


def joined(text: str, place: int) -> bool:
    """Whether the characters before and behind a place of a text are one to the reader."""
    if not 0 < place < len(text):
        return False
    before, behind = text[place - 1], text[place]
    if behind.isascii() and before.isascii():
        return before == "\r" and behind == "\n"
    if before in "\r\n":
        return False
    if behind in _EXTENDING or _is_mark(behind):
        return True
    if before == _ZWJ:
        return unicodedata.category(behind) == "So"
    if _is_flag_letter(before) and _is_flag_letter(behind):
        return _flag_letters_before(text, place) % 2 == 1
    return _same_syllable(before, behind)


def snapped(text: str, start: int, end: int) -> tuple[int, int]:
    """The shortest stretch that holds this one and cuts no character."""
    while joined(text, start):
        start -= 1
    while joined(text, end):
        end += 1
    return start, end


def _is_mark(character: str) -> bool:
    is_tag = "\U000e0020" <= character <= "\U000e007f"
    return is_tag or unicodedata.category(character)[0] == "M"


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_letters_before(text: str, place: int) -> int:
    count = 0
    while count < place and _is_flag_letter(text[place - 1 - count]):
        count += 1
    return count


def _same_syllable(before: str, behind: str) -> bool:
    """Korean letters that are written apart and drawn as one syllable."""
    if not "\u1100" <= behind <= "\u11ff":
        return before <= "\u115f" and before >= "\u1100" and "\uac00" <= behind <= "\ud7a3"
    if behind <= "\u115f":
        return "\u1100" <= before <= "\u115f"
    is_open = "\uac00" <= before <= "\ud7a3" and (ord(before) - 0xAC00) % 28 == 0
    if behind <= "\u11a7":
        return "\u1100" <= before <= "\u11a7" or is_open
    return "\u1160" <= before <= "\u11ff" or "\uac00" <= before <= "\ud7a3"
