"""What looks like a name and is on no list: proposals for a researcher, never replaced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

CONTEXT = 24
"""Characters of context on each side."""


class Passage(NamedTuple):
    """A text to look for names in."""

    transcript: str
    text: str
    blacked_out: str
    """The same text, with each character that is replaced as a mark of its own."""


class Sighting(NamedTuple):
    """One place that looks like a name."""

    name: str
    kind: str
    transcript: str
    context: str
    pseudonym: str = ""
    """Where it seems to be a listed person: what would stand for it."""


@dataclass(frozen=True, slots=True)
class PossibleName:
    """Something that looks like a name, how often, and one place where it stands."""

    name: str
    kind: str
    count: int
    transcripts: tuple[str, ...]
    context: str
    pseudonym: str = ""


def sighting(
    passage: Passage, start: int, end: int, kind: str = "", pseudonym: str = ""
) -> Sighting:
    """What stands in a passage at these places, as something that looks like a name."""
    name = " ".join(passage.text[start:end].split())
    around = passage.text[max(0, start - CONTEXT) : end + CONTEXT]
    context = " ".join(around.split())
    return Sighting(name, kind, passage.transcript, context, pseudonym)


def counted(found: Iterable[Sighting]) -> tuple[PossibleName, ...]:
    """Sightings of one name together, the most frequent name first."""
    together: dict[str, list[Sighting]] = {}
    for each in found:
        together.setdefault(each.name, []).append(each)
    names = [_summed(name, each) for name, each in together.items()]
    return tuple(sorted(names, key=lambda possible: -possible.count))


def _summed(name: str, found: Sequence[Sighting]) -> PossibleName:
    kind = next((each.kind for each in found if each.kind), "")
    pseudonyms = {each.pseudonym for each in found} - {""}
    return PossibleName(
        name,
        kind,
        len(found),
        tuple(dict.fromkeys(each.transcript for each in found)),
        found[0].context,
        pseudonyms.pop() if len(pseudonyms) == 1 else "",
    )
