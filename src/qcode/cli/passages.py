"""`qcode quotes` and `qcode kwic`: the passages behind any cell of a table."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qcode.cli.counting import Asked, counts
from qcode.cli.giving import statement
from qcode.cli.inputs import wanted_codes
from qcode.cli.options import (
    CodeOption,
    RoleOption,
    SpeakerOption,
    TranscriptOption,
)
from qcode.cli.screen import note

RollUpOption = Annotated[
    bool, typer.Option("--roll-up", help="With --code, the codes below it too.")
]


@counts()
def quotes(
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
    language: Annotated[
        Literal["en", "zh"],
        typer.Option("--language", metavar="en|zh", help="Of that table's heads and codes."),
    ] = "zh",
    *,
    asked: Asked,
) -> None:
    """List coded or suggested passages with their codes.

    -o FILE may also be a Word file: q.docx.
    """
    from qcode.analysis.citations import citations
    from qcode.analysis.levels import coding_levels
    from qcode.analysis.quotes import quotes as quotes_of
    from qcode.output.quotations import write_quotations
    from qcode.output.render import check_output

    check_output(asked.output, also=(".docx",))
    codes = wanted_codes(asked.inputs.codebook, code, roll_up=roll_up)
    found = asked.found
    table = quotes_of(
        found.segments,
        asked.inputs.transcripts,
        code=codes,
        transcript=transcript,
        speaker=speaker,
        role=role,
        context=context,
    )
    if levels:
        cited = citations(asked.inputs.transcripts)
        table = coding_levels(table, found.codebook, citations=cited, language=language)
    title = f"quotations of {found.what}: {len(table)}"
    about = statement(found, title, places="code points of the text; end is behind the last")
    if asked.output and asked.output.suffix.lower() == ".docx":
        write_quotations(asked.output, table, title=title, about=about)
        note(f"written to {asked.output}")
    else:
        asked.give(table, about)


@counts()
def kwic(
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
    *,
    asked: Asked,
) -> None:
    """List matched or coded words in their context."""
    from qcode.analysis.kwic import kwic as kwic_of
    from qcode.analysis.quotes import quotes as quotes_of
    from qcode.output.render import check_output

    check_output(asked.output)
    codes = wanted_codes(asked.inputs.codebook, code, roll_up=roll_up)
    found = asked.found
    chosen = quotes_of(
        found.segments,
        asked.inputs.transcripts,
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
    asked.give(table, statement(found, title))
