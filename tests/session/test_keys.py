from __future__ import annotations

from importlib import util
from pathlib import Path

import pytest

from qcode.session.keys import GROUPS, KEYS, action_for, normal_key, shown_keys
from qcode.session.machine import ACTIONS

DOCS = Path(__file__).parents[2] / "docs"
NAMED = {"space", "up", "down", "left", "right", "home", "end", "tab", "shift+tab", "enter"}
FOLLOWING = {"onward", "down", "begin", "select"}


def test_every_action_has_a_key_and_every_key_an_action() -> None:
    assert {each.action for each in KEYS} == set(ACTIONS) - FOLLOWING


def test_no_key_means_two_things() -> None:
    pairs = [(mode, key) for each in KEYS for mode in each.modes for key in each.keys]
    assert len(pairs) == len(set(pairs))


def test_every_terminal_sends_the_keys() -> None:
    keys = {key for each in KEYS for key in each.keys}
    assert all(key in NAMED | {"escape"} or (len(key) == 1 and key.isascii()) for key in keys)
    assert all(normal_key(key) == key for key in keys)


def test_every_key_is_told_in_both_languages() -> None:
    groups = [name for name, _, _ in GROUPS]
    assert all(each.group in groups and each.en and each.help("zh") for each in KEYS)
    assert len({each.zh for each in KEYS}) == len({each.en for each in KEYS}) == len(KEYS)
    assert shown_keys(KEYS[0]) == "n Space"


@pytest.mark.parametrize(
    ("key", "action"),
    [("【", "end-left"), ("？", "help"), ("（", "start-left"), ("ａ", "accept"), ("　", "next"),
     ("》", "transcript-next"), ("。", "match-next"), ("、", "mark-previous"), ("Z", "")],
)  # fmt: skip
def test_keys_of_a_chinese_keyboard_count(key: str, action: str) -> None:
    assert action_for(key, "text") == action


def test_while_a_question_is_open_letters_are_typed() -> None:
    assert action_for("a", "text", asked=True) == ""
    assert action_for("enter", "text", asked=True) == "enter"
    assert action_for("down", "compare", asked=True) == "choose-next"


def test_the_page_of_keys_is_what_the_table_says() -> None:
    spec = util.spec_from_file_location("make_keys", DOCS / "make_keys.py")
    assert spec
    assert spec.loader
    make_keys = util.module_from_spec(spec)
    spec.loader.exec_module(make_keys)
    page = (DOCS / "keys.md").read_text(encoding="utf-8")
    assert page == make_keys.page(), "run: python docs/make_keys.py"
