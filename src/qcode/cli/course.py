"""`qcode sequence`, `course`, `timeline`: where in the talk codes stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qcode.cli.counting import Asked, counts
from qcode.cli.giving import statement
from qcode.cli.screen import note
from qcode.errors import QcodeError
from qcode.output.figures.style import check_figure

if TYPE_CHECKING:
    pass


@counts()
def sequence(
    *,
    asked: Asked,
) -> None:
    """Count which code follows which."""
    from qcode.analysis.sequence import sequence as sequence_of

    found = asked.found
    table = sequence_of(found.segments, found.transcripts, found.codebook)
    title = f"Rows: a code; columns: the code at the next coded segment; {found.what}"
    asked.give(table, statement(found, title))


@counts()
def course(
    parts: Annotated[
        int, typer.Option("--parts", min=2, metavar="N", help="Of as much talk each.")
    ] = 10,
    *,
    asked: Asked,
) -> None:
    """Count in which part of the interviews codes stand."""
    from qcode.analysis.sequence import course as course_of

    found = asked.found
    table = course_of(
        found.segments, found.transcripts, found.codebook, parts=parts, speakers=asked.speakers
    )
    about = statement(
        found,
        f"Codes by part of the interview: {found.what}",
        cell="segments that begin in this part",
        parts=f"{parts}, of as many characters of talk each",
    )
    asked.give(table, about)


@counts("output", "excel")
def timeline(
    name: Annotated[str, typer.Argument(metavar="TRANSCRIPT", help="The transcript to draw.")],
    *,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="PNG, SVG or PDF, by suffix.")
    ],
    asked: Asked,
) -> None:
    """Draw where in a transcript its codes stand."""
    from qcode.analysis.nearest import did_you_mean
    from qcode.output.figures.timeline import draw_timeline

    check_figure(output)
    one = next((each for each in asked.inputs.transcripts if each.id == name), None)
    if one is None:
        hint = did_you_mean(name, [each.id for each in asked.inputs.transcripts])
        raise QcodeError(f"there is no transcript '{name}'\n  hint: {hint}")
    found = asked.found
    draw_timeline(one, found.segments, found.codebook, output, title=f"{name}: {found.what}")
    note(f"written to {output}")
