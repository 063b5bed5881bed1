from __future__ import annotations

import io
from pathlib import Path

import pytest

from qcode.errors import QcodeError
from qcode.session.options import SessionOptions
from qcode.session.plain import run_plain
from qcode.study.records import Coded, Memo, Rejected, Seen
from qcode.study.shared import MergeCodes
from qcode.study.study import Study, open_study
from tests.session.test_queues import code_rice, disputed
from tests.study.folder import edit, make
from tests.test_startup import loaded_after


def talk(study: Study | Path, *lines: str, **options: object) -> str:
    """What a session says when these lines are typed."""
    said = io.StringIO()
    source = io.StringIO("".join(f"{line}\n" for line in lines))
    run_plain(study, "Ana", SessionOptions(**options), source, said)  # type: ignore[arg-type]
    return said.getvalue()


BEGIN = """\
Tiny: coding as Ana, queue 'unread'
Each line is a command: a accept, r reject, c code, n next, ? help, q end.

[cadre 1/4] 访员 (asks)
他们来做什么？

[cadre 2/4] 村干部 (answers)
来了拍了照就走，材料要有照片。
  1. suggestion: Proof by photo on “来了拍了照就走，材料要有照片。” \
(rule photo-taken, photo-word: 拍了照, 照片)
  selected: “来了拍了照就走，材料要有照片。”
  0 of 4 done in queue 'unread'
> \
"""


def test_a_session_from_a_pipe(tmp_path: Path) -> None:
    study = make(tmp_path)
    assert talk(study.folder, "a", "n", "q") == BEGIN + (
        "accepted 'photo_proof' on “来了拍了照就走，材料要有照片。”\n"
        "  selected: “来了拍了照就走，材料要有照片。”\n"
        "  0 of 4 done in queue 'unread'\n"
        "> \n"
        "[cadre 3/4] 访员 (asks)\n"
        "娃娃呢？\n"
        "\n"
        "[cadre 4/4] 村干部 (answers)\n"
        "没人问。😀没人问。\n"
        "  selected: “没人问。”\n"
        "  1 of 4 done in queue 'unread'\n"
        "> \n"
        "End. 1 decision, saved.\n"
    )
    state = open_study(study.folder).state
    assert len(state.of_kind(Coded)) == len(state.of_kind(Seen)) == 1


@pytest.mark.parametrize("lines", [(), ("a",), ("c",), ("c", "care"), ("R",), ("m",), ("J",)])
def test_the_end_of_the_input_ends_cleanly(tmp_path: Path, lines: tuple[str, ...]) -> None:
    study = make(tmp_path)
    said = talk(study.folder, *lines)
    count = len(open_study(study.folder).state.records)
    assert count == len({"a", "care"} & set(lines))
    assert said.endswith(f"End. {count} decision" + (", saved.\n" if count else "s, all saved.\n"))


def test_words_and_letters_of_both_languages_are_commands(tmp_path: Path) -> None:
    study = make(tmp_path)
    lines = ("接受", "下一处", "选取 没人问", "编码 形式主义", "Next", "reject", "撤销", "退出")
    said = talk(study.folder, *lines, language="zh")
    assert "建议：拍照留痕，“来了拍了照就走，材料要有照片。”（规则 photo-taken, photo-word" in said
    assert "已编码“formalism”：“没人问”" in said
    assert "已撤销：拒绝“photo_proof”" in said
    assert said.endswith("结束。2 项决定，均已保存。\n")
    state = open_study(study.folder).state
    assert [(one.code, one.anchor.quotation) for one in state.of_kind(Coded)] == [
        ("photo_proof", "来了拍了照就走，材料要有照片。"),
        ("formalism", "没人问"),
    ]
    assert state.of_kind(Rejected) == ()


def test_a_broken_command_says_what_is_possible(tmp_path: Path) -> None:
    said = talk(make(tmp_path).folder, "dance a tango", "select nowhere", "g 99", "！", "\x1b[31m")
    assert "there is no command 'dance' here; a accept, r reject" in said
    assert "“nowhere” is not in this turn" in said
    assert "transcript 'cadre' has the turns 1 to 4" in said
    assert "\x1b" not in said


def test_questions_are_answered_by_number_by_name_or_left(tmp_path: Path) -> None:
    study = make(tmp_path)
    said = talk(
        study.folder,
        *("c", "2", "c", "foo", "1", "c", "f", "form", "c", "", "R", "not at all"),
        *("m", "a memo", "m", "", "M", "project", "on all", "m", "."),
    )
    assert "  3. Care · care\n" in said
    assert "  1. foo (a new code)\n" in said
    assert "several fit: 'f'" in said
    assert "left as it was" in said
    assert "  now: a memo\n" in said
    state = open_study(study.folder).state
    assert [one.code for one in state.of_kind(Coded)] == ["photo_proof", "foo", "formalism"]
    assert [one.text for one in state.of_kind(Memo)] == ["a memo", "on all"]


