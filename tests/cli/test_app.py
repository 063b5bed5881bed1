"""What all commands have in common: help, errors, exit codes, streams."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import util
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.main import get_command

from qcode.cli.app import COMMANDS, app
from tests.cli.conftest import Qcode

NAMES = tuple(name for group in COMMANDS.values() for name in group)
DOCS = Path(__file__).parents[2] / "docs"


def python_m_qcode(*args: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "qcode", *args],
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )


def test_help_lists_the_commands_without_cutting_them_short(qcode: Qcode) -> None:
    result = qcode("--help")

    assert result.exit_code == 0
    assert all(f"\n  {name} " in result.stdout for name in NAMES)
    assert "..." not in result.stdout.split("At once:")[1]
    assert max(map(len, result.stdout.splitlines())) < 80
    assert "completion" not in result.stdout


@pytest.mark.parametrize("name", NAMES)
def test_each_command_describes_itself(qcode: Qcode, name: str) -> None:
    result = qcode(name, "--help")

    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: root {name} ") or f" {name} " in result.stdout
    for item in get_command(app).commands[name].params:  # type: ignore[attr-defined]
        assert item.help, item.name
        assert item.metavar or item.is_flag, item.name


@pytest.mark.parametrize(("script", "page"), [("make_cli", "cli.md"), ("make_export", "export.md")])
def test_pages_that_scripts_write_are_current(script: str, page: str) -> None:
    spec = util.spec_from_file_location(script, DOCS / f"{script}.py")
    assert spec
    assert spec.loader
    made = util.module_from_spec(spec)
    spec.loader.exec_module(made)
    there = (DOCS / page).read_text(encoding="utf-8")
    assert there == made.page(), f"run: python docs/{script}.py"


def test_version(qcode: Qcode) -> None:
    result = qcode("--version")

    assert result.exit_code == 0
    assert result.stdout == f"qcode {version('qcode-qda')}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("rum",), "'rum' is not a command; did you mean 'run'?"),
        (("redact",), "Missing argument 'TRANSCRIPTS"),
        (("run",), "Missing option"),
        (("run", "codebook.yaml", "talks"), "Missing option"),
        (("run", "codebook.yaml", "talks", "-o", "r", "--unit", "page"), "'page' is not one of"),
        (("quotes", "codebook.yaml", "talks", "--context", "-1"), "--context"),
        (("read", "--nope", "x"), "--nope"),
    ],
)
def test_wrong_use_is_exit_code_2(
    qcode: Qcode, study: Path, arguments: tuple[str, ...], message: str
) -> None:
    result = qcode(*arguments)

    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_a_bug_keeps_its_traceback(
    qcode: Qcode, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bug() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("qcode.reading.codebook.codebook_schema", bug)
    with pytest.raises(ZeroDivisionError):
        qcode("schema")


def test_what_is_piped_is_utf_8_whatever_the_locale(study: Path) -> None:
    result = python_m_qcode("read", "talks", "--json", LC_ALL="C", PYTHONUTF8="0")
    assert "村干部" in result.stdout.decode("utf-8")


def test_a_console_that_lacks_characters_ends_nothing(study: Path) -> None:
    result = python_m_qcode("read", "talks", PYTHONIOENCODING="cp1252")

    assert result.returncode == 0
    assert rb"\u6751\u5e72\u90e8" in result.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGPIPE")
@pytest.mark.parametrize("lines", [1, 3_000])
def test_a_reader_that_goes_away_is_no_error(study: Path, lines: int) -> None:
    Path("long.txt").write_text("Father: Yes, they did it.\n" * lines, encoding="utf-8")
    run = subprocess.Popen(
        [sys.executable, "-m", "qcode", "read", "long.txt", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert run.stdout
    assert run.stderr
    run.stdout.close()

    assert run.stderr.read() == b""
    run.stderr.close()
    assert run.wait() in (0, 141)
