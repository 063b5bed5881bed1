"""Writing files whole or not at all, and saying why it cannot be done."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from qcode.errors import OutputError

UNFINISHED = ".qcode-unfinished-"
"""How the names of files and folders begin that are not in their place yet."""


def replace_file(path: Path, data: bytes) -> None:
    """Write a file beside its place, then move it there in one step.

    Raises:
        OutputError: it cannot be written there.
    """
    with failures_named(path):
        if not path.parent.is_dir():
            hint = f"make it first: mkdir -p '{path.parent}'"
            raise OutputError(f"there is no folder '{path.parent}'\n  hint: {hint}")
        unfinished = path.parent / f"{UNFINISHED}{uuid.uuid4().hex[:8]}"
        try:
            unfinished.write_bytes(data)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)


def replace_files(directory: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write several files into a folder, which is made if need be: all of them or none.

    They are written into a temporary folder first; an interruption while they are moved
    waits until the last one is in its place.

    Raises:
        OutputError: they cannot be written there.
    """
    with failures_named(directory):
        base = nearest_folder(directory)
        unfinished = base / f"{UNFINISHED}{uuid.uuid4().hex[:8]}"
        try:
            unfinished.mkdir()
            for name, data in files.items():
                (unfinished / name).write_bytes(data)
            directory.mkdir(parents=True, exist_ok=True)
            moves = {unfinished / name: directory / name for name in files}
            try:
                _move(moves)
            except KeyboardInterrupt:
                _move(moves)
                raise
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    return tuple(directory / name for name in files)


def refuse_another_file(path: Path, is_earlier: Callable[[bytes], bool]) -> None:
    """Check that what stands in a place, if anything, is an earlier file of this kind.

    Raises:
        OutputError: it is not, or cannot be read.
    """
    with failures_named(path):
        if path.is_dir():
            raise OutputError(f"'{path}' is a folder\n  hint: name another file with -o")
        there = path.read_bytes() if path.is_file() else b""
    if there and not is_earlier(there):
        hint = "name another file with -o, or delete this one"
        raise OutputError(f"'{path}' is there and is no earlier table of this kind\n  hint: {hint}")


def nearest_folder(path: Path) -> Path:
    """The path itself if it is there, else the nearest folder above it that is.

    Raises:
        OutputError: what is there is a file.
    """
    there = next((place for place in (path, *path.parents) if place.exists()), Path())
    if not there.is_dir():
        raise OutputError(
            f"'{there}' is a file, not a folder\n  hint: choose another folder: -o DIR"
        )
    return there


@contextmanager
def failures_named(path: Path) -> Iterator[None]:
    """What the system refuses becomes a message.

    Raises:
        OutputError: instead of `OSError`.
    """
    try:
        yield
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        hint = "choose another place with -o, or check its rights and the space on the disk"
        raise OutputError(f"cannot write '{path}': {reason.lower()}\n  hint: {hint}") from error


def _move(moves: Mapping[Path, Path]) -> None:
    for source, target in moves.items():
        if source.exists():
            source.replace(target)
