"""TextGrids: tiers are speakers; files of one conversation are one transcript."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from qcode.reading.transcripts import read_transcripts
from tests.reading.read import read, refusal, said, times

Intervals = list[tuple[float, float, str]]
HEAD = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n'


def long(tiers: dict[str, Intervals], length: float = 9) -> str:
    out = f"{HEAD}xmin = 0 \nxmax = {length} \ntiers? <exists> \nsize = {len(tiers)} \nitem []: \n"
    for number, (name, intervals) in enumerate(tiers.items(), 1):
        out += f'    item [{number}]:\n        class = "IntervalTier" \n        name = "{name}" \n'
        out += f"        xmin = 0 \n        xmax = {length} \n"
        out += f"        intervals: size = {len(intervals)} \n"
        for i, (start, end, words) in enumerate(intervals, 1):
            out += f"        intervals [{i}]:\n            xmin = {start} \n"
            out += f'            xmax = {end} \n            text = "{words}" \n'
    return out


def short(tiers: dict[str, Intervals], length: float = 9) -> str:
    out = f"{HEAD}0\n{length}\n<exists>\n{len(tiers)}\n"
    for name, intervals in tiers.items():
        out += f'"IntervalTier"\n"{name}"\n0\n{length}\n{len(intervals)}\n'
        out += "".join(f'{start}\n{end}\n"{words}"\n' for start, end, words in intervals)
    return out


TIERS: dict[str, Intervals] = {
    "Ann": [(0, 1, 'Why ""so"", at 10?'), (1, 2, ""), (4, 5, "xmin = 3")],
    "王老师": [(1.5, 3.5, "因为 <UNSURE>远</UNSURE>。\n𠮷"), (5, 9, "好。")],
}
TALK = [
    ("Ann", 'Why "so", at 10?'),
    ("王老师", "因为 <UNSURE>远</UNSURE>。 𠮷"),
    ("Ann", "xmin = 3"),
    ("王老师", "好。"),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("form", [long, short], ids=["long", "short"])
def test_both_forms(tmp_path: Path, form: Callable[..., str], encoding: str) -> None:
    t = read(tmp_path, "a.TextGrid", form(TIERS).encode(encoding))
    assert said(t) == TALK
    assert times(t) == [(0.0, 1.0), (1.5, 3.5), (4.0, 5.0), (5.0, 9.0)]
    assert t.format == "textgrid"


def test_points(tmp_path: Path) -> None:
    points = '"TextTier"\n"Ann"\n0\n9\n2\n1.5\n"Why?"\n3\n"So."\n'
    t = read(tmp_path, "a.TextGrid", f"{HEAD}0\n9\n<exists>\n1\n{points}")
    assert said(t) == [("Ann", "Why? So.")]


def write(folder: Path, name: str, content: str) -> None:
    (folder / f"{name}.TextGrid").write_text(content, "utf-8")


@pytest.mark.parametrize("tier", ["utterances", "", "Speaker"])
def test_two_files_of_one_conversation(tmp_path: Path, tier: str) -> None:
    doctor: Intervals = [(0, 1, "Where?"), (4, 5, "Since when?")]
    patient: Intervals = [(1, 3, "Here."), (5, 9, "昨天。")]
    write(tmp_path, "day1_talk1_doctor", long({tier: doctor}))
    write(tmp_path, "day1_talk1_patient", short({tier: patient}))
    write(tmp_path, "day1_talk2_doctor", long({tier: doctor}, length=7))
    first, second = read_transcripts([tmp_path]).transcripts
    assert first.id == "day1_talk1"
    assert said(first) == [
        ("doctor", "Where?"),
        ("patient", "Here."),
        ("doctor", "Since when?"),
        ("patient", "昨天。"),
    ]
    assert first.notes[0] == (
        "one conversation in 2 files, merged by time: also day1_talk1_patient.TextGrid"
    )
    assert second.id == "day1_talk2_doctor"


@pytest.mark.parametrize(
    ("names", "lengths", "count"),
    [
        (("t_a", "t_b", "t_c"), (9.0, 9.06, 8.9), 1),
        (("t_a", "t_b"), (9.0, 9.6), 2),
        (("t_1", "t_2"), (9.0, 9.06), 2),
        (("t_1", "t_2"), (9.024, 9.026), 1),
        (("t_a", "s_b"), (9.0, 9.0), 2),
        (("ta", "tb"), (9.0, 9.0), 2),
    ],
)
def test_which_files_are_one(
    tmp_path: Path, names: tuple[str, ...], lengths: tuple[float, ...], count: int
) -> None:
    for name, length in zip(names, lengths, strict=True):
        write(tmp_path, name, long({"": [(0, 1, "So.")]}, length))
    assert len(read_transcripts([tmp_path]).transcripts) == count


def test_one_bad_file_of_two_is_named(tmp_path: Path) -> None:
    write(tmp_path, "talk_a", long({"": [(0, 1, "Why?")]}))
    write(tmp_path, "talk_b", long({"": [(0, 1, "So.")]})[:-30])
    reading = read_transcripts([tmp_path])
    assert not reading.transcripts
    assert reading.failed[0].message == "is damaged or cut short"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is empty"),
        ("words", "is not a TextGrid"),
        (long(TIERS)[:-20], "is damaged or cut short"),
        (long(TIERS).replace("size = 3", "size = 99"), "is damaged or cut short"),
        (short({"Ann": [(0, float("1e9"), "So.")]}), "is damaged or cut short"),
        (short({"Ann": [(2, 1, "So.")]}), "is damaged or cut short"),
        (short({"Ann": [(0, 1, "")]}), "holds no interval with words"),
    ],
)
def test_refused(tmp_path: Path, content: str, message: str) -> None:
    problem = refusal(tmp_path, "a.TextGrid", content)
    assert problem.message == message
    assert problem.hint


def test_a_long_talk_takes_no_time(tmp_path: Path) -> None:
    intervals: Intervals = [(i, i + 1, "So it is.") for i in range(20_000)]
    started = time.process_time()
    read(tmp_path, "a.TextGrid", long({"Ann": intervals}))
    assert time.process_time() - started < 5


@pytest.mark.parametrize("part", [" ", "[", "item ", "1", '"" ', '"', "1.", "<a"])
def test_no_repetition_takes_long(tmp_path: Path, part: str) -> None:
    started = time.process_time()
    read(tmp_path, "a.TextGrid", short({"Ann": [(0, 1, "So.")]}) + f"\n{part * 100_000}x\n")
    assert time.process_time() - started < 5
