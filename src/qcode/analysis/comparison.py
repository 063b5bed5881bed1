"""Suggestions against a gold file: what rules find, miss and find wrongly, turn by turn."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from qcode.analysis.agreement import cohen_kappa
from qcode.analysis.gold import Judgement, Place, check_places, left_out
from qcode.analysis.intervals import wilson
from qcode.analysis.view import Speakers
from qcode.model.codebook import Codebook
from qcode.model.coding import Suggestion
from qcode.model.transcript import Transcript, Turn

ALL_CODES = "all codes"

Mark = tuple[str, int, str]
"""A code on a turn: transcript id, number, code id."""


@dataclass(frozen=True)
class Comparison:
    """How suggestions agree with a person's judgement, over the turns that were judged."""

    codes: pd.DataFrame
    """Per code, then `all codes` pooled, then pooled by language where there are several:
    `code, gold, suggested, both, missed, false` (turns), `precision, recall, f1, kappa` (NaN where
    undefined) and `n_turns`, the turns judged."""
    misses: pd.DataFrame
    """Turns whose code was not suggested: `transcript, turn, speaker, code, text`."""
    false_hits: pd.DataFrame
    """Turns with a code suggested that the gold file does not give: as `misses`, and `rule`."""
    judged_turns: int
    notes: tuple[str, ...]
    """What was left out of the comparison or is undefined in it, in sentences."""


def compare(
    suggestions: Iterable[Suggestion],
    gold: Iterable[Judgement],
    transcripts: Sequence[Transcript],
    codebook: Codebook,
    *,
    speakers: Speakers = "participants",
) -> Comparison:
    """Compare suggestions with a gold file, by turn.

    Counted are the turns in view that the gold file names: a turn that it does not name was not
    judged. A code stands on a turn or it does not, however often. Pooled rows sum
    the counts over codes (micro averages); their kappa is over all decisions, turns times codes.

    Args:
        suggestions: as `suggest` gives them, for all of `transcripts`.
        gold: rows of a gold file, as `read_gold` gives them.
        transcripts: all that the gold file names.
        codebook: its applicable codes are compared; other codes in `gold` are ignored with a note.
        speakers: whose turns are in view.

    Raises:
        ProblemsError: gold rows name turns that are not there, or transcripts that are not given
            while one that is given has no row.
    """
    rows = tuple(gold)
    turns = {(each.id, turn.number): (each, turn) for each in transcripts for turn in each.turns}
    check_places(rows, transcripts, turns)
    ids = {each.id for each in transcripts}
    elsewhere = {row.transcript for row in rows} - ids
    rows = tuple(row for row in rows if row.transcript in ids)
    named = dict.fromkeys((row.transcript, row.turn) for row in rows)
    judged = {
        place for place in named if speakers == "all" or turns[place][1].role == "participant"
    }
    codes = [code.id for code in codebook.applicable()]
    known = set(codes)
    wanted = {
        (row.transcript, row.turn, row.code)
        for row in rows
        if row.code in known and (row.transcript, row.turn) in judged
    }
    found: dict[Mark, list[str]] = {}
    for suggestion in suggestions:
        place = (suggestion.segment.transcript_id, suggestion.turn)
        if place in judged and suggestion.code in known:
            found.setdefault((*place, suggestion.code), []).extend(suggestion.rules)
    table = _table(wanted, set(found), judged, codes, transcripts)
    order = _position(codes, transcripts)
    misses = sorted(wanted - found.keys(), key=order)
    false_hits = sorted(found.keys() - wanted, key=order)
    return Comparison(
        codes=table,
        misses=_listed(misses, turns),
        false_hits=_listed(false_hits, turns).assign(
            rule=["; ".join(dict.fromkeys(found[mark])) for mark in false_hits]
        ),
        judged_turns=len(judged),
        notes=(
            *left_out(rows, codebook, known, len(named) - len(judged), elsewhere),
            *_undefined(table),
        ),
    )


