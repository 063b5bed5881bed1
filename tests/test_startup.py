"""Help is quick: heavy packages are imported where they are used, not before."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

import qcode

HEAVY = ("spacy", "pandas", "numpy", "docx", "opencc", "yaml", "rich", "thinc")


def loaded_after(code: str) -> set[str]:
    """The heavy packages that a fresh interpreter has loaded after running some code."""
    script = f"{code}\nimport sys\nprint(*(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "code",
    [
        "import qcode",
        "import qcode.cli.app",
        "import qcode; qcode.__version__",
        "import sys; sys.argv = ['qcode', '--help']\n"
        "from qcode.cli.app import main\n"
        "try: main()\nexcept SystemExit: pass",
        "import sys; sys.argv = ['qcode', 'run', '--unit', 'page']\n"
        "from qcode.cli.app import main\n"
        "try: main()\nexcept SystemExit: pass\nprint()",
    ],
)
def test_help_and_wrong_use_load_nothing_heavy(code: str) -> None:
    assert loaded_after(code) == set()


def test_a_codebook_is_read_without_spacy() -> None:
    assert not loaded_after("import qcode; qcode.read_codebook") & {"spacy", "pandas", "numpy"}


def test_help_is_quick() -> None:
    """The goal is 0.3 s; the best of five runs, with room for a busy machine."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "qcode", "--help"], capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.6


@pytest.mark.parametrize("name", qcode.__all__)
def test_public_names_resolve(name: str) -> None:
    assert getattr(qcode, name) is not None
    assert name in dir(qcode)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'sugest'"):
        qcode.sugest  # type: ignore[attr-defined]  # noqa: B018
