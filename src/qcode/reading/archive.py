"""The one place that opens zip files and the XML inside them.

A transcript comes from a stranger's mailbox as often as not. Count, size and compression of
the members are checked before anything is unpacked, and again while unpacking, because a header may
lie; XML that declares a document type or entities is refused.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from qcode.reading.lines import UnreadableError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_MEMBERS = 10_000
MOST_BYTES = 200_000_000
"""Unpacked, all members together."""
MOST_RATIO = 200
"""Unpacked to packed, for members above a megabyte."""
SAVE_AGAIN = "open the file in the program that wrote it and save it again"

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
_BROKEN_ENTRY = (*_BROKEN, UnicodeError, ValueError, IndexError)


class Archive:
    """A zip file that was found safe to unpack."""

    def __init__(self, data: bytes, suffix: str) -> None:
        """Open and check a zip file that should be what its suffix says (`.docx`).

        Raises:
            UnreadableError: it is empty, no zip file, damaged, locked, or unsafe.
        """
        _refuse_other_formats(data, suffix)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN_ENTRY:
            raise UnreadableError("is damaged or cut short", SAVE_AGAIN) from None
        members = self._zip.infolist()
        _refuse_unsafe(members)
        self._names = {member.filename: member for member in members}
        self._left = MOST_BYTES

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def xml(self, name: str) -> Element:
        """The root of one XML member.

        Raises:
            UnreadableError: the member is missing, damaged, no XML, or declares entities.
        """
        return parse_xml(self.read(name), f"'{name}' inside it")

    def read(self, name: str) -> bytes:
        """What one member holds.

        Raises:
            UnreadableError: the member is missing or damaged, or there is too much of it.
        """
        if name not in self._names:
            raise UnreadableError(f"lacks its part '{name}'", SAVE_AGAIN)
        try:
            with self._zip.open(self._names[name]) as member:
                data = member.read(self._left + 1)
        except _BROKEN_ENTRY:
            raise UnreadableError("is damaged or cut short", SAVE_AGAIN) from None
        self._left -= len(data)
        if self._left < 0:
            raise _bomb()
        return data


def parse_xml(data: bytes, what: str) -> Element:
    """The root of an XML text; `what` names it in messages.

    Raises:
        UnreadableError: it is no XML, or declares a document type or entities.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        message = f"declares XML entities in {what}, which no office program does"
        raise UnreadableError(message, "ask where the file comes from") from None
    except (ParseError, ValueError, LookupError, RecursionError, MemoryError):
        raise UnreadableError(f"is damaged: {what} is no XML", SAVE_AGAIN) from None
    return root


def _refuse_other_formats(data: bytes, suffix: str) -> None:
    if not data:
        raise UnreadableError(
            "is empty (zero bytes)", "check that the copy or the export was finished"
        )
    if data.startswith(_OLD_OFFICE):
        hint = "it is an old Office file or password-protected: save it again without a password"
        raise UnreadableError(f"is not a {suffix} inside", f"{hint}, as {suffix}")
    if data.startswith(b"{\\rtf"):
        raise UnreadableError("is an RTF file with another suffix", "rename it to .rtf")
    if not data.startswith(b"PK"):
        raise UnreadableError(f"is not a {suffix} file inside", f"{SAVE_AGAIN} as {suffix}")


def _refuse_unsafe(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_BYTES:
        raise _bomb()
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0:1]:
            raise UnreadableError(
                f"holds a path that leads outside it: '{member.filename}'", SAVE_AGAIN
            )
        if member.flag_bits & 1:
            raise UnreadableError("is protected by a password", "save it without a password")
        if member.file_size > 1_000_000 and member.file_size > MOST_RATIO * member.compress_size:
            raise _bomb()
    if len({member.filename for member in members}) < len(members):
        raise UnreadableError("holds two parts of one name", SAVE_AGAIN)


def _bomb() -> UnreadableError:
    hint = "it would unpack to far more than any interview: ask where the file comes from"
    return UnreadableError("is a zip bomb or no transcript", hint)
