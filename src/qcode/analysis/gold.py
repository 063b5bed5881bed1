"""What a person judged, turn by turn: whether it fits the transcripts and the codebook."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from difflib import SequenceMatcher
from typing import Protocol

from qcode.analysis.nearest import did_you_mean
from qcode.errors import Problem, ProblemsError
from qcode.model.codebook import Codebook
from qcode.model.transcript import Transcript, Turn

_NEARLY = 0.85
"""Of the letters; two slips in a name of fourteen."""

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
    """Check that what was judged is there.

    A gold file may speak of further transcripts, unless their names look like slips: nearly one
    of those compared, or one of those compared has no row.

    Raises:
        ProblemsError: one problem for each transcript or turn that is not, on its first line.
    """
    ids = {transcript.id: len(transcript.turns) for transcript in transcripts}
    are_all_judged = ids.keys() <= {row.transcript for row in rows}
    problems: dict[tuple[str, int], Problem] = {}
    for row in rows:
        if row.transcript not in ids:
            if are_all_judged and not _is_slip(row.transcript, ids):
                continue
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


def _is_slip(name: str, ids: Iterable[str]) -> bool:
    """Whether a name is nearly one of the ids; other digits make another name."""
    digits = re.findall(r"\d", name)
    return any(
        digits == re.findall(r"\d", known) and SequenceMatcher(None, name, known).ratio() >= _NEARLY
        for known in ids
    )


def left_out(
    rows: Sequence[Judgement],
    codebook: Codebook,
    known: Set[str],
    out_of_view: int,
    elsewhere: Set[str] = frozenset(),
) -> Iterator[str]:
    """What is not compared, and why, in sentences.

    Args:
        rows: all of a gold file.
        codebook: the one whose rules are compared.
        known: the ids of its codes that are compared.
        out_of_view: how many judged turns are not compared.
        elsewhere: transcripts that were judged and are not given.
    """
    if elsewhere:
        yield f"judged transcripts not given, so not compared: {', '.join(sorted(elsewhere))}"
    headings = {code.id for code in codebook.codes if code.id not in known}
    unknown = [row.code for row in rows if row.code and row.code not in known | headings]
    if unknown:
        yield f"gold rows ignored, not codes of this codebook: {_counted(unknown)}"
    heading = [row.code for row in rows if row.code in headings]
    if heading:
        yield f"gold rows ignored, headings that no rule suggests: {_counted(heading)}"
    if out_of_view:
        yield f"judged turns not compared, because the interviewer speaks: {out_of_view}"
    none = {(row.transcript, row.turn) for row in rows if not row.code}
    both = none & {(row.transcript, row.turn) for row in rows if row.code}
    if both:
        yield f"turns judged to carry no code and also one, where the code counts: {len(both)}"


def _counted(codes: Sequence[str]) -> str:
    each = ", ".join(f"{code} {n}" for code, n in sorted(Counter(codes).items()))
    return f"{len(codes)} ({each})"
