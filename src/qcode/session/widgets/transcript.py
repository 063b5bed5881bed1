"""The pane with the transcript: which lines are visible, and the mouse on them."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message

from qcode.model.transcript import Transcript
from qcode.session.drawing.marks import Names
from qcode.session.drawing.rows import Row
from qcode.session.drawing.text import TextPane, lead
from qcode.session.layout import Layout, Line, Place
from qcode.session.state import SessionState
from qcode.session.widgets.pane import RowPane

WIDEST = 100
"""Cells of a line of words: longer lines are hard to read."""
_GAPS_FROM = 30
"""Rows from which on there is room for empty lines between turns."""
_WHEEL = 3


class TranscriptPane(RowPane):
    """Follows the turn in view, and scrolls on its own when it is told to."""

    class Selected(Message):
        """Words were selected with the mouse; start and end are code points."""

        def __init__(self, start: int, end: int) -> None:
            super().__init__()
            self.start, self.end = start, end

    def __init__(self, *, id: str) -> None:  # noqa: A002 - as Textual names it
        """Shows nothing until `follow`."""
        super().__init__(id=id)
        self.text = TextPane()
        self._layouts: dict[tuple[str, int, bool], tuple[Transcript, Layout]] = {}
        self.extent = (0, 0)
        """Width and height that the pane has, or is about to have."""
        self._state: SessionState | None = None
        self._names: Names | None = None
        self._top = Place(1, 0)
        self._shown: tuple[object, ...] = ()
        self._from: int | None = None
        """Where the mouse went down."""
        self._dragged: tuple[int, int] | None = None

    # --- what is visible ---

    def follow(self, state: SessionState, names: Names) -> None:
        """Show a state; scroll where its turn and selection would not be visible."""
        self._state, self._names = state, names
        at = (state.transcript, state.turn, state.selection, self.extent)
        if at != self._shown:
            self._top = self._place_for(state)
            self._shown = at
        self.draw()

    def cover(self, rows: Sequence[Row]) -> None:
        """Show something else in the place of the transcript."""
        self._state = None
        self.show(rows)

    def draw(self) -> None:
        """Show the lines from the top one on."""
        if self._state is None or self._names is None or not self.extent[1]:
            return
        layout = self._layout()
        window = layout.window(self._top, self.extent[1])
        width = self.extent[0]
        self.show(self.text.rows(self._state, self._names, layout, window, width, self._dragged))

    def _layout(self) -> Layout:
        assert self._state
        assert self._names
        width = min(WIDEST, self.extent[0] - lead(self._names, self.extent[0]) - 1)
        key = (self._state.transcript, width, self.extent[1] >= _GAPS_FROM)
        found = self._layouts.get(key)
        if found is None or found[0] is not self._state.text:
            layout = Layout(self._state.text, width, gaps=key[2])
            found = self._layouts[key] = self._state.text, layout
        return found[1]

    def _place_for(self, state: SessionState) -> Place:
        """Which line is on top: the same as before where all that matters is visible already."""
        layout = self._layout()
        height = max(1, self.extent[1])
        top = self._top if self._shown and self._shown[0] == state.transcript else Place(1, 0)
        last = len(layout.lines(state.turn)) - 1
        turn = Place(state.turn, 0), Place(state.turn, last)
        words = layout.place(state.selection.start), layout.place(state.selection.end - 1)
        room = height - 1
        if last < room and self._is_visible(layout, top, turn, height):
            return top
        if last >= room and self._is_visible(layout, top, words, height):
            return top
        if last < room:
            before = min((height - last - 1) // 2, height // 3)
            return layout.above(turn[0], before)
        first = layout.above(words[0], height // 3)
        return max(first, turn[0])

    def _is_visible(
        self, layout: Layout, top: Place, part: tuple[Place, Place], height: int
    ) -> bool:
        return (
            layout.distance(top, part[0], height + 1) >= 0
            and 0 <= layout.distance(top, part[1], height + 1) < height
        )

    def scroll_lines(self, by: int) -> None:
        """Scroll by so many lines, down or up, without another turn in view."""
        if self._state is None or not self.extent[1]:
            return
        layout = self._layout()
        if by > 0:
            turns = layout.transcript.turns
            end = Place(len(turns), len(layout.lines(len(turns))) - 1)
            lowest = layout.above(end, max(0, self.extent[1] - 1))
            self._top = min(layout.below(self._top, by), max(lowest, self._top))
        else:
            self._top = layout.above(self._top, -by)
        self.draw()

    def scroll_page(self, by: int) -> None:
        """Scroll by a screen, two lines of which stay."""
        self.scroll_lines(by * max(1, self.extent[1] - 2))

    def hidden_below(self) -> bool:
        """Whether the turn in view goes on below the last visible line."""
        if self._state is None or not self.extent[1]:
            return False
        layout = self._layout()
        words = [n for n, line in enumerate(layout.lines(self._state.turn)) if line.kind != "gap"]
        end = Place(self._state.turn, words[-1])
        height = self.extent[1]
        return layout.distance(self._top, end, height + 1) >= height

    # --- the mouse ---

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel."""
        event.stop()
        self.scroll_lines(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel."""
        event.stop()
        self.scroll_lines(-_WHEEL)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A selection begins, where there are words."""
        unit = self._unit_at(event.x, event.y)
        if unit is not None and event.button == 1:
            self.capture_mouse()
            self._from = unit[0]

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The selection grows; at the edge the text scrolls."""
        if self._from is None:
            return
        if event.y < 0 or event.y >= self.extent[1]:
            self.scroll_lines(1 if event.y > 0 else -1)
        unit = self._unit_at(event.x, max(0, min(event.y, len(self.rows) - 1)))
        if unit is not None:
            self._dragged = min(self._from, unit[0]), max(self._from + 1, unit[1])
            self.draw()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """The selection is made; a click without a move selects a unit."""
        if self._from is None:
            return
        self.release_mouse()
        start, dragged = self._from, self._dragged
        self._from = self._dragged = None
        found = dragged or (start, start)
        self.post_message(self.Selected(*found))

    def _unit_at(self, x: int, y: int) -> tuple[int, int] | None:
        """Start and end of the character at a cell; None beside the words."""
        if self._state is None or self._names is None:
            return None
        layout = self._layout()
        window = layout.window(self._top, self.extent[1])
        if not 0 <= y < len(window):
            return None
        line: Line = window[y][1]
        left = lead(self._names, self.extent[0])
        dragging = self._from is not None
        if line.kind != "words" or (x < left and not dragging):
            return None
        unit = line.unit_at(max(0, x - left))
        return (unit.start, unit.end) if unit else None
