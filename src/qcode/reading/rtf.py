"""Rich Text Format: every word of the body, also those in fields, tables and text boxes.

The file is read in one pass, in time that grows with its length only. Deleted words are not
read; notes and comments are set aside and reported. A character is written as Unicode
(`\\u20320?`), or as bytes in the code page of the font (`\\'c4\\'e3`).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace

from qcode.reading.decoding import without_surrogates
from qcode.reading.lines import Source, UnreadableError
from qcode.reading.options import AS_FOUND, ReadingOptions
from qcode.reading.paragraphs import Paragraphs
from qcode.reading.rtf_words import (
    CHARACTERS,
    CODE_PAGES,
    NO_WORDS,
    NOTES,
    PARAGRAPH_ENDS,
    PROPERTIES,
)

_SAVE_AGAIN = "open it in Word or LibreOffice and save it again, best as .docx"
_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,9})?\d* ?"
    rb"|(?P<hex>(?:\\'[0-9A-Fa-f]{2}[\r\n]*)+)|\\(?P<symbol>[^A-Za-z])|(?P<brace>[{}])"
    rb"|[\r\n\0]+|(?P<plain>[^\\{}\r\n\0]+)|\\",
    re.S,
)
_NOT_HEX = re.compile(rb"[^0-9A-Fa-f]+")
_DEEPEST = 10_000
_BOX = "a box"
_BESIDE = frozenset((_BOX, *NOTES.values(), *PROPERTIES.values()))
"""What is read apart from the body."""


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside one group and ends with it."""

    into: str = "body"
    """Where words go: `body`, `fonts`, `info` or a property in it, a note, a box; "": nowhere."""
    is_shape: bool = False
    """Nowhere, but the words of a text box inside count."""
    font: int = -1
    skip: int = 1
    """How many characters stand in for one of Unicode."""
    is_deleted: bool = False
    in_table: bool = False


def read_rtf(data: bytes, options: ReadingOptions = AS_FOUND) -> Source:
    """Read a rich text file; `options.encoding` goes before the code pages that it declares.

    Raises:
        UnreadableError: it is empty, no RTF, nested too deeply, or there is no such encoding.
    """
    if not data:
        hint = "check that the copy or the export was finished"
        raise UnreadableError("is empty (zero bytes)", hint)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableError("is not an RTF file", _SAVE_AGAIN)
    try:
        codecs.lookup(options.encoding or "utf-8")
    except LookupError:
        hint = "for example cp1252, gb18030, big5"
        raise UnreadableError(f"there is no encoding '{options.encoding}'", hint) from None
    return _Reader(options.encoding or "").read(data)


