"""The log as people read it: every record of every coder, in a sentence each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qcode.study.coders import coder_key
from qcode.study.fold import State
from qcode.study.records import Coded, Judgement, Memo, Record, Rejected, Seen, Uncoded, Undone
from qcode.study.shared import MergeCodes, MoveCode, NewCode, Round, Sample, Version, Withdrawal

SHOWN = 70
"""Characters of a quotation or memo."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records; empty fields want all."""

    coders: Sequence[str] = ()
    transcripts: Sequence[str] = ()
    codes: Sequence[str] = ()
    kinds: Sequence[str] = ()
    since: str = ""
    """The earliest day or time, as records hold it: `2026-01-31`."""


def records_of(state: State, wanted: Wanted) -> tuple[Record, ...]:
    """The records that are wanted, standing or not, in the order of their ids: each behind those
    that its coder could have seen. That is not always the order of clocks."""
    keys = {coder_key(name) for name in wanted.coders}
    return tuple(
        record
        for _, record in sorted(state.records.items())
        if (not keys or coder_key(record.coder) in keys)
        and (not wanted.kinds or record.kind in wanted.kinds)
        and (not wanted.transcripts or transcript_of(record) in wanted.transcripts)
        and (not wanted.codes or set(wanted.codes) & set(_codes_of(record)))
        and record.time >= wanted.since
    )


def transcript_of(record: Record) -> str:
    """The transcript that a record is about, "" when it is about none or several."""
    if isinstance(record, (Seen, Version)):
        return record.transcript
    if isinstance(record, (Judgement, Memo, NewCode)) and record.anchor:
        return record.anchor.transcript
    return record.of if isinstance(record, Memo) and record.on == "transcript" else ""


def sentence(record: Record, records: Mapping[str, Record]) -> str:
    """What a record says, in words.

    Args:
        record: any.
        records: all by id, to say what an undo takes back.
    """
    return " ".join(filter(None, _parts(record, records)))


def _parts(record: Record, records: Mapping[str, Record]) -> Iterator[str]:
    if isinstance(record, Judgement):
        yield _verb(record)
        yield record.code
        yield f"“{_cut(record.anchor.quotation)}”"
    elif isinstance(record, Memo):
        at = f" “{_cut(record.anchor.quotation)}”" if record.anchor else ""
        yield f"memo on {record.on}{' ' if record.of else ''}{record.of}{at}: {_cut(record.text)}"
    elif isinstance(record, Seen):
        shown = "with" if record.suggestions else "without"
        turns = ", ".join(str(each.turn) for each in record.turns)
        yield f"read turn {turns}, {shown} suggestions in view"
    elif isinstance(record, Undone):
        taken = [records[name] for name in record.supersedes if name in records]
        yield f"undid: {'; '.join(sentence(one, {}) for one in taken)}"
    else:
        yield _about_all(record)
    reason = getattr(record, "reason", "")
    if reason:
        yield f"({_cut(reason)})"


def _verb(record: Judgement) -> str:
    if isinstance(record, Rejected):
        return "rejected"
    if isinstance(record, Uncoded):
        return "uncoded"
    return "coded against" if isinstance(record, Coded) and record.against else "coded"


def _about_all(record: Record) -> str:
    if isinstance(record, NewCode):
        below = f" below {record.parent}" if record.parent else ""
        return f"new code {record.code}{below}"
    if isinstance(record, MergeCodes):
        return f"merged {', '.join(record.codes)} into {record.into}"
    if isinstance(record, MoveCode):
        return f"moved {record.code} {f'below {record.parent}' if record.parent else 'to the top'}"
    if isinstance(record, Sample):
        who = ", ".join(record.coders) or "anybody"
        return f"drew sample {record.name} of {len(record.turns)} turns for {who}"
    if isinstance(record, Round):
        return f"froze round {record.name} of {', '.join(record.coders)}"
    if isinstance(record, Version):
        return "the text was edited"
    if isinstance(record, Withdrawal):
        return f"consent withdrawn: {record.participant}"
    return record.kind


def _codes_of(record: Record) -> tuple[str, ...]:
    if isinstance(record, (Judgement, NewCode, MoveCode)):
        return (record.code,)
    if isinstance(record, MergeCodes):
        return (*record.codes, record.into)
    return (record.of,) if isinstance(record, Memo) and record.on == "code" else ()


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
