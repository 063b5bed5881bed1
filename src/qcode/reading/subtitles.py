"""WebVTT and SubRip: the payloads of the cues are the text.

Blocks are read by hand: parsers built for players drop voices, unknown tags such as `<pause>`, and
cues that break a rule of the format, and with them somebody's words.
"""

from __future__ import annotations

import re

from qcode.model.transcript import SetAside
from qcode.reading.decoding import Decoded, decode
from qcode.reading.entities import unescape
from qcode.reading.lines import Line, Source, UnreadableError
from qcode.reading.options import AS_FOUND, ReadingOptions
from qcode.reading.times import ARROW, seconds

_VOICE = re.compile(r"<v(?:\.[^\s<>]{1,60})?[ \t]+([^<>\n]{1,100})>")
_TAG = re.compile(
    r"</?(?:v|c|i|b|u|s|ruby|rt|lang|font|em|strong|span|p)(?:[. \t][^<>\n]{0,200})?>"
    r"|<\d{1,3}:\d{2}(?::\d{2})?[.,]\d{1,3}>|\{\\[^{}\n]{1,60}\}",
    re.I,
)
_BREAK = re.compile(r"<br\s{0,3}/?>", re.I)
_META = ("NOTE", "STYLE", "REGION")
_COUNTER = re.compile(r"\d{1,7}\s*$")
_LONGEST_TIMING = 300


def read_subtitles(data: bytes, options: ReadingOptions = AS_FOUND) -> Source:
    """Read a `.vtt` or `.srt` file.

    Raises:
        UnreadableError: the file cannot be decoded, or holds no cue.
    """
    return cues_of(decode(data, options.encoding))


def cues_of(decoded: Decoded) -> Source:
    """The cues of a decoded subtitle file."""
    rows = decoded.text.split("\n")
    lines: list[Line] = []
    asides: list[SetAside] = []
    timings = [i for i, row in enumerate(rows) if _timing(row)]
    if not timings:
        hint = "a cue has a line such as '00:00:43,810 --> 00:00:47,850': rename text files to .txt"
        raise UnreadableError("holds no subtitle cue", hint)
    asides += _head(rows[: timings[0]])
    length = 0
    for timing, following in zip(timings, [*timings[1:], len(rows)], strict=True):
        found = _timing(rows[timing])
        start, end = (seconds(found["start"]), seconds(found["end"])) if found else (None, None)
        voice = ""
        for number, row in _payload(rows, timing + 1, following, asides):
            for name, words in _voices(row):
                voice = name or voice
                lines.append(Line(number, words, length, start, end, voice, True))
                length += len(words) + 1
    text = "\n".join(line.text for line in lines)
    return Source(
        text,
        tuple(lines),
        decoded.encoding,
        decoded.is_guess,
        set_aside=tuple(asides),
        notes=(*decoded.notes, f"their numbers and times are no text; cues: {len(timings)}"),
    )


def _timing(row: str) -> re.Match[str] | None:
    if "->" not in row[:60] or len(row) > _LONGEST_TIMING:
        return None
    return ARROW.match(row)


def _head(rows: list[str]) -> list[SetAside]:
    found = []
    for number, row in enumerate(rows, 1):
        if row.strip() and not row.startswith("WEBVTT") and not _COUNTER.match(row.strip()):
            found.append(SetAside(number, row.strip(), "before the first cue"))
    return found


def _payload(
    rows: list[str], start: int, end: int, asides: list[SetAside]
) -> list[tuple[int, str]]:
    """The rows of one cue with their line numbers: without the next cue's counter or name,
    and without notes between the cues."""
    payload: list[tuple[int, str]] = []
    in_note, after_blank = False, False
    last = end - 1
    has_next = end < len(rows)
    for i in range(start, end):
        row = rows[i]
        if not row.strip():
            in_note, after_blank = False, True
            continue
        if after_blank and row.split(" ")[0].rstrip(":") in _META:
            in_note = True
        if in_note:
            asides.append(SetAside(i + 1, row.strip(), "a note between the cues"))
        elif i == last and has_next and (after_blank or i == start) and _is_counter(row, rows, i):
            pass
        else:
            payload.append((i + 1, row))
        after_blank = False
    return payload


def _is_counter(row: str, rows: list[str], i: int) -> bool:
    """The line above a timing, after a blank line, is the cue's number or name."""
    return bool(_COUNTER.match(row.strip())) or (i > 0 and not rows[i - 1].strip())


def _voices(row: str) -> list[tuple[str, str]]:
    """The (voice, words) pairs of one row; the voice is "" where the row names none."""
    if "<" not in row and "&" not in row and "{" not in row:
        return [("", row)]
    parts = _VOICE.split(row)
    found = [("", _plain(parts[0]))] if parts[0].strip() or len(parts) == 1 else []
    for i in range(1, len(parts), 2):
        found.append((_plain(parts[i]).strip(), _plain(parts[i + 1])))
    return [(name, part) for name, words in found for part in words.split("\n")]


def _plain(row: str) -> str:
    return unescape(_TAG.sub("", _BREAK.sub("\n", row))).replace("\r", "")
