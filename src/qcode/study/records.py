"""The records of a log: what a person decided, one frozen record a decision.

A record never changes. A later one that names it in `supersedes` takes its place; what stands
is computed in `fold.py`. Text fields default to "" and collections to the empty tuple.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Literal

from qcode.model.coding import Anchor
from qcode.study.coders import coder_key
from qcode.study.ids import ID

Subject = Literal["project", "case", "transcript", "code", "segment", "turn"]
SUBJECTS: tuple[Subject, ...] = ("project", "case", "transcript", "code", "segment", "turn")

HASH = re.compile(r"[0-9a-f]{64}")
"""SHA-256, hexadecimal."""
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record says: which it is, who decided, when by their clock, instead of what.

    Raises:
        ValueError: the fields of this or any other kind of record make no sense.
    """

    kind: ClassVar[str] = ""
    personal: ClassVar[bool] = True
    """Whether only a record of the same coder can supersede it."""

    id: str
    coder: str
    time: str
    """UTC, `2026-01-31T09:30:00Z`: shown, never relied on."""
    supersedes: tuple[str, ...] = ()
    """The ids of the records that no longer stand because of this one."""

    def __post_init__(self) -> None:
        if not ID.fullmatch(self.id):
            raise ValueError(f"'{self.id}' is not the id of a record")
        if not _TIME.fullmatch(self.time):
            raise ValueError(f"'{self.time}' is not a time like 2026-01-31T09:30:00Z")
        if not coder_key(self.coder):
            raise ValueError("a record needs a coder")
        for other in self.supersedes:
            if not ID.fullmatch(other):
                raise ValueError(f"'{other}' is not the id of a record")
        if self.id in self.supersedes:
            raise ValueError("a record cannot supersede itself")
        self._check()

    def _check(self) -> None:
        """What one kind asks for beyond this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Record):
    """What a coder says about one code on one segment."""

    anchor: Anchor
    code: str
    definition: str = ""
    """SHA-256 of the code's definition at that time, hexadecimal; "" when it had none."""
    suggested: bool = False
    """Whether a suggestion of this code for this segment was in view."""
    rules: tuple[str, ...] = ()
    """The rules that suggested it."""
    reason: str = ""

    def _check(self) -> None:
        _need(self.code, "code")
        _need_hash(self.anchor.text, "text")
        if self.definition:
            _need_hash(self.definition, "definition")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded(Judgement):
    """The code applies: the segment speaks for it or, as a negative case, against it."""

    kind: ClassVar[str] = "code"
    against: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected(Judgement):
    """A suggestion was turned down."""

    kind: ClassVar[str] = "reject"


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncoded(Judgement):
    """The code does not apply after all."""

    kind: ClassVar[str] = "uncode"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone(Record):
    """What it supersedes is taken back, as if it had never been written.

    What that had superseded stands again. An undo of an undo is a redo.
    """

    kind: ClassVar[str] = "undo"

    def _check(self) -> None:
        if not self.supersedes:
            raise ValueError("an undo names the records that it takes back in 'supersedes'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo(Record):
    """A dated note."""

    kind: ClassVar[str] = "memo"
    on: Subject
    of: str = ""
    """The id of the case, transcript or code."""
    anchor: Anchor | None = None
    """The segment, or the whole turn."""
    text: str

    def _check(self) -> None:
        _need(self.text, "text")
        if self.on not in SUBJECTS:
            raise ValueError(f"a memo on '{self.on}' is none of: {', '.join(SUBJECTS)}")
        if (self.anchor is not None) != (self.on in {"segment", "turn"}):
            raise ValueError("a memo has an anchor when it is on a segment or turn, and only then")
        if bool(self.of) != (self.on in {"case", "transcript", "code"}):
            raise ValueError(
                f"a memo on a {self.on} names in 'of' what it cannot, or names nothing"
            )
        if self.anchor:
            _need_hash(self.anchor.text, "text")


@dataclass(frozen=True, slots=True, order=True)
class TurnSpan:
    """One turn and where it stands, which tells it even if turns are counted otherwise later."""

    turn: int
    start: int
    end: int

    def __post_init__(self) -> None:
        _need_turn(self.turn, self.start, self.end)


@dataclass(frozen=True, slots=True, order=True)
class TurnPlace:
    """One turn in one version of a transcript."""

    transcript: str
    text: str
    turn: int
    start: int
    end: int

    def __post_init__(self) -> None:
        _need(self.transcript, "transcript")
        _need_hash(self.text, "text")
        _need_turn(self.turn, self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen(Record):
    """Turns of one transcript were read: an uncoded turn and an unread one differ."""

    kind: ClassVar[str] = "seen"
    transcript: str
    text: str
    """SHA-256 of the version that was read."""
    turns: tuple[TurnSpan, ...]
    suggestions: bool
    """Whether suggestions were shown."""
    codebook: str = ""
    """SHA-256 of the codebook in use; "" without one."""

    def _check(self) -> None:
        if not self.turns:
            raise ValueError("no turn was seen")
        if self.codebook:
            _need_hash(self.codebook, "codebook")
        _need(self.transcript, "transcript")
        _need_hash(self.text, "text")


def _need(value: str, name: str) -> None:
    if not value:
        raise ValueError(f"'{name}' is empty")


def _need_turn(turn: int, start: int, end: int) -> None:
    if turn < 1:
        raise ValueError("turns count from 1")
    if not 0 <= start < end:
        raise ValueError(f"a turn cannot go from {start} to {end}")


def _need_hash(value: str, name: str) -> None:
    if not HASH.fullmatch(value):
        raise ValueError(f"'{name}' is not a SHA-256 in hexadecimal: '{value}'")
