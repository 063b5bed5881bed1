"""Words on lines: where they break, and which character is in which cell."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from qcode.model.transcript import Transcript, Turn, text_hash
from qcode.session.cells import units
from qcode.session.layout import CLOSING, OPENING, Layout, Line, Place, wrapped

AWKWARD = st.text(
    st.sampled_from(
        "ab  一二。，（）“”\n\t\re\u0301👩\u200d🇨🇳\ufe0f❤\x1b\u202e\ufeff\u200b한\ud800－"
    ),
    max_size=60,
)


def lines(text: str, width: int) -> list[str]:
    """What is drawn of a text, a line each."""
    return ["".join(each.shown for each in row) for _, _, row in wrapped(text, 0, len(text), width)]


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("They took a photo. Then it went.", 12, ["They took a", "photo. Then", "it went."]),
        ("只要不出事，啥都好说。", 10, ["只要不出", "事，啥都好", "说。"]),
        ("他说（笑）好“的”", 8, ["他说", "（笑）好", "“的”"]),
        ("我们用APP打卡", 8, ["我们用", "APP打卡"]),
        ("a  b\n\nc", 9, ["a  b", "", "c"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("一二三", 2, ["一", "二", "三"]),
        ("", 9, [""]),
    ],
)
def test_where_lines_break(text: str, width: int, shown: list[str]) -> None:
    assert lines(text, width) == shown


def test_control_characters_are_shown_and_steer_nothing() -> None:
    assert lines("a\x1b[31mb\tc\u202ed\ud800", 40) == ["a\ufffd[31mb c\ufffdd\ufffd"]
    assert lines("[/laughs] [bold]x[/]", 40) == ["[/laughs] [bold]x[/]"]


def test_what_is_one_character_to_the_reader_is_one_unit() -> None:
    text = "e\u0301👩\u200d👩\u200d👧🇨🇳❤\ufe0f\u0301"
    found = [(text[each.start : each.end], each.width) for each in units(text, 0, len(text))]
    assert found == [
        ("e\u0301", 1), ("👩\u200d👩\u200d👧", 2), ("🇨🇳", 2), ("❤\ufe0f\u0301", 2)
    ]  # fmt: skip


@given(AWKWARD, st.integers(2, 30))
def test_lines_tile_the_text_and_fit(text: str, width: int) -> None:
    found = list(wrapped(text, 0, len(text), width))
    assert found[0][0] == 0
    assert found[-1][1] == len(text)
    for (_, end, _), (start, _, _) in pairwise(found):
        assert end == start
    for start, end, row in found:
        line = Line("words", 1, start, end, row)
        assert line.width <= width
        assert line.width == cell_len("".join(each.shown for each in row))


@given(AWKWARD, st.integers(2, 30))
def test_cells_and_offsets_find_each_other(text: str, width: int) -> None:
    for start, end, row in wrapped(text, 0, len(text), width):
        line = Line("words", 1, start, end, row)
        for unit in row:
            cell = line.cell_of(unit.start)
            if unit.width:
                assert all(line.unit_at(cell + more) == unit for more in range(unit.width))
        assert line.unit_at(99) == (row[-1] if row else None)


@given(st.lists(st.sampled_from(["一", "二，", "三。”", "（四）；", "five, "]), max_size=30))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(parts: list[str]) -> None:
    for shown in lines("".join(parts), 12):
        assert not shown or (shown[0] not in CLOSING and shown[-1] not in OPENING)


# --- a transcript ---


def interview(turns: int) -> Transcript:
    text, found = "", []
    for number in range(1, 2 * turns + 1):
        words = (
            "一二三四五六七八九。" * (number % 4 + 1) if number % 2 == 0 else f"Number {number}?"
        )
        found.append(
            Turn(number, "QA"[number % 2], "participant", len(text), len(text) + len(words))
        )
        text += words + "\n"
    return Transcript(
        "P1", "P1.txt", "text", "utf-8", False, "zh", text, text_hash(text), tuple(found), ()
    )


def test_only_what_is_visible_is_laid_out() -> None:
    layout = Layout(interview(400), 20)
    layout.window(Place(700, 0), 24)
    layout.place(layout.transcript.turns[-1].start)
    assert len(layout._turns) < 20


def test_places_above_and_below() -> None:
    layout = Layout(interview(30), 20, gaps=True)
    every = [
        Place(turn.number, line)
        for turn in layout.transcript.turns
        for line in range(len(layout.lines(turn.number)))
    ]
    for at, place in enumerate(every):
        assert layout.below(place, 5) == every[min(at + 5, len(every) - 1)]
        assert layout.above(place, 7) == every[max(at - 7, 0)]
        there = min(at + 9, len(every) - 1)
        assert layout.distance(place, every[there], 100) == there - at
        assert layout.distance(every[there], place, 100) == (0 if there == at else -1)
    assert [place for place, _ in layout.window(every[3], 12)] == every[3:15]


def test_every_character_is_on_its_line() -> None:
    layout = Layout(interview(9), 14)
    for turn in layout.transcript.turns:
        for offset in range(turn.start, turn.end):
            line = layout.line(layout.place(offset))
            assert line.kind == "words"
            assert line.start <= offset < line.end


def test_a_turn_without_words_has_a_line() -> None:
    transcript = interview(2)
    first = replace(transcript.turns[0], end=transcript.turns[0].start)
    layout = Layout(replace(transcript, turns=(first, *transcript.turns[1:])), 20)
    assert [line.kind for line in layout.lines(1)] == ["head", "words"]
    assert layout.place(first.start) in (Place(1, 1), Place(1, 0))
