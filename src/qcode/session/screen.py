"""The coding session on the full screen of a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from qcode.errors import QcodeError
from qcode.session.driver import open_session
from qcode.session.options import SessionOptions
from qcode.study.study import Study

_POOR = ("", "dumb", "unknown")
"""Terminals that cannot place words on a screen."""


def run_screen(
    study: Path | Study,
    coder: str,
    options: SessionOptions,
    source: TextIO | None = None,
    target: TextIO | None = None,
) -> None:
    """Hold a session on the full screen, until the coder quits.

    Args:
        study: a folder, or a study as it was read.
        coder: whose decisions are written.
        options: what to work on.
        source: where keys come from: a terminal; stdin when None.
        target: what is drawn on: a terminal; stdout when None.

    Raises:
        QcodeError: there is no terminal that a screen can be drawn on; or the session cannot
            begin, see `open_session`.
    """
    source, target = source or sys.stdin, target or sys.stdout
    if not screen_possible(source, target, sys.stderr, os.environ):
        hint = "hold the session as a line dialogue: qcode code --plain"
        raise QcodeError(f"this terminal cannot show a full screen\n  hint: {hint}")
    # Textual takes a third of a second to import, and a line dialogue does without it.
    from qcode.session.widgets.app import SessionApp

    with open_session(study, coder, options) as session:
        SessionApp(session).run()


def screen_possible(
    source: TextIO, target: TextIO, errors: TextIO, environment: Mapping[str, str]
) -> bool:
    """Whether a full screen can be shown: all three are a terminal, and not a poor one.

    Args:
        source: where keys come from.
        target: what is drawn on.
        errors: Textual draws on stderr where it can.
        environment: its `TERM` says what the terminal can do; on Windows there is none.
    """
    if not (source.isatty() and target.isatty() and errors.isatty()):
        return False
    return sys.platform == "win32" or environment.get("TERM", "").lower() not in _POOR
