"""File suffix to reader: a new format is one file and one row here."""

from __future__ import annotations

from collections.abc import Callable

from qcode.reading.docx import read_docx
from qcode.reading.lines import Source
from qcode.reading.subtitles import read_subtitles
from qcode.reading.text import read_text

Reader = Callable[[bytes, str | None], Source]
"""Bytes and a forced encoding (None: recognise it) to lines; raises `UnreadableError`."""

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_text,
    ".docx": read_docx,
    ".vtt": read_subtitles,
    ".srt": read_subtitles,
}

_SOUND = "transcribe the recording first, for example with Whisper, and pass its .vtt or .txt"
_RECORDINGS = (
    *(".mp3", ".wav", ".m4a", ".aac", ".ogg", ".opus", ".flac", ".wma", ".amr"),
    *(".mp4", ".mov", ".avi", ".mkv", ".webm", ".m4v", ".3gp"),
)
REFUSED: dict[str, tuple[str, str]] = {
    ".doc": (
        "is an old Word file",
        "save it as .docx in Word or LibreOffice: soffice --convert-to docx FILE",
    ),
    **dict.fromkeys(_RECORDINGS, ("is a recording, not a transcript", _SOUND)),
}
"""What is refused with the way out: message and hint."""


def known_suffixes() -> str:
    """The suffixes that can be read, for messages."""
    return ", ".join(READERS)
