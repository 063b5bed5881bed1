from __future__ import annotations

import csv
import io
import math
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.errors import OutputError
from qcode.output.csv import number, to_csv, write_csv
from qcode.output.render import render


def test_cells_are_quoted_only_where_they_must_be() -> None:
    table = pd.DataFrame(
        {
            "text": ['say "no"', "a, b", "two\nlines", "中文 words", "", "=1+1", " kept "],
            "n": [0, 1, -2, 3, 4, 5, 6],
            "x": [0.5, math.nan, 1 / 3, 2.0, 1e-7, 123456.7, -0.07],
        }
    )
    assert to_csv(table) == (
        "text,n,x\n"
        '"say ""no""",0,0.5\n'
        '"a, b",1,\n'
        '"two\nlines",-2,0.333333\n'
        "中文 words,3,2\n"
        ",4,0.0000001\n"
        "=1+1,5,123457\n"
        " kept ,6,-0.07\n"
    )


def test_only_an_index_with_a_name_is_written() -> None:
    table = pd.DataFrame({"a": [1]}, index=pd.Index(["x"], name="transcript"))
    assert to_csv(table) == "transcript,a\nx,1\n"
    assert to_csv(table.rename_axis(None)) == "a\n1\n"
    levels = pd.MultiIndex.from_arrays([["x"], ["y"]], names=["transcript", "per"])
    assert to_csv(pd.DataFrame({"a": [1.5]}, index=levels)) == "transcript,per,a\nx,y,1.5\n"


def test_no_rows_and_a_lone_empty_cell() -> None:
    assert to_csv(pd.DataFrame({"a": [], "b": []})) == "a,b\n"
    assert to_csv(pd.DataFrame({"a": ["", "x"]})) == 'a\n""\nx\n'


def test_numbers_have_six_significant_digits() -> None:
    values = [1234567.0, 0.1 + 0.2, 2 / 3, 1e-9 / 3, 1e21, -0.0, math.nan]
    assert [number(value) for value in values] == [
        *("1234567", "0.3", "0.666667", "0.000000000333333"),
        *("1000000000000000000000", "0", ""),
    ]


def test_excel_makes_texts_safe_and_leaves_numbers_alone(tmp_path: Path) -> None:
    texts = ["=1+1", "+1", "-x", "@me", "\tx", "\rx", "＝1", "a=b", ""]
    table = pd.DataFrame({"-code": texts, "kappa": [-0.5] * 9, "n": [-1] * 9})
    text = to_csv(table, excel=True)
    assert text.splitlines()[0] == "'-code,kappa,n"
    cells = [row[0] for row in csv.reader(io.StringIO(text, newline=""))][1:]
    assert cells == ["'=1+1", "'+1", "'-x", "'@me", "'\tx", "'\rx", "'＝1", "a=b", ""]
    assert text.count("-0.5,-1\n") == 9
    path = tmp_path / "t.csv"
    write_csv(table, path, excel=True)
    assert path.read_bytes() == b"\xef\xbb\xbf" + text.encode()


@given(st.lists(st.tuples(st.text(), st.text()), max_size=6))
def test_any_text_reads_back_exactly(rows: list[tuple[str, str]]) -> None:
    table = pd.DataFrame(rows, columns=["a", "b"], dtype=object)
    text = to_csv(table)
    read = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert read == [["a", "b"], *map(list, rows)]


def test_names_that_are_in_no_encoding_are_spelled_out(tmp_path: Path) -> None:
    write_csv(pd.DataFrame({"a": pd.Series(["x\udcff"], dtype=object)}), tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes() == b"a\nx\\udcff\n"


def test_a_csv_replaces_one_that_is_there_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a\n7\n8\n")
    render(pd.DataFrame({"a": [1]}), path)
    assert path.read_bytes() == b"a\n1\n"
    assert list(tmp_path.iterdir()) == [path]


def test_somebody_elses_file_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text("transcript,village\na,Upper\n")
    with pytest.raises(OutputError, match="is there and is no earlier table of this kind"):
        render(pd.DataFrame({"a": [1]}), path)
    assert path.read_text().startswith("transcript,village")


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    table = pd.DataFrame({"a": [1]})
    with pytest.raises(OutputError, match=r"'\.foo' is not supported\n  hint: supported is \.csv"):
        render(table, tmp_path / "t.foo")
    with pytest.raises(OutputError, match=r"it has no suffix\n  hint: .* -o results\.csv"):
        render(table, tmp_path / "results")
    with pytest.raises(OutputError, match=r"there is no folder '.*none'\n  hint: make it first"):
        render(table, tmp_path / "none" / "t.csv")
    (tmp_path / "d.csv").mkdir()
    with pytest.raises(OutputError, match="is a folder\n  hint: "):
        render(table, tmp_path / "d.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["d.csv"]
