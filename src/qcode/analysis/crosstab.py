"""Codes by an attribute, counted in cases: a participant mentions a code or does not."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from qcode.analysis.quotes import turns_of
from qcode.analysis.view import Integers, check_same_transcripts
from qcode.errors import QcodeError
from qcode.model.codebook import Codebook
from qcode.model.coding import CodedSegment
from qcode.model.transcript import Speaker, Transcript, attribute_key

NOT_GIVEN = "(not given)"
LEAST_EXPECTED = 5
"""Cases that each cell should be expected to have for a chi-square test."""


@dataclass(frozen=True, eq=False)
class Crosstab:
    """How many cases of each value of an attribute mention each code."""

    table: pd.DataFrame
    """One row a code and value: `code`, `value`, `mention`, `of`, `share` (NaN of nobody)."""
    tests: pd.DataFrame
    """One row a code where tests were asked for: `code`, `test`, `statistic`, `df`, `p`, `effect`
    (Cramér's V; of two by two phi), `n`, `note`; NaN with a note where a test is withheld."""


def crosstab(
    segments: Iterable[CodedSegment],
    transcripts: Sequence[Transcript],
    codebook: Codebook,
    by: str,
    *,
    tests: bool = False,
) -> Crosstab:
    """Codes by the values of an attribute, in participants.

    Turns of one person are not independent of each other, so cases are counted, never turns: a
    participant, a speaker of one transcript, mentions a code or does not.

    Args:
        segments: suggestions, as `suggest` gives them, or codings in the present texts.
        transcripts: all that were looked at.
        codebook: its applicable codes.
        by: the attribute, of speakers or else of their transcripts, in any spelling.
        tests: whether to test each code: Fisher's exact test for two values, chi-square for more,
            withheld where fewer than five cases are expected in a cell.

    Raises:
        QcodeError: nobody has the attribute.
    """
    segments = tuple(segments)
    check_same_transcripts(segments, transcripts)
    values = _values(transcripts, attribute_key(by))
    if not any(value != NOT_GIVEN for value in values.values()):
        raise QcodeError(f"no participant has an attribute '{by}'\n  hint: write it into cases.csv")
    turns = turns_of(transcripts)
    said: dict[str, set[tuple[str, str]]] = {}
    for one in segments:
        person = (one.segment.transcript_id, turns[one.segment.transcript_id, one.turn].speaker)
        said.setdefault(one.code, set()).add(person)
    names = sorted(set(values.values()), key=lambda value: (value == NOT_GIVEN, value))
    rows, results = [], []
    for code in codebook.applicable():
        mention = said.get(code.id, set())
        counts = [
            (
                sum(person in mention for person, value in values.items() if value == name),
                sum(value == name for value in values.values()),
            )
            for name in names
        ]
        for name, (yes, of) in zip(names, counts, strict=True):
            rows.append((code.id, name, yes, of, yes / of if of else math.nan))
        if tests:
            kept = [pair for name, pair in zip(names, counts, strict=True) if name != NOT_GIVEN]
            results.append((code.id, *_test(kept)))
    heads = ["code", "test", "statistic", "df", "p", "effect", "n", "note"]
    return Crosstab(
        pd.DataFrame(rows, columns=["code", "value", "mention", "of", "share"]),
        pd.DataFrame(results, columns=heads),
    )


def fisher(table: Integers) -> float:
    """The two-sided p of Fisher's exact test on a table of two by two.

    All tables with the same margins that are at most as likely as this one count.

    Reference:
        Fisher, R. A. (1935). The lady who tasted tea, 3 of 4 cups right: p = 0.4857.
    """
    (a, b), (c, d) = table.tolist()
    row, column, n = a + b, a + c, a + b + c + d
    lowest, highest = max(0, column - (c + d)), min(row, column)

    def ways(first: int) -> int:
        return math.comb(row, first) * math.comb(n - row, column - first)

    own = ways(a)
    total = sum(each for x in range(lowest, highest + 1) if (each := ways(x)) <= own)
    return total / math.comb(n, column)


def chi_square(table: Integers) -> tuple[float, int, float]:
    """Pearson's chi-square, its degrees of freedom, and p, of a table of any size.

    Returns:
        NaN for p where a row or column is empty.
    """
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0, keepdims=True) / table.sum()
    df = (table.shape[0] - 1) * (table.shape[1] - 1)
    if (expected == 0).any() or df < 1:
        return math.nan, df, math.nan
    statistic = float(((table - expected) ** 2 / expected).sum())
    return statistic, df, _upper_tail(df / 2, statistic / 2)


def _test(counts: Sequence[tuple[int, int]]) -> tuple[str, float, float, float, float, int, str]:
    n = sum(of for _, of in counts)
    table = np.array([[yes, of - yes] for yes, of in counts], np.int64)
    nothing = math.nan
    if len(counts) < 2 or (table.sum(axis=0) == 0).any() or (table.sum(axis=1) == 0).any():
        note = "no test: all cases are alike in one of the two"
        return "", nothing, nothing, nothing, nothing, n, note
    statistic, df, p = chi_square(table)
    effect = math.sqrt(statistic / n)
    if len(counts) == 2:
        return "Fisher", nothing, nothing, fisher(table), effect, n, ""
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0, keepdims=True) / n
    if expected.min() < LEAST_EXPECTED:
        note = (
            f"no test: in a cell {expected.min():.1f} cases are expected, a chi-square test asks "
            f"for {LEAST_EXPECTED}; join values or have more cases"
        )
        return "", nothing, nothing, nothing, effect, n, note
    return "chi-square", statistic, float(df), p, effect, n, ""


def _upper_tail(shape: float, x: float) -> float:
    """The regularised upper incomplete gamma function, for whole and half shapes."""
    if shape == int(shape):
        terms = (x**k / math.factorial(k) for k in range(int(shape)))
        return math.exp(-x) * sum(terms)
    tail = math.erfc(math.sqrt(x))
    order = 0.5
    term = math.exp(-x) * math.sqrt(x) / math.gamma(1.5)
    while order < shape:
        tail += term
        order += 1
        term *= x / order if order < shape else 0.0
    return tail


def _values(transcripts: Sequence[Transcript], key: str) -> dict[tuple[str, str], str]:
    """The value of each participant: the speaker's own, else the transcript's."""
    found: dict[tuple[str, str], str] = {}
    for transcript in transcripts:
        common = _value(transcript.attributes, key)
        for speaker in transcript.speakers:
            if speaker.role == "participant":
                found[transcript.id, speaker.name] = _own(speaker, key) or common or NOT_GIVEN
    return found


def _own(speaker: Speaker, key: str) -> str:
    return _value(speaker.attributes, key)


def _value(pairs: Sequence[tuple[str, str]], key: str) -> str:
    return next((value.strip() for name, value in pairs if attribute_key(name) == key), "")
