"""Praat TextGrids: a tier is a speaker, an interval with words is a cue.

Files of one conversation, one a speaker, are merged by time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from qcode.reading.decoding import Decoded, decode
from qcode.reading.lines import Line, Source, UnreadableError
from qcode.reading.options import AS_FOUND, ReadingOptions

_EXPORT = "save it in Praat again, as text"
_TOKEN = re.compile(
    r'"(?:[^"]|"")*"|<[A-Za-z]+>|(?<![\w.])-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])'
)
"""A text, a flag, or a number: all that the long and the short form have in common."""
_LATEST = 1e7
"""Seconds; infinity is no time."""
_MOST_INTERVALS = 1_000_000


@dataclass(frozen=True, slots=True)
class _Interval:
    start: float
    end: float
    words: str
    line: int


@dataclass(frozen=True, slots=True)
class _Tier:
    name: str
    intervals: tuple[_Interval, ...]


def read_textgrid(data: bytes, options: ReadingOptions = AS_FOUND) -> Source:
    """Read one TextGrid, long or short.

    Raises:
        UnreadableError: it is no TextGrid, or no tier holds words.
    """
    return merge_textgrids([data], [""], options)


def merge_textgrids(
    files: Sequence[bytes], names: Sequence[str], options: ReadingOptions = AS_FOUND
) -> Source:
    """Read the TextGrids of one conversation, the speech of all in the order of time.

    Args:
        files: the bytes of each file.
        names: what tells each file from the others (`doctor`): the speaker of a tier that has
            no name of its own; "" where there is nothing.
        options: what the user says about the files.

    Raises:
        UnreadableError: one is no TextGrid, or no tier of any holds words.
    """
    decoded = [decode(data, options.encoding) for data in files]
    tiers: list[_Tier] = []
    for each, name in zip(decoded, names, strict=True):
        tiers += _named(_tiers(each), name, taken={tier.name for tier in tiers})
    cues = [(interval, tier.name) for tier in tiers for interval in tier.intervals]
    if not cues:
        raise UnreadableError("holds no interval with words", "check that the right tier was saved")
    cues.sort(key=lambda cue: (cue[0].start, cue[0].end))
    lines: list[Line] = []
    length = 0
    for interval, speaker in cues:
        for words in interval.words.split("\n"):
            lines.append(
                Line(interval.line, words, length, interval.start, interval.end, speaker, True)
            )
            length += len(words) + 1
    notes = tuple(dict.fromkeys(chain.from_iterable(each.notes for each in decoded)))
    return Source(
        "\n".join(line.text for line in lines),
        tuple(lines),
        decoded[0].encoding,
        any(each.is_guess for each in decoded),
        notes=notes,
    )


def _named(tiers: list[_Tier], name: str, taken: set[str]) -> list[_Tier]:
    """Tiers whose names tell the speaker: a lone tier of a nameless kind takes the file's name."""
    found = []
    for tier in tiers:
        is_plain = not tier.name or tier.name.casefold() in _PLAIN_NAMES or tier.name in taken
        found.append(_Tier(name, tier.intervals) if name and is_plain else tier)
    return found


_PLAIN_NAMES = frozenset(
    "text words word utterance utterances transcript transcription speech sentence sentences tier "
    "tier1 interval intervals silences speaker".split()
)


def _tiers(decoded: Decoded) -> list[_Tier]:
    """The tiers that hold words.

    Both forms of the file list, in one order, kind and name of a tier, its bounds, how many
    intervals, and for each two times and a text; points have one time.
    """
    if "ooTextFile" not in decoded.text[:200]:
        raise UnreadableError("is not a TextGrid", _EXPORT)
    tokens = list(_TOKEN.finditer(_without_keys(decoded.text)))
    words = [token.group() for token in tokens]
    places = [i for i, word in enumerate(words) if word in ('"IntervalTier"', '"TextTier"')]
    ends = [found.start() for found in re.finditer("\n", decoded.text)]
    try:
        tiers = [_tier(words, tokens, place, ends) for place in places]
    except (IndexError, ValueError):
        raise UnreadableError("is damaged or cut short", _EXPORT) from None
    return [tier for tier in tiers if tier.intervals]


def _without_keys(text: str) -> str:
    """The long form with `intervals [3]:` and `xmin =` blanked out, of the same length."""
    return _KEY.sub(lambda key: " " * len(key.group()), text)


_KEY = re.compile(r"^[ \t]*(?:(?:item|intervals|points)[ \t]*)?\[\d*\][ \t]*:", re.M)


def _tier(words: list[str], tokens: list[re.Match[str]], place: int, ends: list[int]) -> _Tier:
    """One tier; `ends` are the places of all line ends."""
    is_interval = words[place] == '"IntervalTier"'
    name = _unquoted(words[place + 1])
    count = int(words[place + 4])
    if not 0 <= count <= _MOST_INTERVALS:
        raise ValueError(count)
    at, found = place + 5, []
    for _ in range(count):
        start = float(words[at])
        end = float(words[at + 1]) if is_interval else start
        label = words[at + 2] if is_interval else words[at + 1]
        if not label.startswith('"') or not -_LATEST < start <= end < _LATEST:
            raise ValueError(label)
        spoken = _unquoted(label)
        if spoken:
            token = tokens[at + (2 if is_interval else 1)]
            found.append(_Interval(start, end, spoken, bisect_left(ends, token.start()) + 1))
        at += 3 if is_interval else 2
    return _Tier(name, tuple(found))


def _unquoted(token: str) -> str:
    return token[1:-1].replace('""', '"').strip()
