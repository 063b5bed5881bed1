"""What a coding session is started with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qcode.study.queues import Queue

Tongue = Literal["en", "zh"]


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """The wishes of the command line, the same for the full screen and the line dialogue."""

    queue: Queue = "unread"
    transcripts: tuple[str, ...] = ()
    """Only these; empty: all."""
    codes: tuple[str, ...] = ()
    """Suggestions, disputes and changed codings of these codes and of those below them only;
    empty: all."""
    seed: int | None = None
    """Of the sample, where there are several; None: the newest."""
    blind: bool = False
    """Whether what other coders decided is left out altogether."""
    suggestions: bool = True
    """Whether suggestions are shown at the start."""
    language: Tongue = "en"
    """In which names of codes and help are shown; codes are found by either."""
