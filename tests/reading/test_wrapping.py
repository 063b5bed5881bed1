"""Lines cut to a width are paragraphs again; all other lines stay as they are."""

import textwrap
import time
from pathlib import Path

import pytest

from tests.reading.read import read, said

ANSWER = (
    "Most of them go to the boarding school in the town; the teachers come with a list, they check "
    "it twice, and whoever is missing gets a visit. Note: my own boy went there when he was ten. "
)
CHINESE = "大多数去镇上的寄宿学校，老师拿着名单来查两遍，谁没到就家访，我家孩子十岁就去了。"


def wrapped(width: int, *turns: tuple[str, str]) -> str:
    return "\n".join(textwrap.fill(f"{name}: {words}", width) for name, words in turns)


@pytest.mark.parametrize("width", [40, 60, 72])
def test_english(tmp_path: Path, width: int) -> None:
    turns = [("Interviewer", "And why do they go?"), ("Jo Reed", (ANSWER * 2).strip())] * 3
    t = read(tmp_path, "a.txt", wrapped(width, *turns))
    assert said(t) == turns
    assert t.notes[0].startswith("lines were cut at ")


@pytest.mark.parametrize("width", [20, 36])
def test_chinese_needs_no_blank(tmp_path: Path, width: int) -> None:
    turns = [("采访者", "他们去哪儿？"), ("王老师", CHINESE * 8)] * 3
    assert said(read(tmp_path, "a.txt", wrapped(width, *turns))) == turns


def test_hyphens(tmp_path: Path) -> None:
    words = (
        "Participant: we said that the responsibility was theirs and not\n"
        "ours, and they said the same of us, so that the whole respon-\n"
        "sibility was nobody's, and every single child, and each left-\n"
        "behind child of the village, was waiting by the long road.\n"
    )
    t = read(tmp_path, "a.txt", "Interviewer: Whose was it?\n" + words * 3)
    assert "the whole responsibility was" in t.words(t.turns[1])
    assert "each left-behind child" in t.words(t.turns[1])


@pytest.mark.parametrize(
    "text",
    [
        "I: Why?\nP: So it was.\n" * 10,
        "".join(
            f"Interviewer: {'so ' * n}\nParticipant: {'no ' * (30 - n)}\n" for n in range(2, 28)
        ),
        "I: Why?\nP: " + "So it was, and nobody in the village had known of it.\n\n" * 20,
        f"I: Why?\nP: {ANSWER * 3}\n" * 4,
    ],
)
def test_other_lines_stay(tmp_path: Path, text: str) -> None:
    t = read(tmp_path, "a.txt", text)
    assert t.text == text
    assert not any("cut at" in note for note in t.notes)


def test_a_label_or_a_time_starts_anew(tmp_path: Path) -> None:
    block = textwrap.fill(ANSWER * 3, 60)
    text = (
        f"Jo Reed:\n{block}\n[00:12] Ann Wu:\n{block}\nJo Reed:\n{block}\n[00:40] Ann Wu:\n{block}"
    )
    t = read(tmp_path, "a.txt", text)
    assert said(t) == [(name, (ANSWER * 3).strip()) for name in ("Jo Reed", "Ann Wu")] * 2
    assert t.turns[1].start_time == 12.0


def test_line_numbers_are_those_of_the_file(tmp_path: Path) -> None:
    block = textwrap.fill(f"Jo Reed: {ANSWER * 2}", 60)
    t = read(tmp_path, "a.txt", f"I: Why?\n{block}\n\n======= interrupted ========\n\nI: So?\n")
    assert t.set_aside[0].line == block.count("\n") + 4


@pytest.mark.parametrize("line", ["so it was " * 5, "so-" * 17, "x" * 50, "村里" * 25])
def test_ten_hours_of_wrapped_lines_take_no_time(tmp_path: Path, line: str) -> None:
    started = time.process_time()
    read(tmp_path, "a.txt", "I: Why?\nP: " + f"{line}\n" * 20_000)
    assert time.process_time() - started < 5


@pytest.mark.parametrize("width", range(40, 77, 4))
def test_a_time_of_day_at_an_edge_is_no_label(tmp_path: Path, width: int) -> None:
    words = (
        "we were all there early, and the whole school came at 10:30 and "
        "they took us by bus, which was late as always, then at about "
    )
    turns = [("Interviewer", "How was it?"), ("Jo Reed", (words * 4).strip())] * 2
    assert said(read(tmp_path, "a.txt", wrapped(width, *turns))) == turns
