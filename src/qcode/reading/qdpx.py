"""REFI-QDA projects (`.qdpx`), which most programs for qualitative analysis export.

A project is a zip file with `project.qde` (XML) and a folder `sources`. One file holds many
interviews: `texts_in` names them, `read_project_text` reads one. Codes and codings stay behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from qcode.reading.archive import SAVE_AGAIN, Archive
from qcode.reading.docx import read_docx
from qcode.reading.lines import Source, UnreadableError
from qcode.reading.options import AS_FOUND, ReadingOptions
from qcode.reading.text import read_text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SUFFIX = ".qdpx"
_TEXTS = ("TextSource", "Representation", "Transcript")
"""Elements that hold a plain text, whatever they stand for."""
_SOURCES = ("TextSource", "PDFSource", "PictureSource", "AudioSource", "VideoSource")
MOST_TEXTS = 2000
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
"""What no file name may hold; a transcript's name becomes one."""
_KNOWN_ENDING = re.compile(r"\.(?:txt|text|md|docx?|rtf|odt|pdf)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Project:
    """What is inside one file."""

    archive: Archive
    texts: dict[str, Element]
    """By name, each once, in the order of the file."""
    others: tuple[str, ...]
    """Names of sources without a text."""
    selections: int
    """Coded passages, which are not taken in."""


def texts_in(data: bytes) -> tuple[str, ...]:
    """The names of the texts in a project.

    Raises:
        UnreadableError: it is damaged, unsafe, or holds no text.
    """
    project = _project(data)
    if not project.texts:
        what = f", only {', '.join(project.others[:5])}" if project.others else ""
        hint = "export it from the program with its text sources"
        raise UnreadableError(f"holds no text{what}", hint)
    return tuple(project.texts)


def read_project_text(
    data: bytes, name: str, options: ReadingOptions = AS_FOUND
) -> tuple[Source, bytes]:
    """Read one text of a project, as a text file of its own.

    Returns:
        The source, and the bytes that it was read from.

    Raises:
        UnreadableError: the text is missing or cannot be read.
    """
    project = _project(data)
    element = project.texts[name]
    words = _words(project.archive, element)
    is_word = words.startswith(b"PK")
    source = read_docx(words, options) if is_word else read_text(words, options)
    return replace(source, notes=(*source.notes, *_notes(project))), words


def read_qdpx(data: bytes, options: ReadingOptions = AS_FOUND) -> Source:
    """Read the only text of a project.

    Raises:
        UnreadableError: there are several, none, or it cannot be read.
    """
    names = texts_in(data)
    if len(names) > 1:
        raise UnreadableError(f"holds {len(names)} texts", "pass the file itself: each is read")
    return read_project_text(data, names[0], options)[0]


@lru_cache(maxsize=2)
def _project(data: bytes) -> _Project:
    archive = Archive(data, SUFFIX)
    roots = [name for name in archive if "/" not in name and name.lower().endswith(".qde")]
    if len(roots) != 1:
        what = "no project" if not roots else "more than one project"
        raise UnreadableError(f"holds {what}", SAVE_AGAIN)
    root = archive.xml(roots[0])
    texts: dict[str, Element] = {}
    counts: dict[str, int] = {}
    others: list[str] = []
    for source in _elements(root, _SOURCES):
        found = [each for each in _elements(source, _TEXTS) if _has_words(each)]
        title = source.get("name") or (found[0].get("name") if found else "") or "text"
        for number, each in enumerate(found):
            inner = each.get("name") if number else ""
            texts[_unused(_file_name(inner or title), texts, counts)] = each
        if not found:
            others.append(title)
        if len(texts) > MOST_TEXTS:
            raise UnreadableError(f"holds more than {MOST_TEXTS:,} texts", SAVE_AGAIN)
    selections = sum(1 for _ in _elements(root, ("PlainTextSelection", "TranscriptSelection")))
    return _Project(archive, texts, tuple(others), selections)


def _elements(root: Element, names: tuple[str, ...]) -> Iterator[Element]:
    """The element or those below it of these names, in whatever namespace, in order; what lies
    inside one of them is not looked at, so that nesting takes no more than its own time."""
    to_do = [root]
    while to_do:
        element = to_do.pop()
        if str(element.tag).rpartition("}")[2] in names:
            yield element
        else:
            to_do += reversed(element)


def _has_words(element: Element) -> bool:
    return bool(_path(element)) or _content(element) is not None


def _path(element: Element) -> str:
    return element.get("plainTextPath") or element.get("richTextPath") or ""


def _content(element: Element) -> str | None:
    inside = next(_elements(element, ("PlainTextContent",)), None)
    return None if inside is None else inside.text or ""


def _words(archive: Archive, element: Element) -> bytes:
    """The bytes of a text: a member of the file, or words inside the XML."""
    content = _content(element)
    if content is not None:
        return content.encode("utf-8", "surrogatepass")
    wanted = PurePosixPath(_path(element).replace("\\", "/")).name.casefold()
    for name in archive:
        if PurePosixPath(name).name.casefold() == wanted:
            return archive.read(name)
    raise UnreadableError(f"lacks its part '{wanted}'", SAVE_AGAIN)


def _file_name(title: str) -> str:
    name = _KNOWN_ENDING.sub("", _UNFIT.sub(" ", " ".join(title.split()))).strip(" .")
    return name or "text"


def _unused(name: str, known: dict[str, Element], counts: dict[str, int]) -> str:
    """A name that no text before has, in any case; `counts` holds how often each was asked for."""
    found = name
    while counts.setdefault(found.casefold(), 0) or found in known:
        counts[name.casefold()] += 1
        found = f"{name} ({counts[name.casefold()]})"
    counts[found.casefold()] = 1
    return found


def _notes(project: _Project) -> Iterator[str]:
    if project.selections:
        yield f"coded passages of the project are not taken in: {project.selections}"
    if project.others:
        named = ", ".join(project.others[:5])
        more = f" and {len(project.others) - 5} more" if len(project.others) > 5 else ""
        yield f"sources of the project without text are not read: {named}{more}"
