"""Tables in a document: which column holds the speaker, the time, the words."""

from __future__ import annotations

from collections.abc import Sequence

from qcode.reading.heads import part_of
from qcode.reading.lines import Line
from qcode.reading.names import fold, is_header_key, looks_like_name, role_of_label
from qcode.reading.times import CLOCK, span

Cells = Sequence[Sequence[str]]


def read_table(cells: Cells) -> list[tuple[str, Line | None]]:
    """The cells in order, each with what the table knows of it.

    Where columns are recognised, the words' cell carries speaker and time, and the other
    cells are set aside; elsewhere a cell is a paragraph like any other.
    """
    cells = [row for row in cells if any(cell.strip() for cell in row)]
    width = max(map(len, cells), default=0)
    if width < 2 or any(len(row) != width for row in cells):
        return [(cell, None) for row in cells for cell in row]
    title = cells[0] if _is_head(cells[0]) else None
    rows = cells[1:] if title else cells
    columns = [[row[i].strip() for row in rows] for i in range(width)]
    times = [i for i in range(width) if _is_time(columns[i])]
    speaker = next(
        (i for i in range(width) if i not in times and is_speaker_column(columns[i])), None
    )
    others = [i for i in range(width) if i not in times and i != speaker]
    if not others or (speaker is None and not times):
        return [(cell, None) for row in cells for cell in row]
    words = max(others, key=lambda i: sum(map(len, columns[i])))
    found: list[tuple[str, Line | None]] = []
    if title:
        found += [(cell, _aside("a table's head")) for cell in title]
    for row in rows:
        found += _read_row(row, words, speaker, times)
    return found


def _read_row(
    row: Sequence[str], words: int, speaker: int | None, times: list[int]
) -> list[tuple[str, Line | None]]:
    name = row[speaker].strip().rstrip(":：").strip() if speaker is not None else ""
    start, end = span(" ".join(row[i] for i in times))
    found: list[tuple[str, Line | None]] = []
    for i, cell in enumerate(row):
        if i == words:
            found.append((cell, Line(0, "", 0, start, end, name)))
        elif cell.strip():
            what = "a time" if i in times else "a label" if i == speaker else "a table's cell"
            found.append((cell, _aside(what)))
    return found


def _aside(reason: str) -> Line:
    return Line(0, "", 0, aside=reason)


def _is_head(row: Sequence[str]) -> bool:
    parts = [part_of(cell) for cell in row]
    return all(parts) or ("text" in parts and len(set(parts) - {""}) > 1)


def _is_time(column: list[str]) -> bool:
    filled = [cell for cell in column if cell]
    return bool(filled) and all(CLOCK.match(cell) for cell in filled)


def is_speaker_column(column: list[str]) -> bool:
    """Short name-like cells, of few different spellings or with a label that is known."""
    labels = [cell.rstrip(":：").strip() for cell in column if cell]
    if len(labels) < 2 or any(len(label) > 40 or is_header_key(label) for label in labels):
        return False
    if not all(looks_like_name(label) or role_of_label(label) for label in labels):
        return False
    distinct = {fold(label) for label in labels}
    known = any(role_of_label(label) for label in distinct)
    return known or len(distinct) * 2 <= len(labels)
