"""What is left when a writer is killed, the disk is full, or the folder cannot be written to."""

import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from qcode.errors import OutputError
from qcode.study.log import open_log
from qcode.study.reading import read_log
from tests.study.crash import kill_a_writer
from tests.study.strategies import coded

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")


@posix
def test_killed_writers_lose_nothing(tmp_path: Path) -> None:
    rng, standing, met = random.Random(4), [], Counter[str]()
    for _ in range(30):
        met += kill_a_writer(tmp_path, rng, standing)
    assert met["taken"] > 30


FULL = """
import resource, sys
from pathlib import Path
from qcode.errors import OutputError
from qcode.study.log import open_log
from tests.study.strategies import coded

def limit(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

with open_log(Path(sys.argv[1]), "Ana") as log:
    log.append([coded(1)])
    size = log.path.stat().st_size
    limit(size + int(sys.argv[2]))
    try:
        log.append([coded(2, reason="x" * 500), coded(3)])
    except OutputError as error:
        print(error)
    assert log.path.stat().st_size == size
    limit(resource.RLIM_INFINITY)
    log.append([coded(4)])
"""


@posix
@pytest.mark.parametrize("room", [0, 1, 300, 900])
def test_a_full_disk_takes_nothing_by_half(tmp_path: Path, room: int) -> None:
    command = [sys.executable, "-c", FULL, str(tmp_path), str(room)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    log = tmp_path / "ana.jsonl"
    assert done.stdout == (
        f"cannot write '{log}': file too large; the decision is not taken\n"
        f"  hint: check the space on the disk and your rights in '{tmp_path}', then try again\n"
    )
    assert [record.id[:8] for record in read_log(log).records()] == ["00000001", "00000004"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_folder_that_is_read_only(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputError, match=r"permission denied\n  hint: check the space"):
            open_log(tmp_path, "Ana")
    finally:
        tmp_path.chmod(0o700)


def test_a_folder_in_whose_place_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "codings").write_text("")
    with pytest.raises(OutputError, match="cannot write"):
        open_log(tmp_path / "codings", "Ana")
    with pytest.raises(OutputError, match="no such file or directory"):
        open_log(tmp_path / "study" / "codings", "Ana")


def test_a_flush_that_fails_takes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_log(tmp_path, "Ana") as log:
        log.append([coded(1)])
        calls = []

        def fail(descriptor: int) -> None:
            calls.append(descriptor)
            if len(calls) == 1:
                raise OSError(5, "Input/output error")

        monkeypatch.setattr("qcode.study.log.flush", fail)
        with pytest.raises(OutputError, match="input/output error; the decision is not taken"):
            log.append([coded(2)])
        log.append([coded(3)])
    assert [record.id[:8] for record in read_log(log.path).records()] == ["00000001", "00000003"]


def test_when_even_taking_back_fails_the_log_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(descriptor: int, size: int = 0) -> None:
        raise OSError(5, "Input/output error")

    log = open_log(tmp_path, "Ana")
    with monkeypatch.context() as patched:
        patched.setattr("qcode.study.log.flush", fail)
        patched.setattr("os.ftruncate", fail)
        with pytest.raises(OutputError, match="not taken"):
            log.append([coded(1)])
    with pytest.raises(OutputError, match=r"is closed; .*\n  hint: end this session"):
        log.append([coded(2)])