def test_selecting(tmp_path: Path) -> None:
    lines = ("2", "]]]]", "[", "1", "+", "select 材料", "4", "mark 1")
    said = talk(make(tmp_path).folder, *lines).removeprefix(BEGIN.removesuffix("> "))
    selected = [line.split("selected: ")[1] for line in said.splitlines() if "selected" in line]
    whole = "来了拍了照就走，材料要有照片。"
    words = ["来", "来了拍了照", "来了拍了", "来", whole, "材料", whole, whole]
    assert selected == [f"“{each}”" for each in words]
    assert "> suggestion: Proof by photo on “来了拍了照就走" in said


def test_search_and_jump(tmp_path: Path) -> None:
    said = talk(make(tmp_path).folder, "/RICE", "i", "goto cadre 3", ".", "查找 娃娃")
    assert "new code 'rice' on “rice”" in said
    assert said.count("[grandmother 2/4] Grandmother (answers)") == 2


def test_comparison_and_work_on_codes(tmp_path: Path) -> None:
    study = make(tmp_path)
    said = talk(
        study.folder,
        *("a", "n", "n", "a", "o", "down", "C", "care", "back", "J", "care", "the same"),
        *("k", "care", "S", "below", "Rice", "two things", "y", "back", "V", "top", "why not"),
    )
    assert "Proof by photo: segments 2, the newest first" in said
    assert "  definition: Work is proved by pictures.\n" in said
    assert "> 1. [grandmother 2, Ana] They took a photo of the rice.\n" in said
    assert "'photo_proof' is part of 'care' now" in said
    assert "Care: segments 2, the newest first" in said
    state = open_study(study.folder).state
    assert [one.reason for one in state.of_kind(MergeCodes)] == ["the same"]
    assert "rice" in {one.code for one in state.of_kind(Coded)}


def test_help_tells_every_command(tmp_path: Path) -> None:
    study = make(tmp_path)
    said = talk(study.folder, "?")
    assert "  n Space    next, 下一处: read; go to the next that waits\n" in said
    assert "阅读与移动" in talk(study.folder, "help", language="zh")


def test_changed_and_disputed(tmp_path: Path) -> None:
    code_rice(tmp_path)
    study = edit(open_study(tmp_path / "study"), "grandmother", "of the rice", "of our rice")
    said = talk(study.folder, "a", queue="changed")
    assert (
        "  to decide: Proof by photo (you)\n  it stood on: They took a photo of the rice.\n" in said
    )
    assert "> now perhaps, turn 2: They took a photo of our rice.\n" in said
    assert "nothing waits any more: all 1 are done" in said


def test_disputes(tmp_path: Path) -> None:
    disputed(tmp_path).close()
    said = talk(tmp_path / "study", "a", "", "a it was asked for", queue="disputed")
    assert "to settle: Proof by photo: coded by Ana; read and not coded by Ben" in said
    assert "settled: 'photo_proof' applies" in said


def test_many_words_are_given_by_their_ends(tmp_path: Path) -> None:
    text = f"I: What?\nP: They took a photo, {'and then, ' * 20}and went. No.\n"
    said = talk(make(tmp_path, talk=text).folder, "4")
    assert "suggestion: Proof by photo on “They took a photo, and then, and then, and then" in said
    assert "then, and then, and then, and went.” (rule photo-taken: took, photo)" in said
    assert "  selected: the whole turn\n" in said


def test_an_interviewers_turn_between_is_read_out(tmp_path: Path) -> None:
    text = "I: One?\nP: Two.\nI: Three?\nI2: Four?\nP: Five.\n"
    said = talk(make(tmp_path, "", talk=text).folder, "down", "n")
    assert said.index("Two.") < said.index("Three?") < said.index("Four?")


def test_output_that_knows_no_chinese(tmp_path: Path) -> None:
    raw = io.BytesIO()
    target = io.TextIOWrapper(raw, encoding="ascii")
    study = make(tmp_path)
    run_plain(study.folder, "Ana", SessionOptions(), io.StringIO("a\n"), target)
    target.flush()
    assert b"[cadre 2/4] ??? (answers)" in raw.getvalue()
    assert len(open_study(study.folder).state.of_kind(Coded)) == 1


def test_input_that_is_not_text(tmp_path: Path) -> None:
    source = io.TextIOWrapper(io.BytesIO(b"\xff\xfe\na\n"), encoding="utf-8", errors="strict")
    said = io.StringIO()
    run_plain(make(tmp_path).folder, "Ana", SessionOptions(), source, said)
    assert "not in the terminal's encoding" in said.getvalue()


def test_a_session_that_cannot_begin(tmp_path: Path) -> None:
    with pytest.raises(QcodeError, match="there is no code 'x'"):
        talk(make(tmp_path).folder, codes=("x",))


def test_the_dialogue_loads_nothing_heavy() -> None:
    loaded = loaded_after("import qcode.session.plain")
    assert not loaded & {"spacy", "pandas", "thinc", "opencc"}
