"""Random dialogues, rendered in every layout and format, read back word for word."""

import random
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qcode.reading.transcripts import read_transcript

Talk = list[tuple[str, str]]

PAIRS = [
    ("Interviewer", "Participant"),
    ("Interviewer 1", "Mara Lindt"),
    ("I", "P1"),
    ("Ann Wu", "Jo Reed"),
    ("采访者", "受访者A"),
    ("李某", "王老师"),
    ("发言人1", "发言人2"),
    ("Researcher", "奶奶"),
]
WORDS = (
    "we they school children 10:30 don’t left-behind (sic) APP 100% a/b ‘so’ [laughs] (they said) "
    "村里 孩子 奶奶 打工 不出事 （笑） 检查 “好” 2019年 😀 𠮷野家 Straße"
).split()


@st.composite
def talks(draw: st.DrawFn) -> Talk:
    """An interview: one asks, one answers, each at least twice, in words of two scripts."""
    names = draw(st.sampled_from(PAIRS))
    words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
    turns = draw(st.lists(words, min_size=4, max_size=14))
    return [
        (names[i % 2], f"Why {said}?" if i % 2 == 0 else f"So {said}.")
        for i, said in enumerate(turns)
    ]


def clock(i: int) -> str:
    return f"{i // 60:02}:{i % 60:02}"


def colon(talk: Talk) -> str:
    return "\n".join(f"{name}: {words}" for name, words in talk)


def full_width(talk: Talk) -> str:
    return "\n\n".join(f"{name}：\u00a0{words}" for name, words in talk)


def tabbed(talk: Talk) -> str:
    return "\n".join(f"{name}:\t{words}" for name, words in talk)


def bold(talk: Talk) -> str:
    return "\n\n".join(f"**{name}:** {words}" for name, words in talk)


def otter(talk: Talk) -> str:
    return "\n\n".join(f"{name}  {clock(i)}  \n{words}" for i, (name, words) in enumerate(talk))


def headed(talk: Talk) -> str:
    return "# A talk\n\n" + "\n\n".join(f"### {name}\n\n{words}" for name, words in talk)


def timed(talk: Talk) -> str:
    return "\n".join(
        f"[00:{clock(i)}.210] {name}：\n{words}" for i, (name, words) in enumerate(talk)
    )


def time_behind(talk: Talk) -> str:
    return "\n".join(f"{name}: [00:{clock(i)}.900] {words}" for i, (name, words) in enumerate(talk))


def bold_timed(talk: Talk) -> str:
    return "\n\n".join(
        f"**[00:{clock(i)}.000] {name}**：{words}" for i, (name, words) in enumerate(talk)
    )


def alone(talk: Talk) -> str:
    return "\n\n".join(f"{name} (00:{clock(i)}):\n{words}" for i, (name, words) in enumerate(talk))


def with_header(talk: Talk) -> str:
    return "Date: 3 May\nPlace: Bonn\n时间：2021年\n\n" + colon(talk)


LAYOUTS = [
    *(colon, full_width, tabbed, bold, otter, headed, timed, time_behind, bold_timed, alone),
    with_header,
]


def said(path: Path) -> Talk:
    t = read_transcript(path)
    assert all(t.text[turn.start : turn.end] == t.words(turn).strip() for turn in t.turns)
    return [(turn.speaker, t.words(turn)) for turn in t.turns]


many = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@given(talk=talks(), ends=st.sampled_from(["\n", "\r\n", "\r"]), bom=st.booleans())
@many
def test_text(
    tmp_path: Path, layout: Callable[[Talk], str], talk: Talk, ends: str, bom: bool
) -> None:
    path = tmp_path / "one.txt"
    encoding = "utf-8-sig" if bom else "utf-8"
    path.write_bytes(layout(talk).replace("\n", ends).encode(encoding))
    assert said(path) == talk
    assert read_transcript(path).text == layout(talk)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@given(talk=talks())
@settings(many, max_examples=10)
def test_word(tmp_path: Path, layout: Callable[[Talk], str], talk: Talk) -> None:
    path = tmp_path / "one.docx"
    document = docx.Document()
    for paragraph in layout(talk).split("\n\n"):
        document.add_paragraph(paragraph)
    document.save(str(path))
    assert said(path) == talk


@pytest.mark.parametrize("suffix", ["vtt", "srt"])
@pytest.mark.parametrize("voices", [True, False])
@given(talk=talks(), seed=st.integers(0, 999))
@many
def test_subtitles(tmp_path: Path, suffix: str, voices: bool, talk: Talk, seed: int) -> None:
    rng = random.Random(seed)
    blocks, n = ["WEBVTT"] if suffix == "vtt" else [], 0
    for name, words in talk:
        parts = words.split(" ")
        first = True
        while parts:
            size = rng.randint(1, 5)
            now, parts = " ".join(parts[:size]), parts[size:]
            label = f"<v {name}>" if voices else f"{name}: " if first else ""
            n, first = n + 1, False
            time = f"00:{clock(n)},000 --> 00:{clock(n + 1)},000"
            blocks.append(
                f"{n}\n{time.replace(',', '.' if suffix == 'vtt' else ',')}\n{label}{now}"
            )
    path = tmp_path / f"one.{suffix}"
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    assert said(path) == talk


@given(
    text=st.text(st.sampled_from("Ia:：P [](（）#*-=\n\t .0123456789李某？<>&\u3000"), max_size=300)
)
@settings(many, max_examples=300)
def test_no_word_is_lost_in_any_text(tmp_path: Path, text: str) -> None:
    from qcode.errors import TranscriptError

    path = tmp_path / "one.txt"
    path.write_text(text, encoding="utf-8")
    try:
        t = read_transcript(path)
    except TranscriptError as error:
        assert len(error.problems) == 1
        return
    ends = [0, *(turn.end for turn in t.turns)]
    assert ends == sorted(ends)
    for before, turn in zip(ends, t.turns, strict=False):
        assert before <= turn.start < turn.end <= len(t.text)
        assert t.words(turn) == t.words(turn).strip()
