"""What coding is made of: segments and anchors, the suggestions that rules make, the codings
that coders decide on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from qcode.model.transcript import Role


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one transcript: code points `start` up to, not including, `end`."""

    transcript_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule matched: the words that it matched, as (start, end) pairs of
    code points in the transcript, in order, and the segment that it proposes."""

    rule: str
    code: str
    segment: Segment
    turn: int
    matched: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The proposal, from a codebook's rules, that a code applies to a segment.

    It is no coding yet: nobody has reviewed it. All hits of one code in one segment are one
    suggestion.
    """

    code: str
    segment: Segment
    turn: int
    speaker: str
    role: Role
    quotation: str
    """Always `transcript.text[segment.start:segment.end]`."""
    rules: tuple[str, ...]
    matched: tuple[tuple[int, int], ...]
    """(start, end) of the matched words in the transcript, sorted, without repeats."""


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """Where a coding sits, so firmly that it can be found again after the text was edited.

    `start` and `end` are code points of the version of the text that `text` names.
    """

    transcript: str
    text: str
    """SHA-256 of the text in UTF-8, hexadecimal: the version that was read."""
    turn: int
    """The number of the turn in that version, from 1."""
    start: int
    end: int
    quotation: str
    """The words from `start` up to, not including, `end`."""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a segment cannot go from {self.start} to {self.end}")
        if len(self.quotation) != self.end - self.start:
            length = self.end - self.start
            words = f"the quotation has {len(self.quotation)} characters, the segment {length}"
            raise ValueError(words)
        if self.turn < 1:
            raise ValueError("turns count from 1")

    @property
    def segment(self) -> Segment:
        """The stretch of the transcript, in the version that was read."""
        return Segment(self.transcript, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Coding:
    """One code applied to one segment by one coder, as it stands now."""

    coder: str
    code: str
    """Its present id: where codes were merged, the one that is left."""
    anchor: Anchor
    against: bool
    """Whether the segment speaks against the code: a negative case."""
    records: tuple[str, ...]
    """The ids of the records that say so, sorted; a new decision supersedes all of them."""

    @property
    def segment(self) -> Segment:
        """The stretch of the transcript, in the version that the anchor names."""
        return self.anchor.segment

    @property
    def turn(self) -> int:
        """The number of the turn in which the segment begins."""
        return self.anchor.turn

    @property
    def quotation(self) -> str:
        """The words of the segment."""
        return self.anchor.quotation


class CodedSegment(Protocol):
    """A code on a segment of a present text, whoever says so: what tables count. A `Suggestion`
    is one, and a `Coding` whose anchor is in the present text."""

    @property
    def code(self) -> str:
        """The id of the code."""

    @property
    def segment(self) -> Segment:
        """The stretch of the transcript."""

    @property
    def turn(self) -> int:
        """The number of the turn."""

    @property
    def quotation(self) -> str:
        """The words of the segment."""
