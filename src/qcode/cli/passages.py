"""`qcode quotes` and `qcode kwic`: the passages behind any cell of a table."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

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

if TYPE_CHECKING:
    import pandas as pd

    from qcode.redaction.names import NamesList

RollUpOption = Annotated[
    bool, typer.Option("--roll-up", help="With --code, the codes below it too.")
]

NamesOption = Annotated[
    Path | None,
    typer.Option(
        "--names",
        metavar="FILE",
        help="Pseudonyms for these names (columns name, pseudonym, kind), and no phone numbers.",
    ),
]
_WORDS = ("transcript", "speaker", "quotation", "matched", "before", "after")
"""Columns that hold what somebody said, or who."""


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
    names: NamesOption = None,
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
    listed = _listed(names)
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
    if listed:  # a coding table looks its citations up by transcript and speaker
        table = _with_pseudonyms(table, listed, ("quotation",) if levels else _WORDS)
    if levels:
        cited = citations(asked.inputs.transcripts)
        table = coding_levels(table, found.codebook, citations=cited, language=language)
    title = f"quotations of {found.what}: {len(table)}"
    about = statement(
        found,
        title,
        places="code points of the text; end is behind the last",
        pseudonyms=_PSEUDONYMS if listed else "",
    )
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


_PSEUDONYMS = "by a list of names; the words differ from the text, the places are those of the text"


def _listed(path: Path | None) -> NamesList | None:
    """The list of names that is given, read before any work is done."""
    from qcode.redaction.names import read_names

    if path is None:
        return None
    listed = read_names(path)
    for warning in listed.warnings:
        note(f"warning: {warning}")
    return listed


def _with_pseudonyms(
    table: pd.DataFrame, listed: NamesList, columns: Iterable[str]
) -> pd.DataFrame:
    from qcode.redaction.redact import pseudonymised, pseudonymised_names

    made = table.copy()
    for name in columns:
        if name in made:
            texts = made[name].tolist()
            change = pseudonymised_names if name == "transcript" else pseudonymised
            made[name] = change(texts, listed)
    return made
