"""Quotations for papers: as any table, or in Word under a heading for each code."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from qcode.output.about import About
from qcode.output.cells import cell_text
from qcode.output.formats import write_table
from qcode.output.grid import widest
from qcode.output.word import new_document, save_document

KIND = "qcode quotations"
COLUMNS = ("quotation", "speaker", "transcript", "turn")
WIDTH = 6.0
NARROWEST = 0.45
"""Inches: between the margins, and of a column at least."""


def write_quotations(
    path: Path,
    table: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    title: str = "",
    about: About | None = None,
    excel: bool = False,
) -> None:
    """Write quotations in the format of the suffix: DOCX, or what `render` knows.

    In DOCX, each code is a heading with a table below it: quotation, speaker, transcript and
    turn. A table without the column `code`, such as `coding_levels` gives, is one table with its
    own columns.

    Args:
        path: where to.
        table: as `quotes` gives it.
        names: what a code is called in its heading, by id; else its id.
        title: the title of the document, where `about` gives none.
        about: what the table holds; in DOCX a paragraph at the end.
        excel: for CSV, see `write_csv`.

    Raises:
        OutputError: an unknown suffix, or the file cannot be written.
    """
    if path.suffix.lower() != ".docx":
        write_table(path, table, excel=excel, title=title, about=about)
        return
    document = new_document(KIND)
    heading = cell_text(about.title if about else title)
    if heading:
        document.add_heading(heading, level=1)
    if "code" in table.columns:
        for code, rows in table.groupby("code", sort=False):
            document.add_heading(cell_text((names or {}).get(str(code), code)), level=2)
            _add_table(document, rows[[name for name in COLUMNS if name in rows]])
    else:
        _add_table(document, table)
    if about and about.facts:
        note = document.add_paragraph(cell_text(About("", about.facts).sentence()))
        note.paragraph_format.space_before = 76_200  # 6 points
    save_document(document, path, KIND)


def _add_table(document: Any, table: pd.DataFrame) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Inches

    made = document.add_table(rows=1, cols=table.shape[1], style="Table Grid")
    made.autofit = False
    head = made.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # repeated on each page
    for cell, name in zip(head.cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(cell_text(str(name))).bold = True
    for row in table.itertuples(index=False, name=None):
        for cell, value in zip(made.add_row().cells, row, strict=True):
            cell.text = cell_text(value)
    weights = [min(widest(map(cell_text, [name, *table[name]])) + 4, 90) for name in table]
    room = WIDTH - NARROWEST * len(weights)
    widths = [NARROWEST + room * weight / sum(weights) for weight in weights]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Inches(width)
        for cell in column.cells:
            cell.width = Inches(width)
