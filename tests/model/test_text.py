"""Counting words, and the remarks that nobody said."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.model.text import count_words, stage_directions


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("", (0, 0)),
        ("Don't count left-behind children twice.", (5, 0)),
        ("they’d met at the café", (5, 0)),
        ("我们用APP打卡。", (1, 5)),
        ("留守儿童 𠮷野家", (0, 7)),
        ("[laughs] yes （笑） 好", (1, 1)),
        ("cafe\u0301s 3.5 -- 'so'", (4, 0)),
        ("👍 — …", (0, 0)),
    ],
)
def test_count_words(text: str, counts: tuple[int, int]) -> None:
    assert count_words(text) == counts


@pytest.mark.parametrize(
    "remark",
    [
        "[laughs]",
        "[/laughs]",
        "(laughs softly)",
        "(long pause)",
        "(pause, 3 sec.)",
        "[phone rings in the next room]",
        "[inaudible 00:12]",
        "<crosstalk>",
        "*sighs*",
        "[Both laughing]",
        "（笑）",
        "（沉默了一会儿）",
        "(音樂)",
        "【听不清】",
        "（电话响了）",
        "（叹气）",
    ],
)
def test_remarks(remark: str) -> None:
    text = f"so {remark} it was"
    assert [text[a:b] for a, b in stage_directions(text)] == [remark]


@pytest.mark.parametrize(
    "words",
    [
        "(they were crying)",
        "[the village]",
        "（他们那里）",
        "(I laughed at him)",
        "*very*",
        "2 * 3 * 4",
        "（孩子一个人在家哭，没有人管，我们也没办法）",
        "[" + "x" * 80 + " laughs]",
        "no pause at all",
    ],
)
def test_words_in_brackets_are_no_remarks(words: str) -> None:
    assert stage_directions(words) == ()


@given(st.text(st.sampled_from("[](（）)*<>laughs 笑\n"), max_size=200))
def test_remarks_are_in_order_and_do_not_overlap(text: str) -> None:
    ends = [end for span in stage_directions(text) for end in span]
    assert ends == sorted(ends)


def test_time_is_linear() -> None:
    for text in ("[" * 400_000, "(laughs " * 50_000, "*" * 400_000, "a'" * 200_000, "笑了" * 9000):
        started = time.perf_counter()
        count_words(text)
        assert time.perf_counter() - started < 5


@given(st.text("ab1'-. ", max_size=30))
def test_ascii_words_are_counted_as_others_are(text: str) -> None:
    pattern = r"[A-Za-z0-9]+(?:['\-][A-Za-z0-9]+)*"
    assert count_words(text) == (len(re.findall(pattern, text)), 0)
