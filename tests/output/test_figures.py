"""Figures are looked at by eye; these tests hold what can be held: that every label and number is
there, that the same figure gives the same bytes, and that bad luck has a message."""

from __future__ import annotations

import builtins
import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from qcode.errors import OutputError
from qcode.model.codebook import Code, Codebook
from qcode.model.coding import Segment, Suggestion
from qcode.model.transcript import Speaker, Transcript, Turn
from qcode.output.figures import style
from qcode.output.figures.heatmap import draw_matrix
from qcode.output.figures.network import draw_network
from qcode.output.figures.style import check_figure
from qcode.output.figures.timeline import draw_timeline

HAS_CHINESE = pytest.mark.skipif(
    not any(
        font.name in style._CHINESE_FONTS
        for font in pytest.importorskip("matplotlib.font_manager").fontManager.ttflist
    ),
    reason="no font with Chinese characters is installed",
)
MATRIX = pd.DataFrame(
    [[0, 12], [3, 1]],
    index=pd.Index(["P1 <b>", "P2 $x$"], name="transcript"),
    columns=pd.Index(["care", "trust_&_co"], name="code"),
)
BOOK = Codebook("b", "", "", "", codes=(Code("care", "", 1), Code("trust", "", 2)))


def words(path: Path) -> list[str]:
    """The texts of a drawing."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", path.read_text(encoding="utf-8"))


def test_a_matrix_shows_every_name_and_number_but_noughts(tmp_path: Path) -> None:
    path = tmp_path / "m.svg"
    draw_matrix(MATRIX, path, title="Codes")
    assert sorted(words(path)) == sorted(
        ["P1 &lt;b&gt;", "P2 $x$", "care", "trust_&amp;_co", "12", "3", "1", "Codes"]
    )


def test_undefined_cells_stay_empty(tmp_path: Path) -> None:
    table = pd.DataFrame({"care": [np.nan, 0.25]}, index=pd.Index(["a", "b"], name="row"))
    draw_matrix(table, tmp_path / "m.svg")
    assert sorted(words(tmp_path / "m.svg")) == [".25", "a", "b", "care"]


@pytest.mark.parametrize("suffix", style.SUFFIXES)
def test_the_same_figure_gives_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    for name in ("one", "two"):
        draw_matrix(MATRIX, tmp_path / f"{name}{suffix}", title="Codes")
    one, two = ((tmp_path / f"{name}{suffix}").read_bytes() for name in ("one", "two"))
    assert one == two


def test_a_figure_is_as_wide_as_a_column_and_no_taller_than_a_page(tmp_path: Path) -> None:
    draw_matrix(MATRIX, tmp_path / "m.png")
    with Image.open(tmp_path / "m.png") as image:
        assert abs(image.width / 300 * 25.4 - style.COLUMN) < 0.5
        grey = np.asarray(image.convert("L"))
        colour = np.asarray(image.convert("RGB")).astype(int)
    assert grey.min() < 100
    assert np.ptp(colour, axis=2).max() <= 2
    many = pd.DataFrame(1, index=pd.RangeIndex(90, name="row"), columns=["care"])
    draw_matrix(many, tmp_path / "many.png")
    with Image.open(tmp_path / "many.png") as image:
        assert image.height / 300 * 25.4 < style.TALLEST + 0.5


def test_a_network_leaves_out_what_nobody_used(tmp_path: Path) -> None:
    codes = ["care", "trust", "unused"]
    table = pd.DataFrame([[5, 2, 0], [2, 3, 0], [0, 0, 0]], index=codes, columns=codes)
    draw_network(table, tmp_path / "n.svg")
    assert sorted(words(tmp_path / "n.svg")) == ["2", "care (5)", "trust (3)"]
    draw_network(table * 0, tmp_path / "none.svg")
    assert words(tmp_path / "none.svg") == []


def transcript(times: bool) -> Transcript:
    turns = tuple(
        Turn(n + 1, who, role, n * 10, n * 10 + 9, n * 60.0 if times else None)
        for n, (who, role) in enumerate([("A", "interviewer"), ("B", "participant")] * 2)
    )
    people = (Speaker("A", "interviewer", "label"), Speaker("B", "participant", "label"))
    return Transcript("P1", "", "txt", "utf-8", False, "en", "x" * 40, "", turns, people)


def suggestion(code: str, start: int, end: int, name: str = "P1") -> Suggestion:
    segment = Segment(name, start, end)
    return Suggestion(code, segment, 2, "B", "participant", "x" * (end - start), ("r",), ())


@pytest.mark.parametrize(
    ("times", "across"), [(True, "minutes of the recording"), (False, "characters of talk")]
)
def test_a_timeline_goes_by_time_where_it_is_known(
    tmp_path: Path, times: bool, across: str
) -> None:
    found = [suggestion("trust", 10, 19), suggestion("care", 30, 39, "P2")]
    draw_timeline(transcript(times), found, BOOK, tmp_path / "t.svg")
    there = words(tmp_path / "t.svg")
    assert across in there
    assert "trust" in there
    assert "care" not in there


@HAS_CHINESE
def test_chinese_labels_have_a_font(tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    draw_matrix(MATRIX.rename(columns={"care": "关爱：“不出事”"}), tmp_path / "m.png", title="矩阵")
    assert not [each for each in recwarn if "Glyph" in str(each.message)]


def test_without_a_chinese_font_there_is_a_message(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(style, "_CHINESE_FONTS", ("No Such Font",))
    with pytest.raises(OutputError, match="no font with Chinese characters was found"):
        draw_matrix(MATRIX.rename(columns={"care": "关爱"}), tmp_path / "m.png")
    assert not (tmp_path / "m.png").exists()


def test_what_is_no_figure_and_what_is_not_installed(monkeypatch: Any) -> None:
    with pytest.raises(OutputError, match=r"for example -o m.png"):
        check_figure(Path("m.jpg"))
    found = builtins.__import__

    def without(name: str, *args: Any, **more: Any) -> Any:
        if name == "matplotlib":
            raise ImportError(name)
        return found(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(OutputError, match=r"pip install 'qcode-qda\[plots\]'"):
        check_figure(Path("m.png"))
