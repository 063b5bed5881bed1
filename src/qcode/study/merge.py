"""Another study, or a colleague's log, into this one: a union, so any number of times, in any
order, from both sides, comes to the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from qcode.errors import Problem, StudyError
from qcode.study.coders import coder_key
from qcode.study.fold import State, fold
from qcode.study.folder import Logs, read_logs, together
from qcode.study.log import CODINGS, open_log
from qcode.study.reading import read_log
from qcode.study.records import Record
from qcode.study.shared import Withdrawal
from qcode.study.taking import take_transcripts
from qcode.study.texts import copy_texts, different_texts


@dataclass(frozen=True, slots=True)
class Merged:
    """What came into a study."""

    records: tuple[tuple[str, int], ...]
    """Coders and how many of their records are new, sorted by name."""
    texts: tuple[str, ...]
    """The hashes of the texts that are new, sorted."""
    transcripts: tuple[str, ...]
    """The ids of the transcripts that are new, sorted."""
    left_out: int
    """Records of the other side on texts whose participant withdrew consent."""
    notes: tuple[Problem, ...]
    """What a person should look into: torn ends of logs, different texts under one name, texts
    that are damaged, consent withdrawn on the other side."""


def merge(study: Path, other: Path) -> Merged:
    """Take in all decisions, texts and transcripts of another study, which stays as it is.

    Args:
        study: the folder of this study.
        other: the folder of another study, or one log.

    Raises:
        StudyError: `other` is neither; a log on either side has problems, two records differ
            under one id, or a session is writing into a log that would grow. Nothing is
            merged then.
        OutputError: this study cannot be written to. What is merged by then is whole, and
            merging again does the rest.
    """
    ours, theirs = read_logs(study / CODINGS), _logs(other)
    everything = together((*ours.readings, *theirs.readings)).checked()
    state = fold(everything)
    known = {record.id for record in ours.records}
    new = [record for record in theirs.records if record.id not in known]
    welcome = [record for record in new if not state.withdrawn(record)]
    home = _home(other)
    with ExitStack() as stack:
        logs = {
            key: stack.enter_context(open_log(study / CODINGS, records[0].coder))
            for key, records in _by_coder(welcome).items()
        }
        copied = copy_texts(home, study, state.gone[0]) if home else ((), ())
        taken = take_transcripts(home, study, state.gone[0]) if home else ((), ())
        for key, records in _by_coder(welcome).items():
            there = {record.id for record in logs[key].reading.records()}
            logs[key].append([r for r in records if r.id not in there], together=False)
    notes = (
        *theirs.torn(),
        *(different_texts(study, ours.records, home or other, theirs.records)),
        *copied[1],
        *taken[1],
        *_withdrawn_there(new, other),
    )
    left_out = len(new) - len(welcome)
    return Merged(_counted(welcome, state), copied[0], taken[0], left_out, notes)


def _logs(other: Path) -> Logs:
    if other.is_file():
        return together([read_log(other)])
    if (other / CODINGS).is_dir():
        return read_logs(other / CODINGS)
    message = "is neither a study nor a log"
    hint = f"give a folder that holds a folder '{CODINGS}', or a file {CODINGS}/NAME.jsonl"
    raise StudyError([Problem(str(other), 0, message, hint)])


def _home(other: Path) -> Path | None:
    """The study that the other side is or that its log lies in, for its texts."""
    if other.is_dir():
        return other
    folder = other.absolute().parent
    return folder.parent if folder.name == CODINGS else None


def _by_coder(records: Iterable[Record]) -> dict[str, list[Record]]:
    groups: dict[str, list[Record]] = {}
    for record in sorted(records, key=lambda one: one.id):
        groups.setdefault(coder_key(record.coder), []).append(record)
    return dict(sorted(groups.items()))


def _counted(records: Iterable[Record], state: State) -> tuple[tuple[str, int], ...]:
    counts = Counter(state.coders[coder_key(record.coder)] for record in records)
    return tuple(sorted(counts.items()))


def _withdrawn_there(new: Iterable[Record], other: Path) -> Iterable[Problem]:
    """Consent that the other side knows to be withdrawn, while this study still has the words."""
    for record in new:
        if isinstance(record, Withdrawal):
            message = f"'{record.participant}' withdrew consent"
            hint = f"remove the texts here too: qcode withdraw '{record.participant}'"
            yield Problem(str(other), 0, message, hint)
