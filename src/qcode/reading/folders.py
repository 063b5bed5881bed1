"""Which files the user's paths mean."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from qcode.errors import Problem
from qcode.reading.formats import READERS, REFUSED, known_suffixes

CASES = ("cases.csv", "cases.tsv", "cases.xlsx")
"""What a table with attributes of transcripts and speakers is called."""
NOT_TRANSCRIPTS = (
    *CASES,
    *("gold.csv", "*_gold.csv", "gold_*.csv", "names.csv", "suggested_names*.csv"),
    *("redaction.json", "redaction_key.csv", "*.signs.csv", "*.signs.*.csv"),
)
"""How files of a study are called that lie beside transcripts and are passed over silently."""
_RECORD, _OURS = "run.json", b'"written_by": "qcode'
"""What says that a folder holds results of qcode."""


@dataclass(frozen=True, slots=True)
class Found:
    """Files to read in order, what failed, and what is of no known format."""

    files: tuple[Path, ...]
    failed: tuple[Problem, ...]
    skipped: tuple[Problem, ...]


def find_files(paths: Iterable[str | Path], cases: Path | None = None) -> Found:
    """Files as given and folders searched through, each file once.

    A file that is named is taken, but for tables of cases (`cases`, and those called so); in a
    folder, README, hidden and lock files are passed over, and files of unknown formats are
    reported as skipped.
    """
    table = _identity(cases) if cases else None
    files: dict[Path, Path] = {}
    failed: list[Problem] = []
    skipped: list[Problem] = []
    given = [Path(path) for path in paths]
    for path in given:
        if is_folder(path):
            taken = _search(path, failed, skipped)
            if table:
                taken = [file for file in taken if _identity(file) != table]
            if not taken:
                hint = f"known suffixes are {known_suffixes()}"
                failed.append(Problem(str(path), 0, "the folder holds no transcript", hint))
        else:
            taken = [] if is_cases(path) or _identity(path) == table else [path]
        for file in taken:
            files.setdefault(_identity(file), file)
    if not given:
        hint = "pass a file or a folder, for example transcripts/"
        failed.append(Problem(".", 0, "no transcript was given", hint))
    elif not files and not failed:
        hint = "pass the transcripts too; beside them the table is found by itself"
        failed.append(Problem(str(given[0]), 0, "is a table of cases, not a transcript", hint))
    return Found(tuple(files.values()), tuple(failed), tuple(skipped))


def files_beside(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Files right in these folders that are transcripts by their suffix, and tables of cases."""
    found: dict[Path, Path] = {}
    for folder in folders:
        try:
            entries = sorted(path for path in folder.iterdir() if path.is_file())
        except (OSError, ValueError):
            continue
        for path in entries:
            suffix = path.suffix.lower()
            if is_cases(path) or (not _is_companion(path.name) and suffix in (*READERS, *REFUSED)):
                found.setdefault(_identity(path), path)
    return tuple(found.values())


def _search(folder: Path, failed: list[Problem], skipped: list[Problem]) -> list[Path]:
    taken = []
    for path in _walk(folder, failed):
        suffix = path.suffix.lower()
        if suffix in READERS or suffix in REFUSED:
            taken.append(path)
        else:
            hint = f"known are {known_suffixes()}"
            skipped.append(Problem(str(path), 0, "is of no known format and was not read", hint))
    return taken


def _walk(folder: Path, failed: list[Problem]) -> Iterator[Path]:
    """Files below a folder in sorted order, without hidden ones and companions."""

    def unreadable(error: OSError) -> None:
        reason = (error.strerror or "unknown reason").lower()
        failed.append(Problem(str(error.filename), 0, f"cannot be searched: {reason}"))

    found = []
    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith((".", "__MACOSX"))]
        if _RECORD in names and _holds_results(Path(parent)):
            continue
        found += [Path(parent, name) for name in names if not _is_companion(name)]
    yield from sorted(found, key=lambda path: path.as_posix())


def _holds_results(folder: Path) -> bool:
    """Whether a run of qcode wrote this folder: its tables are no interviews."""
    try:
        with (folder / _RECORD).open("rb") as file:
            return _OURS in file.read(200)
    except OSError:
        return False


def _is_companion(name: str) -> bool:
    folded = name.casefold()
    return (
        name.startswith((".", "~$"))
        or folded.startswith("readme")
        or any(fnmatch(folded, pattern) for pattern in NOT_TRANSCRIPTS)
    )


def is_cases(path: Path) -> bool:
    """Whether a file is called as tables of cases are."""
    return path.name.casefold() in CASES


def is_folder(path: Path) -> bool:
    """Whether there is a folder of this name, whatever the name is made of."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _identity(path: Path) -> Path:
    """One key for all ways to write a path."""
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):
        return path
