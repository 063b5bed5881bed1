"""Which question a turn answers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qcode.matching.corpus import Integers
from qcode.model.transcript import Transcript, Turn

_BACK_CHANNEL = 3
"""Words: an interviewer's turn of no more, without a question mark, asks nothing."""


def questions_before(
    turns: Sequence[tuple[Transcript, Turn]], texts: Sequence[str], word_counts: Sequence[int]
) -> Integers:
    """One entry a turn: the number of the turn that holds the question before it, -1 without one.

    `texts` and `word_counts` have an entry a turn.
    """
    found = np.full(len(turns), -1, np.int32)
    question, owner = -1, ""
    for number, (transcript, turn) in enumerate(turns):
        if transcript.id != owner:
            question, owner = -1, transcript.id
        found[number] = question
        if turn.role == "interviewer" and (
            word_counts[number] > _BACK_CHANNEL or set("?？") & set(texts[number])
        ):
            question = number
    return found
