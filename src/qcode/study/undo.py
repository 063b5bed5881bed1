"""Taking a decision back: by records, as everything else, and an undo is undone the same way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qcode.errors import QcodeError
from qcode.study.coders import coder_key
from qcode.study.fold import State
from qcode.study.ids import Ids
from qcode.study.records import Record, Undone
from qcode.study.shared import Withdrawal


def undo(
    state: State, decision: Sequence[Record], *, coder: str, ids: Ids, time: str
) -> tuple[Record, ...]:
    """The records that take a decision back: appended together, what stood before stands again.

    What the decision superseded is said once more, under new ids. Where it superseded nothing,
    an `Undone` only takes it away. To undo these records is to redo the decision.

    Args:
        state: of the study, with the decision in it.
        decision: the records that were appended together, at least one.
        coder: who takes it back.
        ids: gives the new records their ids.
        time: now, as records hold it.

    Raises:
        QcodeError: it is another coder's, it does not stand any more, or it is a withdrawal.
    """
    for record in decision:
        _can_be_undone(state, record, coder)
    taken_back = tuple(record.id for record in decision)
    before = _before(state, decision)
    if not before:
        return (Undone(id=ids.new(), coder=coder, time=time, supersedes=taken_back),)
    return tuple(
        replace(one, id=ids.new(), coder=coder, time=time, supersedes=taken_back) for one in before
    )


def _before(state: State, decision: Sequence[Record]) -> tuple[Record, ...]:
    """What stands no more because of these records alone, sorted by id."""
    own = {record.id for record in decision}
    names = sorted({name for record in decision for name in record.supersedes})
    known = (state.records[name] for name in names if name in state.records)
    return tuple(
        one
        for one in known
        if (later := state.superseded_by(one)) and {record.id for record in later} <= own
        if not state.withdrawn(one)
    )


def _can_be_undone(state: State, record: Record, coder: str) -> None:
    what = f"record '{record.id}' cannot be undone"
    if isinstance(record, Withdrawal):
        raise QcodeError(f"{what}: consent was withdrawn, and the texts are gone for good")
    if record.personal and coder_key(record.coder) != coder_key(coder):
        hint = f"record your own decision instead, or ask {record.coder}"
        raise QcodeError(f"{what}: it is a decision of '{record.coder}'\n  hint: {hint}")
    if not state.stands(record):
        hint = "undo the decision that came after it first: 'qcode log' shows it"
        raise QcodeError(f"{what}: it does not stand any more\n  hint: {hint}")
