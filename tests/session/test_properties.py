"""Whatever a coder does, in whatever order: selections are whole, and what is shown is on disk."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from qcode.session.actions import Action
from qcode.session.driver import Session, open_session
from qcode.session.graphemes import joined
from qcode.session.keys import KEYS
from qcode.session.listing import waiting
from qcode.session.options import SessionOptions
from qcode.session.state import SessionState
from qcode.session.taking import taken_from
from qcode.study.queues import QUEUES, Queue
from qcode.study.study import open_study
from tests.study.folder import make

TALK = """\
I: Why? 👨\u200d👩\u200d👧
P: They took a photo. 拍了照e\u0301就走，不出事就好！ Again photos.
I: 还有呢？
P: Nothing. 没人问。😀没人问。
"""
ANSWERS = ("", "care", "2", "talk 4", "photo", "不出事", "below", "project", "some words")
keys = st.sampled_from([key for each in KEYS for key in each.keys if each.action != "quit"])
deciding = st.sampled_from("a A r C c x d b y i J S V m M u U I n tab".split())
places = st.integers(-5, 200)
selections = st.builds(lambda one, other: Action("select", "", one, other), places, places)
actions = st.one_of(deciding, deciding, keys, selections)
wishes = st.lists(st.tuples(actions, st.sampled_from(ANSWERS)), min_size=15, max_size=40)
"""What is asked for, and what is answered where a question is open instead."""
Wish = tuple[str | Action, str]


@lru_cache
def pattern() -> Path:
    """A study that is copied for each example: to make one takes longer."""
    study = make(Path(tempfile.mkdtemp()), talk=TALK, other=TALK)
    with open_session(study, "Ben", SessionOptions()) as session:
        session.press("a")
    return study.folder


@contextmanager
def opened(options: SessionOptions) -> Iterator[tuple[Path, Session]]:
    with tempfile.TemporaryDirectory() as folder:
        study = Path(shutil.copytree(pattern(), Path(folder) / "study"))
        with open_session(study, "Ana", options) as session:
            yield study, session


def holds(state: SessionState) -> None:
    text, turn = state.text.text, state.here
    here = state.selection
    assert here.transcript_id == state.transcript
    assert turn.start <= here.start < turn.end
    assert here.start < here.end <= len(text)
    assert state.quotation == text[here.start : here.end] != ""
    assert not joined(text, here.start)
    assert not joined(text, here.end)
    assert state.open == waiting(state.items, state.taken)
    for name, standing in state.taken.codings.items():
        for each in standing:
            if each.now:
                anchor = each.now.anchor
                words = state.work.transcripts[name].text[anchor.start : anchor.end]
                assert anchor.quotation == words


def do(session: Session, wish: Wish) -> SessionState:
    action, words = wish
    if session.state.mode == "help":
        session.press("escape")
    if session.state.prompt and action != "escape":
        asked = session.do(Action("type", words)).prompt
        if asked and asked.kind == "choice" and not asked.choices:
            session.do(Action("type", ""))
        return session.do("enter")
    return session.press(action) if isinstance(action, str) else session.do(action)


@settings(max_examples=80, deadline=None)
@given(wishes, st.sampled_from(QUEUES[:2]), st.booleans())
def test_any_sequence_of_actions(wishes: list[Wish], queue: Queue, blind: bool) -> None:
    with opened(SessionOptions(queue=queue, blind=blind)) as (folder, session):
        go_through(session, wishes)
        assert taken_from(open_study(folder), "Ana", blind=blind) == session.state.taken


def go_through(session: Session, wishes: list[Wish]) -> None:
    """Do what is wished for; each decision is taken back and done again."""
    for wish in wishes:
        before, decided = session.state, session.decisions
        holds(do(session, wish))
        if session.decisions == decided + 1 and not session.state.prompt:
            after = session.state.taken
            assert session.do("undo").taken == replace(before.taken, seen=after.seen)
            holds(session.state)
            assert session.do("redo").taken == after


EDITS = (
    ("photo", "foto"),
    ("They took a photo. ", ""),
    ("Nothing.", "They took a photo. They took a photo."),
    ("不出事就好！", "不出事就好！不出事就好！"),
    ("没人问。😀", ""),
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(deciding, min_size=5, max_size=20),
    st.lists(st.sampled_from(EDITS), min_size=1, max_size=3),
    st.sampled_from(QUEUES[2:5]),
    wishes,
)
def test_any_sequence_of_actions_after_edits(
    first: list[str], edits: list[tuple[str, str]], queue: Queue, wishes: list[Wish]
) -> None:
    with opened(SessionOptions()) as (folder, session):
        go_through(session, [(key, "care") for key in first])
        session.close()
        copy = folder / "transcripts" / "talk.txt"
        text = copy.read_text(encoding="utf-8")
        for old, new in edits:
            text = text.replace(old, new)
        copy.write_text(text, encoding="utf-8")
        with open_session(folder, "Ana", SessionOptions(queue=queue)) as again:
            go_through(again, wishes)
            shown = again.state.taken
        assert taken_from(open_study(folder), "Ana", blind=False) == shown


@settings(max_examples=30, deadline=None)
@given(wishes)
def test_the_same_keys_give_the_same_codings(wishes: list[Wish]) -> None:
    said = []
    for _ in range(2):
        with opened(SessionOptions(language="zh")) as (_, session):
            for wish in wishes:
                do(session, wish)
            state = session.state
        codings = [each.now for group in state.taken.codings.values() for each in group]
        places = [(each.code, each.anchor, each.against) for each in codings if each]
        said.append((places, state.selection, state.mode, state.message))
    assert said[0] == said[1]
