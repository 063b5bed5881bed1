"""What a coder judged: the unit of agreement."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Judged:
    """One unit (a turn, a sentence) that one coder has seen. What has no record was not seen."""

    transcript: str
    unit: str | int
    """Names the unit within its transcript."""
    coder: str
    codes: frozenset[str]
    """The codes applied; empty: seen, and none applied."""
