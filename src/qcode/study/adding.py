"""Transcripts into a study: the originals byte for byte, and a working copy of each."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qcode.errors import Problem, TranscriptError
from qcode.model.transcript import Transcript, text_hash
from qcode.reading.conversations import Conversation, conversations
from qcode.reading.folders import CASES, find_files
from qcode.reading.options import ReadingOptions
from qcode.reading.transcripts import read_conversation
from qcode.reading.working_copy import read_working_copy, write_working_copy
from qcode.study.disk import failures_named, write_whole
from qcode.study.fold import fold
from qcode.study.folder import read_logs
from qcode.study.library import copy_path, keep_text, read_copy
from qcode.study.log import CODINGS
from qcode.study.roles import stated_roles, with_roles
from qcode.study.texts import WORKING

SOURCES = "sources"
"""The folder of the originals."""


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding files to a study."""

    new: tuple[Transcript, ...] = ()
    replaced: tuple[Transcript, ...] = ()
    """Those of which the study had another version."""
    there: tuple[str, ...] = ()
    """Ids of those that the study has already, from the very same file."""
    failed: tuple[Problem, ...] = ()
    """Files that cannot be read, or whose name is taken."""
    skipped: tuple[Problem, ...] = ()
    """Files in a folder that are of no known format."""
    cases: Path | None = None
    """The table of cases that was taken along."""


@dataclass(frozen=True, slots=True)
class _Arrival:
    """One transcript on its way into the study."""

    talk: Conversation
    transcript: Transcript
    copy: str
    """The words of its working copy."""
    data: tuple[bytes, ...]
    """Of its files."""


def add(
    folder: Path, paths: Iterable[Path], options: ReadingOptions, *, newer: bool = False
) -> Added:
    """Add files, or all that lie in folders, to a study.

    What cannot be read or has a name that is taken is left out and named; nothing in the study
    changes for it. A file that was added before, byte for byte, is no problem.

    Args:
        folder: of the study.
        paths: files and folders.
        options: how the files are to be read.
        newer: whether a file of a name that is taken is a newer version of that transcript.
            The version before is kept, as are the codings on it.

    Raises:
        OutputError: the study cannot be written to. What is added by then is whole.
    """
    given = list(paths)
    found = find_files(given, options.cases)
    failed = list(found.failed)
    present = _present(folder)
    gone = fold(read_logs(folder / CODINGS).records).gone[0]
    arrivals: list[_Arrival] = []
    there: list[str] = []
    for talk in conversations(found.files):
        try:
            arrival = _arrival(talk, options)
        except TranscriptError as error:
            failed += error.problems
            continue
        before = present.get(_key(arrival.transcript.id))
        if before and before.sha256 == arrival.transcript.sha256:
            there.append(before.id)
        elif before and not newer:
            failed.append(_taken(arrival, before))
        elif text_hash(read_working_copy(arrival.copy, "").text) in gone:
            message = "consent to this text was withdrawn; it is not added again"
            failed.append(Problem(str(talk.path), 0, message, "add another version of it"))
        else:
            arrivals.append(arrival)
    arrivals = _without_twins(arrivals, failed)
    for arrival in arrivals:
        _put(folder, arrival, present.get(_key(arrival.transcript.id)))
    new = [each.transcript for each in arrivals if _key(each.transcript.id) not in present]
    old = [each.transcript for each in arrivals if _key(each.transcript.id) in present]
    cases = _take_cases(folder, given, options)
    return Added(tuple(new), tuple(old), tuple(there), tuple(failed), found.skipped, cases)


def _present(folder: Path) -> dict[str, Transcript]:
    """The transcripts that are in the study, by folded name; one that is broken still holds its
    name."""
    found = {}
    for path in sorted((folder / WORKING).glob("*.txt")):
        try:
            found[_key(path.stem)] = read_copy(path)
        except TranscriptError:
            found[_key(path.stem)] = _unreadable(path)
    return found


