"""Transcripts: the words of an interview, who said them, and where they stand."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from typing import Literal

Role = Literal["interviewer", "participant"]
Language = Literal["en", "zh", "mixed", "other"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who talks, under the label that the transcript uses."""

    name: str
    role: Role
    role_from: str
    """How the role was decided, in words for the report: "label", "front matter", "guess: ..."."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Known facts about this speaker; for a speaker they stand before the transcript's."""
    attributes_from: tuple[tuple[str, str], ...] = ()
    """Pairs of an attribute and where it stands: "cases.csv:3"."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One uninterrupted stretch of talk.

    `start` and `end` are code points of `Transcript.text`; `text[start:end]` are the
    speaker's words without the label. Times are seconds from the start of the recording.
    """

    number: int
    """Counts all turns of the transcript from 1, the interviewer's included."""
    speaker: str
    role: Role
    start: int
    end: int
    start_time: float | None = None
    end_time: float | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """A line of the file that is not anybody's words, and why it was left out of the turns."""

    line: int
    """Counts from 1; paragraphs in a Word file, lines elsewhere."""
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """The text of one interview with its turns, in one version named by its hash."""

    id: str
    """The file name without its suffix."""
    path: str
    format: str
    encoding: str
    encoding_is_guess: bool
    language: Language
    text: str
    """What offsets mean: no byte order mark, line ends `\\n`, otherwise as it came."""
    sha256: str
    """Of the file's bytes, hexadecimal."""
    turns: tuple[Turn, ...]
    speakers: tuple[Speaker, ...]
    attributes: tuple[tuple[str, str], ...] = ()
    """Known facts about the interview, in the order in which they stand."""
    attributes_from: tuple[tuple[str, str], ...] = ()
    """Pairs of an attribute and where it stands: "front matter", "header, line 2"."""
    set_aside: tuple[SetAside, ...] = ()
    notes: tuple[str, ...] = ()
    """What a reader should know about how the file was understood, in sentences."""

    def words(self, turn: Turn) -> str:
        """The words of one turn."""
        return self.text[turn.start : turn.end]


def attribute_key(name: str) -> str:
    """The spelling under which names of attributes are one: Unicode form, case, blanks."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def text_hash(text: str) -> str:
    """What names a version of a text: the SHA-256 of its UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
