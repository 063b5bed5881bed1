"""The codebooks and the invented interviews that come with qcode."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from qcode.errors import OutputError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

FOLDERS = ("codebooks", "transcripts_sample")
MAIN_CODEBOOK = "codebooks/pressure_governance.yaml"
TRANSCRIPTS = "transcripts_sample"
GOLD = "transcripts_sample/gold.csv"


def sample_files() -> Iterator[tuple[str, bytes]]:
    """Each bundled file as (path relative to the sample, content), in sorted order.

    Raises:
        OutputError: the samples are missing from this installation.
    """
    home = _home()
    for folder in FOLDERS:
        yield from _files_in(home / folder, folder)


def _home() -> Traversable:
    """Where the samples are: in the installed package, else at the top of a checkout."""
    installed = files("qcode") / "samples"
    checkout = Path(__file__).parents[2]
    for home in (installed, checkout):
        if all((home / folder).is_dir() for folder in FOLDERS):
            return home
    raise OutputError(
        "this installation has no samples\n  hint: install qcode again, in its clone: pip install ."
    )


def _files_in(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    """The files of a folder; what lies below it in a checkout is for developers."""
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if item.is_file() and not item.name.startswith("."):
            yield f"{path}/{item.name}", item.read_bytes()
