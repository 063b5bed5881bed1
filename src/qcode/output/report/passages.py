"""Passages of a report: codes on segments, and where these lie in the turns of a transcript."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from qcode.analysis.quotes import clock, turns_of
from qcode.analysis.view import Speakers
from qcode.model.codebook import Codebook
from qcode.model.coding import CodedSegment, Coding, Suggestion
from qcode.model.transcript import Transcript, Turn
from qcode.output.report.records import Mark, Passage, ShownTurn, Talk

_Key = tuple[int, int, int, int, bool]
"""Places of transcript, start, end, code, and whether it speaks against the code."""


def passages_of(
    segments: Iterable[CodedSegment],
    transcripts: Sequence[Transcript],
    codebook: Codebook,
    speakers: Speakers,
) -> tuple[Passage, ...]:
    """Coded segments, those of one code on one segment as one, sorted by place and code."""
    codes = {code.id: place for place, code in enumerate(codebook.codes)}
    places = {transcript.id: place for place, transcript in enumerate(transcripts)}
    turns = turns_of(transcripts)
    groups: dict[_Key, list[CodedSegment]] = {}
    for each in segments:
        at = each.segment
        is_against = isinstance(each, Coding) and each.against
        key = (places[at.transcript_id], at.start, at.end, codes[each.code], is_against)
        groups.setdefault(key, []).append(each)
    return tuple(
        _passage(key, groups[key], turns[transcripts[key[0]].id, groups[key][0].turn], speakers)
        for key in sorted(groups)
    )


def _passage(key: _Key, group: Sequence[CodedSegment], turn: Turn, speakers: Speakers) -> Passage:
    transcript, start, end, code, is_against = key
    return Passage(
        code=code,
        transcript=transcript,
        start=start,
        end=end,
        turn=turn.number,
        speaker=turn.speaker,
        role=turn.role,
        time=clock(turn.start_time),
        quotation=group[0].quotation,
        coders=tuple(sorted({each.coder for each in group if isinstance(each, Coding)})),
        rules=tuple(
            dict.fromkeys(
                rule for each in group if isinstance(each, Suggestion) for rule in each.rules
            )
        ),
        against=is_against,
        counted=not is_against and (speakers == "all" or turn.role == "participant"),
    )


def talk_of(transcript: Transcript, place: int, passages: Sequence[Passage]) -> Talk:
    """The turns of a transcript with the passages on them; one over several turns marks each."""
    starts = [turn.start for turn in transcript.turns]
    marks = []
    for number, passage in enumerate(passages):
        if passage.transcript != place:
            continue
        at = max(bisect_right(starts, passage.start) - 1, 0)
        while at < len(starts) and starts[at] < passage.end:
            turn = transcript.turns[at]
            start, end = max(passage.start, turn.start), min(passage.end, turn.end)
            if start < end:
                words = transcript.text[turn.start : end]
                first = _units(words[: start - turn.start])
                marks.append(Mark(number, at, first, _units(words)))
            at += 1
    shown = (
        ShownTurn(
            turn.number, turn.speaker, turn.role, clock(turn.start_time), transcript.words(turn)
        )
        for turn in transcript.turns
    )
    return Talk(tuple(shown), tuple(marks))


def _units(text: str) -> int:
    """The length of a text as browsers count it."""
    return len(text) + sum(character > "\uffff" for character in text)
