"""Which codes stand in the same unit: codes by codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from qcode.analysis.view import UNITS, CountingUnit, Integers, check
from qcode.model.codebook import Codebook
from qcode.model.coding import CodedSegment


def cooccurrence(
    segments: Iterable[CodedSegment], codebook: Codebook, *, unit: CountingUnit = "turn"
) -> pd.DataFrame:
    """In how many units each two codes stand together, whatever the number of hits in each.

    Args:
        segments: suggestions, as `suggest` gives them, or codings in the present texts.
        codebook: its applicable codes are rows and columns, in its order, also unused ones.
        unit: `turn`, `transcript`, or `sentence`, where two codes meet on the very same segment.

    Returns:
        Integers, symmetric; the diagonal is the number of units with the code, and no cell is
        above the smaller of its two diagonal cells.

    Raises:
        QcodeError: an unknown unit.
    """
    check(unit, UNITS, "unit")
    codes = [code.id for code in codebook.applicable()]
    place = {code: column for column, code in enumerate(codes)}
    segments = tuple(segments)
    column = np.array([place[one.code] for one in segments], np.int64)
    number: dict[object, int] = {}
    units = [number.setdefault(key, len(number)) for key in _units(segments, unit)]
    table = _meetings(np.array(units, np.int64), column, len(codes))
    head = pd.Index(codes, name="code", dtype=object)
    return pd.DataFrame(table, index=head, columns=head.rename("with"))


def _units(segments: Sequence[CodedSegment], unit: CountingUnit) -> list[object]:
    at = [one.segment for one in segments]
    if unit == "transcript":
        return [where.transcript_id for where in at]
    if unit == "turn":
        turns = (one.turn for one in segments)
        return [(where.transcript_id, turn) for where, turn in zip(at, turns, strict=True)]
    return [(where.transcript_id, where.start, where.end) for where in at]


def _meetings(unit: Integers, column: Integers, columns: int) -> Integers:
    holds = np.zeros((int(unit.max(initial=-1)) + 1, columns), np.bool_)
    holds[unit, column] = True
    table = [holds[holds[:, one]].sum(axis=0) for one in range(columns)]
    return np.array(table, np.int64).reshape(columns, columns)
