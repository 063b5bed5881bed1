"""The texts of two studies: every version that was coded, named by the hash of its words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from qcode.errors import Problem, StudyError
from qcode.study.disk import failures_named, write_whole
from qcode.study.records import HASH, Judgement, Memo, Record, Seen
from qcode.study.shared import Version

TEXTS = "texts"
"""The folder of all versions: `HASH.txt` holds a text in UTF-8, HASH is the SHA-256 of the file."""
WORKING = "transcripts"
"""The folder of the working copies."""


def copy_texts(
    source: Path, target: Path, gone: frozenset[str]
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Copy the texts of one study that another one lacks.

    Args:
        source: the folder of the study that has them.
        target: the folder of the study that gets them.
        gone: hashes of texts that were withdrawn and stay away.

    Returns:
        The hashes that are new in `target`, and the files that are not what their name says,
        which are not copied.

    Raises:
        StudyError: a text cannot be read.
        OutputError: a text cannot be written.
    """
    new, problems = [], []
    for path in sorted((source / TEXTS).glob("*.txt")):
        name = path.stem
        there = target / TEXTS / path.name
        if name in gone or not HASH.fullmatch(name) or there.exists():
            continue
        data = _bytes(path)
        if hashlib.sha256(data).hexdigest() != name:
            hint = "a version of a text never changes: take it from a backup or another copy"
            problems.append(Problem(str(path), 0, "was changed after it was coded", hint))
            continue
        with failures_named(there):
            there.parent.mkdir(exist_ok=True)
        write_whole(there, data)
        new.append(name)
    return tuple(new), tuple(problems)


def different_texts(
    ours: Path, our_records: Iterable[Record], theirs: Path, their_records: Iterable[Record]
) -> tuple[Problem, ...]:
    """Transcripts of one name that have no version in common: perhaps different interviews.

    What tells is the versions that records name; for a transcript without records on both
    sides, the working copies.
    """
    here, there = versions_named(our_records), versions_named(their_records)
    names = sorted({*here, *_working(ours)} & {*there, *_working(theirs)})
    return tuple(
        Problem(
            str(theirs / WORKING / f"{name}.txt"),
            0,
            f"is another text than transcript '{name}' in this study",
            "if it is another interview, rename one of them in its study and merge again",
        )
        for name in names
        if _differ(name, here, there, ours, theirs)
    )


def _differ(
    name: str, here: Mapping[str, set[str]], there: Mapping[str, set[str]], ours: Path, theirs: Path
) -> bool:
    if name in here and name in there:
        return here[name].isdisjoint(there[name])
    copies = (_working(ours).get(name), _working(theirs).get(name))
    return bool(copies[0] and copies[1] and _bytes(copies[0]) != _bytes(copies[1]))


def versions_named(records: Iterable[Record]) -> dict[str, set[str]]:
    """The versions of each transcript that records are about."""
    found: dict[str, set[str]] = {}
    for record in records:
        if isinstance(record, Seen):
            found.setdefault(record.transcript, set()).add(record.text)
        elif isinstance(record, Version):
            found.setdefault(record.transcript, set()).update((record.text, record.before))
        elif isinstance(record, (Judgement, Memo)) and record.anchor:
            found.setdefault(record.anchor.transcript, set()).add(record.anchor.text)
    return found


def _working(study: Path) -> dict[str, Path]:
    return {path.stem: path for path in (study / WORKING).glob("*.txt")}


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        problem = Problem(str(path), 0, f"cannot be read: {reason}", "check your rights to it")
        raise StudyError([problem]) from error
