"""Arguments and options that commands share."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

import typer

from qcode.errors import QcodeError
from qcode.reading.options import PARTS, ReadingOptions

Speakers: TypeAlias = Literal["participants", "all"]
Unit: TypeAlias = Literal["sentence", "turn", "transcript"]
Together: TypeAlias = Literal["segment", "overlap", "sentence", "turn", "transcript"]
Count: TypeAlias = Literal["segments", "units", "binary", "per-1000", "share"]

CodebookArgument = Annotated[
    Path | None,
    typer.Argument(metavar="CODEBOOK", help="A codebook: YAML, see docs/codebook.md."),
]
TranscriptsArgument = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="TRANSCRIPTS",
        help="Files or folders; formats: docs/transcripts.md. In a study: its own.",
    ),
]
FilesArgument = Annotated[
    list[Path],
    typer.Argument(metavar="TRANSCRIPTS", help="Files or folders; formats: docs/transcripts.md."),
]
SpeakersOption = Annotated[
    Speakers,
    typer.Option(
        "--speakers",
        metavar="participants|all",
        help="Whose turns are coded; all means the interviewers' too.",
    ),
]
OutOption = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write a table there, by suffix: csv, xlsx, md, tex, json, parquet (docs/outputs.md).",
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

WhereOption = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="NAME=VALUE",
        help="Only turns with this attribute, speaker, role or language; may be repeated.",
    ),
]

UnitOption = Annotated[
    Unit,
    typer.Option(
        "--unit",
        metavar="sentence|turn|transcript",
        help="What counts once in units, share and co-occurrence.",
    ),
]
ByOption = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="transcript|speaker|role|ATTRIBUTE",
        help="The rows of the matrix; an attribute: of front matter, header or cases.csv; or "
        "several: site,role.",
    ),
]
CountOption = Annotated[
    Count,
    typer.Option(
        "--count",
        metavar="segments|units|binary|per-1000|share",
        help="What a cell of the matrix holds.",
    ),
]
RollUpOption = Annotated[
    bool, typer.Option("--roll-up", help="A code counts for the codes above it too.")
]
TotalsOption = Annotated[
    bool,
    typer.Option("--totals", help="A row for all together, and a column for any code, once each."),
]
LongOption = Annotated[
    bool, typer.Option("--long", help="The matrix as one row a cell, for statistics programs.")
]

_READING = {
    "interviewer": Annotated[
        list[str] | None,
        typer.Option(
            "--interviewer", metavar="NAME", help="A label of one who asks; may be repeated."
        ),
    ],
    "labels": Annotated[
        str | None,
        typer.Option(
            "--labels",
            metavar="PATTERN",
            help="How a label looks, with NAME and TIME in it: 'NAME - ', '[TIME] NAME:'.",
        ),
    ],
    "columns": Annotated[
        str | None,
        typer.Option(
            "--columns",
            metavar="PART=COLUMN,...",
            help="For tables: which column holds the text, speaker, time, start, end.",
        ),
    ],
    "cases": Annotated[
        Path | None,
        typer.Option(
            "--cases",
            metavar="FILE",
            help="Attributes by transcript or speaker; else cases.csv beside them.",
        ),
    ],
    "encoding": Annotated[
        str | None,
        typer.Option(
            "--encoding", metavar="NAME", help="Force one for all text files, such as gb18030."
        ),
    ],
}


def reads_transcripts(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say how files are read; it gets them as `options`."""
    signature = inspect.signature(command, eval_str=True)
    own = [each for each in signature.parameters.values() if each.name != "options"]
    shared = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind)
        for name, kind in _READING.items()
    ]

    @wraps(command)
    def with_options(
        *values: Any,
        interviewer: Sequence[str] | None,
        labels: str | None,
        columns: str | None,
        cases: Path | None,
        encoding: str | None,
        **named: Any,
    ) -> None:
        options = ReadingOptions(
            tuple(interviewer or ()), encoding, labels, _columns(columns), cases
        )
        command(*values, options=options, **named)

    parameters = [*own, *shared]
    with_options.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    with_options.__annotations__ = {each.name: each.annotation for each in parameters}
    return with_options


def _columns(said: str | None) -> tuple[tuple[str, str], ...]:
    """`text=Content,speaker=Who` as pairs.

    Raises:
        QcodeError: it is not written so.
    """
    pairs = [tuple(map(str.strip, pair.partition("=")[::2])) for pair in (said or "").split(",")]
    for part, column in pairs if said else ():
        if part not in PARTS or not column:
            raise QcodeError(
                f"--columns does not understand '{part}={column}'\n  hint: write PART=COLUMN with "
                f"one of {', '.join(PARTS)}, such as text=Content,speaker=Who"
            )
    return tuple((part, column) for part, column in pairs) if said else ()
