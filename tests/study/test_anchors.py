"""Anchors after an edit: the examples a person would try, and the laws on random edits."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcode.model.coding import Anchor
from qcode.model.transcript import Turn, text_hash
from qcode.study.anchors import Moved, reanchor
from qcode.study.versions import follow
from tests.study.laws import check_edits, check_result, check_two_steps

SEEDS = st.integers(10**6, 10**9)


def anchor(text: str, words: str, nth: int = 0) -> Anchor:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Anchor("a", text_hash(text), 1, start, start + len(words), words)


def moved(old: str, words: str, new: str, nth: int = 0) -> Moved:
    [result] = reanchor([anchor(old, words, nth)], old, new)
    check_result(result.anchor, result, old, new)
    return result


OLD = "只要不出事，啥都好说。\n嗯。\n他们每个月来一次，拍照，打卡。\n嗯。\nThat is all we can do."


@pytest.mark.parametrize(
    ("words", "nth", "change", "outcome"),
    [
        ("只要不出事", 0, ("每个月", "每月"), "exact"),
        ("That is all", 0, ("每个月", "每月"), "moved"),
        ("他们每个月来一次", 0, ("每个月", "每月"), "edited"),
        ("每个月", 0, ("他们每个月来一次，拍照，打卡。\n", ""), "unsure"),
        ("嗯。", 0, ("啥都", "都"), "moved"),
        ("嗯。", 1, ("啥都", "都"), "moved"),
        ("嗯。", 0, ("\n嗯。\n他们", "\n嗯。\n嗯。\n他们"), "unsure"),
        ("嗯。", 1, ("\n嗯。\nThat", "\nThat"), "unsure"),
        ("嗯。", 0, ("\n嗯。\nThat", "\nThat"), "exact"),
        ("打卡", 0, ("打卡。", "打卡𠮷😀。"), "exact"),
        ("all", 0, ("打卡。", "打卡𠮷😀。"), "moved"),
        ("拍照，打卡", 0, ("拍照，", "拍照，😀"), "edited"),
    ],
)
def test_one_change(words: str, nth: int, change: tuple[str, str], outcome: str) -> None:
    assert OLD.count(change[0]) == 1
    assert moved(OLD, words, OLD.replace(*change), nth).outcome == outcome


def test_what_was_changed_is_shown() -> None:
    result = moved("we was there, they say", "we was there", "we were there, they say")
    assert result.outcome == "edited"
    assert result.anchor.quotation == "we was there"
    assert [place.quotation for place in result.candidates] == ["we were there"]
    assert result.candidates[0].after == ", they say"


def test_a_sentence_that_goes_elsewhere_takes_its_codings_along() -> None:
    first, second = "他们每个月来一次，拍照，打卡，回去交差。", "As long as nothing happens here."
    result = moved(f"{first}\n{second}\n好", "拍照", f"{second}\n{first}\n好")
    assert result.outcome == "moved"
    assert moved(f"{first}\n{second}\n好", "nothing", f"{second}\n{first}\n好").now


def test_a_copy_beside_an_edited_original_is_no_place_to_go() -> None:
    line = "They count the children, one by one, and take a photo."
    rest = "".join(f"\nLine {i} says something of its own." for i in range(9))
    new = line.replace("one by one", "1 by 1") + rest + "\n" + line
    result = moved(line + rest, "take a photo", new)
    assert result.outcome == "unsure"
    assert {place.start for place in result.candidates} >= {new.find("take"), new.rfind("take")}


def test_gone_words_have_the_place_where_they_stood() -> None:
    result = moved("one.\nGONE WORDS\nthree", "GONE WORDS", "one.\nthree")
    assert result.outcome == "unsure"
    place = result.candidates[0]
    assert (place.quotation, place.before + place.after) == ("", "one.\nthree")


def test_a_new_text_altogether() -> None:
    assert moved("嗯，对。" * 9, "嗯", "Nothing of it.").outcome == "unsure"
    assert moved("嗯，对。", "嗯", "").candidates


def test_the_turn_is_that_of_the_new_text() -> None:
    old, new = "one\n\ntwo", "zero\n\none\n\ntwo"
    turns = [Turn(1, "", "participant", 0, 4), Turn(2, "", "participant", 6, 9)]
    [result] = reanchor([anchor(old, "one")], old, new, turns)
    assert result.now == Anchor("a", text_hash(new), 2, 6, 9, "one")


def test_a_quotation_that_is_not_there_is_listed() -> None:
    false = Anchor("a", text_hash("abc"), 1, 0, 2, "xy")
    [result] = reanchor([false], "abc", "abc xy")
    assert (result.outcome, result.now) == ("unsure", None)
    assert "xy" in {place.quotation for place in result.candidates}


def test_anchors_that_cannot_be() -> None:
    with pytest.raises(ValueError, match="another version"):
        reanchor([anchor("abc", "a")], "abd", "abc")
    for start, end, words in [(1, 1, ""), (-1, 1, "ab"), (0, 2, "a")]:
        with pytest.raises(ValueError, match=r"a segment cannot go|the quotation has"):
            Anchor("a", "", 1, start, end, words)


def test_what_one_edit_left_open_no_later_edit_settles() -> None:
    old, middle, new = "a. 好的。 b", "a.  b", "a. 好的。 b!"
    here = anchor(old, "好的。")
    assert follow([here], [old, new])[0].outcome == "exact"
    [result] = follow([here], [old, middle, new])
    assert (result.outcome, result.candidates[0].quotation) == ("unsure", "好的。")
    assert follow([here], [old, middle, old])[0].outcome == "exact"
    assert follow([here], [old])[0].outcome == "exact"


@settings(max_examples=150, deadline=None)
@given(SEEDS, st.integers(1, 6))
def test_laws(seed: int, edits: int) -> None:
    check_edits(seed, edits)


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_laws_of_two_steps(seed: int) -> None:
    check_two_steps(seed)


@settings(max_examples=300, deadline=None)
@given(st.text("ab\n。嗯", max_size=25), st.text("ab\n。嗯", max_size=25), st.data())
def test_any_two_texts(old: str, new: str, data: st.DataObject) -> None:
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    here = Anchor("a", text_hash(old), 1, start, end, old[start:end])
    [result] = reanchor([here], old, new)
    check_result(here, result, old, new)


def test_many_anchors_in_a_long_text_take_less_than_a_second() -> None:
    rng = random.Random(1)
    words = [chr(rng.randrange(0x4E00, 0x5500)) * rng.randint(1, 3) for _ in range(2000)]
    lines = ["".join(rng.choice(words) for _ in range(20)) + "。" for _ in range(7300)]
    for joiner in ("\n", ""):
        old = joiner.join(lines)[:300_000]
        assert len(old) > 280_000
        places = [rng.randrange(len(old) - 40) for _ in range(1000)]
        version = text_hash(old)
        anchors = [Anchor("a", version, 1, at, at + 30, old[at : at + 30]) for at in places]
        new = old
        for _ in range(50):
            at = rng.randrange(len(new))
            new = (
                new[:at] + rng.choice(["x", "", "一句新的话。"]) + new[at + rng.choice([0, 1, 9]) :]
            )
        started = time.process_time()
        results = reanchor(anchors, old, new)
        assert time.process_time() - started < 1
        assert sum(result.now is not None for result in results) > 950
