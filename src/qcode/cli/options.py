"""Arguments and options that commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

Speakers: TypeAlias = Literal["participants", "all"]

CodebookArgument = Annotated[
    Path, typer.Argument(metavar="CODEBOOK", help="A codebook: YAML, see docs/codebook.md.")
]
TranscriptsArgument = Annotated[
    list[Path],
    typer.Argument(metavar="TRANSCRIPTS", help="Files or folders: .txt, .md, .docx, .vtt, .srt."),
]
SpeakersOption = Annotated[
    Speakers,
    typer.Option(
        "--speakers",
        metavar="participants|all",
        help="Whose turns are coded; all means the interviewers' too.",
    ),
]
InterviewerOption = Annotated[
    list[str] | None,
    typer.Option("--interviewer", metavar="NAME", help="A label of one who asks; may be repeated."),
]
EncodingOption = Annotated[
    str | None,
    typer.Option(
        "--encoding", metavar="NAME", help="Force one for all text files, such as gb18030."
    ),
]
OutOption = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write a table there instead of the screen; the suffix decides the format.",
    ),
]
ExcelOption = Annotated[
    bool,
    typer.Option("--excel", help="CSV for a spreadsheet: byte order mark, no live formulas."),
]
CodeOption = Annotated[
    list[str] | None,
    typer.Option("--code", metavar="ID", help="Only this code; may be repeated."),
]
TranscriptOption = Annotated[
    list[str] | None,
    typer.Option("--transcript", metavar="NAME", help="Only this transcript; may be repeated."),
]
SpeakerOption = Annotated[
    list[str] | None,
    typer.Option("--speaker", metavar="NAME", help="Only turns of this speaker; may be repeated."),
]
RoleOption = Annotated[
    Literal["interviewer", "participant"] | None,
    typer.Option("--role", metavar="participant|interviewer", help="Only turns in this role."),
]
