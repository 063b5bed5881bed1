"""Bytes in, turns out: what the tests of all readers share."""

from pathlib import Path

import pytest

from qcode.errors import Problem, TranscriptError
from qcode.model.transcript import Transcript
from qcode.reading.options import AS_FOUND, ReadingOptions
from qcode.reading.transcripts import read_transcript

FILES = Path(__file__).parent / "files"


def read(
    folder: Path, name: str, content: str | bytes, options: ReadingOptions = AS_FOUND
) -> Transcript:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_transcript(path, options)


def said(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.speaker, transcript.words(turn)) for turn in transcript.turns]


def times(transcript: Transcript) -> list[tuple[float | None, float | None]]:
    return [(turn.start_time, turn.end_time) for turn in transcript.turns]


def aside(transcript: Transcript) -> list[tuple[int, str, str]]:
    return [(each.line, each.text, each.reason) for each in transcript.set_aside]


def refusal(
    folder: Path, name: str, content: str | bytes, options: ReadingOptions = AS_FOUND
) -> Problem:
    with pytest.raises(TranscriptError) as caught:
        read(folder, name, content, options)
    (problem,) = caught.value.problems
    assert problem.path == str(folder / name)
    return problem
