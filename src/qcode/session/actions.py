"""What a coder asks of the session (actions), and what the session asks of the study (effects).

Both are values. An effect is a decision that is not taken yet: `Session` has it written, and only
then the state shows it.
"""

from __future__ import annotations

from dataclasses import dataclass

from qcode.model.coding import Anchor, Coding
from qcode.model.transcript import Role
from qcode.study.records import Memo, Subject


@dataclass(frozen=True, slots=True)
class Action:
    """One wish of the coder; `keys.py` lists the names."""

    name: str
    text: str = ""
    """What was typed: for `type` all that stands in the prompt, for `enter` and for actions that
    ask for something the answer, so that nothing is asked."""
    start: int = 0
    """For `select`: code points of the transcript in view."""
    end: int = 0


@dataclass(frozen=True, slots=True)
class ApplyCode:
    """Code a segment."""

    anchor: Anchor
    code: str
    against: bool = False
    suggested: bool = False
    rules: tuple[str, ...] = ()
    reason: str = ""
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RejectSuggestion:
    """Turn a suggestion down."""

    anchor: Anchor
    code: str
    rules: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReplaceSuggestion:
    """Turn a suggestion down and code its segment with another code."""

    anchor: Anchor
    code: str
    other: str
    rules: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ChangeCoding:
    """Put another coding in the place of one; what is None stays."""

    coding: Coding
    anchor: Anchor | None = None
    code: str | None = None
    against: bool | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Uncode:
    """Take a coding away."""

    coding: Coding
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NoteSeen:
    """Put down that a turn was read."""

    transcript: str
    turn: int
    suggestions: bool


@dataclass(frozen=True, slots=True)
class WriteMemo:
    """Write a memo, or a better one in the place of an earlier one."""

    text: str
    on: Subject
    of: str = ""
    anchor: Anchor | None = None
    instead: Memo | None = None


@dataclass(frozen=True, slots=True)
class MakeCode:
    """Make a code, and code a segment with it where one is given: one decision."""

    code: str
    name: str
    parent: str = ""
    reason: str = ""
    anchor: Anchor | None = None
    """The words that gave the code its name, which are coded with it."""
    coding: Coding | None = None
    """A coding, with its present place, that gets the new code instead of its own."""


@dataclass(frozen=True, slots=True)
class MergeCode:
    """Make a code part of another one."""

    code: str
    into: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MoveCode:
    """Put a code under another one, "" for the top."""

    code: str
    parent: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SetRole:
    """Put the role of a speaker right."""

    transcript: str
    speaker: str
    role: Role


@dataclass(frozen=True, slots=True)
class Adjudicate:
    """Settle a dispute, under the name of the adjudication."""

    anchor: Anchor
    code: str
    applies: bool
    reason: str


@dataclass(frozen=True, slots=True)
class UndoLast:
    """Take back the last decision."""


@dataclass(frozen=True, slots=True)
class RedoLast:
    """Do again what was taken back last."""


@dataclass(frozen=True, slots=True)
class OpenQueue:
    """List what waits in another queue, as things stand now."""

    queue: str


Effect = (
    ApplyCode
    | RejectSuggestion
    | ReplaceSuggestion
    | ChangeCoding
    | Uncode
    | NoteSeen
    | WriteMemo
    | MakeCode
    | MergeCode
    | MoveCode
    | SetRole
    | Adjudicate
    | UndoLast
    | RedoLast
    | OpenQueue
)
