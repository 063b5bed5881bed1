"""What a table command gives: a table with its statement of units, or a figure of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from qcode.cli.screen import note

if TYPE_CHECKING:
    import pandas as pd

    from qcode.cli.inputs import Material
    from qcode.output.about import About

Draw = Callable[["pd.DataFrame", Path], None]
"""Draws a table into a file."""


def check_target(output: Path | None, *, also: Iterable[str] = (), draws: bool = False) -> None:
    """Check, before any work is done, that a file can be written as its suffix says.

    Raises:
        OutputError: it cannot.
    """
    from qcode.output.figures.style import SUFFIXES, check_figure, is_figure
    from qcode.output.render import check_output

    if draws and is_figure(output):
        check_figure(output)
    check_output(output, also=(*also, *(SUFFIXES if draws else ())))


def give(
    table: pd.DataFrame,
    output: Path | None,
    about: About,
    *,
    excel: bool = False,
    draw: Draw | None = None,
) -> None:
    """Print a table, or write it with what it counts; a picture where the suffix asks for one.

    Raises:
        OutputError: it cannot be written.
    """
    from qcode.output.figures.style import is_figure
    from qcode.output.render import render

    if draw and is_figure(output):
        draw(table, output)
    else:
        render(table, output, excel=excel, title=about.title, about=about)
    if output:
        note(f"written to {output}")


def statement(found: Material, title: str, **more: str) -> About:
    """What a table counts: of what, of whom, by which codebook, with which version.

    Args:
        found: what is counted.
        title: of the table.
        more: facts of this table, such as its unit.
    """
    from qcode import __version__
    from qcode.output.about import About

    codebook, reviewed = found.codebook, found.reviewed
    people = sum(s.role == "participant" for t in found.transcripts for s in t.speakers)
    turns = sum(turn.role == "participant" for t in found.transcripts for turn in t.turns)
    named = " ".join(filter(None, (codebook.id, codebook.version))) or "codes made while reading"
    digest = f" (SHA-256 {codebook.sha256[:12]})" if codebook.sha256 else ""
    facts = {
        **more,
        "counted": found.what,
        "only": found.selection.said if found.selection else "",
        "coders": ", ".join(reviewed.coders) if reviewed else "",
        "not counted": " ".join(reviewed.notes) if reviewed else "",
        "corpus": f"{len(found.transcripts)} transcripts, {people} participants, {turns} turns of "
        "theirs",
        "codebook": named + digest,
        "qcode": __version__,
    }
    kept = ((name.replace("_", " "), value) for name, value in facts.items() if value)
    return About(title, tuple(kept))
