"""What a coding session shows at one moment: frozen values, nothing else.

`advance` in `machine.py` turns a state and an action into the next state and the decisions that
are to be written; `Session` in `driver.py` has them written. Questions that a screen asks of a
state are functions in `views.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from qcode.model.codebook import Codebook
from qcode.model.coding import Anchor, Segment, Suggestion
from qcode.model.transcript import Transcript, Turn
from qcode.session.options import SessionOptions
from qcode.study.queues import Dispute, Queue
from qcode.study.records import Memo
from qcode.study.study import Standing

Grain = Literal["character", "word", "sentence", "turn"]
GRAINS: tuple[Grain, ...] = ("character", "word", "sentence", "turn")
Mode = Literal["text", "compare", "help"]
"""What is looked at: the transcript, the segments of one code side by side, or the keys. An open
`prompt` lies above any of them."""
Mark = Suggestion | Standing
"""What stands in a turn and can be decided on: a suggestion, or a coding of anybody."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is worked on."""

    transcripts: Mapping[str, Transcript]
    """All of the study, by id, in its order."""
    hashes: Mapping[str, str]
    """Of the text of each."""
    suggestions: Mapping[str, tuple[Suggestion, ...]]
    """By transcript, in the order of the text; only of what the session was opened for."""
    codebook: Codebook
    """The codes of the file and those made while reading, as they are now."""
    used_ids: frozenset[str] = frozenset()
    """Ids of codes that are or were: a new code gets none of them."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was decided and is on the disk, as far as this coder may see it."""

    codings: Mapping[str, tuple[Standing, ...]]
    """By transcript, in the order of the text; of all coders unless the session is blind. Those
    that are unsure (`now` is None) come last."""
    said: Mapping[str, frozenset[tuple[str, int, int]]]
    """By transcript, where this coder said something about a code: code, start, end."""
    seen: Mapping[str, frozenset[int]]
    """By transcript, the turns that this coder has read."""
    memos: tuple[Memo, ...] = ()
    """By id, in the present texts; of all coders unless the session is blind."""
    settled: Mapping[tuple[str, int, str], bool] = field(default_factory=dict)
    """Disputes that were settled: by transcript, turn and code, whether the code applies."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a queue that waits for this coder: a turn to read, or a segment."""

    transcript: str
    turn: int
    start: int
    end: int
    """Code points of the present text."""
    code: str = ""
    suggestion: Suggestion | None = None
    standing: Standing | None = None
    """In `changed` and `unsure`: the coding whose words were changed."""
    candidates: tuple[Anchor, ...] = ()
    """In `changed` and `unsure`: where it may stand now, the likeliest first."""
    dispute: Dispute | None = None

    def is_at(self, transcript: str, turn: int) -> bool:
        """Whether a turn is the item's, or holds one of its candidates."""
        turns = {self.turn, *(each.turn for each in self.candidates)}
        return transcript == self.transcript and turn in turns


@dataclass(frozen=True, slots=True)
class Choice:
    """One line to choose from in a prompt."""

    value: str
    label: str
    note: str = ""
    """Said behind it in a weaker colour: where a code stands in the tree, who has a role."""
    new: bool = False
    """Whether choosing it makes a code of that name."""
    names: tuple[str, ...] = ()
    """What else names it, beside its value: names of the code in any language."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question to the coder: words to type, or a list to choose from while typing."""

    purpose: str
    """The name of the action that asks."""
    title: str
    kind: Literal["text", "choice"] = "text"
    text: str = ""
    """What is typed so far."""
    choices: tuple[Choice, ...] = ()
    """For a choice: those that fit what is typed, the best first."""
    chosen: int = 0
    """Which of the choices Enter takes."""
    required: bool = False
    """Whether there has to be an answer."""
    answers: tuple[str, ...] = ()
    """What was answered to the questions before this one."""


@dataclass(frozen=True, slots=True)
class SessionState:
    """All that a session shows."""

    coder: str
    options: SessionOptions
    work: Work
    taken: Taken
    queue: Queue
    items: tuple[Item, ...]
    """Of the queue, in its order, decided or not."""
    open: frozenset[int]
    """The numbers of the items that wait."""
    transcript: str
    """The transcript in view."""
    turn: int
    """The number of the turn in view, from 1."""
    selection: Segment
    """At least one character; begins in the turn in view."""
    at: int = -1
    """The number of the item that was in view last; -1 for none."""
    grain: Grain = "sentence"
    """By what the selection is moved."""
    focus: Mark | None = None
    """The suggestion or coding in the turn that a decision is about."""
    candidate: int = 0
    """Which candidate of the item is looked at."""
    code: str = ""
    """The code in view: whose definition and segments are shown; "" for none."""
    suggestions_shown: bool = True
    mode: Mode = "text"
    compared: int = 0
    """In the comparison: which segment is looked at."""
    split_to: str = ""
    """A code that was split off the one in view, to put its segments into; "" for none."""
    prompt: Prompt | None = None
    searched: str = ""
    """The words of the last search."""
    message: str = ""
    """What the last action brought about, or why it could not be done."""
    trouble: bool = False
    """Whether the message is about something that went wrong: nothing was decided then."""
    finished: bool = False

    @property
    def text(self) -> Transcript:
        """The transcript in view."""
        return self.work.transcripts[self.transcript]

    @property
    def here(self) -> Turn:
        """The turn in view."""
        return self.text.turns[self.turn - 1]

    @property
    def item(self) -> Item | None:
        """The item of the queue, where it is what is in view."""
        if self.at < 0:
            return None
        item = self.items[self.at]
        return item if item.is_at(self.transcript, self.turn) else None

    @property
    def quotation(self) -> str:
        """The words that are selected."""
        return self.text.text[self.selection.start : self.selection.end]
