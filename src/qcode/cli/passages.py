"""`qcode quotes` and `qcode kwic`: the passages behind any cell of a table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qcode.cli.inputs import open_codebook, suggest_for, tell_failed, wanted_codes
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
from qcode.reading.options import AS_FOUND, ReadingOptions

RollUpOption = Annotated[
    bool, typer.Option("--roll-up", help="With --code, the codes below it too.")
]


@reads_transcripts
def quotes(
    codebook: CodebookArgument,
    transcripts: TranscriptsArgument,
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
    options: ReadingOptions = AS_FOUND,
) -> None:
    """List the suggested passages with their codes and rules.

    -o FILE may also be a Word file: q.docx.
    """
    from qcode.analysis.citations import citations
    from qcode.analysis.levels import coding_levels
    from qcode.analysis.quotes import quotes as quotes_of
    from qcode.output.quotations import write_quotations
    from qcode.output.render import check_output, render

    check_output(output, also=(".docx",))
    opened = open_codebook(codebook)
    codes = wanted_codes(opened, code, roll_up=roll_up)
    found = suggest_for(opened, transcripts, speakers=speakers, options=options)
    table = quotes_of(
        found.suggestions,
        found.transcripts,
        code=codes,
        transcript=transcript,
        speaker=speaker,
        role=role,
        context=context,
    )
    if levels:
        table = coding_levels(table, opened, citations=citations(found.transcripts))
    title = f"suggested quotations: {len(table)}"
    if output:
        write_quotations(output, table, title=title, excel=excel)
    else:
        render(table, None, title=title)
    _tell_written(output)
    tell_failed(found.reading)


@reads_transcripts
def kwic(
    codebook: CodebookArgument,
    transcripts: TranscriptsArgument,
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
    options: ReadingOptions = AS_FOUND,
) -> None:
    """List the words that rules matched, each in its context."""
    from qcode.analysis.kwic import kwic as kwic_of
    from qcode.analysis.quotes import quotes as quotes_of
    from qcode.output.render import check_output, render

    check_output(output)
    opened = open_codebook(codebook)
    codes = wanted_codes(opened, code, roll_up=roll_up)
    found = suggest_for(opened, transcripts, speakers=speakers, options=options)
    chosen = quotes_of(
        found.suggestions,
        found.transcripts,
        code=codes,
        transcript=transcript,
        speaker=speaker,
        role=role,
    )
    keys = set(chosen[["transcript", "start", "end", "code"]].itertuples(index=False, name=None))
    kept = [
        each
        for each in found.suggestions
        if (each.segment.transcript_id, each.segment.start, each.segment.end, each.code) in keys
    ]
    table = kwic_of(kept, found.transcripts, width=width)
    title = f"suggested keywords in context: {len(table)}"
    render(table, output, excel=excel, title=title)
    _tell_written(output)
    tell_failed(found.reading)


def _tell_written(output: Path | None) -> None:
    if output:
        note(f"written to {output}")
