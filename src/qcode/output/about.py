"""The statement of units of a table: what it counts, of how many, from what."""

from __future__ import annotations

import json
from dataclasses import dataclass

WRITTEN_BY = "qcode"


@dataclass(frozen=True, slots=True)
class About:
    """What a reader of a table must know to cite it."""

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    """Pairs of a name and what it is ("unit", "turn"), in the order in which they are shown."""

    def sentence(self) -> str:
        """All in one line, for the note below a table."""
        facts = "; ".join(f"{name}: {value}" for name, value in self.facts)
        return ". ".join(filter(None, (self.title, facts)))

    def record(self) -> dict[str, object]:
        """As JSON holds it; facts are pairs, so that their order is kept."""
        return {"title": self.title, "facts": [list(fact) for fact in self.facts]}

    def encoded(self) -> bytes:
        """The bytes of a file of its own, beside a table that cannot hold it."""
        whole = {"written_by": WRITTEN_BY, **self.record()}
        text = json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
        return text.encode("utf-8", errors="backslashreplace")


def is_about_file(there: bytes) -> bool:
    """Whether these are the bytes of an earlier statement."""
    try:
        record = json.loads(there)
    except ValueError:
        return False
    return isinstance(record, dict) and record.get("written_by") == WRITTEN_BY
