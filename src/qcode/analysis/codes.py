"""Each code with how many people, transcripts, turns and segments it stands on."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from qcode.analysis.view import (
    CHARACTERS,
    WORDS,
    Booleans,
    Coded,
    Floats,
    Integers,
    Speakers,
    View,
    coded,
    columns_of,
    distinct,
    per,
    reach,
    view,
)
from qcode.model.codebook import Codebook
from qcode.model.coding import CodedSegment
from qcode.model.transcript import Transcript


def code_table(
    segments: Iterable[CodedSegment],
    transcripts: Sequence[Transcript],
    codebook: Codebook,
    *,
    against: Iterable[CodedSegment] | None = None,
    asked: Mapping[str, Collection[tuple[str, int]]] | None = None,
    roll_up: bool = False,
    speakers: Speakers = "participants",
) -> pd.DataFrame:
    """One row a code, in the order of the codebook, also for those that nobody used.

    Args:
        segments: suggestions, as `suggest` gives them, or codings in the present texts; those on
            turns out of view are not counted.
        transcripts: all that were looked at.
        codebook: its applicable codes are the rows.
        against: negative cases: segments that speak against their code. None where there can be
            none.
        asked: by code, the turns (transcript and number) that answer a question about it, as
            `qcode.matching.asked.asked_about` gives them.
        roll_up: headings become rows too, and a code counts for all codes above it.
        speakers: whose turns are in view; they make numerators and denominators.

    Returns:
        The columns

        - `code`, `name` (English, else what there is), `name_zh` ("" if there is none);
        - `participants`, `participants_n`: how many people mention it, of all in view. A person is
          a speaker of one transcript;
        - `transcripts`, `turns`, `segments`: how many different ones carry it;
        - `participants_asked`, `participants_asked_mention`, if `asked` holds anything: who answers
          a question about the code, and who of these mentions it, wherever; NaN for a code about
          which no rule says what is asked;
        - `participants_against`, `segments_against`: the same of negative cases, if `against` is
          given; who speaks for and against counts in both;
        - `share_of_turns`: of the turns in view, 0 to 1;
        - `share_of_characters`: of all characters in view (letters, blanks and punctuation alike),
          the part that lies in its segments; where segments overlap it counts once;
        - `per_1000_words`, `per_1000_characters`: segments per 1,000 Latin words or 1,000 Han
          characters, never pooled; see `frequency` for which segment counts where.

        Shares and rates are NaN where nothing in view could be a share of.
    """
    over = view(transcripts, speakers)
    marks = coded(segments, over, codebook)
    ids = columns_of(codebook, roll_up=roll_up)
    mark, column = np.nonzero(reach(codebook, ids, roll_up=roll_up)[marks.code])
    turn, segment = marks.turn[mark], marks.segments()[mark]
    people = over.participants()

    def count(units: Integers, kept: Booleans | slice = slice(None)) -> Integers:
        rows = column[kept]
        return distinct(rows, np.zeros_like(rows), units[kept], (len(ids), 1))[:, 0]

    def rate(basis: str) -> Integers:
        return count(segment, marks.words[mark] == (basis == WORDS))

    def share(of: Integers, counted: Integers, scale: int = 1) -> Floats:
        return per(counted, np.full(len(ids), of.sum(), np.int64), scale)

    turns = count(turn)
    codes = [codebook[code] for code in ids]
    table = pd.DataFrame(
        {
            "code": ids,
            "name": [code.name.get("en") for code in codes],
            "name_zh": [dict(code.name.by_language).get("zh", "") for code in codes],
            "participants": count(people[turn]),
            "participants_n": len(np.unique(people[over.seen])),
            "transcripts": count(over.transcript[turn]),
            "turns": turns,
            "segments": count(segment),
            "share_of_turns": share(over.seen.astype(np.int64), turns),
            "share_of_characters": share(
                over.lengths()[over.seen], _covered(marks, mark, column, len(ids))
            ),
            "per_1000_words": share(over.words(WORDS), rate(WORDS), 1000),
            "per_1000_characters": share(over.words(CHARACTERS), rate(CHARACTERS), 1000),
        }
    )
    if asked:
        columns = _of_asked(asked, ids, over, turn, column)
        place = list(table.columns).index("participants_n") + 1
        for name, values in reversed(columns.items()):
            table.insert(place, name, values)
    if against is not None:
        place = list(table.columns).index("segments") + 1
        opposed = code_table(against, transcripts, codebook, roll_up=roll_up, speakers=speakers)
        for name in ("segments", "participants"):
            table.insert(place, f"{name}_against", opposed[name])
    return table


def _of_asked(
    asked: Mapping[str, Collection[tuple[str, int]]],
    codes: Sequence[str],
    over: View,
    turn: Integers,
    column: Integers,
) -> dict[str, list[float]]:
    """How many people were asked about each code, and how many of them mention it."""
    people = over.participants()
    ids = [over.transcripts[at].id for at in over.transcript.tolist()]
    places = [(name, each.number) for name, each in zip(ids, over.turns, strict=True)]
    found: dict[str, list[float]] = {"participants_asked": [], "participants_asked_mention": []}
    for number, code in enumerate(codes):
        if code not in asked:
            counts = [math.nan, math.nan]
        else:
            answers = np.array([place in asked[code] for place in places], np.bool_)
            answering = set(people[answers & over.seen].tolist())
            mentioning = set(people[turn[column == number]].tolist())
            counts = [len(answering), len(answering & mentioning)]
        for name, value in zip(found, counts, strict=True):
            found[name].append(value)
    return found


def _covered(marks: Coded, mark: Integers, column: Integers, columns: int) -> Integers:
    """How many code points lie in the segments of each column, those in several counted once.

    Each column gets its own stretch of the number line; going along it, a segment adds what
    lies beyond the furthest end so far.
    """
    span = int(marks.end.max(initial=0)) + 1
    start, end = marks.start[mark] + column * span, marks.end[mark] + column * span
    order = np.argsort(start, kind="stable")
    start, end = start[order], end[order]
    reached = np.concatenate([np.zeros(1, np.int64), np.maximum.accumulate(end)[:-1]])[: len(end)]
    added = np.maximum(end - np.maximum(start, reached), 0)
    return np.bincount(column[order], weights=added, minlength=columns).astype(np.int64)
