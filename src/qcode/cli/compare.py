"""`qcode compare`: what rules suggest against what a person coded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qcode.cli.inputs import gather, open_inputs, tell_failed
from qcode.cli.options import (
    CodebookArgument,
    ExcelOption,
    OutOption,
    SpeakersOption,
    TranscriptsArgument,
    reads_transcripts,
)
from qcode.cli.screen import counted, note
from qcode.cli.study_options import StudyOption
from qcode.reading.options import AS_FOUND, ReadingOptions

if TYPE_CHECKING:
    import pandas as pd

    from qcode.analysis.comparison import Comparison


@reads_transcripts
def compare(
    codebook: CodebookArgument = None,
    transcripts: TranscriptsArgument = None,
    *,
    gold: Annotated[
        Path,
        typer.Option(
            "--gold",
            metavar="GOLD.csv",
            help="Columns transcript, turn, code; an empty code for a turn judged to carry none.",
        ),
    ],
    output: OutOption = None,
    excel: ExcelOption = False,
    as_list: Annotated[
        bool, typer.Option("--list", help="List each miss and each false hit as well.")
    ] = False,
    speakers: SpeakersOption = "participants",
    study: StudyOption = None,
    options: ReadingOptions = AS_FOUND,
) -> None:
    """Compare suggestions with what a person coded, by turn.

    Per code and over all: precision, recall, F1, Cohen's kappa, and the counts behind them.

    With -o TABLE.csv and --list, misses and false hits go to TABLE_misses.csv and
    TABLE_false_hits.csv beside it.
    """
    from qcode.analysis.comparison import compare as compare_with
    from qcode.output.render import check_output, render
    from qcode.reading.gold import read_gold

    check_output(output)
    judgements = read_gold(gold)
    inputs = open_inputs(codebook, transcripts, study, options)
    found = gather(inputs, speakers=speakers, status="suggested")
    comparison = compare_with(
        found.suggestions, judgements, found.transcripts, found.codebook, speakers=speakers
    )
    for text in comparison.notes:
        note(f"note: {text}")
    title = f"suggestions against {gold.name}: {counted(comparison.judged_turns, 'turn')} judged"
    render(comparison.codes, output, excel=excel, title=title)
    if as_list:
        for name, table in _lists(comparison):
            render(
                table,
                _beside(output, name),
                excel=excel,
                title=f"{name.replace('_', ' ')}: {len(table)}",
            )
    if output:
        note(f"written to {output}")
    tell_failed(inputs.reading)


def _lists(comparison: Comparison) -> tuple[tuple[str, pd.DataFrame], ...]:
    return (("misses", comparison.misses), ("false_hits", comparison.false_hits))


def _beside(output: Path | None, name: str) -> Path | None:
    return output and output.with_name(f"{output.stem}_{name}{output.suffix}")
