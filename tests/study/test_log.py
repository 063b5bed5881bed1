import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcode.errors import OutputError, StudyError
from qcode.study.coders import coder_key, log_name
from qcode.study.lines import line_of
from qcode.study.log import Log, open_log
from qcode.study.reading import read_log
from qcode.study.records import Record
from tests.study.strategies import coded, distinct, logs

ONE, TWO, THREE = (line_of(coded(number)) for number in (1, 2, 3))


def numbers(path: Path) -> list[int]:
    return [int(record.id[:8]) for record in read_log(path).records()]


@given(made=logs, cuts=st.sets(st.integers(0, 12)))
@settings(deadline=None)
def test_what_was_appended_is_read_back(made: list[Record], cuts: set[int]) -> None:
    made = [one for one in distinct(made) if coder_key(one.coder) == "ana"]
    edges = [0, *sorted(cut for cut in cuts if cut < len(made)), len(made)]
    with TemporaryDirectory() as folder, open_log(Path(folder), "Ana") as log:
        for start, end in pairwise(edges):
            log.append(made[start:end])
        assert read_log(log.path).records() == tuple(made)
        assert log.path.read_bytes().count(b"\n") == len(made)


def test_a_log_goes_on(tmp_path: Path) -> None:
    for number in (1, 2):
        with open_log(tmp_path, "Ana") as log:
            assert log.locked
            log.append([])
            log.append([coded(number)])
    assert log.path == tmp_path / "ana.jsonl"
    assert log.path.read_text(encoding="utf-8") == f"{ONE}\n{TWO}\n"
    assert log.set_aside is None


@pytest.mark.parametrize(
    ("tail", "kept"),
    [
        (TWO[:-1], [1]),
        (TWO[:30], [1]),
        (TWO[:30] + "\n", [1]),
        ("\0" * 40, [1]),
        (line_of(coded(2), more=True) + "\n", [1]),
        (line_of(coded(2), more=True) + "\n" + THREE[:50], [1]),
        (TWO + "\n" + line_of(coded(3), more=True), [1, 2]),
    ],
)
def test_a_torn_end_is_set_aside(tmp_path: Path, tail: str, kept: list[int]) -> None:
    path = tmp_path / "ana.jsonl"
    path.write_text(f"{ONE}\n{tail}", encoding="utf-8", newline="\n")
    (tmp_path / "ana.torn-1").write_text("an older one")
    line = len(kept) + 1
    assert str(read_log(path).torn_problem()) == (
        f"{path}:{line}: the end of the log was not written whole and is left out\n"
        "  hint: the next coding session sets it aside in a file that you can look into"
    )
    with open_log(tmp_path, "Ana") as log:
        assert str(log.set_aside) == (
            f"{path}:{line}: the end of the log was not written whole and is set aside in "
            "'ana.torn-2'\n  hint: the program ended while it wrote, or the file was damaged "
            "since: look into it"
        )
        log.append([coded(4)])
    assert numbers(path) == [*kept, 4]
    assert f"{ONE}\n{tail}".endswith((tmp_path / "ana.torn-2").read_text(encoding="utf-8"))
    assert path.read_bytes().splitlines() == [
        line_of(coded(number)).encode() for number in (*kept, 4)
    ]


def test_a_line_end_that_an_editor_took_off_is_put_back(tmp_path: Path) -> None:
    path = tmp_path / "ana.jsonl"
    path.write_bytes(f"\ufeff{ONE}\r\n\r\n{TWO}".encode())
    assert numbers(path) == [1, 2]
    with open_log(tmp_path, "Ana") as log:
        assert log.set_aside is None
        log.append([coded(3)])
    assert numbers(path) == [1, 2, 3]


