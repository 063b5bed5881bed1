"""Every notation of time that transcripts use, in seconds."""

from __future__ import annotations

import re

T = (
    r"(?:(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?(?![\d:])"
    r"|(?:\d{1,2}h ?)?\d{1,3}m ?\d{1,2}s(?![^\W_]))"
)
"""`1:01`, `00:12`, `0:01:02.500`, `00:00:43,810`, `1h02m03s`."""
_DASH = r"[ \t]*(?:-{1,2}>|[-–—~～至])[ \t]*"
RANGE = rf"{T}(?:{_DASH}{T})?"
F4 = r"\#\d{1,2}:\d{2}:\d{2}(?:[-.,]\d{1,3})?\#"
BRACKETED = (
    rf"(?:\[[ \t]*{RANGE}[ \t]*\]|\([ \t]*{RANGE}[ \t]*\)|（[ \t]*{RANGE}[ \t]*）"
    rf"|【[ \t]*{RANGE}[ \t]*】|<[ \t]*{RANGE}[ \t]*>|{F4})"
)
STAMP = rf"(?:{BRACKETED}|{RANGE}(?=[ \t\u3000\xa0]|$))"
"""A time or a range of times, bracketed or bare, as it stands beside a label or on its own."""

BLANKS = r"[ \t\u3000\xa0\u200b\u200e\u200f\u2060\ufeff]*"
"""Also those without a width, which come along from web pages and recognisers."""
CLOCK = re.compile(rf"{BLANKS}(?:\*\*)?(?P<time>{STAMP})(?:\*\*)?{BLANKS}$")
"""A line that is a time and nothing else."""
LEAD = re.compile(rf"{BLANKS}(?P<time>{STAMP}){BLANKS}")
"""A time before the words of a line."""
INLINE = re.compile(BRACKETED)
"""A time in brackets, wherever it stands."""
ARROW = re.compile(rf"{BLANKS}(?P<start>{T})[ \t]*--?>[ \t]*(?P<end>{T})")
"""The timing line of a subtitle cue; `MM:SS` is legal in WebVTT."""
CUE_LINE = re.compile(rf"\[{ARROW.pattern}{BLANKS}\]{BLANKS}")
"""`[00:43.810 --> 00:47.850]  words`: what Whisper prints."""

_OPENERS = "[(（【<#"
_FIND = re.compile(r"\d{1,2}:\d{2}:\d{2}-\d{1,3}(?=\#)|" + T)


_UNITS = re.compile("[hm] ?")


def has_inline(text: str) -> bool:
    """Whether a time in brackets stands anywhere in this text."""
    return any(map(text.__contains__, _OPENERS)) and INLINE.search(text) is not None


def seconds(notation: str) -> float:
    """The seconds of one time: `1:01` is 61.0, `00:00:43,810` is 43.81, `00:01:02-5` is 62.5,
    `1m03s` is 63.0."""
    total = 0.0
    if notation.rstrip().endswith("s"):
        notation = _UNITS.sub(":", notation.strip()[:-1])
    for part in notation.strip().replace(",", ".").replace("-", ".").split(":"):
        total = total * 60 + float(part)
    return round(total, 3)


def span(stamp: str) -> tuple[float | None, float | None]:
    """Start and end of a stamp, in seconds; an F4 stamp closes a paragraph: it has only an end."""
    found = [seconds(time) for time in _FIND.findall(stamp)]
    if not found:
        return None, None
    if stamp.lstrip().startswith("#"):
        return None, found[0]
    return found[0], found[1] if len(found) > 1 else None
