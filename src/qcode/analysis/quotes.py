"""Suggestions as rows: the quotations behind every cell of a table."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

import pandas as pd

from qcode.analysis.nearest import did_you_mean
from qcode.analysis.view import check_same_transcripts
from qcode.errors import QcodeError
from qcode.model.coding import Suggestion
from qcode.model.transcript import Transcript, Turn

COLUMNS = (
    *("transcript", "turn", "speaker", "role", "time", "start", "end"),
    *("quotation", "code", "rule", "matched"),
)
GAP = " … "
"""Between matched words that do not stand side by side."""

_SIDE_BY_SIDE = re.compile(r"[\W_]*")
Names = str | Collection[str] | None


def quotes(
    suggestions: Iterable[Suggestion],
    transcripts: Sequence[Transcript],
    *,
    code: Names = None,
    transcript: Names = None,
    speaker: Names = None,
    role: Names = None,
    context: int = 0,
) -> pd.DataFrame:
    """The suggestions that pass all filters, one row each, in the columns of `suggestions.csv`.

    Args:
        suggestions: as `suggest` gives them.
        transcripts: those that they are about.
        code: one code id or several; a code above others does not stand for those below it.
        transcript: one transcript id or several.
        speaker: a label, or `TRANSCRIPT/SPEAKER` for this one only; or several.
        role: `participant` or `interviewer`, or both.
        context: with n > 0 two more columns, `before` and `after`: the words of the turn around
            the quotation, and the n turns on either side, each as `SPEAKER: words` on its lines.

    Returns:
        Rows by transcript (as given), start and end. `quotation` is exactly
        `text[start:end]`; `time` is when the turn starts, HH:MM:SS, "" if unknown; `matched` are
        the words that rules matched, stretches of them joined with " … ".

    Raises:
        QcodeError: a transcript or speaker that is not there.
    """
    ids = [each.id for each in transcripts]
    labels = {(each.id, turn.speaker) for each in transcripts for turn in each.turns}
    speakers = sorted({name for _, name in labels} | {f"{at}/{name}" for at, name in labels})
    in_transcripts = _wanted(transcript, ids, "transcript")
    by_speakers = _wanted(speaker, speakers, "speaker")
    of_codes, in_roles = _wanted(code), _wanted(role)
    kept = [
        suggestion
        for suggestion in suggestions
        if (of_codes is None or suggestion.code in of_codes)
        and (in_transcripts is None or suggestion.segment.transcript_id in in_transcripts)
        and (in_roles is None or suggestion.role in in_roles)
        and (by_speakers is None or by_speakers & _labels(suggestion))
    ]
    kept = in_order(kept, transcripts)
    table = suggestion_table(kept, transcripts)
    if context > 0:
        around = _Surroundings(transcripts, context)
        table["before"] = [around.before(suggestion) for suggestion in kept]
        table["after"] = [around.after(suggestion) for suggestion in kept]
    return table


def suggestion_table(
    suggestions: Sequence[Suggestion], transcripts: Sequence[Transcript]
) -> pd.DataFrame:
    """The suggestions as they come, one row each, in the columns of `suggestions.csv`."""
    columns = suggestion_columns(suggestions, transcripts)
    return pd.DataFrame(columns, columns=list(COLUMNS))


def suggestion_columns(
    suggestions: Sequence[Suggestion], transcripts: Sequence[Transcript]
) -> dict[str, list[str] | list[int]]:
    """The columns of `suggestions.csv` as lists, by name."""
    turns = {
        (transcript.id, turn.number): turn.start_time
        for transcript in transcripts
        for turn in transcript.turns
    }
    texts = {transcript.id: transcript.text for transcript in transcripts}
    at = [suggestion.segment for suggestion in suggestions]
    keys = [(where.transcript_id, each.turn) for where, each in zip(at, suggestions, strict=True)]
    times = {key: clock(turns[key]) for key in set(keys)}
    return {
        "transcript": [where.transcript_id for where in at],
        "turn": [suggestion.turn for suggestion in suggestions],
        "speaker": [suggestion.speaker for suggestion in suggestions],
        "role": [str(suggestion.role) for suggestion in suggestions],
        "time": [times[key] for key in keys],
        "start": [where.start for where in at],
        "end": [where.end for where in at],
        "quotation": [suggestion.quotation for suggestion in suggestions],
        "code": [suggestion.code for suggestion in suggestions],
        "rule": ["; ".join(suggestion.rules) for suggestion in suggestions],
        "matched": [_matched(suggestion, texts) for suggestion in suggestions],
    }


def in_order(
    suggestions: Iterable[Suggestion],
    transcripts: Sequence[Transcript],
    codes: Mapping[str, int] | None = None,
) -> list[Suggestion]:
    """By transcript (as given), start, end, and code (by the numbers given, else as they come).

    Raises:
        QcodeError: a suggestion is about a transcript that is not given.
    """
    suggestions = tuple(suggestions)
    check_same_transcripts(suggestions, transcripts)
    place = {transcript.id: number for number, transcript in enumerate(transcripts)}
    ranks = codes or {}

    def key(suggestion: Suggestion) -> tuple[int, int, int, int]:
        at = suggestion.segment
        return place[at.transcript_id], at.start, at.end, ranks.get(suggestion.code, 0)

    return sorted(suggestions, key=key)


def stretches(matched: Sequence[tuple[int, int]], text: str) -> tuple[tuple[int, int], ...]:
    """Matched words as (start, end) of stretches: those side by side, with nothing but blanks
    and punctuation between them, are one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(matched):
        first, last = joined[-1] if joined else (0, -1)
        if last >= start or (joined and _SIDE_BY_SIDE.fullmatch(text, last, start)):
            joined[-1] = first, max(last, end)
        else:
            joined.append((start, end))
    return tuple(joined)


