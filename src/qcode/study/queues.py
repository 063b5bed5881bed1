"""What waits for a coder: turns to read, suggestions, codings whose text changed, disputes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from qcode.model.coding import Anchor, Coding, Segment, Suggestion
from qcode.model.transcript import Transcript, Turn
from qcode.study.code_tree import definition_hash
from qcode.study.coders import coder_key
from qcode.study.judgements import side
from qcode.study.records import Judgement
from qcode.study.sampling import sample_for
from qcode.study.seen import present_turns, seen_turns
from qcode.study.study import Standing, Study

Queue = Literal["unread", "suggestions", "disputed", "changed", "unsure", "sample"]
QUEUES: tuple[Queue, ...] = ("unread", "suggestions", "disputed", "changed", "unsure", "sample")
ADJUDICATION = "adjudication"
"""The name under which disputes are settled; it is nobody's, and never counted as a coder."""

Place = tuple[str, int]
"""A transcript and the number of a turn in its present text."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A turn on which coders who have read it differ about one code."""

    transcript: str
    turn: int
    code: str
    yes: tuple[str, ...]
    """Who coded it, sorted."""
    no: tuple[str, ...]
    """Who read the turn and did not, sorted."""
    codings: tuple[Coding, ...]
    """Of those who did, in the present text."""


def is_adjudication(coder: str) -> bool:
    """Whether a name is the one under which disputes are settled."""
    return coder_key(coder) == ADJUDICATION


def coders(study: Study) -> tuple[str, ...]:
    """The names of all who coded or read anything, sorted; not the adjudication."""
    names = study.state.coders
    return tuple(names[key] for key in sorted(names) if key != ADJUDICATION)


def unread(study: Study, coder: str) -> tuple[Place, ...]:
    """The participants' turns that a coder has not read, in the order of the transcripts."""
    read = seen_turns(study, coder)
    return tuple(
        (transcript.id, turn.number)
        for transcript, turn in answers(study.transcripts)
        if turn.number not in read.get(transcript.id, ())
    )


def answers(transcripts: Iterable[Transcript]) -> Iterable[tuple[Transcript, Turn]]:
    """The participants' turns."""
    for transcript in transcripts:
        for turn in transcript.turns:
            if turn.role == "participant":
                yield transcript, turn


def pending(study: Study, suggestions: Iterable[Suggestion], coder: str) -> tuple[Suggestion, ...]:
    """The suggestions about whose code this coder has said nothing on any word of the segment."""
    said = said_about(study, coder)
    return tuple(each for each in suggestions if not _meets(each, said))


def said_about(study: Study, coder: str) -> Mapping[tuple[str, str], Sequence[Segment]]:
    """Where a coder said something about a code in the present texts, by transcript and code."""
    key = coder_key(coder)
    found: dict[tuple[str, str], list[Segment]] = {}
    records = [
        record
        for name in study.state.by_transcript
        for record in study.state.by_transcript[name]
        if isinstance(record, Judgement)
        and coder_key(record.coder) == key
        and study.state.stands(record)
    ]
    for record, moved in zip(
        records, study.placing.place(each.anchor for each in records), strict=True
    ):
        anchor = study.placing.present(moved)
        if anchor:
            place = (anchor.transcript, study.code_now(record.code))
            found.setdefault(place, []).append(anchor.segment)
    return found


def _meets(suggestion: Suggestion, said: Mapping[tuple[str, str], Sequence[Segment]]) -> bool:
    at = suggestion.segment
    there = said.get((at.transcript_id, suggestion.code), ())
    return any(_meet(each, at) for each in there)


def changed(study: Study, coder: str) -> tuple[Standing, ...]:
    """This coder's codings inside of which words were changed, and those whose code has another
    definition than when they were made."""
    redefined = set(map(id, redefined_codings(study, found := study.codings(coder=coder))))
    return tuple(each for each in found if each.outcome == "edited" or id(each) in redefined)


def redefined_codings(study: Study, codings: Iterable[Standing]) -> tuple[Standing, ...]:
    """Those of some codings whose code has another definition than when they were made."""
    present = {code.id: definition_hash(code) for code in study.codebook.codes}
    return tuple(
        each
        for each in codings
        if each.coding.code in present
        and present[each.coding.code] not in _definitions(study, each.coding)
    )


def _definitions(study: Study, coding: Coding) -> set[str]:
    records = (study.state.records[name] for name in coding.records)
    return {one.definition for one in records if isinstance(one, Judgement)}


