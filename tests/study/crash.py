"""Killing a writer at a random moment, and looking at what is left of its log."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from qcode.study.log import open_log
from qcode.study.reading import read_log


def kill_a_writer(folder: Path, rng: random.Random, standing: list[str]) -> Counter[str]:
    """Let a writer go on with a log, kill it, and check that exactly what it was shown as taken
    is there, or besides that the one whole decision that it was about to show.

    Half of the time power fails too: what was not yet reported as taken is cut anywhere.

    Args:
        folder: holds the log from kill to kill.
        rng: decides everything.
        standing: ids of the records in the log, in order; brought up to date.

    Returns:
        What was met, for the statistics.
    """
    diary = folder / "diary.txt"
    diary.unlink(missing_ok=True)
    size = _run(folder, diary, rng)
    taken, open_, size = _read(diary, size)
    log = folder / "ana.jsonl"
    met = Counter(kills=1, taken=len(taken), in_flight=bool(open_))
    if rng.random() < 0.5 and log.exists() and open_ and log.stat().st_size > size:
        keep = rng.randint(size, log.stat().st_size)
        met["cut"] += keep < log.stat().st_size
        os.truncate(log, keep)
    with open_log(folder, "Ana") as opened:
        met["torn"] += opened.set_aside is not None
        assert opened.reading.problems == ()
    found = [record.id for record in read_log(log).records()]
    shown = standing + taken
    assert found in (shown, shown + open_), (found[len(standing) :], taken, open_)
    met["kept_unshown"] += len(found) > len(shown)
    standing[:] = found
    return met


def _run(folder: Path, diary: Path, rng: random.Random) -> int:
    """Run a writer for some tenths of a second; returns the log's size before."""
    log = folder / "ana.jsonl"
    size = log.stat().st_size if log.exists() else 0
    command = [sys.executable, "-m", "tests.study.writer", str(folder), "Ana", str(diary)]
    with subprocess.Popen([*command, str(rng.getrandbits(32))]) as writer:
        if rng.random() < 0.9:
            while not diary.exists() and writer.poll() is None:
                time.sleep(0.001)
        time.sleep(rng.random() * 0.05)
        assert writer.poll() is None
        writer.send_signal(signal.SIGKILL)
    return size


def _read(diary: Path, size: int) -> tuple[list[str], list[str], int]:
    """What was shown as taken, what was about to be, and the log's size when last shown."""
    lines = diary.read_text().splitlines() if diary.exists() else []
    taken: list[str] = []
    open_: list[str] = []
    for line in lines:
        word, *rest = line.split()
        if word == "taking":
            open_ = rest
        else:
            taken, open_, size = [*taken, *open_], [], int(rest[0])
    return taken, open_, size
