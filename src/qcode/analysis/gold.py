"""What a person judged, turn by turn: whether it fits the transcripts and the codebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Protocol

from qcode.analysis.nearest import did_you_mean
from qcode.errors import Problem, ProblemsError
from qcode.model.codebook import Codebook
from qcode.model.transcript import Transcript, Turn

Place = tuple[str, int]
"""A turn: transcript id and number."""


class Judgement(Protocol):
    """One row of a gold file: a code that a person gave to a turn, or "" for none at all."""

    @property
    def transcript(self) -> str:
        """The transcript's id."""

    @property
    def turn(self) -> int:
        """The turn's number, counted from 1 over all turns."""

    @property
    def code(self) -> str:
        """A code id, "" where the turn was judged to carry none."""

    @property
    def path(self) -> str:
        """The gold file."""

    @property
    def line(self) -> int:
        """The row's line in it."""


def check_places(
    rows: Sequence[Judgement],
    transcripts: Sequence[Transcript],
    turns: Mapping[Place, tuple[Transcript, Turn]],
) -> None:
    """One problem for each transcript or turn that is not there, on its first line."""
    ids = {transcript.id: len(transcript.turns) for transcript in transcripts}
    problems: dict[tuple[str, int], Problem] = {}
    for row in rows:
        if row.transcript not in ids:
            message = f"transcript '{row.transcript}' is not among those compared"
            near = did_you_mean(row.transcript, ids)
            hint = f"pass it too, or take its rows out; {near}"
            problems.setdefault((row.transcript, 0), Problem(row.path, row.line, message, hint))
        elif (row.transcript, row.turn) not in turns:
            message = f"transcript '{row.transcript}' has no turn {row.turn}"
            hint = f"it has {ids[row.transcript]} turns; 'qcode read' shows their numbers"
            key = (row.transcript, row.turn)
            problems.setdefault(key, Problem(row.path, row.line, message, hint))
    if problems:
        raise ProblemsError(problems.values())


def left_out(
    rows: Sequence[Judgement], codebook: Codebook, known: Set[str], out_of_view: int
) -> Iterator[str]:
    headings = {code.id for code in codebook.codes if code.id not in known}
    unknown = [row.code for row in rows if row.code and row.code not in known | headings]
    if unknown:
        yield f"{len(unknown)} gold rows are ignored, not in this codebook: {_names(unknown)}"
    heading = [row.code for row in rows if row.code in headings]
    if heading:
        what = f"{len(heading)} gold rows are ignored, headings that no rule suggests"
        yield f"{what}: {_names(heading)}"
    if out_of_view:
        yield f"{out_of_view} judged turns are the interviewer's and are not compared"
    none = {(row.transcript, row.turn) for row in rows if not row.code}
    coded = {(row.transcript, row.turn) for row in rows if row.code}
    if none & coded:
        yield (
            f"{len(none & coded)} turns are judged both to carry no code and to carry one: "
            "the codes count"
        )


def _names(codes: Sequence[str]) -> str:
    return ", ".join(f"{code} ({n})" for code, n in sorted(Counter(codes).items()))
