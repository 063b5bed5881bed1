"""Carrying out a withdrawal: the words of a participant go from every file of the study.

What is to stay is written first and the working copies go last, so that a withdrawal that was
interrupted can be carried out again, to its end.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from qcode.reading.working_copy import write_working_copy
from qcode.study.adding import SOURCES
from qcode.study.disk import failures_named, write_whole
from qcode.study.fold import text_of
from qcode.study.folder import find_logs
from qcode.study.library import copy_path, keep_text
from qcode.study.lines import line_of
from qcode.study.lock import Lock
from qcode.study.log import CODINGS
from qcode.study.reading import Reading, read_log
from qcode.study.records import Record
from qcode.study.search import Words
from qcode.study.shared import Withdrawal
from qcode.study.suggesting import CACHE
from qcode.study.texts import TEXTS, WORKING
from qcode.study.withdrawing import Removal

_BY_US = b'"written_by": "qcode'
_MADE = b"about_columns"
"""A table that `qcode export` makes."""


@dataclass(frozen=True, slots=True)
class Files:
    """What a withdrawal does to files, by what becomes of them."""

    removed: tuple[Path, ...]
    """Deleted, for good."""
    rewritten: tuple[Path, ...]
    """Logs and working copies that stay, without the participant's words."""
    quoting: tuple[Path, ...]
    """Files of the user that hold the words: a person has to see to them."""
    closed: tuple[Path, ...]
    """Files that cannot be looked into, such as pictures."""


def files_of(folder: Path, removal: Removal) -> Files:
    """What the withdrawal would do; nothing is changed yet."""
    words = Words(removal.words)
    removed = [
        *(folder / TEXTS / f"{text}.txt" for text in sorted(removal.texts)),
        *_sources(folder, removal.sources),
        *(copy_path(folder, name) for name in removal.whole),
    ]
    rewritten = [
        *(path for path in find_logs(folder / CODINGS) if _is_touched(read_log(path), removal)),
        *(copy_path(folder, cut.transcript.id) for cut in removal.cuts),
    ]
    quoting: list[Path] = []
    closed: list[Path] = []
    for path in _others(folder):
        found = words.stand_in(path)
        if found is None:
            closed.append(path)
        elif found:
            (removed if _is_export(path) else quoting).append(path)
    removed += [path for path in (folder / CODINGS).glob("*.torn-*") if words.stand_in(path)]
    there = tuple(path for path in removed if path.exists())
    return Files(there, tuple(rewritten), tuple(quoting), tuple(closed))


def remove(folder: Path, removal: Removal, record: Withdrawal, log: str) -> Files:
    """Carry a withdrawal out.

    Args:
        folder: of the study.
        removal: what goes.
        record: the withdrawal.
        log: the name of the log that it is written to.

    Returns:
        What was done to files.

    Raises:
        StudyError: somebody is coding: a log is held by another process. Nothing was changed.
        OutputError: a file cannot be changed; carried out again, the rest is done.
    """
    files = files_of(folder, removal)
    logs = [*find_logs(folder / CODINGS)]
    target = folder / CODINGS / log
    locks: list[Lock] = []
    try:
        for path in {*logs, target}:
            locks.append(Lock(path))
        for cut in removal.cuts:
            keep_text(folder, cut.transcript)
        for path in logs:
            if path != target and _is_touched(read_log(path), removal):
                _write_log(path, read_log(path), removal, None)
        _write_log(target, read_log(target), removal, record)
    finally:
        for lock in locks:
            lock.release()
    copies = {copy_path(folder, name) for name in removal.whole}
    _delete(path for path in files.removed if path not in copies)
    with failures_named(folder / CACHE):
        if (folder / CACHE).exists():
            shutil.rmtree(folder / CACHE)
    for cut in removal.cuts:
        text = write_working_copy(cut.transcript)
        write_whole(copy_path(folder, cut.transcript.id), text.encode("utf-8", "surrogatepass"))
    _delete(copies)
    return files


def _write_log(path: Path, reading: Reading, removal: Removal, more: Withdrawal | None) -> None:
    """Write a log without the records that go, and with those that take their place."""
    lines: list[str] = []
    for decision in _decisions(reading):
        left = [
            removal.anew.get(record.id, record)
            for record in decision
            if record.id in removal.anew or not _goes(record, removal)
        ]
        last = len(left) - 1
        lines += [line_of(record, more=at < last) for at, record in enumerate(left)]
    if more:
        lines.append(line_of(more))
    with failures_named(path):
        path.parent.mkdir(exist_ok=True)
    write_whole(path, "".join(f"{line}\n" for line in lines).encode())


def _decisions(reading: Reading) -> Iterator[list[Record]]:
    group: list[Record] = []
    for entry in reading.entries:
        group.append(entry.record)
        if not entry.more:
            yield group
            group = []


def _is_touched(reading: Reading, removal: Removal) -> bool:
    return any(_goes(record, removal) for record in reading.records())


def _goes(record: Record, removal: Removal) -> bool:
    return record.id in removal.records or text_of(record) in removal.texts


def _sources(folder: Path, hashes: frozenset[str]) -> list[Path]:
    """The originals that these hashes name, and earlier ones of their names."""
    found = [path for path in sorted((folder / SOURCES).glob("*")) if path.is_file()]
    own = [path for path in found if hashlib.sha256(path.read_bytes()).hexdigest() in hashes]
    stems = {path.stem for path in own}
    earlier = [path for path in found if path.stem.rpartition(".before-")[0] in stems]
    return list(dict.fromkeys((*own, *earlier)))


def _others(folder: Path) -> Iterator[Path]:
    """Files in the study's folder that belong to no part of it: results, notes, figures."""
    parts = {SOURCES, TEXTS, WORKING, CODINGS, CACHE, ".git"}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.relative_to(folder).parts[0] not in parts:
            yield path


def _is_export(path: Path) -> bool:
    """Whether qcode wrote a file and says so: a table with its statement beside it, the folder of a
    run, or a database. Whatever else may be somebody's work is never deleted."""
    if path.suffix.lower() in {".sqlite", ".db"}:
        return _MADE in path.read_bytes()
    beside = path.with_name(f"{path.stem}.about.json")
    told = (path.parent / "run.json", *([beside] if beside != path else []))
    return any(_BY_US in _head(each) for each in told)


def _head(path: Path) -> bytes:
    try:
        return path.read_bytes()[:200]
    except OSError:
        return b""


def _delete(paths: Iterable[Path]) -> None:
    for path in paths:
        with failures_named(path):
            path.unlink(missing_ok=True)
