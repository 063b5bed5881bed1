"""Counting all turns at once gives what counting each alone gives."""

from hypothesis import given
from hypothesis import strategies as st

from qcode.analysis.spoken import sizes_of
from qcode.model.text import count_words

WORDS = "don't left-behind 它們 孩子 a - ’ e\u0301 𠀀 😀 _ 12 ½ é --a -b 'c か"
PIECES = st.sampled_from([*WORDS.split(), " ", "\n", "[laughs]", "（笑）", "(", "*", "·"])
TEXTS = st.lists(st.one_of(st.lists(PIECES).map("".join), st.text(max_size=12)), max_size=6)


@given(TEXTS)
def test_all_at_once_is_each_alone(texts: list[str]) -> None:
    words, han = sizes_of(texts)
    assert list(zip(words.tolist(), han.tolist(), strict=True)) == [
        count_words(text) for text in texts
    ]


def test_words_and_characters_of_a_few_turns() -> None:
    words, han = sizes_of(["Well, don't ask.", "", "我们用APP打卡 [laughs]", "-ish"])
    assert words.tolist() == [3, 0, 1, 1]
    assert han.tolist() == [0, 0, 5, 0]
