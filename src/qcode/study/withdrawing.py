"""Consent withdrawn: what has to go, and what is to be put in the place of records that stay.

A participant who is the only one to answer in a transcript takes the whole of it away. Where
others answer too, only the participant's turns go; what was decided about the others' words is
written anew on the version that is left, since all earlier versions go.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from qcode.model.coding import Anchor
from qcode.study.cutting_out import Cut, without_speaker
from qcode.study.library import copy_path, read_copy
from qcode.study.records import Judgement, Memo, Record, Seen, TurnPlace
from qcode.study.search import Words
from qcode.study.seen import present_turns
from qcode.study.shared import NewCode, Round, Sample, Version
from qcode.study.study import Study
from qcode.study.texts import versions_named
from qcode.study.whose import words_of


@dataclass(frozen=True, slots=True)
class Removal:
    """What a withdrawal takes away."""

    participant: str
    whole: tuple[str, ...]
    """Transcripts that go."""
    cuts: tuple[Cut, ...]
    """What is left of transcripts in which others answer too."""
    texts: frozenset[str]
    """The hashes of all versions that go."""
    sources: frozenset[str]
    """The hashes of the originals."""
    records: frozenset[str]
    """The ids of the records that go, those written anew among them."""
    anew: Mapping[str, Record]
    """By the id of a record that goes, the one that stands in its place."""
    words: tuple[str, ...]
    """What the participant said, turn by turn, to look for in exports."""
    in_their_words: tuple[str, ...]
    """Codes that were made from the participant's words: their names may quote."""


def plan_removal(study: Study, participant: str) -> Removal:
    """What has to go when a participant withdraws consent; nothing is changed yet.

    Raises:
        QcodeError: nobody of this name speaks in the study.
    """
    found = words_of(study, participant)
    whole = tuple(each.transcript.id for each in found if not each.speaker)
    cuts = tuple(
        without_speaker(read_copy(copy_path(study.folder, each.transcript.id)), each.speaker)
        for each in found
        if each.speaker
    )
    named = versions_named(study.state.records.values())
    names = {*whole, *(cut.transcript.id for cut in cuts)}
    texts = {text for name in names for text in named.get(name, ())}
    texts |= {study.placing.hashes[name] for name in names}
    texts -= {cut.text for cut in cuts}
    words = tuple(
        each.transcript.words(turn)
        for each in found
        for turn in each.transcript.turns
        if turn.speaker == each.speaker or (not each.speaker and turn.role == "participant")
    )
    gone, anew = _records(
        study, frozenset(whole), {each.transcript.id: each for each in cuts}, Words(words)
    )
    return Removal(
        participant=participant,
        whole=whole,
        cuts=cuts,
        texts=frozenset(texts),
        sources=frozenset(each.transcript.sha256 for each in found),
        records=frozenset(gone),
        anew=anew,
        words=words,
        in_their_words=tuple(
            record.code
            for record in map(study.state.records.__getitem__, sorted(gone))
            if isinstance(record, NewCode)
        ),
    )


def _records(
    study: Study, whole: frozenset[str], cuts: Mapping[str, Cut], words: Words
) -> tuple[set[str], dict[str, Record]]:
    """The ids of the records that go, and what stands in the place of some: memos that quote the
    words go, reasons and definitions that do are left out."""
    records = study.state.records
    gone: set[str] = set()
    anew: dict[str, Record] = {}
    for name, record in records.items():
        if isinstance(record, (Version, Sample)):
            continue
        about = _transcript(record)
        is_on_what_is_left = isinstance(record, Memo) and not record.anchor and about in cuts
        if (about in whole or about in cuts) and not is_on_what_is_left:
            gone.add(name)
            left = _anew(study, record, cuts.get(about))
            if left:
                anew[name] = left
        quiet = _without_quotations(anew.get(name, record), words)
        if quiet is None:
            gone.add(name)
            anew.pop(name, None)
        elif quiet is not record and (name in anew or name not in gone):
            gone.add(name)
            anew[name] = quiet
    for record in study.state.all_of_kind(Sample):
        if any(place.transcript in whole or place.transcript in cuts for place in record.turns):
            gone.add(record.id)
            anew[record.id] = _sample(study, record, whole, cuts)
    _follow_up(records, gone, anew)
    return gone, anew


