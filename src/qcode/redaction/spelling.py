"""One spelling for the ways in which a name is written: script variants, blanks, accents."""

from __future__ import annotations

import re
import unicodedata

from qcode.matching.language import simplified
from qcode.model.text import HAN

LETTER = rf"[^\W_{HAN}]"
"""A letter or digit of any script but Han, in a regular expression."""
MASK = "\ufffc"
"""Stands for each character that is replaced already: no letter, no white space."""
_HAN_ONLY = re.compile(rf"[{HAN}\s]+")


def folded(text: str) -> str:
    """The text with Traditional characters as Simplified, full-width letters as half-width,
    straight apostrophes and plain hyphens: one character for one, so that places stay."""
    if text.isascii():
        return text
    return text.translate({ord(c): _folded(c) for c in set(text) if not c.isascii()})


def spelling(name: str) -> str:
    """The key under which spellings of one name are the same; upper and lower case differ."""
    plain = " ".join(folded(unicodedata.normalize("NFC", name)).split())
    return "".join(plain.split()) if _HAN_ONLY.fullmatch(plain) else plain


def is_chinese(name: str) -> bool:
    """Whether a name is of Han characters only."""
    return _HAN_ONLY.fullmatch(name) is not None


def _folded(character: str) -> str:
    if character in "’‘ʼ＇":
        return "'"
    if character in "‐‑":
        return "-"
    wide = "\uff01" <= character <= "\uff5e"
    return unicodedata.normalize("NFKC", character) if wide else simplified(character)
