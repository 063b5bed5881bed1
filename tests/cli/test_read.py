from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import GRANDMOTHER, Qcode


def test_report_for_people(qcode: Qcode, study: Path) -> None:
    Path("talks/grandmother.txt").write_text(
        "Date: 22 November\n\n" + GRANDMOTHER, encoding="utf-8"
    )
    result = qcode("read", "talks/grandmother.txt")

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        str(Path("talks/grandmother.txt")),
        "  format    txt",
        "  encoding  utf-8",
        "  language  en",
        "  talk      4 turns, 30 words",
        "  speaker      role         role is from                        turns  words",
        "  Interviewer  interviewer  label                               2      10 words",
        "  Grandmother  participant  another speaker is the interviewer  2      20 words",
        "  attribute  value        of          from",
        "  Date       22 November  transcript  header, line 1",
        "  set aside, as nobody's words:",
        "    line 1  header  Date: 22 November",
        "",
    ]


def test_several_files_have_a_line_each(qcode: Qcode, study: Path) -> None:
    Path("talks/gb.txt").write_bytes("张三：有多少老人？\n李四：二十来个。\n".encode("gb18030"))
    result = qcode("read", "talks")

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "talks",
        "  file             format  encoding  language  turns  talk                   "
        "asks         answer       aside",
        "  gb.txt           txt     gb18030?  zh            2  9 Chinese characters   "
        "张三?        李四             0",
        "  grandmother.txt  txt     utf-8     en            4  30 words               "
        "Interviewer  Grandmother      0",
        "  村干部.txt       txt     utf-8     zh            2  19 Chinese characters  "
        "访员         村干部           0",
        "",
        "3 of 3 transcripts read, 8 turns, 30 words and 28 Chinese characters",
        "who asks is a guess in 1 file (marked ?); --full tells more",
        "the encoding is a guess in 1 file (marked ?); --full tells more",
    ]


def test_attributes_and_where_they_come_from(qcode: Qcode, study: Path) -> None:
    table = "transcript,speaker,site,年龄\nGrandmother,,North,\n村干部,村干部,,五十\n"
    Path("talks/cases.csv").write_text(table, encoding="utf-8")
    result = qcode("read", "talks", "--full")

    assert result.exit_code == 0
    assert "  site       North  transcript  cases.csv:2" in result.stdout.splitlines()
    assert "  年龄       五十   村干部  cases.csv:3" in result.stdout.splitlines()
    assert f"note: attributes are from {Path('talks/cases.csv')} too" in result.stderr

    grandmother, cadre = map(json.loads, qcode("read", "talks", "--json").stdout.splitlines())
    assert grandmother["attributes"] == {"site": "North"}
    assert grandmother["attributes_from"] == {"site": "cases.csv:2"}
    assert cadre["speakers"][1]["attributes"] == {"年龄": "五十"}
    assert cadre["speakers"][1]["attributes_from"] == {"年龄": "cases.csv:3"}


def test_the_reports_are_shown_whatever_is_wrong_with_the_cases(qcode: Qcode, study: Path) -> None:
    Path("cases.csv").write_text("transcript,site\ngrandmothers,North\n", encoding="utf-8")
    result = qcode("read", "talks/grandmother.txt", "--cases", "cases.csv")

    assert result.exit_code == 1
    assert "talk      4 turns, 30 words" in result.stdout
    assert "cases.csv:2: there is no transcript 'grandmothers'" in result.stderr
    assert "  hint: did you mean 'grandmother'?" in result.stderr


def test_guesses_are_called_guesses(qcode: Qcode, study: Path) -> None:
    Path("talks/gb.txt").write_bytes(
        "张三：你们村有多少老人和孩子？\n李四：不多，二十来个。\n".encode("gb18030")
    )
    out = qcode("read", "talks/gb.txt").stdout

    assert "gb18030 (a guess; --encoding sets it)" in out
    assert "guess" in out.split("张三", 1)[1]


def test_columns_align_with_chinese(qcode: Qcode, study: Path) -> None:
    Path("mixed.txt").write_text("访员：在吗？\nGrandmother: Yes.\n", encoding="utf-8")
    lines = qcode("read", "mixed.txt").stdout.splitlines()

    rows = [line for line in lines if "访员" in line or "Grandmother" in line]
    assert rows[0].startswith("  访员         interviewer")
    assert rows[1].startswith("  Grandmother  participant")


def test_json_one_object_a_line(qcode: Qcode, study: Path) -> None:
    result = qcode("read", "talks", "--json")

    assert result.exit_code == 0
    grandmother, cadre = map(json.loads, result.stdout.splitlines())
    assert grandmother["file"] == str(Path("talks/grandmother.txt"))
    assert grandmother["format"] == "txt"
    turn = grandmother["turns"][1]
    assert turn["turn"] == 2
    assert turn["role"] == "participant"
    assert (
        turn["text"] == "They [laughs] took a photo of the rice [/laughs]. Then the car was gone."
    )
    assert grandmother["text"][turn["start"] : turn["end"]] == turn["text"]
    assert "村干部" in result.stdout, "Chinese is not escaped"
    assert cadre["language"] == "zh"


def test_one_bad_file_never_stops_the_others(qcode: Qcode, study: Path) -> None:
    Path("talks/a.docx").write_bytes(b"")
    result = qcode("read", "talks", "--json")

    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert f"{Path('talks/a.docx')}: " in result.stderr


def test_files_of_one_name_are_read_each(qcode: Qcode, study: Path) -> None:
    Path("talks/grandmother.md").write_text(GRANDMOTHER, encoding="utf-8")
    assert qcode("read", "talks/grandmother.txt", "talks/grandmother.md").exit_code == 0


def test_the_users_word_decides_who_asks(qcode: Qcode, study: Path) -> None:
    Path("n.txt").write_text("Mara: So?\nJo: Well.\nMara: And?\nJo: No.\n", encoding="utf-8")
    out = qcode("read", "n.txt", "--interviewer", "Jo", "--json").stdout
    assert {s["name"]: s["role"] for s in json.loads(out)["speakers"]} == {
        "Mara": "participant",
        "Jo": "interviewer",
    }

    wrong = qcode("read", "n.txt", "--interviewer", "Maro")
    assert "did you mean 'Mara'?" in wrong.stderr


def test_steering_characters_are_made_visible(qcode: Qcode, study: Path) -> None:
    Path("esc.txt").write_text("Date: \x1b[2J now\nFather: Yes.\n", encoding="utf-8")
    result = qcode("read", "esc.txt")
    assert "\x1b" not in result.stdout + result.stderr
