"""Which codes stand together: codes by codes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import numpy as np
import pandas as pd

from qcode.analysis.view import Integers, check
from qcode.errors import QcodeError
from qcode.model.codebook import Codebook
from qcode.model.coding import CodedSegment

Together = Literal["segment", "overlap", "sentence", "turn", "transcript"]
TOGETHER: tuple[Together, ...] = ("segment", "overlap", "sentence", "turn", "transcript")
"""What two codes have to share to stand together."""
Span = tuple[int, int]
Sentences = Mapping[str, Sequence[Span]]
"""Of each transcript, by its id: start and end of its sentences, in order."""


def cooccurrence(
    segments: Iterable[CodedSegment],
    codebook: Codebook,
    *,
    unit: Together = "turn",
    within: int = 0,
    sentences: Sentences | None = None,
) -> pd.DataFrame:
    """In how many units each two codes stand together, whatever the number of segments in each.

    Args:
        segments: suggestions, as `suggest` gives them, or codings in the present texts.
        codebook: its applicable codes are rows and columns, in its order, also unused ones.
        unit: `turn` or `transcript`; `segment`, where two codes meet on the very same segment;
            `sentence`, in which words of both stand; or `overlap`, where their segments share a
            word: there pairs of segments are counted, as many as can be made when each segment
            stands in one pair at most.
        within: with `turn`, codes also meet in turns that lie at most so many turns apart, and
            pairs of turns are counted in the same way.
        sentences: needed for `sentence`, as `qcode.matching.sentences.sentences_of` gives them.

    Returns:
        Integers, symmetric; the diagonal is the number of units (segments) with the code, and no
        cell is above the smaller of its two diagonal cells.

    Raises:
        QcodeError: an unknown unit, or `within` with another unit than `turn`.
    """
    segments = tuple(segments)
    codes = [code.id for code in codebook.applicable()]
    place = {code: column for column, code in enumerate(codes)}
    column = np.array([place[one.code] for one in segments], np.int64)
    full = _together(segments, column, len(codes), unit, within, sentences)
    head = pd.Index(codes, name="code", dtype=object)
    return pd.DataFrame(full, index=head, columns=head.rename("with"))


def crossing(
    rows: tuple[Iterable[CodedSegment], Codebook],
    columns: tuple[Iterable[CodedSegment], Codebook],
    *,
    unit: Together = "turn",
    within: int = 0,
    sentences: Sentences | None = None,
) -> pd.DataFrame:
    """In how many units a code of one codebook stands together with a code of another, such as
    actors by mechanisms.

    Args:
        rows: segments, and the codebook whose applicable codes are the rows.
        columns: the same for the columns.
        unit: as in `cooccurrence`, like the next two.
        within: in how many turns.
        sentences: of all transcripts.

    Returns:
        Integers; no cell is above the number of units with its row's code, or its column's.

    Raises:
        QcodeError: as `cooccurrence`.
    """
    names = [[code.id for code in codebook.applicable()] for _, codebook in (rows, columns)]
    places = [{code: at for at, code in enumerate(each)} for each in names]
    first, second = tuple(rows[0]), tuple(columns[0])
    size = len(names[0])
    column = [places[0][one.code] for one in first]
    column += [size + places[1][one.code] for one in second]
    numbers = np.array(column, np.int64)
    whole = (*first, *second)
    table = _together(whole, numbers, size + len(names[1]), unit, within, sentences)
    index = pd.Index(names[0], name="code", dtype=object)
    heads = pd.Index(names[1], name="with", dtype=object)
    return pd.DataFrame(table[:size, size:], index=index, columns=heads)


def _together(
    segments: Sequence[CodedSegment],
    column: Integers,
    size: int,
    unit: Together,
    within: int,
    sentences: Sentences | None,
) -> Integers:
    """Units (pairs) with each two of `size` codes; `column` has the code of each segment."""
    check(unit, TOGETHER, "unit")
    if within and unit != "turn":
        raise QcodeError("only turns lie apart from each other\n  hint: leave --unit at turn")
    if unit == "sentence" and sentences is None:
        hint = "pass sentences=qcode.matching.sentences.sentences_of(transcripts)"
        raise QcodeError(f"sentences are not known here\n  hint: {hint}")
    if unit == "overlap":
        table = _pairs([(one.segment.start, one.segment.end) for one in segments], segments, column)
    elif within:
        table = _pairs([(one.turn, one.turn + within + 1) for one in segments], segments, column)
    else:
        number: dict[object, int] = {}
        keys = [_units(one, unit, sentences or {}) for one in segments]
        units = [number.setdefault(key, len(number)) for own in keys for key in own]
        columns = np.repeat(column, [len(own) for own in keys]) if keys else column
        table = _meetings(np.array(units, np.int64), columns, size)
    full = np.zeros((size, size), np.int64)
    full[: len(table), : len(table)] = table
    return full


def _units(one: CodedSegment, unit: Together, sentences: Sentences) -> Sequence[object]:
    """The units that a segment stands in: several only where it reaches over sentences."""
    at = one.segment
    if unit == "transcript":
        return [at.transcript_id]
    if unit == "turn":
        return [(at.transcript_id, one.turn)]
    if unit == "segment":
        return [(at.transcript_id, at.start, at.end)]
    spans = sentences[at.transcript_id]
    first = bisect_right(spans, at.start, key=lambda span: span[1])
    last = bisect_left(spans, at.end, key=lambda span: span[0])
    return [(at.transcript_id, number) for number in range(first, last)]


def _meetings(unit: Integers, column: Integers, columns: int) -> Integers:
    holds = np.zeros((int(unit.max(initial=-1)) + 1, columns), np.bool_)
    holds[unit, column] = True
    table = [holds[holds[:, one]].sum(axis=0) for one in range(columns)]
    return np.array(table, np.int64).reshape(columns, columns)


def _pairs(spans: Sequence[Span], segments: Sequence[CodedSegment], column: Integers) -> Integers:
    """The most pairs of overlapping spans that each two codes can make, in each transcript."""
    size = int(column.max(initial=-1)) + 1
    table = np.zeros((size, size), np.int64)
    by_transcript: dict[str, dict[int, set[Span]]] = {}
    for span, one, code in zip(spans, segments, column.tolist(), strict=True):
        by_transcript.setdefault(one.segment.transcript_id, {}).setdefault(code, set()).add(span)
    for by_code in by_transcript.values():
        sorted_by_end = {
            code: sorted(found, key=lambda span: (span[1], span[0]))
            for code, found in by_code.items()
        }
        for code, own in sorted_by_end.items():
            table[code, code] += len(own)
            for other, others in sorted_by_end.items():
                if other < code:
                    count = _most_pairs(own, others)
                    table[code, other] += count
                    table[other, code] += count
    return table


def _most_pairs(ones: Sequence[Span], others: Sequence[Span]) -> int:
    """How many pairs of overlapping spans two lists, sorted by end, can make at most.

    Whichever span ends first takes the partner that ends first among those that overlap it: no
    other span can have more use of that partner.
    """
    left = (list(ones), list(others))
    count = 0
    while left[0] and left[1]:
        side = 0 if left[0][0][1] <= left[1][0][1] else 1
        start, end = left[side].pop(0)
        partners = left[1 - side]
        meets = (at for at, (first, last) in enumerate(partners) if first < end and start < last)
        found = next(meets, None)
        if found is not None:
            del partners[found]
            count += 1
    return count
