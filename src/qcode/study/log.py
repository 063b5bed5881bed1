"""Writing one coder's log: a decision is on the disk before `append` returns, or not at all."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from qcode.errors import OutputError, Problem
from qcode.study.coders import coder_key, log_name
from qcode.study.disk import BINARY, failures_named, flush, flush_folder, write_all, write_whole
from qcode.study.lines import line_of
from qcode.study.lock import Lock
from qcode.study.reading import Reading, read_log
from qcode.study.records import Record

CODINGS = "codings"
"""The folder of the logs in a study."""
_NOT_TAKEN = "the decision is not taken"


class Log:
    """One coder's log, open for appending; made by `open_log`, released by `close` or `with`."""

    def __init__(self, folder: Path, coder: str) -> None:
        self.path = folder / log_name(coder)
        self.coder = coder
        self._descriptor = -1
        with failures_named(folder):
            folder.mkdir(exist_ok=True)  # git keeps no empty folders
        self._lock = Lock(self.path)
        try:
            self.reading: Reading = read_log(self.path)
            """What stood in the log when it was opened, without the torn end."""
            self.set_aside: Problem | None = self._set_torn_aside()
            """Says where the torn end was put, if there was one."""
            self._ids = {entry.record.id for entry in self.reading.entries}
            self._open()
        except BaseException:
            self.close()
            raise

    @property
    def locked(self) -> bool:
        """Whether no other process can write; a few network drives know no locks."""
        return self._lock.holds

    def append(self, records: Sequence[Record], *, together: bool = True) -> None:
        """Add records at the end; they are on the disk when this returns.

        Args:
            records: of this coder, with ids that are not in the log.
            together: they are one decision: all of them count or, after a crash, none.

        Raises:
            OutputError: they cannot be written, or another program changed the log; none of
                them is in it then, and once the cause is gone one can try again.
            ValueError: a record of another coder, or an id that is there already.
        """
        if not records:
            return
        self._check(records)
        data = _lines(records, self.path, together=together)
        with failures_named(self.path, _NOT_TAKEN):
            self._undisturbed()
            try:
                write_all(self._descriptor, data)
                flush(self._descriptor)
                self._in_place()
            except BaseException:
                self._take_back(len(data))
                raise
        self._size += len(data)
        self._ids.update(record.id for record in records)

    def close(self) -> None:
        """Let others write; doing so twice is fine."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
        self._lock.release()

    def __enter__(self) -> Log:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _open(self) -> None:
        new = not self.path.exists()
        with failures_named(self.path):
            flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | BINARY
            self._descriptor = os.open(self.path, flags, 0o666)
            if not self.reading.ended:
                write_all(self._descriptor, b"\n")
                flush(self._descriptor)
            if new:
                flush_folder(self.path.parent)
        self._size = os.fstat(self._descriptor).st_size

    def _set_torn_aside(self) -> Problem | None:
        """Move the torn end into a file of its own. The copy is on the disk first: a crash in
        between leaves it in both places, and never in neither."""
        torn = self.reading.torn
        if not torn:
            return None
        aside = _unused(self.path)
        write_whole(aside, torn.data)
        with failures_named(self.path):
            descriptor = os.open(self.path, os.O_RDWR | BINARY)
            try:
                os.ftruncate(descriptor, torn.offset)
                flush(descriptor)
            finally:
                os.close(descriptor)
        message = f"the end of the log was not written whole and is set aside in '{aside.name}'"
        hint = "the program ended while it wrote, or the file was damaged since: look into it"
        return Problem(str(self.path), torn.line, message, hint)

    def _check(self, records: Sequence[Record]) -> None:
        if self._descriptor < 0:
            hint = "end this session and open the study again"
            raise OutputError(f"the log '{self.path}' is closed; {_NOT_TAKEN}\n  hint: {hint}")
        fresh = {record.id for record in records}
        if len(fresh) < len(records) or fresh & self._ids:
            raise ValueError("a record with this id is in the log already")
        if strangers := {r.coder for r in records if coder_key(r.coder) != coder_key(self.coder)}:
            raise ValueError(f"records of {sorted(strangers)} in the log of '{self.coder}'")

    def _undisturbed(self) -> None:
        """Make sure that nobody else wrote, on a drive without locks."""
        self._in_place()
        if os.fstat(self._descriptor).st_size != self._size:
            raise self._disturbed()

    def _in_place(self) -> None:
        """Make sure that no other file was put in this one's place, as programs do that
        synchronise folders: what is written would be on no disk that anybody sees."""
        if not os.path.samestat(os.fstat(self._descriptor), self.path.stat()):
            raise self._disturbed()

    def _disturbed(self) -> OutputError:
        message = f"'{self.path}' was changed by another program; {_NOT_TAKEN}"
        hint = "end this session and open the study again: both versions will be read"
        return OutputError(f"{message}\n  hint: {hint}")

    def _take_back(self, added: int) -> None:
        """Cut off what an append left that did not succeed; close the log if that fails too,
        so that nothing is written behind it before the torn end is set aside."""
        try:
            if os.fstat(self._descriptor).st_size <= self._size + added:
                os.ftruncate(self._descriptor, self._size)
                flush(self._descriptor)
        except OSError:
            self.close()


def open_log(folder: Path, coder: str) -> Log:
    """Open a coder's log for appending, alone; it is made if it is not there.

    A torn end is set aside first, into `NAME.torn-N` beside the log.

    Raises:
        StudyError: another process writes into it, or it cannot be read.
        OutputError: the folder is not there or cannot be written to.
    """
    return Log(folder, coder)


def _lines(records: Sequence[Record], path: Path, *, together: bool) -> bytes:
    last = len(records) - 1
    lines = (line_of(r, more=together and at < last) for at, r in enumerate(records))
    try:
        return "".join(f"{line}\n" for line in lines).encode()
    except UnicodeEncodeError as error:
        broken = ascii(error.object[error.start : error.end])
        message = f"cannot write '{path}': {broken} is half a character; {_NOT_TAKEN}"
        raise OutputError(f"{message}\n  hint: type that passage again") from None


def _unused(log: Path) -> Path:
    stem, number = log.name.removesuffix(log.suffix), 1
    while (aside := log.with_name(f"{stem}.torn-{number}")).exists():
        number += 1
    return aside
