"""Suggestions: what the rules of a codebook propose for transcripts."""

from __future__ import annotations

from collections.abc import Sequence

from qcode.matching.run import RuleRun, SpeakersInView
from qcode.model.codebook import Codebook
from qcode.model.coding import Hit, Suggestion
from qcode.model.transcript import Transcript


def suggest(
    transcripts: Sequence[Transcript],
    codebook: Codebook,
    *,
    speakers: SpeakersInView = "participants",
    hints: bool = False,
) -> tuple[Suggestion, ...]:
    """All suggestions of a codebook's rules.

    A pure function of texts, codebook and language data: the same input gives the same
    suggestions in the same order (transcript, start, end, code).

    Args:
        transcripts: as `read_transcripts` gives them.
        codebook: as `read_codebook` gives it.
        speakers: whose turns may be coded; interviewers only with "all".
        hints: whether rules marked `hint: true` count too.

    Raises:
        LanguageDataError: the codebook declares a spaCy pipeline that is not installed.
    """
    rules = [rule for rule in codebook.rules() if hints or not rule.hint]
    run = RuleRun(transcripts, rules, codebook=codebook, speakers=speakers)
    return gathered(run, rules_in_order(codebook))


def rules_in_order(codebook: Codebook) -> dict[str, int]:
    """Code ids with their place in the codebook."""
    return {code.id: place for place, code in enumerate(codebook.codes)}


def gathered(run: RuleRun, code_order: dict[str, int]) -> tuple[Suggestion, ...]:
    """The hits of a run's rules, those of one code in one segment as one suggestion.

    Signs alone propose a turn only where no other rule of the code finds anything in it: what a
    rule finds says more, and the turn is not counted twice.
    """
    place = {transcript.id: number for number, transcript in enumerate(run.transcripts)}
    found: dict[tuple[int, int, int, int], list[Hit]] = {}
    told: set[tuple[str, int]] = set()
    for rule in sorted(run.rules, key=lambda rule: rule.is_signs_alone):
        for hit in run.hits(rule):
            if rule.is_signs_alone and (hit.code, hit.turn) in told:
                continue
            if not rule.is_signs_alone:
                told.add((hit.code, hit.turn))
            at = hit.segment
            key = (place[at.transcript_id], at.start, at.end, code_order[hit.code])
            found.setdefault(key, []).append(hit)
    return tuple(_suggestion(run, found[key]) for key in sorted(found))


def _suggestion(run: RuleRun, hits: list[Hit]) -> Suggestion:
    first = hits[0]
    transcript, turn = run.turns[first.turn]
    at = first.segment
    return Suggestion(
        code=first.code,
        segment=at,
        turn=turn.number,
        speaker=turn.speaker,
        role=turn.role,
        quotation=transcript.text[at.start : at.end],
        rules=tuple(dict.fromkeys(hit.rule for hit in hits)),
        matched=tuple(sorted({words for hit in hits for words in hit.matched})),
    )
