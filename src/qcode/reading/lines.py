"""What passes between the readers of formats and the recognition of turns.

A reader gives a `Source`: one text and its `Line`s. Recognition gives `Draft`s: who talks, and
which pieces of the text are the words. `assembly.py` makes turns of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from qcode.model.transcript import SetAside

PARAGRAPH = "\n"
"""Joins two pieces of a turn that were paragraphs."""
CUE = " "
"""Joins two pieces of a turn that were subtitle cues, or two halves of one line."""


class UnreadableError(Exception):
    """A file is no transcript that qcode can read: a message, a hint, a line (0: none)."""

    def __init__(self, message: str, hint: str = "", line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.line = line


class Line(NamedTuple):
    """One line of a source; `start` is its place in `Source.text`, in code points."""

    number: int
    """Counts from 1 in the file the user has; in a Word file, the paragraph."""
    text: str
    start: int
    start_time: float | None = None
    end_time: float | None = None
    speaker: str = ""
    """The voice that the format itself names (a WebVTT voice, a table's column)."""
    is_cue: bool = False
    aside: str = ""
    """Why these are nobody's words; "" for talk."""
    is_strong: bool = False
    """The whole paragraph is in bold."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text with its lines, before anybody knows who is speaking."""

    text: str
    lines: tuple[Line, ...]
    encoding: str
    encoding_is_guess: bool = False
    attributes: tuple[tuple[str, str], ...] = ()
    attributes_from: str = "properties of the file"
    roles: tuple[tuple[str, str], ...] = ()
    """Pairs of a speaker's name and what front matter says the speaker is."""
    of_speakers: tuple[tuple[str, str, str, str], ...] = ()
    """What a table says about speakers: name of the speaker, attribute, value, and where."""
    set_aside: tuple[SetAside, ...] = ()
    notes: tuple[str, ...] = ()
    labels: str | None = None
    """How labels look, where front matter says so."""
    lines_are_paragraphs: bool = False
    """No blank line is needed between paragraphs, as in a Word file."""


class Piece(NamedTuple):
    """A stretch of `Source.text`; `joiner` stands before it when it continues a turn."""

    start: int
    end: int
    joiner: str = PARAGRAPH


@dataclass(slots=True)
class Draft:
    """A turn in the making."""

    speaker: str
    start_time: float | None = None
    end_time: float | None = None
    pieces: list[Piece] = field(default_factory=list)
    line: int = 0
    is_preamble: bool = False
    """Prose that stands before the first label."""


@dataclass(slots=True)
class Talk:
    """Who said what, before roles are decided and offsets are settled."""

    drafts: list[Draft] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    legend: dict[str, str] = field(default_factory=dict)
    """Folded label to what a legend says it stands for."""
    roles: dict[str, str] = field(default_factory=dict)
    """Folded name to the role that a header line gives it."""

    asks_unlabelled: bool = False
    """Numbered questions stand between the answers, without a label."""
    inline_times: int = 0
    """How many times stood among the words and were left out."""

    def aside(self, line: Line, reason: str) -> None:
        """Leave a line out of the turns, with the reason."""
        self.set_aside.append(SetAside(line.number, line.text.strip(), reason))


def split_lines(text: str, first: int = 1, start: int = 0) -> tuple[Line, ...]:
    """The lines of a text from place `start` on, numbered from `first`."""
    lines = []
    for number, words in enumerate((text[start:] if start else text).split("\n"), first):
        lines.append(Line(number, words, start))
        start += len(words) + 1
    return tuple(lines)