def test_damaged_lines_in_the_middle_are_problems(tmp_path: Path) -> None:
    path = tmp_path / "ana.jsonl"
    wrong = TWO.replace('"code":"trust"', '"code":7')
    lines = [ONE, TWO[:40], "<<<<<<< HEAD", wrong, THREE, ">>>>>>> theirs"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    reading = read_log(path)
    assert numbers(path) == [1, 3]
    assert reading.torn is None
    assert [str(problem).replace(str(path), "ana.jsonl") for problem in reading.problems] == [
        "ana.jsonl:2: the line is damaged: it is not JSON\n"
        "  hint: take the line from a backup or a colleague's copy, or delete it",
        "ana.jsonl:3: git left a merge conflict here\n"
        "  hint: keep the records of both sides and delete git's marks around them",
        "ana.jsonl:4: 'code' is not a text in quotes",
        "ana.jsonl:6: git left a merge conflict here\n"
        "  hint: keep the records of both sides and delete git's marks around them",
    ]


def test_records_of_a_newer_qcode_are_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "ana.jsonl"
    text = f"{ONE}\n{TWO.replace('code', 'recode', 1)}\n{THREE[:20]}"
    path.write_text(text, encoding="utf-8")
    for read in (lambda: read_log(path), lambda: open_log(tmp_path, "Ana")):
        with pytest.raises(StudyError) as error:
            read()
        assert str(error.value) == (
            f"{path}:2: this qcode knows no record of kind 'recode'\n"
            "  hint: update qcode: pip install -U qcode-qda"
        )
    assert path.read_text(encoding="utf-8") == text


def test_one_writer_in_one_process(tmp_path: Path) -> None:
    held = pytest.raises(StudyError, match="another qcode writes into this log: process")
    with open_log(tmp_path, "Ana"), open_log(tmp_path, "Ben"), held:
        open_log(tmp_path, " ana ")
    open_log(tmp_path, "Ana").close()


def test_one_writer_of_two_processes(tmp_path: Path) -> None:
    hold = (
        "import sys; from pathlib import Path; from qcode.study.log import open_log\n"
        "log = open_log(Path(sys.argv[1]), 'Ana'); print('open', flush=True); input()"
    )
    command = [sys.executable, "-c", hold, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdout.readline() == b"open\n"
        with pytest.raises(StudyError) as error:
            open_log(tmp_path, "Ana")
        assert f"process {other.pid} on " in str(error.value)
        assert str(error.value).endswith(
            "\n  hint: end the other session, or use another name with --coder"
        )
        other.kill()
    open_log(tmp_path, "Ana").close()


def test_many_processes_at_once_take_turns(tmp_path: Path) -> None:
    take = (
        "import sys; from pathlib import Path; from qcode.errors import StudyError\n"
        "from qcode.study.log import open_log; from tests.study.strategies import coded\n"
        "first = int(sys.argv[2]); done = 0\n"
        "while done < 20:\n"
        "    try:\n"
        "        with open_log(Path(sys.argv[1]), 'Ana') as log:\n"
        "            log.append([coded(first + done)]); done += 1\n"
        "    except StudyError:\n"
        "        pass\n"
    )
    commands = [[sys.executable, "-c", take, str(tmp_path), first] for first in ("100", "200")]
    writers = [subprocess.Popen(command) for command in commands]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert sorted(numbers(tmp_path / "ana.jsonl")) == [*range(100, 120), *range(200, 220)]


def _grow(log: Log) -> None:
    with log.path.open("a", encoding="utf-8") as file:
        file.write(TWO + "\n")


def _replace(log: Log) -> None:
    other = log.path.with_suffix(".new")
    other.write_bytes(log.path.read_bytes())
    other.replace(log.path)


@pytest.mark.parametrize("disturb", [_grow, _replace])
def test_a_log_that_another_program_changed(tmp_path: Path, disturb: object) -> None:
    with open_log(tmp_path, "Ana") as log:
        log.append([coded(1)])
        disturb(log)  # type: ignore[operator]
        left = log.path.read_bytes()
        with pytest.raises(OutputError, match="was changed by another program; the decision is"):
            log.append([coded(3)])
        assert log.path.read_bytes() == left


def test_what_does_not_belong_into_a_log(tmp_path: Path) -> None:
    with open_log(tmp_path, "Ana") as log:
        log.append([coded(1)])
        with pytest.raises(ValueError, match="in the log already"):
            log.append([coded(1, "care")])
        with pytest.raises(ValueError, match="in the log of 'Ana'"):
            log.append([coded(2, coder="Ben")])
        with pytest.raises(OutputError, match=r"'\\ud83d' is half a character"):
            log.append([coded(2, reason="\ud83d")])
        log.append([coded(2, coder="ANA")])
    assert numbers(log.path) == [1, 2]


@pytest.mark.parametrize(
    ("coder", "name"),
    [
        ("Ana", "ana.jsonl"),
        ("  ANA\u00a0 Ruiz ", "ana ruiz.jsonl"),
        ("Ａｎａ", "ana.jsonl"),
        ("Jose\u0301", "josé.jsonl"),
        ("Straße", "strasse.jsonl"),
        ("李雷", "李雷.jsonl"),
        ("a/b:c", "a%2fb%3ac.jsonl"),
        ("../x", "%2e.%2fx.jsonl"),
        ("Ana (1)", "ana %281%29.jsonl"),
        ("100%", "100%25.jsonl"),
        ("CON", "%63on.jsonl"),
        ("a@b.org", "a@b.org.jsonl"),
    ],
)
def test_names_of_logs(coder: str, name: str) -> None:
    assert log_name(coder) == name


def test_long_names_are_cut_and_stay_apart() -> None:
    names = {log_name("国" * 200), log_name("国" * 201)}
    assert len(names) == 2
    assert all(len(name.encode()) < 200 for name in names)
