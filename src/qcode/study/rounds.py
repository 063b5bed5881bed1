"""Double coding: a sample for some coders, frozen before they talk about it."""

from __future__ import annotations

from collections.abc import Sequence

from qcode.errors import QcodeError
from qcode.study.coders import coder_key
from qcode.study.desk import Desk
from qcode.study.queues import answers
from qcode.study.records import Judgement, Record, Seen
from qcode.study.sampling import draw, sample_named
from qcode.study.seen import place_of
from qcode.study.shared import Round, Sample
from qcode.study.study import Study


def draw_sample(
    desk: Desk,
    name: str,
    *,
    size: int,
    seed: int,
    coders: Sequence[str] = (),
    transcripts: Sequence[str] = (),
) -> Sample:
    """Draw participants' turns at random and put down who is to code them.

    Args:
        desk: of who draws.
        name: of the sample.
        size: how many turns.
        seed: the same one gives the same turns.
        coders: who is to code them; empty: anybody.
        transcripts: only from these; empty: from all.

    Raises:
        QcodeError: the name is taken, a transcript is not there, or there are fewer turns.
    """
    study = desk.study
    if sample_named(study.state, name):
        raise QcodeError(f"there is a sample '{name}' already\n  hint: choose another name")
    chosen = [study.transcript(each) for each in transcripts] or study.transcripts
    population = [place_of(study, each, turn) for each, turn in answers(chosen)]
    turns = draw(population, size, seed)
    for each in chosen:
        desk.keep(each)
    sample = Sample(
        **desk.who(),
        name=name,
        seed=seed,
        probability=size / len(population),
        turns=turns,
        coders=tuple(coders),
    )
    desk.write(sample)
    return sample


def freeze(desk: Desk, name: str, coders: Sequence[str], sample: str = "") -> Round:
    """Freeze what coders have said and read so far, before anybody discusses it.

    Args:
        desk: of who freezes.
        name: of the round.
        coders: at least two.
        sample: the name of the sample that the round is over; "" for all that was read.

    Raises:
        QcodeError: the name is taken, or a coder or the sample is not known.
    """
    state = desk.study.state
    if round_named(desk.study, name):
        raise QcodeError(f"there is a round '{name}' already\n  hint: choose another name")
    keys = {coder_key(each) for each in coders}
    unknown = sorted(each for each in coders if coder_key(each) not in state.coders)
    if unknown or len(keys) < 2:
        known = ", ".join(state.coders.values()) or "nobody has coded yet"
        told = f"'{unknown[0]}' has not coded anything" if unknown else "a round needs two coders"
        who = f"name them with --of; coders of this study: {known}"
        raise QcodeError(f"{told}\n  hint: {who}")
    found = sample_named(state, sample) if sample else None
    if sample and not found:
        raise QcodeError(f"there is no sample '{sample}'\n  hint: qcode status lists samples")
    records = [*state.of_kind(Seen), *_judgements(desk.study)]
    frozen = Round(
        **desk.who(),
        name=name,
        sample=found.id if found else "",
        coders=tuple(state.coders[key] for key in sorted(keys)),
        codebook=desk.study.file.sha256,
        records=tuple(sorted(one.id for one in records if coder_key(one.coder) in keys)),
    )
    desk.write(frozen)
    return frozen


def round_named(study: Study, name: str) -> Round | None:
    """The round of a name; None without."""
    return next((one for one in study.state.of_kind(Round) if one.name == name), None)


def is_open(study: Study, sample: Sample) -> bool:
    """Whether the coders of a sample work blind still: several are to code it, and no round over
    it is frozen."""
    frozen = {one.sample for one in study.state.of_kind(Round)}
    return len(sample.coders) > 1 and sample.id not in frozen


def _judgements(study: Study) -> list[Record]:
    state = study.state
    found = (one for group in state.by_transcript.values() for one in group)
    return [one for one in found if isinstance(one, Judgement) and state.stands(one)]
