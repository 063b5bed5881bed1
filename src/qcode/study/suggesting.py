"""What rules suggest for the texts of a study, remembered in `.qcode/` until something changes.

What is remembered are places and names of rules, no words: the folder holds nothing that is not
in the study, and may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import Any, Literal

from qcode.errors import OutputError
from qcode.model.codebook import Codebook
from qcode.model.coding import Segment, Suggestion
from qcode.model.transcript import Transcript
from qcode.study.disk import failures_named, write_whole

CACHE = ".qcode"
"""The folder of what can be computed again."""
_FILE = "suggestions.json"
_PACKAGES = ("qcode-qda", "spacy", "spacy-lookups-data", "opencc", "google-re2", "numpy")
Speakers = Literal["participants", "all"]


def suggestions(
    folder: Path,
    transcripts: Sequence[Transcript],
    codebook: Codebook,
    *,
    hints: bool,
    speakers: Speakers,
) -> tuple[Suggestion, ...]:
    """What the rules of a codebook suggest, in the order of `qcode.matching.suggest.suggest`.

    Transcripts that were looked at before, with the same rules, are not looked at again.
    """
    if not any(code.rules for code in codebook.codes):
        return ()
    rules = _digest(_rules(codebook), hints, speakers)
    keys = {each.id: _digest(rules, each.text, *each.turns) for each in transcripts}
    known = _read(folder / CACHE / _FILE)
    new = [each for each in transcripts if keys[each.id] not in known]
    if new:
        from qcode.matching.suggest import suggest

        known |= {keys[each.id]: [] for each in new}
        for found in suggest(new, codebook, speakers=speakers, hints=hints):
            known[keys[found.segment.transcript_id]].append(_row(found))
        _write(folder, {keys[each.id]: known[keys[each.id]] for each in transcripts})
    by_id = {each.id: each for each in transcripts}
    return tuple(_suggestion(by_id[name], row) for name, key in keys.items() for row in known[key])


def _rules(codebook: Codebook) -> str:
    """What decides which suggestions a codebook makes."""
    signs = [table.sha256 for table in codebook.signs]
    return repr((codebook.sha256, signs, codebook.language_data, _versions()))


def _versions() -> list[str]:
    found = []
    for package in _PACKAGES:
        with suppress(metadata.PackageNotFoundError):
            found.append(f"{package} {metadata.version(package)}")
    return found


def _digest(*parts: object) -> str:
    words = "\n".join(map(str, parts))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _row(found: Suggestion) -> list[Any]:
    at = found.segment
    return [found.code, at.start, at.end, found.turn, list(found.rules), list(found.matched)]


def _suggestion(transcript: Transcript, row: list[Any]) -> Suggestion:
    code, start, end, number, rules, matched = row
    turn = transcript.turns[number - 1]
    return Suggestion(
        code=code,
        segment=Segment(transcript.id, start, end),
        turn=number,
        speaker=turn.speaker,
        role=turn.role,
        quotation=transcript.text[start:end],
        rules=tuple(rules),
        matched=tuple((first, last) for first, last in matched),
    )


def _read(path: Path) -> dict[str, list[list[Any]]]:
    """What is remembered; nothing where the file is not there or is damaged."""
    try:
        data = json.loads(path.read_bytes())
        rows = data["suggestions"]
        return rows if isinstance(rows, dict) and data["sound"] == _digest(rows) else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _write(folder: Path, rows: dict[str, list[list[Any]]]) -> None:
    """Remember; a study that cannot be written to is looked at again each time."""
    path = folder / CACHE / _FILE
    data = {"sound": _digest(json.loads(json.dumps(rows))), "suggestions": rows}
    with suppress(OutputError):
        with failures_named(path):
            path.parent.mkdir(exist_ok=True)
        write_whole(path, json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())
