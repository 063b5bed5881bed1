"""Word files: every word of the body, in document order.

The XML is walked directly: python-docx leaves out words in content controls, accepted insertions
and text boxes. Deleted words are not read; notes and comments are set aside and reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qcode.reading.archive import SAVE_AGAIN, Archive
from qcode.reading.lines import Line, Source, UnreadableError
from qcode.reading.options import AS_FOUND, ReadingOptions
from qcode.reading.paragraphs import Paragraphs

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DEEPEST = 150
_NO_WORDS = frozenset(
    (
        *("del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback", "rt", "object"),
        *("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr"),
    )
)
_CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
}
_NOTES = {"footnote": "footnotes", "endnote": "endnotes", "comment": "comments"}
_CORE = "docProps/core.xml"
_PROPERTIES = {
    "title": "title",
    "subject": "subject",
    "keywords": "keywords",
    "category": "category",
    "creator": "author",
}
"""Names in a Word file and ours."""
_NOBODY = "python-docx"
"""What a library puts down as the author when nobody does."""


@dataclass(slots=True)
class _Body(Paragraphs):
    """Paragraphs, with the words of all notes by kind and id."""

    known_notes: dict[tuple[str, str], str] = field(default_factory=dict)


def read_docx(data: bytes, options: ReadingOptions = AS_FOUND) -> Source:
    """Read a Word file.

    Raises:
        UnreadableError: the file is no sound Word file.
    """
    del options  # a Word file says itself how it is to be read
    archive = Archive(data, ".docx")
    part = _main_part(archive)
    root = archive.xml(part)
    body = _Body(known_notes=_read_notes(archive, part), attributes=_properties(archive))
    for element in root:
        if _name(element) == "body":
            _read_blocks(element, body, 0)
    return body.source("utf-8")


def _properties(archive: Archive) -> list[tuple[str, str]]:
    """What the document says about itself: title, subject, keywords, category, author."""
    if _CORE not in archive:
        return []
    found = {_name(element): (element.text or "").strip() for element in archive.xml(_CORE)}
    kept = [(ours, found.get(theirs, "")) for theirs, ours in _PROPERTIES.items()]
    return [(name, value) for name, value in kept if value and value != _NOBODY]


def _main_part(archive: Archive) -> str:
    if "_rels/.rels" in archive:
        for relation in archive.xml("_rels/.rels"):
            if relation.get("Type", "").endswith("/officeDocument"):
                part = relation.get("Target", "").lstrip("/")
                if not part.startswith("word/") and "word/document.xml" not in archive:
                    raise UnreadableError("is an Office file but not a Word file", SAVE_AGAIN)
                return part
    if "word/document.xml" not in archive:
        raise UnreadableError("is a zip file but not a Word file", SAVE_AGAIN)
    return "word/document.xml"


def _read_blocks(parent: Element, body: _Body, depth: int) -> None:
    """Paragraphs and tables, also those inside content controls and insertions."""
    if depth > _DEEPEST:
        raise UnreadableError("is nested too deeply to be a transcript", SAVE_AGAIN)
    for element in parent:
        name = _name(element)
        if name == "p":
            _read_paragraph(element, body, depth)
        elif name == "tbl":
            _read_rows(element, body, depth)
        elif name not in _NO_WORDS:
            _read_blocks(element, body, depth + 1)


def _read_paragraph(element: Element, body: _Body, depth: int) -> None:
    boxes: list[Element] = []
    marks: list[tuple[str, str]] = []
    words = "".join(_words(element, boxes, marks, depth))
    body.add(words, Line(0, "", 0, is_strong=_is_strong(element)))
    for mark in marks:
        body.aside(body.known_notes.get(mark, ""), f"a {mark[0]}")
    for box in boxes:
        _read_blocks(box, body, depth + 1)


def _is_strong(paragraph: Element) -> bool:
    """Whether all runs with words say that they are in bold."""
    runs = [run for run in paragraph if _name(run) == "r" and _has_words(run)]
    return bool(runs) and all(_is_bold(run) for run in runs)


def _has_words(run: Element) -> bool:
    return any(_name(part) == "t" and (part.text or "").strip() for part in run)


def _is_bold(run: Element) -> bool:
    marks = [mark for part in run if _name(part) == "rPr" for mark in part if _name(mark) == "b"]
    return any(_attribute(mark, "val") not in ("0", "false", "off") for mark in marks)


def _words(
    parent: Element, boxes: list[Element], marks: list[tuple[str, str]], depth: int
) -> Iterator[str]:
    if depth > _DEEPEST:
        raise UnreadableError("is nested too deeply to be a transcript", SAVE_AGAIN)
    for element in parent:
        name = _name(element)
        if name == "t":
            yield (element.text or "").replace("\n", " ").replace("\r", " ")
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name == "sym":
            yield _symbol(element)
        elif name == "txbxContent":
            boxes.append(element)
        elif name.endswith("Reference"):
            marks.append((name.removesuffix("Reference"), _attribute(element, "id")))
        elif name not in _NO_WORDS:
            yield from _words(element, boxes, marks, depth + 1)


def _read_rows(table: Element, body: _Body, depth: int) -> None:
    """A table: as speaker, time and words where its columns are that, else cell by cell."""
    rows = [row for row in _inside(table, "tr", depth) if not _is_deleted(row)]
    cells = [list(_inside(row, "tc", depth)) for row in rows]
    if any(_has_table(cell) for row in cells for cell in row):
        for row in cells:
            for cell in row:
                _read_blocks(cell, body, depth + 1)
        return
    parts: list[list[str]] = []
    for row in cells:
        parts.append([])
        for cell in row:
            inner = _Body(known_notes=body.known_notes)
            _read_blocks(cell, inner, depth + 1)
            parts[-1].append(inner.text())
            for aside in inner.asides:
                body.aside(aside.text, aside.reason)
    body.add_table(parts)


def _inside(parent: Element, wanted: str, depth: int) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those inside content controls."""
    if depth > _DEEPEST:
        raise UnreadableError("is nested too deeply to be a transcript", SAVE_AGAIN)
    for element in parent:
        name = _name(element)
        if name == wanted:
            yield element
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _inside(element, wanted, depth + 1)


def _has_table(cell: Element) -> bool:
    return any(_name(element) == "tbl" for element in cell.iter())


def _is_deleted(row: Element) -> bool:
    return any(_name(mark) == "del" for part in row if _name(part) == "trPr" for mark in part)


def _read_notes(archive: Archive, part: str) -> dict[tuple[str, str], str]:
    """The words of footnotes, endnotes and comments by kind and id."""
    found = {}
    folder = part.rpartition("/")[0]
    for kind, file in _NOTES.items():
        name = f"{folder}/{file}.xml".lstrip("/")
        if name not in archive:
            continue
        for element in archive.xml(name):
            words = " ".join("".join(_words(element, [], [], 0)).split())
            if words:
                found[kind, _attribute(element, "id")] = words
    return found


def _symbol(element: Element) -> str:
    code = _attribute(element, "char")
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return "\ufffd"


def _name(element: Element) -> str:
    """The local name: transitional and strict files differ in the namespace only."""
    return str(element.tag).rpartition("}")[2]


def _attribute(element: Element, name: str) -> str:
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return ""