def _unreadable(path: Path) -> Transcript:
    return Transcript(path.stem, str(path), "txt", "", False, "other", "", "", (), ())


def _key(name: str) -> str:
    """The spelling under which file names are one on all systems."""
    return unicodedata.normalize("NFC", name).casefold()


def _arrival(talk: Conversation, options: ReadingOptions) -> _Arrival:
    transcript = read_conversation(talk, options)
    try:
        copy = write_working_copy(transcript)
    except ValueError as error:
        hint = "rename speakers of one name, then add it again"
        raise TranscriptError([Problem(str(talk.path), 0, str(error), hint)]) from None
    return _Arrival(talk, transcript, copy, tuple(path.read_bytes() for path in talk.files))


def _taken(arrival: _Arrival, before: Transcript) -> Problem:
    name = arrival.transcript.id
    message = f"the study has another transcript '{before.id}'; nothing was changed"
    hint = f"a newer version of it? add --replace; another interview? rename '{name}'"
    return Problem(str(arrival.talk.path), 0, message, hint)


def _without_twins(arrivals: Sequence[_Arrival], failed: list[Problem]) -> list[_Arrival]:
    """Those whose name no other one has that is being added."""
    named: dict[str, list[_Arrival]] = {}
    for arrival in arrivals:
        named.setdefault(_key(arrival.transcript.id), []).append(arrival)
    for same in named.values():
        for arrival in same if len(same) > 1 else ():
            others = ", ".join(f"'{each.talk.path}'" for each in same if each is not arrival)
            message = f"has the same transcript name '{arrival.talk.id}' as {others}"
            hint = "rename one; neither was added"
            failed.append(Problem(str(arrival.talk.path), 0, message, hint))
    return [each for each in arrivals if len(named[_key(each.transcript.id)]) == 1]


def _put(folder: Path, arrival: _Arrival, before: Transcript | None) -> None:
    """Write original, version and working copy, in this order: the working copy, which makes the
    transcript part of the study, only when all else is there."""
    for path, data in zip(arrival.talk.files, arrival.data, strict=True):
        _keep_source(folder, path.name, data)
    target = copy_path(folder, before.id if before else arrival.transcript.id)
    copy = arrival.copy
    if before:
        newer = replace(with_roles(arrival.transcript, stated_roles(before)), id=before.id)
        copy = write_working_copy(newer)
        if before.turns:
            keep_text(folder, before)
    with failures_named(target):
        target.parent.mkdir(exist_ok=True)
    keep_text(folder, read_working_copy(copy, str(target)))
    write_whole(target, copy.encode("utf-8", "surrogatepass"))


def _keep_source(folder: Path, name: str, data: bytes) -> None:
    """Keep an original; an earlier one of the same name stays, under a name with a number."""
    target = folder / SOURCES / name
    with failures_named(target):
        target.parent.mkdir(exist_ok=True)
        if target.exists() and target.read_bytes() != data:
            target.rename(_unused(target))
    if not target.exists():
        write_whole(target, data)


def _unused(path: Path) -> Path:
    number = 1
    while (other := path.with_name(f"{path.stem}.before-{number}{path.suffix}")).exists():
        number += 1
    return other


def _take_cases(folder: Path, paths: Sequence[Path], options: ReadingOptions) -> Path | None:
    """Take a table of cases along that was named or lies right beside the files, if the study has
    none."""
    if any((folder / name).exists() for name in CASES):
        return None
    places = dict.fromkeys(path if path.is_dir() else path.parent for path in paths)
    beside = [place / name for place in places for name in CASES]
    tables = [options.cases] if options.cases else [path for path in beside if path.is_file()]
    if not tables:
        return None
    target = folder / f"cases{tables[0].suffix.lower()}"
    with failures_named(target):
        data = tables[0].read_bytes()
    write_whole(target, data)
    return tables[0]
