"""Tables: which column holds what, in either language and in any order."""

import datetime as dt
import io
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from qcode.reading.options import ReadingOptions
from qcode.reading.transcripts import read_transcripts
from tests.reading.read import aside, read, refusal, said, times

TALK = [("Ann", "Why, then?"), ("王老师", "好。"), ("Ann", "And?"), ("王老师", "𠮷野家。")]


def xlsx(*sheets: Sequence[Sequence[object]]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "head", "row"),
    [
        ("a.csv", "text,speaker", '"{text}",{name}'),
        ("a.csv", "Speaker;Text", '{name};"{text}"'),
        ("a.tsv", "说话人\t内容", "{name}\t{text}"),
        ("a.csv", "序号,发言人,發言內容", '7,{name}：,"{text}"'),
        ("a.csv", "\ufeffSpeaker Name,Notes,Transcript (en)", '{name},,"{text}"'),
    ],
)
def test_heads(tmp_path: Path, name: str, head: str, row: str) -> None:
    rows = [row.format(name=speaker, text=text) for speaker, text in TALK]
    heads = head.replace("Speaker Name", "speaker_name")
    assert said(read(tmp_path, name, "\r\n".join([heads, *rows]))) == TALK


@pytest.mark.parametrize(
    ("start", "end", "unit"),
    [("0.5", "2", 1.0), ("500", "2000", 0.001), ("0:00:00.5", "0:00:02", None)],
)
def test_times_in_any_notation(tmp_path: Path, start: str, end: str, unit: float | None) -> None:
    rows = f"start,end,speaker,text\n{start},{end},Ann,Why is it so?\n{end},{end},Bob,So it is.\n"
    t = read(tmp_path, "a.csv", rows)
    assert times(t)[0] == (0.5, 2.0)
    assert unit is None or float(start) * unit == 0.5


def test_cells_with_breaks_quotes_and_nothing(tmp_path: Path) -> None:
    t = read(
        tmp_path, "a.csv", 'speaker,text,mood\nAnn,"Why ""so""?\n\nAnd",x\nBob,,y\n,,\nBob,So\n'
    )
    assert said(t) == [("Ann", 'Why "so"?\n\nAnd'), ("Bob", "So")]
    assert aside(t) == [(3, "Bob | y", "no words")]
    assert "columns not read: mood" in t.notes


def test_named_columns(tmp_path: Path) -> None:
    rows = "A,B,C\nfoo,Ann,Why?\nbar,Bob,So.\n"
    options = ReadingOptions(columns=(("text", "c"), ("speaker", "B")))
    assert said(read(tmp_path, "a.csv", rows, options)) == [("Ann", "Why?"), ("Bob", "So.")]
    wrong = ReadingOptions(columns=(("text", "Words"),))
    problem = refusal(tmp_path, "a.csv", rows, wrong)
    assert (problem.line, problem.message) == (1, "has no column 'Words'")
    assert problem.hint == "its columns are 'A', 'B', 'C'"


def test_without_heads(tmp_path: Path) -> None:
    t = read(tmp_path, "a.csv", "0:01,Ann,Why?\n0:05,Bob,So it was.\n0:09,Ann,And?\n")
    assert said(t) == [("Ann", "Why?"), ("Bob", "So it was."), ("Ann", "And?")]
    assert "no heads: the columns are taken by what stands in them" in t.notes
    alone = read(tmp_path, "b.csv", "I: Why?\nP: So.\n")
    assert said(alone) == [("I", "Why?"), ("P", "So.")]


def test_one_row_a_respondent(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "a.csv",
        "ID,Age,Why did you leave?,你怎么看？\n"
        "P7,31,Because of the school.,都一样。\nP8,40,,没有办法。\n",
    )
    assert said(t) == [
        ("Interviewer", "Why did you leave?"),
        ("P7", "Because of the school."),
        ("Interviewer", "你怎么看？"),
        ("P7", "都一样。"),
        ("Interviewer", "你怎么看？"),
        ("P8", "没有办法。"),
    ]
    assert [s.role for s in t.speakers] == ["interviewer", "participant", "participant"]
    assert [(s.attributes, s.attributes_from) for s in t.speakers] == [
        ((), ()),
        ((("Age", "31"),), (("Age", "row 2"),)),
        ((("Age", "40"),), (("Age", "row 3"),)),
    ]
    assert "columns taken for attributes of the respondents: Age" in t.notes


