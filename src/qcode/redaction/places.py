"""Where something is to be replaced in a text, and the text with it replaced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qcode.redaction.spelling import MASK


@dataclass(frozen=True, slots=True)
class Place:
    """Something to replace: code points `start` up to, not including, `end` of one text."""

    start: int
    end: int
    kind: str
    replacement: str = ""
    """"" for a number, whose placeholder is counted over all transcripts."""
    number: str = ""
    """The number itself in one spelling, so that the same one gets the same placeholder."""


Placeholders = Mapping[tuple[str, str], str]
"""(kind, number) to what stands for it: `[phone 1]`."""


def masked(text: str, places: Iterable[Place]) -> str:
    """The text with these places blacked out, each character by one, so that places stay."""
    for place in places:
        text = text[: place.start] + MASK * (place.end - place.start) + text[place.end :]
    return text


def placeholders(found: Iterable[Place]) -> dict[tuple[str, str], str]:
    """A placeholder for each number, counted within its kind in the order of first appearance."""
    counts: dict[str, int] = {}
    named: dict[tuple[str, str], str] = {}
    for place in found:
        key = (place.kind, place.number)
        if place.number and key not in named:
            counts[place.kind] = counts.get(place.kind, 0) + 1
            named[key] = f"[{place.kind} {counts[place.kind]}]"
    return named


def replacement(place: Place, numbers: Placeholders) -> str:
    """What stands in this place in the copy."""
    return numbers[place.kind, place.number] if place.number else place.replacement


def replaced(text: str, places: Sequence[Place], numbers: Placeholders) -> str:
    """The text with each place replaced; places do not overlap and are in order."""
    pieces, end = [], 0
    for place in places:
        pieces += [text[end : place.start], replacement(place, numbers)]
        end = place.end
    return "".join([*pieces, text[end:]])
