from __future__ import annotations

import builtins
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from qcode.study.desk import Desk
from qcode.study.rounds import draw_sample, freeze
from tests.cli.conftest import Qcode
from tests.study.folder import anchor_of, edit, make


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = make(tmp_path)
    with Desk(made, "Ana") as desk:
        draw_sample(desk, "pilot", size=3, seed=1)
        desk.code(anchor_of(made, "grandmother", "a photo of the rice"), "photo_proof")
        desk.code(anchor_of(made, "cadre", "😀没人问"), "care", against=True, reason='so "it" is')
        desk.memo("One,\ntwo", "segment", anchor=anchor_of(made, "cadre", "没人问"))
        desk.saw(made.transcript("cadre"), made.transcript("cadre").turns[:2], suggestions=True)
        made = desk.study
    with Desk(made, "Ben") as desk:
        desk.reject(anchor_of(made, "cadre", "来了拍了照就走，材料要有照片。"), "photo_proof")
        freeze(desk, "first", ["Ana", "Ben"])
    edit(made, "grandmother", "What do they", "Well, what do they")
    monkeypatch.chdir(made.folder)
    return made.folder


def test_every_quotation_is_where_its_place_says(qcode: Qcode, study: Path) -> None:
    assert qcode("export", "study.sqlite").exit_code == 0
    with closing(sqlite3.connect("study.sqlite")) as base:
        names = [row[0] for row in base.execute("SELECT name FROM sqlite_master ORDER BY name")]
        for table in ("codings", "rejections", "suggestions", "memos", "turns"):
            column = "text" if table == "turns" else "quotation"
            rows = base.execute(
                f"SELECT substr(t.text, x.start + 1, x.end - x.start), x.{column} "
                f"FROM {table} x JOIN transcripts t USING (transcript)"
            ).fetchall()
            assert rows
            assert all(there == told for there, told in rows)
        side = base.execute("SELECT side, outcome, reason FROM codings ORDER BY side").fetchall()
        described = dict(base.execute('SELECT "table", count(*) FROM about_columns GROUP BY 1'))
        counts = {
            name: len(base.execute(f'SELECT * FROM "{name}"').description)
            for name in names
            if not name.startswith("about")
        }
    assert side == [("against", "exact", 'so "it" is'), ("for", "moved", "")]
    assert described == counts
    expected = "attributes coders codes codings memos records rejections rounds samples speakers"
    assert {*expected.split(), "suggestions", "transcripts", "turns", "turns_read"} == set(counts)


def test_the_same_study_gives_the_same_file(qcode: Qcode, study: Path) -> None:
    qcode("export", "one.sqlite")
    qcode("export", "two.sqlite")
    assert Path("one.sqlite").read_bytes() == Path("two.sqlite").read_bytes()
    qcode("export", "one.sqlite")
    Path("mine.db").write_text("my notes", encoding="utf-8")
    refused = qcode("export", "mine.db")
    assert (refused.exit_code, "is there and is no database" in refused.stderr) == (1, True)
    assert Path("mine.db").read_text(encoding="utf-8") == "my notes"


def test_parquet(qcode: Qcode, study: Path, monkeypatch: Any) -> None:
    pytest.importorskip("pyarrow")
    assert qcode("export", "tables.parquet").exit_code == 0
    codings = pd.read_parquet("tables.parquet/codings.parquet")
    assert codings["quotation"].tolist() == ["😀没人问", "a photo of the rice"]
    assert qcode("export", "tables.parquet").exit_code == 0
    Path("tables.parquet/mine.txt").write_text("x", encoding="utf-8")
    assert "holds something else" in qcode("export", "tables.parquet").stderr
    found = builtins.__import__

    def without(name: str, *args: Any, **more: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return found(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    assert "pip install 'qcode-qda[parquet]'" in qcode("export", "t.parquet").stderr


def test_other_suffixes(qcode: Qcode, study: Path) -> None:
    assert "unknown suffix" in qcode("export", "study.mdb").stderr


def test_a_folder_of_csv(qcode: Qcode, study: Path) -> None:
    assert qcode("export", "study.csv").exit_code == 0
    assert qcode("export", "study.csv", "--excel").exit_code == 0
    coders = pd.read_csv("study.csv/coders.csv")
    assert coders.to_dict("records") == [
        {"coder": "Ana", "codings": 2, "turns_read": 3, "transcripts_read": 2},
        {"coder": "Ben", "codings": 0, "turns_read": 0, "transcripts_read": 0},
    ]
    about = pd.read_csv("study.csv/about_columns.csv")
    turns = about[about["table"] == "turns"]["column"].tolist()
    assert turns == list(pd.read_csv("study.csv/turns.csv").columns)
    Path("study.csv/mine.txt").write_text("mine", encoding="utf-8")
    assert "holds something else" in qcode("export", "study.csv").stderr
