"""Getting bytes onto the disk for good, and saying why that cannot be done."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from qcode.errors import OutputError

if sys.platform != "win32":
    import fcntl

UNFINISHED = ".qcode-unfinished-"
"""How the names of files begin that are not in their place yet."""
BINARY: int = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def write_all(descriptor: int, data: bytes) -> None:
    """Write bytes, usually in one step; the system may take them in several."""
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


def flush(descriptor: int) -> None:
    """Return once what was written is on the disk; on macOS also out of the drive's cache."""
    if sys.platform == "darwin":
        with suppress(OSError):  # network drives do not know it
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def flush_folder(folder: Path) -> None:
    """Return once the names of new files in a folder are on the disk, where systems can tell."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | BINARY)
    try:
        with suppress(OSError):  # some network drives refuse to flush folders
            flush(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, data: bytes) -> None:
    """A file that is on the disk whole, whatever happens, or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    unfinished = path.with_name(f"{UNFINISHED}{secrets.token_hex(4)}")
    with failures_named(path):
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o666)
        try:
            try:
                write_all(descriptor, data)
                flush(descriptor)
            finally:
                os.close(descriptor)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        flush_folder(path.parent)


@contextmanager
def failures_named(path: Path, lost: str = "") -> Iterator[None]:
    """What the system refuses becomes a message.

    Args:
        path: what is written.
        lost: what that means for the user, a clause for the message.

    Raises:
        OutputError: instead of `OSError`.
    """
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = f"check the space on the disk and your rights in '{path.parent}', then try again"
        clause = f"; {lost}" if lost else ""
        message = f"cannot write '{path}': {reason}{clause}\n  hint: {hint}"
        raise OutputError(message) from error
