"""The state of a study: all records of all logs as one set, and which of them stand.

A record stands when no record supersedes it. One that is undone is as if it had never been
written: what it superseded stands again. Neither the order of logs nor that of records nor any
clock has a say, so that two people who merge each other's logs see the same. What was withdrawn
is not in the state at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any, TypeVar, cast

from qcode.study.coders import coder_key
from qcode.study.codes import CodeChanges, code_changes
from qcode.study.lines import line_of
from qcode.study.records import Judgement, Memo, Record, Seen, Undone
from qcode.study.shared import MergeCodes, MoveCode, NewCode, Withdrawal

R = TypeVar("R", bound=Record)
Index = Mapping[Any, tuple[Record, ...]]
Spelt = Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class State:
    """What a set of records amounts to; made by `fold`, and by `plus` from another one.

    The questions one asks it are functions: `codings`, `rejections` and `conflicts` in
    `judgements.py`, `memos`, `seen` and `history` in `reports.py`.
    """

    records: Mapping[str, Record] = field(default_factory=dict)
    """Every record by its id, also those that no longer stand; none that was withdrawn."""
    clashes: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    """Different records found under one id, sorted; the first of them is used."""
    gone: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    """The texts, by hash, and the ids of the records that were withdrawn."""
    later: Index = field(default_factory=dict, compare=False)
    """By id, the records that name it in `supersedes`."""
    by_kind: Index = field(default_factory=dict, compare=False)
    by_transcript: Index = field(default_factory=dict, compare=False)
    """The judgements by the transcript that they are about."""
    spelt: Spelt = field(default_factory=dict, compare=False)
    """By folded name of a coder, the first id and how the name is spelt there."""

    def plus(self, records: Iterable[Record]) -> State:
        """The state with more records; those that are in it already change nothing."""
        records = tuple(records)
        withdrawals = [one for one in records if isinstance(one, Withdrawal)]
        texts = self.gone[0].union(*(one.texts for one in withdrawals))
        ids = self.gone[1].union(*(one.records for one in withdrawals))
        if (texts, ids) == self.gone:
            return self._plus(records)
        there = (self.clashes.get(name, (one,)) for name, one in self.records.items())
        return State(gone=(texts, ids))._plus((*chain.from_iterable(there), *records))

    def _plus(self, records: Iterable[Record]) -> State:
        known, clashes, fresh = dict(self.records), dict(self.clashes), []
        replaced = False
        for record in records:
            there = known.get(record.id)
            if self.withdrawn(record) or there == record:
                continue
            if there is None:
                known[record.id] = record
                fresh.append(record)
            else:
                different = {*clashes.get(record.id, (there,)), record}
                clashes[record.id] = tuple(sorted(different, key=line_of))
                known[record.id] = clashes[record.id][0]
                replaced = True
        base, more = (State(), list(known.values())) if replaced else (self, fresh)
        return State(
            known,
            clashes,
            self.gone,
            _with(base.later, ((name, one) for one in more for name in one.supersedes)),
            _with(base.by_kind, ((type(one), one) for one in more)),
            _with(
                base.by_transcript,
                ((one.anchor.transcript, one) for one in more if isinstance(one, Judgement)),
            ),
            _with_coders(base.spelt, more),
        )

    def stands(self, record: Record) -> bool:
        """Whether nothing supersedes or undoes the record."""
        return record.id not in self.undone and not any(self._superseding(record))

    def superseded_by(self, record: Record) -> tuple[Record, ...]:
        """The records that take this one's place, sorted by id."""
        return tuple(sorted(self._superseding(record), key=lambda one: one.id))

    def undone_by(self, record: Record) -> tuple[Undone, ...]:
        """The records that take this one back and were not taken back themselves."""
        found = (one for one in self.of_kind(Undone) if record.id in one.supersedes)
        return tuple(one for one in found if may_supersede(one, record))

    def withdrawn(self, record: Record) -> bool:
        """Whether the record is about a text that is gone because consent was withdrawn."""
        texts, ids = self.gone
        if isinstance(record, Withdrawal) or not (texts or ids):
            return False
        return record.id in ids or text_of(record) in texts

    def of_kind(self, kind: type[R]) -> tuple[R, ...]:
        """The records of one kind that stand, sorted by id."""
        found = (one for one in self.all_of_kind(kind) if self.stands(one))
        return tuple(sorted(found, key=lambda one: one.id))

    def all_of_kind(self, kind: type[R]) -> tuple[R, ...]:
        """The records of one kind, standing or not, in no order that means anything."""
        return cast("tuple[R, ...]", self.by_kind.get(kind, ()))

    def _superseding(self, record: Record) -> Iterator[Record]:
        return (
            one
            for one in self.later.get(record.id, ())
            if not isinstance(one, Undone)
            and one.id not in self.undone
            and may_supersede(one, record)
        )

    @cached_property
    def undone(self) -> frozenset[str]:
        """The ids of the records that are undone, by an undo that is not undone itself.

        An undo sorts behind what it takes back, so from the last to the first each one is
        settled before its turn comes.
        """
        found: set[str] = set()
        for undo in sorted(self.all_of_kind(Undone), key=lambda one: one.id, reverse=True):
            if undo.id not in found:
                targets = (self.records[name] for name in undo.supersedes if name in self.records)
                found |= {one.id for one in targets if may_supersede(undo, one)}
        return frozenset(found)

    @cached_property
    def codes(self) -> CodeChanges:
        """New, merged and moved codes."""
        changes = (self.of_kind(NewCode), self.of_kind(MergeCodes), self.of_kind(MoveCode))
        return code_changes(*changes)

    @cached_property
    def coders(self) -> Mapping[str, str]:
        """The coders by their folded name, each as spelt in the record whose id sorts first."""
        return {key: self.spelt[key][1] for key in sorted(self.spelt)}


def fold(records: Iterable[Record]) -> State:
    """The state that records amount to, in whatever order and however often they come."""
    return State().plus(records)


def may_supersede(later: Record, record: Record) -> bool:
    """Whether a record can take another's place: nobody undoes what another coder decided, and
    nobody a withdrawal; an undo sorts behind what it undoes."""
    if isinstance(record, Withdrawal) or (isinstance(later, Undone) and later.id < record.id):
        return False
    return not record.personal or coder_key(later.coder) == coder_key(record.coder)


def text_of(record: Record) -> str:
    """The hash of the text that a record is about, "" when it is about none."""
    if isinstance(record, Seen):
        return record.text
    if isinstance(record, (Judgement, Memo, NewCode)) and record.anchor:
        return record.anchor.text
    return ""


def _with(index: Index, more: Iterable[tuple[Any, Record]]) -> Index:
    """An index with more records under their keys."""
    fresh: dict[Any, list[Record]] = {}
    for key, record in more:
        fresh.setdefault(key, []).append(record)
    return {**index, **{key: (*index.get(key, ()), *found) for key, found in fresh.items()}}


def _with_coders(spelt: Spelt, more: Iterable[Record]) -> Spelt:
    first = dict(spelt)
    for record in more:
        key, found = coder_key(record.coder), (record.id, record.coder)
        first[key] = min(first.get(key, found), found)
    return first
