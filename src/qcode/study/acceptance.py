"""How coders took the suggestions of each rule, so that a bad rule is found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from qcode.model.coding import Segment, Suggestion
from qcode.study.coders import coder_key
from qcode.study.queues import is_adjudication
from qcode.study.records import Coded, Judgement
from qcode.study.study import Study

Outcome = Literal["accepted", "changed", "rejected", "pending"]
OUTCOMES: tuple[Outcome, ...] = ("accepted", "changed", "rejected", "pending")
_Said = Mapping[tuple[str, str], Sequence[tuple[Segment, Judgement]]]


@dataclass(frozen=True, slots=True)
class RuleUse:
    """What became of the suggestions of one rule, each by one coder."""

    code: str
    rule: str
    accepted: int
    """Coded with this code, on this very segment."""
    changed: int
    """Coded with this code on other bounds that share a word, or with another code instead."""
    rejected: int
    pending: int
    """Nobody said anything about it yet."""

    @property
    def rate(self) -> float:
        """Accepted of all decided; NaN when nothing was decided."""
        decided = self.accepted + self.changed + self.rejected
        return self.accepted / decided if decided else float("nan")


def rule_use(
    study: Study, suggestions: Iterable[Suggestion], *, coders: Sequence[str] = ()
) -> tuple[RuleUse, ...]:
    """What became of present suggestions, by rule, in the order of the codebook.

    A suggestion that two coders decided counts once for each; one that nobody decided is pending
    once. A suggestion of several rules counts for each of them.

    Args:
        study: with the decisions.
        suggestions: of its codebook on its present texts.
        coders: only the decisions of these; all when empty.
    """
    said = _said(study, frozenset(map(coder_key, coders)))
    counts: dict[tuple[str, str], dict[Outcome, int]] = {}
    for code in study.codebook.codes:
        for rule in code.rules:
            counts[code.id, rule.id] = dict.fromkeys(OUTCOMES, 0)
    for each in suggestions:
        outcomes = _outcomes(each, said) or ["pending"]
        for name in each.rules:
            row = counts.setdefault((each.code, name), dict.fromkeys(OUTCOMES, 0))
            for outcome in outcomes:
                row[outcome] += 1
    return tuple(_use(*names, row) for names, row in counts.items())


def _use(code: str, rule: str, row: Mapping[Outcome, int]) -> RuleUse:
    return RuleUse(code, rule, *(row[outcome] for outcome in OUTCOMES))


def _outcomes(suggestion: Suggestion, said: _Said) -> list[Outcome]:
    """What each coder who said something about a suggestion made of it."""
    at = suggestion.segment
    by_coder: dict[str, list[tuple[Segment, Judgement]]] = {}
    for segment, record in said.get((at.transcript_id, suggestion.code), ()):
        if segment.start < at.end and at.start < segment.end:
            by_coder.setdefault(coder_key(record.coder), []).append((segment, record))
    return [_outcome(at, by_coder[key], said) for key in sorted(by_coder)]


def _outcome(at: Segment, about: list[tuple[Segment, Judgement]], said: _Said) -> Outcome:
    coded = [segment for segment, record in about if isinstance(record, Coded)]
    if any((each.start, each.end) == (at.start, at.end) for each in coded):
        return "accepted"
    if coded:
        return "changed"
    return "changed" if any(_is_instead(at, one, said) for _, one in about) else "rejected"


def _is_instead(at: Segment, no: Judgement, said: _Said) -> bool:
    """Whether its coder coded the segment with another code when turning the suggestion down: that
    coding names the same rules."""
    return any(
        isinstance(one, Coded)
        and bool(no.rules)
        and one.rules == no.rules
        and coder_key(one.coder) == coder_key(no.coder)
        and (segment.start, segment.end) == (at.start, at.end)
        for (name, _), group in said.items()
        if name == at.transcript_id
        for segment, one in group
    )


def _said(study: Study, keys: frozenset[str]) -> _Said:
    """Judgements that stand, with their places in the present texts, by transcript and code."""
    state = study.state
    records = [
        one
        for group in state.by_transcript.values()
        for one in group
        if isinstance(one, Judgement)
        and state.stands(one)
        and not is_adjudication(one.coder)
        and (not keys or coder_key(one.coder) in keys)
    ]
    found: dict[tuple[str, str], list[tuple[Segment, Judgement]]] = {}
    moved = study.placing.place(one.anchor for one in records)
    for record, where in zip(records, moved, strict=True):
        anchor = study.placing.present(where)
        if anchor:
            place = (anchor.transcript, study.code_now(record.code))
            found.setdefault(place, []).append((anchor.segment, record))
    return found
