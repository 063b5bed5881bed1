"""Tables of codings in all their layouts say the same."""

import io
from pathlib import Path

import openpyxl
import pytest

from qcode.errors import ProblemsError, QcodeError
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
        {"all": "unit,coder,code\n1,ana,trust\n2,ana,NA\n1,ben,fear; trust\n2,ben,Fear\n"},
        {"all": "unit,coder,code 1,code 2\n1,ana,trust,\n2,ana,,\n1,ben,fear,trust\n2,ben,fear,\n"},
        {
            "all": "id,unit,coder,code\n"
            "7,1,ana,trust\n8,2,Ana,\n9,1.0,ben,fear|trust\n10,2,ben,fear\n"
        },
        {
            "all": "unit,ana_trust,ana_fear,ana_hope,ben_trust,ben_fear,ben_hope\n"
            "1,1,0,0,1,1,0\n2,0,0,0,0,1,0\n"
        },
        {
            "ana": "unit,words,trust,fear\n1,I see.,1,0\n2,No.,0,0\n",
            "ben": "unit,words,trust,fear\n1,I see.,1,1\n2,No.,0,1\n",
        },
    ],
    ids=[
        *("long", "long-semicolons", "wide-files", "wide-heads", "wide-coder", "no-unit"),
        *("several-in-a-cell", "several-columns", "with-ids", "coder-first", "with-words"),
    ],
)
def test_layouts(tmp_path: Path, files: dict[str, str]) -> None:
    found = read_coded_tables(write(tmp_path, **files))
    assert sets(found.judged) == SAME
    assert set(found.codes) - {"hope"} == {"trust", "fear"}


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


def test_a_column_a_coder(tmp_path: Path) -> None:
    rows = "unit,ana,ben,words\n1,trust,trust; fear,I see\n2,,fear,No\n3,,,Well\n"
    paths = write(tmp_path, all=rows)
    found = read_coded_tables(paths, coders=("Ana", "ben"))
    assert sets(found.judged) == {one: codes for one, codes in SAME.items() if one != ("ana", "2")}
    assert found.codes == ("trust", "fear")
    all_read = sets(read_coded_tables(paths, coders=("Ana", "ben"), all_read=True).judged)
    assert all_read == {**SAME, ("ana", "3"): set(), ("ben", "3"): set()}


def test_numbers_of_categories(tmp_path: Path) -> None:
    found = read_coded_tables(write(tmp_path, all="unit,ana,ben\n1,1,1\n2,1,2\n3,3,3\n4,1,1\n"))
    assert sets(found.judged)["ben", "2"] == {"2"}
    assert set(found.codes) == {"1", "2", "3"}


def test_a_sheet_a_coder(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["code", "definition"])
    book.active.append(["trust", "Relies on others"])
    for coder, rows in (("ana", [[1, 1, 0], [2, 0, 0]]), ("ben", [[1, 1, 1], [2, 0, 1]])):
        sheet = book.create_sheet(coder)
        for row in (["unit", "trust", "fear"], *rows):
            sheet.append(row)
    book.save(tmp_path / "all.xlsx")
    found = read_coded_tables([tmp_path / "all.xlsx"])
    assert sets(found.judged) == SAME
    assert "sheets that are no tables of codings: Sheet" in found.notes[0]


def test_commas_part_codes_only_where_this_is_said(tmp_path: Path) -> None:
    paths = write(tmp_path, all='unit,coder,code\n1,ana,"a, b"\n1,ben,b\n')
    whole = read_coded_tables(paths)
    assert whole.codes == ("a, b", "b")
    assert "if commas stand between codes, say so: --between ','" in whole.notes[0]
    parted = read_coded_tables(paths, between=",")
    assert (parted.codes, len(parted.notes)) == (("a", "b"), 1)


def test_what_is_read_as_one_is_said(tmp_path: Path) -> None:
    paths = write(tmp_path, all="unit,coder,code\n1,ana,Trust\n1,ben,trust\n")
    assert read_coded_tables(paths).notes[0] == "read as one: 'trust' as 'Trust'"


def test_units_are_named_by_all_columns_with_figures(tmp_path: Path) -> None:
    rows = "turn,sentence,coder,code\n1,2,ana,x\n1,1,ana,\n1,2,ben,\n1,1,ben,\n"
    found = read_coded_tables(write(tmp_path, all=rows))
    assert set(sets(found.judged)) == {(who, at) for who in ("ana", "ben") for at in ("1.1", "1.2")}


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"ana": "unit,a\n1,1\n"}, "needs two coders, the tables have 1"),
        ({"ana": "id,code\n1,x\n", "ben": "id,code\n2,x\n"}, "units are named by 'id'"),
    ],
)
def test_no_agreement_without_two_coders_on_a_unit(
    tmp_path: Path, files: dict[str, str], message: str
) -> None:
    with pytest.raises(QcodeError, match=message):
        read_coded_tables(write(tmp_path, **files))


def test_two_tables_of_one_name_are_not_one_coder(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    paths = [write(tmp_path / folder, codes="unit,a\n1,1\n")[0] for folder in ("one", "two")]
    with pytest.raises(ProblemsError, match="is of coder 'codes', as is"):
        read_coded_tables(paths)


def test_codes_of_two_words_are_no_coders_where_tables_are(tmp_path: Path) -> None:
    heads = "unit,work pay,work time\n"
    paths = write(tmp_path, ana=heads + "1,1,0\n", ben=heads + "1,1,1\n")
    found = read_coded_tables(paths)
    assert sets(found.judged) == {
        ("ana", "1"): {"work pay"},
        ("ben", "1"): {"work pay", "work time"},
    }
    alone = sets(read_coded_tables(paths[:1]).judged)
    assert alone == {("pay", "1"): {"work"}, ("time", "1"): set()}


def test_heads_with_as_many_codes_as_coders_are_told_as_a_guess(tmp_path: Path) -> None:
    paths = write(
        tmp_path, all="unit,ana_trust,ben_trust,ana_fear,ben_fear\n1,1,1,0,1\n2,0,0,0,1\n"
    )
    guessed = read_coded_tables(paths)
    (note,) = [each for each in guessed.notes if "by a guess" in each]
    assert "trust, fear are taken for coders" in note
    named = read_coded_tables(paths, coders=("ana", "ben"))
    assert sets(named.judged) == SAME
    assert not [each for each in named.notes if "by a guess" in each]
