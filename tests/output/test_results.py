from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from qcode.errors import OutputError, Problem, QcodeError
from qcode.model.coding import Suggestion
from qcode.output import files, results
from qcode.output.results import FILES, RunSettings, check_directory, write_results
from tests.analysis.records import codebook, suggestion, transcript

GOLDEN = Path(__file__).parent.parent / "golden"
BOOK = codebook(
    """
care: = Care / 照料
  family = "Family", kin / 家人, 亲戚
  school = School / 学校
=odd = An id like a formula
unused = Unused / 没有用过
"""
)
EN = transcript(
    "en",
    """
    I: Who looks after, say, the "boy"?
    A: His grandmother, "most days",\\nshe does. The school helps.
    B: =SUM(A1) is what they write. [laughs]
    """,
    attributes=[("site", "North, upper")],
    minutes=True,
)
ZH = transcript("访谈一", "问: 谁照顾孩子？\n甲: 奶奶照顾，学校也帮忙。", language="zh")
SILENT = transcript("silent", "I: Is anybody there?")
ALL = (EN, ZH, SILENT)
GRANDMOTHER = 'His grandmother, "most days",\nshe does.'
FOUND: tuple[Suggestion, ...] = (
    suggestion("=odd", EN, 3, "=SUM(A1) is what they write.", matched=["SUM", "write"]),
    suggestion("school", EN, 2, "The school helps.", matched=["school helps"]),
    suggestion("family", EN, 2, GRANDMOTHER, matched=["grandmother", "most days", "does"]),
    suggestion("family", EN, 2, "The school helps.", matched=["school"]),
    suggestion("school", ZH, 2, matched=["学校", "帮忙"]),
    suggestion("family", ZH, 2, matched=["奶奶"]),
)
FAILED = (Problem("interviews/bad/broken.docx", 0, "is empty", "export it again"),)


def write(directory: Path, **settings: Any) -> dict[str, str]:
    """The texts of the files that a run leaves, by name."""
    write_results(
        directory,
        suggestions=FOUND,
        transcripts=ALL,
        codebook=BOOK,
        failed=FAILED,
        settings=RunSettings(**settings),
    )
    return {path.name: path.read_bytes().decode() for path in sorted(directory.iterdir())}


def check_golden(folder: str, written: Mapping[str, str]) -> None:
    """Compare byte for byte; with UPDATE_GOLDEN=1 write what is expected instead."""
    if os.environ.get("UPDATE_GOLDEN"):
        (GOLDEN / folder).mkdir(parents=True, exist_ok=True)
        for name, text in written.items():
            (GOLDEN / folder / name).write_bytes(text.encode())
    for name, text in written.items():
        assert text.encode() == (GOLDEN / folder / name).read_bytes(), name


def without_versions(run: str) -> str:
    record = json.loads(run)
    assert set(record.pop("versions")) > {"qcode", "python", "spacy", "pandas"}
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize(
    ("folder", "settings"),
    [
        ("plain", {}),
        ("excel", {"excel": True, "roll_up": True, "count": "units", "unit": "sentence"}),
        ("rates", {"count": "per-1000", "by": "speaker", "speakers": "all"}),
        ("shares", {"count": "share"}),
        ("long", {"count": "share", "by": "attribute:site", "long": True, "unit": "transcript"}),
    ],
)
def test_golden_files(tmp_path: Path, folder: str, settings: dict[str, Any]) -> None:
    written = write(tmp_path / "out", **settings)
    assert set(written) == set(FILES)
    check_golden(folder, {**written, "run.json": without_versions(written["run.json"])})


def test_the_same_input_gives_the_same_bytes_in_any_order_and_place(tmp_path: Path) -> None:
    one = write(tmp_path / "one")
    write_results(
        tmp_path / "deeper" / "two",
        suggestions=FOUND[::-1],
        transcripts=ALL,
        codebook=BOOK,
        failed=FAILED,
    )
    for name, text in one.items():
        assert (tmp_path / "deeper" / "two" / name).read_bytes() == text.encode()
    assert str(tmp_path) not in one["run.json"]


