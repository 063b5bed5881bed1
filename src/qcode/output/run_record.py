"""`run.json`: what a run counted, in what, from which files, with which versions.

It holds no time and no place, so that the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path, PurePath
from typing import Any

import numpy as np

from qcode.analysis.frequency import Count
from qcode.analysis.view import (
    CHARACTERS,
    WORDS,
    CountingUnit,
    Integers,
    Speakers,
    View,
    bases_of,
    view,
)
from qcode.errors import Problem
from qcode.model.codebook import Codebook
from qcode.model.transcript import Transcript
from qcode.reading.cases import CasesFile
from qcode.reading.options import AS_FOUND, ReadingOptions

MARKER = "qcode run"
STATUS = "suggestions, not reviewed by anybody"
DISTRIBUTION = "qcode-qda"
PACKAGES = (
    *("spacy", "spacy-lookups-data", "numpy", "pandas"),
    *("opencc", "google-re2", "openpyxl", "pypdfium2"),
)
"""What readings, matches and counts may depend on."""

COUNTED = {
    "segments": "how many different segments (sentences, or turns where a rule says so) carry the "
    "code; several hits of a code in one segment count once",
    "units": "how many different units carry the code",
    "binary": "1 where any segment carries the code, else 0",
    "per-1000": "segments per 1,000 Latin words (rows '1000 words') or per 1,000 Han characters "
    "(rows '1000 characters'), never pooled: a segment counts in the basis of its transcript's "
    "language, in a mixed transcript in that of its own script; empty where there are none",
    "share": "the part, 0 to 1, of the units in view that carry the code; empty if there are none",
}


@dataclass(frozen=True, slots=True)
class RunSettings:
    """What a run was asked for: everything that changes what its tables say."""

    by: str = "transcript"
    count: Count = "segments"
    unit: CountingUnit = "turn"
    roll_up: bool = False
    long: bool = False
    excel: bool = False
    speakers: Speakers = "participants"
    hints: bool = False
    """Whether rules marked `hint: true` were counted."""
    reading: ReadingOptions = AS_FOUND
    """What was said about the files."""


def run_record(
    tables: Mapping[str, bytes],
    *,
    suggestions: int,
    transcripts: Sequence[Transcript],
    codebook: Codebook,
    failed: Sequence[Problem],
    settings: RunSettings,
    cases: Sequence[CasesFile] = (),
) -> bytes:
    """The bytes of `run.json` for the tables of a run, by name."""
    over = view(transcripts, settings.speakers)
    names = _Names([transcript.path for transcript in transcripts], failed)
    about = _definitions(settings)
    per_transcript = _measures(over)
    record = {
        "written_by": MARKER,
        "status": STATUS,
        "files": {
            name: {"what": about[name], "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in tables.items()
        },
        "settings": _settings(settings),
        "suggestions": suggestions,
        "denominators": {
            "what": "of the turns in view: turns, Latin words, Han characters, code points (blanks "
            "and punctuation included) and people; all_turns counts the others too",
            "total": {
                key: sum(measures[key] for measures in per_transcript)
                for key in (per_transcript[0] if per_transcript else ())
            },
            "transcripts": {
                transcript.id: measures
                for transcript, measures in zip(transcripts, per_transcript, strict=True)
            },
        },
        "codebook": {
            "id": codebook.id,
            "version": codebook.version,
            "file": PurePath(codebook.path).name,
            "sha256": codebook.sha256,
            "signs": {PurePath(table.path).name: table.sha256 for table in codebook.signs},
            "codes": len(codebook.codes),
            "rules": sum(1 for _ in codebook.rules()),
            "language_data": dict(codebook.language_data) or "tables",
        },
        "cases": [_cases(file) for file in cases],
        "transcripts": [_described(transcript, names) for transcript in transcripts],
        "failed": [_failure(problem, names) for problem in failed],
        "versions": _versions(),
    }
    text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", errors="backslashreplace")


def _settings(settings: RunSettings) -> dict[str, Any]:
    """What was asked for, without the place of a file."""
    asked = asdict(settings)
    table = settings.reading.cases
    asked["reading"]["cases"] = table.name if table else None
    return asked


def _cases(file: CasesFile) -> dict[str, Any]:
    return {"file": PurePath(file.path).name, "sha256": file.sha256, "rows": len(file.cases)}


def _definitions(settings: RunSettings) -> dict[str, str]:
    whose = "participants'" if settings.speakers == "participants" else "all speakers'"
    unit = settings.unit
    shape = "one row a cell" if settings.long else "a column a code"
    units = f" (unit: {unit})" if settings.count in ("units", "share") else ""
    rolled = "; a heading counts each once for all codes below it" if settings.roll_up else ""
    return {
        "suggestions.csv": "one row a suggestion: a segment to which rules of one code point; "
        "quotation is text[start:end] in code points, turn counts all turns from 1, rule names "
        "the rules, matched the words that they matched",
        "suggested_matrix.csv": f"codes by {settings.by}, {shape}; {settings.count}{units}: "
        f"{COUNTED[settings.count]}; {whose} turns{rolled}",
        "suggested_codes.csv": "per code: participants who mention it of participants_n in view (a "
        "person is a speaker of one transcript), transcripts, turns and segments with it, "
        f"its share of {whose} turns and of their characters (overlaps once), and segments "
        f"per 1,000 Latin words and per 1,000 Han characters, never pooled{rolled}",
        "suggested_cooccurrence.csv": "codes by codes: units in which both stand, on the diagonal "
        f"units with the code (unit: {unit}"
        + (", the very same segment)" if unit == "sentence" else ")"),
    }


def _measures(over: View) -> list[dict[str, int]]:
    """The denominators of each transcript."""
    seen = over.transcript[over.seen]
    people = np.stack([over.transcript, over.participants()])[:, over.seen]
    sizes = {
        "all_turns": _sums(over, over.transcript),
        "turns": _sums(over, seen),
        WORDS: _sums(over, over.transcript, over.words(WORDS)),
        CHARACTERS: _sums(over, over.transcript, over.words(CHARACTERS)),
        "code_points": _sums(over, seen, over.lengths()[over.seen]),
        "participants": _sums(over, np.unique(people, axis=1)[0]),
    }
    return [dict(zip(sizes, row, strict=True)) for row in zip(*sizes.values(), strict=True)]


def _sums(over: View, places: Integers, sizes: Integers | None = None) -> list[int]:
    found = np.bincount(places, weights=sizes, minlength=len(over.transcripts))
    return [int(value) for value in found]


def _described(transcript: Transcript, names: _Names) -> dict[str, Any]:
    return {
        "transcript": transcript.id,
        "file": names.relative(transcript.path),
        "sha256": transcript.sha256,
        "format": transcript.format,
        "encoding": transcript.encoding,
        "encoding_is_guess": transcript.encoding_is_guess,
        "language": transcript.language,
        "rates_per": list(bases_of(transcript)),
        "speakers": [
            {
                "name": speaker.name,
                "role": speaker.role,
                "role_from": speaker.role_from,
                "attributes": dict(speaker.attributes),
            }
            for speaker in transcript.speakers
        ],
        "attributes": dict(transcript.attributes),
        "set_aside": len(transcript.set_aside),
        "notes": list(transcript.notes),
    }


def _failure(problem: Problem, names: _Names) -> dict[str, str | int]:
    return {
        "file": names.relative(problem.path),
        "line": problem.line,
        "message": names.shortened(problem.message),
        "hint": names.shortened(problem.hint),
    }


class _Names:
    """Paths without the place that they were read from: relative to what they have in common."""

    def __init__(self, paths: Sequence[str], failed: Sequence[Problem]) -> None:
        self.paths = sorted({*paths, *(problem.path for problem in failed)}, key=len, reverse=True)
        parents = [str(Path(path).absolute().parent) for path in self.paths]
        try:
            self.base = os.path.commonpath(parents) if parents else ""
        except ValueError:  # drives differ
            self.base = ""

    def relative(self, path: str) -> str:
        if not self.base:
            return PurePath(path).name
        return PurePath(os.path.relpath(Path(path).absolute(), self.base)).as_posix()

    def shortened(self, text: str) -> str:
        for path in self.paths:
            text = text.replace(path, self.relative(path))
        return text


def _versions() -> dict[str, str]:
    found = {"qcode": _version(DISTRIBUTION), "python": platform.python_version()}
    return found | {package: _version(package) for package in PACKAGES}


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "not installed"
