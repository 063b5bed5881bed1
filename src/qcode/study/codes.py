"""What became of codes: made while reading, merged into others, moved below others."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from qcode.study.conflicts import Conflict
from qcode.study.records import Record
from qcode.study.shared import MergeCodes, MoveCode, NewCode

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class CodeChanges:
    """The changes of codes that stand. Where two contradict each other, the one whose id sorts
    last applies, and both are in `conflicts`."""

    new: Mapping[str, NewCode]
    """By the id of the code, sorted; also those that were merged away since."""
    parents: Mapping[str, str]
    """The new parent of every code that was moved, by its present id; "" is the top."""
    conflicts: tuple[Conflict, ...]
    _into: Mapping[str, str]

    def now(self, code: str) -> str:
        """The present id of a code: of the one that it was merged into, or its own.

        Codes that were merged into each other, by people working apart, are one code under the
        id that sorts first.
        """
        path = [code]
        while (after := self._into.get(path[-1])) is not None:
            if after in path:
                return min(path[path.index(after) :])
            path.append(after)
        return path[-1]


def code_changes(
    new: Iterable[NewCode], merges: Iterable[MergeCodes], moves: Iterable[MoveCode]
) -> CodeChanges:
    """The changes of codes as one picture, from the records that stand, in any order."""
    made = [(one.code, one) for one in new]
    merged = [(code, one) for one in merges for code in one.codes]
    into = {code: one.into for code, one in _last(merged).items()}
    joined = CodeChanges({}, {}, (), into)
    moved = [(joined.now(one.code), one) for one in moves]
    return CodeChanges(
        new=_last(made),
        parents={code: joined.now(one.parent) for code, one in _last(moved).items()},
        conflicts=(
            *_split("new code", made, lambda one: (one.name, one.parent, one.definition)),
            *_split("merged code", merged, lambda one: joined.now(one.into)),
            *_split("moved code", moved, lambda one: joined.now(one.parent)),
        ),
        _into=into,
    )


def _last(records: Iterable[tuple[str, R]]) -> dict[str, R]:
    """By code, sorted, the record whose id sorts last."""
    ordered = sorted(records, key=lambda pair: (pair[0], pair[1].id))
    return dict(ordered)


def _split(
    about: Literal["new code", "merged code", "moved code"],
    records: Iterable[tuple[str, Any]],
    says: Callable[[Any], Hashable],
) -> tuple[Conflict, ...]:
    """The codes about which records say different things."""
    by_code: dict[str, dict[str, Any]] = {}
    for code, one in records:
        by_code.setdefault(code, {})[one.id] = one
    return tuple(
        Conflict(about, code, tuple(found[name] for name in sorted(found)))
        for code, found in sorted(by_code.items())
        if len({says(one) for one in found.values()}) > 1
    )
