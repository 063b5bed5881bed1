"""Whose words are where: the turns of a participant, in all transcripts of a study."""

from __future__ import annotations

from dataclasses import dataclass

from qcode.errors import QcodeError
from qcode.model.transcript import Transcript
from qcode.reading.names import fold
from qcode.study.study import Study


@dataclass(frozen=True, slots=True)
class Words:
    """What a participant says in one transcript."""

    transcript: Transcript
    speaker: str
    """"" when the whole transcript is theirs: nobody else answers in it."""


def words_of(study: Study, participant: str) -> tuple[Words, ...]:
    """Where a participant speaks.

    Args:
        study: with the texts.
        participant: the id of a transcript, `TRANSCRIPT/SPEAKER`, or the label of a speaker,
            wherever it stands, in any spelling.

    Raises:
        QcodeError: nobody is meant; the message proposes who may be.
    """
    from qcode.analysis.nearest import did_you_mean

    by_id = study.placing.transcripts
    if participant in by_id:
        return (Words(by_id[participant], ""),)
    name, _, speaker = participant.rpartition("/")
    among = [by_id[name]] if name in by_id else list(study.transcripts)
    wanted = fold(speaker if name in by_id else participant)
    found = [
        _words(transcript, each.name)
        for transcript in among
        for each in transcript.speakers
        if each.role == "participant" and fold(each.name) == wanted and wanted
    ]
    if not found:
        people = {
            each.name: None
            for transcript in study.transcripts
            for each in transcript.speakers
            if each.role == "participant" and each.name
        }
        known = [*by_id, *people]
        hint = did_you_mean(participant, known) if known else "there are none in this study"
        raise QcodeError(f"there is no participant '{participant}'\n  hint: {hint}")
    return tuple(found)


def _words(transcript: Transcript, speaker: str) -> Words:
    others = [
        each.name
        for each in transcript.speakers
        if each.role == "participant" and each.name != speaker
    ]
    return Words(transcript, speaker if others else "")