def _transcript(record: Record) -> str:
    if isinstance(record, Seen):
        return record.transcript
    if isinstance(record, (Judgement, Memo, NewCode)) and record.anchor:
        return record.anchor.transcript
    return record.of if isinstance(record, Memo) and record.on == "transcript" else ""


def _anew(study: Study, record: Record, cut: Cut | None) -> Record | None:
    """A record on a transcript that goes, on what is left of it; None where nothing is."""
    if isinstance(record, NewCode):
        anchor = _anchor(study, record.anchor, cut)
        return replace(record, id=_same_count(record.id), anchor=anchor)
    if cut is None:
        return None
    if isinstance(record, Seen):
        places = [
            TurnPlace(record.transcript, record.text, each.turn, each.start, each.end)
            for each in record.turns
        ]
        numbers = present_turns(study, places).get(record.transcript, frozenset())
        spans = cut.spans(sorted(numbers))
        if not spans:
            return None
        return replace(record, id=_same_count(record.id), text=cut.text, turns=spans)
    if isinstance(record, (Judgement, Memo)):
        anchor = _anchor(study, record.anchor, cut)
        return replace(record, id=_same_count(record.id), anchor=anchor) if anchor else None
    return None


def _without_quotations(record: Record, words: Words) -> Record | None:
    """A record whose own words do not quote: itself where they do not, None for a memo."""
    if isinstance(record, Memo):
        return None if words.stand_among(record.text) else record
    told = {
        name: ""
        for name in ("reason", "definition")
        if words.stand_among(str(getattr(record, name, "")))
    }
    if not told:
        return record
    return replace(record, id=_same_count(record.id), **told)  # type: ignore[arg-type]


def _anchor(study: Study, old: Anchor | None, cut: Cut | None) -> Anchor | None:
    if old is None or cut is None:
        return None
    (moved,) = study.placing.place([old])
    now = study.placing.present(moved)
    return cut.anchor(now) if now else None


def _sample(study: Study, record: Sample, whole: frozenset[str], cuts: Mapping[str, Cut]) -> Sample:
    """A sample without the turns that go; the others keep their order."""
    places: list[TurnPlace] = []
    for place in record.turns:
        if place.transcript in whole:
            continue
        cut = cuts.get(place.transcript)
        if cut is None:
            places.append(place)
            continue
        numbers = present_turns(study, [place]).get(place.transcript, frozenset())
        places += cut.places(sorted(numbers))
    return replace(record, id=_same_count(record.id), turns=tuple(places))


def _follow_up(records: Mapping[str, Record], gone: set[str], anew: dict[str, Record]) -> None:
    """Write anew what names a record that was written anew, until nothing does any more."""
    names = {old: record.id for old, record in anew.items()}
    while True:
        naming = [
            record
            for record in records.values()
            if record.id not in gone and any(name in names for name in _named_in(record))
        ]
        if not naming:
            break
        for record in naming:
            gone.add(record.id)
            anew[record.id] = replace(record, id=_same_count(record.id))
            names[record.id] = anew[record.id].id
    for old, record in anew.items():
        anew[old] = _renamed(record, names, gone)


def _named_in(record: Record) -> tuple[str, ...]:
    if isinstance(record, Round):
        return (*record.supersedes, *record.records, record.sample)
    return record.supersedes


def _renamed(record: Record, names: Mapping[str, str], gone: set[str]) -> Record:
    """The record with the new ids of what it names; what is gone for good is named no more, but
    where that is all that it names."""

    def now(ids: Iterable[str]) -> tuple[str, ...]:
        given = tuple(ids)
        left = tuple(names.get(name, name) for name in given if name in names or name not in gone)
        return left or given

    changed = replace(record, supersedes=now(record.supersedes))
    if isinstance(changed, Round):
        kept = tuple(n for n in now(changed.records) if n not in gone)
        return replace(changed, records=kept, sample=names.get(changed.sample, changed.sample))
    return changed


def _same_count(old: str) -> str:
    """A new id that sorts where the old one did."""
    return f"{old[:8]}-{secrets.token_hex(8)}"
