"""A pane that shows rows: the line API of Textual, so that only lines that changed are drawn."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from qcode.session.drawing.rows import BLANK, Row, Target, cells
from qcode.session.widgets.styles import style_of


class RowPane(Widget):
    """Rows as they are, the rest of the pane empty."""

    ALLOW_SELECT = False  # the mouse selects segments, not words for the clipboard

    class Clicked(Message):
        """Something that has a target was clicked on."""

        def __init__(self, target: Target, *, twice: bool) -> None:
            super().__init__()
            self.target = target
            self.twice = twice

    class Scrolled(Message):
        """The wheel was turned."""

        def __init__(self, pane: str, *, down: bool) -> None:
            super().__init__()
            self.pane = pane
            self.down = down

    def __init__(self, *, id: str, ground: str = "") -> None:  # noqa: A002 - as Textual names it
        """Empty at first.

        Args:
            id: in the app.
            ground: the style of what no row covers.
        """
        super().__init__(id=id)
        self._rows: tuple[Row, ...] = ()
        self._ground = ground

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows; those that are as before are not drawn again."""
        before, self._rows = self._rows, tuple(rows)
        width = self.size.width
        for y in range(max(len(before), len(self._rows))):
            old = before[y] if y < len(before) else BLANK
            new = self._rows[y] if y < len(self._rows) else BLANK
            if old != new:
                self.refresh(Region(0, y, width, 1))

    def render_line(self, y: int) -> Strip:
        """One line, as wide as the pane."""
        row = self._rows[y] if y < len(self._rows) else BLANK
        segments = [Segment(each.text, style_of(f"{self._ground} {each.style}")) for each in row]
        width = self.size.width
        return Strip(segments).adjust_cell_length(width, style_of(self._ground))

    def target_at(self, x: int, y: int) -> Target | None:
        """What a click on a cell is about."""
        if not 0 <= y < len(self._rows):
            return None
        left = 0
        for each in self._rows[y]:
            left += cells(each.text)
            if x < left:
                return each.target
        return None

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Tell the app."""
        event.stop()
        self.post_message(self.Scrolled(self.id or "", down=True))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Tell the app."""
        event.stop()
        self.post_message(self.Scrolled(self.id or "", down=False))

    def on_click(self, event: events.Click) -> None:
        """Tell the app what was clicked on."""
        target = self.target_at(event.x, event.y)
        if target:
            event.stop()
            self.post_message(self.Clicked(target, twice=event.chain > 1))
