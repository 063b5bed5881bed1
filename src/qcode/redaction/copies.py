"""The copy of a transcript as plain text, in a grammar that reads back to the same turns.

Front matter holds the attributes and, under `speakers`, the role of each label; then every turn
is a paragraph of its own: `[00:01:02.500 - 00:01:09.000] Label: words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from qcode.errors import TranscriptError
from qcode.model.transcript import Role, Transcript
from qcode.reading.names import fold, role_of_label

NO_LABEL = "Unlabelled"
"""The label of turns that have none; the grammar needs one."""
LONGEST_LABEL = 36
_NOT_IN_LABELS = re.compile(r"[:：*#\[\]【】<>=|_\s\x00-\x1f]+")
_NOT_FIRST = "-–—~《「“\"'>（("
_NOT_IN_FILE_NAMES = re.compile(r"[\\/:*?\"<>|\x00-\x1f]+")


@dataclass(frozen=True, slots=True)
class CopiedTurn:
    """A turn of a copy; times are seconds from the start of the recording."""

    label: str
    role: Role
    words: str
    start_time: float | None = None
    end_time: float | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """A pseudonymised transcript: the text of its file, and what it was made from."""

    name: str
    """The file name without its suffix."""
    original: str
    """The id of the transcript."""
    text: str
    lines_joined: bool = False
    """Whether line breaks inside turns had to become blanks to be read back."""


def copied(
    turns: Sequence[CopiedTurn], attributes: Iterable[tuple[str, str]]
) -> tuple[str, bool] | None:
    """The text of a copy that reads back to these turns, and whether lines were joined for it.

    None where no way to write it reads back the same.
    """
    attributes = tuple(_first_of_each(attributes))
    joined = [_on_one_line(turn) for turn in turns]
    for candidate, is_joined in ((turns, False), (joined, True)):
        text = written(candidate, attributes)
        if reads_back(text, candidate, attributes):
            return text, is_joined
    return None


def written(turns: Sequence[CopiedTurn], attributes: Iterable[tuple[str, str]]) -> str:
    """A copy as text; see the head of this module."""
    import yaml

    front: dict[str, object] = dict(attributes)
    front["speakers"] = {turn.label: turn.role for turn in turns}
    head = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=10_000)
    body = "\n\n".join(f"{_time(turn)}{turn.label}: {turn.words}" for turn in turns)
    return f"---\n{head}---\n\n{body}\n"


def reads_back(
    text: str, turns: Sequence[CopiedTurn], attributes: Sequence[tuple[str, str]]
) -> bool:
    """Whether qcode reads a text to exactly these turns, words, roles, times and attributes."""
    read = _read(text)
    if read is None or len(read.turns) != len(turns) or read.attributes != tuple(attributes):
        return False
    return all(
        (fold(turn.label), turn.role, turn.words) == (fold(got.speaker), got.role, read.words(got))
        and (turn.start_time is None or turn.start_time == got.start_time)
        for turn, got in zip(turns, read.turns, strict=True)
    )


def label_of(name: str) -> str:
    """A speaker's name as a label that the grammar can hold."""
    label = _NOT_IN_LABELS.sub(" ", name).strip().lstrip(_NOT_FIRST).strip()[:LONGEST_LABEL].strip()
    if not label:
        return NO_LABEL
    return f"Speaker {label}" if not any(map(str.isalpha, label)) else label


def same_label(roles: Mapping[str, Role], labels: Mapping[str, str]) -> tuple[str, str] | None:
    """Two speakers of different roles whose labels in the copy are one, if there are such.

    Args:
        roles: the speakers as the transcript names them.
        labels: what each is called in the copy.
    """
    first: dict[str, str] = {}
    for name, role in roles.items():
        other = first.setdefault(fold(labels[name]), name)
        if roles[other] != role:
            return other, name
    return None


def file_name(name: str) -> str:
    """A name that a file can have on every system."""
    return _NOT_IN_FILE_NAMES.sub("-", name).strip(" .") or "transcript"


def _read(text: str) -> Transcript | None:
    from qcode.reading.transcripts import read_transcript

    with TemporaryDirectory() as folder:
        path = Path(folder, "copy.txt")
        path.write_bytes(text.encode("utf-8", errors="backslashreplace"))
        try:
            return read_transcript(path)
        except TranscriptError:
            return None


def _first_of_each(attributes: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Attributes that front matter can hold: none twice, and none that names speakers there."""
    seen = {"speakers", "labels"}
    for key, value in attributes:
        name = " ".join(key.casefold().split())
        if name not in seen and not role_of_label(key):
            seen.add(name)
            yield key, value


def _on_one_line(turn: CopiedTurn) -> CopiedTurn:
    words = re.sub(r"[^\S\n]*\n\s*", " ", turn.words)
    return CopiedTurn(turn.label, turn.role, words, turn.start_time, turn.end_time)


def _time(turn: CopiedTurn) -> str:
    if turn.start_time is None:
        return ""
    end = f" - {_clock(turn.end_time)}" if turn.end_time is not None else ""
    return f"[{_clock(turn.start_time)}{end}] "


def _clock(seconds: float) -> str:
    """`0:01:02`, with thousandths where there are any."""
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    minutes, rest = divmod(whole, 60)
    clock = f"{minutes // 60:02d}:{minutes % 60:02d}:{rest:02d}"
    return f"{clock}.{thousandths:03d}" if thousandths else clock