def clock(seconds: float | None) -> str:
    """Seconds as HH:MM:SS, fractions cut off; "" if unknown."""
    if seconds is None:
        return ""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{rest:02d}"


def _matched(suggestion: Suggestion, texts: Mapping[str, str]) -> str:
    text, matched = texts[suggestion.segment.transcript_id], suggestion.matched
    if len(matched) == 1:
        return text[matched[0][0] : matched[0][1]]
    return GAP.join([text[start:end] for start, end in stretches(matched, text)])


def _wanted(
    names: Names, known: Collection[str] | None = None, what: str = ""
) -> frozenset[str] | None:
    if names is None:
        return None
    wanted = frozenset([names] if isinstance(names, str) else names)
    for name in sorted(wanted):
        if known is not None and name not in known:
            raise QcodeError(f"there is no {what} '{name}'\n  hint: {did_you_mean(name, known)}")
    return wanted


def _labels(suggestion: Suggestion) -> set[str]:
    label = suggestion.speaker
    return {label, f"{suggestion.segment.transcript_id}/{label}"}


class _Surroundings:
    """The talk around quotations, some turns to either side."""

    def __init__(self, transcripts: Sequence[Transcript], turns: int) -> None:
        self.transcripts = {transcript.id: transcript for transcript in transcripts}
        self.places = {
            (transcript.id, turn.number): place
            for transcript in transcripts
            for place, turn in enumerate(transcript.turns)
        }
        self.turns = turns

    def before(self, suggestion: Suggestion) -> str:
        transcript, place = self._find(suggestion)
        turns = transcript.turns
        own = transcript.text[turns[place].start : suggestion.segment.start]
        return _talk(transcript, turns[max(place - self.turns, 0) : place], own)

    def after(self, suggestion: Suggestion) -> str:
        transcript, place = self._find(suggestion)
        turns = transcript.turns
        own = transcript.text[suggestion.segment.end : turns[place].end]
        said = _talk(transcript, turns[place + 1 : place + 1 + self.turns])
        return "\n".join(part for part in (own.strip(), said) if part)

    def _find(self, suggestion: Suggestion) -> tuple[Transcript, int]:
        name = suggestion.segment.transcript_id
        return self.transcripts[name], self.places[name, suggestion.turn]


def _talk(transcript: Transcript, turns: Sequence[Turn], own: str = "") -> str:
    said = [f"{turn.speaker}: {transcript.words(turn)}" for turn in turns]
    return "\n".join([*said, own.strip()] if own.strip() else said)
