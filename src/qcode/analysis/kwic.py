"""Keyword in context: what rules matched, with the words around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from qcode.analysis.quotes import in_order, stretches
from qcode.model.coding import Suggestion
from qcode.model.transcript import Transcript, Turn

COLUMNS = ("transcript", "turn", "speaker", "code", "rule", "pre", "keyword", "post")
_BLANKS = str.maketrans("\n\r\t\v\f\x85\u2028\u2029", " " * 8)


def kwic(
    suggestions: Iterable[Suggestion], transcripts: Sequence[Transcript], *, width: int = 40
) -> pd.DataFrame:
    """One row for each stretch of matched words: words side by side are one stretch.

    Args:
        suggestions: as `suggest` gives them.
        transcripts: those that they are about.
        width: how many characters of the turn are shown on either side, at most.

    Returns:
        Rows by transcript (as given) and position, in the columns of `COLUMNS`. `keyword` is
        exactly what stands in the text; in `pre` and `post`, which never leave the turn, line
        ends and tabs are shown as blanks. `rule` names all rules of the suggestion.
    """
    by_id = {transcript.id: transcript for transcript in transcripts}
    turns = {(each.id, turn.number): turn for each in transcripts for turn in each.turns}
    rows = [
        row
        for suggestion in in_order(suggestions, transcripts)
        for row in _rows(
            suggestion,
            by_id[suggestion.segment.transcript_id],
            turns[suggestion.segment.transcript_id, suggestion.turn],
            max(width, 0),
        )
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _rows(
    suggestion: Suggestion, transcript: Transcript, turn: Turn, width: int
) -> Iterable[tuple[str | int, ...]]:
    text = transcript.text
    head = (transcript.id, turn.number, suggestion.speaker, suggestion.code)
    for start, end in stretches(suggestion.matched, text):
        pre = text[max(start - width, turn.start) : start].translate(_BLANKS)
        post = text[end : min(end + width, turn.end)].translate(_BLANKS)
        yield *head, "; ".join(suggestion.rules), pre, text[start:end], post