def test_paths_are_told_without_the_place_they_were_read_from(tmp_path: Path) -> None:
    place = tmp_path / "data" / "a.txt"
    problem = Problem(str(place), 0, f"has the same name as '{tmp_path / 'more' / 'a.txt'}'")
    other = Problem(str(tmp_path / "more" / "a.txt"), 0, f"has the same name as '{place}'")
    write_results(
        tmp_path / "out", suggestions=(), transcripts=(), codebook=BOOK, failed=[problem, other]
    )
    record = json.loads((tmp_path / "out" / "run.json").read_text())
    assert [failure["file"] for failure in record["failed"]] == ["data/a.txt", "more/a.txt"]
    assert record["failed"][0]["message"] == "has the same name as 'more/a.txt'"


def test_results_replace_those_of_an_earlier_run(tmp_path: Path) -> None:
    first = write(tmp_path)
    (tmp_path / ".DS_Store").write_bytes(b"")
    second = write(tmp_path, count="binary")
    assert second["suggested_matrix.csv"] != first["suggested_matrix.csv"]
    (tmp_path / "suggested_codes.csv").unlink()
    assert set(write(tmp_path)) == {*FILES, ".DS_Store"}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("notes.txt", "mine", "holds files that qcode did not write: 'notes.txt'"),
        ("suggestions.csv", "mine", "holds files that qcode did not write: 'suggestions.csv'"),
        ("run.json", "{}", "holds files that qcode did not write: 'run.json'"),
        ("run.json", "no json", "holds files that qcode did not write: 'run.json'"),
    ],
)
def test_somebody_elses_files_are_left_alone(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(OutputError, match=message) as error:
        write(tmp_path)
    assert "hint: choose a new or empty folder" in str(error.value)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == text


def test_a_folder_with_results_and_something_else_is_left_alone(tmp_path: Path) -> None:
    before = write(tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match=r"did not write: 'notes\.txt'"):
        write(tmp_path, count="binary")
    assert (tmp_path / "suggested_matrix.csv").read_text() == before["suggested_matrix.csv"]


def test_work_done_in_a_table_is_not_overwritten(tmp_path: Path) -> None:
    write(tmp_path)
    with (tmp_path / "suggestions.csv").open("a") as table:
        table.write("reviewed by hand\n")
    with pytest.raises(OutputError, match=r"suggestions\.csv' was changed after qcode wrote it"):
        write(tmp_path)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    for place in (tmp_path / "out", tmp_path / "out" / "deeper"):
        with pytest.raises(OutputError, match="out' is a file, not a folder"):
            write(place)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_without_rights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results.os, "access", lambda *_: False)
    with pytest.raises(OutputError, match=r"cannot write into '.*': permission denied"):
        check_directory(tmp_path / "out")


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(OutputError, match=r"cannot write '.*out': no space left on device"):
        write(tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("moved", [0, 2, 4])
def test_an_interruption_leaves_all_or_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moved: int
) -> None:
    calls = 0
    replace = Path.replace

    def interrupted(source: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == moved + 1:
            raise KeyboardInterrupt
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(FILES)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_interruption_before_the_move_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "_move", interrupted)
    monkeypatch.setattr(Path, "write_bytes", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_settings_that_do_not_fit_leave_nothing(tmp_path: Path) -> None:
    with pytest.raises(QcodeError, match="did you mean 'site'"):
        write(tmp_path / "out", by="sight")
    assert list(tmp_path.iterdir()) == []


def test_quotations_read_back_exactly(tmp_path: Path) -> None:
    import pandas as pd

    write(tmp_path / "out")
    texts = {each.id: each.text for each in ALL}
    table = pd.read_csv(tmp_path / "out" / "suggestions.csv", keep_default_na=False)
    assert len(table) == len(FOUND)
    for row in table.to_dict("records"):
        assert row["quotation"] == texts[row["transcript"]][row["start"] : row["end"]]


def test_the_folder_can_be_removed_and_written_again(tmp_path: Path) -> None:
    first = write(tmp_path / "out")
    shutil.rmtree(tmp_path / "out")
    assert write(tmp_path / "out") == first
