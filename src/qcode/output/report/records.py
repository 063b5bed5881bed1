"""What a report page shows, as frozen records; `page.py` writes them as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qcode.model.transcript import Language, Role

What = Literal["codings", "suggestions", "both"]
"""What is counted: what coders decided, what rules suggest, or both together."""
PageLanguage = Literal["en", "zh"]
ByLanguage = dict[str, str]
"""A text by language, "" where no language is named."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How often a code stands on segments: a row of `code_table`; None is not defined."""

    participants: int
    participants_n: int
    transcripts: int
    turns: int
    segments: int
    share_of_turns: float | None
    share_of_characters: float | None
    per_1000_words: float | None
    per_1000_characters: float | None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What coders made of the suggestions of one rule."""

    code: str
    rule: str
    accepted: int
    changed: int
    rejected: int
    pending: int
    rate: float | None
    """Accepted of all decided; None where nothing was decided."""


@dataclass(frozen=True, slots=True)
class ShownRule:
    """A rule of a code."""

    id: str
    conditions: tuple[tuple[str, str], ...]
    """Pairs of a key of the codebook and what it says there."""
    suggested: int | None
    """The segments that it suggests; None where suggestions are not counted."""
    acceptance: Acceptance | None


@dataclass(frozen=True, slots=True)
class ShownCode:
    """A code with its rules of use and its figures."""

    id: str
    parent: str
    number: str
    """Its place in the tree: `2.3` is the third code below the second."""
    is_heading: bool
    name: ByLanguage
    definition: ByLanguage
    include: tuple[ByLanguage, ...]
    exclude: tuple[ByLanguage, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    own: Figures | None
    """None for headings, which stand on no segment themselves."""
    rolled: Figures | None
    """With all codes below it, a segment once; None where there are none below."""
    cells: tuple[int, ...]
    """Segments in each transcript: its own, or for a heading those of the codes below it."""
    rules: tuple[ShownRule, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """One code on one segment, whoever put it there."""

    code: int
    """The place of the code among the codes of the report."""
    transcript: int
    start: int
    """A code point of the transcript: tells one segment from another."""
    end: int
    turn: int
    speaker: str
    role: Role
    time: str
    quotation: str
    coders: tuple[str, ...]
    """Those who coded it; empty for what only rules suggest."""
    rules: tuple[str, ...]
    """Those that suggest it; empty where nobody asked them."""
    against: bool
    """Whether it speaks against the code: a negative case, which no table counts."""
    counted: bool
    """Whether tables count it: it speaks for the code, on a turn in view."""


@dataclass(frozen=True, slots=True)
class ShownSpeaker:
    """Who talks in a transcript."""

    name: str
    role: Role
    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownTranscript:
    """What is known of a transcript, and its denominators: turns in view and what they hold."""

    id: str
    file: str
    language: Language
    sha256: str
    attributes: tuple[tuple[str, str], ...]
    speakers: tuple[ShownSpeaker, ...]
    all_turns: int
    turns: int
    words: int
    characters: int
    participants: int


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """A turn with its words."""

    number: int
    speaker: str
    role: Role
    time: str
    words: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a passage lies in the words of one turn.

    `start` and `end` are UTF-16 units, as browsers count: an emoji is two.
    """

    passage: int
    turn: int
    """The place of the turn among those of its transcript."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Talk:
    """The turns of one transcript and the passages on them."""

    turns: tuple[ShownTurn, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """A table of agreement between coders, as it shall be printed."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CoderWork:
    """A coder and how many codings of theirs the report holds, for and against."""

    name: str
    codings: int


@dataclass(frozen=True, slots=True)
class ShownCodebook:
    """Which codebook was used."""

    id: str
    version: str
    file: str
    sha256: str
    """"" where there is no file."""


@dataclass(frozen=True, slots=True)
class Report:
    """All that the page shows."""

    title: ByLanguage
    language: PageLanguage
    """Of the interface, until the reader switches."""
    what: What
    speakers: Literal["participants", "all"]
    """Whose turns are in view: what shares and rates are of."""
    version: str
    """Of qcode."""
    codebook: ShownCodebook
    codes: tuple[ShownCode, ...]
    transcripts: tuple[ShownTranscript, ...]
    coders: tuple[CoderWork, ...]
    passages: tuple[Passage, ...]
    talks: tuple[Talk, ...]
    """One for each transcript."""
    notes: tuple[str, ...] = ()
    """What is not counted or could not be read, in sentences."""
    agreement: Agreement | None = None
