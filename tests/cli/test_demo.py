from __future__ import annotations

from pathlib import Path

import pytest

from qcode.samples import FOLDERS, MAIN_CODEBOOK, sample_files
from tests.cli.conftest import CADRE, CODEBOOK, GRANDMOTHER, Qcode

SAMPLES = (
    (MAIN_CODEBOOK, CODEBOOK.encode()),
    ("transcripts_sample/grandmother.txt", GRANDMOTHER.encode()),
    ("transcripts_sample/cadre.txt", CADRE.encode()),
)


@pytest.fixture
def few_samples(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("qcode.samples.sample_files", lambda: iter(SAMPLES))


def test_demo_runs_and_says_what_to_try(qcode: Qcode, few_samples: None) -> None:
    result = qcode("demo")

    assert result.exit_code == 0
    assert "Suggestions by rules; nobody has reviewed them." in result.stdout
    assert "--code photo_proof" in result.stdout
    assert Path("qcode-demo/results/suggested_matrix.csv").exists()
    assert Path("qcode-demo", MAIN_CODEBOOK).read_bytes() == CODEBOOK.encode()


def test_demo_again_keeps_what_the_user_changed(qcode: Qcode, few_samples: None) -> None:
    qcode("demo", "mine")
    changed = Path("mine", MAIN_CODEBOOK)
    changed.write_text(CODEBOOK.replace("They took a photo and", "They took photos and"), "utf-8")
    result = qcode("demo", "mine")

    assert result.exit_code == 0
    assert f"{changed} differs from the sample and is kept" in result.stderr
    assert "They took photos" in changed.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["thesis", "thesis/chapter.txt"])
def test_demo_leaves_other_peoples_folders_alone(
    qcode: Qcode, few_samples: None, name: str
) -> None:
    Path("thesis").mkdir()
    Path("thesis/chapter.txt").write_text("Chapter 1", encoding="utf-8")
    result = qcode("demo", name)

    assert result.exit_code == 1
    assert "hint: name a new folder: qcode demo DIR" in result.stderr
    assert [path.name for path in Path("thesis").iterdir()] == ["chapter.txt"]


def test_the_bundled_samples_are_there() -> None:
    names = [name for name, _ in sample_files()]

    assert MAIN_CODEBOOK in names
    assert {name.split("/")[0] for name in names} == set(FOLDERS)
    assert all(content for _, content in sample_files())
