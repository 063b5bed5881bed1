"""Tables for SQL and for statistics programs: an SQLite file, or a folder of Parquet or CSV."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from qcode.errors import OutputError
from qcode.output.csv import encoded, to_csv
from qcode.output.files import failures_named, replace_file, replace_files

Described = tuple[str, str, Sequence[tuple[str, str]], pd.DataFrame]
"""Name, what it holds, each column with what stands in it, and the table."""
_ABOUT = "about"
_COLUMNS = "about_columns"
_KINDS = {"i": "INTEGER", "u": "INTEGER", "b": "INTEGER", "f": "REAL"}


def write_sqlite(tables: Sequence[Described], path: Path) -> None:
    """Write tables into an SQLite file, with two more that say what they and their columns hold.

    The same tables give the same file, whole or not at all.

    Raises:
        OutputError: it cannot be written, or another kind of file stands there.
    """
    _refuse_another(path)
    with TemporaryDirectory() as folder:
        made = Path(folder, "tables.sqlite")
        _make(tables, made)
        replace_file(path, made.read_bytes())


def _make(tables: Sequence[Described], path: Path) -> None:
    with closing(sqlite3.connect(path)) as base:
        for name, _, _, table in tables:
            _insert(base, name, table)
        for name, table in _described(tables):
            _insert(base, name, table)
        base.commit()


def write_parquet(tables: Sequence[Described], folder: Path) -> tuple[Path, ...]:
    """Write each table as a Parquet file into a folder: all of them or none.

    Raises:
        OutputError: an extra is not installed, or the folder cannot be written to or holds
            something else.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        hint = "install it: pip install 'qcode-qda[parquet]'"
        raise OutputError(f"Parquet needs an extra that is not installed\n  hint: {hint}") from None
    _refuse_other_files(folder, {f"{name}.parquet" for name, *_ in tables})
    files: dict[str, bytes] = {}
    for name, what, columns, table in tables:
        arrow = pa.Table.from_pandas(table, preserve_index=False)
        arrow = arrow.replace_schema_metadata({"what": what, **dict(columns)})
        sink = pa.BufferOutputStream()
        pq.write_table(arrow, sink)
        files[f"{name}.parquet"] = sink.getvalue().to_pybytes()
    return replace_files(folder, files)


def write_csv_folder(
    tables: Sequence[Described], folder: Path, *, excel: bool = False
) -> tuple[Path, ...]:
    """Write each table as CSV into a folder, with two more that say what they and their columns
    hold: all of them or none.

    Raises:
        OutputError: the folder cannot be written to or holds something else.
    """
    every = [(name, table) for name, _, _, table in tables] + list(_described(tables))
    _refuse_other_files(folder, {f"{name}.csv" for name, _ in every})
    files = {f"{name}.csv": encoded(to_csv(table, excel), excel=excel) for name, table in every}
    return replace_files(folder, files)


def _described(tables: Sequence[Described]) -> tuple[tuple[str, pd.DataFrame], ...]:
    about = pd.DataFrame([(t[0], t[1]) for t in tables], columns=["table", "what"])
    columns = [(t[0], head, what) for t in tables for head, what in t[2]]
    named = pd.DataFrame(columns, columns=["table", "column", "what"])
    return (_ABOUT, about), (_COLUMNS, named)


def _refuse_other_files(folder: Path, names: set[str]) -> None:
    with failures_named(folder):
        if folder.exists() and (
            not folder.is_dir() or {path.name for path in folder.iterdir()} - names
        ):
            hint = "name a new folder"
            raise OutputError(f"'{folder}' holds something else\n  hint: {hint}")


def _insert(base: sqlite3.Connection, name: str, table: pd.DataFrame) -> None:
    heads = ", ".join(
        f'"{head}" {_KINDS.get(table[head].dtype.kind, "TEXT")}' for head in table.columns
    )
    base.execute(f'CREATE TABLE "{name}" ({heads})')
    marks = ", ".join("?" * len(table.columns))
    base.executemany(f'INSERT INTO "{name}" VALUES ({marks})', _rows(table))


def _rows(table: pd.DataFrame) -> list[tuple[object, ...]]:
    """The rows with plain values; what is missing is NULL."""
    columns = [
        [None if pd.isna(cell) else cell for cell in table[head].tolist()] for head in table.columns
    ]
    return list(zip(*columns, strict=True))


def _refuse_another(path: Path) -> None:
    with failures_named(path):
        if path.is_dir():
            raise OutputError(f"'{path}' is a folder\n  hint: name a file: study.sqlite")
        if path.is_file():
            with path.open("rb") as file:
                if file.read(16) not in {b"", b"SQLite format 3\x00"}:
                    hint = "name another file, or delete this one"
                    raise OutputError(f"'{path}' is there and is no database\n  hint: {hint}")
