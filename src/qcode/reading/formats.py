"""File suffix to reader: a new format is one file and one row here."""

from __future__ import annotations

from collections.abc import Callable

from qcode.reading.docx import read_docx
from qcode.reading.html import read_html, read_otr
from qcode.reading.lines import Source
from qcode.reading.odt import read_odt
from qcode.reading.options import ReadingOptions
from qcode.reading.pdf import read_pdf
from qcode.reading.qdpx import read_qdpx
from qcode.reading.recognisers import read_json, read_lrc
from qcode.reading.rtf import read_rtf
from qcode.reading.sheets import read_csv, read_xlsx
from qcode.reading.subtitles import read_subtitles
from qcode.reading.text import read_text
from qcode.reading.textgrid import read_textgrid

Reader = Callable[[bytes, ReadingOptions], Source]
"""Bytes to lines; raises `UnreadableError`."""

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_text,
    ".docx": read_docx,
    ".odt": read_odt,
    ".rtf": read_rtf,
    ".pdf": read_pdf,
    ".html": read_html,
    ".htm": read_html,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".xlsx": read_xlsx,
    ".json": read_json,
    ".otr": read_otr,
    ".lrc": read_lrc,
    ".textgrid": read_textgrid,
    ".qdpx": read_qdpx,
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
    ".pages": ("is a file of Apple Pages", "save it as .docx: File, Export To, Word"),
    ".cha": ("is a CHAT transcript", "make a copy that ends in .txt and pass that"),
    ".eaf": (
        "is an ELAN file of annotations",
        "in ELAN: File, Export As, Tab-delimited Text or Praat TextGrid",
    ),
    **dict.fromkeys(_RECORDINGS, ("is a recording, not a transcript", _SOUND)),
}
"""What is refused with the way out: message and hint."""


def known_suffixes() -> str:
    """The suffixes that can be read, for messages."""
    return ", ".join(READERS)
