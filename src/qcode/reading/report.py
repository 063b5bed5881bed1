"""The import report of one transcript: how the file was understood."""

from __future__ import annotations

from typing import Any

from qcode.model.text import count_words
from qcode.model.transcript import Speaker, Transcript, Turn


def report(transcript: Transcript) -> dict[str, Any]:
    """One JSON-ready object: what `qcode read --json` prints for a file.

    `words` counts Latin words and `characters` Han characters, over all turns.
    """
    counts = {turn.number: count_words(transcript.words(turn)) for turn in transcript.turns}
    own: dict[str, list[tuple[int, int]]] = {}
    for turn in transcript.turns:
        own.setdefault(turn.speaker, []).append(counts[turn.number])
    return {
        "file": transcript.path,
        "format": transcript.format,
        "encoding": transcript.encoding,
        "encoding_is_guess": transcript.encoding_is_guess,
        "language": transcript.language,
        "words": sum(words for words, _ in counts.values()),
        "characters": sum(characters for _, characters in counts.values()),
        "speakers": [_speaker(s, own.get(s.name, [])) for s in transcript.speakers],
        "attributes": dict(transcript.attributes),
        "attributes_from": dict(transcript.attributes_from),
        "notes": list(transcript.notes),
        "turns": [_turn(turn, transcript) for turn in transcript.turns],
        "set_aside": [
            {"line": aside.line, "text": aside.text, "reason": aside.reason}
            for aside in transcript.set_aside
        ],
        "text": transcript.text,
    }


def clock(seconds: float | None) -> str | None:
    """Seconds as HH:MM:SS, whole seconds rounded down; None stays None."""
    if seconds is None:
        return None
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{rest:02d}"


def _turn(turn: Turn, transcript: Transcript) -> dict[str, Any]:
    return {
        "turn": turn.number,
        "speaker": turn.speaker,
        "role": turn.role,
        "time": clock(turn.start_time),
        "start": turn.start,
        "end": turn.end,
        "text": transcript.words(turn),
    }


def _speaker(speaker: Speaker, own: list[tuple[int, int]]) -> dict[str, Any]:
    """A speaker; `own` are words and characters of each turn."""
    return {
        "name": speaker.name,
        "role": speaker.role,
        "role_from": speaker.role_from,
        "turns": len(own),
        "words": sum(words for words, _ in own),
        "characters": sum(characters for _, characters in own),
        "attributes": dict(speaker.attributes),
        "attributes_from": dict(speaker.attributes_from),
    }
