"""Who asks and who answers: roles of speakers, put right in working copies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from qcode.errors import Problem, StudyError
from qcode.model.transcript import Role, Transcript
from qcode.reading.working_copy import write_working_copy
from qcode.reading.working_head import STATED
from qcode.study.disk import write_whole
from qcode.study.library import copy_path


def stated_roles(transcript: Transcript) -> dict[str, Role]:
    """The roles that a person stated, by speaker: those that are no guess and from no label."""
    return {each.name: each.role for each in transcript.speakers if each.role_from == STATED}


def with_roles(transcript: Transcript, roles: Mapping[str, Role]) -> Transcript:
    """The transcript with other roles for some speakers; names that it does not have change
    nothing."""
    speakers = tuple(
        replace(each, role=roles[each.name], role_from=STATED) if each.name in roles else each
        for each in transcript.speakers
    )
    turns = tuple(
        replace(turn, role=roles.get(turn.speaker, turn.role)) for turn in transcript.turns
    )
    return replace(transcript, speakers=speakers, turns=turns)


def set_roles(folder: Path, transcript: Transcript, roles: Mapping[str, Role]) -> Transcript:
    """Put roles right in the working copy of a transcript; no word and no offset changes.

    Args:
        folder: of the study.
        transcript: as `read_copy` gives it, without what `cases.csv` says.
        roles: the new role of each speaker.

    Raises:
        StudyError: a speaker is not in the transcript.
        OutputError: the working copy cannot be written.
    """
    known = [each.name for each in transcript.speakers]
    for name in roles:
        if name not in known:
            message = f"has no speaker '{name}'"
            hint = f"there are: {', '.join(known)}"
            raise StudyError([Problem(transcript.path, 0, message, hint)])
    changed = with_roles(transcript, roles)
    text = write_working_copy(changed)
    write_whole(copy_path(folder, transcript.id), text.encode("utf-8", "surrogatepass"))
    return changed
