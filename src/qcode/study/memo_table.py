"""Memos as a table, each with what it hangs on."""

from __future__ import annotations

import pandas as pd

from qcode.study.reports import memos
from qcode.study.study import Study

COLUMNS = (
    *("id", "time", "coder", "on", "of", "transcript", "turn", "start", "end"),
    *("quotation", "text"),
)


def memo_table(study: Study) -> pd.DataFrame:
    """One row a memo that stands, in the order of their ids, in the columns of `COLUMNS`.

    `start` and `end` are code points of the present text, and `quotation` are the words there.
    Where the place cannot be told any more these are empty and `quotation` holds the words as they
    were.
    """
    found = memos(study.state)
    anchors = [one.anchor for one in found if one.anchor]
    places = dict(zip(anchors, study.placing.place(anchors), strict=True))
    rows = []
    for one in found:
        now = study.placing.present(places[one.anchor]) if one.anchor else None
        at = now or one.anchor
        rows.append(
            (
                *(one.id, one.time, one.coder, one.on, one.of),
                at.transcript if at else "",
                str(now.turn) if now else "",
                str(now.start) if now else "",
                str(now.end) if now else "",
                at.quotation if at else "",
                one.text,
            )
        )
    return pd.DataFrame(rows, columns=list(COLUMNS))
