"""A whole study as tidy tables: one row an observation, one kind of thing a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from qcode.model.codebook import Text
from qcode.model.coding import Suggestion
from qcode.model.text import count_words
from qcode.study.lines import line_of
from qcode.study.memo_table import memo_table
from qcode.study.queues import coded_turns, coders
from qcode.study.records import Judgement
from qcode.study.seen import seen_turns
from qcode.study.shared import Round, Sample
from qcode.study.study import Study

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, eq=False)
class Tidy:
    """One table, with what it holds."""

    name: str
    what: str
    columns: tuple[tuple[str, str], ...]
    """Each column with what stands in it, in their order."""
    table: pd.DataFrame


def tidy_tables(study: Study, suggestions: Iterable[Suggestion]) -> tuple[Tidy, ...]:
    """The study as tables; places are code points of the present texts.

    Args:
        study: as it was read.
        suggestions: what its rules suggest.
    """
    return (
        _transcripts(study),
        _turns(study),
        _speakers(study),
        _coders(study),
        _attributes(study),
        _codes(study),
        _codings(study),
        _rejections(study),
        _suggestions(suggestions),
        _memos(study),
        _seen(study),
        _samples(study),
        _rounds(study),
        _records(study),
    )


def _tidy(name: str, what: str, columns: Sequence[tuple[str, str]], rows: Rows) -> Tidy:
    heads = [head for head, _ in columns]
    return Tidy(name, what, tuple(columns), pd.DataFrame(rows, columns=heads))


def _transcripts(study: Study) -> Tidy:
    rows: Rows = [
        (each.id, study.placing.hashes[each.id], each.sha256, each.format, each.language, each.text)
        for each in study.transcripts
    ]
    columns = (
        ("transcript", "its name"),
        ("text_hash", "SHA-256 of the present text, which names its version"),
        ("source_sha256", "SHA-256 of the original"),
        ("format", "of the original"),
        ("language", "en, zh, mixed, other"),
        ("text", "the present text: start and end elsewhere are places in it"),
    )
    return _tidy("transcripts", "one row a transcript", columns, rows)


def _turns(study: Study) -> Tidy:
    rows: Rows = []
    for each in study.transcripts:
        for turn in each.turns:
            words, characters = count_words(each.words(turn))
            rows.append(
                (
                    *(each.id, turn.number, turn.speaker, turn.role, turn.start, turn.end),
                    *(turn.start_time, turn.end_time, words, characters, each.words(turn)),
                )
            )
    columns = (
        ("transcript", "its name"),
        ("turn", "number in the transcript, from 1"),
        ("speaker", "who talks"),
        ("role", "interviewer or participant"),
        ("start", "first code point"),
        ("end", "code point behind the last"),
        ("start_time", "seconds; empty if unknown"),
        ("end_time", "seconds; empty if unknown"),
        ("words", "Latin words"),
        ("characters", "Han characters"),
        ("text", "the words"),
    )
    return _tidy("turns", "one row a turn", columns, rows)


def _speakers(study: Study) -> Tidy:
    rows: Rows = [
        (each.id, speaker.name, speaker.role, speaker.role_from)
        for each in study.transcripts
        for speaker in each.speakers
    ]
    columns = (
        ("transcript", "its name"),
        ("speaker", "label"),
        ("role", "interviewer or participant"),
        ("role_from", "how that was decided"),
    )
    return _tidy("speakers", "one row a speaker of a transcript", columns, rows)


def _coders(study: Study) -> Tidy:
    rows: Rows = []
    for name in coders(study):
        read = {(at, turn) for at, turns in seen_turns(study, name).items() for turn in turns}
        read |= set(coded_turns(study, name))
        codings = len(tuple(study.codings(coder=name)))
        rows.append((name, codings, len(read), len({transcript for transcript, _ in read})))
    columns = (
        ("coder", "the name, in its first spelling"),
        ("codings", "that stand, for and against"),
        ("turns_read", "or coded, of the present texts"),
        ("transcripts_read", "of which at least a turn was"),
    )
    return _tidy("coders", "one row a coder; adjudications are nobody's", columns, rows)


def _attributes(study: Study) -> Tidy:
    rows: Rows = []
    for each in study.transcripts:
        rows += [(each.id, "", name, value) for name, value in each.attributes]
        for speaker in each.speakers:
            rows += [(each.id, speaker.name, name, value) for name, value in speaker.attributes]
    columns = (
        ("transcript", "its name"),
        ("speaker", "label; empty when the attribute is the transcript's"),
        ("attribute", "its name"),
        ("value", "its value"),
    )
    return _tidy("attributes", "one row an attribute of a transcript or speaker", columns, rows)


def _codes(study: Study) -> Tidy:
    in_file = {code.id for code in study.file.codes}
    rows: Rows = [
        (
            *(code.id, code.parent, at, _in(code.name, "en"), _in(code.name, "zh")),
            *(_in(code.definition, "en"), _in(code.definition, "zh"), code.id in in_file),
            len(code.rules),
        )
        for at, code in enumerate(study.codebook.codes, 1)
    ]
    columns = (
        ("code", "its id"),
        ("parent", "id of the code above; empty at the top"),
        ("place", "in the order of the codebook, from 1"),
        ("name", "in English, or in no stated language"),
        ("name_zh", "in Chinese"),
        ("definition", "in English, or in no stated language"),
        ("definition_zh", "in Chinese"),
        ("in_file", "whether codebook.yaml has it; else it was made while reading"),
        ("rules", "how many rules look for it"),
    )
    return _tidy("codes", "one row a code", columns, rows)


_PLACE = (
    ("transcript", "its name"),
    ("turn", "number of the turn; empty where the place cannot be told"),
    ("start", "first code point; empty where the place cannot be told"),
    ("end", "code point behind the last; empty where the place cannot be told"),
)


def _codings(study: Study) -> Tidy:
    rows: Rows = []
    for each in study.codings():
        coding, now = each.coding, each.now
        at = now.anchor if now else None
        said = [study.state.records[name] for name in coding.records]
        own = [one for one in said if isinstance(one, Judgement)]
        rows.append(
            (
                coding.anchor.transcript,
                *((at.turn, at.start, at.end) if at else (None, None, None)),
                *(coding.code, coding.coder, "against" if coding.against else "for"),
                *(each.outcome, (at or coding.anchor).quotation, coding.quotation),
                any(one.suggested for one in own),
                "; ".join(dict.fromkeys(rule for one in own for rule in one.rules)),
                "; ".join(filter(None, (one.reason for one in own))),
                *(max(one.time for one in said), " ".join(coding.records)),
            )
        )
    columns = (
        *_PLACE,
        ("code", "present id"),
        ("coder", "who coded; adjudication: how a dispute was settled"),
        ("side", "for the code, or against it: a negative case"),
        ("outcome", "exact, moved, edited (words inside were changed), unsure"),
        ("quotation", "the words as they are now"),
        ("quotation_coded", "the words as they were coded"),
        ("suggested", "whether a suggestion was in view"),
        ("rules", "that suggested it"),
        ("reason", "of the coder"),
        ("time", "UTC"),
        ("records", "ids in table records"),
    )
    return _tidy("codings", "one row a coding that stands", columns, rows)


def _rejections(study: Study) -> Tidy:
    rows: Rows = []
    for record, moved in study.rejections():
        now = study.placing.present(moved)
        rows.append(
            (
                record.anchor.transcript,
                *((now.turn, now.start, now.end) if now else (None, None, None)),
                *(record.code, record.coder, (now or record.anchor).quotation),
                *("; ".join(record.rules), record.reason, record.time, record.id),
            )
        )
    columns = (
        *_PLACE,
        ("code", "that was suggested"),
        ("coder", "who turned it down"),
        ("quotation", "the words"),
        ("rules", "that suggested it"),
        ("reason", "of the coder"),
        ("time", "UTC"),
        ("record", "id in table records"),
    )
    return _tidy("rejections", "one row a suggestion that was turned down", columns, rows)


def _suggestions(suggestions: Iterable[Suggestion]) -> Tidy:
    rows: Rows = [
        (
            *(each.segment.transcript_id, each.turn, each.segment.start, each.segment.end),
            *(each.code, each.quotation, "; ".join(each.rules)),
            " ".join(f"{start}-{end}" for start, end in each.matched),
        )
        for each in suggestions
    ]
    columns = (
        *_PLACE,
        ("code", "that is suggested"),
        ("quotation", "the words"),
        ("rules", "that suggest it"),
        ("matched", "places of the words that matched: start-end"),
    )
    return _tidy("suggestions", "one row a suggestion by rules; nobody reviewed it", columns, rows)


def _memos(study: Study) -> Tidy:
    table = memo_table(study)
    what = {
        "id": "in table records",
        "time": "UTC",
        "coder": "who wrote it",
        "on": "project, case, transcript, code, segment or turn",
        "of": "id of the case, transcript or code",
        "transcript": "of the segment or turn",
        "turn": "number; empty where the place cannot be told",
        "start": "first code point; empty where the place cannot be told",
        "end": "code point behind the last; empty where the place cannot be told",
        "quotation": "the words that it is on",
        "text": "the memo",
    }
    table = table.assign(
        **{name: pd.to_numeric(table[name]).astype("Int64") for name in ("turn", "start", "end")}
    )
    return Tidy("memos", "one row a memo that stands", tuple(what.items()), table)


def _seen(study: Study) -> Tidy:
    rows: Rows = [
        (name, number, coder)
        for coder in coders(study)
        for name, numbers in sorted(seen_turns(study, coder).items())
        for number in sorted(numbers)
    ]
    columns = (
        ("transcript", "its name"),
        ("turn", "number"),
        ("coder", "who read it"),
    )
    return _tidy("turns_read", "one row a turn that a coder has read", columns, rows)


def _samples(study: Study) -> Tidy:
    rows: Rows = [
        (
            *(one.name, one.seed, one.probability, "; ".join(one.coders)),
            *(at, place.transcript, place.text, place.turn, place.start, place.end),
        )
        for one in study.state.of_kind(Sample)
        for at, place in enumerate(one.turns, 1)
    ]
    columns = (
        ("sample", "its name"),
        ("seed", "that it was drawn with"),
        ("probability", "with which each turn came into it"),
        ("coders", "who is to code it; empty: anybody"),
        ("place", "in the order in which turns were drawn"),
        ("transcript", "its name"),
        ("text_hash", "the version that was sampled; turn, start and end are places in it"),
        ("turn", "number"),
        ("start", "first code point"),
        ("end", "code point behind the last"),
    )
    return _tidy("samples", "one row a turn of a sample", columns, rows)


def _rounds(study: Study) -> Tidy:
    rows: Rows = [
        (one.name, one.time, "; ".join(one.coders), one.sample, one.codebook, len(one.records))
        for one in study.state.of_kind(Round)
    ]
    columns = (
        ("round", "its name"),
        ("time", "UTC"),
        ("coders", "whose"),
        ("sample", "id of the sample's record; empty: over all"),
        ("codebook", "SHA-256 of the codebook in use"),
        ("records", "how many are frozen"),
    )
    return _tidy("rounds", "one row a frozen round", columns, rows)


def _records(study: Study) -> Tidy:
    rows: Rows = [
        (name, one.kind, one.coder, one.time, study.state.stands(one), line_of(one))
        for name, one in sorted(study.state.records.items())
    ]
    columns = (
        ("id", "of the record"),
        ("kind", "code, reject, uncode, memo, seen, undo ..."),
        ("coder", "who wrote it"),
        ("time", "UTC"),
        ("stands", "whether nothing took its place or took it back"),
        ("json", "the record as in the log"),
    )
    return _tidy("records", "one row a record of the logs, standing or not", columns, rows)


def _in(text: Text, language: str) -> str:
    found = dict(text.by_language)
    return found.get(language, found.get("", "") if language == "en" else "")
