"""The turns that a table looks at, and the segments on them, as integer arrays.

Every figure is a count over these arrays, so that 90,000 segments take a blink.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from qcode.analysis.spoken import spoken
from qcode.errors import QcodeError
from qcode.model.codebook import Codebook
from qcode.model.coding import CodedSegment
from qcode.model.text import count_words
from qcode.model.transcript import Transcript, Turn

Integers: TypeAlias = npt.NDArray[np.int64]
Booleans: TypeAlias = npt.NDArray[np.bool_]
Floats: TypeAlias = npt.NDArray[np.float64]

Speakers = Literal["participants", "all"]
"""Whose turns are in view: what a share or a rate is a share or a rate of."""
CountingUnit = Literal["sentence", "turn", "transcript"]
"""What is counted once however often a code stands in it."""
UNITS = ("sentence", "turn", "transcript")

WORDS, CHARACTERS = "words", "characters"
"""The bases of rates, never pooled: Latin words, and Han characters."""


@dataclass(frozen=True, eq=False)
class View:
    """All turns of some transcripts, in order; arrays have one place a turn."""

    transcripts: tuple[Transcript, ...]
    turns: tuple[Turn, ...]
    transcript: Integers
    """The place of the turn's transcript among `transcripts`."""
    seen: Booleans
    """Whether the turn is in view."""
    speakers: Speakers
    """Whose turns those in view are."""

    def words(self, basis: str) -> Integers:
        """The size of each turn as a denominator: words or characters, 0 out of view.

        A turn counts only in the bases of its transcript: see `bases_of`.
        """
        sizes = [
            spoken(transcript)[0 if basis == WORDS else 1]
            if basis in bases_of(transcript)
            else np.zeros(len(transcript.turns), np.int64)
            for transcript in self.transcripts
        ]
        return np.where(self.seen, _joined(sizes), 0)

    def lengths(self) -> Integers:
        """The length of each turn in code points, blanks and punctuation included."""
        return np.array([turn.end - turn.start for turn in self.turns], np.int64)

    def participants(self) -> Integers:
        """A number for each turn's speaker, who is a person of one transcript."""
        known: dict[tuple[int, str], int] = {}
        pairs = zip(self.transcript.tolist(), self.turns, strict=True)
        numbers = [known.setdefault((at, turn.speaker), len(known)) for at, turn in pairs]
        return np.array(numbers, np.int64)


@dataclass(frozen=True, eq=False)
class Coded:
    """Coded segments on turns in view; arrays have one place each."""

    view: View
    turn: Integers
    """The place of its turn in the view."""
    code: Integers
    """The place of its code in `Codebook.codes`."""
    start: Integers
    end: Integers
    """Code points, counted through all transcripts, so that no two overlap by accident."""
    words: Booleans
    """Whether it counts in words rather than in characters."""

    def segments(self) -> Integers:
        """A number for each segment; several codes on the same one share it."""
        span = int(self.end.max(initial=0)) + 1
        number: Integers = np.unique(self.start * span + self.end, return_inverse=True)[1]
        return number

    def units(self, unit: CountingUnit) -> Integers:
        """A number for the unit that each stands in; the sentence unit is the segment itself."""
        if unit == "sentence":
            return self.segments()
        return self.turn if unit == "turn" else self.view.transcript[self.turn]


def view(transcripts: Sequence[Transcript], speakers: Speakers = "participants") -> View:
    """The turns of transcripts, with those of `speakers` in view."""
    turns = tuple(turn for transcript in transcripts for turn in transcript.turns)
    sizes = [len(transcript.turns) for transcript in transcripts]
    place = np.repeat(np.arange(len(sizes), dtype=np.int64), sizes)
    check(speakers, ("participants", "all"), "speakers")
    seen = [speakers == "all" or turn.role == "participant" for turn in turns]
    return View(tuple(transcripts), turns, place, np.array(seen, np.bool_), speakers)


