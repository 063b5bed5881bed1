"""Records that contradict each other while both stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qcode.study.records import Record


@dataclass(frozen=True, slots=True)
class Conflict:
    """Records of which at most one can be meant; a record that supersedes them settles it."""

    about: Literal["judgement", "new code", "merged code", "moved code"]
    code: str
    records: tuple[Record, ...]
    """Sorted by id, at least two."""
