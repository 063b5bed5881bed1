"""The characters of a text as a terminal shows them: how wide each is, and what cannot be shown.

What a reader takes for one character is one unit and never cut: a letter with its marks, an emoji
of several code points. Widths are those of rich, which Textual draws by.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len

from qcode.output.safe import visible
from qcode.session.graphemes import joined

LINE_END = "\n"
_JOINERS = "\u200c\u200d"
"""Drawn only between characters that they join or keep apart."""
_CARRIER = "\N{DOTTED CIRCLE}"
"""Stands below a mark that has no letter."""
_HALF = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no terminal takes."""


class Unit(NamedTuple):
    """One character to the reader: code points `start` up to `end` of the text."""

    start: int
    end: int
    shown: str
    """What is drawn for it: one blank for a tab, a mark for a control character, "" for what has
    no width, `LINE_END` where a line ends."""
    width: int
    """Cells: 0, 1 or 2."""


def units(text: str, start: int, end: int) -> Iterator[Unit]:
    """The characters of a stretch of a text, in order; they tile it."""
    at = start
    while at < end:
        after = at + 1
        while after < end and not _stands_alone(text[after]) and joined(text, after):
            after += 1
        shown, width = drawn(text[at:after])
        yield Unit(at, after, shown, width)
        at = after


def _stands_alone(character: str) -> bool:
    """Whether a character surely begins a new unit: nearly all do, and this is quick to tell."""
    return "\u4e00" <= character <= "\u9fff" or (character < "\u0300" and character != LINE_END)


@lru_cache(maxsize=8192)
def drawn(character: str) -> tuple[str, int]:
    """What is drawn for one character, and how many cells wide it is."""
    if character.endswith(LINE_END):
        return LINE_END, 0
    kept = "".join(each for each in safe(character) if not _is_unseen(each))
    shown = kept.replace("\t", " ").strip(_JOINERS)
    if not shown:
        return "", 0
    width = cell_len(shown)
    return (shown, width) if width else (_CARRIER + shown, cell_len(_CARRIER + shown))


def _is_unseen(character: str) -> bool:
    return character not in _JOINERS and unicodedata.category(character) == "Cf"


def safe(text: str) -> str:
    """Text without anything that would steer a terminal or that it does not take."""
    return _HALF.sub("\N{REPLACEMENT CHARACTER}", visible(text))
