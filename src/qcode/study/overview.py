"""What a study amounts to at present: what is in it, what was done, what waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from qcode.study.coders import coder_key
from qcode.study.fold import State
from qcode.study.judgements import conflicts
from qcode.study.queues import answers, coders, disputes, redefined_codings
from qcode.study.records import Memo
from qcode.study.rounds import is_open
from qcode.study.seen import seen_turns
from qcode.study.shared import Round, Sample, Withdrawal
from qcode.study.study import Standing, Study


@dataclass(frozen=True, slots=True)
class CoderWork:
    """What one coder has done."""

    coder: str
    read: int
    """Participants' turns."""
    codings: int
    rejected: int
    memos: int


@dataclass(frozen=True, slots=True)
class TranscriptWork:
    """What was done on one transcript."""

    transcript: str
    turns: int
    """Participants'."""
    read: tuple[tuple[str, int], ...]
    """Coders and how many of these turns each has read."""
    codings: int


@dataclass(frozen=True, slots=True)
class Open:
    """A coding that waits for a decision."""

    transcript: str
    turn: int
    coder: str
    code: str
    quotation: str
    why: str


@dataclass(frozen=True, slots=True)
class Overview:
    """What is in a study, what was done, and what waits."""

    title: str
    folder: str
    codebook: str
    codes: int
    new_codes: tuple[str, ...]
    """Made while reading and not in the codebook file."""
    work: tuple[TranscriptWork, ...]
    coders: tuple[CoderWork, ...]
    edited: tuple[Open, ...]
    unsure: tuple[Open, ...]
    gone: tuple[tuple[str, int], ...]
    """Codes that are nowhere any more, and how many codings have them."""
    conflicts: tuple[tuple[str, str], ...]
    """What contradicts itself, and which code."""
    disputes: int
    samples: tuple[tuple[str, int, str], ...]
    """Name, turns, and who is to code them."""
    rounds: tuple[tuple[str, str], ...]
    """Name, and whose."""
    withdrawn: tuple[str, ...]
    changed_definitions: tuple[tuple[str, int], ...]
    """Codes whose definition is another one than when so many codings were made."""

    def as_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


def overview(study: Study) -> Overview:
    """What a study amounts to."""
    names = coders(study)
    standing = study.codings()
    known = {code.id for code in study.codebook.codes}
    in_file = {code.id for code in study.file.codes}
    return Overview(
        title=study.title,
        folder=str(study.folder),
        codebook=_codebook(study),
        codes=len(known),
        new_codes=tuple(code.id for code in study.codebook.codes if code.id not in in_file),
        work=_work(study, names, standing),
        coders=tuple(_coder(study, name, standing) for name in names),
        edited=_open(standing, "edited"),
        unsure=_open(standing, "unsure"),
        gone=_gone(standing, known),
        conflicts=tuple((each.about, each.code) for each in conflicts(study.state)),
        disputes=len(disputes(study)) if _may_dispute(study) else 0,
        samples=_samples(study),
        rounds=tuple((one.name, ", ".join(one.coders)) for one in study.state.of_kind(Round)),
        withdrawn=tuple(one.participant for one in study.state.of_kind(Withdrawal)),
        changed_definitions=_changed_definitions(study, standing),
    )


def _codebook(study: Study) -> str:
    if not study.file.sha256:
        return "none yet: codes can be made while reading"
    version = f", version {study.file.version}" if study.file.version else ""
    return f"{study.file.id}{version}: {len(study.file.codes)} codes"


def _work(
    study: Study, names: Sequence[str], standing: Sequence[Standing]
) -> tuple[TranscriptWork, ...]:
    codings = Counter(each.coding.anchor.transcript for each in standing)
    read = {name: seen_turns(study, name) for name in names}
    found = []
    for transcript in study.transcripts:
        own = {turn.number for _, turn in answers([transcript])}
        by_coder = tuple(
            (name, len(own & read[name].get(transcript.id, frozenset()))) for name in names
        )
        found.append(TranscriptWork(transcript.id, len(own), by_coder, codings[transcript.id]))
    return tuple(found)


def _coder(study: Study, name: str, standing: Sequence[Standing]) -> CoderWork:
    answered = {(transcript.id, turn.number) for transcript, turn in answers(study.transcripts)}
    read = seen_turns(study, name)
    turns = {(at, number) for at, numbers in read.items() for number in numbers}
    return CoderWork(
        coder=name,
        read=len(turns & answered),
        codings=sum(each.coding.coder == name for each in standing),
        rejected=len(study.rejections(coder=name)),
        memos=_memos(study.state, name),
    )


def _memos(state: State, name: str) -> int:
    key = coder_key(name)
    return sum(coder_key(one.coder) == key for one in state.of_kind(Memo))


def _open(standing: Sequence[Standing], outcome: str) -> tuple[Open, ...]:
    return tuple(
        Open(
            each.coding.anchor.transcript,
            each.coding.anchor.turn,
            each.coding.coder,
            each.coding.code,
            each.coding.quotation,
            each.moved.reason,
        )
        for each in standing
        if each.outcome == outcome
    )


def _gone(standing: Sequence[Standing], known: set[str]) -> tuple[tuple[str, int], ...]:
    counts = Counter(each.coding.code for each in standing if each.coding.code not in known)
    return tuple(sorted(counts.items()))


def _may_dispute(study: Study) -> bool:
    """Whether nobody works blind any more."""
    return not any(is_open(study, each) for each in study.state.of_kind(Sample))


def _samples(study: Study) -> tuple[tuple[str, int, str], ...]:
    return tuple(
        (one.name, len(one.turns), ", ".join(one.coders) or "anybody")
        for one in study.state.of_kind(Sample)
    )


def _changed_definitions(study: Study, standing: Sequence[Standing]) -> tuple[tuple[str, int], ...]:
    counts = Counter(each.coding.code for each in redefined_codings(study, standing))
    return tuple(sorted(counts.items()))
