"""`qcode matrix`, `codes`, `cooccur`, `rules`: the tables of a study, or of suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from qcode.reading.options import AS_FOUND, ReadingOptions

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd


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
    _give(table, output, excel=excel, title=f"Codes by {by}: {count} of {found.what}")
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
    unit: UnitOption = "turn",
    output: OutOption = None,
    excel: ExcelOption = False,
    speakers: SpeakersOption = "participants",
    status: StatusOption = None,
    coder: CodersOption = None,
    study: StudyOption = None,
    options: ReadingOptions = AS_FOUND,
) -> None:
    """Count in how many units two codes stand together."""
    from qcode.analysis.cooccurrence import cooccurrence

    inputs = open_inputs(codebook, transcripts, study, options)
    found = gather(inputs, speakers=speakers, status=status, coders=coder)
    table = cooccurrence(found.segments, found.codebook, unit=unit)
    _give(table, output, excel=excel, title=f"Codes in the same {unit}: {found.what}")
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
