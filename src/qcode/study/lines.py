"""Records as lines of JSON, and back, strictly: what is not understood is never passed over."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from typing import Any

from qcode.model.coding import Anchor
from qcode.study.records import (
    Coded,
    Memo,
    Record,
    Rejected,
    Seen,
    TurnPlace,
    TurnSpan,
    Uncoded,
    Undone,
)
from qcode.study.shared import MergeCodes, MoveCode, NewCode, Round, Sample, Version, Withdrawal

VERSION = 1
"""Of the way records are written, in the field `v`."""
KINDS: dict[str, type[Record]] = {
    kind.kind: kind
    for kind in (
        *(Coded, Rejected, Uncoded, Undone, Memo, Seen),
        *(Sample, NewCode, MergeCodes, MoveCode, Round, Version, Withdrawal),
    )
}

Readers = dict[str, tuple[Callable[[Any], Any], bool]]
"""By name of a field, how it is read, and whether it must be there."""


class LineError(ValueError):
    """A line is not a record; `hint` says what to do about it."""

    def __init__(self, message: str, hint: str = "", *, newer: bool = False) -> None:
        super().__init__(message)
        self.hint = hint
        self.newer = newer
        """Whether a newer qcode may understand it."""


class BrokenLineError(LineError):
    """A line is not a whole JSON object: damaged, or never written to its end."""


def line_of(record: Record, *, more: bool = False) -> str:
    """A record as one line of JSON, without the line end; fields with their default are left out.

    Args:
        record: what to write.
        more: the next line belongs to the same decision; only both together count.
    """
    row: dict[str, Any] = {"v": VERSION, "kind": record.kind}
    if more:
        row["more"] = True
    for name, default in _DEFAULTS[record.kind]:
        value = getattr(record, name)
        if value != default:
            row[name] = _plain(value)
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def record_of(line: str | bytes) -> tuple[Record, bool]:
    """The record on a line, and whether the next line belongs to the same decision.

    Raises:
        BrokenLineError: the line is not a JSON object.
        LineError: the object is not a record, or one that only a newer qcode knows.
    """
    row = _parsed(line)
    version, kind, more = row.pop("v", None), row.pop("kind", None), row.pop("more", False)
    if type(version) is not int or version < 1:
        raise LineError("the line has no version", '"v":1 stands in every record')
    if version > VERSION:
        raise LineError(f"version {version} of records is newer than this qcode", newer=True)
    if not isinstance(kind, str):
        raise LineError("the line has no kind of record")
    if kind not in KINDS:
        raise LineError(f"this qcode knows no record of kind '{kind}'", newer=True)
    if type(more) is not bool:
        raise LineError("'more' is true or false")
    values = _values(row, _READERS[kind], f"a record of kind '{kind}'")
    try:
        return KINDS[kind](**values), more
    except ValueError as error:
        raise LineError(str(error)) from None


def _parsed(line: str | bytes) -> dict[str, Any]:
    try:
        text = line if isinstance(line, str) else line.decode()
        row = _DECODER.decode(text)
        if "\\ud" in text or "\\uD" in text:
            json.dumps(row, ensure_ascii=False).encode()
    except LineError:
        raise
    except (ValueError, RecursionError):
        raise BrokenLineError("the line is damaged: it is not JSON") from None
    if not isinstance(row, dict):
        raise BrokenLineError("the line is damaged: it is not a JSON object")
    return row


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    row = dict(pairs)
    if len(row) == len(pairs):
        return row
    names = [name for name, _ in pairs]
    twice = next(name for name in names if names.count(name) > 1)
    raise LineError(f"field '{twice}' stands twice")


def _constant(name: str) -> float:
    raise LineError(f"'{name}' is not a number")


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant)


def _values(row: dict[str, Any], readers: Readers, what: str) -> dict[str, Any]:
    """The fields of a record or of a part of one, each in its type; `row` is used up."""
    values = {}
    for name, (reader, needed) in readers.items():
        if name in row:
            try:
                values[name] = reader(row.pop(name))
            except TypeError as error:
                raise LineError(f"'{name}' {error}") from None
        elif needed:
            raise LineError(f"{what} needs the field '{name}'")
    if row:
        hint = "check the spelling; a line that qcode wrote needs no change by hand"
        raise LineError(f"{what} has no field '{next(iter(row))}'", hint)
    return values


def _string(value: Any) -> str:
    if type(value) is not str:
        raise TypeError("is not a text in quotes")
    return value


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError("is not a whole number")
    return value


def _number(value: Any) -> float:
    if type(value) not in {int, float} or not math.isfinite(value):
        raise TypeError("is not a number")
    return float(value)


def _truth(value: Any) -> bool:
    if type(value) is not bool:
        raise TypeError("is not true or false")
    return value


def _list(reader: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    def read(value: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise TypeError("is not a list in square brackets")
        return tuple(reader(item) for item in value)

    return read


def _part(kind: type[Anchor | TurnPlace | TurnSpan], what: str) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) is not dict:
            raise TypeError("is not an object in braces")
        try:
            return kind(**_values(value, _PARTS[kind], what))
        except LineError:
            raise
        except ValueError as error:
            raise LineError(str(error)) from None

    return read


_BY_TYPE: dict[str, Callable[[Any], Any]] = {
    "str": _string,
    "Subject": _string,
    "int": _whole,
    "float": _number,
    "bool": _truth,
    "Anchor": _part(Anchor, "an anchor"),
    "Anchor | None": _part(Anchor, "an anchor"),
    "tuple[str, ...]": _list(_string),
    "tuple[TurnPlace, ...]": _list(_part(TurnPlace, "a turn")),
    "tuple[TurnSpan, ...]": _list(_part(TurnSpan, "a turn")),
}
"""How a field is read, by its type as the dataclass states it."""


def _readers(kind: type) -> Readers:
    return {field.name: (_BY_TYPE[str(field.type)], _is_needed(field)) for field in fields(kind)}


def _is_needed(field: Field[Any]) -> bool:
    return field.default is MISSING


_KINDS_OF_PARTS = (Anchor, TurnPlace, TurnSpan)
_PARTS: dict[type, Readers] = {part: _readers(part) for part in _KINDS_OF_PARTS}
_READERS = {name: _readers(kind) for name, kind in KINDS.items()}
_DEFAULTS = {
    name: tuple((field.name, field.default) for field in fields(kind))
    for name, kind in KINDS.items()
}


def _plain(value: Any) -> Any:
    if isinstance(value, _KINDS_OF_PARTS):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
