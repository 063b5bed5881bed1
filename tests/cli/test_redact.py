from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Qcode

NAMES = """\
name,pseudonym,kind
李明,王强,person
Mara Lindt,Jo Reed,person
Zhuyan,Town A,place
"""
TALK = """\
Place: Zhuyan

Mara Lindt: Who lives in Zhuyan?
李明: 我，13812345678。Teacher Pan too.
Mara Lindt: And who is that?
李明: Teacher Pan.
"""


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with `names.csv` and two interviews in `talks/`."""
    monkeypatch.chdir(tmp_path)
    Path("talks").mkdir()
    Path("names.csv").write_text(NAMES, encoding="utf-8")
    Path("talks/one.txt").write_text(TALK, encoding="utf-8")
    Path("talks/zhuyan_2.md").write_text("I: So?\nP: 再打13812345678。\n", encoding="utf-8")
    return tmp_path


def test_copies_key_and_suggestions(qcode: Qcode, talks: Path) -> None:
    result = qcode("redact", "talks", "--names", "names.csv", "-o", "out", "--key", "key.csv")
    assert result.exit_code == 0
    assert sorted(path.name for path in Path("out").iterdir()) == [
        *("Town_A_2.txt", "one.txt", "redaction.json"),
    ]
    assert Path("out/one.txt").read_text(encoding="utf-8") == (
        "---\nPlace: Town A\nspeakers:\n  Jo Reed: interviewer\n  王强: participant\n---\n\n"
        "Jo Reed: Who lives in Town A?\n\n王强: 我，[phone 1]。Teacher Pan too.\n\n"
        "Jo Reed: And who is that?\n\n王强: Teacher Pan.\n"
    )
    assert "[phone 1]" in Path("out/Town_A_2.txt").read_text(encoding="utf-8")
    assert Path("key.csv").read_text(encoding="utf-8").splitlines() == [
        "original,replacement,kind,count",
        "Zhuyan,Town A,place,2",
        "Mara Lindt,Jo Reed,person,2",
        "李明,王强,person,2",
        "13812345678,[phone 1],phone,2",
        "zhuyan_2,Town_A_2,file name,1",
    ]
    rows = list(csv.DictReader(Path("suggested_names.csv").read_text("utf-8").splitlines()))
    assert [(row["name"], row["pseudonym"], row["kind"], row["count"]) for row in rows] == [
        ("Pan", "", "person", "2")
    ]
    assert result.stdout.splitlines()[:4] == [
        "Replaced in 2 copies in out:",
        "  copy          place  person  phone  file name",
        "  one.txt           2       4      1          0",
        "  Town_A_2.txt      0       0      1          1",
    ]
    assert "Pan   person      2  one    我，13812345678。Teacher Pan too." in result.stdout
    assert "who has it can undo the copies" in result.stderr


def test_the_copies_say_nothing_of_the_originals(qcode: Qcode, talks: Path) -> None:
    qcode("redact", "talks", "--names", "names.csv", "-o", "out")
    for path in Path("out").iterdir():
        text = path.name + path.read_text(encoding="utf-8")
        for name in ("李明", "Mara", "Zhuyan", "zhuyan", "1381234", "talks"):
            assert name not in text
    record = json.loads(Path("out/redaction.json").read_bytes())
    assert record["status"] == "pseudonymised, not anonymous"


def test_without_a_key_it_says_so(qcode: Qcode, talks: Path) -> None:
    result = qcode("redact", "talks", "--names", "names.csv", "-o", "out")
    assert "no key was written" in result.stderr
    assert not list(talks.glob("*key*"))


def test_without_names_it_only_suggests(qcode: Qcode, talks: Path) -> None:
    result = qcode("redact", "talks", "-o", "out")
    assert result.exit_code == 0
    assert "no copies were written" in result.stdout
    assert not Path("out").exists()
    assert "Mara Lindt" in Path("suggested_names.csv").read_text(encoding="utf-8")


def test_the_suggestions_are_a_list_once_pseudonyms_are_in(qcode: Qcode, talks: Path) -> None:
    qcode("redact", "talks")
    found = Path("suggested_names.csv").read_text(encoding="utf-8")
    edited = found.replace("Mara Lindt,,", "Mara Lindt,Jo,")
    Path("suggested_names.csv").write_text(edited, encoding="utf-8")
    result = qcode("redact", "talks", "--names", "suggested_names.csv", "-o", "out")
    assert result.exit_code == 1
    assert "has no pseudonym" in result.stderr
    assert not Path("out").exists()

    qcode("redact", "talks")
    assert Path("suggested_names.csv").read_text(encoding="utf-8") == edited, "an edit is kept"
    assert Path("suggested_names_2.csv").read_text(encoding="utf-8") == found


def test_nothing_with_real_names_goes_among_the_copies(qcode: Qcode, talks: Path) -> None:
    call = ("redact", "talks", "--names", "names.csv", "-o", "out")
    for option in ("--key", "--suggestions"):
        result = qcode(*call, option, "out/real.csv")
        assert result.exit_code == 1
        assert "would lie in 'out' beside the copies" in result.stderr
    assert not Path("out").exists()


def test_copies_do_not_go_among_the_originals(qcode: Qcode, talks: Path) -> None:
    result = qcode("redact", "talks", "--names", "names.csv", "-o", "talks/copies")
    assert result.exit_code == 1
    assert "beside the originals" in result.stderr


def test_what_qcode_did_not_write_is_never_replaced(qcode: Qcode, talks: Path) -> None:
    call = ("redact", "talks", "--names", "names.csv", "-o", "out", "--key", "key.csv")
    assert qcode(*call).exit_code == 0
    assert qcode(*call).exit_code == 0, "its own copies are"

    Path("out/one.txt").write_text("mine", encoding="utf-8")
    assert "was changed after qcode wrote it" in qcode(*call).stderr
    assert Path("out/one.txt").read_text(encoding="utf-8") == "mine"

    other = Path("other")
    other.mkdir()
    (other / "note.txt").write_text("mine", encoding="utf-8")
    result = qcode("redact", "talks", "--names", "names.csv", "-o", "other")
    assert result.exit_code == 1
    assert "did not write: 'note.txt'" in result.stderr


def test_an_earlier_copy_is_not_left_behind(qcode: Qcode, talks: Path) -> None:
    assert qcode("redact", "talks", "--names", "names.csv", "-o", "out").exit_code == 0
    result = qcode("redact", "talks/one.txt", "--names", "names.csv", "-o", "out")
    assert result.exit_code == 1
    assert "does not replace: 'Town_A_2.txt'" in result.stderr


def test_a_key_is_never_lost(qcode: Qcode, talks: Path) -> None:
    call = ("redact", "talks", "--names", "names.csv", "--key", "key.csv", "-o")
    assert qcode(*call, "out").exit_code == 0
    Path("names.csv").write_text(NAMES.replace("王强", "赵勇"), encoding="utf-8")
    result = qcode(*call, "new")
    assert result.exit_code == 1
    assert "is the key to other copies" in result.stderr
    assert not Path("new").exists()

    Path("key.csv").write_text("mine", encoding="utf-8")
    assert "no key that qcode wrote" in qcode(*call, "new").stderr
    assert Path("key.csv").read_text(encoding="utf-8") == "mine"


def test_one_bad_file_never_stops_the_others(qcode: Qcode, talks: Path) -> None:
    Path("talks/bad.docx").write_bytes(b"")
    result = qcode("redact", "talks", "--names", "names.csv", "-o", "out")
    assert result.exit_code == 1
    assert Path("out/one.txt").exists()
    assert "bad.docx" in result.stderr


def test_problems_of_the_list(qcode: Qcode, talks: Path) -> None:
    Path("names.csv").write_text("name,pseudonym\n,A\nMara,B\nMara,C\n", encoding="utf-8")
    result = qcode("redact", "talks", "--names", "names.csv", "-o", "out")
    assert result.exit_code == 1
    assert "names.csv:2: " in result.stderr
    assert "names.csv:4: " in result.stderr


def test_names_without_a_folder_is_wrong_use(qcode: Qcode, talks: Path) -> None:
    result = qcode("redact", "talks", "--names", "names.csv")
    assert result.exit_code == 2
    assert "-o DIR" in result.stderr


def test_titles_and_numbers_by_option(qcode: Qcode, talks: Path) -> None:
    Path("talks/one.txt").write_text("访员：李主任？\n答：13812345678。\n", encoding="utf-8")
    call = ("redact", "talks/one.txt", "--names", "names.csv", "-o", "out")
    assert qcode(*call, "--titles", "--keep-numbers").exit_code == 0
    text = Path("out/one.txt").read_text(encoding="utf-8")
    assert "王主任" in text
    assert "13812345678" in text
