"""`qcode run`: transcripts and a codebook in, tables of suggestions out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qcode.cli.inputs import Material, gather, open_inputs, tell_failed
from qcode.cli.options import (
    ByOption,
    CodebookArgument,
    CountOption,
    ExcelOption,
    LongOption,
    RollUpOption,
    SpeakersOption,
    TranscriptsArgument,
    UnitOption,
    reads_transcripts,
)
from qcode.cli.screen import show
from qcode.cli.study_options import StudyOption
from qcode.reading.options import AS_FOUND, ReadingOptions

if TYPE_CHECKING:
    from qcode.output.results import RunSettings


@reads_transcripts
def run(
    codebook: CodebookArgument = None,
    transcripts: TranscriptsArgument = None,
    *,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="The folder for the tables.")
    ],
    unit: UnitOption = "turn",
    by: ByOption = "transcript",
    count: CountOption = "segments",
    roll_up: RollUpOption = False,
    long: LongOption = False,
    excel: ExcelOption = False,
    speakers: SpeakersOption = "participants",
    study: StudyOption = None,
    options: ReadingOptions = AS_FOUND,
) -> None:
    """Suggest codes by the rules of a codebook; write the tables.

    Writes suggested_matrix.csv, suggestions.csv, suggested_codes.csv,
    suggested_cooccurrence.csv and run.json. They are suggestions: nobody has reviewed them.
    """
    from qcode.analysis.frequency import frequency
    from qcode.output.results import RunSettings, check_directory

    check_directory(output)
    inputs = open_inputs(codebook, transcripts, study, options)
    # An attribute that is not there is told before rules look at anything.
    frequency((), inputs.transcripts, inputs.codebook, by=by, count=count, unit=unit)
    found = gather(inputs, speakers=speakers, status="suggested")
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
    tell_failed(inputs.reading)


def write_and_show(found: Material, output: Path, settings: RunSettings) -> None:
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
        failed=found.inputs.reading.failed,
        cases=found.inputs.reading.cases,
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
