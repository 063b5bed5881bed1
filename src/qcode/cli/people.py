"""`qcode people`, `crosstab`: who says what, in cases."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from qcode.cli.giving import check_target, give, statement
from qcode.cli.inputs import gather, open_inputs, tell_failed
from qcode.cli.options import (
    CodebookArgument,
    ExcelOption,
    OutOption,
    TranscriptsArgument,
    reads_transcripts,
)
from qcode.cli.study_options import (
    CodersOption,
    StatusOption,
    StudyOption,
)
from qcode.reading.options import AS_FOUND, ReadingOptions

if TYPE_CHECKING:
    pass


@reads_transcripts
def people(
    codebook: CodebookArgument = None,
    transcripts: TranscriptsArgument = None,
    by_code: Annotated[
        bool, typer.Option("--by-code", help="A row a code: whether it is one person's.")
    ] = False,
    output: OutOption = None,
    excel: ExcelOption = False,
    status: StatusOption = None,
    coder: CodersOption = None,
    study: StudyOption = None,
    options: ReadingOptions = AS_FOUND,
) -> None:
    """List the participants: attributes, talk, codes.

    With --by-code: how many mention each code, and how much of it is one person's.
    """
    from qcode.analysis.people import concentration, participants

    inputs = open_inputs(codebook, transcripts, study, options)
    found = gather(inputs, speakers="participants", status=status, coders=coder)
    if by_code:
        table = concentration(found.segments, found.transcripts, found.codebook)
        title = f"Who has most of each code: {found.what}"
    else:
        table = participants(found.segments, found.transcripts)
        title = f"Participants: {found.what}"
    give(table, output, statement(found, title), excel=excel)
    tell_failed(inputs.reading)


@reads_transcripts
def crosstab(
    by: Annotated[str, typer.Argument(metavar="ATTRIBUTE", help="Of participants: site, age ...")],
    codebook: CodebookArgument = None,
    transcripts: TranscriptsArgument = None,
    tests: Annotated[
        bool, typer.Option("--tests", help="Fisher's test, or chi-square, and its effect size.")
    ] = False,
    output: OutOption = None,
    excel: ExcelOption = False,
    status: StatusOption = None,
    coder: CodersOption = None,
    study: StudyOption = None,
    options: ReadingOptions = AS_FOUND,
) -> None:
    """Count participants who mention each code, by an attribute.

    Cases are counted, never turns: turns of one person are not independent. A test is withheld,
    with the reason, where what it assumes does not hold; of many tests some come out by chance.
    """
    from qcode.analysis.crosstab import crosstab as crosstab_of

    check_target(output)
    inputs = open_inputs(codebook, transcripts, study, options)
    found = gather(inputs, speakers="participants", status=status, coders=coder)
    made = crosstab_of(found.segments, found.transcripts, found.codebook, by, tests=tests)
    about = statement(
        found,
        f"Participants who mention each code, by {by}: {found.what}",
        unit="case: a participant, a speaker of one transcript who answers",
        of="participants with this value",
    )
    give(made.table, output, about, excel=excel)
    if tests:
        beside = output and output.with_name(f"{output.stem}_tests{output.suffix}")
        number = len(made.tests)
        told = replace(
            about, title=f"Tests by {by}: {number} codes, p not corrected for their number"
        )
        give(made.tests, beside, told, excel=excel)
    tell_failed(inputs.reading)
