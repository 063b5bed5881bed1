"""Who was asked about a code: who answers a question that a rule of it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from qcode.matching.run import RuleRun
from qcode.model.codebook import Codebook
from qcode.model.transcript import Transcript

Places = frozenset[tuple[str, int]]
"""Turns, by transcript and number."""


def asked_about(transcripts: Sequence[Transcript], codebook: Codebook) -> Mapping[str, Places]:
    """By code, the participants' turns that answer a question in which an `asked` of one of its
    rules stands; codes without such a rule are not among the keys.
    """
    rules = [rule for rule in codebook.rules() if rule.asked]
    if not rules:
        return {}
    run = RuleRun(transcripts, rules, codebook=codebook)
    found: dict[str, set[tuple[str, int]]] = {}
    for rule in rules:
        own = found.setdefault(rule.code, set())
        for place in np.flatnonzero(run.answers(rule)).tolist():
            transcript, turn = run.turns[place]
            if turn.role == "participant":
                own.add((transcript.id, turn.number))
    return {code: frozenset(places) for code, places in found.items()}
