"""The coding session as a line dialogue: for screen readers, pipes and poor terminals."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from qcode.output.safe import visible
from qcode.session import plain_words as words
from qcode.session.actions import Action
from qcode.session.driver import Session, open_session
from qcode.session.finding import place_in
from qcode.session.keys import KEYS, NAMES, action_for, normal_key
from qcode.session.options import SessionOptions
from qcode.session.state import Prompt
from qcode.session.step import told
from qcode.study.study import Study

_NO_COMMAND = (
    "there is no command '{0}' here; a accept, r reject, c code, n next, u undo, ? all commands, "
    "q end"
)
_NOT_TEXT = "that line is not in the terminal's encoding; nothing was done"
_STEPS = "[]()+=-"
"""Keys that can be written several times in one command: `]]]`."""
_SHOW = ("show", "where", "显示")
_SELECT = ("select", "选取", "选")
_BY_WORD = {word.casefold(): each for each in KEYS for word in (each.action, *each.words)}
_KEY_NAMES = {shown.casefold(): key for key, shown in NAMES.items()}


def run_plain(
    study: Path | Study, coder: str, options: SessionOptions, source: TextIO, target: TextIO
) -> None:
    """Hold a session, a line at a time, until the coder quits or the input ends.

    Args:
        study: a folder, or a study as it was read.
        coder: whose decisions are written.
        options: what to work on.
        source: where commands are read from.
        target: where the dialogue is written to.

    Raises:
        QcodeError: the session cannot begin; see `open_session`.
    """
    with open_session(study, coder, options) as session:
        Dialogue(session, source, target).hold()


class Dialogue:
    """One session, drawn as lines and driven by lines."""

    def __init__(self, session: Session, source: TextIO, target: TextIO) -> None:
        self._session = session
        self._source, self._target = source, target
        self._shown: tuple[str, int] | None = None
        """The transcript and turn that were shown last."""

    def hold(self) -> None:
        """Talk until the coder quits or the input ends; all decisions are on the disk by then."""
        state = self._session.state
        self._say(words.head(state, self._session.study.title))
        if state.message:
            self._say([state.message])
        self._show_place()
        while not self._session.state.finished:
            line = self._read()
            if line is None:
                break
            if line.strip():
                self._command(line.strip())
            else:
                self._show_place()
        state, decided = self._session.state, self._session.decisions
        end = "End. 1 decision, saved." if decided == 1 else "End. {0} decisions, all saved."
        self._say(["", told(state, end, decided)])

    def _command(self, line: str) -> None:
        if set(map(normal_key, line)) <= set(_STEPS):
            for key in line:
                self._session.press(key)
            self._after("text")
            return
        word, rest = _split(line)
        if word in _SHOW:
            self._shown = None
            self._show_place()
        elif word in _SELECT and rest:
            self._select(rest)
        elif name := self._action(word):
            self._do(name, rest)
        else:
            self._say([told(self._session.state, _NO_COMMAND, word)])

    def _action(self, word: str) -> str:
        """The action of a word or key where one is; "" for none."""
        mode = self._session.state.mode
        if key := action_for(_KEY_NAMES.get(word.casefold(), word), mode):
            return key
        named = _BY_WORD.get(word.casefold())
        same = [each for each in KEYS if named and word.casefold() in each.words]
        fitting = [each for each in (named, *same) if each and mode in each.modes]
        return fitting[0].action if fitting else (named.action if named else "")

    def _do(self, name: str, rest: str) -> None:
        if name == "help":
            self._say(words.help_lines(self._session.state.options.language))
            return
        before = self._session.state
        self._session.do(Action(name, rest))
        self._ask()
        if name == "look":
            self._say(words.definition(self._session.state))
        self._after(before.mode)

    def _ask(self) -> None:
        """Put the questions that are open, until all are answered or one is left."""
        asked: Prompt | None = None
        while prompt := self._session.state.prompt:
            if self._session.state.message:
                self._say([self._session.state.message])
            if prompt != asked:
                self._say(words.question(self._session.state, prompt))
            asked = prompt
            line = self._read()
            self._answer(prompt, "." if line is None else line.strip())

    def _answer(self, prompt: Prompt, line: str) -> None:
        do = self._session.do
        if line == "." or (not line and (prompt.kind == "choice" or _needs(prompt))):
            do("back")
            self._say([told(self._session.state, "left as it was")])
        elif prompt.kind == "text":
            do(Action("enter", line))
        elif line.isdecimal() and 1 <= int(line) <= len(prompt.choices):
            do(Action("choose", start=int(line) - 1))
            do("enter")
        else:
            do(Action("enter-plainly", line))

    def _select(self, wanted: str) -> None:
        state = self._session.state
        place = place_in(state.text.words(state.here), wanted)
        if place is None:
            self._say([told(state, "“{0}” is not in this turn", wanted)])
            return
        start = state.here.start + place
        self._session.do(Action("select", start=start, end=start + len(wanted)))
        self._after("text")

    def _after(self, mode: str) -> None:
        """Show what an action brought about: another place whole, the same one in short."""
        state = self._session.state
        if state.message:
            self._say([state.message])
        if state.finished:
            return
        if state.mode == "compare":
            self._say(words.side_by_side(state))
        elif (state.transcript, state.turn) != self._shown or mode != state.mode:
            self._show_place()
        else:
            if state.focus:
                self._say(["> " + words.mark_line(state, state.focus)])
            self._say([words.selected(state), words.counted(state)])

    def _show_place(self) -> None:
        state = self._session.state
        self._say(words.place(state, self._shown))
        self._shown = (state.transcript, state.turn)

    # --- lines in and out ---

    def _read(self) -> str | None:
        """The next line; None at the end of the input."""
        self._target.write("> ")
        self._target.flush()
        try:
            line = self._source.readline()
        except UnicodeDecodeError:
            self._say([told(self._session.state, _NOT_TEXT)])
            return ""
        return line.rstrip("\r\n") if line else None

    def _say(self, lines: Iterable[str]) -> None:
        for line in lines:
            text = visible(line)
            try:
                self._target.write(text + "\n")
            except UnicodeEncodeError:
                encoding = self._target.encoding or "ascii"
                known = text.encode(encoding, "replace").decode(encoding)
                self._target.write(known + "\n")
        self._target.flush()


def _split(line: str) -> tuple[str, str]:
    """The command and the words behind it; a mark needs no blank behind it: `/rice`."""
    first = normal_key(line[0])
    if len(line) > 1 and first in "/?" and not line[1].isspace():
        return first, line[1:].strip()
    word, _, rest = line.replace("\u3000", " ").partition(" ")
    return word, rest.strip()


def _needs(prompt: Prompt) -> bool:
    return prompt.required and not prompt.text
