"""A question to the coder: a line to type into, a list to choose from, or room for a memo."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, TextArea

from qcode.session.drawing.rows import Piece, Row, Target, fitted, paragraph, piece
from qcode.session.drawing.words import say
from qcode.session.state import Prompt, SessionState
from qcode.session.widgets.pane import RowPane


class Question(Vertical):
    """Shows the question of a state; what is typed is told to the app."""

    DEFAULT_CSS = """
    Question { height: auto; display: none; }
    Question > #asked { height: 1; }
    Question > Input { height: 1; border: none; padding: 0 1; }
    Question > TextArea { height: 1fr; min-height: 3; border: none; padding: 0 1; display: none; }
    Question > #choices { height: 1fr; min-height: 1; }
    """

    class Typed(Message):
        """All that stands in the line now."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Answered(Message):
        """The answer is to be taken."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def compose(self) -> ComposeResult:
        """Title, line, room for a memo, list."""
        yield RowPane(id="asked")
        yield Input(id="line", compact=True, select_on_focus=False)
        yield TextArea(id="memo", soft_wrap=True, compact=True)
        yield RowPane(id="choices")

    def __init__(self, *, id: str) -> None:  # noqa: A002 - as Textual names it
        """Closed."""
        super().__init__(id=id)
        self._open_for: tuple[str, tuple[str, ...]] | None = None
        self._warned = False

    @property
    def is_open(self) -> bool:
        """Whether a question is asked."""
        return self._open_for is not None

    def follow(self, state: SessionState) -> None:
        """Open, change or close with the state."""
        prompt = state.prompt
        if prompt is None:
            self._close()
            return
        asked_now = (prompt.purpose, prompt.answers)
        if asked_now != self._open_for:
            self._open(prompt, asked_now)
        width = max(10, self.app.size.width if not self.size.width else self.size.width)
        title, asked = self.query_one("#asked", RowPane), _asked(prompt, width)
        title.styles.height = len(asked)
        title.show(asked)
        height = self.query_one("#choices", RowPane).size.height or 4
        self.query_one("#choices", RowPane).show(_choices(state, prompt, width, height))

    def on_resize(self) -> None:
        """The app draws again, now that the size is known."""
        self.post_message(self.Typed(self._words()))

    def _open(self, prompt: Prompt, asked: tuple[str, tuple[str, ...]]) -> None:
        self._open_for, self._warned = asked, False
        is_memo = is_memo_text(prompt)
        line, area = self.query_one(Input), self.query_one(TextArea)
        line.display, area.display = not is_memo, is_memo
        self.query_one("#choices").display = prompt.kind == "choice"
        self.set_class(is_memo or prompt.kind == "choice", "tall")
        self.display = True
        if is_memo:
            area.load_text(prompt.text)
            area.move_cursor(area.document.end)
            area.focus()
        else:
            with line.prevent(Input.Changed):
                line.value = prompt.text
            line.cursor_position = len(prompt.text)
            line.focus()

    def _close(self) -> None:
        if self._open_for is not None:
            self._open_for = None
            self.display = False
            self.screen.set_focus(None)

    def _words(self) -> str:
        area = self.query_one(TextArea)
        return area.text if area.display else self.query_one(Input).value

    def keep_memo(self) -> None:
        """Take the memo as it stands."""
        if self.is_open and self.query_one(TextArea).display:
            self.post_message(self.Answered(self._words()))

    def may_leave(self, state: SessionState) -> bool:
        """Whether leaving loses nothing; a memo that was changed is left at the second time."""
        if state.prompt is None or not is_memo_text(state.prompt) or self._warned:
            return True
        self._warned = self._words() != state.prompt.text
        return not self._warned

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find while one types."""
        event.stop()
        if self.is_open:
            self.post_message(self.Typed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter."""
        event.stop()
        self.post_message(self.Answered(event.value))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """The memo is told at its end only."""
        event.stop()
        self._warned = False


def is_memo_text(prompt: Prompt) -> bool:
    """Whether a question is for the words of a memo, which may have several lines."""
    return prompt.kind == "text" and prompt.purpose in {"memo", "memo-on"}


def _asked(prompt: Prompt, width: int) -> list[Row]:
    return paragraph([piece(prompt.title, "strong")], width)[:3]


def _choices(state: SessionState, prompt: Prompt, width: int, height: int) -> list[Row]:
    """The lines around the chosen one; the last says how many more there are."""
    total = len(prompt.choices)
    first = max(0, min(prompt.chosen - height // 2, total - height))
    rows: list[Row] = []
    for number in range(first, min(first + height, total)):
        each, here = prompt.choices[number], number == prompt.chosen
        target = Target("choice", str(number))
        row = [Piece("▶ " if here else "  ", "bar", target)]
        if each.new:
            row.append(Piece(f"{say(state, 'new')}: ", "key", target))
        row.append(piece(each.label, "strong" if here else "", target))
        if each.note and not each.new:
            row.append(piece(f"  {each.note}", "dim", target))
        rows.append(fitted(tuple(row), width))
    left = total - first - height
    if left > 0 and rows:
        more = Piece(f"  + {say(state, 'more', left)}", "dim")
        rows[-1] = fitted((*rows[-1], more), width)
    return rows
