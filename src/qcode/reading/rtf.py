"""Rich Text Format, by way of striprtf."""

from __future__ import annotations

import re
from collections.abc import Callable

from qcode.reading.lines import Source, UnreadableError
from qcode.reading.options import AS_FOUND, ReadingOptions
from qcode.reading.paragraphs import Paragraphs

_SAVE_AGAIN = "open it in Word or LibreOffice and save it again, best as .docx"
_ROW = re.compile(r"[^\n]*\|$")
_FEWEST_ROWS = 2


def read_rtf(data: bytes, options: ReadingOptions = AS_FOUND) -> Source:
    """Read a rich text file; `options.encoding` is for characters that it does not declare.

    Raises:
        UnreadableError: it is empty, no RTF, or damaged.
    """
    from striprtf.striprtf import rtf_to_text as convert

    rtf_to_text: Callable[[str, str, str], str] = convert

    if not data:
        hint = "check that the copy or the export was finished"
        raise UnreadableError("is empty (zero bytes)", hint)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableError("is not an RTF file", _SAVE_AGAIN)
    try:
        text = rtf_to_text(data.decode("latin-1"), options.encoding or "cp1252", "replace")
    except (ValueError, LookupError, IndexError, KeyError, OverflowError, TypeError):
        raise UnreadableError("is damaged: it breaks the rules of RTF", _SAVE_AGAIN) from None
    body = Paragraphs()
    rows: list[list[str]] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if _ROW.match(line):
            rows.append(line[:-1].split("|"))
            continue
        _add_rows(body, rows)
        rows = []
        body.add(line)
    _add_rows(body, rows)
    return body.source("rtf", notes=_replaced(text))


def _add_rows(body: Paragraphs, rows: list[list[str]]) -> None:
    """Rows of a table, or lines that only look so."""
    if len(rows) >= _FEWEST_ROWS:
        body.add_table(rows)
        return
    for row in rows:
        body.add("|".join(row) + "|")


def _replaced(text: str) -> tuple[str, ...]:
    if "\ufffd" not in text:
        return ()
    return (
        "some characters cannot be decoded: \ufffd marks the place; --encoding names the encoding",
    )
