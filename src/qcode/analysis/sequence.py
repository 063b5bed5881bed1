"""Which code follows which, and in which part of an interview codes stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

import numpy as np
import pandas as pd

from qcode.analysis.view import Speakers, check_same_transcripts, view
from qcode.errors import QcodeError
from qcode.model.codebook import Codebook
from qcode.model.coding import CodedSegment
from qcode.model.transcript import Transcript


def sequence(
    segments: Iterable[CodedSegment], transcripts: Sequence[Transcript], codebook: Codebook
) -> pd.DataFrame:
    """How often one code is followed by another: at the next coded segment of the transcript.

    Segments follow each other by where they begin; several codes on one segment, or on segments
    that begin at one place, do not follow each other, and each is followed by each code of the
    next place.

    Args:
        segments: suggestions, as `suggest` gives them, or codings in the present texts.
        transcripts: those that they are about.
        codebook: its applicable codes are rows (what comes first) and columns (what follows).

    Returns:
        Integers, not symmetric; a code can follow itself.
    """
    segments = tuple(segments)
    check_same_transcripts(segments, transcripts)
    codes = [code.id for code in codebook.applicable()]
    place = {code: at for at, code in enumerate(codes)}
    table = np.zeros((len(codes), len(codes)), np.int64)
    at = {(one.segment.transcript_id, one.segment.start, one.code) for one in segments}
    for _, own in groupby(sorted(at), key=lambda key: key[0]):
        steps = [{code for *_, code in here} for _, here in groupby(own, key=lambda key: key[1])]
        for before, after in pairwise(steps):
            for code in before:
                for following in after:
                    table[place[code], place[following]] += 1
    head = pd.Index(codes, name="code", dtype=object)
    return pd.DataFrame(table, index=head, columns=head.rename("then"))


def course(
    segments: Iterable[CodedSegment],
    transcripts: Sequence[Transcript],
    codebook: Codebook,
    *,
    parts: int = 10,
    speakers: Speakers = "participants",
) -> pd.DataFrame:
    """In which part of the interviews codes stand, over all of them.

    The talk in view of each transcript is cut into parts of as many characters each; a segment is
    in the part in which it begins.

    Args:
        segments: suggestions, as `suggest` gives them, or codings in the present texts; those on
            turns out of view are not counted.
        transcripts: those that they are about.
        codebook: its applicable codes are the rows.
        parts: how many.
        speakers: whose talk is cut into parts.

    Returns:
        Integers: different segments with the code, a column a part, from 1.

    Raises:
        QcodeError: fewer than two parts.
    """
    if parts < 2:
        raise QcodeError("an interview is cut into two parts or more\n  hint: --parts 10")
    segments = tuple(segments)
    check_same_transcripts(segments, transcripts)
    codes = [code.id for code in codebook.applicable()]
    place = {code: at for at, code in enumerate(codes)}
    table = np.zeros((len(codes), parts), np.int64)
    talks = {each.id: _Talk(each, speakers) for each in transcripts}
    for code, at, turn in {(each.code, each.segment, each.turn) for each in segments}:
        part = talks[at.transcript_id].part(turn, at.start, parts)
        if part is not None:
            table[place[code], part] += 1
    head = pd.Index(codes, name="code", dtype=object)
    return pd.DataFrame(table, index=head, columns=pd.RangeIndex(1, parts + 1, name="part"))


class _Talk:
    """How much was said before each turn in view of a transcript, in code points."""

    def __init__(self, transcript: Transcript, speakers: Speakers) -> None:
        over = view([transcript], speakers)
        self.length = 0
        self.before: dict[int, tuple[int, int]] = {}
        for turn, seen in zip(transcript.turns, over.seen.tolist(), strict=True):
            if seen:
                self.before[turn.number] = (self.length, turn.start)
                self.length += turn.end - turn.start

    def part(self, turn: int, start: int, parts: int) -> int | None:
        """The part, from 0, in which a place of a turn lies; None out of view."""
        if turn not in self.before:
            return None
        said, begins = self.before[turn]
        return min((said + start - begins) * parts // max(self.length, 1), parts - 1)