@dataclass(slots=True)
class _Reader:
    """One pass over a file."""

    forced: str
    """An encoding that the user names, or ""."""
    declared: str = "cp1252"
    """The code page of the file, where a font has none of its own."""
    body: Paragraphs = field(default_factory=Paragraphs)
    state: _State = field(default_factory=_State)
    outer: list[_State] = field(default_factory=list)
    fonts: dict[int, str] = field(default_factory=dict)
    """Font number to code page."""
    words: list[str] = field(default_factory=list)
    """Of the paragraph that is being read."""
    raw: bytearray = field(default_factory=bytearray)
    """Bytes that are yet to be decoded."""
    others: list[str] = field(default_factory=list)
    """Words of the note or property that is being read."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    to_skip: int = 0
    is_starred: bool = False
    is_replaced: bool = False

    def read(self, data: bytes) -> Source:
        """The paragraphs and tables of the whole file."""
        at, end = data.find(b"{"), len(data)
        depth = 0
        while at < end:
            found = _TOKEN.match(data, at)
            if not found:
                break
            at = found.end()
            kind = found.lastgroup
            if kind == "brace":
                depth += 1 if found["brace"] == b"{" else -1
                self._group(is_open=found["brace"] == b"{")
                if depth == 0:
                    break
                if depth > _DEEPEST:
                    raise UnreadableError("is nested too deeply to be a transcript", _SAVE_AGAIN)
            elif kind in ("word", "number"):
                number = int(found["number"]) if found["number"] else None
                if found["word"] == b"bin":
                    at += max(0, number or 0)
                else:
                    self._word(found["word"].decode("ascii"), number)
            elif kind == "hex":
                self._bytes(bytes.fromhex(_NOT_HEX.sub(b"", found["hex"]).decode("ascii")))
            elif kind == "symbol":
                self._symbol(found["symbol"].decode("latin-1"))
            elif kind == "plain":
                self._bytes(found["plain"])
        self._decode()
        if self.words:
            self._end_paragraph()
        self._end_table()
        self._add_what_stands_beside()
        cut = ("it is cut short: what it holds was read",) if depth > 0 else ()
        known = [(name, self.properties.get(name, "")) for name in PROPERTIES.values()]
        self.body.attributes += [(name, value) for name, value in known if value]
        return self.body.source("rtf", notes=(*cut, *self._told()))

    def _told(self) -> tuple[str, ...]:
        if not self.is_replaced:
            return ()
        return (
            "some characters cannot be decoded: \ufffd marks the place; "
            "--encoding names the encoding",
        )

    # -- tokens

    def _group(self, *, is_open: bool) -> None:
        self._decode()
        self.to_skip = 0
        self.is_starred = False
        if is_open:
            self.outer.append(self.state)
        elif self.outer:
            inner, self.state = self.state, self.outer.pop()
            if inner.into != self.state.into:
                self._end_other(inner.into)

    def _end_other(self, into: str) -> None:
        """A note, a box or a property has been read."""
        if into not in _BESIDE:
            return
        words = without_surrogates("".join(self.others))
        self.others.clear()
        if into in PROPERTIES.values():
            self.properties.setdefault(into, " ".join(words.split()))
        elif into == _BOX:
            self.boxes += words.strip("\n").split("\n")
        else:
            self.notes.append((" ".join(words.split()), into))

    def _word(self, word: str, number: int | None) -> None:
        starred, self.is_starred = self.is_starred, False
        if word in CHARACTERS and self._is_skipped():
            return
        self._decode()
        self.to_skip = 0
        if word == "u" and number is not None:
            self._say(chr(number % 0x10000))
            self.to_skip = self.state.skip
        elif word in CHARACTERS:
            self._say(CHARACTERS[word])
        elif word in PARAGRAPH_ENDS:
            self._end(PARAGRAPH_ENDS[word])
        elif not self._destination(word, starred):
            self._property(word, number)

    def _destination(self, word: str, starred: bool) -> bool:
        """Whether the word says where the words of its group go."""
        state = self.state
        if word == "shptxt" and state.is_shape:
            self.state = replace(state, into=_BOX, is_shape=False)
        elif state.into == "":
            pass
        elif word in NOTES and state.into == "body":
            self.state = replace(state, into=NOTES[word])
        elif word == "fonttbl":
            self.state = replace(state, into="fonts")
        elif word == "info":
            self.state = replace(state, into="info")
        elif word in PROPERTIES and state.into == "info":
            self.state = replace(state, into=PROPERTIES[word])
        elif word in ("shp", "shpinst") and state.into == "body":
            self.state = replace(state, into="", is_shape=True)
        elif starred or word in NO_WORDS:
            self.state = replace(state, into="", is_shape=False)
        else:
            return False
        return True

    def _property(self, word: str, number: int | None) -> None:
        state = self.state
        if word == "f" and number is not None:
            self.state = replace(state, font=number)
        elif word in ("fcharset", "cpg") and state.into == "fonts":
            page = f"cp{number}" if word == "cpg" else CODE_PAGES.get(number or 0, "")
            self.fonts[state.font] = page
        elif word == "uc":
            self.state = replace(state, skip=min(max(number or 0, 0), 100))
        elif word == "ansicpg" and number:
            self.declared = f"cp{number}"
        elif word in ("mac", "pc", "pca"):
            self.declared = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word == "deleted":
            self.state = replace(state, is_deleted=number != 0)
        elif word == "intbl":
            self.state = replace(state, in_table=True)
        elif word == "pard":
            self.state = replace(state, in_table=False)

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self.is_starred = True
            return
        if self._is_skipped():
            return
        if symbol in "\\{}":
            self._bytes(symbol.encode())
            return
        self._decode()
        if symbol in "\r\n":
            self._end("par")
        elif symbol in "~_":
            self._say("\xa0" if symbol == "~" else "\u2011")

    def _is_skipped(self) -> bool:
        """Whether this stands in for a character that Unicode has just given."""
        if self.to_skip == 0:
            return False
        self.to_skip -= 1
        return True

    # -- words

    def _bytes(self, words: bytes) -> None:
        skipped = min(self.to_skip, len(words))
        self.to_skip -= skipped
        if self.state.into not in ("", "fonts", "info"):
            self.raw += words[skipped:]

    def _decode(self) -> None:
        """Say the bytes that were collected, in the code page of their font."""
        if not self.raw:
            return
        data = bytes(self.raw)
        self.raw.clear()
        if data.isascii():
            self._say(data.decode("ascii"))
            return
        stated = self.fonts.get(self.state.font, "")
        for page in filter(None, (self.forced, stated, self.declared, "cp1252")):
            try:
                self._say(data.decode(page))
                return
            except (UnicodeError, LookupError):
                continue
        self.is_replaced = True
        self._say(data.decode("cp1252", "replace"))

    def _say(self, words: str) -> None:
        state = self.state
        if state.into == "body" and not state.is_deleted:
            self.words.append(words)
        elif state.into in _BESIDE:
            self.others.append(words)

    # -- paragraphs and tables

    def _end(self, what: str) -> None:
        if self.state.into != "body":
            self.others.append("\n")
        elif what == "par":
            self._end_paragraph()
        else:
            self._end_cell(what)

    def _end_paragraph(self) -> None:
        self._decode()
        if self.state.in_table:
            self.cell.append(self._taken())
            return
        self._end_table()
        self.body.add(self._taken())
        self._add_what_stands_beside()

    def _end_cell(self, what: str) -> None:
        if self.words or what != "row":
            self.cell.append(self._taken())
        if what == "nested" or (what == "row" and not self.row and not self.cell):
            return
        if self.cell:
            self.row.append("\n".join(self.cell))
            self.cell.clear()
        if what == "row":
            self.rows.append(self.row)
            self.row = []

    def _end_table(self) -> None:
        if self.row or self.cell:
            self._end_cell("row")
        if not self.rows:
            return
        self.body.add_table(self.rows)
        self.rows = []
        self._add_what_stands_beside()

    def _add_what_stands_beside(self) -> None:
        for words, reason in self.notes:
            self.body.aside(words, reason)
        for text in self.boxes:
            self.body.add(text)
        self.notes.clear()
        self.boxes.clear()

    def _taken(self) -> str:
        text = without_surrogates("".join(self.words))
        self.words.clear()
        return text
