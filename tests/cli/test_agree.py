"""`qcode agree` on tables of codings, against other libraries."""

from __future__ import annotations

from pathlib import Path

import krippendorff
import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import cohen_kappa_score

from tests.cli.conftest import Qcode

CODES = [f"code {number}" for number in range(1, 39)]
UNITS = [(f"P{1 + at // 20:02}", 1 + at % 20) for at in range(480)]


@pytest.fixture
def coded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, np.ndarray]:
    """What two coders say about 38 codes, of which one is never used, in `coded.csv`."""
    monkeypatch.chdir(tmp_path)
    random = np.random.default_rng(38)
    shares = np.append(random.uniform(0.01, 0.3, 37), 0)
    truth = random.random((480, 38)) < shares
    found = {
        coder: np.where(random.random(truth.shape) < 0.85, truth, random.random(truth.shape) < 0.1)
        & (shares > 0)
        for coder in ("ana", "ben")
    }
    lines = ["transcript,turn,coder,code"]
    for coder, marks in found.items():
        for (transcript, turn), row in zip(UNITS, marks, strict=True):
            codes = "; ".join(np.array(CODES)[row])
            lines.append(f"{transcript},{turn},{coder},{codes}")
    Path("coded.csv").write_text("\n".join(lines), "utf-8")
    for coder, marks in found.items():
        pd.DataFrame(marks.astype(int), columns=CODES).to_excel(f"{coder}.xlsx", index=False)
    return found


@pytest.mark.parametrize("tables", [("coded.csv",), ("ana.xlsx", "ben.xlsx")])
def test_38_codes_as_other_libraries_have_them(
    qcode: Qcode, coded: dict[str, np.ndarray], tables: tuple[str, ...]
) -> None:
    assert qcode("agree", *tables, "--draws", "20", "-o", "a.csv").exit_code == 0
    table = pd.read_csv("a.csv").set_index("code")
    for code, ana, ben in zip(CODES, coded["ana"].T, coded["ben"].T, strict=True):
        if not (ana.any() or ben.any()):
            assert code not in table.index or np.isnan(table.loc[code, "kappa"])
            continue
        alpha = krippendorff.alpha(np.array([ana, ben]).astype(int), level_of_measurement="nominal")
        expected = (480, ana.sum(), ben.sum(), cohen_kappa_score(ana, ben), alpha)
        names = ["units", "positives_ana", "positives_ben", "kappa", "alpha"]
        assert tuple(table.loc[code, names]) == pytest.approx(expected, abs=1e-6)


def test_intervals_need_transcripts(qcode: Qcode, coded: dict[str, np.ndarray]) -> None:
    assert "[0." in qcode("agree", "coded.csv", "--draws", "50").stdout
    without = qcode("agree", "ana.xlsx", "ben.xlsx")
    assert "no intervals: they need 20 transcripts, and here are 1" in without.stderr


def test_marks_between_codes_and_reading_all_are_of_tables(qcode: Qcode) -> None:
    result = qcode("agree", "--between", ",")
    assert result.exit_code == 1
    assert "are for tables of codings" in result.stderr
