"""Which turns of the present texts a coder has read: an uncoded turn and an unread one differ."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from qcode.model.coding import Anchor
from qcode.model.transcript import Transcript, Turn
from qcode.study.library import kept_text
from qcode.study.records import TurnPlace
from qcode.study.reports import seen
from qcode.study.study import Study

Turns = Mapping[str, frozenset[int]]
"""Numbers of turns, by transcript."""


def seen_turns(study: Study, coder: str) -> Turns:
    """The turns that a coder has read, as they are numbered now.

    A turn whose words were moved or mended since counts as read; one whose words are gone, or
    cannot be told from others, does not.
    """
    return present_turns(study, seen(study.state, coder))


def present_turns(study: Study, places: Iterable[TurnPlace]) -> Turns:
    """The turns of the present texts that turns of any version have become."""
    found: dict[str, set[int]] = {}
    groups: dict[tuple[str, str], list[TurnPlace]] = {}
    for place in places:
        groups.setdefault((place.transcript, place.text), []).append(place)
    for (name, text), group in groups.items():
        transcript = study.placing.transcripts.get(name)
        if transcript:
            spans = _spans(study, transcript, text, group)
            found.setdefault(name, set()).update(_turns_in(transcript, spans))
    return {name: frozenset(numbers) for name, numbers in found.items()}


def place_of(study: Study, transcript: Transcript, turn: Turn) -> TurnPlace:
    """Where a turn stands in the present text."""
    text = study.placing.hashes[transcript.id]
    return TurnPlace(transcript.id, text, turn.number, turn.start, turn.end)


def _spans(
    study: Study, transcript: Transcript, text: str, places: Sequence[TurnPlace]
) -> list[tuple[int, int]]:
    """Where turns of one version stand in the present text."""
    if study.placing.hashes[transcript.id] == text:
        return [(place.start, place.end) for place in places]
    words = kept_text(study.folder, text)
    if words is None:
        return []
    anchors = [
        Anchor(place.transcript, text, place.turn, place.start, place.end, quotation)
        for place in places
        if len(quotation := words[place.start : place.end]) == place.end - place.start
    ]
    now = (study.placing.present(moved) for moved in study.placing.place(anchors))
    return [(each.start, each.end) for each in now if each]


def _turns_in(transcript: Transcript, spans: Iterable[tuple[int, int]]) -> set[int]:
    """The numbers of the turns of which most lies in one of the spans."""
    starts = [turn.start for turn in transcript.turns]
    found = set()
    for start, end in spans:
        first = max(0, bisect_right(starts, start) - 1)
        for turn in transcript.turns[first:]:
            if turn.start >= end:
                break
            if 2 * (min(end, turn.end) - max(start, turn.start)) > turn.end - turn.start:
                found.add(turn.number)
    return found
