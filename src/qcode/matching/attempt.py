"""One expression tried on transcripts, before it becomes a rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qcode.matching.language import Language
from qcode.matching.nearest import nearest_words
from qcode.matching.run import RuleRun, SpeakersInView
from qcode.matching.suggest import gathered
from qcode.model.codebook import Rule
from qcode.model.coding import Suggestion
from qcode.model.transcript import Transcript
from qcode.rules.parse import parse
from qcode.rules.syntax import Expression


@dataclass(frozen=True, slots=True)
class Attempt:
    """What an expression finds."""

    suggestions: tuple[Suggestion, ...]
    nearest: tuple[tuple[str, tuple[str, ...]], ...]
    """For each word of the expression that does not occur: the nearest words that do."""


def attempt(
    expression: str,
    transcripts: Sequence[Transcript],
    *,
    terms: Mapping[str, Expression] | None = None,
    speakers: SpeakersInView = "participants",
    language: Language | None = None,
) -> Attempt:
    """Try an expression of the rule language on transcripts.

    Raises:
        RuleError: the expression is not well formed.
    """
    rule = Rule("expression", "expression", 0, find=(parse(expression, terms or {}),))
    run = RuleRun(transcripts, [rule], speakers=speakers, language=language)
    found = gathered(run, {"expression": 0})
    return Attempt(found, nearest_words(rule.find, run.corpus, run.language))
