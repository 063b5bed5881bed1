"""A part of the talk: the turns of which something is known, such as those of one village."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from qcode.analysis.nearest import did_you_mean
from qcode.analysis.rows import NOT_GIVEN, attribute_named, values_of_attribute
from qcode.errors import QcodeError
from qcode.model.coding import CodedSegment
from qcode.model.transcript import Transcript, Turn, attribute_key

_OWN: dict[str, Callable[[Transcript, Turn], str]] = {
    "transcript": lambda transcript, _: transcript.id,
    "speaker": lambda _, turn: turn.speaker,
    "role": lambda _, turn: turn.role,
    "language": lambda transcript, _: transcript.language,
}
"""What is known of every turn, whatever attributes there are."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Some turns of some transcripts."""

    transcripts: tuple[Transcript, ...]
    """With the chosen turns and those who speak in them; those without a turn are left out."""
    said: str
    """What was asked for: `village=Upper or Lower; role=participant`."""

    def of(self, segments: Iterable[CodedSegment]) -> list[CodedSegment]:
        """The segments that stand in chosen turns."""
        kept = {(each.id, turn.number) for each in self.transcripts for turn in each.turns}
        return [one for one in segments if (one.segment.transcript_id, one.turn) in kept]


def select(transcripts: Sequence[Transcript], asked: Sequence[tuple[str, str]]) -> Selection:
    """The turns of which all that is asked for holds.

    Args:
        transcripts: all that there are.
        asked: names and values: `transcript`, `speaker`, `role`, `language`, or an attribute of
            transcripts or speakers. A name that comes again allows several values. Case counts in
            neither. A turn has its speaker's value, else its transcript's.

    Raises:
        QcodeError: there is no such attribute, no turn has the value, or none has all of them.
    """
    names = {attribute_key(name): name for name, _ in reversed(asked)}
    wanted: dict[str, list[str]] = {}
    for name, value in asked:
        wanted.setdefault(names[attribute_key(name)], []).append(value)
    kept = {(each.id, turn.number) for each in transcripts for turn in each.turns}
    for name, values in wanted.items():
        known = _values(transcripts, name)
        folded = {value.casefold() for value in known.values()}
        for value in values:
            if value.casefold() not in folded:
                there = dict.fromkeys(each for each in known.values() if each != NOT_GIVEN)
                hint = did_you_mean(value, there)
                raise QcodeError(f"no turn has '{value}' as its {name}\n  hint: {hint}")
        these = {value.casefold() for value in values}
        kept &= {place for place, value in known.items() if value.casefold() in these}
    said = "; ".join(f"{name}={' or '.join(values)}" for name, values in wanted.items())
    chosen = tuple(filter(None, (_part(each, kept) for each in transcripts)))
    if not chosen:
        raise QcodeError(f"no turn has all of {said}\n  hint: ask for less")
    return Selection(chosen, said)


def _values(transcripts: Sequence[Transcript], name: str) -> dict[tuple[str, int], str]:
    """What is known of each turn under a name, by transcript and number."""
    own = _OWN.get(name.casefold())
    if own:
        return {(t.id, turn.number): own(t, turn) for t in transcripts for turn in t.turns}
    attribute = attribute_named(name, transcripts, option="--where")
    of_speaker, of_transcript = values_of_attribute(transcripts, attribute)
    return {
        (transcript.id, turn.number): of_speaker.get((place, turn.speaker), of_transcript[place])
        for place, transcript in enumerate(transcripts)
        for turn in transcript.turns
    }


def _part(transcript: Transcript, kept: set[tuple[str, int]]) -> Transcript | None:
    turns = tuple(turn for turn in transcript.turns if (transcript.id, turn.number) in kept)
    if len(turns) == len(transcript.turns):
        return transcript
    heard = {turn.speaker for turn in turns}
    speakers = tuple(each for each in transcript.speakers if each.name in heard)
    return replace(transcript, turns=turns, speakers=speakers) if turns else None
