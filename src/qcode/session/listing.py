"""The items of each queue, and which of them wait."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from qcode.errors import QcodeError
from qcode.model.coding import Anchor
from qcode.model.transcript import Transcript, Turn
from qcode.session.options import SessionOptions
from qcode.session.proposals import with_those_below
from qcode.session.state import Item, Taken, Work
from qcode.study.coders import coder_key
from qcode.study.places import Candidate
from qcode.study.queues import Queue, answers, disputes, redefined_codings
from qcode.study.sampling import sample_for
from qcode.study.seen import present_turns
from qcode.study.study import Standing, Study


def items_of(
    queue: Queue, study: Study, coder: str, work: Work, taken: Taken, options: SessionOptions
) -> tuple[Item, ...]:
    """All items of a queue for a coder, decided or not, in the order in which one goes through.

    Raises:
        QcodeError: there is no sample for this coder; or a blind session asks for disputes.
    """
    found = _LISTS[queue](study, coder, work, taken, options)
    wanted = set(options.transcripts)
    if not wanted:
        return tuple(found)
    return tuple(each for each in found if each.transcript in wanted)


def waiting(
    items: Sequence[Item], taken: Taken, only: Collection[str] | None = None
) -> frozenset[int]:
    """The numbers of the items that are not decided, of some transcripts or of all."""
    stand: dict[str, frozenset[tuple[str, ...]]] = {}
    found = set()
    for number, item in enumerate(items):
        if only is not None and item.transcript not in only:
            continue
        if item.standing and item.transcript not in stand:
            codings = taken.codings.get(item.transcript, ())
            stand[item.transcript] = frozenset(each.coding.records for each in codings)
        if _waits(item, taken, stand.get(item.transcript, frozenset())):
            found.add(number)
    return frozenset(found)


def _waits(item: Item, taken: Taken, stand: frozenset[tuple[str, ...]]) -> bool:
    if item.suggestion:
        said = taken.said.get(item.transcript, frozenset())
        return not any(
            code == item.code and start < item.end and item.start < end for code, start, end in said
        )
    if item.standing:
        return item.standing.coding.records in stand
    if item.dispute:
        return (item.transcript, item.turn, item.code) not in taken.settled
    return item.turn not in taken.seen.get(item.transcript, ())


def _unread(
    study: Study, coder: str, work: Work, taken: Taken, options: SessionOptions
) -> Iterator[Item]:
    for transcript, turn in answers(work.transcripts.values()):
        yield _turn_item(transcript, turn)


def _sampled(
    study: Study, coder: str, work: Work, taken: Taken, options: SessionOptions
) -> Iterator[Item]:
    sample = sample_for(study.state, coder, seed=options.seed)
    if sample is None:
        of_seed = "" if options.seed is None else f" with seed {options.seed}"
        hint = "draw one first: qcode sample --help"
        raise QcodeError(f"there is no sample for '{coder}'{of_seed}\n  hint: {hint}")
    met: set[tuple[str, int]] = set()
    for place in sample.turns:
        for name, numbers in present_turns(study, [place]).items():
            for number in sorted(numbers):
                if (name, number) not in met:
                    met.add((name, number))
                    yield _turn_item(
                        work.transcripts[name], work.transcripts[name].turns[number - 1]
                    )


def _suggested(
    study: Study, coder: str, work: Work, taken: Taken, options: SessionOptions
) -> Iterator[Item]:
    for name in work.transcripts:
        for each in work.suggestions.get(name, ()):
            at = each.segment
            yield Item(name, each.turn, at.start, at.end, each.code, suggestion=each)


def _changed(
    study: Study, coder: str, work: Work, taken: Taken, options: SessionOptions
) -> Iterator[Item]:
    """Codings inside of which words were changed, and those whose code was defined anew."""
    own = _own(coder, taken)
    redefined = {each.coding.records for each in redefined_codings(study, own)}
    found = [e for e in own if e.outcome == "edited" or (e.now and e.coding.records in redefined)]
    return _standing_items(found, study, work, options)


def _unsure(
    study: Study, coder: str, work: Work, taken: Taken, options: SessionOptions
) -> Iterator[Item]:
    found = [each for each in _own(coder, taken) if each.outcome == "unsure"]
    return _standing_items(found, study, work, options)


def _own(coder: str, taken: Taken) -> list[Standing]:
    key = coder_key(coder)
    groups = taken.codings.values()
    return [each for group in groups for each in group if coder_key(each.coding.coder) == key]


def _standing_items(
    found: list[Standing], study: Study, work: Work, options: SessionOptions
) -> Iterator[Item]:
    wanted = _wanted(study, options)
    by_transcript: dict[str, list[Item]] = {}
    for each in found:
        name = each.coding.anchor.transcript
        if name in work.transcripts and (wanted is None or each.coding.code in wanted):
            item = _standing_item(each, work.transcripts[name], work.hashes[name])
            by_transcript.setdefault(name, []).append(item)
    for name in work.transcripts:
        items = by_transcript.get(name, [])
        yield from sorted(items, key=lambda each: (each.turn, each.start, each.end, each.code))


def _disputed(
    study: Study, coder: str, work: Work, taken: Taken, options: SessionOptions
) -> Iterator[Item]:
    if options.blind:
        hint = "leave --blind out, once everybody has coded"
        raise QcodeError(f"a blind session shows no disputes\n  hint: {hint}")
    wanted = _wanted(study, options)
    for each in disputes(study):
        if wanted is None or each.code in wanted:
            turn = work.transcripts[each.transcript].turns[each.turn - 1]
            inside = [
                one.anchor for one in each.codings if turn.start <= one.anchor.start < turn.end
            ]
            start, end = (inside[0].start, inside[0].end) if inside else (turn.start, turn.end)
            yield Item(each.transcript, each.turn, start, end, each.code, dispute=each)


def _wanted(study: Study, options: SessionOptions) -> frozenset[str] | None:
    codes = [study.code_now(each) for each in options.codes]
    return with_those_below(study.codebook, codes) if codes else None


def _turn_item(transcript: Transcript, turn: Turn) -> Item:
    return Item(transcript.id, turn.number, turn.start, turn.end)


def _standing_item(standing: Standing, transcript: Transcript, text: str) -> Item:
    """A coding to be looked at again, at its first candidate that has words; where there is none,
    in the turn where the words stood."""
    places = [each for each in standing.moved.candidates if each.quotation.strip()]
    code = standing.coding.code
    anchors = tuple(_anchor(each, transcript, text) for each in places)
    if standing.moved.now:
        anchors = (standing.moved.now,)
    if anchors:
        first = anchors[0]
        number, span = first.turn, (first.start, first.end)
    else:
        points = standing.moved.candidates
        old = points[0].start if points else standing.coding.anchor.start
        turn = _turn_at(transcript, old)
        number, span = turn.number, (turn.start, turn.end)
    return Item(transcript.id, number, *span, code, standing=standing, candidates=anchors)


def _anchor(place: Candidate, transcript: Transcript, text: str) -> Anchor:
    words = place.quotation.strip()  # an edit may leave the blanks between turns in front
    start = place.start + place.quotation.index(words)
    turn = _turn_at(transcript, start)
    return Anchor(transcript.id, text, turn.number, start, start + len(words), words)


def _turn_at(transcript: Transcript, place: int) -> Turn:
    """The turn that holds a place, or the first behind it, or the last."""
    turns = transcript.turns
    return next((turn for turn in turns if place < turn.end), turns[-1])


_LISTS: Mapping[Queue, Callable[[Study, str, Work, Taken, SessionOptions], Iterator[Item]]] = {
    "unread": _unread,
    "suggestions": _suggested,
    "disputed": _disputed,
    "changed": _changed,
    "unsure": _unsure,
    "sample": _sampled,
}
