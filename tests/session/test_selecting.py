from __future__ import annotations

from pathlib import Path

import pytest

from qcode.session.actions import Action
from tests.session.sessions import begin, here, make, press

FAMILY = "👨\u200d👩\u200d👧"
TALK = f"""\
I: Why?
P: We never had one. Not here, 不出事就好{FAMILY}e\u0301t!
I: And then?
P: Then nothing.
"""


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("", "We never had one."),
        ("2", "We"),
        ("2 right", "never"),
        ("2 right left", "We"),
        ("2 right ]", "never had"),
        ("2 right ] [", "never"),
        ("2 right (", "We never"),
        ("2 right ( )", "never"),
        ("1 right", "e"),
        ("1 right ]", "e "),
        ("2 ] 3", "We never had one."),
        ("4", f"We never had one. Not here, 不出事就好{FAMILY}e\u0301t!"),
        ("2 +", "We never had one."),
        ("2 + +", f"We never had one. Not here, 不出事就好{FAMILY}e\u0301t!"),
        ("2 + -", "We"),
        ("2 -", "W"),
        ("right 2 right right", "不"),
        ("right 2 right right ] ]", "不出事"),
        ("right 2 right right ] ] ] ] ]", f"不出事就好{FAMILY}"),
        ("4 1 ]", "We"),
        ("right right", "And then?"),
        ("2 left", "Why"),
        ("3 ( (", "We never had one."),
    ],
)
def test_selecting_by_keys(tmp_path: Path, keys: str, words: str) -> None:
    with begin(make(tmp_path, "", talk=TALK)) as session:
        if keys == "3 ( (":  # the start goes on into the turn before; the turn in view follows
            state = press(session, "(")
            assert (state.turn, state.quotation) == (1, "Why?\n\nWe never had one.")
            assert press(session, ")").turn == 2
        else:
            press(session, keys)
        assert session.state.quotation == words
        assert not session.state.trouble


@pytest.mark.parametrize("keys", ["3 [", "3 )", "1 -", "4 +", "end right", "home left", "home ("])
def test_what_cannot_be_selected_is_told(tmp_path: Path, keys: str) -> None:
    with begin(make(tmp_path, "", talk=TALK)) as session:
        *first, last = keys.split()
        before = press(session, " ".join(first))
        state = press(session, last)
        assert state.trouble
        assert state.selection == before.selection


def test_to_select_in_the_next_turn_is_to_have_read(tmp_path: Path) -> None:
    with begin(make(tmp_path, "", talk=TALK)) as session:
        press(session, "right")
        assert not session.state.taken.seen
        press(session, "right")
        assert session.state.turn == 3
        assert session.state.taken.seen == {"talk": frozenset({2})}


def test_free_selection_cuts_no_character(tmp_path: Path) -> None:
    with begin(make(tmp_path, "", talk=TALK)) as session:
        text = session.state.text.text
        place = text.index(FAMILY)

        def selected(start: int, end: int) -> str:
            return session.do(Action("select", start=start, end=end)).quotation

        assert selected(place + 2, place + 3) == FAMILY
        assert selected(place + 5, place - 1) == f"好{FAMILY}"
        assert selected(text.index("e\u0301"), text.index("e\u0301")) == "e\u0301"
        assert selected(text.index("Why") - 5, text.index("Why") + 3) == "Why"
        assert session.state.turn == 1
        assert selected(text.index("\n\n"), text.index("\n\n") + 2) == "Why"
        assert session.state.trouble
        assert selected(10_000, 10_001) == "Why"
        assert selected(text.index("?\n"), text.index("never")) == "?\n\nWe"


def test_tab_goes_through_suggestions_and_codings(tmp_path: Path) -> None:
    with begin(tmp_path) as session:
        press(session, "end tab")
        assert "no suggestion and no coding" in session.state.message
        press(session, "home down 2 ]")
        press(session, "i")
        assert here(press(session, "tab"))[2] == "来了拍了照就走，材料要有照片。"
        assert here(press(session, "tab"))[2] == "来了"
        assert here(press(session, "shift+tab"))[2] == "来了拍了照就走，材料要有照片。"
        assert session.state.code == "photo_proof"
        assert here(session.do(Action("mark-next", "2")))[2] == "来了"
        assert press(session, "escape").focus is None