def coded(segments: Iterable[CodedSegment], over: View, codebook: Codebook) -> Coded:
    """The segments whose turns are in view.

    Raises:
        QcodeError: one is about a transcript that is not there.
    """
    segments = tuple(segments)
    codes = {code.id: place for place, code in enumerate(codebook.codes)}
    turns = _places(over)
    check_same_transcripts(segments, over.transcripts)
    first, offset = {}, 0
    for transcript in over.transcripts:
        first[transcript.id] = offset
        offset += len(transcript.text) + 1
    at = [one.segment for one in segments]
    pairs = zip(at, segments, strict=True)
    turn = _array([turns[where.transcript_id, each.turn] for where, each in pairs])
    start = _array([first[where.transcript_id] + where.start for where in at])
    end = start + _array([where.end - where.start for where in at])
    code = _array([codes[one.code] for one in segments])
    words = np.array(_in_words(segments, over.transcripts), np.bool_)
    seen = over.seen[turn]
    return Coded(over, turn[seen], code[seen], start[seen], end[seen], words[seen])


def distinct(
    rows: Integers, columns: Integers, units: Integers, shape: tuple[int, int]
) -> Integers:
    """How many different units there are for each row and column, of this shape."""
    span = int(units.max(initial=0)) + 1
    cells = np.unique((rows * shape[1] + columns) * span + units) // span
    return np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape).astype(np.int64)


def reach(codebook: Codebook, columns: Sequence[str], *, roll_up: bool) -> Booleans:
    """Which code (in rows, as in `Codebook.codes`) counts for which of the columns.

    With `roll_up` a code counts for all codes above it too.
    """
    place = {code: column for column, code in enumerate(columns)}
    table = np.zeros((len(codebook.codes), len(columns)), np.bool_)
    for row, code in enumerate(codebook.codes):
        for target in (code.id, *(codebook.ancestors(code.id) if roll_up else ())):
            if target in place:
                table[row, place[target]] = True
    return table


def columns_of(codebook: Codebook, *, roll_up: bool) -> tuple[str, ...]:
    """The ids of the codes that a table shows, in the order of the codebook."""
    codes = codebook.codes if roll_up else codebook.applicable()
    return tuple(code.id for code in codes)


def bases_of(transcript: Transcript) -> tuple[str, ...]:
    """What rates in this transcript are per: words, characters for Chinese, both if mixed."""
    if transcript.language == "mixed":
        return (WORDS, CHARACTERS)
    return (CHARACTERS,) if transcript.language == "zh" else (WORDS,)


def per(count: Integers, of: Integers, scale: int = 1) -> Floats:
    """`scale * count / of`, NaN where there is nothing that it could be a share of."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(of > 0, scale * count / of, np.nan)


def check(value: str, known: Sequence[str], what: str) -> str:
    """The value, if it is one of those known.

    Raises:
        QcodeError: it is not; the message lists them.
    """
    if value not in known:
        raise QcodeError(f"'{value}' is not a choice for {what}\n  hint: use {', '.join(known)}")
    return value


def check_same_transcripts(
    segments: Sequence[CodedSegment], transcripts: Sequence[Transcript]
) -> None:
    """Check that the transcripts are those that they stand in.

    Raises:
        QcodeError: one is about another transcript.
    """
    there = {transcript.id for transcript in transcripts}
    about = {one.segment.transcript_id for one in segments}
    if about - there:
        raise QcodeError(
            f"segments are about transcript '{min(about - there)}', "
            "which is not among those given"
            "\n  hint: pass the transcripts that the segments stand in"
        )


def _in_words(segments: Sequence[CodedSegment], transcripts: Sequence[Transcript]) -> list[bool]:
    """Whether each one counts in words: by transcript, in a mixed one by its own script."""
    by_id = {
        transcript.id: None if len(bases_of(transcript)) > 1 else WORDS in bases_of(transcript)
        for transcript in transcripts
    }
    decided = [by_id[one.segment.transcript_id] for one in segments]
    return [
        _mostly_words(one.quotation) if known is None else known
        for known, one in zip(decided, segments, strict=True)
    ]


def _mostly_words(quotation: str) -> bool:
    words, characters = count_words(quotation)
    return words > characters


def _places(over: View) -> dict[tuple[str, int], int]:
    ids = [transcript.id for transcript in over.transcripts for _ in transcript.turns]
    numbers = (turn.number for turn in over.turns)
    return {key: place for place, key in enumerate(zip(ids, numbers, strict=True))}


def _array(values: list[int]) -> Integers:
    return np.array(values, np.int64)


def _joined(arrays: list[Integers]) -> Integers:
    return np.concatenate(arrays) if arrays else np.zeros(0, np.int64)
