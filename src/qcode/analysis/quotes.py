"""Coded segments as rows: the quotations behind every cell of a table."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

import pandas as pd

from qcode.analysis.nearest import did_you_mean
from qcode.analysis.view import check_same_transcripts
from qcode.errors import QcodeError
from qcode.model.coding import CodedSegment, Coding, Suggestion
from qcode.model.transcript import Transcript, Turn

COLUMNS = (
    *("transcript", "turn", "speaker", "role", "time", "start", "end"),
    *("quotation", "code", "rule", "matched"),
)
"""Of suggestions; see `quotes` for those of codings."""
GAP = " … "
"""Between matched words that do not stand side by side."""

_SIDE_BY_SIDE = re.compile(r"[\W_]*")
Names = str | Collection[str] | None
S = TypeVar("S", bound=CodedSegment)


def quotes(
    segments: Iterable[CodedSegment],
    transcripts: Sequence[Transcript],
    *,
    code: Names = None,
    transcript: Names = None,
    speaker: Names = None,
    role: Names = None,
    context: int = 0,
) -> pd.DataFrame:
    """The coded segments that pass all filters, one row each.

    Args:
        segments: suggestions, as `suggest` gives them, or codings in the present texts, or both.
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
        the words that rules matched, stretches of them joined with " … ". Suggestions have the
        columns of `suggestions.csv`; where there are codings, `coder`, `side` (for or against) and
        `status` (accepted or suggested) follow.

    Raises:
        QcodeError: a transcript or speaker that is not there.
    """
    ids = [each.id for each in transcripts]
    labels = {(each.id, turn.speaker) for each in transcripts for turn in each.turns}
    speakers = sorted({name for _, name in labels} | {f"{at}/{name}" for at, name in labels})
    in_transcripts = _wanted(transcript, ids, "transcript")
    by_speakers = _wanted(speaker, speakers, "speaker")
    of_codes, in_roles = _wanted(code), _wanted(role)
    turns = turns_of(transcripts)
    segments = tuple(segments)
    check_same_transcripts(segments, transcripts)
    kept = [
        each
        for each in segments
        if (of_codes is None or each.code in of_codes)
        and (in_transcripts is None or each.segment.transcript_id in in_transcripts)
        and (in_roles is None or _turn(each, turns).role in in_roles)
        and (by_speakers is None or by_speakers & _labels(each, turns))
    ]
    kept = in_order(kept, transcripts)
    table = segment_table(kept, transcripts)
    if context > 0:
        around = _Surroundings(transcripts, context)
        table["before"] = [around.before(each) for each in kept]
        table["after"] = [around.after(each) for each in kept]
    return table


def segment_table(
    segments: Sequence[CodedSegment], transcripts: Sequence[Transcript]
) -> pd.DataFrame:
    """Coded segments as they come, one row each; see `quotes` for the columns."""
    return pd.DataFrame(segment_columns(segments, transcripts))


def segment_columns(
    segments: Sequence[CodedSegment], transcripts: Sequence[Transcript]
) -> dict[str, list[str] | list[int]]:
    """The columns of a table of coded segments as lists, by name."""
    turns = turns_of(transcripts)
    texts = {transcript.id: transcript.text for transcript in transcripts}
    at = [each.segment for each in segments]
    spoken = [_turn(each, turns) for each in segments]
    times = {turn.start_time: clock(turn.start_time) for turn in spoken}
    columns: dict[str, list[str] | list[int]] = {
        "transcript": [where.transcript_id for where in at],
        "turn": [each.turn for each in segments],
        "speaker": [turn.speaker for turn in spoken],
        "role": [str(turn.role) for turn in spoken],
        "time": [times[turn.start_time] for turn in spoken],
        "start": [where.start for where in at],
        "end": [where.end for where in at],
        "quotation": [each.quotation for each in segments],
        "code": [each.code for each in segments],
        "rule": [
            "; ".join(each.rules) if isinstance(each, Suggestion) else "" for each in segments
        ],
        "matched": [
            _matched(each, texts) if isinstance(each, Suggestion) else "" for each in segments
        ],
    }
    coded = [each if isinstance(each, Coding) else None for each in segments]
    if any(coded):
        columns |= {
            "coder": [each.coder if each else "" for each in coded],
            "side": ["against" if each and each.against else "for" for each in coded],
            "status": ["accepted" if each else "suggested" for each in coded],
        }
    if all(coded) and coded:
        del columns["rule"], columns["matched"]
    return columns


def turns_of(transcripts: Iterable[Transcript]) -> dict[tuple[str, int], Turn]:
    """All turns by the id of their transcript and their number."""
    return {(each.id, turn.number): turn for each in transcripts for turn in each.turns}


def _turn(one: CodedSegment, turns: Mapping[tuple[str, int], Turn]) -> Turn:
    return turns[one.segment.transcript_id, one.turn]


def in_order(
    segments: Iterable[S],
    transcripts: Sequence[Transcript],
    codes: Mapping[str, int] | None = None,
) -> list[S]:
    """By transcript (as given), start, end, and code (by the numbers given, else as they come).

    Raises:
        QcodeError: one is about a transcript that is not given.
    """
    segments = tuple(segments)
    check_same_transcripts(segments, transcripts)
    place = {transcript.id: number for number, transcript in enumerate(transcripts)}
    ranks = codes or {}

    def key(one: CodedSegment) -> tuple[int, int, int, int]:
        at = one.segment
        return place[at.transcript_id], at.start, at.end, ranks.get(one.code, 0)

    return sorted(segments, key=key)


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


def _labels(one: CodedSegment, turns: Mapping[tuple[str, int], Turn]) -> set[str]:
    label = _turn(one, turns).speaker
    return {label, f"{one.segment.transcript_id}/{label}"}


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

    def before(self, one: CodedSegment) -> str:
        transcript, place = self._find(one)
        turns = transcript.turns
        own = transcript.text[turns[place].start : one.segment.start]
        return _talk(transcript, turns[max(place - self.turns, 0) : place], own)

    def after(self, one: CodedSegment) -> str:
        transcript, place = self._find(one)
        turns = transcript.turns
        own = transcript.text[one.segment.end : turns[place].end]
        said = _talk(transcript, turns[place + 1 : place + 1 + self.turns])
        return "\n".join(part for part in (own.strip(), said) if part)

    def _find(self, one: CodedSegment) -> tuple[Transcript, int]:
        name = one.segment.transcript_id
        return self.transcripts[name], self.places[name, one.turn]


def _talk(transcript: Transcript, turns: Sequence[Turn], own: str = "") -> str:
    said = [f"{turn.speaker}: {transcript.words(turn)}" for turn in turns]
    return "\n".join([*said, own.strip()] if own.strip() else said)
