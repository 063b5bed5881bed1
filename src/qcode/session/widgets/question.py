"""A question to the coder: a line to type into, a list to choose from, or room for a memo."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, TextArea

from qcode.session.drawing.asking import asked_rows, choice_rows
from qcode.session.state import Prompt, SessionState
from qcode.session.widgets.geometry import Asking, Geometry
from qcode.session.widgets.pane import RowPane


class Question(Vertical):
    """Shows the question of a state; what is typed is told to the app."""

    DEFAULT_CSS = """
    Question { height: 0; }
    Question > RowPane { height: 0; }
    Question > Input { height: 1; border: none; padding: 0 1; }
    Question > TextArea { border: none; padding: 0 1; }
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

    def __init__(self, *, id: str) -> None:  # noqa: A002 - as Textual names it
        """Closed."""
        super().__init__(id=id)
        self._open_for: tuple[str, tuple[str, ...]] | None = None
        self._warned = False
        self._title, self._choices = RowPane(id="asked"), RowPane(id="choices")
        self._line = Input(id="line", compact=True, select_on_focus=False)
        self._memo = TextArea(id="memo", soft_wrap=True, compact=True)
        # A blinking cursor sends the line anew twice a second, which is felt over ssh.
        self._line.cursor_blink = self._memo.cursor_blink = False

    def compose(self) -> ComposeResult:
        """Title, line, room for a memo, list."""
        yield from (self._title, self._line, self._memo, self._choices)

    def follow(self, state: SessionState, room: Geometry) -> None:
        """Open, change or close with the state."""
        prompt = state.prompt
        if prompt is None:
            self._close()
            return
        asked_now = (prompt.purpose, prompt.answers)
        is_other = asked_now != self._open_for
        self._open_for = asked_now
        self._take(room, is_memo=is_memo_text(prompt))
        if is_other:
            self._begin(prompt)
        width = room.aside[0]
        self._title.show(asked_rows(prompt, width))
        self._choices.show(choice_rows(state, prompt, width, room.choices))

    def _take(self, room: Geometry, *, is_memo: bool) -> None:
        """Take the room there is."""
        self.styles.height = room.asked + room.answer + room.choices
        self._title.styles.height = room.asked
        self._choices.styles.height = room.choices
        self._line.display, self._memo.display = not is_memo, is_memo
        if is_memo:
            self._memo.styles.height = room.answer

    def _begin(self, prompt: Prompt) -> None:
        self._warned = False
        if is_memo_text(prompt):
            self._memo.load_text(prompt.text)
            self._memo.move_cursor(self._memo.document.end)
            self._memo.focus()
            return
        with self._line.prevent(Input.Changed):
            self._line.value = prompt.text
        self._line.cursor_position = len(prompt.text)
        self._line.focus()

    def _close(self) -> None:
        if self._open_for is not None:
            self._open_for = None
            self.styles.height = 0
            self.screen.set_focus(None)

    @property
    def is_memo(self) -> bool:
        """Whether a memo is being written."""
        return self._open_for is not None and self._memo.display

    def keep_memo(self) -> None:
        """Take the memo as it stands."""
        if self.is_memo:
            self.post_message(self.Answered(self._memo.text))

    def may_leave(self, state: SessionState) -> bool:
        """Whether leaving loses nothing; a memo that was changed is left at the second time."""
        if state.prompt is None or not self.is_memo or self._warned:
            return True
        self._warned = self._memo.text != state.prompt.text
        return not self._warned

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find while one types."""
        event.stop()
        if self._open_for is not None:
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


def asking(prompt: Prompt | None) -> Asking:
    """What kind of question is open."""
    if prompt is None:
        return ""
    if is_memo_text(prompt):
        return "memo"
    return "choice" if prompt.kind == "choice" else "text"
