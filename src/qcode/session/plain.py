"""The coding session as a line dialogue: for screen readers, pipes and poor terminals."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from qcode.session.options import SessionOptions
from qcode.study.study import Study


def run_plain(
    study: Path | Study, coder: str, options: SessionOptions, source: TextIO, target: TextIO
) -> None:
    """Hold a session, a line at a time, until the coder quits or the input ends.

    Args:
        study: a folder, or a study as it was read.
        coder: whose decisions are written.
        options: what to work on.
        source: where commands are read from.
        target: where the dialogue is written to.

    Raises:
        QcodeError: the session cannot begin; see `open_session`.
    """
    raise NotImplementedError
