"""Keyword in context: what rules matched, or people coded, with the words around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from qcode.analysis.quotes import in_order, stretches, turns_of
from qcode.model.coding import CodedSegment, Suggestion
from qcode.model.transcript import Transcript, Turn

COLUMNS = ("transcript", "turn", "speaker", "code", "rule", "pre", "keyword", "post")
_BLANKS = str.maketrans("\n\r\t\v\f\x85\u2028\u2029", " " * 8)


def kwic(
    segments: Iterable[CodedSegment], transcripts: Sequence[Transcript], *, width: int = 40
) -> pd.DataFrame:
    """One row for each stretch of matched words: words side by side are one stretch. Of a coding,
    which nothing matched, all its words are the keyword.

    Args:
        segments: suggestions, as `suggest` gives them, or codings in the present texts.
        transcripts: those that they are about.
        width: how many characters of the turn are shown on either side, at most.

    Returns:
        Rows by transcript (as given) and position, in the columns of `COLUMNS`. `keyword` is
        exactly what stands in the text; in `pre` and `post`, which never leave the turn, line
        ends and tabs are shown as blanks. `rule` names all rules of the suggestion.
    """
    by_id = {transcript.id: transcript for transcript in transcripts}
    turns = turns_of(transcripts)
    rows = [
        row
        for one in in_order(segments, transcripts)
        for row in _rows(
            one,
            by_id[one.segment.transcript_id],
            turns[one.segment.transcript_id, one.turn],
            max(width, 0),
        )
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _rows(
    one: CodedSegment, transcript: Transcript, turn: Turn, width: int
) -> Iterable[tuple[str | int, ...]]:
    text = transcript.text
    head = (transcript.id, turn.number, turn.speaker, one.code)
    rules = ""
    found: tuple[tuple[int, int], ...] = ((one.segment.start, one.segment.end),)
    if isinstance(one, Suggestion):
        rules, found = "; ".join(one.rules), stretches(one.matched, text)
    for start, end in found:
        pre = text[max(start - width, turn.start) : start].translate(_BLANKS)
        post = text[end : min(end + width, turn.end)].translate(_BLANKS)
        yield *head, rules, pre, text[start:end], post
