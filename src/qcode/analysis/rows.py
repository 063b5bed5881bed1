"""The rows of a table: what turns are counted together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qcode.analysis.nearest import did_you_mean
from qcode.analysis.view import Integers, View, bases_of
from qcode.errors import QcodeError
from qcode.model.transcript import Transcript

ROWS = ("transcript", "speaker", "role")
NOT_GIVEN = "(not given)"
"""The row of transcripts whose front matter does not say."""

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
    """The rows of a table by transcript, speaker, role, or an attribute of the transcripts.

    Raises:
        QcodeError: no transcript has the attribute.
    """
    transcripts = over.transcripts
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
    return _of_attribute(over, _attribute(by, transcripts))


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
    values = [dict(transcript.attributes).get(name) for transcript in over.transcripts]
    names = list(dict.fromkeys(value for value in values if value is not None))
    if None in values:
        names.append(NOT_GIVEN)
    place = {value: row for row, value in enumerate(names)}
    rows = [len(names) - 1 if value is None else place[value] for value in values]
    bases: list[set[str]] = [set() for _ in names]
    for row, transcript in zip(rows, over.transcripts, strict=True):
        bases[row].update(bases_of(transcript))
    of_turn = np.array(rows, np.int64)[over.transcript]
    title = f"attribute:{name}" if name in _OTHER_COLUMNS else name
    return Rows(title, tuple(names), of_turn, tuple(map(tuple, bases)))


def _attribute(by: str, transcripts: Sequence[Transcript]) -> str:
    """The attribute that `by` names.

    Raises:
        QcodeError: no transcript has it.
    """
    known = dict.fromkeys(name for t in transcripts for name, _ in t.attributes)
    name = by.removeprefix("attribute:")
    if name in known:
        return name
    if not known:
        hint = f"write '{name}: VALUE' into the front matter of the transcripts"
    elif by == "attribute":
        hint = f"say which, for example --by attribute:{next(iter(known))}"
    else:
        hint = did_you_mean(name, known if by != name else (*known, *ROWS))
    raise QcodeError(f"no transcript has an attribute '{name}'\n  hint: {hint}")
