"""Labels as the user draws them, on the command line or in front matter."""

from pathlib import Path

import pytest

from qcode.reading.options import ReadingOptions
from tests.reading.read import read, refusal, said, times


@pytest.mark.parametrize(
    ("drawn", "label"),
    [
        ("NAME - ", "{} - "),
        ("NAME -", "{}   -  "),
        ("#NAME#", "#{}#"),
        ("<NAME>", "<{}> "),
        ("(NAME).", "({}). "),
        ("NAME：", "{}："),
        ("说：NAME。", "说：{}。"),
        ("* NAME | ", "*  {} |"),
    ],
)
def test_drawings(tmp_path: Path, drawn: str, label: str) -> None:
    talk = [("Q.1", "Why - then?"), ("奶奶", "So: it was."), ("Q.1", "好。"), ("奶奶", "𠮷")]
    text = "\n".join(label.format(name) + words for name, words in talk)
    t = read(tmp_path, "a.txt", f"{text}\nNote: and so.\n", ReadingOptions(labels=drawn))
    assert said(t) == [*talk[:3], ("奶奶", "𠮷\nNote: and so.")]


def test_with_a_time(tmp_path: Path) -> None:
    text = "[0:01] Ann / Why?\n[1:00:05.5] 王 / 好。\n[0:09] Ann / And?\n[0:10]  王/ 是。\n"
    t = read(tmp_path, "a.txt", text, ReadingOptions(labels="[TIME] NAME / "))
    assert said(t) == [("Ann", "Why?"), ("王", "好。"), ("Ann", "And?"), ("王", "是。")]
    assert [start for start, _ in times(t)] == [1.0, 3605.5, 9.0, 10.0]


def test_front_matter_and_what_goes_before_it(tmp_path: Path) -> None:
    text = "---\nlabels: 'NAME - '\n---\nAnn - Why?\nBob - So.\nAnn - And?\nBob - Thus.\n"
    talk = [("Ann", "Why?"), ("Bob", "So."), ("Ann", "And?"), ("Bob", "Thus.")]
    assert said(read(tmp_path, "a.md", text)) == talk
    given = ReadingOptions(labels="NAME: ")
    assert said(read(tmp_path, "a.md", text, given)) != talk


@pytest.mark.parametrize(
    ("drawn", "message"),
    [
        ("name - ", "'name - ' cannot be how labels look: NAME must stand once"),
        ("NAME NAME:", "'NAME NAME:' cannot be how labels look: NAME must stand once"),
        ("TIME TIME NAME:", "'TIME TIME NAME:' cannot be how labels look: NAME must stand once"),
        ("[TIME] NAME", "'[TIME] NAME' does not say what stands behind the name"),
    ],
)
def test_refused(tmp_path: Path, drawn: str, message: str) -> None:
    problem = refusal(tmp_path, "a.txt", "Ann - Why?\n", ReadingOptions(labels=drawn))
    assert problem.message == message
    assert "'NAME - '" in problem.hint
