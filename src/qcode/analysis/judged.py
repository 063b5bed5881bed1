"""What coders judged: one record for each unit that one coder has seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from qcode.errors import QcodeError
from qcode.model.judged import Judged

Unit = tuple[str, str | int]
"""Transcript and unit."""


@dataclass(frozen=True)
class Judgements:
    """All records as arrays, in the order of first appearance."""

    units: tuple[Unit, ...]
    coders: tuple[str, ...]
    codes: tuple[str, ...]
    seen: npt.NDArray[np.bool_]
    """Shape (n_coders, n_units)."""
    applied: npt.NDArray[np.bool_]
    """Shape (n_coders, n_units, n_codes); False where not seen."""

    def yes_no(self, code: str) -> pd.DataFrame:
        """Units by coders: True, False, or None where not seen."""
        cells = self.applied[:, :, self.codes.index(code)].astype(object)
        cells[~self.seen] = None
        return pd.DataFrame(cells.T, index=list(self.units), columns=list(self.coders))

    def code_sets(self) -> pd.DataFrame:
        """Units by coders: the set of codes, or None where not seen; for `set_alpha`."""
        cells = np.full(self.seen.T.shape, None, dtype=object)
        for coder, unit in np.argwhere(self.seen):
            marks = self.applied[coder, unit]
            cells[unit, coder] = frozenset(
                code for code, mark in zip(self.codes, marks, strict=True) if mark
            )
        return pd.DataFrame(cells, index=list(self.units), columns=list(self.coders))


def gather(judged: Iterable[Judged], codes: Sequence[str]) -> Judgements:
    """Put records into arrays; codes that are not in `codes` are left out.

    Coders stand in alphabetical order, so that the order of records does not matter.

    Raises:
        QcodeError: fewer than two coders, or a coder judged a unit twice.
    """
    records = list(judged)
    coders = tuple(sorted({each.coder for each in records}))
    if len(coders) < 2:
        raise QcodeError(
            f"agreement needs two coders, there is {len(coders)}\n"
            "  hint: let a second person code some of the same transcripts"
        )
    units = tuple(dict.fromkeys((each.transcript, each.unit) for each in records))
    unit_at = {unit: place for place, unit in enumerate(units)}
    coder_at = {coder: place for place, coder in enumerate(coders)}
    code_at = {code: place for place, code in enumerate(codes)}
    seen = np.zeros((len(coders), len(units)), dtype=bool)
    applied = np.zeros((len(coders), len(units), len(codes)), dtype=bool)
    for each in records:
        place = coder_at[each.coder], unit_at[each.transcript, each.unit]
        if seen[place]:
            raise QcodeError(
                f"coder '{each.coder}' judged unit '{each.unit}' of '{each.transcript}' twice\n"
                "  hint: give one record a unit and coder, with all codes in it"
            )
        seen[place] = True
        for code in each.codes & code_at.keys():
            applied[(*place, code_at[code])] = True
    return Judgements(units, coders, tuple(codes), seen, applied)


def disagreements(judged: Iterable[Judged], codes: Sequence[str]) -> pd.DataFrame:
    """One row a unit and code on which coders who saw the unit differ.

    Returns:
        `transcript, unit, code, applied_by, not_applied_by` (coders, joined by "; "); units in the
        order of their first record, codes as in `codes`.

    Raises:
        QcodeError: as `gather`.
    """
    all_of = gather(judged, codes)
    yes = all_of.applied.any(axis=0)
    no = (all_of.seen[:, :, None] & ~all_of.applied).any(axis=0)
    rows = []
    for unit, code in np.argwhere(yes & no):
        pairs = list(
            zip(all_of.coders, all_of.seen[:, unit], all_of.applied[:, unit, code], strict=True)
        )
        rows.append(
            (
                *all_of.units[unit],
                all_of.codes[code],
                "; ".join(coder for coder, _, applied in pairs if applied),
                "; ".join(coder for coder, seen, applied in pairs if seen and not applied),
            )
        )
    return pd.DataFrame(
        rows, columns=["transcript", "unit", "code", "applied_by", "not_applied_by"]
    )
