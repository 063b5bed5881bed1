"""A CSV when there is a path, otherwise the terminal."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from qcode.errors import OutputError
from qcode.output.csv import write_csv
from qcode.output.terminal import print_table

SUFFIXES = (".csv",)


def render(table: pd.DataFrame, to: Path | None, *, excel: bool = False, title: str = "") -> None:
    """Write a table to a file, or print it where no file is named.

    Args:
        table: what `qcode.analysis` gives.
        to: a file whose suffix says in what form; None prints.
        excel: for CSV, see `write_csv`.
        title: a line above the printed table.

    Raises:
        OutputError: an unknown suffix, or the file cannot be written.
    """
    if to is None:
        print_table(table, title=title)
        return
    if to.suffix.lower() not in SUFFIXES:
        what = f"'{to.suffix}' is not supported" if to.suffix else "it has no suffix"
        hint = f"supported is {', '.join(SUFFIXES)}, for example -o {to.stem or 'table'}.csv"
        raise OutputError(f"cannot write '{to}': {what}\n  hint: {hint}")
    write_csv(table, to, excel=excel)
