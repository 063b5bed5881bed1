from __future__ import annotations

import builtins
import io
import json
import math
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from qcode.errors import OutputError
from qcode.output.about import About
from qcode.output.latex import escaped_latex
from qcode.output.render import check_output, render

ABOUT = About("Mentions 提及", (("unit", "turn"), ("of", "2 | 100 %")))
TABLE = pd.DataFrame(
    {"text": ["=1+1", "#N/A", "[a] 5% & b|c\n中文", "a\x07"], "x": [0.5, math.nan, 1 / 3, 2.0]},
    index=pd.Index(["p", "q", "r", "s"], name="code"),
)
SUFFIXES = ("csv", "xlsx", "md", "tex", "json", "parquet")


@pytest.fixture(params=SUFFIXES)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "parquet":
        pytest.importorskip("pyarrow.parquet", exc_type=ImportError)
    return tmp_path / f"t.{request.param}"


def test_the_same_table_gives_the_same_bytes_and_replaces_itself(path: Path) -> None:
    render(TABLE, path, about=ABOUT)
    first = path.read_bytes()
    render(TABLE, path, about=ABOUT)
    assert path.read_bytes() == first
    beside = [path.with_name("t.about.json")] if path.suffix in (".csv", ".parquet") else []
    assert sorted(path.parent.iterdir()) == sorted([path, *beside])


def test_a_table_with_other_heads_and_a_strange_file_stay(path: Path) -> None:
    render(TABLE, path)
    first = path.read_bytes()
    with pytest.raises(OutputError, match="no earlier table of this kind"):
        render(TABLE.rename(columns={"x": "y"}), path)
    assert path.read_bytes() == first
    path.write_bytes(b"mine")
    with pytest.raises(OutputError, match="no earlier table of this kind"):
        render(TABLE, path)
    assert path.read_bytes() == b"mine"


def test_no_rows(path: Path) -> None:
    render(TABLE.iloc[:0], path, about=ABOUT)
    assert path.stat().st_size


def test_a_workbook_holds_texts_numbers_and_the_statement(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    render(TABLE, path, about=ABOUT)
    book = load_workbook(path)
    sheet = book["Mentions 提及"]
    assert list(sheet.values) == [
        ("code", "text", "x"),
        *[("p", "=1+1", 0.5), ("q", "#N/A", None)],
        *[("r", "[a] 5% & b|c\n中文", 1 / 3), ("s", "a\N{REPLACEMENT CHARACTER}", 2)],
    ]
    assert [sheet[at].data_type for at in ("B2", "B3", "C2")] == ["s", "s", "n"]
    assert sheet.freeze_panes == "A2"
    assert list(book["About"].values)[1:] == [("title", ABOUT.title), *ABOUT.facts]
    with zipfile.ZipFile(path) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}


def test_a_cell_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"32,767 characters\n  hint: write it as \.csv"):
        render(pd.DataFrame({"a": ["x" * 32_768]}), tmp_path / "t.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_markdown_escapes_pipes_and_line_ends(tmp_path: Path) -> None:
    render(TABLE.iloc[2:3], tmp_path / "t.md", about=ABOUT)
    assert (tmp_path / "t.md").read_text(encoding="utf-8") == (
        "| code | text | x |\n| --- | --- | ---: |\n"
        "| r | \\[a\\] 5% \\& b\\|c<br>中文 | 0.333 |\n"
        "\nMentions 提及\n\n- unit: turn\n- of: 2 \\| 100 %\n"
    )


def test_latex_escapes_and_breaks_long_tables(tmp_path: Path) -> None:
    assert escaped_latex("5% & #_{}$~^\\ -- ''\n") == (
        r"5\% \& \#\_\{\}\$\textasciitilde{}\textasciicircum{}\textbackslash{} -{}- '{}'\newline{}"
    )
    short, long = tmp_path / "s.tex", tmp_path / "l.tex"
    small = pd.DataFrame({"[a]": ["[b]"], "n": [1]})
    render(small, short, about=ABOUT)
    assert r"\noindent\begin{tabular}{lr}" in short.read_text(encoding="utf-8")
    assert "{}[a] & n \\\\\n\\midrule\n{}[b] & 1 \\\\\n" in short.read_text(encoding="utf-8")
    assert r"Note. unit: turn; of: 2 \textbar{} 100 \%." in short.read_text(encoding="utf-8")
    render(pd.concat([small] * 30), long)
    assert r"\begin{longtable}{lr}" in long.read_text(encoding="utf-8")


def test_latex_heads_that_are_too_wide_are_broken_or_stand_upright(tmp_path: Path) -> None:
    def heads(table: pd.DataFrame) -> str:
        path = tmp_path / f"{len(table.columns)}.tex"
        render(table, path)
        return path.read_text(encoding="utf-8").split("\\toprule\n")[1]

    few = pd.DataFrame({"code": ["a"], "share_of_turns": [0.12345], "none": [None]})
    assert heads(few).startswith("code & share\\_\\allowbreak{}of\\_\\allowbreak{}turns \\\\\n")
    assert "a & 0.123 \\\\" in heads(few)
    several = pd.DataFrame({f"positive_agreement_{at}": [1] for at in "abcde"})
    assert r"\shortstack[r]{positive \\ agreement\_a}" in heads(several)
    many = pd.DataFrame({f"code_{at}": [1] for at in range(28)})
    assert heads(many).startswith(r"\rotatebox{90}{code\_0} & ")


def test_json_holds_columns_statement_and_records(tmp_path: Path) -> None:
    render(TABLE, tmp_path / "t.json", about=ABOUT)
    whole = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    assert whole["columns"] == ["code", "text", "x"]
    assert whole["about"] == {
        "title": ABOUT.title,
        "facts": [["unit", "turn"], ["of", "2 | 100 %"]],
    }
    assert whole["records"][1] == {"code": "q", "text": "#N/A", "x": None}


def test_parquet_reads_back(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow.parquet", exc_type=ImportError)
    render(TABLE, tmp_path / "t.parquet")
    read = pd.read_parquet(io.BytesIO((tmp_path / "t.parquet").read_bytes()), engine="pyarrow")
    pd.testing.assert_frame_equal(read.set_index("code"), TABLE)


def test_a_missing_package_is_said_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ModuleNotFoundError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(OutputError, match=r"pip install 'qcode-qda\[parquet\]'"):
        check_output(tmp_path / "t.parquet")


def test_neither_table_nor_statement_where_one_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "t.about.json").write_text("[]")
    with pytest.raises(OutputError, match=r"t\.about\.json' is there and is no earlier"):
        render(TABLE, tmp_path / "t.csv", about=ABOUT)
    assert [path.name for path in tmp_path.iterdir()] == ["t.about.json"]


def test_a_wrong_place_is_known_before_any_work(tmp_path: Path) -> None:
    check_output(None)
    check_output(tmp_path / "q.docx", also=(".docx",))
    with pytest.raises(OutputError, match=r"'\.docx' is not supported\n  hint: supported is \.csv"):
        check_output(tmp_path / "q.docx")
