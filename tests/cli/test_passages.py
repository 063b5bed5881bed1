from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.conftest import CODEBOOK, Qcode

INPUTS = ("codebook.yaml", "talks")


def rows(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_quotes_on_the_screen(qcode: Qcode, study: Path) -> None:
    result = qcode("quotes", *INPUTS)

    assert result.exit_code == 0
    assert "They [laughs] took a photo of the rice [/laughs]." in result.stdout
    assert "来了拍了照就走，（笑）材料要有照片。" in result.stdout


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ((), [("grandmother", "2"), ("grandmother", "4"), ("村干部", "2")]),
        (("--code", "care"), [("grandmother", "4")]),
        (("--code", "care", "--code", "photo_proof", "--transcript", "村干部"), [("村干部", "2")]),
        (("--code", "formalism"), [("grandmother", "2"), ("村干部", "2")]),
        (("--speaker", "Grandmother"), [("grandmother", "2"), ("grandmother", "4")]),
        (("--speaker", "grandmother/Grandmother", "--code", "care"), [("grandmother", "4")]),
        (("--role", "interviewer"), []),
    ],
)
@pytest.mark.parametrize("command", ["quotes", "kwic"])
def test_filters_open_a_cell(
    qcode: Qcode,
    study: Path,
    command: str,
    filters: tuple[str, ...],
    expected: list[tuple[str, str]],
) -> None:
    result = qcode(command, *INPUTS, *filters, "-o", "out.csv")

    assert result.exit_code == 0
    assert result.stdout == ""
    assert "written to out.csv" in result.stderr
    found = [(row["transcript"], row["turn"]) for row in rows("out.csv")]
    assert list(dict.fromkeys(found)) == expected


def test_a_code_with_rules_of_its_own_stands_for_itself_unless_rolled_up(
    qcode: Qcode, study: Path
) -> None:
    own = "    rules:\n      - id: own\n        find: rice\n    codes:\n"
    Path("codebook.yaml").write_text(CODEBOOK.replace("    codes:\n", own, 1), encoding="utf-8")

    for options, expected in (((), {"formalism"}), (("--roll-up",), {"formalism", "photo_proof"})):
        qcode("quotes", *INPUTS, "--code", "formalism", *options, "-o", "out.csv")
        assert {row["code"] for row in rows("out.csv")} == expected


def test_context(qcode: Qcode, study: Path) -> None:
    qcode("quotes", *INPUTS, "--code", "care", "--context", "1", "-o", "out.csv")

    (row,) = rows("out.csv")
    assert row["before"] == "Interviewer: And the children?"
    assert row["quotation"] == "Nobody cares for the child."


def test_kwic_width(qcode: Qcode, study: Path) -> None:
    qcode("kwic", *INPUTS, "--code", "photo_proof", "--width", "9", "-o", "out.csv")

    first = rows("out.csv")[0]
    assert (first["pre"], first["keyword"]) == ("[laughs] ", "took")
    assert first["post"] == " a photo "


def test_kwic_on_the_screen(qcode: Qcode, study: Path) -> None:
    result = qcode("kwic", *INPUTS, "--code", "photo_proof")

    assert result.exit_code == 0
    assert "[laughs] took a photo" in result.stdout


@pytest.mark.parametrize(
    ("filters", "hint"),
    [
        (("--code", "photo_prof"), "did you mean 'photo_proof'?"),
        (("--transcript", "grandmothr"), "did you mean 'grandmother'?"),
        (("--speaker", "Grandmothr"), "did you mean 'Grandmother'?"),
    ],
)
@pytest.mark.parametrize("command", ["quotes", "kwic"])
def test_unknown_names(
    qcode: Qcode, study: Path, command: str, filters: tuple[str, ...], hint: str
) -> None:
    result = qcode(command, *INPUTS, *filters)

    assert result.exit_code == 1
    assert hint in result.stderr
    assert result.stdout == ""


def test_excel(qcode: Qcode, study: Path) -> None:
    qcode("quotes", *INPUTS, "--excel", "-o", "out.csv")
    assert Path("out.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("output", ["out.pdf", "nowhere/out.csv", "talks"])
def test_an_output_that_cannot_be(qcode: Qcode, study: Path, output: str) -> None:
    result = qcode("quotes", *INPUTS, "-o", output)

    assert result.exit_code == 1
    assert "error: " in result.stderr
    assert "  hint: " in result.stderr


@pytest.mark.parametrize("command", ["quotes", "kwic", "compare"])
def test_a_wrong_suffix_is_told_before_anything_is_read(qcode: Qcode, command: str) -> None:
    gold = ("--gold", "no.csv") if command == "compare" else ()
    result = qcode(command, "no.yaml", "nowhere", *gold, "-o", "q.foo")

    assert result.exit_code == 1
    assert "cannot write 'q.foo': '.foo' is not supported" in result.stderr


@pytest.mark.parametrize("output", ["q.xlsx", "q.md", "q.tex", "q.json", "q.docx"])
def test_quotations_in_every_format_and_layout(qcode: Qcode, study: Path, output: str) -> None:
    for layout in ((), ("--levels",)):
        result = qcode("quotes", *INPUTS, *layout, "-o", f"{len(layout)}{output}")

        assert result.exit_code == 0, result.stderr
        assert Path(f"{len(layout)}{output}").stat().st_size


def test_three_levels(qcode: Qcode, study: Path) -> None:
    qcode("quotes", *INPUTS, "--levels", "-o", "q.csv")

    first = rows("q.csv")[0]
    assert list(first) == ["编号", "原始语句", "初始概念", "范畴", "主范畴"]
    assert first["原始语句"] == "They [laughs] took a photo of the rice [/laughs]."
