"""Where a study is."""

from __future__ import annotations

from pathlib import Path

SETTINGS = "study.yaml"
"""The file that makes a folder a study."""


def find_study(start: Path) -> Path | None:
    """The folder of the study that a folder is or lies in; None if there is none."""
    here = start.absolute()
    return next((each for each in (here, *here.parents) if (each / SETTINGS).is_file()), None)
