"""The rows of a table: what turns are counted together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qcode.analysis.nearest import did_you_mean
from qcode.analysis.view import Integers, View, bases_of
from qcode.errors import QcodeError
from qcode.model.transcript import Transcript, attribute_key

ROWS = ("transcript", "speaker", "role")
NOT_GIVEN = "(not given)"
"""The row of those about whom nothing says."""

_OTHER_COLUMNS = ("per", "code", "value", "n", "of")


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of a table, and the row of each turn."""

    title: str
    names: tuple[str, ...]
    of_turn: Integers
    """The row of each turn of the view."""
    bases: tuple[tuple[str, ...], ...]
    """For each row the bases of the transcripts that belong to it."""


def rows_by(over: View, by: str) -> Rows:
    """The rows of a table by transcript, speaker, role, an attribute of the transcripts, or several
    of these: `village,role` has a row `Upper / participant` for each pair that speaks.

    Raises:
        QcodeError: no transcript has the attribute.
    """
    transcripts = over.transcripts
    if "," in by and not _is_attribute(by, transcripts):
        first, _, rest = by.partition(",")
        return _crossed(over, rows_by(over, first.strip()), rows_by(over, rest.strip()))
    if by == "transcript":
        names = [transcript.id for transcript in transcripts]
        return Rows(by, tuple(names), over.transcript, tuple(map(bases_of, transcripts)))
    if by == "speaker":
        return _of_speakers(over)
    if by == "role":
        roles = ("participant", "interviewer") if over.speakers == "all" else ("participant",)
        place = np.array([turn.role == "interviewer" for turn in over.turns], np.int64)
        bases = tuple(basis for t in transcripts for basis in bases_of(t))
        return Rows(by, roles, np.minimum(place, len(roles) - 1), (bases,) * len(roles))
    return _of_attribute(over, attribute_named(by, transcripts))


def _crossed(over: View, outer: Rows, inner: Rows) -> Rows:
    """A row a pair of rows that has a turn in view, in the order of the first, then the second."""
    number = outer.of_turn * len(inner.names) + inner.of_turn
    pairs = np.unique(number[over.seen])
    names = [
        f"{outer.names[pair // len(inner.names)]} / {inner.names[pair % len(inner.names)]}"
        for pair in pairs.tolist()
    ]
    places = {pair: row for row, pair in enumerate(pairs.tolist())}
    bases: list[dict[str, None]] = [{} for _ in names]
    turns = zip(number.tolist(), over.transcript.tolist(), over.seen.tolist(), strict=True)
    for pair, at in dict.fromkeys((pair, at) for pair, at, is_seen in turns if is_seen):
        bases[places[pair]].update(dict.fromkeys(bases_of(over.transcripts[at])))
    rows = np.array([places.get(pair, 0) for pair in number.tolist()], np.int64)
    title = f"{outer.title}, {inner.title}"
    return Rows(title, tuple(names), rows, tuple(map(tuple, bases)))


def _is_attribute(name: str, transcripts: Sequence[Transcript]) -> bool:
    facts = [fact for each in transcripts for fact in each.attributes]
    facts += [fact for each in transcripts for who in each.speakers for fact in who.attributes]
    return attribute_key(name) in {attribute_key(known) for known, _ in facts}


def _of_speakers(over: View) -> Rows:
    """A row a speaker in view, in the order in which they first speak."""
    rows: dict[tuple[int, str], int] = {}
    keys = list(zip(over.transcript.tolist(), (turn.speaker for turn in over.turns), strict=True))
    for key, seen in zip(keys, over.seen.tolist(), strict=True):
        if seen:
            rows.setdefault(key, len(rows))
    names = tuple(f"{over.transcripts[place].id}/{speaker}" for place, speaker in rows)
    bases = tuple(bases_of(over.transcripts[place]) for place, _ in rows)
    return Rows("speaker", names, np.array([rows.get(key, 0) for key in keys], np.int64), bases)


def _of_attribute(over: View, name: str) -> Rows:
    """A row a value, in the order of the transcripts; those without one stand last."""
    of_speaker, of_transcript = values_of_attribute(over.transcripts, name)
    speakers = zip(over.transcript.tolist(), (turn.speaker for turn in over.turns), strict=True)
    of_turn = [of_speaker.get(who, of_transcript[who[0]]) for who in speakers]
    pairs = _pairs_in_view(over, of_turn, of_transcript)
    names = sorted(dict.fromkeys(value for _, value in pairs), key=lambda each: each == NOT_GIVEN)
    row = {value: number for number, value in enumerate(names)}
    bases: list[set[str]] = [set() for _ in names]
    for place, value in pairs:
        bases[row[value]].update(bases_of(over.transcripts[place]))
    rows = np.array([row.get(value, 0) for value in of_turn], np.int64)
    title = f"attribute:{name}" if name in (*ROWS, *_OTHER_COLUMNS) else name
    return Rows(title, tuple(names), rows, tuple(map(tuple, bases)))


def _pairs_in_view(
    over: View, of_turn: Sequence[str], of_transcript: Sequence[str]
) -> list[tuple[int, str]]:
    """Transcripts by place, each with the values of its turns in view, in order; one that has no
    turn in view has its own value, so that it keeps its row."""
    turns = zip(over.transcript.tolist(), of_turn, over.seen.tolist(), strict=True)
    pairs = dict.fromkeys((place, value) for place, value, is_seen in turns if is_seen)
    heard = {place for place, _ in pairs}
    silent = [pair for pair in enumerate(of_transcript) if pair[0] not in heard]
    return sorted([*pairs, *silent], key=lambda pair: pair[0])


def values_of_attribute(
    transcripts: Sequence[Transcript], name: str
) -> tuple[dict[tuple[int, str], str], list[str]]:
    """An attribute of speakers who have it, by the transcript's place and label, and of
    transcripts."""
    key = attribute_key(name)
    of_speaker = {
        (place, speaker.name): value
        for place, transcript in enumerate(transcripts)
        for speaker in transcript.speakers
        if (value := _value(speaker.attributes, key)) != NOT_GIVEN
    }
    return of_speaker, [_value(transcript.attributes, key) for transcript in transcripts]


def _value(attributes: Sequence[tuple[str, str]], key: str) -> str:
    """The value under a name in any spelling; an empty one is as good as none."""
    found = (value.strip() for name, value in attributes if attribute_key(name) == key)
    return next((value for value in found if value), NOT_GIVEN)


def attribute_named(by: str, transcripts: Sequence[Transcript], option: str = "--by") -> str:
    """The attribute that `by` names, as it is first written; case and Unicode form are ignored.

    `option` is where the user says so.

    Raises:
        QcodeError: no transcript and no speaker has it.
    """
    facts = [fact for transcript in transcripts for fact in transcript.attributes]
    facts += [fact for each in transcripts for who in each.speakers for fact in who.attributes]
    known = dict.fromkeys(name for name, _ in facts)
    name = by.removeprefix("attribute:")
    same = [each for each in known if attribute_key(each) == attribute_key(name)]
    if same:
        return name if name in same else same[0]
    if not known:
        hint = (
            f"write '{name}: VALUE' into the front matter of the transcripts, "
            f"or a column '{name}' into cases.csv"
        )
    elif by == "attribute":
        hint = f"say which, for example {option} attribute:{next(iter(known))}"
    else:
        near = did_you_mean(name, known if by != name else (*known, *ROWS))
        there = did_you_mean("", known)
        hint = f"{near} {there}" if near.startswith("did you mean") else there
    raise QcodeError(f"no transcript has an attribute '{name}'\n  hint: {hint}")
