"""What coders of a study judged, turn by turn: what agreement is computed from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qcode.errors import QcodeError
from qcode.model.judged import Judged
from qcode.study.coders import coder_key
from qcode.study.queues import Place, answers, coded_turns, coders
from qcode.study.reports import frozen
from qcode.study.rounds import round_named
from qcode.study.sampling import sample_named
from qcode.study.seen import present_turns, seen_turns
from qcode.study.shared import Round, Sample
from qcode.study.study import Study

Stretches = dict[str, dict[str, list[tuple[int, int]]]]
"""By code and coder, the stretches that were coded, on all texts laid end to end."""


@dataclass(frozen=True, slots=True)
class Basis:
    """The state of a study that agreement is about."""

    study: Study
    """As it was when the round was frozen, or as it is now."""
    coders: tuple[str, ...]
    places: frozenset[Place] | None
    """The turns of the sample; None for all."""
    notes: tuple[str, ...]


def basis(
    study: Study, *, of: str | None = None, sample: str | None = None, names: Sequence[str] = ()
) -> Basis:
    """What agreement is to be about.

    Args:
        study: with the codings of all.
        of: the name of a round; None for the newest, or for what is coded now when there is none.
        sample: the name of a sample, to which turns are limited; None for the round's.
        names: only these coders; empty: those of the round, or all.

    Raises:
        QcodeError: a round, sample or coder is not there, or there are fewer than two coders.
    """
    found = round_named(study, of) if of else _newest(study.state.of_kind(Round))
    if of and not isinstance(found, Round):
        raise QcodeError(f"there is no round '{of}'\n  hint: qcode status lists them")
    notes = []
    then = study
    if isinstance(found, Round):
        then = study.with_state(frozen(study.state, found))
        notes.append(f"round '{found.name}', as frozen {found.time[:10]}, before any discussion")
    else:
        notes.append(
            "no round is frozen: this is what is coded now, perhaps after discussion; "
            "freeze one with: qcode round NAME"
        )
    drawn = sample_named(study.state, sample) if sample else _sample_of(study, found)
    if sample and not drawn:
        raise QcodeError(f"there is no sample '{sample}'\n  hint: qcode status lists them")
    places = _places(study, drawn) if drawn else None
    if drawn:
        notes.append(f"the {len(places or ())} turns of sample '{drawn.name}'")
    chosen = _coders(then, found if isinstance(found, Round) else None, names)
    return Basis(then, chosen, places, tuple(notes))


def judged_turns(of: Basis) -> tuple[Judged, ...]:
    """One record for each participant's turn and coder who read it, with the codes that the coder
    put on any of its words; negative cases are no codes. In the order of the transcripts."""
    found = []
    order = [(t.id, turn.number) for t, turn in answers(of.study.transcripts)]
    for coder in of.coders:
        marks, read = coded_turns(of.study, coder), _read(of, coder)
        for place in order:
            if place in read:
                codes = frozenset(marks.get(place, ()))
                found.append(Judged(*place, coder, codes))
    return tuple(found)


def judged_sentences(of: Basis) -> tuple[Judged, ...]:
    """As `judged_turns`, for each sentence of these turns: the codes on any of its words.

    Sentences are those of rules. The unit is `TURN.SENTENCE`, both counted from 1.
    """
    from qcode.matching.sentences import sentences_of_turns

    talk = list(answers(of.study.transcripts))
    spans = sentences_of_turns(talk)
    found = []
    for coder in of.coders:
        read, marks = _read(of, coder), coded_turns(of.study, coder)
        for (transcript, turn), sentences in zip(talk, spans, strict=True):
            place = (transcript.id, turn.number)
            for number, (start, end) in enumerate(sentences, 1) if place in read else ():
                codes = frozenset(
                    code
                    for code, given in marks.get(place, {}).items()
                    if any(one.anchor.start < end and start < one.anchor.end for one in given)
                )
                found.append(Judged(transcript.id, f"{turn.number}.{number}", coder, codes))
    return tuple(found)


def marked_stretches(of: Basis) -> tuple[Stretches, int]:
    """By code and coder, what was coded in turns that all these coders read, on those turns laid
    end to end; and how long they are together, in characters."""
    read = [_read(of, coder) for coder in of.coders]
    shared = frozenset.intersection(*read) if read else frozenset()
    offsets: dict[Place, tuple[int, int]] = {}
    length = 0
    for transcript, turn in answers(of.study.transcripts):
        place = (transcript.id, turn.number)
        if place in shared:
            offsets[place] = (length - turn.start, turn.end)
            length += turn.end - turn.start + 1
    ids = [code.id for code in of.study.codebook.codes]
    stretches: Stretches = {name: {coder: [] for coder in of.coders} for name in ids}
    for coder in of.coders:
        for place, codes in coded_turns(of.study, coder).items():
            shift, end = offsets.get(place, (0, 0))
            for code, codings in codes.items() if place in offsets else ():
                for coding in codings:
                    start = coding.anchor.start + shift
                    stop = min(coding.anchor.end, end) + shift
                    if code in stretches and start >= 0:
                        stretches[code][coder].append((start, stop))
    return stretches, length


def _read(of: Basis, coder: str) -> frozenset[Place]:
    seen = {
        (name, number)
        for name, numbers in seen_turns(of.study, coder).items()
        for number in numbers
    } | set(coded_turns(of.study, coder))
    return frozenset(seen if of.places is None else seen & of.places)


def _newest(records: Iterable[Round]) -> Round | None:
    return max(records, key=lambda one: one.id, default=None)


def _sample_of(study: Study, found: Round | None) -> Sample | None:
    record = study.state.records.get(found.sample) if found else None
    return record if isinstance(record, Sample) else None


def _places(study: Study, sample: Sample) -> frozenset[Place]:
    return frozenset(
        (name, number)
        for name, numbers in present_turns(study, sample.turns).items()
        for number in numbers
    )


def _coders(study: Study, found: Round | None, names: Sequence[str]) -> tuple[str, ...]:
    known = coders(study)
    if names:
        keys = {coder_key(name) for name in names}
        for name in names:
            if coder_key(name) not in {coder_key(each) for each in known}:
                hint = f"coders: {', '.join(known) or 'nobody yet'}"
                raise QcodeError(f"'{name}' has not coded anything\n  hint: {hint}")
    else:
        keys = {coder_key(name) for name in (found.coders if found else known)}
    chosen = tuple(name for name in known if coder_key(name) in keys)
    if len(chosen) < 2:
        hint = "let a second person code some of the same turns: qcode sample"
        raise QcodeError(f"agreement needs two coders, there is {len(chosen)}\n  hint: {hint}")
    return chosen
