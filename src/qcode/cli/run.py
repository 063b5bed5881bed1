"""`qcode run`: transcripts and a codebook in, tables of suggestions out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from qcode.cli.inputs import Suggested, open_codebook, suggest_for, tell_failed
from qcode.cli.options import (
    CodebookArgument,
    ExcelOption,
    SpeakersOption,
    TranscriptsArgument,
    reads_transcripts,
)
from qcode.cli.screen import show
from qcode.reading.options import AS_FOUND, ReadingOptions

if TYPE_CHECKING:
    from qcode.output.results import RunSettings

Unit: TypeAlias = Literal["sentence", "turn", "transcript"]
Count: TypeAlias = Literal["segments", "units", "binary", "per-1000", "share"]


@reads_transcripts
def run(
    codebook: CodebookArgument,
    transcripts: TranscriptsArgument,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="The folder for the tables.")
    ],
    unit: Annotated[
        Unit,
        typer.Option(
            "--unit",
            metavar="sentence|turn|transcript",
            help="What counts once in units, share and co-occurrence.",
        ),
    ] = "turn",
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="transcript|speaker|role|ATTRIBUTE",
            help="The rows of the matrix; an attribute: of front matter, header or cases.csv.",
        ),
    ] = "transcript",
    count: Annotated[
        Count,
        typer.Option(
            "--count",
            metavar="segments|units|binary|per-1000|share",
            help="What a cell of the matrix holds.",
        ),
    ] = "segments",
    roll_up: Annotated[
        bool, typer.Option("--roll-up", help="A code counts for the codes above it too.")
    ] = False,
    long: Annotated[
        bool, typer.Option("--long", help="The matrix as one row a cell, for statistics programs.")
    ] = False,
    excel: ExcelOption = False,
    speakers: SpeakersOption = "participants",
    options: ReadingOptions = AS_FOUND,
) -> None:
    """Suggest codes by the rules of a codebook; write the tables.

    Writes suggested_matrix.csv, suggestions.csv, suggested_codes.csv,
    suggested_cooccurrence.csv and run.json. They are suggestions: nobody has reviewed them.
    """
    from qcode.output.results import RunSettings, check_directory

    check_directory(output)
    found = suggest_for(
        open_codebook(codebook),
        transcripts,
        speakers=speakers,
        options=options,
    )
    settings = RunSettings(
        by=by,
        count=count,
        unit=unit,
        roll_up=roll_up,
        long=long,
        excel=excel,
        speakers=speakers,
        reading=options,
    )
    write_and_show(found, output, settings)
    tell_failed(found.reading)


def write_and_show(found: Suggested, output: Path, settings: RunSettings) -> None:
    """Write the tables of a run into a folder, and show the first of them.

    Raises:
        QcodeError: the folder holds somebody else's files, or the settings do not fit.
    """
    from qcode.analysis.frequency import frequency
    from qcode.output.results import write_results
    from qcode.output.terminal import print_codes, print_matrix

    results = write_results(
        output,
        suggestions=found.suggestions,
        transcripts=found.transcripts,
        codebook=found.codebook,
        failed=found.reading.failed,
        cases=found.reading.cases,
        settings=settings,
    )
    print_codes(results.codes, title="Who mentions each code: participants of all participants")
    show()
    matrix = results.matrix
    if settings.long:
        matrix = frequency(
            found.suggestions,
            found.transcripts,
            found.codebook,
            by=settings.by,
            count=settings.count,
            unit=settings.unit,
            roll_up=settings.roll_up,
            speakers=settings.speakers,
        )
    print_matrix(matrix, title=f"Codes by {settings.by}: {settings.count}")
    show()
    show("Suggestions by rules; nobody has reviewed them.")
    show(f"Written to {output}: {', '.join(path.name for path in results.files)}")
