"""Attributes: from headers and front matter, and from tables of cases, checked both ways."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from openpyxl import Workbook

from qcode.errors import CasesError
from qcode.reading.options import ReadingOptions
from qcode.reading.transcripts import Reading, read_transcript, read_transcripts

TALK = "Interviewer: Where?\nMaria: Here.\nTom: There.\n"
CHINESE = "访员：去哪？\n李某：去学校。\n"


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with `en.txt` (Maria, Tom) and `访谈一.txt` (李某) in `talks/`."""
    monkeypatch.chdir(tmp_path)
    folder = Path("talks")
    folder.mkdir()
    (folder / "en.txt").write_text(TALK, "utf-8")
    (folder / "访谈一.txt").write_text(CHINESE, "utf-8")
    return folder


def read_with(table: str | bytes, *, name: str = "cases.csv", **options: object) -> Reading:
    data = table.encode() if isinstance(table, str) else table
    Path("talks", name).write_bytes(data)
    return read_transcripts(["talks"], ReadingOptions(**options))  # type: ignore[arg-type]


def problems(table: str | bytes, **options: object) -> list[str]:
    with pytest.raises(CasesError) as caught:
        read_with(table, **options)  # type: ignore[arg-type]
    return [str(problem).replace("\\", "/") for problem in caught.value.problems]


def facts(reading: Reading) -> dict[str, dict[str, str]]:
    """Attributes by transcript, and by TRANSCRIPT/SPEAKER for speakers who have some."""
    found = {each.id: dict(each.attributes) for each in reading.transcripts}
    for each in reading.transcripts:
        for who in each.speakers:
            if who.attributes:
                found[f"{each.id}/{who.name}"] = dict(who.attributes)
    return found


