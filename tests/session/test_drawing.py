"""Rows of the screen: cut, wrapped, with their margin; the page of help; the list of codes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.session.actions import Action
from qcode.session.drawing.help import PAGE, SCREEN_KEYS, help_rows, screen_action
from qcode.session.drawing.marks import Marks, Names
from qcode.session.drawing.rows import (
    Piece,
    Row,
    between,
    fitted,
    paragraph,
    piece,
    plain,
    width_of,
)
from qcode.session.drawing.side import part, side, tree_rows
from qcode.session.drawing.status import hints, status
from qcode.session.drawing.text import TextPane, lead
from qcode.session.drawing.words import HINTS, WORDS
from qcode.session.keys import KEYS
from qcode.session.layout import Layout, Place
from qcode.session.state import SessionState
from qcode.session.widgets.geometry import geometry
from tests.session.sessions import begin, press
from tests.session.test_layout import AWKWARD

BOOK = "codebook: b\ncodes:\n" + "".join(f"  - id: code_{n}\n" for n in range(1, 13))


def text_rows(state: SessionState, width: int = 60, height: int = 12) -> list[str]:
    """The transcript pane as plain lines."""
    names = Names(state.work.codebook, state.options.language)
    layout = Layout(state.text, width - lead(names, width))
    window = layout.window(Place(1, 0), height)
    return [plain(row) for row in TextPane().rows(state, names, layout, window, width)]


# --- rows ---


@given(AWKWARD, st.integers(1, 40))
def test_a_row_is_cut_to_its_width(text: str, width: int) -> None:
    row = (piece(text, "a"), piece(text, "b"))
    assert "\n" not in plain(row)
    assert width_of(fitted(row, width)) <= width
    assert width_of(between(row, (Piece("end"),), width + 8)) <= width + 8


@given(AWKWARD, st.integers(4, 40))
def test_a_paragraph_keeps_its_words_and_styles(text: str, width: int) -> None:
    rows = paragraph([piece(text, "a"), piece("。end", "b")], width, indent="  ")
    assert all(width_of(row) <= width for row in rows)
    kept = "".join(each.text for row in rows for each in row if each.style)
    assert kept.replace(" ", "") == (plain((piece(text),)) + "。end").replace(" ", "")


def test_both_sides_of_a_row() -> None:
    row: Row = (Piece("transcript", "x"),)
    assert plain(between(row, (Piece("3"),), 14)) == "transcript   3"
    assert plain(between(row, (Piece("3"),), 8)) == "trans… 3"


# --- the transcript ---


def test_codings_and_suggestions_in_the_margin(tmp_path: Path) -> None:
    with begin(tmp_path, "Ben") as ben:
        press(ben, "4 c enter n")
    with begin(tmp_path / "study", "Ana") as session:
        state = press(session, "1 k down enter x c down down enter x")
        assert text_rows(state) == [
            " 1  访员  asks",
            "        他们来做什么？",
            "▌2  村干部  1' Formalism  2? Proof by photo  3- Care",
            "▌1'2?3- 来了拍了照就走，材料要有照片。",
            " 3  访员  asks",
            "        娃娃呢？",
            " 4  村干部",
            "        没人问。😀没人问。",
        ]
        assert text_rows(press(session, "h"))[3].startswith("▌1'3-  ")


def test_a_stroke_runs_down_to_the_end_of_a_segment(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        state = press(session, "4 c enter")
        assert [line[:7] for line in text_rows(state, 24)[2:7]] == [
            "▌2  村干部", "▌1 2? 来", "▌┃ ┊  料", " 3  访员 ", "      娃"
        ]  # fmt: skip


def test_more_codings_than_lanes_are_told(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        for number in "1234":
            state = session.do(Action("new-code", text=f"idea {number}"))
        assert text_rows(state)[3].startswith("▌4 5 6 +来了")


# --- side pane and lines around ---


def test_the_tree_shows_the_code_in_view_and_what_is_used(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        state = press(session, "c down down enter")
        names = Names(state.work.codebook, "zh")
        assert [plain(row) for row in tree_rows(state, names, Marks(), 30)] == [
            "Codes", " 1 形式主义", " 2   拍照留痕", "▶3 Care  1"
        ]  # fmt: skip


@pytest.mark.parametrize("size", [(38, 3), (38, 9), (70, 47)])
def test_a_pane_is_never_larger_than_its_room(tmp_path: Path, size: tuple[int, int]) -> None:
    with begin(tmp_path) as session:
        state = press(session, "k down enter")
        names = Names(state.work.codebook, "en")
        for only in ("", "marks", "code", "codes", "memos"):
            whole = side(state, names, Marks(), *size, only)
            rows = part(whole, 0, size[1])
            assert len(rows) <= size[1]
            assert all(width_of(row) <= size[0] for row in whole)


def test_what_does_not_fit_a_pane_is_counted_behind_its_title() -> None:
    rows: list[Row] = [(Piece(each),) for each in ("Code", "a", "b", "c", "d")]
    assert [plain(row) for row in part(rows, 0, 3)] == ["Code  ↓ 2", "a", "b"]
    assert [plain(row) for row in part(rows, 1, 3)] == ["Code  ↓ 1  ↑ 1", "b", "c"]
    assert [plain(row) for row in part(rows, 2, 3)] == ["Code  ↑ 2", "c", "d"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_lines_around_fit(tmp_path: Path, language: str, width: int) -> None:
    with begin(tmp_path, blind=True, language=language) as session:
        state = replace(session.state, suggestions_shown=False)
        assert width_of(status(state, 12345, width)) <= width
        for kind in HINTS:
            assert 0 < width_of(hints(state, kind, width)) <= width


@given(
    st.integers(40, 300),
    st.integers(12, 100),
    st.sampled_from(["", "text", "choice", "memo"]),
    st.integers(1, 9),
    st.booleans(),
    st.booleans(),
)
def test_panes_share_the_screen(
    width: int, height: int, asking: str, asked: int, tall: bool, alone: bool
) -> None:
    room = geometry(width, height, asking, asked, tall=tall, alone=alone)  # type: ignore[arg-type]
    assert min(room.text) >= 3
    assert room.asked + room.answer + room.choices + room.side == room.aside[1]
    assert min(room.asked, room.answer, room.choices, room.side) >= 0
    if asking:
        assert room.asked >= 1
        assert room.answer >= 1
    if not room.beside:
        assert room.text[1] + room.aside[1] == height - 3


# --- help ---


def test_every_key_is_on_the_page() -> None:
    told = {action for _, entries in PAGE for each in entries for action in each.actions}
    assert told == {each.action for each in KEYS} | {each.action for each in SCREEN_KEYS}


def test_keys_of_the_screen_are_no_keys_of_the_session() -> None:
    taken = {key for each in KEYS for key in each.keys}
    own = [key for each in SCREEN_KEYS for key in each.keys]
    assert not taken & set(own)
    assert len(own) == len(set(own))
    assert screen_action("w") == "transcripts"
    assert screen_action("a") == ""


@pytest.mark.parametrize("language", ["en", "zh"])
def test_help_fits_one_screen_of_80_by_24(tmp_path: Path, language: str) -> None:
    with begin(tmp_path, language=language) as session:
        rows = help_rows(session.state, 200)
        assert len(rows) <= 24
        assert max(map(width_of, rows)) <= 80


def test_words_are_there_in_both_languages() -> None:
    assert all(en and zh for en, zh in WORDS.values())
    assert all(en.count("{") == zh.count("{") for en, zh in WORDS.values())
