"""`qcode matrix`, `codes`, `cooccur`, `rules`: the tables of a study, or of suggestions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qcode.cli.inputs import gather, open_inputs, suggested, tell_failed
from qcode.cli.options import (
    ByOption,
    CodebookArgument,
    CountOption,
    ExcelOption,
    LongOption,
    OutOption,
    RollUpOption,
    SpeakersOption,
    Together,
    TranscriptsArgument,
    UnitOption,
    reads_transcripts,
)
from qcode.cli.screen import note
from qcode.cli.study_options import (
    CodersOption,
    StatusOption,
    StudyOption,
    open_here,
)
from qcode.errors import QcodeError
from qcode.output.figures.style import check_figure, is_figure
from qcode.reading.options import AS_FOUND, ReadingOptions

if TYPE_CHECKING:
    import pandas as pd

_WHERE = {
    "sentence": "the very same segment",
    "overlap": "segments that share a word",
    "turn": "the same turn",
    "transcript": "the same transcript",
}


@reads_transcripts
def matrix(
    codebook: CodebookArgument = None,
    transcripts: TranscriptsArgument = None,
    by: ByOption = "transcript",
    count: CountOption = "segments",
    unit: UnitOption = "turn",
    roll_up: RollUpOption = False,
    long: LongOption = False,
    output: OutOption = None,
    excel: ExcelOption = False,
    speakers: SpeakersOption = "participants",
    status: StatusOption = None,
    coder: CodersOption = None,
    study: StudyOption = None,
    options: ReadingOptions = AS_FOUND,
) -> None:
    """Count codes by transcript, speaker, role or attribute.

    In a study it counts what coders decided; a code counts once in a segment, however many coders
    put it there.
    """
    from qcode.analysis.frequency import frequency

    if is_figure(output):
        check_figure(output)
    inputs = open_inputs(codebook, transcripts, study, options)
    found = gather(inputs, speakers=speakers, status=status, coders=coder)
    table = frequency(
        found.segments,
        found.transcripts,
        found.codebook,
        by=by,
        count=count,
        unit=unit,
        roll_up=roll_up,
        long=long,
        speakers=speakers,
    )
    title = f"Codes by {by}: {count} of {found.what}"
    if is_figure(output) and not long:
        from qcode.output.figures.heatmap import draw_matrix

        draw_matrix(table, output, title=title)
        note(f"written to {output}")
    else:
        _give(table, output, excel=excel, title=title)
    tell_failed(inputs.reading)


@reads_transcripts
def codes(
    codebook: CodebookArgument = None,
    transcripts: TranscriptsArgument = None,
    roll_up: RollUpOption = False,
    output: OutOption = None,
    excel: ExcelOption = False,
    speakers: SpeakersOption = "participants",
    status: StatusOption = None,
    coder: CodersOption = None,
    study: StudyOption = None,
    options: ReadingOptions = AS_FOUND,
) -> None:
    """Count who mentions each code.

    Participants of all participants, transcripts, turns, segments, and shares.
    """
    from qcode.analysis.codes import code_table
    from qcode.output.terminal import print_codes

    inputs = open_inputs(codebook, transcripts, study, options)
    found = gather(inputs, speakers=speakers, status=status, coders=coder)
    table = code_table(
        found.segments, found.transcripts, found.codebook, roll_up=roll_up, speakers=speakers
    )
    title = f"Who mentions each code: participants of all participants; {found.what}"
    if output:
        _give(table, output, excel=excel, title=title)
    else:
        print_codes(table, title=title)
    tell_failed(inputs.reading)


@reads_transcripts
def cooccur(
    codebook: CodebookArgument = None,
    transcripts: TranscriptsArgument = None,
    unit: Annotated[
        Together,
        typer.Option(
            "--unit",
            metavar="sentence|overlap|turn|transcript",
            help="Where two codes meet: the very same segment, segments that share a word, ...",
        ),
    ] = "turn",
    within: Annotated[
        int,
        typer.Option("--within", min=0, metavar="TURNS", help="Also in turns so far apart."),
    ] = 0,
    output: OutOption = None,
    excel: ExcelOption = False,
    speakers: SpeakersOption = "participants",
    status: StatusOption = None,
    coder: CodersOption = None,
    study: StudyOption = None,
    options: ReadingOptions = AS_FOUND,
) -> None:
    """Count in how many units two codes stand together.

    With overlap, or within several turns, pairs are counted, each segment (turn) in one at most.
    """
    from qcode.analysis.cooccurrence import cooccurrence

    if is_figure(output):
        check_figure(output)
    inputs = open_inputs(codebook, transcripts, study, options)
    found = gather(inputs, speakers=speakers, status=status, coders=coder)
    table = cooccurrence(found.segments, found.codebook, unit=unit, within=within)
    where = f"turns up to {within} apart" if within else _WHERE[unit]
    title = f"Codes in {where}: {found.what}"
    if is_figure(output):
        from qcode.output.figures.network import draw_network

        draw_network(table, output, title=title)
        note(f"written to {output}")
    else:
        _give(table, output, excel=excel, title=title)
    tell_failed(inputs.reading)


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
    _give(table, output, excel=excel, title=title)
    tell_failed(inputs.reading)


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
    _give(table, output, excel=excel, title=title)
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
    _give(table, output, excel=excel, title=f"Codes by part of the interview: {found.what}")
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


def rules(
    output: OutOption = None,
    excel: ExcelOption = False,
    coder: CodersOption = None,
    study: StudyOption = None,
) -> None:
    """Show how coders took the suggestions of each rule.

    So a bad rule is found. Accepted: coded on the very segment. Changed: on other bounds, or with
    another code instead.
    """
    from qcode.study.rule_table import rule_table

    opened = open_here(study)
    found = open_inputs(None, None, opened.folder)
    table = rule_table(opened, suggested(found), coders=tuple(coder or ()))
    _give(table, output, excel=excel, title="What coders made of the suggestions of each rule")


def _give(table: pd.DataFrame, output: Path | None, *, excel: bool, title: str) -> None:
    from qcode.output.render import render

    render(table, output, excel=excel, title=title)
    if output:
        note(f"written to {output}")
