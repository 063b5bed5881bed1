"""`qcode quotes` and `qcode kwic`: the passages behind any cell of a table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qcode.cli.giving import give, statement
from qcode.cli.inputs import gather, open_inputs, tell_failed, wanted_codes
from qcode.cli.options import (
    CodebookArgument,
    CodeOption,
    ExcelOption,
    OutOption,
    RoleOption,
    SpeakerOption,
    SpeakersOption,
    TranscriptOption,
    TranscriptsArgument,
    reads_transcripts,
)
from qcode.cli.screen import note
from qcode.cli.study_options import CodersOption, StatusOption, StudyOption
from qcode.reading.options import AS_FOUND, ReadingOptions

RollUpOption = Annotated[
    bool, typer.Option("--roll-up", help="With --code, the codes below it too.")
]


@reads_transcripts
def quotes(
    codebook: CodebookArgument = None,
    transcripts: TranscriptsArgument = None,
    code: CodeOption = None,
    roll_up: RollUpOption = False,
    transcript: TranscriptOption = None,
    speaker: SpeakerOption = None,
    role: RoleOption = None,
    context: Annotated[
        int,
        typer.Option(
            "--context",
            min=0,
            metavar="TURNS",
            help="The talk around each: so many turns before and after.",
        ),
    ] = 0,
    levels: Annotated[
        bool,
        typer.Option(
            "--levels",
            help="A coding table of three levels: words, code, its parent, the top code above.",
        ),
    ] = False,
    output: OutOption = None,
    excel: ExcelOption = False,
    speakers: SpeakersOption = "participants",
    status: StatusOption = None,
    coder: CodersOption = None,
    study: StudyOption = None,
    options: ReadingOptions = AS_FOUND,
) -> None:
    """List coded or suggested passages with their codes.

    -o FILE may also be a Word file: q.docx.
    """
    from qcode.analysis.citations import citations
    from qcode.analysis.levels import coding_levels
    from qcode.analysis.quotes import quotes as quotes_of
    from qcode.output.quotations import write_quotations
    from qcode.output.render import check_output, render

    check_output(output, also=(".docx",))
    inputs = open_inputs(codebook, transcripts, study, options)
    codes = wanted_codes(inputs.codebook, code, roll_up=roll_up)
    found = gather(inputs, speakers=speakers, status=status, coders=coder)
    table = quotes_of(
        found.segments,
        found.transcripts,
        code=codes,
        transcript=transcript,
        speaker=speaker,
        role=role,
        context=context,
    )
    title = f"quotations of {found.what}: {len(table)}"
    if levels:
        table = coding_levels(table, inputs.codebook, citations=citations(found.transcripts))
    if output:
        about = statement(found, title, places="code points of the text; end is behind the last")
        write_quotations(output, table, title=title, excel=excel, about=about)
    else:
        render(table, None, title=title)
    _tell_written(output)
    tell_failed(inputs.reading)


@reads_transcripts
def kwic(
    codebook: CodebookArgument = None,
    transcripts: TranscriptsArgument = None,
    code: CodeOption = None,
    roll_up: RollUpOption = False,
    transcript: TranscriptOption = None,
    speaker: SpeakerOption = None,
    role: RoleOption = None,
    width: Annotated[
        int,
        typer.Option(
            "--width", min=0, metavar="CHARACTERS", help="So much on each side of the words."
        ),
    ] = 40,
    output: OutOption = None,
    excel: ExcelOption = False,
    speakers: SpeakersOption = "participants",
    status: StatusOption = None,
    coder: CodersOption = None,
    study: StudyOption = None,
    options: ReadingOptions = AS_FOUND,
) -> None:
    """List matched or coded words in their context."""
    from qcode.analysis.kwic import kwic as kwic_of
    from qcode.analysis.quotes import quotes as quotes_of
    from qcode.output.render import check_output

    check_output(output)
    inputs = open_inputs(codebook, transcripts, study, options)
    codes = wanted_codes(inputs.codebook, code, roll_up=roll_up)
    found = gather(inputs, speakers=speakers, status=status, coders=coder)
    chosen = quotes_of(
        found.segments,
        found.transcripts,
        code=codes,
        transcript=transcript,
        speaker=speaker,
        role=role,
    )
    keys = set(chosen[["transcript", "start", "end", "code"]].itertuples(index=False, name=None))
    kept = [
        each
        for each in found.segments
        if (each.segment.transcript_id, each.segment.start, each.segment.end, each.code) in keys
    ]
    table = kwic_of(kept, found.transcripts, width=width)
    title = f"keywords in context, {found.what}: {len(table)}"
    give(table, output, statement(found, title), excel=excel)
    tell_failed(inputs.reading)


def _tell_written(output: Path | None) -> None:
    if output:
        note(f"written to {output}")
