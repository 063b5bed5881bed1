"""Tables that were saved as text: a row a line, cells behind tabs, bars or semicolons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from qcode.reading.lines import Line
from qcode.reading.tables import read_table

_MARKS = ("\t", "|", ";")
_FEWEST_ROWS, _FEWEST_CELLS = 3, 3
"""A table with a line drawn below its heads needs one cell less."""
_MOSTLY = 0.8
_DRAWN = re.compile(r"[\s|:\-+=]*$")
"""The line below the heads of a Markdown table."""


def table_lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines with each cell a line of its own, where they are a table that names who speaks."""
    content = [line for line in lines if line.text.strip()]
    if len(content) < _FEWEST_ROWS or any(line.is_cue for line in content):
        return lines
    for mark in _MARKS:
        if sum(mark in line.text for line in content) < _MOSTLY * len(content):
            continue  # nearly every file, told without cutting its lines
        rows = {line.number: _cells(line, mark) for line in content}
        width, count = Counter(map(len, rows.values())).most_common(1)[0]
        is_drawn = mark == "|" and any(not row for row in rows.values())
        if width >= _FEWEST_CELLS - is_drawn and count >= _MOSTLY * len(content):
            table = [row for row in rows.values() if len(row) == width]
            if found := _read(table):
                return _in_place(lines, found)
    return lines


def _cells(line: Line, mark: str) -> list[Line]:
    if mark == "|" and _DRAWN.match(line.text):
        return []
    cells = []
    place = 0
    for text in line.text.split(mark):
        cells.append(line._replace(text=text, start=line.start + place))
        place += len(text) + 1
    if mark == "|" and len(cells) > 1:  # a Markdown table has bars at both ends, too
        cells = cells[not cells[0].text.strip() : len(cells) - (not cells[-1].text.strip())]
    return cells


def _read(table: Sequence[Sequence[Line]]) -> dict[int, list[Line]]:
    """The cells of each line by its number, with what the table knows of them; {} if nothing."""
    known = read_table([[cell.text for cell in row] for row in table])
    cells = iter([cell for row in table for cell in row])
    found: dict[int, list[Line]] = {}
    for text, line in known:
        cell = next(each for each in cells if each.text == text)
        if line:
            cell = cell._replace(
                start_time=line.start_time,
                end_time=line.end_time,
                speaker=line.speaker,
                aside=line.aside,
            )
        found.setdefault(cell.number, []).append(cell)
    return found if any(cell.speaker for row in found.values() for cell in row) else {}


def _in_place(lines: Sequence[Line], found: dict[int, list[Line]]) -> tuple[Line, ...]:
    placed: list[Line] = []
    for line in lines:
        is_drawn = "|" in line.text and _DRAWN.match(line.text)
        own = [line._replace(aside="drawn below the heads")] if is_drawn else [line]
        placed += found.get(line.number, own)
    return tuple(placed)
