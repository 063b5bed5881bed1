"""Lines that were cut to a width, in a text file or on a page, made into paragraphs again.

A line was cut where the first word of the next one would not have fitted. Nothing else is
touched: a line that begins like a label, stands apart, or ends early starts anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from qcode.model.text import HAN
from qcode.reading.candidates import Candidate, candidate
from qcode.reading.lines import Line
from qcode.reading.names import fold, is_known_label, looks_like_name, looks_like_person

_WIDE = re.compile(f"[{HAN}\u3000-\u303f\uff00-\uff60]")
_NO_BLANK = re.compile(f"[{HAN}，。！？；：、”’）》」』…—]$")
_NO_BLANK_BEFORE = re.compile(f"[{HAN}“‘（《「『，。！？；：、…—]")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐'’][^\W\d_]+)*")
_HYPHEN = re.compile(r"[^\W\d_]{2,}[-‐\u00ad]$")
_ENDS = re.compile(r"[.!?。！？…”’」』）)]")
_LONGEST_WORD = 60
_NARROWEST, _WIDEST = 30.0, 130.0
"""Columns: a shorter line is verse or a list, a longer one no line of a printed page."""
_FEWEST = 8
"""Lines with a line below them that a text needs before its width says anything."""
_MOSTLY = 0.75
_OPEN_LABEL = frozenset(("voice", "heading", "clock", "lead"))
_RECURRING = frozenset(("colon", "bracket", "tab", "bold"))
"""Forms in which a name that recurs is a label: `we came at 10:30` looks like one with a time."""


class Printed(NamedTuple):
    """A line as it is seen; edges in columns of a text file or in units of a page."""

    text: str
    number: int
    right: float
    """Where it ends."""
    first_word: float
    """How wide its first word is, with a blank before it."""
    stands_apart: bool = False
    """Something other than the usual distance lies above it."""


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """Paragraphs with the number of their first line, and what was done."""

    paragraphs: tuple[tuple[int, str], ...]
    joined: int
    """How many line ends were taken out."""
    hyphens: tuple[str, ...]
    """Words that were put together again."""


def width_of(texts: Sequence[str]) -> float | None:
    """The width to which the lines of a text file were cut, in columns; None if they were not."""
    if any(len(text) > _WIDEST and len(text.rstrip()) > _WIDEST for text in texts):
        return None  # most files, told at once
    widths = [columns(text.rstrip()) for text in texts if text.strip()]
    if not widths:
        return None
    right = max(widths)
    if not _NARROWEST <= right <= _WIDEST:
        return None
    pairs = [(here, below) for here, below in pairwise(texts) if here.strip() and below.strip()]
    if len(pairs) < _FEWEST:
        return None
    lines = [(printed([here])[0], printed([below])[0]) for here, below in pairs]
    cut = sum(_is_cut(here, below, right) for here, below in lines)
    return right if cut >= _MOSTLY * len(pairs) else None


def printed(texts: Sequence[str], first: int = 1) -> list[Printed]:
    """The lines of a text file as they are seen, counted from `first`."""
    return [
        Printed(text.rstrip(), number, columns(text.rstrip()), first_width(text))
        for number, text in enumerate(texts, first)
    ]


def columns(text: str) -> float:
    """How wide a text is: Chinese takes two columns a character."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def first_width(text: str) -> float:
    """How wide the first word is with a blank before it; a Chinese character is a word."""
    text = text.lstrip()
    if _WIDE.match(text):
        return 2.0
    return columns(_WIDE.split(text.split(None, 1)[0] if text else "", maxsplit=1)[0]) + 1


def unwrap(lines: Sequence[Printed], right: float) -> Unwrapped:
    """Join lines that were cut at the right edge; blank lines stay where they are."""
    labels = _labels(lines)
    words = Counter(
        word.casefold() for line in lines for word in _WORD.findall(line.text) if len(word) > 3
    )
    paragraphs: list[tuple[int, list[str]]] = []
    hyphens: list[str] = []
    joined = 0
    above: Printed | None = None
    for line in lines:
        if above is not None and _goes_on(above, line, right, labels):
            parts = paragraphs[-1][1]
            below = line.text.lstrip()
            parts[-1], joiner, hyphenated = _joint(parts[-1], below, words)
            parts += [joiner, below]
            hyphens += [hyphenated] if hyphenated else []
            joined += 1
        else:
            paragraphs.append((line.number, [line.text]))
        above = line if line.text.strip() else None
    whole = tuple((number, "".join(parts)) for number, parts in paragraphs)
    return Unwrapped(whole, joined, tuple(hyphens))


def _goes_on(above: Printed, line: Printed, right: float, labels: frozenset[str]) -> bool:
    if not line.text.strip() or line.stands_apart:
        return False
    if not _is_cut(above, line, right):
        return False
    found = candidate(Line(line.number, line.text, 0))
    return not _is_label(found, labels, above.text)


def _is_cut(above: Printed, line: Printed, right: float) -> bool:
    """Whether the first word of a line would not have fitted above it.

    Chinese lines end a character early where a mark may not begin the next one.
    """
    is_inside = not _ENDS.search(above.text[-1:]) and _WIDE.match(line.text.lstrip()[:1])
    return above.right + line.first_word * (2 if is_inside else 1) > right


def _labels(lines: Sequence[Printed]) -> frozenset[str]:
    """Names that begin lines more than once with a colon."""
    found = (candidate(Line(line.number, line.text, 0)) for line in lines)
    counts = Counter(
        c.fold for c in found if c and c.form in _RECURRING and looks_like_name(c.name)
    )
    return frozenset(name for name, count in counts.items() if count > 1)


def _is_label(c: Candidate | None, labels: frozenset[str], above: str) -> bool:
    if c is None:
        return False
    if c.form in _OPEN_LABEL or (c.form in _RECURRING and c.is_stamped):
        return True
    if c.form == "bare":
        return _ENDS.search(above[-1:]) is not None
    if is_known_label(c.name) or looks_like_person(c.name):
        return True
    return c.form in _RECURRING and fold(c.name) in labels


def _joint(above: str, below: str, words: Counter[str]) -> tuple[str, str, str]:
    """The line above, what joins it to the one below, and the word that a hyphen had cut.

    A hyphen at the end of a line is taken out only where the whole word stands elsewhere.
    """
    start, end = _HYPHEN.search(above[-_LONGEST_WORD:]), _WORD.match(below)
    if start and end:
        whole = start[0][:-1] + end[0]
        return (above[:-1], "", whole) if words[whole.casefold()] else (above, "", "")
    if _NO_BLANK.search(above[-1:]) and _NO_BLANK_BEFORE.match(below):
        return above, "", ""
    return above, " ", ""
