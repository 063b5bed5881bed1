"""One writer per log: a lock on a file beside it, gone when its process ends, however it ends."""

from __future__ import annotations

import errno
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

from qcode.errors import Problem, StudyError
from qcode.study.disk import BINARY, failures_named

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

SUFFIX = ".lock"
_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
_UNSUPPORTED = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL}
_BEHIND = 1 << 20
"""The byte that Windows locks: others can still read who holds the lock at the beginning."""


class Lock:
    """Held from its making to `release`.

    `holds` is false on a drive that knows no locks; then only the check of a log's size before
    every append tells that somebody else wrote.

    Raises:
        StudyError: another process, or another part of this one, holds it.
        OutputError: the file cannot be made.
    """

    def __init__(self, log: Path) -> None:
        self._path = log.with_name(log.name + SUFFIX)
        with failures_named(self._path):
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | BINARY, 0o666)
        try:
            self.holds = self._take(log)
        except BaseException:
            os.close(self._descriptor)
            raise

    def release(self) -> None:
        """Let others write; doing so twice is fine."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _take(self, log: Path) -> bool:
        try:
            _lock(self._descriptor)
        except OSError as error:
            if error.errno in _HELD:
                raise self._held(log) from None
            if error.errno in _UNSUPPORTED:
                return False
            raise
        with suppress(OSError):  # a full disk: only the name for the message is missing
            os.ftruncate(self._descriptor, 0)
            os.write(self._descriptor, f"process {os.getpid()} on {socket.gethostname()}".encode())
        return True

    def _held(self, log: Path) -> StudyError:
        by = ""
        with suppress(OSError):
            by = os.read(self._descriptor, 200).decode(errors="replace")
        message = f"another qcode writes into this log{f': {by}' if by else ''}"
        hint = "end the other session, or use another name with --coder"
        return StudyError([Problem(str(log), 0, message, hint)])


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        os.lseek(descriptor, _BEHIND, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