def test_what_a_table_says_about_people_stands_beside_the_cases(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "ID,Age,Village,note,Why?\nP7,31,Maca,,Because of it all.\nP8,40,,"
        + "x" * 70
        + ",No reason at all.\n",
        encoding="utf-8",
    )
    (tmp_path / "cases.csv").write_text("speaker,age,job\nP7,32,cadre\n", encoding="utf-8")
    (t,) = read_transcripts([tmp_path]).transcripts
    assert dict(t.speakers[1].attributes) == {"age": "32", "Village": "Maca", "job": "cadre"}
    assert dict(t.speakers[2].attributes) == {"Age": "40"}


def test_workbook(tmp_path: Path) -> None:
    rows = [
        ["Speaker", "Start", "End", "Text", None],
        ["Ann", dt.time(0, 0, 1), dt.timedelta(seconds=2.5), "Why?", None],
        ["王老师", dt.time(0, 0, 3), dt.timedelta(hours=1), "好。\r\n是。", None],
        ["Ann", None, None, 2019, None],
        ["王老师", None, None, "𠮷 = _x0041_", None],
    ]
    t = read(tmp_path, "a.xlsx", xlsx([], rows, [["no"]]))
    assert said(t) == [
        ("Ann", "Why?"),
        ("王老师", "好。 是。"),
        ("Ann", "2019"),
        ("王老师", "𠮷 = _x0041_"),
    ]
    assert [start for start, _ in times(t)][:2] == [1.0, 3.0]
    assert [end for _, end in times(t)][:2] == [2.5, 3600.0]
    assert "only sheet 'Sheet 2' was read, not: Sheet 3" in t.notes


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "", "is empty"),
        ("a.csv", "a,b\n1,2\n", "no column can be told to hold the words"),
        ("a.csv", "text\n" + "x" * 200_000, "is no table: field larger than field limit (131072)"),
        ("a.csv", "text,speaker\n,Ann\n", "holds no talk"),
        ("a.xlsx", b"", "is empty (zero bytes)"),
        ("a.xlsx", b"words", "is not a .xlsx file inside"),
        ("a.xlsx", xlsx([]), "holds no table"),
        ("a.xlsx", xlsx([["a", "b"]])[:2000], "is damaged or cut short"),
        ("a.xlsx", xlsx([["a", "b"], [1, 2]]), "no column can be told to hold the words"),
        (
            "a.xlsx",
            xlsx([["a"]]).replace(b"xl/workbook.xml", b"xl/w0rkbook.xml"),
            "is damaged: not a sound workbook",
        ),
    ],
)
def test_refused(tmp_path: Path, name: str, content: str | bytes, message: str) -> None:
    problem = refusal(tmp_path, name, content)
    assert problem.message == message
    assert problem.hint


@pytest.mark.parametrize("part", ["（", "( ", " ", "- ", "s"])
def test_no_head_takes_long(tmp_path: Path, part: str) -> None:
    started = time.process_time()
    read(tmp_path, "a.csv", f"Ann: {part * 60_000}\nBob: So.\n")
    assert time.process_time() - started < 5


def test_a_table_of_line_separators_is_no_talk(tmp_path: Path) -> None:
    assert refusal(tmp_path, "a.tsv", "\u2028" * 50).message


def test_a_cell_far_below_the_table(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["Speaker", "Text"], ["Ann", "Why?"], ["Bob", "So."]):
        book.active.append(row)  # type: ignore[union-attr]
    book.active["A1000000"] = "x"  # type: ignore[index]
    out = io.BytesIO()
    book.save(out)
    began = time.process_time()
    problem = refusal(tmp_path, "a.xlsx", out.getvalue())
    assert problem.message == "holds more than 20,000 empty rows"
    assert time.process_time() - began < 5


def test_many_respondents_with_many_facts(tmp_path: Path) -> None:
    heads = ",".join(["ID", *(f"f{n}" for n in range(30)), "Why did you leave?"])
    rows = [
        ",".join([f"P{at}", *(str(n) for n in range(30)), "Because of it all."])
        for at in range(2000)
    ]
    began = time.process_time()
    t = read(tmp_path, "a.csv", "\n".join([heads, *rows]))
    assert len(t.speakers[2000].attributes) == 30
    assert time.process_time() - began < 5


def test_of_very_many_sheets_the_first_is_read_and_others_are_named(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["speaker", "text"])
    for number in range(60):
        book.active.append([f"S{number % 2}", "So it is, I would say."])
    for _ in range(120):
        book.copy_worksheet(book.active)
    held = io.BytesIO()
    book.save(held)
    t = read(tmp_path, "a.xlsx", held.getvalue())
    assert len(t.turns) == 60
    (note,) = [note for note in t.notes if note.startswith("only sheet 'Sheet' was read, not: ")]
    assert note.count("Copy") == 99
