"""Pseudonymised copies on the disk, the key to them, and names to think about."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from qcode.errors import OutputError
from qcode.output.csv import columns_to_csv, encoded
from qcode.output.files import (
    UNFINISHED,
    failures_named,
    nearest_folder,
    replace_file,
    replace_files,
)
from qcode.redaction.copies import Copy
from qcode.redaction.possible import PossibleName
from qcode.redaction.redact import KeyEntry

RECORD = "redaction.json"
MARKER = "qcode redact"
KEY_COLUMNS = ("original", "replacement", "kind", "count")
SUGGESTED = "suggested_names.csv"
SUGGESTED_COLUMNS = ("name", "pseudonym", "kind", "count", "transcripts", "context")
_NOBODYS = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))
"""What file managers leave in any folder that is looked at."""


def write_copies(directory: Path, copies: Sequence[Copy]) -> tuple[Path, ...]:
    """Write copies as `NAME.txt` into a folder: all or none; those of an earlier run are replaced.

    Beside them goes a record of what was written, so that a later run knows its own files. It
    says nothing of the originals.

    Raises:
        OutputError: the folder holds something else, or cannot be written.
    """
    files = {f"{copy.name}.txt": encoded(copy.text) for copy in copies}
    check_copies(directory)
    stale = [name for name in _names(directory) if name not in files and name != RECORD]
    if stale:
        raise OutputError(
            f"'{directory}' holds copies of an earlier run that this one does not replace: "
            f"{_listed(stale)}\n  hint: choose a new folder with -o, or remove them first"
        )
    hashes = {name: {"sha256": _hash(data)} for name, data in files.items()}
    record = {"written_by": MARKER, "status": "pseudonymised, not anonymous", "files": hashes}
    files[RECORD] = (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()
    return replace_files(directory, files)[:-1]


def check_copies(directory: Path) -> None:
    """Check that copies may go into a folder, best before any work is done.

    Raises:
        OutputError: it is a file, is not writable, or holds files that `qcode redact` did not
            write or that were changed since.
    """
    with failures_named(directory):
        there = nearest_folder(directory)
        if not os.access(there, os.W_OK | os.X_OK):
            hint = "choose another folder with -o, or change its rights"
            raise OutputError(f"cannot write into '{there}': permission denied\n  hint: {hint}")
        names = _names(directory)
        written = _written(directory / RECORD)
        foreign = [name for name in names if name not in written]
        if foreign:
            raise OutputError(
                f"'{directory}' holds files that 'qcode redact' did not write: {_listed(foreign)}"
                "\n  hint: choose a new or empty folder: -o DIR"
            )
        for name in names:
            if name != RECORD and _hash((directory / name).read_bytes()) != written[name]:
                raise OutputError(
                    f"'{directory / name}' was changed after qcode wrote it"
                    "\n  hint: move it to keep your changes, or choose another folder: -o DIR"
                )


def check_outside(path: Path, directory: Path, what: str) -> None:
    """Check that a file with real names does not go among the copies.

    Raises:
        OutputError: it would, or its folder is not there.
    """
    with failures_named(path):
        folder = directory.resolve()
        if folder == path.resolve() or folder in path.resolve().parents:
            raise OutputError(
                f"'{path}' would lie in '{directory}' beside the copies, and {what}"
                "\n  hint: name a file in another folder, which you do not pass on"
            )
        if path.is_dir():
            raise OutputError(f"'{path}' is a folder\n  hint: name a file in it")
        if not path.parent.is_dir():
            hint = f"make it first: mkdir -p '{path.parent}'"
            raise OutputError(f"there is no folder '{path.parent}'\n  hint: {hint}")


def key_bytes(entries: Sequence[KeyEntry], *, excel: bool = False) -> bytes:
    """The key as a CSV: what stands for what, and how often."""
    columns: list[Sequence[object]] = [
        [entry.original for entry in entries],
        [entry.replacement for entry in entries],
        [entry.kind for entry in entries],
        [entry.count for entry in entries],
    ]
    return encoded(columns_to_csv(KEY_COLUMNS, columns, excel=excel), excel=excel)


def check_key(path: Path, entries: Sequence[KeyEntry]) -> None:
    """Check that writing a key to this file loses nothing.

    Raises:
        OutputError: the file is no key, or holds a replacement that the new key does not.
    """
    with failures_named(path):
        if not path.exists():
            return
        try:
            rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
        except (UnicodeDecodeError, csv.Error):
            rows = []
        if not rows or tuple(rows[0]) != KEY_COLUMNS:
            raise OutputError(
                f"'{path}' is there already and is no key that qcode wrote"
                "\n  hint: name a new file: --key FILE"
            )
        known = {(entry.original, entry.replacement, entry.kind) for entry in entries}
        lost = [row for row in rows[1:] if tuple(cell.lstrip("'") for cell in row[:3]) not in known]
        if lost:
            raise OutputError(
                f"'{path}' is the key to other copies: this one would lose {len(lost)} of its rows"
                "\n  hint: name a new file: --key FILE"
            )


def write_key(path: Path, entries: Sequence[KeyEntry], *, excel: bool = False) -> None:
    """Write the key; see `check_key`.

    Raises:
        OutputError: it would lose an earlier key, or cannot be written there.
    """
    check_key(path, entries)
    replace_file(path, key_bytes(entries, excel=excel))


def write_suggested(
    path: Path, possible: Sequence[PossibleName], *, excel: bool = False
) -> Path | None:
    """Write what looks like a name in the form of a list of names; give where it went.

    A file that is there stays as it is, as it may be edited: `NAME_2.csv` is taken then, and so
    on. None where there is nothing to write.

    Raises:
        OutputError: it cannot be written there.
    """
    if not possible:
        return None
    columns: list[Sequence[object]] = [
        [each.name for each in possible],
        [each.pseudonym for each in possible],
        [each.kind for each in possible],
        [each.count for each in possible],
        [", ".join(each.transcripts) for each in possible],
        [each.context for each in possible],
    ]
    data = encoded(columns_to_csv(SUGGESTED_COLUMNS, columns, excel=excel), excel=excel)
    with failures_named(path):
        free = path
        number = 2
        while free.exists() and free.read_bytes() != data:
            free = path.with_name(f"{path.stem}_{number}{path.suffix}")
            number += 1
    replace_file(free, data)
    return free


def _names(directory: Path) -> list[str]:
    if not directory.is_dir():
        return []
    entries = (path.name for path in directory.iterdir())
    return sorted(
        name for name in entries if name not in _NOBODYS and not name.startswith(UNFINISHED)
    )


def _written(path: Path) -> Mapping[str, str]:
    """The files that an earlier run wrote here, with their hashes; empty if there was none."""
    try:
        record: Any = json.loads(path.read_bytes())
        if record["written_by"] != MARKER:
            return {}
        return {RECORD: "", **{name: each["sha256"] for name, each in record["files"].items()}}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"'{name}'" for name in names[:3])
    return f"{shown} and {len(names) - 3} more" if len(names) > 3 else shown