# -- headers and front matter


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Date: 22 November\nPlace:  Bonn \n", [("Date", "22 November"), ("Place", "Bonn")]),
        ("**Date:** 3 May\n\n# Place: Bonn\n", [("Date", "3 May"), ("Place", "Bonn")]),
        ("时间：2026年5月3日\n访谈地点：村\n", [("时间", "2026年5月3日"), ("访谈地点", "村")]),
        ("时间：5月3日 地点：村委会\n", [("时间", "5月3日"), ("地点", "村委会")]),
        ("Date: 3 May; Place: Bonn\n", [("Date", "3 May"), ("Place", "Bonn")]),
        ("Start time: 10:30 End time: 11:30\n", [("Start time", "10:30 End time: 11:30")]),
        ("Date: 3 May\nDATE: 4 May\n", [("Date", "3 May")]),
        ("12-May-2023 - 10:36 - 1h09m31s - Ana\n", [("date", "12-May-2023")]),
        ("2023年5月3日 下午\n", [("date", "2023年5月3日")]),
        ("12-May-2023 - Ana\nDate: May\n", [("Date", "May")]),
        ("Date: 3 May\nInterviewer: Ana Silva\nSpeakers: Ana, Tom\n", [("Date", "3 May")]),
        ("日期：5月3日\n访谈对象：李某\n備註：无\n", [("日期", "5月3日")]),
        ("Date: 3 May\nPlace:\nNote: bad line\n", [("Date", "3 May")]),
        ("---\ndate: 1 May\nvillage: Hill\n---\nDate: 3 May\nPlace: Bonn\n",
         [("date", "1 May"), ("village", "Hill"), ("Place", "Bonn")]),
        ("", []),
    ],
)  # fmt: skip
def test_header_lines_are_attributes(
    tmp_path: Path, head: str, expected: list[tuple[str, str]]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{head}\nInterviewer: So?\nMaria: At home.\nDate: 9 June\n", "utf-8")
    assert list(read_transcript(path).attributes) == expected


def test_a_long_header_line_takes_no_time(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Place:{' ' * 200_000}Bonn\nDate: May\n\nInterviewer: So?\nMaria: Yes.\n")
    started = time.process_time()
    assert read_transcript(path).attributes == (("Date", "May"),)
    assert time.process_time() - started < 5


def test_where_attributes_stand(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("---\nsite: North\n---\nDate: 3 May\n\nInterviewer: So?\nMaria: Yes.\n")
    assert read_transcript(path).attributes_from == (
        ("site", "front matter"),
        ("Date", "header, line 4"),
    )


# -- tables of cases


def test_rows_of_transcripts_and_speakers(talks: Path) -> None:
    reading = read_with(
        "transcript,speaker,age,Site\nEN.docx,,,North\n访谈一,,,南村\n,maria,41,\nen,TOM ,9,South\n"
    )
    assert facts(reading) == {
        "en": {"Site": "North"},
        "en/Maria": {"age": "41"},
        "en/Tom": {"age": "9", "Site": "South"},
        "访谈一": {"Site": "南村"},
    }
    english = reading.transcripts[0]
    assert english.attributes_from == (("Site", "cases.csv:2"),)
    assert english.speakers[2].attributes_from == (("age", "cases.csv:5"), ("Site", "cases.csv:5"))
    (file,) = reading.cases
    assert file.sha256 == hashlib.sha256((talks / "cases.csv").read_bytes()).hexdigest()
    assert len(file.cases) == 4
    assert reading.notes == (f"attributes are from {talks / 'cases.csv'} too",)


def test_a_speaker_here_stands_before_the_speaker_anywhere(talks: Path) -> None:
    (talks / "two.txt").write_text(TALK, "utf-8")
    reading = read_with("transcript,speaker,age,job\n,Maria,41,farmer\ntwo,Maria,42,\n")
    assert facts(reading)["en/Maria"] == {"age": "41", "job": "farmer"}
    assert facts(reading)["two/Maria"] == {"age": "42", "job": "farmer"}


@pytest.mark.parametrize(
    ("encoding", "mark", "end"),
    [
        ("utf-8", ",", "\n"),
        ("utf-8-sig", ";", "\r\n"),
        ("utf-16", "\t", "\r\n"),
        ("gb18030", ",", "\r\n"),
        ("big5", ",", "\n"),
    ],
)
def test_encodings_and_separators(talks: Path, encoding: str, mark: str, end: str) -> None:
    place, village = ("地點", "貴州省大水村") if encoding == "big5" else ("地点", "贵州省大水村")
    rows = [("transcript", "speaker", place), ("en", "", village), ("en", "Maria", "村小，三年级")]
    text = end.join(mark.join(row) for row in rows[: 2 if encoding == "big5" else 3]) + end
    assert facts(read_with(text.encode(encoding)))["en"] == {place: village}


def test_a_forced_encoding_is_for_the_table_only_where_in_doubt(talks: Path) -> None:
    for path in talks.iterdir():
        path.write_bytes(path.read_bytes().decode().encode("gb18030"))
    for encoding in ("utf-8", "gb18030"):
        table = "transcript,地点\n访谈一,村\n".encode(encoding)
        assert facts(read_with(table, encoding="gb18030"))["访谈一"] == {"地点": "村"}


def test_workbooks_and_tables_with_tabs(talks: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Transcript", "age", "place"), ("en", 41, None), (), ("访谈一", 8, "a, b")):
        sheet.append(row)
    book.save(talks / "cases.xlsx")
    expected = {"en": {"age": "41"}, "访谈一": {"age": "8", "place": "a, b"}}
    reading = read_transcripts([talks])
    assert facts(reading) == expected
    assert reading.transcripts[1].attributes_from[0] == ("age", "cases.xlsx:4")

    (talks / "cases.xlsx").unlink()
    table = "transcript\tage\tplace\nen\t41\n\n访谈一\t8\ta, b\t\t\n"
    assert facts(read_with(table, name="cases.tsv")) == expected


def test_empty_cells_are_no_facts_and_a_file_keeps_its_own(talks: Path) -> None:
    (talks / "en.txt").write_text("Place: Bonn\nDate: 3 May\n\n" + TALK, "utf-8")
    reading = read_with("transcript,place,date,age\nen,,4 May,\n访谈一,x,,\n")
    english = reading.transcripts[0]
    assert english.attributes == (("Place", "Bonn"), ("date", "4 May"))
    assert english.notes[-1:] == (
        "date is '4 May' by cases.csv:2, which counts; '3 May' by header, line 2",
    )


def test_everything_wrong_is_told_at_once(talks: Path) -> None:
    assert problems(
        "transcript,speaker,site,Site,,\n"
        "enn,,a\n"
        "en,,a\n"
        "en.txt,,b\n"
        ",,c\n"
        "en,Mara,d\n"
        ",李某某,e\n"
        "访谈二,,f,g,h\n"
        "访谈一,,f,g,h,i\n"
        '"x\ny",,a\n'
        "en,Hannibal,\n"
    ) == [
        "talks/cases.csv:1: column 4 'Site' is there already: column 3\n"
        "  hint: rename or remove one",
        "talks/cases.csv:2: there is no transcript 'enn'\n  hint: did you mean 'en'?",
        "talks/cases.csv:4: 'en' has a row already: line 3\n  hint: make one row of the two",
        "talks/cases.csv:5: says nothing under 'transcript' and 'speaker'\n"
        "  hint: say whom the row is about, or remove it",
        "talks/cases.csv:6: 'Mara' does not speak in transcript 'en'\n"
        "  hint: did you mean 'Maria'?",
        "talks/cases.csv:7: '李某某' speaks in no transcript\n  hint: did you mean '李某'?",
        "talks/cases.csv:8: has 5 cells where the head has 4\n"
        "  hint: put quotes around cells that hold the separator, or name the column",
        "talks/cases.csv:9: has 6 cells where the head has 4\n"
        "  hint: put quotes around cells that hold the separator, or name the column",
        "talks/cases.csv:10: there is no transcript 'x\ny'\n  hint: there are: en, 访谈一",
        "talks/cases.csv:12: 'Hannibal' does not speak in transcript 'en'\n"
        "  hint: there are: Interviewer, Maria, Tom",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("", "talks/cases.csv: is empty"),
        (" , \n\n", "talks/cases.csv: is empty"),
        ("file,age\nen,4\n", "1: has no column 'transcript' or 'speaker', but 'file', 'age'\n"
         "  hint: name the column of transcripts 'transcript'"),
        ("transcript,a,transcript\nen,b,c\n", "1: column 3 'transcript' is there already"),
        ("transcript,,b\nen,a,b\n", "1: column 2 has cells but no name"),
        ('transcript,a\nen,"b\n', "2: is no table from this line on"),
        (b"\x89PNG\0\0", "talks/cases.csv: is a picture, not text"),
    ],
)  # fmt: skip
def test_unusable_tables(talks: Path, table: str | bytes, message: str) -> None:
    (found,) = problems(table)
    assert message in found


def test_a_table_is_found_beside_the_files_or_named(talks: Path) -> None:
    (talks / "deep").mkdir()
    (talks / "deep" / "x.txt").write_text(TALK, "utf-8")
    (talks / "deep" / "cases.csv").write_text("transcript,a\nx,1\n")
    (talks / "cases.csv").write_text("transcript,a\nen,2\n")
    Path("other.csv").write_text("transcript,a\nen,3\n")
    by_glob = [talks / "cases.csv", talks / "en.txt"]

    def values(paths: Iterable[Path], **options: object) -> dict[str, str]:
        reading = read_transcripts(paths, ReadingOptions(**options))  # type: ignore[arg-type]
        assert not reading.failed
        return {each.id: dict(each.attributes).get("a", "") for each in reading.transcripts}

    assert values([talks]) == {"x": "1", "en": "2", "访谈一": ""}
    assert values([talks / "en.txt"]) == {"en": "2"}
    assert values(by_glob) == {"en": "2"}
    assert values([talks], cases=Path("other.csv")) == {"x": "", "en": "3", "访谈一": ""}


def test_a_named_table_among_the_transcripts_is_no_transcript(talks: Path) -> None:
    reading = read_with("transcript,text\nen,x\n", name="people.csv", cases=talks / "people.csv")
    assert [each.id for each in reading.transcripts] == ["en", "访谈一"]
    assert reading.transcripts[0].attributes == (("text", "x"),)


def test_two_tables_in_one_folder(talks: Path) -> None:
    (talks / "cases.tsv").write_text("transcript\ta\nen\t1\n")
    (found,) = problems("transcript,a\nen,1\n")
    assert found.startswith("talks/cases.tsv: is not the only table of cases in its folder")


@pytest.mark.parametrize(
    ("name", "message"), [("none.csv", "no such file"), ("cases.ods", "is of no format")]
)
def test_a_named_table_that_cannot_be_read(talks: Path, name: str, message: str) -> None:
    with pytest.raises(CasesError, match=message):
        read_transcripts([talks], ReadingOptions(cases=Path(name)))


def test_rows_about_files_that_are_not_being_read_are_fine(talks: Path) -> None:
    (talks / "cases.csv").write_text(
        "transcript,speaker,a\n访谈一,李某,1\n,李某,2\nen,,3\n", "utf-8"
    )
    reading = read_transcripts([talks / "en.txt"])
    assert facts(reading) == {"en": {"a": "3"}}
    assert reading.notes[1:] == ("cases of speakers who are not in these transcripts: '李某'",)

    (talks / "broken.docx").write_bytes(b"")
    (talks / "cases.csv").write_text("transcript,a\nbroken,1\n访谈一,1\n", "utf-8")
    reading = read_transcripts([talks])
    assert [Path(problem.path).name for problem in reading.failed] == ["broken.docx"]
    assert reading.notes[1:] == (f"{talks / 'cases.csv'}: no row for en",)


def test_problems_of_files_are_told_with_those_of_the_table(talks: Path) -> None:
    (talks / "broken.docx").write_bytes(b"")
    assert [text.split(":")[0] for text in problems("transcript,a\nem,1\n")] == [
        "talks/broken.docx",
        "talks/cases.csv",
    ]


def test_composed_and_decomposed_names_are_one(talks: Path) -> None:
    (talks / "caf\u00e9.txt").write_text(TALK, "utf-8")
    assert facts(read_with("transcript,a\nCAFE\u0301,1\n"))["caf\u00e9"] == {"a": "1"}


def test_a_table_alone_is_no_transcript(talks: Path) -> None:
    (talks / "cases.csv").write_text("transcript,a\nen,1\n")
    (failed,) = read_transcripts([talks / "cases.csv"]).failed
    assert failed.message == "is a table of cases, not a transcript"
