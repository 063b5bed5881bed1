"""Interviews as people type them: every turn goes to its speaker, word for word."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.reading.read import FILES, read, refusal, said

LINE_ENDS = {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}


@dataclass(frozen=True)
class Case:
    name: str
    content: bytes
    asker: str
    turns: list[tuple[str, ...]]


def cases() -> list[Case]:
    """What `files/typed.txt` holds."""
    whole = (FILES / "typed.txt").read_text(encoding="utf-8")
    blocks = re.split(r"^=== (?=\S+ \S+ (?:LF|CRLF|CR)$)", whole, flags=re.M)
    return [_case(block) for block in blocks[1:]]


def _case(block: str) -> Case:
    head, asker, rest = block.split("\n", 2)
    name, encoding, ends = head.split()
    text, turns = rest.removeprefix("===\n").split("=== turns\n")
    return Case(
        name,
        text.replace("\n", LINE_ENDS[ends]).encode(encoding),
        asker.removesuffix(" asks"),
        [tuple(line.split("|", 1)) for line in turns.split("\n") if line],
    )


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_every_turn_goes_to_its_speaker(tmp_path: Path, case: Case) -> None:
    transcript = read(tmp_path, case.name, case.content)
    found = [(speaker, " ".join(words.split())) for speaker, words in said(transcript)]
    assert found == [(speaker, " ".join(words.split())) for speaker, words in case.turns]
    assert [one.name for one in transcript.speakers if one.role == "interviewer"] == [case.asker]


@pytest.mark.parametrize("name", ["a.cha", "a.eaf", "a.pages", "a.doc", "a.mp3"])
def test_other_programs_files_are_refused_with_the_way_out(tmp_path: Path, name: str) -> None:
    problem = refusal(tmp_path, name, b"@Begin\n*INV:\tWhy?\n@End\n")
    assert problem.message.startswith("is a")
    assert problem.hint
