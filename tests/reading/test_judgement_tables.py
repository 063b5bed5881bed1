"""Tables of codings in all their layouts say the same."""

import io
from pathlib import Path

import openpyxl
import pytest

from qcode.errors import ProblemsError
from qcode.model.judged import Judged
from qcode.reading.judgement_tables import read_coded_tables

SAME = {
    ("ana", "1"): {"trust"},
    ("ana", "2"): set(),
    ("ben", "1"): {"trust", "fear"},
    ("ben", "2"): {"fear"},
}
LONG = "coder,unit,code\nana,1,trust\nana,2,\nben,1,trust\nben,1,fear\nben,2,fear\n"


def write(folder: Path, **files: str) -> list[Path]:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return [folder / f"{name}.csv" for name in files]


def sets(judged: tuple[Judged, ...]) -> dict[tuple[str, str | int], set[str]]:
    return {(one.coder, one.unit): set(one.codes) for one in judged}


@pytest.mark.parametrize(
    "files",
    [
        {"all": LONG},
        {"all": "Code;Rater;Turn\ntrust;ana;1\n;ana;2\ntrust;ben;1\nfear;ben;1\nfear;ben;2\n"},
        {"ana": "unit,trust,fear\n1,1,0\n2,0,0\n", "ben": "unit,trust,fear\n1,x,yes\n2,,1\n"},
        {"all": "unit,trust_ana,trust_ben,fear_ana,fear_ben\n1,1,1,0,1\n2,0,0,0,1\n"},
        {"all": "编码者,单元,trust,fear\nana,1,是,否\nana,2,0,0\nben,1,是,是\nben,2,否,是\n"},
        {"ana": "trust,fear\n1,0\n0,0\n", "ben": "trust,fear\n1,1\n0,1\n"},
    ],
    ids=["long", "long-semicolons", "wide-files", "wide-heads", "wide-coder", "no-unit"],
)
def test_layouts(tmp_path: Path, files: dict[str, str]) -> None:
    found = read_coded_tables(write(tmp_path, **files))
    assert sets(found.judged) == SAME
    assert set(found.codes) == {"trust", "fear"}


def test_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in LONG.splitlines():
        book.active.append([cell or None for cell in line.split(",")])
    held = io.BytesIO()
    book.save(held)
    (tmp_path / "all.xlsx").write_bytes(held.getvalue())
    assert sets(read_coded_tables([tmp_path / "all.xlsx"]).judged) == SAME


def test_an_empty_row_was_not_seen_and_the_note_says_how_many_were(tmp_path: Path) -> None:
    paths = write(tmp_path, ana="unit,a\n1,1\n2,0\n3,\n", ben="unit,a\n1,1\n3,1\n")
    found = read_coded_tables(paths)
    assert set(sets(found.judged)) == {("ana", "1"), ("ana", "2"), ("ben", "1"), ("ben", "3")}
    assert found.notes[-1] == (
        "3 units, 1 of them with a row of every coder; if all were read by all, say so: --read-all"
    )
    all_read = read_coded_tables(paths, all_read=True)
    assert len(all_read.judged) == 6


def test_all_problems_are_told_with_their_lines(tmp_path: Path) -> None:
    paths = write(
        tmp_path,
        one="unit,a\n1,maybe\n2,1\n2,0\n",
        two="coder,code\nana,x\n",
        three="coder,unit\nana,1\n",
    )
    with pytest.raises(ProblemsError) as caught:
        read_coded_tables([*paths, tmp_path / "four.csv"])
    assert [(Path(p.path).name, p.line, p.message) for p in caught.value.problems] == [
        ("one.csv", 2, "'maybe' under 'a' is neither yes nor no"),
        ("one.csv", 4, "judges unit '2' of line 3 once more"),
        ("two.csv", 1, "has no column 'unit'"),
        ("three.csv", 1, "has no column of codes"),
        ("four.csv", 0, "no such file"),
    ]