def unsure(study: Study, coder: str) -> tuple[Standing, ...]:
    """This coder's codings whose place in the present text cannot be told."""
    return tuple(each for each in study.codings(coder=coder) if each.outcome == "unsure")


def sampled(study: Study, coder: str, *, seed: int | None = None) -> tuple[Place, ...]:
    """The turns of the newest sample for this coder (or of the one of this seed) that the coder
    has not read, in the order in which they were drawn; () when there is no sample."""
    sample = sample_for(study.state, coder, seed=seed)
    if sample is None:
        return ()
    read = seen_turns(study, coder)
    places = []
    for place in sample.turns:
        for name, numbers in present_turns(study, [place]).items():
            places += [(name, number) for number in sorted(numbers)]
    return tuple((name, number) for name, number in places if number not in read.get(name, ()))


def disputes(study: Study, between: Sequence[str] = ()) -> tuple[Dispute, ...]:
    """Where coders who have read a turn differ about a code on it, and nobody settled it yet.

    Args:
        study: with the codings of all.
        between: only these coders; all when empty.

    Returns:
        In the order of the transcripts, turns and codes.
    """
    names = [name for name in coders(study) if not between or _is_one_of(name, between)]
    marks = {name: coded_turns(study, name) for name in names}
    read = {name: _read(study, name, marks[name]) for name in names}
    settled = adjudicated(study)
    found = []
    order = {code.id: at for at, code in enumerate(study.codebook.codes)}
    for transcript, turn in answers(study.transcripts):
        place = (transcript.id, turn.number)
        readers = [name for name in names if place in read[name]]
        codes = {code for name in readers for code in marks[name].get(place, {})}
        for code in sorted(codes, key=lambda each: (order.get(each, len(order)), each)):
            yes = [name for name in readers if code in marks[name].get(place, {})]
            if len(yes) < len(readers) and (*place, code) not in settled:
                no = tuple(name for name in readers if name not in yes)
                codings = tuple(each for name in yes for each in marks[name][place][code])
                found.append(Dispute(*place, code, tuple(yes), no, codings))
    return tuple(found)


def coded_turns(study: Study, coder: str) -> dict[Place, dict[str, list[Coding]]]:
    """By turn and code, the codings of a coder that touch the turn; negative cases are not among
    them."""
    found: dict[Place, dict[str, list[Coding]]] = {}
    for standing in study.codings(coder=coder):
        if standing.now and not standing.now.against:
            anchor = standing.now.anchor
            for number in turns_touched(study, anchor):
                codes = found.setdefault((anchor.transcript, number), {})
                codes.setdefault(standing.now.code, []).append(standing.now)
    return found


def turns_touched(study: Study, anchor: Anchor) -> tuple[int, ...]:
    """The turns of the present text that hold a word of a segment."""
    turns = study.placing.transcripts[anchor.transcript].turns
    first = turns[anchor.turn - 1] if anchor.turn <= len(turns) else None
    if first and first.start <= anchor.start and anchor.end <= first.end:
        return (first.number,)
    return tuple(each.number for each in turns if _meet(each, anchor))


def _meet(one: Turn | Segment, other: Anchor | Segment) -> bool:
    return one.start < other.end and other.start < one.end


def adjudicated(study: Study) -> dict[tuple[str, int, str], bool]:
    """What was settled: by transcript, turn and code, whether the code applies."""
    found: dict[tuple[str, int, str], bool] = {}
    records = [
        one
        for group in study.state.by_transcript.values()
        for one in group
        if isinstance(one, Judgement) and is_adjudication(one.coder) and study.state.stands(one)
    ]
    records.sort(key=lambda one: one.id)
    for record, moved in zip(
        records, study.placing.place(one.anchor for one in records), strict=True
    ):
        anchor = study.placing.present(moved)
        for number in turns_touched(study, anchor) if anchor else ():
            code = study.code_now(record.code)
            found[record.anchor.transcript, number, code] = side(record) == "for"
    return found


def _read(study: Study, coder: str, marks: Mapping[Place, object]) -> frozenset[Place]:
    """The turns that a coder has read; to code in a turn is to have read it."""
    turns = seen_turns(study, coder)
    return frozenset({(name, at) for name, all_of in turns.items() for at in all_of} | set(marks))


def _is_one_of(name: str, names: Sequence[str]) -> bool:
    return coder_key(name) in {coder_key(each) for each in names}
