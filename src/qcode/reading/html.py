"""Web pages and oTranscribe files: the blocks of the body are paragraphs.

White space counts as a browser shows it: runs are one blank, and a line break between two Han
characters, where an editor wrapped the source, is none at all.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

from qcode.model.text import HAN
from qcode.reading.decoding import Decoded, decode, without_surrogates
from qcode.reading.entities import without_endless
from qcode.reading.lines import Source, UnreadableError
from qcode.reading.options import AS_FOUND, ReadingOptions
from qcode.reading.paragraphs import Paragraphs

_BLOCKS = frozenset(
    "p div li ul ol h1 h2 h3 h4 h5 h6 blockquote section article main header footer aside dt dd dl "
    "pre hr figure figcaption address details summary body form fieldset".split()
)
_INLINE = frozenset("span b strong em i a cite".split())
_LONGEST_NAME = 60
_UNSEEN = frozenset("script style head template noscript svg math object select iframe".split())
_WRAPPED_HAN = re.compile(
    rf"(?<=[{HAN}，。！？；：、”’）》])[ \t]*[\n\r][ \t\n\r]*(?=[{HAN}“‘（《])"
)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_CHARSET = re.compile(rb"""<meta[^<>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9_\-]{2,20})""", re.I)
_HEAD = 4096
_UNTIL = (("<!--", "-->"), ("<![", "]>"), ("<", ">"))


def read_html(data: bytes, options: ReadingOptions = AS_FOUND) -> Source:
    """Read a web page, as saved by a browser or exported by a word processor.

    Raises:
        UnreadableError: it is empty, binary, or its encoding cannot be told.
    """
    decoded = _decoded(data, options.encoding)
    return _source(decoded.text, decoded)


def read_otr(data: bytes, options: ReadingOptions = AS_FOUND) -> Source:
    """Read a file of oTranscribe: a page of HTML, with times, inside JSON.

    Raises:
        UnreadableError: it is no such file.
    """
    decoded = decode(data, options.encoding, needs_line_breaks=False)
    try:
        content = json.loads(decoded.text)
    except (ValueError, RecursionError):
        content = None
    page = content.get("text") if isinstance(content, dict) else None
    if not isinstance(page, str):
        hint = "open it in oTranscribe and export it again"
        raise UnreadableError("is not an oTranscribe file", hint)
    return _source(without_surrogates(page), decoded)


def _source(page: str, decoded: Decoded) -> Source:
    reader = _Page()
    reader.feed(_closed(without_endless(page)))
    reader.close()
    body = reader.finished()
    notes = (*_cut_short(page), *decoded.notes)
    return body.source(decoded.encoding, is_guess=decoded.is_guess, notes=notes)


def _cut_short(page: str) -> tuple[str, ...]:
    """Browsers and word processors close what they open; a copy that was cut does not."""
    folded = page.casefold()
    is_cut = any(f"<{tag}" in folded and f"</{tag}>" not in folded for tag in ("html", "body"))
    return ("it is cut short: what it holds was read",) if is_cut else ()


def _closed(page: str) -> str:
    """The page with what opens and never ends taken for words.

    Python's parser looks for each such end through all the rest of the page.
    """
    for opening, closing in _UNTIL:
        last = page.rfind(closing) + len(closing) if closing in page else 0
        if opening in page[last:]:
            page = page[:last] + page[last:].replace(opening, "&lt;" + opening[1:])
    return page


def _decoded(data: bytes, encoding: str | None) -> Decoded:
    """As the user says, else as the page says of itself if that holds, else recognised."""
    stated = _CHARSET.search(data[:_HEAD])
    if stated and not encoding and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = stated[1].decode("ascii").lower()
        try:
            page = "gb18030" if name in ("gb2312", "gbk") else name
            return decode(data, page, needs_line_breaks=False)
        except UnreadableError:
            pass  # a page may be saved in another encoding than it says
    return decode(data, encoding, needs_line_breaks=False)


class _Page(HTMLParser):
    """Collects paragraphs, tables and the page's title."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._body = Paragraphs()
        self._words: list[str] = []
        self._unseen: list[str] = []
        self._named: list[tuple[str, int]] = []
        self._in_title = False
        self._title: list[str] = []
        self._preserved = 0
        self._tables = 0
        self._rows: list[list[str]] = []
        self._cell: list[str] | None = None

    def finished(self) -> Paragraphs:
        """The body, once the whole page was fed."""
        self._flush()
        self._end_table()
        title = " ".join("".join(self._title).split())
        if title:
            self._body.attributes.append(("title", title))
        return self._body

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "title" and not self._title:
            self._in_title = True
        if tag in _UNSEEN:
            self._unseen.append(tag)
        if self._unseen:
            return
        if tag == "br":
            self._words.append("\0")
        elif tag == "table":
            self._flush()
            self._tables += 1
        elif tag == "tr" and self._tables == 1:
            self._flush()
            self._end_cell()
            self._rows.append([])
        elif tag in ("td", "th") and self._tables == 1:
            self._flush()
            self._end_cell()
            self._cell = []
        elif tag in _BLOCKS or self._tables > 1:
            self._flush()
            self._preserved += tag == "pre"
        elif tag in _INLINE and _is_speaker(attrs):
            self._named.append((tag, len(self._words)))
        elif tag == "span" and (time := _time_of(attrs)) is not None:
            self._words.append(f"[{time}] ")
            self._unseen.append("span")

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if self._unseen:
            if tag == self._unseen[-1]:
                self._unseen.pop()
            return
        if tag in ("td", "th") and self._tables == 1:
            self._flush()
            self._end_cell()
        elif tag == "table" and self._tables:
            self._flush()
            self._tables -= 1
            if not self._tables:
                self._end_table()
        elif self._named and self._named[-1][0] == tag:
            self._end_name(self._named.pop()[1])
        elif tag in _BLOCKS:
            self._flush()
            self._preserved -= tag == "pre" and self._preserved > 0

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self._title.append(data)
        if not self._unseen:
            self._words.append(data.replace("\0", "\ufffd"))

    def _flush(self) -> None:
        """End the paragraph that is being collected."""
        self._named.clear()
        text = "".join(self._words)
        self._words.clear()
        if not self._preserved:
            text = _BLANKS.sub(" ", _WRAPPED_HAN.sub("", text))
        lines = [line.strip(" \n") for line in text.replace("\0", "\n").split("\n")]
        words = "\n".join(lines).strip("\n")
        if not words:
            return
        if self._cell is not None:
            self._cell.append(words)
        else:
            self._body.add(words)

    def _end_name(self, place: int) -> None:
        """Put a colon behind a name that the page marks as the speaker's."""
        name = "".join(self._words[place:]).strip()
        if 0 < len(name) <= _LONGEST_NAME and not name.endswith((":", "：")):
            self._words.append(": ")

    def _end_cell(self) -> None:
        if self._cell is not None and self._rows:
            self._rows[-1].append("\n".join(self._cell))
        self._cell = None

    def _end_table(self) -> None:
        self._end_cell()
        self._body.add_table(self._rows)
        self._rows = []


def _is_speaker(attrs: list[tuple[str, str | None]]) -> bool:
    return "speaker" in (dict(attrs).get("class") or "").casefold()


def _time_of(attrs: list[tuple[str, str | None]]) -> str | None:
    """The time of oTranscribe's mark `<span class="timestamp" data-timestamp="12.11">`."""
    stamp = dict(attrs).get("data-timestamp")
    try:
        seconds = float(stamp or "")
    except ValueError:
        return None
    if not 0 <= seconds < 1_000_000:
        return None
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(int(minutes), 60)
    return f"{hours}:{minutes:02d}:{rest:06.3f}"
