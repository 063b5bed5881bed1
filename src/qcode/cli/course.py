"""`qcode sequence`, `course`, `timeline`: where in the talk codes stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qcode.cli.giving import give, statement
from qcode.cli.inputs import gather, open_inputs, tell_failed
from qcode.cli.options import (
    CodebookArgument,
    ExcelOption,
    OutOption,
    SpeakersOption,
    TranscriptsArgument,
    reads_transcripts,
)
from qcode.cli.screen import note
from qcode.cli.study_options import (
    CodersOption,
    StatusOption,
    StudyOption,
)
from qcode.errors import QcodeError
from qcode.output.figures.style import check_figure
from qcode.reading.options import AS_FOUND, ReadingOptions

if TYPE_CHECKING:
    pass


@reads_transcripts
def sequence(
    codebook: CodebookArgument = None,
    transcripts: TranscriptsArgument = None,
    output: OutOption = None,
    excel: ExcelOption = False,
    speakers: SpeakersOption = "participants",
    status: StatusOption = None,
    coder: CodersOption = None,
    study: StudyOption = None,
    options: ReadingOptions = AS_FOUND,
) -> None:
    """Count which code follows which."""
    from qcode.analysis.sequence import sequence as sequence_of

    inputs = open_inputs(codebook, transcripts, study, options)
    found = gather(inputs, speakers=speakers, status=status, coders=coder)
    table = sequence_of(found.segments, found.transcripts, found.codebook)
    title = f"Rows: a code; columns: the code at the next coded segment; {found.what}"
    give(table, output, statement(found, title), excel=excel)
    tell_failed(inputs.reading)


@reads_transcripts
def course(
    codebook: CodebookArgument = None,
    transcripts: TranscriptsArgument = None,
    parts: Annotated[
        int, typer.Option("--parts", min=2, metavar="N", help="Of as much talk each.")
    ] = 10,
    output: OutOption = None,
    excel: ExcelOption = False,
    speakers: SpeakersOption = "participants",
    status: StatusOption = None,
    coder: CodersOption = None,
    study: StudyOption = None,
    options: ReadingOptions = AS_FOUND,
) -> None:
    """Count in which part of the interviews codes stand."""
    from qcode.analysis.sequence import course as course_of

    inputs = open_inputs(codebook, transcripts, study, options)
    found = gather(inputs, speakers=speakers, status=status, coders=coder)
    table = course_of(
        found.segments, found.transcripts, found.codebook, parts=parts, speakers=speakers
    )
    about = statement(
        found,
        f"Codes by part of the interview: {found.what}",
        cell="segments that begin in this part",
        parts=f"{parts}, of as many characters of talk each",
    )
    give(table, output, about, excel=excel)
    tell_failed(inputs.reading)


@reads_transcripts
def timeline(
    name: Annotated[str, typer.Argument(metavar="TRANSCRIPT", help="The transcript to draw.")],
    codebook: CodebookArgument = None,
    transcripts: TranscriptsArgument = None,
    *,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="PNG, SVG or PDF, by suffix.")
    ],
    speakers: SpeakersOption = "participants",
    status: StatusOption = None,
    coder: CodersOption = None,
    study: StudyOption = None,
    options: ReadingOptions = AS_FOUND,
) -> None:
    """Draw where in a transcript its codes stand, from the first word to the last."""
    from qcode.analysis.nearest import did_you_mean
    from qcode.output.figures.timeline import draw_timeline

    check_figure(output)
    inputs = open_inputs(codebook, transcripts, study, options)
    one = next((each for each in inputs.transcripts if each.id == name), None)
    if one is None:
        hint = did_you_mean(name, [each.id for each in inputs.transcripts])
        raise QcodeError(f"there is no transcript '{name}'\n  hint: {hint}")
    found = gather(inputs, speakers=speakers, status=status, coders=coder)
    draw_timeline(one, found.segments, found.codebook, output, title=f"{name}: {found.what}")
    note(f"written to {output}")
    tell_failed(inputs.reading)
