"""A study as large as they come: invented words, in both languages, with thousands of decisions."""

from __future__ import annotations

import random
from pathlib import Path

from qcode.model.coding import Anchor
from qcode.model.transcript import Transcript
from qcode.reading.options import ReadingOptions
from qcode.study.adding import add
from qcode.study.lines import line_of
from qcode.study.making import make_study
from qcode.study.records import Coded
from qcode.study.study import open_study

TIME = "2026-01-05T10:00:00Z"
_CODES = 30
_SYLLABLES = "ba do ke li mo nu pa ri so ta ve wo xi ya ze".split()
_CHARACTERS = "山水人家学校老师孩子回来电话工作上面下面时候村里干部表格检查安全牛奶母亲父亲"
_WORDS_A_TURN = 90


def make_large(
    folder: Path, *, transcripts: int = 100, words: int = 8_000, decisions: int = 20_000
) -> Path:
    """Make the study; the same numbers give the same texts and places.

    Args:
        folder: a new one.
        transcripts: how many, half of them English.
        words: of each; characters of the Chinese ones.
        decisions: codings of two coders together.
    """
    chance = random.Random(4)
    book = "\n".join(_code(number) for number in range(_CODES))
    codebook = f"codebook: large\nversion: '1'\ncodes:\n{book}\n".encode()
    make_study(folder, title="Large", files={"codebook.yaml": codebook})
    files = folder.parent / f"{folder.name}-files"
    files.mkdir()
    for number in range(transcripts):
        text = _interview(chance, words, chinese=number % 2 == 1)
        (files / f"P{number:03}.txt").write_text(text, encoding="utf-8")
    add(folder, [files], ReadingOptions())
    _decide(folder, chance, decisions)
    return folder


def _code(number: int) -> str:
    rule = f"      - {{id: r{number}, find: {_word(random.Random(number), 2)}}}"
    name = f"{{en: Theme {number}, zh: 主题{number}}}"
    lines = (
        f"  - id: theme_{number}",
        f"    name: {name}",
        "    definition: An idea.",
        "    rules:",
    )
    return "\n".join((*lines, rule))


def _interview(chance: random.Random, words: int, *, chinese: bool) -> str:
    lines = []
    for _ in range(words // (_WORDS_A_TURN + 10)):
        lines.append(("问：" if chinese else "Interviewer: ") + _talk(chance, 10, chinese))
        lines.append(
            ("答：" if chinese else "Participant: ") + _talk(chance, _WORDS_A_TURN, chinese)
        )
    return "\n\n".join(lines) + "\n"


def _talk(chance: random.Random, words: int, chinese: bool) -> str:
    if chinese:
        marks = ("，", "。", "，", "？")
        pieces = [
            "".join(chance.choices(_CHARACTERS, k=9)) + chance.choice(marks)
            for _ in range(words // 9)
        ]
        return "".join(pieces) + "好。"
    pieces = [
        " ".join(_word(chance, chance.randint(1, 3)) for _ in range(9)).capitalize() + "."
        for _ in range(words // 9)
    ]
    return " ".join(pieces) + " Yes."


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choices(_SYLLABLES, k=syllables))


def _decide(folder: Path, chance: random.Random, decisions: int) -> None:
    study = open_study(folder)
    lines: dict[str, list[str]] = {"Ana": [], "Ben": []}
    for number in range(1, decisions + 1):
        coder = ("Ana", "Ben")[number % 2]
        transcript = study.transcripts[number % len(study.transcripts)]
        text = study.placing.hashes[transcript.id]
        record = Coded(
            id=f"{number:08}-{number:016x}",
            coder=coder,
            time=TIME,
            supersedes=(),
            anchor=_anchor(chance, transcript, text),
            code=f"theme_{chance.randrange(_CODES)}",
            definition="",
            suggested=False,
            rules=(),
        )
        lines[coder].append(line_of(record))
    for transcript in study.transcripts:
        kept = folder / "texts" / f"{study.placing.hashes[transcript.id]}.txt"
        kept.write_bytes(transcript.text.encode())
    for coder, own in lines.items():
        path = folder / "codings" / f"{coder.lower()}.jsonl"
        path.write_text("".join(f"{each}\n" for each in own), encoding="utf-8", newline="\n")


def _anchor(chance: random.Random, transcript: Transcript, text: str) -> Anchor:
    turn = chance.choice([each for each in transcript.turns if each.role == "participant"])
    start = chance.randrange(turn.start, max(turn.start + 1, turn.end - 60))
    end = min(turn.end, start + chance.randint(10, 60))
    return Anchor(transcript.id, text, turn.number, start, end, transcript.text[start:end])
