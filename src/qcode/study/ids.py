"""Names of records: unique on every machine, sorted by what was known when they were made."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from datetime import datetime, timezone

ID = re.compile(r"[0-9]{8}-[0-9a-f]{16}")
"""A count, and 64 random bits."""
LAST = 99_999_999


class Ids:
    """Makes ids for new records.

    The count goes on from the highest that is known, whoever made it, so that a record sorts
    behind every record that its coder could have seen. No clock is asked. Two people who work
    apart use the same counts; the random half keeps their records apart.
    """

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._count = 0
        self.saw(known)

    def saw(self, known: Iterable[str]) -> None:
        """Go on behind these ids."""
        self._count = max((self._count, *(int(known_id[:8]) for known_id in known)))

    def new(self) -> str:
        """An id that sorts behind all that were seen or made here."""
        self._count = min(self._count + 1, LAST)
        return f"{self._count:08}-{secrets.token_hex(8)}"


def now() -> str:
    """The time in UTC, to the second, as records hold it: for people to read, not to sort by."""
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
