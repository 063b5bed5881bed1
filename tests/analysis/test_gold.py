"""Reading gold files."""

from __future__ import annotations

from pathlib import Path

import pytest

from qcode.errors import ProblemsError
from qcode.reading.gold import GoldRow, read_gold


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "gold.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_columns_in_any_order_mark_line_ends_and_empty_rows(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '\ufeffturn,Code, transcript,remark\r\n2,a,one,"two\r\nlines"\r\n,,,\r\n3,,访谈,\r\n',
    )
    assert read_gold(path) == (
        GoldRow("one", 2, "a", str(path), 2),
        GoldRow("访谈", 3, "", str(path), 5),
    )


def test_what_excel_saves(tmp_path: Path) -> None:
    from openpyxl import Workbook

    text = "transcript;turn;code\n访谈;2;a\n访谈;3;\n"
    semicolons = written(tmp_path, text.encode("gb18030"))
    book = Workbook()
    for row in (("Transcript", "Turn", "Code", "remark"), ("访谈", 2, "a"), ("访谈", 3)):
        book.active.append(row)
    book.save(tmp_path / "gold.xlsx")
    for path in (semicolons, tmp_path / "gold.xlsx"):
        assert [(row.transcript, row.turn, row.code, row.line) for row in read_gold(path)] == [
            ("访谈", 2, "a", 2),
            ("访谈", 3, "", 3),
        ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "gold.csv: is empty"),
        ("\n \n", "gold.csv: is empty"),
        ("transcript,turn,code\n", "gold.csv: has a head but no rows"),
        ("transcript,code\none,a\n", "gold.csv:1: column 'turn' missing"),
        ("one;2;a\n", "gold.csv:1: columns 'transcript', 'turn', 'code' missing"),
        ("transcript,turn,code\none,two,a\n", "gold.csv:2: turn 'two' is not a turn number"),
        ("transcript,turn,code\none,0,a\n", "gold.csv:2: turn '0' is not a turn number"),
        ("transcript,turn,code\none,1.0,a\n", "gold.csv:2: turn '1.0' is not a turn number"),
        ("transcript,turn,code\n,1,a\n", "gold.csv:2: names no transcript"),
        ("transcript,turn,code\none,1,a,b\n", "gold.csv:2: has 4 cells where the head has 3"),
        ('transcript,turn,code\none,1,"a\n', "gold.csv:2: is no table from this line on: "),
    ],
)
def test_each_problem_is_named_with_its_line(
    tmp_path: Path, text: str | bytes, message: str
) -> None:
    with pytest.raises(ProblemsError) as error:
        read_gold(written(tmp_path, text))
    assert message in str(error.value)
    assert "hint: " in str(error.value)


def test_all_problems_are_reported_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, "transcript,turn,code\n,1,a\none,x,a\none,1,a\n")
    with pytest.raises(ProblemsError) as error:
        read_gold(path)
    assert [problem.line for problem in error.value.problems] == [2, 3]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match=r"none\.csv: no such file"):
        read_gold(tmp_path / "none.csv")
