"""`qcode compare`: what rules suggest against what a person coded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qcode.cli.giving import check_target, give, statement
from qcode.cli.inputs import gather, open_codebook, open_inputs, tell_failed
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
    from collections.abc import Sequence

    import pandas as pd

    from qcode.analysis.comparison import Comparison
    from qcode.cli.inputs import Inputs, Material
    from qcode.cli.options import Speakers
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
    by_rule: Annotated[
        bool, typer.Option("--rules", help="A row a rule: how many of its turns have the code.")
    ] = False,
    rho: Annotated[
        float | None,
        typer.Option(
            "--rho",
            metavar="KAPPA",
            help="Shaffer's rho: whether kappa is above this, 0.65 say, in all talk.",
        ),
    ] = None,
    earlier: Annotated[
        list[Path] | None,
        typer.Option(
            "--earlier",
            metavar="OLD.yaml",
            help="An earlier codebook; may be repeated. A row each: the learning curve.",
        ),
    ] = None,
    speakers: SpeakersOption = "participants",
    study: StudyOption = None,
    options: ReadingOptions = AS_FOUND,
) -> None:
    """Compare suggestions with what a person coded, by turn.

    Per code and over all: precision, recall, F1, Cohen's kappa, and the counts behind them; in
    files with 95 % intervals. In a study, without --gold, rules are compared with what people
    coded in a random sample of turns. A rho below 0.05 says that kappa is above the value not only
    in the sample, which must be a random one.

    With -o TABLE.csv and --list, misses and false hits go to TABLE_misses.csv and
    TABLE_false_hits.csv beside it.
    """
    from qcode.analysis.comparison import compare as compare_with
    from qcode.analysis.generalising import KAPPA_FROM
    from qcode.output.render import render
    from qcode.reading.gold import read_gold

    if earlier and (by_rule or rho is not None):
        raise QcodeError("a learning curve is of all codes together\n  hint: leave out --earlier")
    if rho is not None and not KAPPA_FROM < rho < 1:
        raise QcodeError(f"--rho {rho} is not between {KAPPA_FROM} and 1\n  hint: 0.65 is usual")
    check_target(output, draws=bool(earlier))
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
        intervals="95 %, Wilson; of F1 and kappa bootstrap over turns, 1,000 resamples, seed 0; "
        "turns count as independent, though those of one person are not",
        rho=f"for a kappa above {rho}; 10,000 pairs made up with a kappa from {KAPPA_FROM} to it "
        "and a precision from 0.6, at the base rate of the sample; seed 0"
        if rho is not None
        else "",
    )
    if earlier:
        table = _learning(earlier, found, judgements, speakers)
        table = table if output else _without_limits(table)
        give(table, output, about, excel=excel, draw=_draw_learning)
    else:
        table = _table(comparison, by_rule=by_rule, rho=rho, is_file=output is not None)
        give(table, output, about, excel=excel)
    if as_list:
        for name, table in _lists(comparison):
            render(
                table,
                _beside(output, name),
                excel=excel,
                title=f"{name.replace('_', ' ')}: {len(table)}",
            )
    tell_failed(inputs.reading)


def _table(
    comparison: Comparison, *, by_rule: bool, rho: float | None, is_file: bool
) -> pd.DataFrame:
    """The table that is asked for; files have intervals, the terminal has no room for them."""
    from qcode.analysis.comparison import with_intervals, with_rho

    if by_rule:
        used = comparison.rules[comparison.rules["suggested"] > 0]
        return comparison.rules if is_file else _without_limits(used)
    table = with_intervals(comparison) if is_file else comparison.codes
    return table if rho is None else table.assign(rho=with_rho(comparison, rho)["rho"])


def _without_limits(table: pd.DataFrame) -> pd.DataFrame:
    return table[[name for name in table if not str(name).endswith(("_low", "_high"))]]


def _learning(
    earlier: Sequence[Path],
    found: Material,
    judgements: tuple[GoldRow, ...],
    speakers: Speakers,
) -> pd.DataFrame:
    """A row a codebook, earlier ones first, over the codes of the present one."""
    import pandas as pd

    from qcode.analysis.comparison import ALL_CODES, compare, with_intervals
    from qcode.matching.suggest import suggest

    versions = [(path.name, open_codebook(path)) for path in earlier]
    suggested = [
        (f"{book.id} {book.version} ({name})", suggest(found.transcripts, book, speakers=speakers))
        for name, book in versions
    ]
    present = f"{found.codebook.id} {found.codebook.version}"
    rows = []
    for version, suggestions in (*suggested, (present, found.suggestions)):
        made = compare(
            suggestions, judgements, found.transcripts, found.codebook, speakers=speakers
        )
        table = with_intervals(made)
        row = table[table["code"] == ALL_CODES].drop(columns="code")
        rows.append(row.assign(version=version))
    return pd.concat(rows).set_index("version").reset_index()


def _draw_learning(table: pd.DataFrame, path: Path) -> None:
    from qcode.output.figures.curves import draw_learning

    draw_learning(table, path)


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
