"""Transcripts, codebooks and suggestions written in a line or two, for tests of tables."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from qcode.model.codebook import Code, Codebook, Rule, Text
from qcode.model.coding import Segment, Suggestion
from qcode.model.transcript import Language, Role, Speaker, Transcript, Turn

ASKS = ("I", "Q", "问")
"""Labels of interviewers."""


def transcript(
    name: str,
    talk: str,
    *,
    language: Language = "en",
    attributes: Sequence[tuple[str, str]] = (),
    of_speakers: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    minutes: bool = False,
) -> Transcript:
    """A transcript from lines `LABEL: words`; `I`, `Q` and `问` ask; `\\n` stays in the words.

    `of_speakers` gives attributes to labels. With `minutes` each turn starts one minute after
    the last.
    """
    text, turns = "", []
    lines = [line.strip() for line in talk.strip().splitlines()]
    for number, line in enumerate(lines, 1):
        label, words = line.split(": ", 1)
        words = words.replace("\\n", "\n")
        text += f"{label}: "
        start = len(text)
        text += words
        began = 60.0 * (number - 1) if minutes else None
        turns.append(Turn(number, label, _role(label), start, len(text), began))
        text += "\n"
    labels = dict.fromkeys(turn.speaker for turn in turns)
    return Transcript(
        id=name,
        path=f"interviews/{name}.txt",
        format="txt",
        encoding="utf-8",
        encoding_is_guess=False,
        language=language,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        turns=tuple(turns),
        speakers=tuple(
            Speaker(label, _role(label), "label", tuple((of_speakers or {}).get(label, ())))
            for label in labels
        ),
        attributes=tuple(attributes),
    )


def codebook(outline: str) -> Codebook:
    """A codebook from an outline of ids, two blanks a level; `id = English / 中文` gives names.

    Every code has a rule, but for headings, which end with a colon.
    """
    above: list[str] = []
    codes = []
    for line, written in enumerate(outline.strip("\n").splitlines(), 1):
        depth = (len(written) - len(written.lstrip())) // 2
        code, _, names = written.strip().partition(" = ")
        heading, code = code.endswith(":"), code.removesuffix(":")
        pairs = zip(("en", "zh"), names.split(" / "), strict=False) if names else ()
        parent = above[depth - 1] if depth else ""
        above[depth:] = [code]
        rules = () if heading else (Rule(f"{code}-rule", code, line),)
        codes.append(Code(code, parent, line, name=Text(tuple(pairs)), rules=rules))
    return Codebook("book", "1.0", "codebooks/book.yaml", "ab" * 32, codes=tuple(codes))


def suggestion(
    code: str, source: Transcript, turn: int, words: str = "", *, matched: Sequence[str] = ()
) -> Suggestion:
    """The suggestion of a code on words of a turn (all of it by default), with matched words."""
    spoken = source.turns[turn - 1]
    words = words or source.words(spoken)
    start = source.text.index(words, spoken.start)
    end = start + len(words)
    found = []
    at = start
    for word in matched or (words,):
        at = source.text.index(word, at)
        found.append((at, at + len(word)))
        at += len(word)
    return Suggestion(
        code=code,
        segment=Segment(source.id, start, end),
        turn=turn,
        speaker=spoken.speaker,
        role=spoken.role,
        quotation=words,
        rules=(f"{code}-rule",),
        matched=tuple(found),
    )


def _role(label: str) -> Role:
    return "interviewer" if label in ASKS else "participant"
