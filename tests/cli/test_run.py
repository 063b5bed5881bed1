from __future__ import annotations

import csv
import hashlib
import json
import os
import sys
from pathlib import Path

import pytest

from qcode.errors import OutputError
from tests.cli.conftest import Qcode


def test_writes_the_tables_and_shows_participants_first_then_the_matrix(
    qcode: Qcode, study: Path
) -> None:
    result = qcode("run", "codebook.yaml", "talks", "-o", "results")

    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    codes, matrix = lines[1:4], lines[6:9]
    assert [row[0] for row in codes] == ["code", "photo_proof", "care"]
    assert "2 of 2" in result.stdout.splitlines()[2]
    assert matrix == [
        ["transcript", "photo_proof", "care"],
        ["grandmother", "1", "1"],
        ["村干部", "1", "0"],
    ]
    assert "Suggestions by rules; nobody has reviewed them." in result.stdout
    assert "Written to results: suggested_matrix.csv" in result.stdout
    assert "2 transcripts, 6 turns" in result.stderr
    assert sorted(path.name for path in Path("results").iterdir()) == [
        "run.json",
        "suggested_codes.csv",
        "suggested_cooccurrence.csv",
        "suggested_matrix.csv",
        "suggestions.csv",
    ]


def test_square_brackets_of_transcripts_are_words(qcode: Qcode, study: Path) -> None:
    assert qcode("run", "codebook.yaml", "talks", "-o", "results").exit_code == 0

    with Path("results/suggestions.csv").open(encoding="utf-8", newline="") as file:
        first = next(csv.DictReader(file))
    assert first["quotation"] == "They [laughs] took a photo of the rice [/laughs]."


def test_same_input_same_bytes(qcode: Qcode, study: Path) -> None:
    for folder in ("a", "b"):
        qcode("run", "codebook.yaml", "talks", "-o", folder)
    for path in Path("a").iterdir():
        assert path.read_bytes() == (Path("b") / path.name).read_bytes(), path.name


