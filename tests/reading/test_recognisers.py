"""What recognisers write: JSON of any of their makes, and LRC."""

import json
import time
from pathlib import Path

import pytest

from tests.reading.read import aside, read, refusal, said, times

PAIR = [("SPEAKER_00", "Why is it so?"), ("SPEAKER_01", "因为远。")]


@pytest.mark.parametrize(
    "content",
    [
        {"text": "all", "segments": [
            {"start": 1.5, "end": 3, "text": " Why is it so?", "speaker": "SPEAKER_00",
             "words": [{"word": "Why", "start": 1.5, "speaker": "x"}]},
            {"start": 3, "end": 4.25, "text": "因为远。", "speaker": "SPEAKER_01"}]},
        [{"Start": "1.5s", "End": "0:03", "Transcript": "Why is it so?", "Name": "SPEAKER_00"},
         {"Start": "3", "End": "0:04.25", "Transcript": "因为远。", "Name": "SPEAKER_01"}],
        {"results": {"utterances": [
            {"bg": 1500, "ed": 3000, "onebest": "Why is it so?", "speaker": {"name": "SPEAKER_00"}},
            {"bg": 3000, "ed": 4250, "onebest": "因为远。", "speaker": {"label": "SPEAKER_01"}}],
            "chunks": [{"text": "Why"}]}},
    ],
)  # fmt: skip
@pytest.mark.parametrize("indent", [None, 2])
def test_json(tmp_path: Path, content: object, indent: int | None) -> None:
    t = read(tmp_path, "a.json", json.dumps(content, indent=indent))
    assert said(t) == PAIR
    assert times(t) == [(1.5, 3.0), (3.0, 4.25)]


def test_numbered_speakers_and_odd_values(tmp_path: Path) -> None:
    pieces = [
        {"text": "Why?", "speaker": 0, "start": None, "end": True},
        {"text": "So\nit is. \ud842\udfb7", "speaker": 1, "start": 10**400, "end": "soon"},
        {"text": " ", "speaker": 0, "start": "1e999"},
        {"text": "Half \ud842", "speaker": 0, "start": float("nan"), "end": "9e99"},
        {"no": 1},
    ]
    t = read(tmp_path, "a.json", json.dumps({"segments": pieces}))
    assert said(t) == [
        ("Speaker 0", "Why?"),
        ("Speaker 1", "So it is. 𠮷"),
        ("Speaker 0", "Half \ufffd"),
    ]
    assert times(t) == [(None, None)] * 3


def test_ten_hours_on_one_line(tmp_path: Path) -> None:
    words = [{"word": "so", "start": 1.0}] * 20
    pieces = [{"text": "So it is.", "speaker": f"S{i % 2}", "words": words} for i in range(5000)]
    content = json.dumps({"segments": pieces})
    assert len(content) > 2_000_000
    assert len(read(tmp_path, "a.json", content).turns) == 5000


def test_lrc(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "a.lrc",
        "[ar:Ann]\n[00:01.50]Why is it so?\n[00:03.00]因为远。\n"
        "and late.\n[00:09.00]\n[01:00][02:00]End.\n",
    )
    assert said(t) == [("", "Why is it so? 因为远。 and late."), ("", "End.")]
    assert times(t) == [(1.5, 9.0), (60.0, None)]
    assert aside(t) == [(1, "[ar:Ann]", "a tag of the file")]


@pytest.mark.parametrize(
    ("name", "content", "line", "message"),
    [
        ("a.json", "", 0, "is empty"),
        ("a.json", '{\n"segments": [', 2, "is not JSON"),
        ("a.json", "[" * 200_000, 0, "is nested too deeply to be a transcript"),
        ("a.json", '{"segments": [1, {"text": ""}]}', 0, "holds no list of segments with a text"),
        ("a.json", '{"x": ' + "9" * 5000 + "}", 0, "is not JSON"),
        ("a.lrc", "[ar:Ann]\n[00:01.50]\n", 0, "holds no line with a time"),
    ],
)
def test_refused(tmp_path: Path, name: str, content: str, line: int, message: str) -> None:
    problem = refusal(tmp_path, name, content)
    assert (problem.line, problem.message) == (line, message)


@pytest.mark.parametrize("part", [".", "（", "a ", "1", "（a", "#"])
def test_no_speaker_takes_long(tmp_path: Path, part: str) -> None:
    pieces = [{"text": "So.", "speaker": f"a{part * 50_000}{i % 2}"} for i in range(4)]
    started = time.process_time()
    read(tmp_path, "a.json", json.dumps({"segments": pieces}))
    assert time.process_time() - started < 5


def test_pieces_with_voices_come_before_the_whole_in_one_text(tmp_path: Path) -> None:
    pieces = [
        {"transcript": "Why?", "start_time": "0.0", "speaker_label": "spk_0"},
        {"transcript": "It was far.", "start_time": "2.0", "speaker_label": "spk_1"},
    ]
    whole = [{"transcript": "Why? It was far."}]
    content = {"results": {"transcripts": whole, "audio_segments": pieces}}
    t = read(tmp_path, "a.json", json.dumps(content))
    assert said(t) == [("spk_0", "Why?"), ("spk_1", "It was far.")]
