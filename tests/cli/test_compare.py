from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.conftest import Qcode

GOLD = """\
transcript,turn,code
grandmother,2,photo_proof
grandmother,4,photo_proof
村干部,2,
"""


@pytest.fixture
def gold(study: Path) -> str:
    (study / "gold.csv").write_text(GOLD, encoding="utf-8")
    return "gold.csv"


def test_compare_shows_counts_and_measures(qcode: Qcode, gold: str) -> None:
    result = qcode("compare", "codebook.yaml", "talks", "--gold", gold)

    assert result.exit_code == 0
    assert "3 turns judged" in result.stdout
    rows = {line.split()[0]: line.split()[1:] for line in result.stdout.splitlines() if line}
    assert rows["photo_proof"][:5] == ["2", "2", "1", "1", "1"], (
        "gold, suggested, both, missed, false"
    )
    assert rows["photo_proof"][5:8] == ["0.50", "0.50", "0.50"]


def test_list_shows_misses_and_false_hits_in_words(qcode: Qcode, gold: str) -> None:
    result = qcode("compare", "codebook.yaml", "talks", "--gold", gold, "--list")

    misses, false_hits = result.stdout.split("misses: 1")[1].split("false hits: 2")
    assert "Nobody cares for the child. (laughs) It is so." in misses
    assert "来了拍了照就走" in false_hits


def test_tables_go_beside_each_other(qcode: Qcode, gold: str) -> None:
    result = qcode("compare", "codebook.yaml", "talks", "--gold", gold, "--list", "-o", "c.csv")

    assert result.exit_code == 0
    assert result.stdout == ""
    with Path("c_misses.csv").open(encoding="utf-8", newline="") as file:
        assert [row["turn"] for row in csv.DictReader(file)] == ["4"]
    assert Path("c_false_hits.csv").exists()
    assert Path("c.csv").read_text(encoding="utf-8").startswith("code,gold,suggested,both")


def test_rules_rho_and_earlier_codebooks(qcode: Qcode, gold: str) -> None:
    asked = ("compare", "codebook.yaml", "talks", "--gold", gold)
    rules = qcode(*asked, "--rules", "-o", "rules.csv")
    assert rules.exit_code == 0, rules.stderr
    with Path("rules.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["rule"] == "photo-taken"
    assert "rho" in qcode(*asked, "--rho", "0.65").stdout
    assert "--rho 0.2 is not between" in qcode(*asked, "--rho", "0.2").stderr
    text = Path("codebook.yaml").read_text("utf-8").replace("| 拍了照", "")
    Path("old.yaml").write_text(text, encoding="utf-8")
    curve = qcode(*asked, "--earlier", "old.yaml", "-o", "curve.csv")
    assert curve.exit_code == 0, curve.stderr
    with Path("curve.csv").open(encoding="utf-8", newline="") as file:
        first, second = csv.DictReader(file)
    assert "old.yaml" in first["version"]
    assert int(first["suggested"]) < int(second["suggested"])
    assert qcode(*asked, "--earlier", "old.yaml", "-o", "curve.svg").exit_code == 0
    assert "precision" in Path("curve.svg").read_text("utf-8")
    assert "of all codes together" in qcode(*asked, "--earlier", "old.yaml", "--rules").stderr


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("grandmother,2", "grandmothr,2"), "did you mean 'grandmother'?"),
        (("grandmother,2", "grandmother,20"), "has no turn 20"),
        (("turn,code", "number,code"), "gold.csv"),
        (("grandmother,2", "grandmother,two"), "gold.csv:2"),
    ],
)
def test_a_gold_file_that_does_not_fit(
    qcode: Qcode, gold: str, change: tuple[str, str], message: str
) -> None:
    Path(gold).write_text(GOLD.replace(*change), encoding="utf-8")
    result = qcode("compare", "codebook.yaml", "talks", "--gold", gold)

    assert result.exit_code == 1
    assert message in result.stderr
    assert result.stdout == ""
