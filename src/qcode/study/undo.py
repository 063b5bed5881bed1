"""Taking a decision back, by a record as everything else; an undo is undone the same way."""

from __future__ import annotations

from collections.abc import Sequence

from qcode.errors import QcodeError
from qcode.study.coders import coder_key
from qcode.study.fold import State
from qcode.study.ids import Ids
from qcode.study.records import Record, Undone
from qcode.study.shared import Withdrawal


def undo(state: State, decision: Sequence[Record], *, coder: str, ids: Ids, time: str) -> Undone:
    """The record that takes a decision back: once it is appended, what stood before stands again.

    Args:
        state: of the study, with the decision in it.
        decision: the records that were appended together, at least one; or an `Undone`, and
            what it took back is done again.
        coder: who takes it back.
        ids: gives the new record its id.
        time: now, as records hold it.

    Raises:
        QcodeError: it is another coder's, it does not stand any more, or it is a withdrawal.
    """
    for record in decision:
        _can_be_undone(state, record, coder)
    taken_back = tuple(record.id for record in decision)
    ids.saw(taken_back)
    return Undone(id=ids.new(), coder=coder, time=time, supersedes=taken_back)


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
