"""OpenDocument texts: every word of the body, in document order.

Deleted words are not read; notes and comments are set aside and reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qcode.reading.archive import SAVE_AGAIN, Archive
from qcode.reading.lines import Source, UnreadableError
from qcode.reading.options import AS_FOUND, ReadingOptions
from qcode.reading.paragraphs import Paragraphs

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DEEPEST = 150
_MOST_REPEATED = 1000
"""A cell or a blank may be written once with a count; a file may lie about it."""
_MOST_FILLED = 20
"""The same for cells with words."""
_ASIDE = {"note": "a footnote", "annotation": "a comment"}
_NO_WORDS = frozenset(("tracked-changes", "ruby-text", "sequence-decls", "forms", "note-citation"))
_META = "meta.xml"
_PROPERTIES = {
    "title": "title",
    "subject": "subject",
    "keyword": "keywords",
    "initial-creator": "author",
}


def read_odt(data: bytes, options: ReadingOptions = AS_FOUND) -> Source:
    """Read an OpenDocument text.

    Raises:
        UnreadableError: the file is no sound OpenDocument text.
    """
    del options  # the file says itself how it is to be read
    archive = Archive(data, ".odt")
    text = next((each for each in archive.xml("content.xml").iter() if _is_text(each)), None)
    if text is None:
        raise UnreadableError("is an OpenDocument file but not a text", f"{SAVE_AGAIN} as .odt")
    body = Paragraphs(attributes=_properties(archive))
    _read_blocks(text, body, 0)
    return body.source("utf-8")


def _is_text(element: Element) -> bool:
    return str(element.tag).endswith(":office:1.0}text")


def _properties(archive: Archive) -> list[tuple[str, str]]:
    """What the document says about itself."""
    if _META not in archive:
        return []
    found: dict[str, str] = {}
    for element in archive.xml(_META).iter():
        name, value = _name(element), (element.text or "").strip()
        if name in _PROPERTIES and value:
            before = found.get(name)
            found[name] = f"{before}, {value}" if before else value
    return [(ours, found[theirs]) for theirs, ours in _PROPERTIES.items() if theirs in found]


def _read_blocks(parent: Element, body: Paragraphs, depth: int) -> None:
    """Paragraphs, headings and tables, also those inside lists, sections and frames."""
    if depth > _DEEPEST:
        raise UnreadableError("is nested too deeply to be a transcript", SAVE_AGAIN)
    for element in parent:
        name = _name(element)
        if name in ("p", "h"):
            _read_paragraph(element, body, depth)
        elif name == "table":
            _read_table(element, body, depth)
        elif name not in _NO_WORDS:
            _read_blocks(element, body, depth + 1)


def _read_paragraph(element: Element, body: Paragraphs, depth: int) -> None:
    boxes: list[Element] = []
    asides: list[tuple[str, str]] = []
    body.add("".join(_words(element, boxes, asides, depth)))
    for text, reason in asides:
        body.aside(text, reason)
    for box in boxes:
        _read_blocks(box, body, depth + 1)


def _words(
    parent: Element, boxes: list[Element], asides: list[tuple[str, str]], depth: int
) -> Iterator[str]:
    if depth > _DEEPEST:
        raise UnreadableError("is nested too deeply to be a transcript", SAVE_AGAIN)
    yield _plain(parent.text)
    for element in parent:
        name = _name(element)
        if name == "s":
            yield " " * _count(element, "c")
        elif name == "tab":
            yield "\t"
        elif name == "line-break":
            yield "\n"
        elif name in _ASIDE:
            asides.append((_inner_text(element), _ASIDE[name]))
        elif name in ("text-box", "object"):
            boxes.append(element)
        elif name not in _NO_WORDS:
            yield from _words(element, boxes, asides, depth + 1)
        yield _plain(element.tail)


def _plain(text: str | None) -> str:
    """White space in the XML is one blank: longer runs are written as elements."""
    if not text or not any(mark in text for mark in "\n\r\t"):
        return text or ""
    return text.replace("\n", " ").replace("\r", " ").replace("\t", " ")


def _inner_text(element: Element) -> str:
    bodies = [each for each in element.iter() if _name(each) in ("p", "h")]
    return " ".join(" ".join("".join(each.itertext()).split()) for each in bodies)


def _read_table(table: Element, body: Paragraphs, depth: int) -> None:
    rows = list(_inside(table, "table-row", depth))
    cells = [list(_inside(row, "table-cell", depth)) for row in rows]
    if any(_has_table(cell) for row in cells for cell in row):
        for row in cells:
            for cell in row:
                _read_blocks(cell, body, depth + 1)
        return
    parts: list[list[str]] = []
    for row in cells:
        parts.append([])
        for cell in row:
            inner = Paragraphs()
            _read_blocks(cell, inner, depth + 1)
            words, times = inner.text(), _count(cell, "number-columns-repeated")
            parts[-1] += [words] * (min(times, _MOST_FILLED) if words.strip() else times)
            for aside in inner.asides:
                body.aside(aside.text, aside.reason)
    body.add_table(parts)


def _inside(parent: Element, wanted: str, depth: int) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those of a table's head and groups."""
    if depth > _DEEPEST:
        raise UnreadableError("is nested too deeply to be a transcript", SAVE_AGAIN)
    for element in parent:
        name = _name(element)
        if name == wanted:
            yield element
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _inside(element, wanted, depth + 1)


def _has_table(cell: Element) -> bool:
    return any(_name(element) == "table" for element in cell.iter())


def _count(element: Element, name: str) -> int:
    value = next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "1")
    return min(max(int(value[:9]), 1), _MOST_REPEATED) if value.isdecimal() else 1


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