@pytest.mark.parametrize(
    ("options", "header", "row"),
    [
        ((), "transcript,photo_proof,care", "grandmother,1,1"),
        (("--by", "speaker"), "speaker,photo_proof,care", "村干部/村干部,1,0"),
        (("--count", "share"), "transcript,photo_proof,care", "grandmother,0.5,0.5"),
        (("--roll-up",), "transcript,formalism,photo_proof,care", "grandmother,1,1,1"),
        (("--long",), "transcript,code,value", "grandmother,care,1"),
        (("--excel",), "\ufefftranscript,photo_proof,care", "grandmother,1,1"),
    ],
)
def test_options_shape_the_matrix(
    qcode: Qcode, study: Path, options: tuple[str, ...], header: str, row: str
) -> None:
    assert qcode("run", "codebook.yaml", "talks", "-o", "results", *options).exit_code == 0

    lines = Path("results/suggested_matrix.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == header
    assert row in lines


def test_rows_by_an_attribute_of_the_cases(qcode: Qcode, study: Path) -> None:
    table = "transcript,speaker,Site,年龄组\ngrandmother,,North,\n村干部,村干部,南村,中年\n"
    Path("people.csv").write_text(table, encoding="utf-8-sig")
    for by, expected in (
        ("site", ["Site,photo_proof,care", "North,1,1", "南村,1,0"]),
        ("年龄组", ["年龄组,photo_proof,care", "中年,1,0", "(not given),1,1"]),
    ):
        asked = ("--by", by, "--cases", "people.csv")
        result = qcode("run", "codebook.yaml", "talks", "-o", "results", *asked)

        assert result.exit_code == 0
        lines = Path("results/suggested_matrix.csv").read_text(encoding="utf-8").splitlines()
        assert lines == expected

    record = json.loads(Path("results/run.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256(Path("people.csv").read_bytes()).hexdigest()
    assert record["cases"] == [{"file": "people.csv", "sha256": digest, "rows": 2}]
    assert record["settings"]["reading"]["cases"] == "people.csv"
    assert record["transcripts"][1]["speakers"][1]["attributes"] == {
        "Site": "南村",
        "年龄组": "中年",
    }


def test_cases_that_do_not_fit_are_named_and_nothing_is_written(qcode: Qcode, study: Path) -> None:
    table = "transcript,speaker,site\ngrandmothr,,North\n村干部,村干步,\n村干部,,a,b\n"
    Path("talks/cases.csv").write_text(table, encoding="utf-8")
    result = qcode("run", "codebook.yaml", "talks", "-o", "results")

    assert result.exit_code == 1
    path = Path("talks/cases.csv")
    assert f"{path}:2: there is no transcript 'grandmothr'" in result.stderr
    assert "did you mean 'grandmother'?" in result.stderr
    assert f"{path}:3: '村干步' does not speak in transcript '村干部'" in result.stderr
    assert f"{path}:4: has 4 cells where the head has 3" in result.stderr
    assert result.stdout == ""
    assert not Path("results").exists()


def test_an_unknown_attribute_lists_those_there_are(qcode: Qcode, study: Path) -> None:
    Path("talks/cases.csv").write_text("speaker,site,age\nGrandmother,North,71\n")
    result = qcode("run", "codebook.yaml", "talks", "-o", "results", "--by", "sites")

    assert result.exit_code == 1
    assert "hint: did you mean 'site'? there are: site, age" in result.stderr
    assert "no row for 村干部" in result.stderr
    assert not Path("results").exists()


def test_interviewers_are_coded_only_when_asked_for(qcode: Qcode, study: Path) -> None:
    Path("talks/x.txt").write_text(
        "Interviewer: Did they take a photo?\nFather: Yes, they did.\n", encoding="utf-8"
    )
    for speakers, expected in (("participants", "0"), ("all", "1")):
        qcode("run", "codebook.yaml", "talks/x.txt", "-o", "results", "--speakers", speakers)
        lines = Path("results/suggested_matrix.csv").read_text(encoding="utf-8").splitlines()
        assert lines[1] == f"x,{expected},0"


def test_a_named_interviewer_is_not_coded(qcode: Qcode, study: Path) -> None:
    Path("talks/names.txt").write_text(
        "Mara: We took a photo of it.\nJo: I see. Where?\nMara: At home.\nJo: And then?\n",
        encoding="utf-8",
    )
    told = qcode("run", "codebook.yaml", "talks/names.txt", "-o", "r", "--interviewer", "Mara")
    guessed = qcode("run", "codebook.yaml", "talks/names.txt", "-o", "r")

    assert "0 suggestions" in told.stderr
    assert "1 suggestion " in guessed.stderr
    assert "'Jo' asks, by a guess; --interviewer NAME sets it" in guessed.stderr


def test_bad_files_are_named_at_the_end_and_the_good_ones_are_processed(
    qcode: Qcode, study: Path
) -> None:
    Path("talks/empty.txt").write_bytes(b"")
    result = qcode("run", "codebook.yaml", "talks", "-o", "results")

    assert result.exit_code == 1
    assert "grandmother" in result.stdout
    assert "1 could not be read and is left out:" in result.stderr
    assert str(Path("talks/empty.txt")) in result.stderr.split("left out:")[1]
    record = json.loads(Path("results/run.json").read_text(encoding="utf-8"))
    assert [failure["file"] for failure in record["failed"]] == ["empty.txt"]


def test_nothing_is_written_when_no_transcript_can_be_read(qcode: Qcode, study: Path) -> None:
    Path("empty.txt").write_bytes(b"")
    result = qcode("run", "codebook.yaml", "empty.txt", "-o", "results")

    assert result.exit_code == 1
    assert result.stdout == ""
    assert not Path("results").exists()


def test_an_interruption_leaves_no_tables(
    qcode: Qcode, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("qcode.matching.suggest.suggest", interrupted)
    result = qcode("run", "codebook.yaml", "talks", "-o", "results")

    assert result.exit_code == 130
    assert result.stderr.splitlines()[-1] == "interrupted"
    assert not Path("results").exists()


def test_other_peoples_files_are_safe(qcode: Qcode, study: Path) -> None:
    result = qcode("run", "codebook.yaml", "talks", "-o", "talks")

    assert result.exit_code == 1
    assert "holds files that qcode did not write" in result.stderr
    assert sorted(path.name for path in Path("talks").iterdir()) == [
        "grandmother.txt",
        "村干部.txt",
    ]


def test_a_full_disk_is_a_message(
    qcode: Qcode, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OutputError("cannot write 'results': no space left on device")

    monkeypatch.setattr("qcode.output.results.write_results", full)
    result = qcode("run", "codebook.yaml", "talks", "-o", "results")

    assert result.exit_code == 1
    assert "error: cannot write 'results'" in result.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="other systems know no such names")
def test_a_file_name_that_is_in_no_encoding(qcode: Qcode, study: Path) -> None:
    odd = study / "talks" / os.fsdecode(b"caf\xe9.txt")
    odd.write_text("Interviewer: Yes?\nTom: They took a photo.\n", encoding="utf-8")
    result = qcode("run", study / "codebook.yaml", study / "talks", "-o", study / "results")
    assert result.exit_code == 0
    matrix = (study / "results" / "suggested_matrix.csv").read_text(encoding="utf-8")
    assert "caf\\udce9,1," in matrix
