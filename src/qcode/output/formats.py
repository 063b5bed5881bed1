"""File suffix -> how a table is written in that format."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from qcode.errors import OutputError
from qcode.output.about import About, is_about_file
from qcode.output.csv import columns_to_csv, encoded, named_columns, to_csv
from qcode.output.files import failures_named, refuse_another_file, replace_file, replace_files
from qcode.output.json import encode_json, json_heads
from qcode.output.latex import encode_latex, latex_heads
from qcode.output.markdown import encode_markdown, markdown_heads
from qcode.output.parquet import check_parquet, encode_parquet, is_earlier_parquet
from qcode.output.xlsx import encode_xlsx, is_earlier_xlsx


@dataclass(frozen=True, slots=True)
class Format:
    """How tables are written in one format."""

    encode: Callable[[pd.DataFrame, About | None, str], bytes]
    """Table, statement and title -> the bytes of the file."""
    is_earlier: Callable[[bytes, list[str]], bool]
    """Whether the bytes of a file are an earlier table with these heads."""
    holds_about: bool = True
    """Whether the file holds the statement; else it stands beside it."""


def _encode_csv(table: pd.DataFrame, about: About | None, title: str) -> bytes:
    return encoded(to_csv(table))


def _begins(first_line: Callable[[list[str]], str]) -> Callable[[bytes, list[str]], bool]:
    """A text file is an earlier table when it begins with the same line."""

    def is_earlier(there: bytes, heads: list[str]) -> bool:
        return there.removeprefix(codecs.BOM_UTF8).startswith(encoded(first_line(heads)))

    return is_earlier


def _csv_heads(heads: list[str], excel: bool = False) -> str:
    return columns_to_csv(heads, [[] for _ in heads], excel=excel).partition("\n")[0]


FORMATS = {
    ".csv": Format(_encode_csv, _begins(_csv_heads), holds_about=False),
    ".xlsx": Format(encode_xlsx, is_earlier_xlsx),
    ".md": Format(encode_markdown, _begins(markdown_heads)),
    ".tex": Format(encode_latex, _begins(latex_heads)),
    ".json": Format(encode_json, _begins(json_heads)),
    ".parquet": Format(encode_parquet, is_earlier_parquet, holds_about=False),
}


def check_output(path: Path | None, *, also: Sequence[str] = ()) -> None:
    """Check, before any work, that a table can be written there; None is the screen.

    Args:
        path: where a command is to write.
        also: suffixes that the command can write besides those of tables.

    Raises:
        OutputError: an unknown suffix, a missing package, or no place for a file.
    """
    if path is None:
        return
    suffix = path.suffix.lower()
    if suffix not in (*FORMATS, *also):
        what = f"'{path.suffix}' is not supported" if path.suffix else "it has no suffix"
        names = ", ".join((*FORMATS, *also))
        hint = f"supported is {names}, for example -o {path.stem or 'table'}.csv"
        raise OutputError(f"cannot write '{path}': {what}\n  hint: {hint}")
    if suffix == ".parquet":
        check_parquet()
    with failures_named(path):
        if path.is_dir():
            inside = path / f"table{suffix}"
            raise OutputError(f"'{path}' is a folder\n  hint: name a file in it: {inside}")
        if not path.parent.is_dir():
            hint = f"make it first: mkdir -p '{path.parent}'"
            raise OutputError(f"there is no folder '{path.parent}'\n  hint: {hint}")


def write_table(
    path: Path, table: pd.DataFrame, *, excel: bool = False, title: str = "", about: About | None
) -> None:
    """Write a table in the format of its suffix, with its statement: whole or not at all.

    Raises:
        OutputError: as `check_output`, or another file stands there than an earlier table with
            the same heads.
    """
    check_output(path)
    form = FORMATS[path.suffix.lower()]
    heads, _ = named_columns(table)
    is_csv = path.suffix.lower() == ".csv"
    if is_csv and excel:
        data = encoded(to_csv(table, excel=True), excel=True)
        is_earlier = _begins(lambda names: _csv_heads(names, excel=True))
    else:
        data, is_earlier = form.encode(table, about, title), form.is_earlier
    refuse_another_file(path, lambda there: is_earlier(there, heads))
    if about is None or form.holds_about:
        replace_file(path, data)
        return
    beside = path.with_name(f"{path.stem}.about.json")
    refuse_another_file(beside, is_about_file)
    replace_files(path.parent, {path.name: data, beside.name: about.encoded()})
