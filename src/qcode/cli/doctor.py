"""`qcode doctor`: what this machine has, and what a codebook asks for."""

from __future__ import annotations

import platform
from pathlib import Path
from typing import Annotated

import typer

from qcode.cli.inputs import open_codebook
from qcode.cli.screen import columns, show


def doctor(
    codebook: Annotated[
        Path | None,
        typer.Argument(metavar="CODEBOOK", help="Look also for the pipelines it declares."),
    ] = None,
) -> None:
    """Show versions and language data, and what is missing."""
    import qcode
    from qcode.matching.doctor import language_report

    opened = open_codebook(codebook) if codebook else None
    report = language_report(opened)
    show(f"qcode {qcode.__version__}, Python {platform.python_version()}, {platform.system()}")
    show(columns([("ok" if item.is_there else "missing", item.name, item.note) for item in report]))
    missing = [item.name for item in report if not item.is_there]
    if missing:
        show(f"missing: {', '.join(missing)}")
        raise typer.Exit(1)
    show("nothing is missing; nothing is downloaded when qcode runs")
