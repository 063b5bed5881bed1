"""Transcripts and rules written in one line, for tests of matching."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from qcode.matching.language import Language
from qcode.matching.run import RuleRun
from qcode.model.codebook import Rule
from qcode.model.transcript import Transcript, Turn
from qcode.rules.parse import parse


def transcript(*turns: tuple[str, str], language: Any = "mixed", name: str = "t") -> Transcript:
    """A transcript from (role, words) pairs."""
    made, start = [], 0
    for number, (role, words) in enumerate(turns, 1):
        made.append(Turn(number, role, role, start, start + len(words)))  # type: ignore[arg-type]
        start += len(words) + 1
    text = "\n".join(words for _, words in turns)
    return Transcript(name, "", "txt", "utf-8", False, language, text, "", tuple(made), ())


def rule(find: str | list[str] = "", **options: Any) -> Rule:
    """A rule from expressions as text."""

    def parsed(value: str | list[str]) -> tuple[Any, ...]:
        return tuple(parse(part) for part in ([value] if isinstance(value, str) else value))

    for key in ("unless", "asked", "not_before", "not_after"):
        if key in options:
            options[key] = parsed(options[key])
    return Rule("r", "c", 1, find=parsed(find) if find else (), **options)


@pytest.fixture(scope="session")
def language() -> Language:
    return Language()


@pytest.fixture
def words_found(language: Language) -> Callable[..., list[str]]:
    """The matched words of a rule's hits in an answer, one string a hit."""

    def found(one: Rule | str, text: str, *, asked: str = "") -> list[str]:
        turns = [("interviewer", asked)] * bool(asked) + [("participant", text)]
        made = transcript(*turns)
        run = RuleRun([made], [rule(one) if isinstance(one, str) else one], language=language)
        return [
            " … ".join(made.text[start:end] for start, end in hit.matched)
            for hit in run.hits(run.rules[0])
        ]

    return found
