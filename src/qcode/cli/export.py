"""`qcode export`: the whole study for SQL, R, Stata, Python."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qcode.cli.options import ExcelOption
from qcode.cli.screen import columns, show
from qcode.cli.study_options import StudyOption, open_here
from qcode.errors import OutputError


def export(
    output: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="study.sqlite; or study.parquet, study.csv: a folder with a file a table.",
        ),
    ],
    excel: ExcelOption = False,
    study: StudyOption = None,
) -> None:
    """Write the whole study as tidy tables, for SQL, R, Stata or Python.

    Texts, turns, speakers, coders, attributes, codes, codings, suggestions, memos, what was read,
    and all records; two tables say what is in the others (docs/export.md).
    """
    from qcode.output.databases import write_csv_folder, write_parquet, write_sqlite
    from qcode.study.tidy import tidy_tables

    suffix = output.suffix.lower()
    if suffix not in {".sqlite", ".db", ".parquet", ".csv"}:
        hint = "write study.sqlite, study.parquet or study.csv"
        raise OutputError(f"cannot export to '{output}': unknown suffix\n  hint: {hint}")
    opened = open_here(study)
    tables = tidy_tables(opened, opened.suggestions(hints=False))
    described = [(each.name, each.what, each.columns, each.table) for each in tables]
    if suffix == ".parquet":
        write_parquet(described, output)
    elif suffix == ".csv":
        write_csv_folder(described, output, excel=excel)
    else:
        write_sqlite(described, output)
    show(columns([("table", "rows"), *((t.name, f"{len(t.table):,}") for t in tables)], align="lr"))
    show(f"written to {output}")
