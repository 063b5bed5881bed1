"""What people found in a random sample, and where codes were first used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qcode.errors import QcodeError
from qcode.reading.gold import GoldRow
from qcode.study.coders import coder_key
from qcode.study.queues import Place, answers, coded_turns, turns_touched
from qcode.study.queues import coders as coders_of
from qcode.study.reviewed import reviewed
from qcode.study.sampling import sample_named
from qcode.study.seen import present_turns, seen_turns
from qcode.study.shared import Sample
from qcode.study.study import Study


@dataclass(frozen=True, slots=True)
class Evidence:
    """A random sample of turns, as far as people have read it."""

    turns: frozenset[Place]
    """All turns that it was drawn from, where this can be told, else all of the study."""
    read: frozenset[Place]
    """The turns of the sample that somebody has read."""
    coded: Mapping[str, frozenset[Place]]
    """By code, the turns of these that somebody coded; where a dispute was settled, as settled."""
    notes: tuple[str, ...]


def sample_evidence(
    study: Study, name: str | None = None, *, coders: Sequence[str] = ()
) -> Evidence:
    """What people found in a random sample.

    Args:
        study: with the codings.
        name: of the sample; None for the newest.
        coders: whose reading and coding counts; empty: everybody's.

    Raises:
        QcodeError: there is no sample, or nobody has read any of it.
    """
    sample = _sample(study, name)
    names = [each for each in coders_of(study) if not coders or _among(each, coders)]
    everything = frozenset((t.id, turn.number) for t, turn in answers(study.transcripts))
    turns, doubt = _population(sample, everything)
    drawn = {
        (at, number)
        for at, numbers in present_turns(study, sample.turns).items()
        for number in numbers
    } & turns
    seen = {
        (at, number)
        for each in names
        for at, numbers in seen_turns(study, each).items()
        for number in numbers
    }
    for each in names:
        seen |= set(coded_turns(study, each))
    read = frozenset(drawn & seen)
    if not read:
        raise QcodeError(
            f"nobody has read a turn of sample '{sample.name}'"
            "\n  hint: code it: qcode code --queue sample"
        )
    coded: dict[str, set[Place]] = {}
    for coding in reviewed(study, coders).codings:
        for number in turns_touched(study, coding.anchor):
            place = (coding.anchor.transcript, number)
            if place in read:
                coded.setdefault(coding.code, set()).add(place)
    return Evidence(
        turns,
        read,
        {code: frozenset(places) for code, places in coded.items()},
        (*_notes(sample, drawn, read), *doubt),
    )


def as_gold(evidence: Evidence) -> tuple[GoldRow, ...]:
    """What people found in a sample as rows of a gold file: one row a turn that was read and code
    that stands on it, sorted; one row without a code for a turn that carries none."""
    by_turn: dict[Place, list[str]] = {place: [] for place in sorted(evidence.read)}
    for code in sorted(evidence.coded):
        for place in evidence.coded[code]:
            by_turn[place].append(code)
    rows = ((place, code) for place, codes in by_turn.items() for code in codes or [""])
    return tuple(GoldRow(*place, code) for place, code in rows)


def _population(
    sample: Sample, turns: frozenset[Place]
) -> tuple[frozenset[Place], tuple[str, ...]]:
    """The turns that a sample was drawn from, told by their number, and what is to be said."""
    number = round(len(sample.turns) / sample.probability)
    names = sorted({place.transcript for place in sample.turns})
    of_these = frozenset(place for place in turns if place[0] in names)
    if number == len(turns):
        return turns, ()
    if number == len(of_these):
        told = f"the sample was drawn from {', '.join(names)} alone, and speaks of no other"
        return of_these, (told,)
    told = (
        f"the sample was drawn from {number:,} turns, and there are {len(turns):,} now: it speaks "
        "of all only if the others are like them; draw a new one: qcode sample NAME --size N"
    )
    return turns, (told,)


def _notes(sample: Sample, drawn: set[Place], read: frozenset[Place]) -> list[str]:
    told = [f"sample '{sample.name}': {len(read)} of {len(sample.turns)} turns read"]
    if len(drawn) < len(sample.turns):
        gone = len(sample.turns) - len(drawn)
        told.append(f"{gone} turns of the sample are not in the present texts any more")
    return told


def _sample(study: Study, name: str | None) -> Sample:
    if name is not None:
        found = sample_named(study.state, name)
    else:
        found = max(study.state.of_kind(Sample), key=lambda one: one.id, default=None)
    if found is None:
        what = f"no sample '{name}'" if name else "no random sample in this study"
        raise QcodeError(f"there is {what}\n  hint: draw one: qcode sample NAME --size 60")
    return found


def _among(name: str, names: Sequence[str]) -> bool:
    return coder_key(name) in {coder_key(each) for each in names}


@dataclass(frozen=True, slots=True)
class Uses:
    """Where codes stand."""

    first: Mapping[str, str]
    """By code, the transcript in which it was made, or first used."""
    holding: Mapping[str, frozenset[str]]
    """By code, all transcripts that hold it."""
    created: bool
    """Whether codes were made while reading; else the codebook was there before."""


def first_uses(study: Study, order: Sequence[str], *, coders: Sequence[str] = ()) -> Uses:
    """Where codes were made, or first used in an order of transcripts.

    Args:
        study: with the codings.
        order: ids of transcripts.
        coders: only codings of these; empty: all.
    """
    place = {name: at for at, name in enumerate(order)}
    holding: dict[str, set[str]] = {}
    for coding in reviewed(study, coders).codings:
        if coding.anchor.transcript in place:
            holding.setdefault(coding.code, set()).add(coding.anchor.transcript)
    first = {code: min(names, key=place.__getitem__) for code, names in holding.items()}
    made = {
        code: record.anchor.transcript
        for code, record in study.state.codes.new.items()
        if record.anchor and record.anchor.transcript in place
    }
    first |= {code: name for code, name in made.items() if code in holding}
    return Uses(first, {c: frozenset(names) for c, names in holding.items()}, bool(made))
