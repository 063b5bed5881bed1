from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.matching.corpus import build_corpus
from qcode.matching.language import Language
from qcode.reading.transcripts import read_transcripts
from qcode.session.cutting import cut
from qcode.session.graphemes import joined, snapped
from qcode.session.state import GRAINS, Grain

SAMPLES = Path(__file__).parents[2] / "transcripts_sample"
FAMILY, FLAGS = "👨\u200d👩\u200d👧", "🇨🇳🇺🇸"
texts = st.text(
    st.sampled_from("ab 。，.!?'\n\r我出e\u0301\u0308\u200d👧👩🏽🇨🇳🇺हि한ᄒ\u1161\u11ab\ufe0f")
)


def units(text: str, grain: Grain) -> list[str]:
    return [text[start:end] for start, end in cut(text, grain)]


def test_a_word_is_a_run_of_letters_or_one_han_character() -> None:
    assert units("We don't use APP打卡, left-behind!", "word") == [
        *("We", "don't", "use", "APP", "打", "卡", "left-behind"),
    ]
    assert units(f"हिन्दी 😀{FAMILY} e\u0301té", "word") == ["हिन्दी", "😀", FAMILY, "e\u0301té"]


def test_characters_are_what_a_reader_takes_for_one() -> None:
    text = f"e\u0301{FAMILY}{FLAGS}👍🏽한\r\n"
    assert units(text, "character") == ["e\u0301", FAMILY, "🇨🇳", "🇺🇸", "👍🏽", "한", "\r\n"]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "不出事，啥都好说！真的？“是的。”好……行",
            ["不出事，啥都好说！", "真的？", "“是的。”", "好……", "行"],
        ),
        ("Dr. Wu left at 3.5 p.m. now? Yes!", ["Dr. Wu left at 3.5 p.m. now?", "Yes!"]),
        ("I was ... well, tired. J. Li too", ["I was ... well, tired.", "J. Li too"]),
        ("[laughs] It is so. （笑）好", ["It is so.", "好"]),
        ("One line\nanother line", ["One line", "another line"]),
        ("[laughs]", ["[laughs]"]),
        ("。", ["。"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert units(text, "sentence") == sentences


def test_sentences_that_run_on_are_cut_at_a_comma() -> None:
    text = "好" * 70 + "，" + "的" * 100
    assert units(text, "sentence") == ["好" * 70 + "，", "的" * 100]
    assert [len(each) for each in units("好" * 300, "sentence")] == [120, 120, 60]


def test_sentences_are_those_that_rules_see() -> None:
    for transcript in read_transcripts([SAMPLES]).transcripts:
        words = [transcript.words(turn) for turn in transcript.turns]
        corpus = build_corpus(words, Language())
        joined_words = "\n".join(words)
        theirs = [
            joined_words[start:end]
            for start, end in zip(
                corpus.sentence_starts.tolist(), corpus.sentence_ends.tolist(), strict=True
            )
        ]
        ours = [each for turn in words for each in units(turn, "sentence")]
        assert ours == theirs, transcript.id


@given(texts, st.sampled_from(GRAINS))
def test_units_are_in_order_and_cut_no_character(text: str, grain: Grain) -> None:
    reached = 0
    for start, end in cut(text, grain):
        assert reached <= start < end <= len(text)
        assert not joined(text, start)
        assert not joined(text, end)
        reached = end
    assert bool(text) == bool(cut(text, grain))


@given(texts, st.data())
def test_snapped_is_the_shortest_stretch_that_cuts_no_character(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = snapped(text, start, end)
    edges = {edge for span in cut(text, "character") for edge in span} | {0}
    assert first == max(edge for edge in edges if edge <= start)
    assert last == min(edge for edge in edges if edge >= end)
