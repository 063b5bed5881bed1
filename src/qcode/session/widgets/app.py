"""The full screen of a coding session: keys and mouse in, the session's state drawn."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.geometry import Size

from qcode.session.actions import Action
from qcode.session.drawing.asking import asked_rows
from qcode.session.drawing.compare import compare_rows
from qcode.session.drawing.help import help_rows, screen_action
from qcode.session.drawing.listing import Advance, advances, list_rows
from qcode.session.drawing.marks import Names
from qcode.session.drawing.rows import Piece, Row, Target
from qcode.session.drawing.side import SECTIONS, first_around_focus, part, side
from qcode.session.drawing.status import hints, message, status
from qcode.session.drawing.words import say
from qcode.session.driver import Session
from qcode.session.keys import normal_key
from qcode.session.state import SessionState
from qcode.session.views import comparison
from qcode.session.widgets.geometry import EDGE, SMALLEST, Geometry, geometry
from qcode.session.widgets.pane import RowPane
from qcode.session.widgets.question import Question, asking
from qcode.session.widgets.styles import INK, PAPER
from qcode.session.widgets.transcript import TranscriptPane

_ROWS = 3
"""By which the side pane is scrolled."""
_READING = ("unread", "sample")


class SessionApp(App[None]):
    """Draws a session and hands it what the coder does; decides nothing itself."""

    TITLE = "qcode"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []
    CSS = f"""
    Screen {{ background: {PAPER}; color: {INK}; }}
    #status, #message, #hints {{ height: 1; }}
    #middle {{ height: 1fr; }}
    #beside {{ border-left: solid #3a4250; padding: 0 0 0 1; }}
    #beside.below {{ border-left: none; padding: 0; }}
    #over {{ height: 1fr; display: none; }}
    Input, Input:focus {{ background: #2a313c; color: #ffffff; }}
    TextArea, TextArea:focus {{ background: #2a313c; color: #ffffff; }}
    """

    def __init__(self, session: Session) -> None:
        """The session stays open when the app ends; who opened it closes it."""
        super().__init__()
        self.session = session
        self._names = Names(session.state.work.codebook, session.state.options.language)
        self._section = "marks"
        self._list: tuple[Advance, ...] = ()
        self._chosen = 0
        self._extent = Size(80, 24)
        """Cells and rows of the screen."""
        self._room: Geometry | None = None
        self._aside = 40
        """Cells of the side pane."""
        self._about: tuple[str, str, str, int] = ("", "", "", 0)
        """What the side pane is about, and the first row of it that is shown."""
        self._first = 0
        self._said = ""
        """What the screen itself has to say."""

    def compose(self) -> ComposeResult:
        """Status, transcript with its pane, message, keys; help lies over them all."""
        yield RowPane(id="status", ground="status")
        with Horizontal(id="middle"):
            yield TranscriptPane(id="text")
            with Vertical(id="beside"):
                yield Question(id="question")
                yield RowPane(id="side")
        yield RowPane(id="message")
        yield RowPane(id="hints", ground="keys")
        yield RowPane(id="over")

    @property
    def state(self) -> SessionState:
        """What is shown."""
        return self.session.state

    def on_mount(self) -> None:
        """The first picture."""
        # A study is a million objects that stay: without this, looking through them for
        # garbage now and then holds a key up for a quarter of a second.
        gc.freeze()
        self.set_focus(None)
        self._extent = self.size
        self.draw()

    def on_unmount(self) -> None:
        """The study may be garbage from now on."""
        gc.unfreeze()

    def on_resize(self, event: events.Resize) -> None:
        """Beside or below, as there is room."""
        self._extent = event.size  # `self.size` is still the one before
        self.draw()

    # --- drawing ---

    def draw(self) -> None:
        """Show the state, each pane only where it changed."""
        state = self.state
        if state.work.codebook is not self._names.codebook or (
            state.options.language != self._names.language
        ):
            self._names = Names(state.work.codebook, state.options.language)
        width, height = self._extent
        if width < SMALLEST[0] or height < SMALLEST[1]:
            self._cover([(Piece(say(state, "small"), "strong"),)])
            return
        if state.mode == "help":
            self._cover(help_rows(state, width))
            return
        self._cover(())
        first = status(state, self.session.decisions, width, failed=self.session.failed)
        self.query_one("#status", RowPane).show([first])
        told = message(state, width, instead=self._said)
        self.query_one("#message", RowPane).show(told)
        self.query_one("#hints", RowPane).show([hints(state, self._kind(state), width)])
        self._draw_middle(state, len(told))

    def _cover(self, rows: Sequence[Row]) -> None:
        """Show rows on the whole screen; none to show all else again."""
        for each in ("#status", "#middle", "#message", "#hints"):
            self.query_one(each).display = not rows
        over = self.query_one("#over", RowPane)
        over.display = bool(rows)
        over.show(rows)

    def _kind(self, state: SessionState) -> str:
        """What is looked at, for the line of keys."""
        if state.prompt is None:
            return "list" if self._list else state.mode
        return {"text": "text question"}.get(asking(state.prompt), asking(state.prompt))

    def _draw_middle(self, state: SessionState, told: int) -> None:
        """Transcript, comparison or list, and the pane beside or below it."""
        width, height = self._extent
        rows = len(asked_rows(state.prompt, self._aside)) if state.prompt else 0
        room = geometry(
            width,
            height,
            asking(state.prompt),
            rows,
            tall=self._section != "marks",
            alone=bool(self._list) or state.mode == "compare",
            told=told,
        )
        self._arrange(room)
        pane = self.query_one(TranscriptPane)
        pane.extent = room.text
        if self._list:
            pane.cover(list_rows(state, self._list, self._chosen, *room.text))
        elif state.mode == "compare":
            listed, below = comparison(state), not room.beside
            pane.cover(compare_rows(state, self._names, listed, *room.text, defined=below))
        else:
            pane.follow(state, self._names)
        self.query_one(Question).follow(state, room)
        self.query_one("#side", RowPane).show(self._side_rows(state, room))

    def _arrange(self, room: Geometry) -> None:
        """Give the panes their places, where these are others than before."""
        if room == self._room:
            return
        self._room, self._aside = room, room.aside[0]
        text, beside = self.query_one("#text"), self.query_one("#beside")
        self.query_one("#middle").styles.layout = "horizontal" if room.beside else "vertical"
        beside.set_class(not room.beside, "below")
        text.styles.width, text.styles.height = room.text
        beside.styles.width = room.aside[0] + (EDGE if room.beside else 0)
        beside.styles.height = room.aside[1]
        self.query_one("#side").styles.height = room.side
        self.query_one("#message").styles.height = room.told

    def _side_rows(self, state: SessionState, room: Geometry) -> list[Row]:
        only = self._section if not room.beside or self._section != "marks" else ""
        if state.prompt and state.prompt.choices:
            chosen = state.prompt.choices[state.prompt.chosen].value
            if chosen in self._names.codes:
                state, only = replace(state, code=chosen), "code"
        elif state.mode == "compare":
            only = "code"
        marks = self.query_one(TranscriptPane).text.marks
        rows = side(state, self._names, marks, room.aside[0], room.side, only)
        about = (only, state.code, state.transcript, state.turn)
        if about != self._about:
            first = first_around_focus(rows, room.side) if only == "codes" else 0
            self._about, self._first = about, first
        self._first = max(0, min(self._first, len(rows) - room.side))
        return part(rows, self._first, room.side)

    # --- keys ---

    async def on_event(self, event: events.Event) -> None:
        """Keys belong to the session before any widget, but for those that type an answer."""
        if isinstance(event, events.Key) and self._takes(event):
            return
        await super().on_event(event)

    def _takes(self, event: events.Key) -> bool:
        """Whether the session has a use for a key, which is done then."""
        if event.key in {"ctrl+c", "ctrl+q"}:
            self._do("quit")
            return True
        if self.state.prompt:
            return self._in_question(event.key)
        key = event.character if event.is_printable and event.character else event.key
        key = normal_key(key)
        if self._list:
            self._in_list(key)
        elif self.state.mode == "text" and self._reads_on(key):
            pass
        elif screen_action(key) and self.state.mode != "help":
            self._on_screen(screen_action(key))
        else:
            self._said = ""
            self.session.press(key)
            self._after()
        return True

    def _in_question(self, key: str) -> bool:
        """Keys of an open question that do not type."""
        question = self.query_one(Question)
        if key == "escape":
            if question.may_leave(self.state):
                self._said = ""
                self._do("back")
            else:
                self._said = say(self.state, "memo lost")
                self.draw()
            return True
        if key in {"ctrl+s", "ctrl+d"}:
            question.keep_memo()
            return True
        if key in {"up", "down"} and self.state.prompt and self.state.prompt.kind == "choice":
            self._do("choose-next" if key == "down" else "choose-previous")
            return True
        return key in {"tab", "shift+tab"}

    def _reads_on(self, key: str) -> bool:
        """Show the rest of a long turn before it is left as read."""
        onward = ("down",) if self.state.queue not in _READING else ("down", "n", "space")
        pane = self.query_one(TranscriptPane)
        if key not in onward or not pane.hidden_below():
            return False
        pane.scroll_page(1)
        self._said = say(self.state, "read on")
        self.session.state = replace(self.state, message="", trouble=False)
        self.draw()
        return True

    def _do(self, action: Action | str) -> None:
        self.session.do(action)
        self._after()

    def _after(self) -> None:
        if self.state.finished:
            self.exit()
        else:
            self.draw()

    # --- what only the screen has ---

    def _on_screen(self, action: str) -> None:
        self._said = ""
        if action == "pane":
            names = list(SECTIONS)
            self._section = names[(names.index(self._section) + 1) % len(names)]
        elif action == "transcripts":
            self._list = advances(self.state)
            names = list(self.state.work.transcripts)
            self._chosen = names.index(self.state.transcript)
        elif action == "language":
            self._turn_language()
        elif action in {"pane-down", "pane-up"}:
            self._first += _ROWS if action == "pane-down" else -_ROWS
        elif self.state.mode == "text":
            self.query_one(TranscriptPane).scroll_page(1 if action == "page-down" else -1)
            return
        self.draw()

    def _turn_language(self) -> None:
        state = self.state
        other = "en" if state.options.language == "zh" else "zh"
        options = replace(state.options, language="en" if other == "en" else "zh")
        self.session.state = replace(state, options=options)

    def _in_list(self, key: str) -> None:
        by = {"down": 1, "up": -1, "pagedown": 10, "pageup": -10, "f": 10, "F": -10}.get(key)
        last = len(self._list) - 1
        if by is not None:
            self._chosen = max(0, min(last, self._chosen + by))
        elif key in {"home", "end"}:
            self._chosen = 0 if key == "home" else last
        elif key in {"enter", "g"}:
            self._go_to(self._list[self._chosen].transcript)
            return
        elif key in {"escape", "w", "q"}:
            self._list = ()
        self.draw()

    def _go_to(self, transcript: str) -> None:
        """To the first turn of a transcript that waits, else its first."""
        self._list = ()
        state = self.state
        waiting = (n for n in sorted(state.open) if state.items[n].transcript == transcript)
        first = next(waiting, None)
        turn = 1 if first is None else state.items[first].turn
        self._do(Action("jump", text=f"{transcript} {turn}"))

    # --- questions and the mouse ---

    def on_question_typed(self, event: Question.Typed) -> None:
        """Find what fits."""
        prompt = self.state.prompt
        if prompt and prompt.text != event.text and not self.query_one(Question).is_memo:
            self._do(Action("type", text=event.text))
        else:
            self.draw()

    def on_question_answered(self, event: Question.Answered) -> None:
        """Take the answer."""
        if self.state.prompt is None:
            return
        if self.state.prompt.text != event.text:
            self.session.do(Action("type", text=event.text))
        self._said = ""
        self._do("enter")

    def on_transcript_pane_selected(self, event: TranscriptPane.Selected) -> None:
        """Words were selected with the mouse; a click selects by what the arrows move."""
        if self.state.prompt or self.state.mode != "text":
            return
        self._said = ""
        self.session.do(Action("select", start=event.start, end=event.end))
        if event.start == event.end:
            self.session.do(f"grain-{self.state.grain}")
        self._after()

    def on_row_pane_scrolled(self, event: RowPane.Scrolled) -> None:
        """The wheel turned over the side pane."""
        if event.pane == "side":
            self._on_screen("pane-down" if event.down else "pane-up")

    def on_row_pane_clicked(self, event: RowPane.Clicked) -> None:
        """A mark, a code, a segment, a transcript, a line of a list, or a key was clicked on."""
        target = event.target
        if self.state.prompt:
            if target.kind == "choice":
                self.session.do(Action("choose", start=int(target.value)))
                self._do("enter")
            return
        if target.kind == "mark":
            self._focus_mark(target)
        elif target.kind == "code":
            name = "code" if event.twice and self.state.mode == "text" else "look"
            self._do(Action(name, text=target.value))
        elif target.kind == "segment":
            self._look_at(int(target.value), event.twice)
        elif target.kind == "transcript":
            self._go_to(target.value)
        elif target.kind == "key":
            self.post_message(events.Key(target.value, _character(target.value)))

    def _focus_mark(self, target: Target) -> None:
        """Bring the suggestion or coding of a turn into focus."""
        turn, number = map(int, target.value.split(":"))
        if turn != self.state.turn:
            self.session.do(Action("jump", text=f"{self.state.transcript} {turn}"))
        marks = self.query_one(TranscriptPane).text.marks.of(self.state, self.state.here)
        for _ in marks:
            if number < len(marks) and self.state.focus == marks[number]:
                break
            self.session.do("mark-next")
        self._after()

    def _look_at(self, number: int, twice: bool) -> None:
        while self.state.mode == "compare" and self.state.compared != number:
            before = self.state.compared
            self.session.do("compare-down" if number > before else "compare-up")
            if self.state.compared == before:
                break
        self._do("open-segment") if twice else self._after()


def _character(key: str) -> str | None:
    return key if len(key) == 1 else None
