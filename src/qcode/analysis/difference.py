"""What a change of the codebook does: cells of the matrix that go up or down, hits gained, lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from qcode.analysis.frequency import frequency
from qcode.analysis.quotes import in_order, segment_table
from qcode.model.codebook import Codebook
from qcode.model.coding import Suggestion
from qcode.model.transcript import Transcript


@dataclass(frozen=True, eq=False)
class Difference:
    """Two codebooks on the same transcripts."""

    cells: pd.DataFrame
    """One row a cell of the code-by-transcript matrix that changed: `code`, `transcript`, `before`,
    `after`, `change` (segments)."""
    codes: pd.DataFrame
    """One row a code of either: `code`, `before`, `after` (segments), `gained`, `lost`, and
    `status`: "", "only before" or "only after"."""
    gained: pd.DataFrame
    """Suggestions that only the later codebook makes."""
    lost: pd.DataFrame
    """Suggestions that only the earlier one makes."""


def difference(
    before: Iterable[Suggestion],
    after: Iterable[Suggestion],
    transcripts: Sequence[Transcript],
    old: Codebook,
    new: Codebook,
) -> Difference:
    """Compare what two codebooks suggest, code by code.

    A suggestion is the same when it proposes the same segment for the same code; `renamed_from`
    in the later codebook leads from the old id to the new one.

    Args:
        before: by the earlier codebook.
        after: by the later one.
        transcripts: the same for both.
        old: the earlier codebook.
        new: the later one.
    """
    renamed = {name: code.id for code in new.codes for name in code.renamed_from}
    before, after = tuple(before), tuple(after)
    earlier = {(renamed.get(each.code, each.code), each.segment): each for each in before}
    later = {(each.code, each.segment): each for each in after}
    names = {code.id: None for code in new.applicable()}
    kept = {renamed.get(code.id, code.id): None for code in old.applicable()}
    codes = [*names, *(code for code in kept if code not in names)]
    gained = [each for key, each in later.items() if key not in earlier]
    lost = [each for key, each in earlier.items() if key not in later]
    tables = (
        frequency(before, transcripts, old).rename(columns=renamed),
        frequency(after, transcripts, new),
    )
    cells = [
        {"code": code, "transcript": name, "before": was, "after": now, "change": now - was}
        for code in codes
        for name in (transcript.id for transcript in transcripts)
        for was, now in [tuple(_cell(table, name, code) for table in tables)]
        if was != now
    ]
    rows = [
        {
            "code": code,
            "before": sum(key[0] == code for key in earlier),
            "after": sum(key[0] == code for key in later),
            "gained": sum(key[0] == code and key not in earlier for key in later),
            "lost": sum(key[0] == code and key not in later for key in earlier),
            "status": "only before"
            if code not in names
            else "only after"
            if code not in kept
            else "",
        }
        for code in codes
    ]
    return Difference(
        cells=pd.DataFrame(cells, columns=["code", "transcript", "before", "after", "change"]),
        codes=pd.DataFrame(rows),
        gained=segment_table(in_order(gained, transcripts), transcripts),
        lost=segment_table(in_order(lost, transcripts), transcripts),
    )


def _status(was: bool, is_now: bool) -> str:
    if was and is_now:
        return ""
    return "only before" if was else "only after"


def _cell(table: pd.DataFrame, transcript: str, code: str) -> int:
    return int(table[code].to_dict()[transcript]) if code in table.columns else 0
