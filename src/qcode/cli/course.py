"""`qcode sequence`, `course`, `timeline`, `word`: where in the talk codes stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qcode.cli.counting import Asked, counts
from qcode.cli.giving import statement
from qcode.cli.screen import counted, note
from qcode.errors import OutputError, QcodeError
from qcode.output.figures.style import check_figure

if TYPE_CHECKING:
    from qcode.model.transcript import Transcript


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
    from qcode.output.figures.timeline import draw_timeline

    check_figure(output)
    one = _transcript(asked, name)
    found = asked.found
    draw_timeline(one, found.segments, found.codebook, output, title=f"{name}: {found.what}")
    note(f"written to {output}")


@counts("output", "excel")
def word(
    name: Annotated[str, typer.Argument(metavar="TRANSCRIPT", help="The transcript to write.")],
    *,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="A Word file: t.docx.")
    ],
    asked: Asked,
) -> None:
    """Write a transcript as a Word file, with its codes as comments.

    A comment stands on the words of its segment and is signed by the coder.
    """
    from qcode.output.commented import write_commented_transcript

    if output.suffix.lower() != ".docx":
        raise OutputError(f"'{output}' is no Word file by its suffix\n  hint: -o {name}.docx")
    one = _transcript(asked, name)
    own = [each for each in asked.found.segments if each.segment.transcript_id == name]
    write_commented_transcript(output, one, own)
    note(f"{counted(len(own), 'comment')} written to {output}")


def _transcript(asked: Asked, name: str) -> Transcript:
    """The transcript of this name.

    Raises:
        QcodeError: there is none.
    """
    from qcode.analysis.nearest import did_you_mean

    known = {each.id: each for each in asked.inputs.transcripts}
    if name not in known:
        raise QcodeError(f"there is no transcript '{name}'\n  hint: {did_you_mean(name, known)}")
    return known[name]
