"""A file in the format of its suffix when there is a path, otherwise the terminal."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from qcode.output.about import About
from qcode.output.formats import check_output, write_table
from qcode.output.terminal import print_table

__all__ = ["check_output", "render"]


def render(
    table: pd.DataFrame,
    to: Path | None,
    *,
    excel: bool = False,
    title: str = "",
    about: About | None = None,
) -> None:
    """Write a table to a file, or print it where no file is named.

    Args:
        table: what `qcode.analysis` gives.
        to: a file whose suffix says in what form; None prints.
        excel: for CSV, see `write_csv`.
        title: a line above the table, where `about` gives none.
        about: what the table counts; CSV and Parquet get it as NAME.about.json beside them.

    Raises:
        OutputError: an unknown suffix, or the file cannot be written.
    """
    if to is None:
        print_table(table, title=title)
    else:
        write_table(to, table, excel=excel, title=title, about=about)
