"""What coding is made of: segments, and the suggestions that rules make for them."""

from __future__ import annotations

from dataclasses import dataclass

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
