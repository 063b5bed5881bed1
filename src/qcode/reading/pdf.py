"""PDF, by way of PDFium, which Chrome reads pages with.

PDFium gives characters in the order in which the page draws them, which for mixed scripts is not
the order in which they stand: within a line they are sorted by place. Heads, feet and page
numbers are known by their repetition; they are set aside.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import Any, NamedTuple

from qcode.model.text import HAN
from qcode.model.transcript import SetAside
from qcode.reading.decoding import without_surrogates
from qcode.reading.lines import Source, UnreadableError
from qcode.reading.options import AS_FOUND, ReadingOptions
from qcode.reading.paragraphs import Paragraphs
from qcode.reading.tables import read_table
from qcode.reading.wrapping import Printed, unwrap

_INDEX_AT = re.compile(rb"startxref\s+(\d{1,10})")
_INDEX = re.compile(rb"\s{0,9}(?:xref|\d{1,10}\s+\d{1,5}\s+obj)")
_TAIL = 4096
_MOST_PARTS_TO_MEND = 10_000
"""`obj` and `endobj`: PDFium mends a file without an index in time that grows with their square."""
MOST_PAGES = 3000
MOST_CHARACTERS = 20_000_000

_HINT = "open the PDF and print it to a new one, or save the transcript as .docx or text"
_EDGE = 3
"""Lines at the top and at the foot of a page that can be page furniture."""
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\s*[-–—\[(]*\s*(?:page|seite|pagina|página|p\.|第)?\s*(?:\d{1,4}|[ivxl]{1,6})\s*"
    r"(?:(?:/|of|von|van|de|sur|共|页\s*[/,，]?\s*共)\s*\d{1,4})?\s*(?:页|頁)?\s*[-–—\])]*\s*$",
    re.I,
)
_BROWSER = re.compile(
    r"\s*(?:(?:https?|file)://\S+\s+\d{1,4}/\d{1,4}"
    r"|\d{1,4}[/.\-年]\d{1,2}[/.\-月]\d{1,4}日?,?\s+\d{1,2}:\d{2}(?:\s*[AP]M)?(?:\s+\S.*)?)\s*$"
)
"""What browsers print around a page: address and counter, date and title."""
_SPACED = 0.25
"""Of the height of a letter: a gap that is a blank."""
_SPACED_HAN = 0.8
"""The same beside a Han character, where programs add a little room by themselves."""
_CELL = 1.6
"""A gap that no text has inside a line, however it is set out."""
_FAR = 1.5
"""Times the usual distance of lines: what stands further below starts a paragraph."""
_HYPHENS = "\x02\ufffe\u00ad"
"""How PDFium writes a hyphen at the end of a line."""
_PDFIUMS_OWN = frozenset(_HYPHENS + "\x85\u2028\u2029\u3000\xa0")
"""Beside ASCII, what may be a blank of its own making or a hyphen."""
_IS_HAN = re.compile(f"[{HAN}]")


class _Character(NamedTuple):
    text: str
    left: float
    right: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class _PageLine:
    """A line of a page; edges in points from the left and the foot."""

    page: int
    text: str
    left: float
    right: float
    base: float
    height: float
    first_word: float


def read_pdf(data: bytes, options: ReadingOptions = AS_FOUND) -> Source:
    """Read the text of a PDF.

    Raises:
        UnreadableError: it is damaged, locked, too large, or holds pictures of pages only.
    """
    del options  # a PDF says itself how it is to be read
    pages = list(_pages(data))
    if not any(pages):
        hint = "recognise its text first (OCR), for example with ocrmypdf"
        raise UnreadableError("holds no text: its pages are pictures", hint)
    kept, furniture = _without_furniture(pages)
    body = Paragraphs()
    right = _right_edge(kept)
    unwrapped = unwrap(_printed(kept), right)
    _add(body, [text for _, text in unwrapped.paragraphs])
    for line in furniture:
        body.asides.append(SetAside(line.page, line.text.strip(), "page head, foot or number"))
    return body.source("pdf", notes=_notes(len(pages), unwrapped.joined, unwrapped.hyphens))


def _add(body: Paragraphs, texts: Sequence[str]) -> None:
    """Paragraphs; lines of as many cells below each other are a table if they hold talk."""
    for cells, group in groupby(texts, key=lambda text: text.count("\t")):
        lines = list(group)
        rows = [line.split("\t") for line in lines]
        if cells and any(line for _, line in read_table(rows)):
            body.add_table(rows)
        else:
            for line in lines:
                body.add(line.replace("\t", "  "))


def _notes(pages: int, joined: int, hyphens: Sequence[str]) -> tuple[str, ...]:
    notes = [f"{pages} pages; line ends inside paragraphs taken out: {joined}"]
    if hyphens:
        shown = ", ".join(dict.fromkeys(hyphens[:8]))
        notes.append(f"words put together over a hyphen: {len(hyphens)} ({shown})")
    return tuple(notes)


def _has_index(data: bytes) -> bool:
    """Whether the file says at its end where its index is, and something like one is there."""
    found = _INDEX_AT.findall(data[-_TAIL:])
    place = int(found[-1]) if found else len(data)
    return bool(_INDEX.match(data, place) or _INDEX.match(data, place + max(data.find(b"%PDF"), 0)))


def _pages(data: bytes) -> Iterator[list[_PageLine]]:
    """The lines of each page."""
    import pypdfium2

    if not data:
        hint = "check that the copy or the export was finished"
        raise UnreadableError("is empty (zero bytes)", hint)
    if data.count(b"obj") > _MOST_PARTS_TO_MEND and not _has_index(data):
        raise UnreadableError("is damaged: its index is missing", _HINT)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).casefold()
        message = "is protected by a password" if locked else "is damaged or no PDF"
        raise UnreadableError(message, _HINT) from None
    if len(document) > MOST_PAGES:
        raise UnreadableError(f"has more than {MOST_PAGES:,} pages", "no transcript has")
    total = 0
    try:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            total += text.count_chars()
            if total > MOST_CHARACTERS:
                raise UnreadableError(f"has more than {MOST_CHARACTERS:,} characters", _HINT)
            yield [line for line in _lines(number + 1, text) if line.text.strip()]
            text.close()
            page.close()
    except pypdfium2.PdfiumError:
        raise UnreadableError("is damaged: a page cannot be read", _HINT) from None
    finally:
        document.close()


def _lines(page: int, text: Any) -> Iterator[_PageLine]:
    """The lines of a page as PDFium cuts them, each in the order of its places."""
    from pypdfium2 import raw

    box, handle = raw.FS_RECTF(), text.raw
    pointer = ctypes.byref(box)
    unicode_of, place_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    characters: list[_Character] = []
    for number in range(text.count_chars()):
        character = chr(unicode_of(handle, number) or 0xFFFD)
        if character <= " " or character in _PDFIUMS_OWN:
            if character in "\r\n":
                if characters:
                    yield _line(page, characters)
                    characters = []
                continue
            if character.isspace() and raw.FPDFText_IsGenerated(handle, number) == 1:
                continue  # gaps are measured below
            if character in _HYPHENS:
                character = "-"
        # The loose box is as wide as the pen moves on: narrow letters leave no gap.
        place_of(handle, number, pointer)
        if characters and box.left < characters[-1].left and _is_below(characters[-1], box):
            yield _line(page, characters)  # after a hyphen PDFium writes no line end
            characters = []
        characters.append(_Character(character, box.left, box.right, box.bottom, box.top))
    if characters:
        yield _line(page, characters)


def _is_below(above: _Character, box: Any) -> bool:
    middle = (box.top + box.bottom) / 2
    return bool((above.high + above.low) / 2 - middle > (above.high - above.low) / 2)


def _line(page: int, characters: list[_Character]) -> _PageLine:
    if any(here.left > there.left + 0.5 for here, there in pairwise(characters)):
        characters = sorted(characters, key=lambda each: each.left)
    seen = [each for each in characters if not each.text.isspace()] or characters
    height = max(each.high - each.low for each in seen)
    parts, near = [characters[0].text], _SPACED * height
    for here, there in pairwise(characters):
        if there.left - here.right > near:
            parts.append(_between(here, there, height))
        parts.append(there.text)
    text = without_surrogates("".join(parts))  # beyond U+FFFF, PDFium gives two halves
    word = text.split()[0] if text.strip() else ""
    last = seen[min(max(len(word), 1), len(seen)) - 1] if word.isascii() else seen[0]
    return _PageLine(
        page,
        text,
        seen[0].left,
        max(each.right for each in seen),
        min(each.low for each in seen),
        height,
        last.right - seen[0].left + _SPACED * height,
    )


def _between(here: _Character, there: _Character, height: float) -> str:
    """A tab where a cell of a table ends, a blank between words, else nothing."""
    gap = there.left - here.right
    if gap > _CELL * height:
        return "\t"
    if here.text.isspace() or there.text.isspace():
        return ""
    is_han = _IS_HAN.match(here.text) or _IS_HAN.match(there.text)
    is_wide = ord(here.text) > 0x2000 and ord(there.text) > 0x2000
    return " " if gap > height * (_SPACED_HAN if is_han or is_wide else _SPACED) else ""


def _without_furniture(
    pages: Sequence[list[_PageLine]],
) -> tuple[list[_PageLine], list[_PageLine]]:
    """The lines of the talk, and the heads, feet and numbers around them.

    A head recurs on at least half of the pages, digits apart, and nowhere but at their edges; a
    page number stands at the very edge, and on several pages; what a browser prints is known by
    its look.
    """
    edges = [[*page[:_EDGE], *page[-_EDGE:]] for page in pages]
    counts = Counter(key for edge in edges for key in {_key(line) for line in edge})
    inside = {_key(line) for page in pages for line in page[_EDGE:-_EDGE]}
    numbered = sum(any(_PAGE_NUMBER.match(line.text) for line in edge) for edge in edges)
    kept: list[_PageLine] = []
    furniture: list[_PageLine] = []
    for page, edge in zip(pages, edges, strict=True):
        for place, line in enumerate(page):
            at_edge = place < _EDGE or place >= len(page) - _EDGE
            outermost = place == 0 or place == len(page) - 1
            key = _key(line)
            recurs = key not in inside and counts[key] >= max(2, (len(pages) + 1) // 2)
            is_number = outermost and numbered > 1 and _PAGE_NUMBER.match(line.text)
            is_browsers = line in edge and _BROWSER.match(line.text)
            aside = at_edge and (recurs or is_number or is_browsers)
            (furniture if aside else kept).append(line)
    return kept, furniture


def _key(line: _PageLine) -> str:
    return _DIGITS.sub("#", " ".join(line.text.split()))


def _right_edge(lines: Sequence[_PageLine]) -> float:
    """How far lines go; a few may stick out."""
    edges = sorted(line.right for line in lines)
    return edges[int(len(edges) * 0.98) - 1] if len(edges) > 50 else max(edges, default=0.0)


def _printed(lines: Sequence[_PageLine]) -> list[Printed]:
    """Lines with what stands above them: further off, or indented, is apart."""
    steps = [here.base - there.base for here, there in pairwise(lines) if here.page == there.page]
    usual = median([step for step in steps if step > 0] or [0.0])
    found: list[Printed] = []
    above: _PageLine | None = None
    for number, line in enumerate(lines, 1):
        apart = False
        if above is not None:
            step = above.base - line.base
            is_same_page = above.page == line.page
            apart = is_same_page and not 0 < step <= _FAR * usual
            apart |= line.left > above.left + 0.8 * line.height and line.left > 0
        found.append(Printed(line.text.strip(), number, line.right, line.first_word, apart))
        above = line
    return found
