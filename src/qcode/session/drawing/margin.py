"""The margin beside the words: one lane for each coding or suggestion that a line touches."""

from __future__ import annotations

from collections.abc import Sequence

from qcode.model.coding import Suggestion
from qcode.session.drawing.marks import Names, sign
from qcode.session.drawing.rows import Piece, Target
from qcode.session.layout import Line
from qcode.session.state import Mark, SessionState
from qcode.session.views import code_of, is_own, span_of

Lane = list[tuple[int, int]]
"""The lines that are taken, first and last."""


def margin(
    state: SessionState,
    names: Names,
    marks: Sequence[Mark],
    lines: Sequence[Line],
    lanes: int,
) -> list[tuple[Piece, ...]]:
    """The margin of each line of one turn: the number of a code where its segment begins, with
    the sign of `marks.sign`, and a stroke down to where it ends.

    Args:
        state: whose codings are whose.
        names: numbers and colours of codes.
        marks: of this turn.
        lines: of this turn.
        lanes: how many fit side by side; where there are more, a `+` says so.
    """
    wide = names.digits + 1
    rows: list[list[Piece | None]] = [[None] * lanes for _ in lines]
    more = [False] * len(lines)
    taken: list[Lane] = [[] for _ in range(lanes)]
    for number, mark in enumerate(marks):
        touched = _touched(mark, lines)
        if not touched:
            continue
        lane = _free(taken, touched)
        if lane is None:
            more[touched[0]] = True
            continue
        taken[lane].append(touched)
        target = Target("mark", f"{lines[0].turn}:{number}")
        style = names.colour(code_of(mark)) + (" focus" if mark == state.focus else "")
        head = (names.number(code_of(mark)) + sign(state, mark)).ljust(wide)[:wide]
        rows[touched[0]][lane] = Piece(head, f"margin {style}", target)
        stroke = _stroke(state, mark).ljust(wide)
        for line in range(touched[0] + 1, touched[1] + 1):
            rows[line][lane] = Piece(stroke, f"margin {style}", target)
    return [
        (*(each or Piece(" " * wide) for each in row), Piece("+" if over else " ", "dim"))
        for row, over in zip(rows, more, strict=True)
    ]


def margin_width(names: Names, lanes: int) -> int:
    """Cells that the margin takes."""
    return lanes * (names.digits + 1) + 1


def _touched(mark: Mark, lines: Sequence[Line]) -> tuple[int, int] | None:
    """The first and the last line that a mark touches."""
    start, end = span_of(mark)
    found = [
        at
        for at, line in enumerate(lines)
        if line.kind == "words" and line.start < end and start < line.end
    ]
    return (found[0], found[-1]) if found else None


def _free(taken: Sequence[Lane], touched: tuple[int, int]) -> int | None:
    first, last = touched
    for number, lane in enumerate(taken):
        if all(last < begin or end < first for begin, end in lane):
            return number
    return None


def _stroke(state: SessionState, mark: Mark) -> str:
    if isinstance(mark, Suggestion):
        return "┊"
    return "┃" if is_own(state, mark) else "│"
