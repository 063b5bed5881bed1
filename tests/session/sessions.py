"""A coding session on a small study, driven by keys and answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qcode.session.actions import Action
from qcode.session.driver import Session, open_session
from qcode.session.options import SessionOptions
from qcode.session.state import SessionState
from qcode.session.views import codings_in
from qcode.study.study import Study
from tests.study.folder import CODEBOOK, make


def begin(study: Study | Path, coder: str = "Ana", **options: Any) -> Session:
    """A session; in a new study with a grandmother and a cadre where a folder is given."""
    if isinstance(study, Path) and not (study / "study.yaml").exists():
        study = make(study)
    return open_session(study, coder, SessionOptions(**options))


def press(session: Session, keys: str) -> SessionState:
    """Press keys, with blanks between them; `"words"` answers a question with words."""
    for key in keys.split():
        session.press(key)
    return session.state


def answer(session: Session, words: str) -> SessionState:
    """Answer the open question with words, as typed."""
    session.do(Action("type", words))
    return session.do("enter")


def here(state: SessionState) -> tuple[str, int, str]:
    """The transcript and turn in view, and the words that are selected."""
    return state.transcript, state.turn, state.quotation


def shown(state: SessionState) -> list[tuple[str, str, str]]:
    """The codings in the turn in view: code, `for` or `against`, words."""
    return [
        (each.now.code, "against" if each.now.against else "for", each.now.anchor.quotation)
        for each in codings_in(state, state.here)
        if each.now
    ]


__all__ = ["CODEBOOK", "answer", "begin", "here", "make", "press", "shown"]
