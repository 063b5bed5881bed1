from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from qcode.cli.app import app

CODEBOOK = """\
codebook: tiny
terms:
  kids: [child, 娃娃]
codes:
  - id: formalism
    name: {en: Formalism, zh: 形式主义}
    codes:
      - id: photo_proof
        name: {en: Proof by photo, zh: 拍照留痕}
        definition: {en: Work is proved by pictures., zh: 工作靠照片证明。}
        examples: [They took a photo and left., 拍了照就走。]
        counterexamples: [They took a photo album home.]
        rules:
          - id: photo-taken
            find: take ~3 photo | 拍了照
            unless: album
  - id: care
    rules:
      - id: kids-cared-for
        find: care ~2 $kids
"""

GRANDMOTHER = """\
Interviewer: What do they do in the village?
Grandmother: They [laughs] took a photo of the rice [/laughs]. Then the car was gone.
Interviewer: And the children?
Grandmother: Nobody cares for the child. (laughs) It is so.
"""

CADRE = """\
访员：他们来做什么？
村干部：来了拍了照就走，（笑）材料要有照片。
"""

Qcode = Callable[..., Any]


@pytest.fixture
def qcode(monkeypatch: pytest.MonkeyPatch) -> Qcode:
    """Runs a command; gives exit_code, stdout and stderr."""
    monkeypatch.setenv("COLUMNS", "140")

    def invoke(*args: object, stdin: str = "") -> Any:
        result = CliRunner().invoke(app, [str(arg) for arg in args], input=stdin)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with `codebook.yaml` and two interviews in `talks/`."""
    monkeypatch.chdir(tmp_path)
    talks = tmp_path / "talks"
    talks.mkdir()
    (tmp_path / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    (talks / "grandmother.txt").write_text(GRANDMOTHER, encoding="utf-8")
    (talks / "村干部.txt").write_text(CADRE, encoding="utf-8")
    return tmp_path
