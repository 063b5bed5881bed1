"""The full screen: keys and mouse in, lines of the log on the disk out, and what is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from qcode.errors import QcodeError
from qcode.session.driver import Session
from qcode.session.options import SessionOptions
from qcode.session.screen import run_screen, screen_possible
from qcode.session.widgets.app import SessionApp
from qcode.study.study import open_study
from tests.session.screens import (
    LARGE,
    drive,
    line_with,
    log,
    rows,
    said,
    type_in,
)
from tests.session.sessions import begin, make
from tests.session.test_driver import FULL, FullDisk
from tests.study.folder import edit

PHOTO = "来了拍了照就走，材料要有照片。"
RICE = "They took a photo of the rice."


# --- keys in, lines of the log out ---


def test_a_suggestion_is_accepted_and_another_rejected(tmp_path: Path) -> None:
    async def doing(app: SessionApp, pilot: Pilot[None]) -> None:
        assert "2? Proof by photo" in rows(app, "text")[2]
        assert any("拍了照 照片" in line for line in rows(app, "side"))
        await pilot.press("a")
        assert said(tmp_path) == [("code", "photo_proof", PHOTO)]
        assert rows(app, "status")[0].endswith("✓ 1 saved ")
        assert "accepted 'photo_proof'" in rows(app, "message")[0]
        await pilot.press("r")
        assert said(tmp_path)[1:] == [("reject", "photo_proof", RICE)]
        assert rows(app, "status")[0].endswith("✓ 2 saved ")

    drive(begin(tmp_path, queue="suggestions"), doing)


def test_a_code_is_found_by_typing_in_either_language(tmp_path: Path) -> None:
    async def doing(app: SessionApp, pilot: Pilot[None]) -> None:
        await pilot.press("c")
        assert "▶ Formalism" in rows(app, "choices")[0]
        await type_in(pilot, "拍照")
        assert rows(app, "choices")[0].startswith("▶ Proof by photo")
        assert rows(app, "choices")[1] == "  new: 拍照"
        assert "definition: Work is proved by pictures." in rows(app, "side")
        await pilot.press("down", "enter")
        assert said(tmp_path) == [("code", "拍照", PHOTO)]

    drive(begin(tmp_path), doing)


def test_the_selection_becomes_a_code_and_is_undone(tmp_path: Path) -> None:
    async def doing(app: SessionApp, pilot: Pilot[None]) -> None:
        await pilot.press("2", "right", "i")
        assert [each["kind"] for each in log(tmp_path)][:2] == ["new-code", "code"]
        assert "4 " in rows(app, "text")[3]
        await pilot.press("u")
        assert log(tmp_path)[-1]["kind"] == "undo"
        assert "took back" in rows(app, "message")[0]

    drive(begin(tmp_path), doing)


def test_a_memo_has_several_lines_and_is_not_lost_by_a_slip(tmp_path: Path) -> None:
    async def doing(app: SessionApp, pilot: Pilot[None]) -> None:
        await pilot.press("m")
        await type_in(pilot, "first\n第二")
        await pilot.press("escape")
        assert "not kept yet" in rows(app, "message")[0]
        assert app.state.prompt
        await pilot.press("ctrl+s")
        assert [each["text"] for each in log(tmp_path)] == ["first\n第二"]
        await pilot.press("m", "escape")
        assert app.state.prompt is None
        await pilot.press("m")
        await type_in(pilot, "!")
        await pilot.press("escape", "escape")
        assert app.state.prompt is None
        assert len(log(tmp_path)) == 1

    drive(begin(tmp_path), doing)


def test_reading_goes_on_and_is_put_down(tmp_path: Path) -> None:
    async def doing(app: SessionApp, pilot: Pilot[None]) -> None:
        await pilot.press("space", "n")
        assert [each["turns"][0]["turn"] for each in log(tmp_path)] == [2, 4]
        assert "grandmother · turn 2 of 4 · read 2/4" in rows(app, "status")[0]
        await pilot.press("up", "up")
        assert "first turn" in rows(app, "message")[0]
        assert "not saved" not in rows(app, "status")[0]

    drive(begin(tmp_path), doing)


def test_keys_of_a_chinese_keyboard_and_letters_typed_in_a_question(tmp_path: Path) -> None:
    async def doing(app: SessionApp, pilot: Pilot[None]) -> None:
        await type_in(pilot, "？")
        assert "Keys" in rows(app, "over")[0]
        await pilot.press("escape", "slash")
        await type_in(pilot, "quiet")
        assert app.state.prompt
        assert app.state.prompt.text == "quiet"
        await pilot.press("enter")
        assert "quiet" in rows(app, "message")[0]
        assert app.state.trouble

    drive(begin(tmp_path), doing)


def test_codes_are_compared_and_changed_from_there(tmp_path: Path) -> None:
    async def doing(app: SessionApp, pilot: Pilot[None]) -> None:
        await pilot.press("a", "a", "o")
        assert "2 segments across 2 transcripts" in rows(app, "text")[0]
        assert any(RICE in line for line in rows(app, "text"))
        await pilot.press("down", "C")
        await type_in(pilot, "care")
        await pilot.press("enter")
        assert said(tmp_path)[-1] == ("code", "care", PHOTO)
        assert "1 segments across 1 transcripts" in rows(app, "text")[0]

    drive(begin(tmp_path, queue="suggestions"), doing)


def test_a_session_is_ended_and_taken_up_again(tmp_path: Path) -> None:
    async def first(app: SessionApp, pilot: Pilot[None]) -> None:
        await pilot.press("n", "q")
        assert app.return_code == 0

    async def second(app: SessionApp, pilot: Pilot[None]) -> None:
        assert "cadre · turn 4 of 4 · read 1/4" in rows(app, "status")[0]
        await pilot.press("ctrl+c")
        assert app.return_code == 0

    drive(begin(tmp_path), first)
    drive(begin(tmp_path / "study"), second)


def test_what_a_full_disk_does_not_take_is_not_shown_as_taken(tmp_path: Path) -> None:
    desk = FullDisk(make(tmp_path), "Ana")
    session = Session(desk, SessionOptions(queue="suggestions"))
    desk.room = 0

    async def doing(app: SessionApp, pilot: Pilot[None]) -> None:
        await pilot.press("a")
        assert rows(app, "message") == [f"! {FULL}"]
        assert rows(app, "status")[0].endswith("! not saved ")
        assert "2? Proof by photo" in rows(app, "text")[2]
        desk.room = 9
        await pilot.press("a")
        assert rows(app, "status")[0].endswith("✓ 1 saved ")

    drive(session, doing)
    assert said(tmp_path) == [("code", "photo_proof", PHOTO)]


# --- the mouse ---


def test_words_are_selected_by_dragging(tmp_path: Path) -> None:
    async def doing(app: SessionApp, pilot: Pilot[None]) -> None:
        x, y = line_with(app, "text", "拍了照就走")
        await pilot.mouse_down("#text", offset=(x, y))
        await pilot.hover("#text", offset=(x + 5, y))
        await pilot.mouse_up("#text", offset=(x + 5, y))
        await pilot.pause()
        assert app.state.quotation == "拍了照"
        await pilot.click("#text", offset=(x + 1, y))
        assert app.state.quotation == PHOTO

    drive(begin(tmp_path), doing)


def test_codes_marks_and_keys_are_clicked(tmp_path: Path) -> None:
    async def doing(app: SessionApp, pilot: Pilot[None]) -> None:
        await pilot.click("#side", offset=line_with(app, "side", "Care"))
        assert app.state.code == "care"
        await pilot.click("#side", offset=line_with(app, "side", "Formalism"), times=2)
        assert said(tmp_path) == [("code", "formalism", PHOTO)]
        await pilot.press("u")
        await pilot.click("#text", offset=line_with(app, "text", "2? Proof"))
        assert app.state.focus
        await pilot.click("#hints", offset=line_with(app, "hints", "accept"))
        await pilot.pause()
        assert said(tmp_path)[-1] == ("code", "photo_proof", PHOTO)
        await pilot.press("c")
        await pilot.click("#choices", offset=line_with(app, "choices", "Care"))
        assert said(tmp_path)[-1][:2] == ("code", "care")

    drive(begin(tmp_path), doing, LARGE)


# --- what only the screen has ---


def test_the_list_of_transcripts_and_the_language(tmp_path: Path) -> None:
    async def doing(app: SessionApp, pilot: Pilot[None]) -> None:
        await pilot.press("n", "w")
        assert rows(app, "text")[2].endswith("1 of 2 read  0 codings  1 wait")
        await pilot.press("down", "enter")
        assert (app.state.transcript, app.state.turn) == ("grandmother", 2)
        await pilot.press("e")
        assert "第 2/4 段 · 通读 1/4" in rows(app, "status")[0]
        assert any("2? 拍照留痕" in line for line in rows(app, "text"))
        await pilot.press("v", "v")
        assert rows(app, "side")[:2] == ["编码", " 1 形式主义"]

    drive(begin(tmp_path), doing)


def test_a_long_definition_is_scrolled(tmp_path: Path) -> None:
    words = "\n".join(f"    - words of rule {number}" for number in range(40))
    codebook = f"codebook: b\ncodes:\n- id: care\n  include:\n{words}\n"

    async def doing(app: SessionApp, pilot: Pilot[None]) -> None:
        await pilot.press("k", "enter", "v")
        assert rows(app, "side")[0] == "Code in view  ↓ 32"
        await pilot.press("t")
        assert rows(app, "side")[:2] == ["Code in view  ↓ 29  ↑ 3", "include: words of rule 2"]
        for _ in range(20):
            await pilot.press("t")
        assert rows(app, "side")[-1] == "include: words of rule 39"
        await pilot.press("T")
        assert rows(app, "side")[0] == "Code in view  ↓ 3  ↑ 29"

    drive(begin(make(tmp_path, codebook, one="Q: So?\nA: Yes.\nQ: Well?\nA: No.")), doing)


LONG = "Q: Tell me.\nA: " + "We waited for the bus in the rain. " * 60 + "That was all.\nQ: Well."


def test_a_long_turn_is_read_before_it_is_left(tmp_path: Path) -> None:
    async def doing(app: SessionApp, pilot: Pilot[None]) -> None:
        presses = 0
        while app.state.turn == 2:
            await pilot.press("down")
            presses += 1
            if presses == 1:
                assert "goes on below" in rows(app, "message")[0]
        assert presses > 2
        assert app.state.turn == 3
        await pilot.press("home", "f")
        assert app.state.turn == 1
        assert not any("Tell me." in line for line in rows(app, "text"))

    drive(begin(make(tmp_path, long=LONG)), doing)


HOSTILE = (
    "Q: So? Tell me about the day when they came, all of it, please.\n"
    "A: [/laughs] yes [bold]no[/bold] \x1b[2J {0} %s \u202eback.\n"
    + "Q: And then?\nA: They took a picture of the rice and left again.\n"
    * 9
)


def test_text_of_strangers_is_text(tmp_path: Path) -> None:
    codebook = "codebook: hostile\ncodes:\n  - id: '[/red]'\n    name: '[link=x]{0}'\n"

    async def doing(app: SessionApp, pilot: Pilot[None]) -> None:
        await pilot.press("c", "enter", "v", "v")
        every = [line for name in ("text", "side", "message") for line in rows(app, name)]
        assert any("[/laughs] yes [bold]no[/bold]" in line for line in every)
        assert any("[link=x]{0}" in line for line in every)
        assert not {"\x1b", "\x07", "\u202e"} & set("".join(every))

    drive(begin(make(tmp_path, codebook, hostile=HOSTILE)), doing)


def test_sizes_change_under_the_session(tmp_path: Path) -> None:
    async def doing(app: SessionApp, pilot: Pilot[None]) -> None:
        for size in (LARGE, (80, 24), (40, 12), (109, 30), (110, 30), (300, 90)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert rows(app, "status")[0].startswith(" cadre · turn 2 of 4")
            assert cell_len(rows(app, "status")[0]) == size[0]
            for key in ("c", "escape", "o", "escape", "w", "escape"):
                await pilot.press(key)
            assert any("来了拍了照就走" in line for line in rows(app, "text"))
            text = app.query_one("#text").size
            assert text.height > 3
            assert text.width <= size[0]
        await pilot.resize_terminal(30, 9)
        await pilot.pause()
        assert "too small" in rows(app, "over")[0]

    drive(begin(tmp_path), doing)


# --- queues that ask something of their own ---


def test_an_edited_coding_shows_where_it_may_stand(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        for key in ("a", "n"):
            session.press(key)
    edit(open_study(tmp_path / "study"), "cadre", "拍了照", "照了相")

    async def doing(app: SessionApp, pilot: Pilot[None]) -> None:
        side = rows(app, "side")
        assert any(line.startswith("it stood on: 来了拍了照就走") for line in side)
        assert any("place 1 of 1, turn 2: 来了照了相就走" in line for line in side)
        await pilot.press("a")
        assert said(tmp_path)[-1] == ("code", "photo_proof", PHOTO.replace("拍了照", "照了相"))

    drive(begin(tmp_path / "study", queue="changed"), doing)


def test_a_dispute_is_settled_with_a_reason(tmp_path: Path) -> None:
    for coder, keys in (("Ana", "a n"), ("Ben", "n n")):
        with begin(tmp_path if coder == "Ana" else tmp_path / "study", coder) as session:
            for key in keys.split():
                session.press(key)

    async def doing(app: SessionApp, pilot: Pilot[None]) -> None:
        assert any("coded by Ana; read and not coded by Ben" in x for x in rows(app, "side"))
        await pilot.press("a")
        await type_in(pilot, "it does")
        await pilot.press("enter")
        assert [each["reason"] for each in log(tmp_path, "adjudication")] == ["it does"]

    drive(begin(tmp_path / "study", "Cem", queue="disputed"), doing)


# --- where there is no screen ---


class Terminal:
    def __init__(self, is_one: bool = True) -> None:
        self.is_one = is_one

    def isatty(self) -> bool:
        return self.is_one


@pytest.mark.parametrize(
    ("terminals", "kind", "possible"),
    [
        ((True, True, True), "xterm", True),
        ((True, True, True), "dumb", False),
        ((True, True, True), "", False),
        ((False, True, True), "xterm", False),
        ((True, False, True), "xterm", False),
        ((True, True, False), "xterm", False),
    ],
)
def test_whether_a_screen_is_possible(
    terminals: tuple[bool, ...], kind: str, possible: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    ends = [Terminal(each) for each in terminals]
    assert screen_possible(*ends, {"TERM": kind}) == possible  # type: ignore[arg-type]


def test_without_a_terminal_the_line_dialogue_is_named(tmp_path: Path) -> None:
    with pytest.raises(QcodeError, match="qcode code --plain"):
        run_screen(tmp_path, "Ana", SessionOptions())
