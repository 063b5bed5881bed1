"""Files and folders: one bad file never stops the others, and each is named."""

import json
import os
import time
from pathlib import Path

import pytest

from qcode.errors import TranscriptError
from qcode.reading.options import ReadingOptions
from qcode.reading.report import report
from qcode.reading.transcripts import read_transcript, read_transcripts

TALK = "Interviewer: Where?\nMaria: Here.\n"


def test_folder(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(TALK)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "c.md").write_text(TALK)
    (tmp_path / "a" / "bad.docx").write_bytes(b"")
    for name in ("README.md", ".hidden.txt", "~$b.docx", "gold.csv"):
        (tmp_path / name).write_text("x")
    (tmp_path / "sheet.xyz").write_text("x")
    (tmp_path / "old.doc").write_text("x")
    (tmp_path / "talk.mp3").write_text("x")
    reading = read_transcripts([tmp_path])
    assert [t.id for t in reading.transcripts] == ["c", "b"]
    assert [(Path(p.path).name, p.message) for p in reading.failed] == [
        ("bad.docx", "is empty (zero bytes)"),
        ("old.doc", "is an old Word file"),
        ("talk.mp3", "is a recording, not a transcript"),
    ]
    assert [Path(p.path).name for p in reading.skipped] == ["sheet.xyz"]


def test_one_file_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(TALK)
    assert len(read_transcripts([tmp_path, tmp_path / "b.txt"]).transcripts) == 1


def test_two_of_one_name(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    first, second = tmp_path / "Caf\u00e9.txt", tmp_path / "x" / "cafe\u0301.md"
    for path in (first, second, tmp_path / "other.txt"):
        path.write_text(TALK)
    reading = read_transcripts([tmp_path])
    assert [t.id for t in reading.transcripts] == ["other"]
    assert {p.path for p in reading.failed} == {str(first), str(second)}
    assert all("has the same transcript name" in p.message for p in reading.failed)


def test_nothing_to_read(tmp_path: Path) -> None:
    for paths in ([], [tmp_path], [tmp_path / "gone.txt"]):
        reading = read_transcripts(paths)
        assert not reading.transcripts
        assert len(reading.failed) == 1


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t\n", "holds no talk"),
        ("a.txt", b"Date: 3 May\nPlace: Bonn\n", "holds no talk"),
        ("a.txt", b"Interviewer:\nParticipant:\n", "holds no talk"),
        ("a.txt", b"\xd0\xcf\x11\xe0" * 9, "is an old Office file, not text"),
        ("a.vtt", b"WEBVTT\n\njust words\n", "holds no subtitle cue"),
        ("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\n\n", "holds no talk"),
        ("a.xyz", b"words", "suffix '.xyz' is not a known format"),
        ("a", b"words", "a file without suffix is not a known format"),
        ("a.md", b"---\na: [b\n---\nI: x\n", "has front matter that is not YAML"),
    ],
)
def test_bad_file(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(TranscriptError) as caught:
        read_transcript(path)
    (problem,) = caught.value.problems
    assert (problem.path, problem.message) == (str(path), message)
    assert problem.hint


def test_odd_paths(tmp_path: Path) -> None:
    for path in ("no\0name.txt", tmp_path / ("x" * 300 + ".txt"), tmp_path):
        with pytest.raises(TranscriptError):
            read_transcript(path)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TALK)
    path.chmod(0)
    with pytest.raises(TranscriptError, match="permission denied"):
        read_transcript(path)


def test_interviewer_who_speaks_nowhere_gets_a_hint(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Anna: Where?\nMaria: Here.\nAnna: Why?\nMaria: So.\n")
    reading = read_transcripts([path], ReadingOptions(interviewers=("Ana",)))
    assert reading.notes == ("interviewer 'Ana' speaks in no transcript; did you mean 'Anna'?",)


def test_report(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Date: 3 May\n\n[0:05] 访员：去哪？\n[0:07] Maria：[laughs] To school.\n", "utf-8"
    )
    found = report(read_transcript(path))
    assert json.loads(json.dumps(found)) == found
    assert found["turns"][1] == {
        "turn": 2,
        "speaker": "Maria",
        "role": "participant",
        "time": "00:00:07",
        "start": 40,
        "end": 59,
        "text": "[laughs] To school.",
    }
    assert found["text"][40:59] == "[laughs] To school."
    assert found["set_aside"] == [{"line": 1, "text": "Date: 3 May", "reason": "header"}]
    assert found["speakers"][1] == {
        "name": "Maria",
        "role": "participant",
        "role_from": "another speaker is the interviewer",
        "turns": 1,
        "words": 2,
        "characters": 0,
        "attributes": {},
        "attributes_from": {},
    }
    assert found["attributes"] == {"Date": "3 May"}
    assert found["attributes_from"] == {"Date": "header, line 1"}
    assert (found["words"], found["characters"]) == (2, 2)


def test_report_of_many_speakers_takes_no_time(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("speaker,text\n" + "".join(f"P{i},So it is.\n" for i in range(10_000)))
    started = time.process_time()
    assert len(report(read_transcript(path))["speakers"]) == 10_000
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I: Where do you go?\nP: To the school in the village.\n", "en"),
        ("问：去哪？\n答：去上学，用APP打卡。\n", "zh"),
        (
            "I: Where do you go?\nP: 我们去学校上学。\nI: Why there?\nP: 因为近，奶奶可以接。\n",
            "mixed",
        ),
        ("I: Куда вы идёте?\nP: Домой.\n", "other"),
        ("I: Wohin?\nP: " + "wir gehen jeden Tag in die Schule und dann nach Hause " * 20, "other"),
    ],
)
def test_language(tmp_path: Path, text: str, language: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")
    assert read_transcript(path).language == language


@pytest.mark.parametrize(
    "line",
    ["A b{}: x", "[{}", "{}", "#00:00:01-2# {}", "- {}", "(a = {})"],
)
@pytest.mark.parametrize("filler", [" ", "\u3000", "a ", "*", "[", "00:01 ", "1:", "=", "\t"])
def test_no_line_takes_long(tmp_path: Path, line: str, filler: str) -> None:
    path = tmp_path / "a.txt"
    text = line.format(filler * 90) + "\n"
    path.write_text("I: x\nP: y\n" + text * 500 + line.format(filler * 200_000), "utf-8")
    started = time.process_time()
    read_transcript(path)
    assert time.process_time() - started < 5


def test_what_qcode_wrote_itself_is_no_interview(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("I: Why?\nP: So.\n", encoding="utf-8")
    results = tmp_path / "results"
    results.mkdir()
    (results / "run.json").write_text('{\n  "written_by": "qcode run"\n}\n', encoding="utf-8")
    (results / "suggestions.csv").write_text("transcript,turn\na,1\n", encoding="utf-8")
    for name in ("my_gold.csv", "names.csv", "book.signs.en.csv", "redaction.json"):
        (tmp_path / name).write_text("transcript,text\nx,y\n", encoding="utf-8")
    reading = read_transcripts([tmp_path])
    assert [each.id for each in reading.transcripts] == ["a"]
    assert not reading.failed and not reading.skipped
