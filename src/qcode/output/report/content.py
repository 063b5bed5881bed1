"""The content of a report: figures from the tables of `qcode.analysis`, nothing counted twice."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from importlib import metadata
from pathlib import PurePath
from typing import Any, Literal

import numpy as np

from qcode.analysis.codes import code_table
from qcode.analysis.frequency import frequency
from qcode.analysis.view import CHARACTERS, WORDS, Integers, Speakers, View, view
from qcode.model.codebook import Codebook, Text
from qcode.model.coding import CodedSegment, Coding
from qcode.model.text import is_han
from qcode.model.transcript import Transcript
from qcode.output.report.codes import shown_codes
from qcode.output.report.passages import passages_of, talk_of
from qcode.output.report.records import (
    Acceptance,
    Agreement,
    CoderWork,
    Figures,
    PageLanguage,
    Report,
    ShownCodebook,
    ShownSpeaker,
    ShownTranscript,
    What,
)
from qcode.output.run_record import DISTRIBUTION


def report_content(
    segments: Sequence[CodedSegment],
    transcripts: Sequence[Transcript],
    codebook: Codebook,
    *,
    what: What,
    against: Sequence[Coding] = (),
    speakers: Speakers = "participants",
    title: str = "",
    language: PageLanguage | None = None,
    coders: Sequence[str] = (),
    acceptance: Sequence[Acceptance] = (),
    agreement: Agreement | None = None,
    notes: Sequence[str] = (),
) -> Report:
    """Gather what a report page shows.

    Args:
        segments: codings in the present texts, suggestions, or both: what tables count.
        transcripts: all that were looked at.
        codebook: whose codes they have.
        what: what the segments are.
        against: negative cases, which stand beside their code and are not counted.
        speakers: whose turns are in view.
        title: of the page; else the codebook's.
        language: of the interface; None decides by the transcripts, then by the codebook.
        coders: whose codings were asked for, also of those who have none.
        acceptance: what coders made of the suggestions of rules.
        agreement: a table of its own; None leaves it out.
        notes: what is not counted or could not be read, in sentences.
    """
    own = _figures(segments, transcripts, codebook, speakers, roll_up=False)
    rolled = _figures(segments, transcripts, codebook, speakers, roll_up=True)
    passages = passages_of((*segments, *against), transcripts, codebook, speakers)
    return Report(
        title={"": title} if title else _by_language(codebook.title) or {"": codebook.id},
        language=language or _language(transcripts, codebook),
        what=what,
        speakers=speakers,
        version=metadata.version(DISTRIBUTION),
        codebook=ShownCodebook(
            codebook.id, codebook.version, PurePath(codebook.path).name, codebook.sha256
        ),
        codes=shown_codes(
            codebook,
            own,
            rolled,
            _cells(segments, transcripts, codebook, speakers),
            acceptance,
            passages if what != "codings" else None,
        ),
        transcripts=_transcripts(view(transcripts, speakers)),
        coders=_coders((*segments, *against), coders),
        passages=passages,
        talks=tuple(
            talk_of(transcript, place, passages) for place, transcript in enumerate(transcripts)
        ),
        notes=tuple(notes),
        agreement=agreement,
    )


def _figures(
    segments: Sequence[CodedSegment],
    transcripts: Sequence[Transcript],
    codebook: Codebook,
    speakers: Speakers,
    *,
    roll_up: bool,
) -> dict[str, Figures]:
    table = code_table(segments, transcripts, codebook, roll_up=roll_up, speakers=speakers)
    names = [name for name in table.columns if name not in ("code", "name", "name_zh")]
    rows = zip(*(table[name].tolist() for name in names), strict=True)
    return {
        str(code): Figures(**{name: _number(value) for name, value in zip(names, row, strict=True)})
        for code, row in zip(table["code"], rows, strict=True)
    }


def _number(value: float) -> Any:
    """A number of a table as one of JSON, which knows no NaN."""
    return None if isinstance(value, float) and math.isnan(value) else value


def _cells(
    segments: Sequence[CodedSegment],
    transcripts: Sequence[Transcript],
    codebook: Codebook,
    speakers: Speakers,
) -> dict[str, tuple[int, ...]]:
    """Segments by transcript: of each code its own, of a heading those of the codes below."""
    tables = [
        frequency(segments, transcripts, codebook, roll_up=roll_up, speakers=speakers)
        for roll_up in (True, False)
    ]
    return {
        str(code): tuple(map(int, column))
        for table in tables
        for code, column in zip(table.columns, table.to_numpy().T, strict=True)
    }


def _transcripts(over: View) -> tuple[ShownTranscript, ...]:
    place = over.transcript
    people = np.unique(np.stack([place, over.participants()])[:, over.seen], axis=1)[0]
    turns, persons = _sums(over, place[over.seen]), _sums(over, people)
    words, characters = (_sums(over, place, over.words(basis)) for basis in (WORDS, CHARACTERS))
    return tuple(
        ShownTranscript(
            id=each.id,
            file=PurePath(each.path).name,
            language=each.language,
            sha256=each.sha256,
            attributes=each.attributes,
            speakers=tuple(
                ShownSpeaker(who.name, who.role, who.attributes) for who in each.speakers
            ),
            all_turns=len(each.turns),
            turns=turns[at],
            words=words[at],
            characters=characters[at],
            participants=persons[at],
        )
        for at, each in enumerate(over.transcripts)
    )


def _sums(over: View, places: Integers, sizes: Integers | None = None) -> list[int]:
    found = np.bincount(places, weights=sizes, minlength=len(over.transcripts))
    return [int(value) for value in found]


def _coders(segments: Sequence[CodedSegment], names: Sequence[str]) -> tuple[CoderWork, ...]:
    counts = Counter(each.coder for each in segments if isinstance(each, Coding))
    return tuple(CoderWork(name, counts[name]) for name in sorted({*names, *counts}))


def _language(transcripts: Sequence[Transcript], codebook: Codebook) -> PageLanguage:
    """The language of most transcripts; where they are as many, that of the codebook."""
    chinese = sum(each.language == "zh" for each in transcripts)
    other = sum(each.language in ("en", "other") for each in transcripts)
    if chinese != other:
        return "zh" if chinese > other else "en"
    names: list[Literal["en", "zh"]] = [
        "zh" if any(map(is_han, code.name.get("en"))) else "en" for code in codebook.codes
    ]
    return "zh" if names.count("zh") > names.count("en") else "en"


def _by_language(text: Text) -> dict[str, str]:
    return dict(text.by_language) if text else {}
