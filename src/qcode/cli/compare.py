"""`qcode compare`: what rules suggest against what a person coded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qcode.cli.giving import statement
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
from qcode.errors import QcodeError
from qcode.reading.options import AS_FOUND, ReadingOptions

if TYPE_CHECKING:
    import pandas as pd

    from qcode.analysis.comparison import Comparison
    from qcode.cli.inputs import Inputs
    from qcode.reading.gold import GoldRow


@reads_transcripts
def compare(
    codebook: CodebookArgument = None,
    transcripts: TranscriptsArgument = None,
    gold: Annotated[
        Path | None,
        typer.Option(
            "--gold",
            metavar="GOLD.csv",
            help="Columns transcript, turn, code; an empty code for a turn judged to carry none.",
        ),
    ] = None,
    sample: Annotated[
        str | None,
        typer.Option(
            "--sample", metavar="NAME", help="In a study, without --gold: which random sample."
        ),
    ] = None,
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

    Per code and over all: precision, recall, F1, Cohen's kappa, and the counts behind them; in
    files with 95 % intervals of precision and recall. In a study, without --gold, rules are
    compared with what people coded in a random sample of turns.

    With -o TABLE.csv and --list, misses and false hits go to TABLE_misses.csv and
    TABLE_false_hits.csv beside it.
    """
    from qcode.analysis.comparison import compare as compare_with
    from qcode.analysis.comparison import with_intervals
    from qcode.output.render import check_output, render
    from qcode.reading.gold import read_gold

    check_output(output)
    judgements = read_gold(gold) if gold else ()
    inputs = open_inputs(codebook, transcripts, study, options)
    if gold is None:
        judgements = _sampled(inputs, sample)
    found = gather(inputs, speakers=speakers, status="suggested")
    comparison = compare_with(
        found.suggestions, judgements, found.transcripts, found.codebook, speakers=speakers
    )
    for text in comparison.notes:
        note(f"note: {text}")
    against = gold.name if gold else "people's coding of a random sample"
    title = f"suggestions against {against}: {counted(comparison.judged_turns, 'turn')} judged"
    about = statement(
        found,
        title,
        unit="turn",
        intervals="95 %, Wilson; turns count as independent, though those of one person are not",
    )
    table = with_intervals(comparison.codes) if output else comparison.codes
    render(table, output, excel=excel, title=title, about=about)
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


def _sampled(inputs: Inputs, sample: str | None) -> tuple[GoldRow, ...]:
    """What people coded in a random sample, as rows of a gold file.

    Raises:
        QcodeError: there is no study, or nobody has read any of a sample.
    """
    from qcode.study.evidence import as_gold, sample_evidence

    if not (inputs.study and inputs.is_own):
        raise QcodeError(
            "compare with what?\n  hint: add --gold GOLD.csv; or in a study, code a random sample"
        )
    evidence = sample_evidence(inputs.study, sample)
    for line in evidence.notes:
        note(f"note: {line}")
    return as_gold(evidence)


def _lists(comparison: Comparison) -> tuple[tuple[str, pd.DataFrame], ...]:
    return (("misses", comparison.misses), ("false_hits", comparison.false_hits))


def _beside(output: Path | None, name: str) -> Path | None:
    return output and output.with_name(f"{output.stem}_{name}{output.suffix}")