def with_intervals(codes: pd.DataFrame) -> pd.DataFrame:
    """The table of a comparison with the limits of precision and recall.

    Args:
        codes: as `Comparison.codes`.

    Returns:
        The same with `precision_low`, `precision_high`, `recall_low`, `recall_high`: Wilson's 95 %
        intervals, NaN where undefined. They take turns as independent; those of one person are
        not, so that true intervals are somewhat wider.
    """
    made = codes.copy()
    for name, of in (("precision", "suggested"), ("recall", "gold")):
        pairs = zip(codes["both"].tolist(), codes[of].tolist(), strict=True)
        found = [wilson(int(both), int(n)) for both, n in pairs]
        made[f"{name}_low"] = [each.low for each in found]
        made[f"{name}_high"] = [each.high for each in found]
    return made


def _table(
    gold: set[Mark],
    found: set[Mark],
    judged: set[Place],
    codes: Sequence[str],
    transcripts: Sequence[Transcript],
) -> pd.DataFrame:
    in_gold, in_found, in_both = (
        Counter(mark[2] for mark in marks) for marks in (gold, found, gold & found)
    )
    n = len(judged)
    rows = [_row(code, in_gold[code], in_found[code], in_both[code], n, n) for code in codes]
    rows.append(_pooled(ALL_CODES, gold, found, judged, len(codes)))
    language = {transcript.id: transcript.language for transcript in transcripts}
    spoken = sorted({language[place[0]] for place in judged})
    for each in spoken if len(spoken) > 1 else ():
        rows.append(
            _pooled(
                f"{ALL_CODES} ({each})",
                {mark for mark in gold if language[mark[0]] == each},
                {mark for mark in found if language[mark[0]] == each},
                {place for place in judged if language[place[0]] == each},
                len(codes),
            )
        )
    return pd.DataFrame(rows)


def _pooled(
    name: str, gold: set[Mark], found: set[Mark], judged: set[Place], codes: int
) -> dict[str, str | int | float]:
    n = len(judged)
    return _row(name, len(gold), len(found), len(gold & found), n, n * codes)


def _row(
    name: str, gold: int, found: int, both: int, turns: int, decisions: int
) -> dict[str, str | int | float]:
    missed, false = gold - both, found - both
    return {
        "code": name,
        "gold": gold,
        "suggested": found,
        "both": both,
        "missed": missed,
        "false": false,
        "precision": _share(both, found),
        "recall": _share(both, gold),
        "f1": _share(2 * both, gold + found),
        "kappa": cohen_kappa(both, missed, false, decisions - both - missed - false),
        "n_turns": turns,
    }


def _share(count: int, of: int) -> float:
    return count / of if of else math.nan


def _listed(marks: Sequence[Mark], turns: dict[Place, tuple[Transcript, Turn]]) -> pd.DataFrame:
    columns: dict[str, list[str] | list[int]] = {
        "transcript": [transcript for transcript, _, _ in marks],
        "turn": [turn for _, turn, _ in marks],
        "speaker": [turns[mark[:2]][1].speaker for mark in marks],
        "code": [code for _, _, code in marks],
        "text": [transcript.words(turn) for transcript, turn in (turns[m[:2]] for m in marks)],
    }
    return pd.DataFrame(columns)


def _position(
    codes: Sequence[str], transcripts: Sequence[Transcript]
) -> Callable[[Mark], tuple[int, int, int]]:
    """What marks are sorted by: transcript as given, turn, code as in the codebook."""
    code_at = {code: place for place, code in enumerate(codes)}
    transcript_at = {transcript.id: place for place, transcript in enumerate(transcripts)}
    return lambda mark: (transcript_at[mark[0]], mark[1], code_at[mark[2]])


def _undefined(table: pd.DataFrame) -> Iterator[str]:
    reasons = (
        ("precision", "where nothing was suggested"),
        ("recall", "where the gold file gives nothing"),
        ("kappa", "where all judgements are one and the same"),
    )
    for column, reason in reasons:
        empty = int(table[column].isna().sum())
        if empty:
            yield f"{column} is undefined for {empty} of {len(table)} rows: {reason}"
