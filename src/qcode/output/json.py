"""Tables as JSON: columns, the statement of units, and a record a row."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pandas as pd

from qcode.output.about import About
from qcode.output.cells import is_missing
from qcode.output.csv import named_columns


def encode_json(table: pd.DataFrame, about: About | None, title: str) -> bytes:
    """The bytes of an object of `columns`, `about` (or null) and `records`; NaN is null."""
    heads, columns = named_columns(table)
    rows = [
        _dumped(dict(zip(heads, map(_value, row), strict=True)))
        for row in zip(*columns, strict=True)
    ]
    stated = about or (About(title) if title else None)
    record = _dumped(stated.record() if stated else None)
    body = ",\n".join(f"    {row}" for row in rows)
    records = f"[\n{body}\n  ]" if rows else "[]"
    text = f'{json_heads(heads)}\n  "about": {record},\n  "records": {records}\n}}\n'
    return text.encode("utf-8", errors="backslashreplace")


def json_heads(heads: Sequence[str]) -> str:
    """The first line of a file with these columns."""
    return f'{{ "columns": {_dumped(list(heads))},'


def _value(cell: object) -> object:
    if is_missing(cell) or (isinstance(cell, float) and abs(cell) == float("inf")):
        return None
    if isinstance(cell, str):
        return cell.encode("utf-8", errors="backslashreplace").decode()
    return cell if isinstance(cell, bool | int | float) else str(cell)


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
