"""How often each code stands on segments: codes by transcript, speaker, role or attribute."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np
import pandas as pd

from qcode.analysis.rows import Rows, rows_by
from qcode.analysis.view import (
    CHARACTERS,
    UNITS,
    WORDS,
    Coded,
    CountingUnit,
    Floats,
    Integers,
    Speakers,
    check,
    coded,
    columns_of,
    distinct,
    per,
    reach,
    view,
)
from qcode.errors import QcodeError
from qcode.model.codebook import Codebook
from qcode.model.coding import CodedSegment
from qcode.model.transcript import Transcript

Count = Literal["segments", "units", "binary", "per-1000", "share"]
ALL, ANY_CODE = "(all)", "(any code)"
"""The row and the column of totals."""
COUNTS = ("segments", "units", "binary", "per-1000", "share")


def frequency(
    segments: Iterable[CodedSegment],
    transcripts: Sequence[Transcript],
    codebook: Codebook,
    *,
    by: str = "transcript",
    count: Count = "segments",
    unit: CountingUnit = "turn",
    roll_up: bool = False,
    long: bool = False,
    totals: bool = False,
    speakers: Speakers = "participants",
) -> pd.DataFrame:
    """How often each code stands in each transcript (speaker, role, attribute value).

    Args:
        segments: suggestions, as `suggest` gives them, or codings in the present texts; those on
            turns out of view are not counted.
        transcripts: all that were looked at; each has its row, also where no code stands on it.
        codebook: its applicable codes are the columns, in its order, also unused ones.
        by: the rows: `transcript`; `speaker` (as `TRANSCRIPT/SPEAKER`); `role`; or an attribute
            (front matter, header, cases.csv), `NAME` or `attribute:NAME` in any case, with a last
            row `(not given)` for those without it. A turn belongs to its speaker's value where
            there is one, else to its transcript's.
        count: what a cell holds:
            `segments`: different segments with the code, whatever the number of hits in each;
            `units`: different units (see `unit`) with the code;
            `binary`: 1 if there is any, else 0;
            `per-1000`: segments per 1,000 words or per 1,000 characters. The two are never
            pooled: the index has a second level `per`, and a row of the table counts only
            what belongs to its basis. An English transcript has a row `1000 words`, a Chinese one
            a row `1000 characters`; a mixed one has both, and there a segment counts in words
            if it has more Latin words than Han characters, else in characters;
            `share`: the part (0 to 1) of the units in view that hold the code.
        unit: `sentence` (the segment itself), `turn` or `transcript`; only for `units` and
            `share`. There is no share of sentences.
        roll_up: headings become columns too, and a code counts for all codes above it; a
            segment (unit) counts there once, however many codes below stand on it.
        long: one row a cell: row, (`per`,) `code`, `value`, and for `per-1000` and `share`
            the counts behind it, `n` and `of`.
        totals: a last row `(all)` counts all rows together, and a last column `(any code)`
            segments (units) with any of the codes, each once: they are no sums where a unit
            stands in several rows or carries several codes. For `binary` the row counts the rows
            with the code; shares and rates are of all talk in view.
        speakers: whose turns are in view; they make numerators and denominators.

    Returns:
        Integers, or for `per-1000` and `share` floats, NaN where there is no talk in view that
        the number could be a share of.

    Raises:
        QcodeError: an unknown attribute or choice, or a share of sentences.
    """
    check(count, COUNTS, "count")
    check(unit, UNITS, "unit")
    if count == "share" and unit == "sentence":
        raise QcodeError(
            "there is no share of sentences: sentences without a code are not counted"
            "\n  hint: use --unit turn or --unit transcript"
        )
    if totals and long:
        raise QcodeError("a table of one row a cell has no totals\n  hint: leave out one of them")
    over = view(transcripts, speakers)
    rows = rows_by(over, by)
    marks = coded(segments, over, codebook)
    table = _cells(_Table(rows, marks, codebook, roll_up, totals), count, unit, long=long)
    if not totals:
        return table
    bases = tuple(dict.fromkeys(basis for own in rows.bases for basis in own))
    together = Rows(rows.title, (ALL,), np.zeros_like(rows.of_turn), (bases,))
    last = _cells(_Table(together, marks, codebook, roll_up, totals), count, unit, long=False)
    if count == "binary":
        last.loc[ALL] = table.sum()
    return pd.concat([table, last])


def _cells(table: _Table, count: Count, unit: CountingUnit, *, long: bool) -> pd.DataFrame:
    if count == "per-1000":
        return _per_1000(table, long=long)
    if count == "share":
        of = table.sizes(unit)
        return table.frame(table.count(unit), of, long=long)
    values = table.count("sentence" if count == "segments" else unit)
    return table.frame(np.minimum(values, 1) if count == "binary" else values, long=long)


class _Table:
    """Rows, columns and what is counted in them."""

    def __init__(
        self, rows: Rows, marks: Coded, codebook: Codebook, roll_up: bool, any_code: bool
    ) -> None:
        """`any_code` adds a column for all codes together."""
        self.rows, self.marks = rows, marks
        self.columns = columns_of(codebook, roll_up=roll_up)
        table = reach(codebook, self.columns, roll_up=roll_up)
        if any_code:
            self.columns = (*self.columns, ANY_CODE)
            table = np.column_stack([table, table.any(axis=1)])
        self.mark, self.column = np.nonzero(table[marks.code])

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.rows.names), len(self.columns)

    def count(self, unit: CountingUnit, *, basis: str = "") -> Integers:
        """Different units with the code, of all segments or of those of one basis."""
        mark, column = self.mark, self.column
        if basis:
            kept = self.marks.words[mark] == (basis == WORDS)
            mark, column = mark[kept], column[kept]
        row = self.rows.of_turn[self.marks.turn[mark]]
        return distinct(row, column, self.marks.units(unit)[mark], self.shape)

    def sizes(self, unit: CountingUnit) -> Integers:
        """How many units in view each row has."""
        over = self.marks.view
        row = self.rows.of_turn[over.seen]
        units = np.flatnonzero(over.seen) if unit == "turn" else over.transcript[over.seen]
        return distinct(row, np.zeros_like(row), units, (self.shape[0], 1))[:, 0]

    def words(self, basis: str) -> Integers:
        """How many words (characters) in view each row has."""
        sizes = self.marks.view.words(basis)
        found = np.bincount(self.rows.of_turn, weights=sizes, minlength=self.shape[0])
        return found.astype(np.int64)

    def frame(
        self, values: Integers, of: Integers | None = None, *, long: bool, scale: int = 1
    ) -> pd.DataFrame:
        index = pd.Index(list(self.rows.names), name=self.rows.title, dtype=object)
        return _frame(values, of, index, self.columns, long=long, scale=scale)


def _per_1000(table: _Table, *, long: bool) -> pd.DataFrame:
    kept, names = [], []
    for row, name in enumerate(table.rows.names):
        for place, basis in enumerate((WORDS, CHARACTERS)):
            if basis in table.rows.bases[row]:
                kept.append((place, row))
                names.append((name, f"1000 {basis}"))
    where = np.array(kept, np.int64).reshape(-1, 2)
    counts = np.stack([table.count("sentence", basis=basis) for basis in (WORDS, CHARACTERS)])
    of = np.stack([table.words(basis) for basis in (WORDS, CHARACTERS)])
    levels = [[name for name, _ in names], [per_what for _, per_what in names]]
    index = pd.MultiIndex.from_arrays(levels, names=[table.rows.title, "per"])
    values = counts[where[:, 0], where[:, 1]]
    sizes = of[where[:, 0], where[:, 1]]
    return _frame(values, sizes, index, table.columns, long=long, scale=1000)


def _frame(
    values: Integers,
    of: Integers | None,
    index: pd.Index,
    columns: Sequence[str],
    *,
    long: bool,
    scale: int,
) -> pd.DataFrame:
    shown: Integers | Floats = values if of is None else per(values, of[:, None], scale)
    heads = pd.Index(list(columns), name="code", dtype=object)
    if not long:
        return pd.DataFrame(shown, index=index, columns=heads)
    cells = index.to_frame(index=False)
    cells = cells.loc[np.repeat(np.arange(len(index)), len(heads))].reset_index(drop=True)
    cells["code"] = list(columns) * len(index)
    cells["value"] = shown.reshape(-1)
    if of is not None:
        cells["n"] = values.reshape(-1)
        cells["of"] = np.repeat(of, len(heads))
    return cells
