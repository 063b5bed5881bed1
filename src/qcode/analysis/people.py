"""Participants: who they are, how much they said, and whether a code is one person's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from qcode.analysis.quotes import turns_of
from qcode.analysis.view import check_same_transcripts
from qcode.model.codebook import Codebook
from qcode.model.coding import CodedSegment
from qcode.model.text import count_words
from qcode.model.transcript import Transcript, attribute_key

Person = tuple[str, str]
"""A participant: a speaker of one transcript."""


def participants(
    segments: Iterable[CodedSegment], transcripts: Sequence[Transcript]
) -> pd.DataFrame:
    """One row a participant, in the order of the transcripts and of who speaks first.

    Args:
        segments: suggestions, as `suggest` gives them, or codings in the present texts.
        transcripts: all that were looked at.

    Returns:
        `transcript`, `speaker`, an attribute a column (a speaker's own stands before the
        transcript's, "" where it is not given), `turns`, `words` and `characters` (Latin words, Han
        characters), `codes` (different ones) and `segments` (different ones).
    """
    segments = tuple(segments)
    check_same_transcripts(segments, transcripts)
    turns = turns_of(transcripts)
    found: dict[Person, list[CodedSegment]] = {}
    for one in segments:
        turn = turns[one.segment.transcript_id, one.turn]
        found.setdefault((one.segment.transcript_id, turn.speaker), []).append(one)
    names = _attributes(transcripts)
    rows = []
    for transcript in transcripts:
        facts = {attribute_key(name): value for name, value in transcript.attributes}
        for speaker in transcript.speakers:
            if speaker.role != "participant":
                continue
            own = facts | {attribute_key(name): value for name, value in speaker.attributes}
            said = [turn for turn in transcript.turns if turn.speaker == speaker.name]
            sizes = [count_words(transcript.words(turn)) for turn in said]
            coded = found.get((transcript.id, speaker.name), [])
            rows.append(
                {
                    "transcript": transcript.id,
                    "speaker": speaker.name,
                    **{name: own.get(key, "") for key, name in names.items()},
                    "turns": len(said),
                    "words": sum(words for words, _ in sizes),
                    "characters": sum(characters for _, characters in sizes),
                    "codes": len({one.code for one in coded}),
                    "segments": len({one.segment for one in coded}),
                }
            )
    heads = ["transcript", "speaker", *names.values(), "turns", "words", "characters"]
    return pd.DataFrame(rows, columns=[*heads, "codes", "segments"])


def concentration(
    segments: Iterable[CodedSegment], transcripts: Sequence[Transcript], codebook: Codebook
) -> pd.DataFrame:
    """Whether a code is one person's: who has most of its segments, and how many.

    Args:
        segments: suggestions, as `suggest` gives them, or codings in the present texts.
        transcripts: those that they are about.
        codebook: its applicable codes are the rows.

    Returns:
        `code`, `participants` (who mention it), `segments`, `most` (the participant with most, the
        first of several, as `TRANSCRIPT/SPEAKER`; "" where nobody mentions it), `of_most`
        (segments) and `share_of_most`, 0 to 1, NaN where there is none. A segment that several
        coders chose counts once.
    """
    segments = tuple(segments)
    check_same_transcripts(segments, transcripts)
    turns = turns_of(transcripts)
    order = {each.id: at for at, each in enumerate(transcripts)}
    by_code: dict[str, set[tuple[int, str, int, int, int]]] = {}
    for one in segments:
        at = one.segment
        speaker = turns[at.transcript_id, one.turn].speaker
        key = (order[at.transcript_id], speaker, one.turn, at.start, at.end)
        by_code.setdefault(one.code, set()).add(key)
    rows = []
    for code in codebook.applicable():
        counts = Counter((at, speaker) for at, speaker, *_ in sorted(by_code.get(code.id, ())))
        total = sum(counts.values())
        who, most = counts.most_common(1)[0] if counts else ((0, ""), 0)
        rows.append(
            {
                "code": code.id,
                "participants": len(counts),
                "segments": total,
                "most": f"{transcripts[who[0]].id}/{who[1]}" if counts else "",
                "of_most": most,
                "share_of_most": most / total if total else float("nan"),
            }
        )
    heads = ["code", "participants", "segments", "most", "of_most", "share_of_most"]
    return pd.DataFrame(rows, columns=heads)


def _attributes(transcripts: Sequence[Transcript]) -> dict[str, str]:
    """All attributes there are, by folded name, each as it is first written."""
    facts = [fact for each in transcripts for fact in each.attributes]
    facts += [
        fact
        for each in transcripts
        for who in each.speakers
        if who.role == "participant"
        for fact in who.attributes
    ]
    names: dict[str, str] = {}
    for name, _ in facts:
        names.setdefault(attribute_key(name), name)
    return names
