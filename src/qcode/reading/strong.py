"""Interviews without labels in which the questions are in bold."""

from __future__ import annotations

from collections.abc import Sequence

from qcode.reading.lines import Line
from qcode.reading.roles import asks

ASKER, ANSWERER = "Interviewer", "Participant"
_FEWEST = 2
_MOSTLY, _MOST = 0.5, 0.6


def speakers_by_bold(lines: Sequence[Line]) -> list[Line] | None:
    """The lines with a speaker where one begins: who asks is in bold, from the first such question
    on; None where bold does not tell who speaks.

    At least two paragraphs in bold ask something, as do half of those from there on, and they are
    no more than three in five of all.
    """
    first = next((at for at, line in enumerate(lines) if line.is_strong and asks(line.text)), None)
    if first is None or any(line.is_cue for line in lines):
        return None
    content = [line for line in lines[first:] if line.text.strip()]
    strong = [line for line in content if line.is_strong]
    questions = sum(1 for line in strong if asks(line.text))
    if questions < max(_FEWEST, _MOSTLY * len(strong)) or len(strong) > _MOST * len(content):
        return None
    named = list(lines[:first])
    before = ""
    for line in lines[first:]:
        who = ASKER if line.is_strong else ANSWERER
        is_new = bool(line.text.strip()) and who != before
        named.append(line._replace(speaker=who) if is_new else line)
        before = who if line.text.strip() else before
    return named
