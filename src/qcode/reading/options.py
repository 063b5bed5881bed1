"""What the user says about transcripts that the files do not say themselves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PARTS = ("text", "speaker", "time", "start", "end")
"""What a column of a table can hold."""


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How files are to be read; what is left out is recognised."""

    interviewers: tuple[str, ...] = ()
    """Labels of those who ask; they override every other sign."""
    encoding: str | None = None
    """Forces one for all text files."""
    labels: str | None = None
    """How a label looks, with NAME and TIME in their places: `NAME - `, `[TIME] NAME:`."""
    columns: tuple[tuple[str, str], ...] = ()
    """For tables: pairs of a part (`text`, `speaker`, `time`, `start`, `end`) and a column."""
    cases: Path | None = None
    """A table with attributes of transcripts and speakers; None looks for `cases.csv`."""


AS_FOUND = ReadingOptions()
"""Nothing is said: everything is recognised."""
