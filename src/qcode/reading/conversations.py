"""Which files are one conversation: TextGrids of one recording, a file a speaker."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

Conversation = tuple[Path, ...]
"""The files of one transcript: nearly always one."""

_SUFFIX = ".textgrid"
_PARTED = re.compile(r"(?P<common>.+?)[ _.\-]+(?P<own>[^ _.\-]+)$")
_LENGTH = re.compile(rb"xmax\s*=\s*(\d+(?:\.\d+)?)|exists|(\d+(?:\.\d+)?)\s*\n\s*<exists>")
_HEAD = 2000


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
    return tuple(tuple(group) for group in groups)


def transcript_id(paths: Conversation) -> str:
    """The name of a transcript: the file name without its suffix, or what the names of several
    files share, in composed characters."""
    parted = _PARTED.match(paths[0].stem) if len(paths) > 1 else None
    return unicodedata.normalize("NFC", parted["common"] if parted else paths[0].stem)


def own_names(paths: Conversation) -> list[str]:
    """What tells the files of a conversation apart: `doctor`, `patient`; "" for a single one."""
    if len(paths) < 2:
        return [""]
    return [parted["own"] if (parted := _PARTED.match(path.stem)) else "" for path in paths]


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
