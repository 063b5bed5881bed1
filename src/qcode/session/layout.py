"""A transcript as lines of a screen: words wrapped at a width, and which character is where.

Latin words break at blanks, Chinese at any character but before closing marks and behind opening
ones. Turns are laid out when they are asked for, so that only what is visible costs time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from qcode.model.transcript import Transcript
from qcode.session.cells import LINE_END, Unit, units

Kind = Literal["head", "words", "gap"]
CLOSING = frozenset(
    ",.;:?!)]}%’”»›，。、；：？！）］｝％‰℃》〉」』】〕〗〞…—·～ーっゃゅょ々﹐﹑﹒﹔﹕﹖﹗｡､｣"
)
"""Characters that do not begin a line."""
OPENING = frozenset("([{‘“«‹（［｛《〈「『【〔〖〝￥＄$｢")
"""Characters that do not end a line."""


class Place(NamedTuple):
    """A line of a transcript: the number of its turn, and which line of the turn, from 0."""

    turn: int
    line: int


@dataclass(frozen=True)
class Line:
    """One line of a screen: code points `start` up to `end` of the transcript.

    The lines of words of a turn tile it: the blanks where a line was broken belong to the line
    before, and are not drawn. A head and a gap hold no character.
    """

    kind: Kind
    turn: int
    start: int
    end: int
    units: tuple[Unit, ...] = ()
    """What is drawn, from left to right."""

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """In which cell each unit begins, and where the last one ends."""
        found = [0]
        for unit in self.units:
            found.append(found[-1] + unit.width)
        return tuple(found)

    @property
    def width(self) -> int:
        """Cells that are drawn."""
        return self.columns[-1]

    def unit_at(self, cell: int) -> Unit | None:
        """The character in a cell: the first one left of all, the last one right of all; None on
        a line without any."""
        if not self.units:
            return None
        number = bisect_right(self.columns, cell) - 1
        return self.units[max(0, min(number, len(self.units) - 1))]

    def cell_of(self, offset: int) -> int:
        """The cell where the character of an offset begins; the end of the line behind it."""
        starts = [unit.start for unit in self.units]
        number = bisect_right(starts, offset) - 1
        if number < 0:
            return 0
        return self.columns[number + (offset >= self.units[number].end)]


class Layout:
    """The lines of one transcript at one width."""

    def __init__(self, transcript: Transcript, width: int, *, gaps: bool = False) -> None:
        """Nothing is laid out yet.

        Args:
            transcript: with at least one turn.
            width: cells for the words, at least 2.
            gaps: whether an empty line stands between turns.
        """
        self.transcript = transcript
        self.width = max(2, width)
        self.gaps = gaps
        self._turns: dict[int, tuple[Line, ...]] = {}

    def lines(self, turn: int) -> tuple[Line, ...]:
        """The lines of a turn: its head, its words, and the gap behind it."""
        found = self._turns.get(turn)
        if found is None:
            found = self._turns[turn] = tuple(self._laid_out(turn))
        return found

    def _laid_out(self, number: int) -> Iterator[Line]:
        turn = self.transcript.turns[number - 1]
        yield Line("head", number, turn.start, turn.start)
        for start, end, shown in wrapped(self.transcript.text, turn.start, turn.end, self.width):
            yield Line("words", number, start, end, shown)
        if self.gaps and number < len(self.transcript.turns):
            yield Line("gap", number, turn.end, turn.end)

    def place(self, offset: int) -> Place:
        """The line that holds an offset; where none does, the nearest before it."""
        starts = self._starts
        number = max(1, bisect_right(starts, offset))
        lines = self.lines(number)
        at = [n for n, line in enumerate(lines) if line.kind == "words" and line.start <= offset]
        return Place(number, at[-1] if at else 0)

    @cached_property
    def _starts(self) -> list[int]:
        return [turn.start for turn in self.transcript.turns]

    def line(self, place: Place) -> Line:
        """The line at a place."""
        return self.lines(place.turn)[place.line]

    def below(self, place: Place, count: int) -> Place:
        """The place so many lines further down, or the last there is."""
        turn, line = place
        while line + count >= len(self.lines(turn)):
            if turn == len(self.transcript.turns):
                return Place(turn, len(self.lines(turn)) - 1)
            count -= len(self.lines(turn)) - line
            turn, line = turn + 1, 0
        return Place(turn, line + count)

    def above(self, place: Place, count: int) -> Place:
        """The place so many lines further up, or the first there is."""
        turn, line = place
        while line < count:
            if turn == 1:
                return Place(1, 0)
            count -= line + 1
            turn -= 1
            line = len(self.lines(turn)) - 1
        return Place(turn, line - count)

    def window(self, top: Place, height: int) -> tuple[tuple[Place, Line], ...]:
        """At most so many lines from a place on."""
        found: list[tuple[Place, Line]] = []
        for turn in range(top.turn, len(self.transcript.turns) + 1):
            first = top.line if turn == top.turn else 0
            lines = self.lines(turn)[first:]
            found += [(Place(turn, first + n), line) for n, line in enumerate(lines)]
            if len(found) >= height:
                break
        return tuple(found[:height])

    def distance(self, first: Place, second: Place, most: int) -> int:
        """How many lines the second place is below the first, up to `most`; -1 when above it."""
        if second < first:
            return -1
        count = second.line - first.line
        for turn in range(first.turn, second.turn):
            count += len(self.lines(turn))
            if count >= most:
                return most
        return min(count, most)


def wrapped(
    text: str, start: int, end: int, width: int
) -> Iterator[tuple[int, int, tuple[Unit, ...]]]:
    """A stretch of a text broken into lines: start, end, and what is drawn of each.

    The lines tile the stretch; at least one is given, also for an empty stretch.
    """
    line: list[Unit] = []
    used, first = 0, start
    for atom in _atoms(units(text, start, end)):
        ends = _is_line_end(atom[-1])
        for part in _parts(atom, width, width - used):
            wide = _width_of(part)
            if line and used + wide > width:
                yield first, part[0].start, _without_blanks(line)
                line, used, first = [], 0, part[0].start
            line += part
            used += _width_of(part, with_blanks=True)
        if ends:
            yield first, atom[-1].end, _without_blanks(line)
            line, used, first = [], 0, atom[-1].end
    if line or first == start:
        yield first, end, _without_blanks(line)


def _atoms(stream: Iterable[Unit]) -> Iterator[list[Unit]]:
    """Runs of characters that stay on one line, each with the blanks behind it."""
    atom: list[Unit] = []
    for unit in stream:
        if atom and _may_break(atom[-1], unit):
            yield atom
            atom = []
        atom.append(unit)
    if atom:
        yield atom


def _may_break(before: Unit, after: Unit) -> bool:
    if _is_line_end(before):
        return True
    if _is_blank(after):
        return False
    if _is_blank(before):
        return True
    if after.shown in CLOSING or before.shown in OPENING or not after.width:
        return False
    return before.width == 2 or after.width == 2 or before.shown in "—…"


def _parts(atom: list[Unit], width: int, room: int) -> Iterator[list[Unit]]:
    """The run itself; one that no line can hold is cut, to fill the rest of this line first."""
    if _width_of(atom) <= width:
        yield atom
        return
    part: list[Unit] = []
    used, room = 0, max(room, 2)
    for unit in atom:
        if part and used + unit.width > room and not _is_blank(unit):
            yield part
            part, used, room = [], 0, width
        part.append(unit)
        used += unit.width
    yield part


def _width_of(run: list[Unit], *, with_blanks: bool = False) -> int:
    """Cells of a run, by default without the blanks at its end, which may hang over."""
    total = hanging = 0
    for unit in run:
        total += unit.width
        hanging = hanging + unit.width if _is_blank(unit) else 0
    return total if with_blanks else total - hanging


def _without_blanks(line: list[Unit]) -> tuple[Unit, ...]:
    kept = len(line)
    while kept and _is_blank(line[kept - 1]):
        kept -= 1
    return tuple(line[:kept])


def _is_blank(unit: Unit) -> bool:
    return unit.shown.isspace()


def _is_line_end(unit: Unit) -> bool:
    return unit.shown == LINE_END
