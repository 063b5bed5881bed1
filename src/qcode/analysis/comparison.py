"""Suggestions against a gold file: what rules find, miss and find wrongly, turn by turn."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from qcode.analysis.agreement import cohen_kappa
from qcode.analysis.bootstrap import percentile_interval, resampled
from qcode.analysis.generalising import shaffer_rho
from qcode.analysis.gold import Judgement, Place, check_places, left_out
from qcode.analysis.intervals import wilson
from qcode.analysis.view import Booleans, Floats, Speakers
from qcode.model.codebook import Codebook
from qcode.model.coding import Suggestion
from qcode.model.transcript import Transcript, Turn

ALL_CODES = "all codes"

Mark = tuple[str, int, str]
"""A code on a turn: transcript id, number, code id."""


@dataclass(frozen=True, eq=False)
class Decisions:
    """Which code stands on which judged turn: arrays of shape (turns, codes)."""

    gold: Booleans
    suggested: Booleans


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
    rules: pd.DataFrame
    """Per rule, in the order of the codebook: `rule, code, suggested` (judged turns), `both` (of
    these, turns with the code), `precision` with its 95 % interval by Wilson (`precision_low`,
    `precision_high`), `gold` (turns with its code) and `share_of_gold`, the part of them that the
    rule finds; other rules may find the rest."""
    decisions: Decisions
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
        rules=_of_rules(codebook, found, wanted),
        decisions=_decisions(wanted, set(found), judged, codes),
        judged_turns=len(judged),
        notes=(
            *left_out(rows, codebook, known, len(named) - len(judged), elsewhere),
            *_undefined(table),
        ),
    )


def with_intervals(comparison: Comparison, *, draws: int = 1000, seed: int = 0) -> pd.DataFrame:
    """The table of a comparison with the limits of its measures.

    Args:
        comparison: as `compare` gives it.
        draws: resamples of turns for the limits of F1 and kappa.
        seed: of these.

    Returns:
        `Comparison.codes` with `precision_low`, `precision_high`, `recall_low`, `recall_high`
        (Wilson's 95 % intervals), `f1_low`, `f1_high`, `kappa_low`, `kappa_high` (percentiles of
        the bootstrap), NaN where undefined, for F1 and kappa also in rows of one language. All take
        turns as independent; those of one person are not, so that true intervals are somewhat
        wider.
    """
    codes = comparison.codes
    made = codes.copy()
    for name, of in (("precision", "suggested"), ("recall", "gold")):
        pairs = zip(codes["both"].tolist(), codes[of].tolist(), strict=True)
        found = [wilson(int(both), int(n)) for both, n in pairs]
        made[f"{name}_low"] = [each.low for each in found]
        made[f"{name}_high"] = [each.high for each in found]
    low, high = _bootstrapped(comparison.decisions, draws, seed)
    for place, name in enumerate(("f1", "kappa")):
        for end, bounds in (("low", low), ("high", high)):
            known = bounds[:, place].tolist()
            missing = [math.nan] * (len(codes) - len(known))
            made[f"{name}_{end}"] = [*known, *missing]
    return made


def with_rho(comparison: Comparison, threshold: float) -> pd.DataFrame:
    """The table of a comparison with Shaffer's rho for each code, NaN in pooled rows."""
    codes = comparison.codes
    own = comparison.decisions.gold.shape[1]
    rows = zip(codes["kappa"], codes["gold"], codes["n_turns"], strict=True)
    found = [shaffer_rho(*row, threshold=threshold) for row in list(rows)[:own]]
    return codes.assign(rho=[*found, *[math.nan] * (len(codes) - own)])


def _bootstrapped(decisions: Decisions, draws: int, seed: int) -> tuple[Floats, Floats]:
    """Limits of F1 and kappa, a row a code and one for all codes pooled."""
    gold, suggested = decisions.gold, decisions.suggested
    cells = np.stack([gold & suggested, gold & ~suggested, ~gold & suggested, ~gold & ~suggested])
    weights = resampled(len(gold), draws, seed)
    counts = np.einsum("dt,ktc->dck", weights, cells.astype(np.float64), optimize=True)
    counts = np.concatenate([counts, counts.sum(axis=1, keepdims=True)], axis=1)
    both, missed, false, neither = np.moveaxis(counts, 2, 0)
    n = counts.sum(axis=2)
    chance = (both + missed) * (both + false) + (false + neither) * (missed + neither)
    with np.errstate(divide="ignore", invalid="ignore"):
        f1 = 2 * both / (2 * both + missed + false)
        kappa = (n * (both + neither) - chance) / (n * n - chance)
    return percentile_interval(np.stack([f1, kappa], axis=2))


def _decisions(
    gold: set[Mark], found: set[Mark], judged: set[Place], codes: Sequence[str]
) -> Decisions:
    row = {place: at for at, place in enumerate(sorted(judged))}
    column = {code: at for at, code in enumerate(codes)}

    def flags(marks: set[Mark]) -> Booleans:
        array = np.zeros((len(row), len(column)), np.bool_)
        for transcript, turn, code in marks:
            array[row[transcript, turn], column[code]] = True
        return array

    return Decisions(flags(gold), flags(found))


def _of_rules(codebook: Codebook, found: dict[Mark, list[str]], gold: set[Mark]) -> pd.DataFrame:
    by_rule: dict[str, set[Mark]] = {}
    for mark, names in found.items():
        for name in names:
            by_rule.setdefault(name, set()).add(mark)
    in_gold = Counter(code for _, _, code in gold)
    rows = []
    for rule in codebook.rules():
        marks = by_rule.get(rule.id, set())
        both = len(marks & gold)
        found_of = wilson(both, len(marks))
        rows.append(
            {
                "rule": rule.id,
                "code": rule.code,
                "suggested": len(marks),
                "both": both,
                "precision": found_of.value,
                "precision_low": found_of.low,
                "precision_high": found_of.high,
                "gold": in_gold[rule.code],
                "share_of_gold": _share(both, in_gold[rule.code]),
            }
        )
    return pd.DataFrame(rows)


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
