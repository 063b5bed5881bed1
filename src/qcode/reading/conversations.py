"""Which files are one transcript: nearly always one file is one. TextGrids of one recording, a
file a speaker, are one together; a REFI-QDA project is as many as it holds texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qcode.reading import qdpx
from qcode.reading.archive import MOST_BYTES
from qcode.reading.lines import UnreadableError

_SUFFIX = ".textgrid"
_PARTED = re.compile(r"(?P<common>.+?)[ _.\-]+(?P<own>[^ _.\-]+)$")
_LENGTH = re.compile(rb"xmax\s*=\s*(\d+(?:\.\d+)?)|exists|(\d+(?:\.\d+)?)\s*\n\s*<exists>")
_HEAD = 2000


@dataclass(frozen=True, slots=True)
class Conversation:
    """What one transcript is read from."""

    files: tuple[Path, ...]
    part: str = ""
    """Which text of a project; "" where the whole file is the transcript."""

    @property
    def path(self) -> Path:
        """The first of the files."""
        return self.files[0]

    @property
    def id(self) -> str:
        """The name of the transcript: the file name without its suffix, what the names of several
        files share, or the name of the text in its project; in composed characters, and bytes of
        a file name that are in no encoding spelled out, so that any table can hold it."""
        parted = _PARTED.match(self.path.stem) if len(self.files) > 1 else None
        name = self.part or (parted["common"] if parted else self.path.stem)
        spelled = name.encode("utf-8", "backslashreplace").decode()
        return unicodedata.normalize("NFC", spelled)

    def own_names(self) -> list[str]:
        """What tells the files apart: `doctor`, `patient`; "" for a single one."""
        if len(self.files) < 2:
            return [""]
        found = (_PARTED.match(path.stem) for path in self.files)
        return [parted["own"] if parted else "" for parted in found]


def conversations(files: Sequence[Path]) -> tuple[Conversation, ...]:
    """Files in order, those of one conversation together at the place of the first.

    TextGrids are one when they lie in one folder, have names that differ in the last part only
    (`talk1_doctor`, `talk1_patient`), and are of one length to half a second; where that part
    is a number, which may count recordings, to a twentieth.
    """
    groups: list[list[Path]] = []
    known: dict[tuple[Path, str], list[tuple[float, list[Path]]]] = {}
    for path in files:
        parted = _PARTED.match(path.stem) if path.suffix.lower() == _SUFFIX else None
        length = _length(path) if parted else None
        if not parted or length is None:
            groups.append([path])
            continue
        alike = known.setdefault((path.parent, parted["common"]), [])
        apart = 0.05 if parted["own"].isdecimal() else 0.5
        group = next((each for other, each in alike if abs(other - length) <= apart), None)
        if group is None:
            group = []
            alike.append((length, group))
            groups.append(group)
        group.append(path)
    return tuple(each for group in groups for each in _parts(tuple(group)))


def _parts(files: tuple[Path, ...]) -> Iterator[Conversation]:
    """The transcripts that files are; a project that cannot be opened stays one, so that reading
    it tells why."""
    if files[0].suffix.lower() != qdpx.SUFFIX:
        yield Conversation(files)
        return
    try:
        is_sane = files[0].stat().st_size <= MOST_BYTES
        names = qdpx.texts_in(files[0].read_bytes()) if is_sane else ("",)
    except (UnreadableError, OSError, ValueError):
        names = ("",)
    for name in names:
        yield Conversation(files, name)


def _length(path: Path) -> float | None:
    """How long the recording is, in seconds; None where the file does not say."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).replace(b"\0", b"")  # UTF-16 as Praat writes it
    except (OSError, ValueError):
        return None
    found = _LENGTH.search(head)
    value = found and (found[1] or found[2])
    return float(value) if value else None
