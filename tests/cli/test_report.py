from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from qcode.study.desk import Desk
from tests.cli.conftest import Qcode
from tests.study.folder import anchor_of, make

PHOTO = "They took a photo of the rice."


def data_of(path: Path) -> Any:
    page = path.read_text(encoding="utf-8")
    found = re.search('<script type="application/json" id="data">(.*?)</script>', page)
    assert found
    return json.loads(found.group(1))


def test_a_report_of_suggestions(qcode: Qcode, study: Path) -> None:
    result = qcode("report", "codebook.yaml", "talks", "-o", "out.html", "--title", "Mine")
    assert result.exit_code == 0
    assert "written to out.html; it holds the whole text of the transcripts" in result.stderr
    data = data_of(study / "out.html")
    assert (data["what"], data["title"], data["language"]) == ("suggestions", {"": "Mine"}, "en")
    assert [each["cells"] for each in data["codes"]] == [[1, 1], [1, 1], [1, 0]]
    assert str(study) not in (study / "out.html").read_text(encoding="utf-8")
    first = (study / "out.html").read_bytes()
    qcode("report", "codebook.yaml", "talks", "-o", "out.html", "--title", "Mine")
    assert (study / "out.html").read_bytes() == first


def test_a_report_of_codings(qcode: Qcode, tmp_path: Path, monkeypatch: Any) -> None:
    made = make(tmp_path)
    with Desk(made, "Ana") as desk:
        desk.code(anchor_of(made, "grandmother", PHOTO), "photo_proof")
        desk.code(anchor_of(made, "cadre", "没人问"), "care", against=True)
    monkeypatch.chdir(made.folder)
    assert qcode("report", "-o", "out.html", "--language", "zh").exit_code == 0
    data = data_of(made.folder / "out.html")
    assert (data["what"], data["language"]) == ("codings", "zh")
    assert data["coders"] == [{"name": "Ana", "codings": 2}]
    assert [each["against"] for each in data["passages"]].count(True) == 1
    taken = [rule["acceptance"] for code in data["codes"] for rule in code["rules"]]
    assert sum(each["accepted"] + each["changed"] for each in taken) == 1
    both = qcode("report", "-o", "both.html", "--status", "both", "--coder", "Ana")
    assert (both.exit_code, data_of(made.folder / "both.html")["what"]) == (0, "both")


def test_what_cannot_be_written_is_told_before_any_work(qcode: Qcode, study: Path) -> None:
    result = qcode("report", "codebook.yaml", "talks", "-o", "out.pdf")
    assert result.exit_code == 1
    assert result.stderr == (
        "error: cannot write 'out.pdf': it does not end in .html\n"
        "  hint: a report is a page: -o out.html\n"
    )
