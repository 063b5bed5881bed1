"""What speech recognisers export beside subtitles: JSON of many makes, and LRC."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from qcode.model.transcript import SetAside
from qcode.reading.decoding import Decoded, decode, without_surrogates
from qcode.reading.lines import Line, Source, UnreadableError
from qcode.reading.options import AS_FOUND, ReadingOptions
from qcode.reading.times import seconds

_DEEPEST = 12
_TEXT = ("text", "transcript", "content", "sentence", "onebest", "utterance", "display", "body")
_START = ("start", "start_time", "starttime", "begin", "begin_time", "bg", "from", "offset")
_END = ("end", "end_time", "endtime", "finish", "ed", "to")
_SPEAKER = ("speaker", "speaker_name", "speakername", "speaker_label", "speaker_id", "name", "who")
_LISTS = (
    *(
        "utterances",
        "monologues",
        "paragraphs",
        "audio_segments",
        "segments",
        "transcripts",
        "sentences",
        "results",
    ),
    *("phrases", "recognizedphrases", "chunks", "items", "cues", "turns"),
)
"""Keys of lists, those that hold whole turns before those that hold pieces of them."""
_SLOWEST = 0.4
"""Characters a second: who seems to talk slower has times in milliseconds."""

_LATEST = 1e10
"""What is no time of a recording, be it in milliseconds; it also keeps infinity out."""

_LRC_TIME = re.compile(r"\s*((?:\[\d{1,3}:\d{2}(?:[.:]\d{1,3})?\]\s*)+)")
_LRC_TAG = re.compile(r"\s*\[[A-Za-z#]{1,8}:[^\[\]\n]*\]\s*$")
_STAMP = re.compile(r"\d{1,3}:\d{2}(?:[.:]\d{1,3})?")


def read_json(data: bytes, options: ReadingOptions = AS_FOUND) -> Source:
    """Read a recogniser's JSON: any list of pieces that have a text, and perhaps times and voices.

    Raises:
        UnreadableError: it is no JSON, or holds no such list.
    """
    decoded = decode(data, options.encoding, needs_line_breaks=False)
    try:
        content = json.loads(decoded.text)
    except ValueError as error:
        line = getattr(error, "lineno", 0)
        raise UnreadableError("is not JSON", "export the transcript again", line) from None
    except RecursionError:
        raise UnreadableError("is nested too deeply to be a transcript", "") from None
    pieces = _pieces(_with_texts(content, 0))
    if not pieces:
        hint = "export the transcript as subtitles (.vtt, .srt) or as text"
        raise UnreadableError("holds no list of segments with a text", hint)
    return _source(_as_lines(pieces, _names(content)), decoded)


def read_lrc(data: bytes, options: ReadingOptions = AS_FOUND) -> Source:
    """Read lyrics or a recogniser's LRC: `[00:43.810]words`; an empty line ends the one before.

    Raises:
        UnreadableError: it holds no line with a time.
    """
    decoded = decode(data, options.encoding)
    found: list[tuple[int, float, str]] = []
    asides: list[SetAside] = []
    for number, row in enumerate(decoded.text.split("\n"), 1):
        timed = _LRC_TIME.match(row)
        if timed:
            at = seconds(_STAMP.findall(timed[1])[0])
            found.append((number, at, row[timed.end() :].strip()))
        elif _LRC_TAG.match(row):
            asides.append(SetAside(number, row.strip(), "a tag of the file"))
        elif row.strip():
            last = found[-1][1] if found else 0.0
            found.append((number, last, row.strip()))
    if not any(words for _, _, words in found):
        raise UnreadableError("holds no line with a time", "a line is such as '[00:43.810]words'")
    ends = [at for _, at, _ in found[1:]] + [None]
    lines = [
        Line(number, words, 0, at, end, "", True)
        for (number, at, words), end in zip(found, ends, strict=True)
        if words
    ]
    return _source(lines, decoded, asides)


def _source(lines: list[Line], decoded: Decoded, asides: list[SetAside] | None = None) -> Source:
    length, placed = 0, []
    for line in lines:
        placed.append(line._replace(start=length))
        length += len(line.text) + 1
    return Source(
        "\n".join(line.text for line in placed),
        tuple(placed),
        decoded.encoding,
        decoded.is_guess,
        set_aside=tuple(asides or ()),
        notes=decoded.notes,
    )


def _names(content: Any) -> dict[str, str]:
    """The names that a list of speakers gives to their ids."""
    listed = content.get("speakers") if isinstance(content, dict) else None
    if not isinstance(listed, list):
        return {}
    return {
        str(each["id"]): name
        for each in listed
        if isinstance(each, dict) and "id" in each and (name := _first(each, ("name", "label")))
    }


def _as_lines(pieces: list[dict[str, Any]], names: dict[str, str]) -> list[Line]:
    spans = [(_time(piece, _START), _time(piece, _END)) for piece in pieces]
    whole = [(a, b) for a, b in spans if a is not None and b is not None]
    talk = sum(len(_first(piece, _TEXT)) for piece in pieces)
    length = sum(b - a for a, b in whole)
    scale = 1000 if length > 0 and talk / length < _SLOWEST else 1
    lines = []
    for number, (piece, (start, end)) in enumerate(zip(pieces, spans, strict=True), 1):
        speaker = _first(piece, _SPEAKER)
        speaker = names.get(speaker, speaker)
        if speaker.isdecimal():
            speaker = f"Speaker {speaker}"
        at, until = (None if value is None else value / scale for value in (start, end))
        for words in _first(piece, _TEXT).strip().split("\n"):
            if words.strip():
                lines.append(Line(number, words.strip(), 0, at, until, speaker, True))
    return lines


def _with_texts(content: Any, depth: int) -> Any:
    """The content with a text where a piece has it in parts: the best of several hearings
    (`nBest`), or words and marks one by one (`elements`)."""
    if depth > _DEEPEST:
        return content
    if isinstance(content, list):
        return [_with_texts(each, depth + 1) for each in content]
    if not isinstance(content, dict):
        return content
    heard, elements = content.get("nBest"), content.get("elements")
    if isinstance(heard, list) and heard and isinstance(heard[0], dict):
        return {**content, "text": _first(heard[0], _TEXT)}
    if isinstance(elements, list) and all(isinstance(each, dict) for each in elements):
        return {**content, "text": "".join(str(each.get("value", "")) for each in elements)}
    return {key: _with_texts(value, depth + 1) for key, value in content.items()}


def _pieces(content: object) -> list[dict[str, Any]]:
    """The list of dictionaries with a text that is found first: whole turns before pieces."""
    best: list[dict[str, Any]] = []
    rank = len(_LISTS) + 1
    for key, value in _lists(content, "", 0):
        found = [each for each in value if isinstance(each, dict) and _first(each, _TEXT).strip()]
        this = _LISTS.index(key) if key in _LISTS else len(_LISTS)
        if found and this < rank:
            best, rank = found, this
    return best


def _lists(content: object, key: str, depth: int) -> Iterator[tuple[str, list[Any]]]:
    """Every list in the content under the key that holds it, outer ones first."""
    if depth > _DEEPEST:
        return
    if isinstance(content, list):
        yield key, content
        if not any(isinstance(each, dict) and _first(each, _TEXT) for each in content):
            for each in content:
                yield from _lists(each, key, depth + 1)
    elif isinstance(content, dict):
        for name, value in content.items():
            yield from _lists(value, str(name).casefold(), depth + 1)


def _first(piece: dict[str, Any], keys: tuple[str, ...]) -> str:
    """The first of these keys that holds a text, a number, or somebody's name."""
    folded = {str(key).casefold(): value for key, value in piece.items()}
    for key in keys:
        value = folded.get(key)
        if isinstance(value, dict):
            value = value.get("name") or value.get("label")
        if isinstance(value, str) and value.strip():
            return without_surrogates(value)
        if isinstance(value, int) and not isinstance(value, bool) and keys is _SPEAKER:
            return str(value)
    return ""


def _time(piece: dict[str, Any], keys: tuple[str, ...]) -> float | None:
    folded = {str(key).casefold(): value for key, value in piece.items()}
    for key in keys:
        value = folded.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < _LATEST:
            return float(value)
        if isinstance(value, str):
            plain = value.strip().removesuffix("s")
            try:
                found = seconds(plain) if ":" in plain else float(plain)
            except ValueError:
                continue
            if 0 <= found < _LATEST:
                return found
    return None
