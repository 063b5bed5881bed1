"""`qcode matrix`, `codes`, `cooccur`, `cross`, `rules`: tables of a study or of suggestions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qcode.cli.counting import Asked, counts
from qcode.cli.giving import check_target, give, statement
from qcode.cli.inputs import gather, open_codebook, open_inputs
from qcode.cli.options import (
    ByOption,
    CountOption,
    ExcelOption,
    LongOption,
    OutOption,
    RollUpOption,
    Together,
    TotalsOption,
    UnitOption,
)
from qcode.cli.study_options import (
    CodersOption,
    StudyOption,
    open_here,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from qcode.analysis.cooccurrence import Sentences
    from qcode.model.coding import CodedSegment

_WHERE = {
    "segment": "the very same segment",
    "sentence": "the same sentence",
    "overlap": "segments that share a word",
    "turn": "the same turn",
    "transcript": "the same transcript",
}


@counts()
def matrix(
    by: ByOption = "transcript",
    count: CountOption = "segments",
    unit: UnitOption = "turn",
    roll_up: RollUpOption = False,
    long: LongOption = False,
    totals: TotalsOption = False,
    *,
    asked: Asked,
) -> None:
    """Count codes by transcript, speaker, role or attribute.

    In a study it counts what coders decided; a code counts once in a segment, however many coders
    put it there.
    """
    from qcode.analysis.frequency import frequency
    from qcode.output.run_record import COUNTED

    check_target(asked.output, draws=not (long or totals))

    def counted(segments: Iterable[CodedSegment]) -> pd.DataFrame:
        return frequency(
            segments,
            asked.transcripts,
            asked.inputs.codebook,
            by=by,
            count=count,
            unit=unit,
            roll_up=roll_up,
            long=long,
            totals=totals,
            speakers=asked.speakers,
        )

    counted(())  # an attribute that is not there is told before rules look at anything
    found = asked.found
    table = counted(found.segments)
    title = f"Codes by {by}: {count} of {found.what}"
    about = statement(
        found,
        title,
        cell=COUNTED[count],
        unit=unit if count in {"units", "share"} else "",
        speakers=asked.speakers,
        totals="each segment or unit once" if totals else "",
        rolled_up="a code counts for the codes above it, each segment once" if roll_up else "",
    )

    def draw(table: pd.DataFrame, path: Path) -> None:
        from qcode.output.figures.heatmap import draw_matrix

        draw_matrix(table, path, title=title)

    asked.give(table, about, draw=None if long or totals else draw)


@counts()
def codes(
    roll_up: RollUpOption = False,
    *,
    asked: Asked,
) -> None:
    """Count who mentions each code.

    Participants of all participants, transcripts, turns, segments, and shares.
    """
    from qcode.analysis.codes import code_table
    from qcode.matching.asked import asked_about
    from qcode.output.terminal import print_codes

    check_target(asked.output)
    found = asked.found
    table = code_table(
        found.segments,
        found.transcripts,
        found.codebook,
        against=found.against,
        asked=asked_about(found.transcripts, found.codebook),
        roll_up=roll_up,
        speakers=asked.speakers,
    )
    title = f"Who mentions each code: participants of all participants; {found.what}"
    if asked.output:
        about = statement(
            found,
            title,
            participants="a speaker of one transcript who answers; of participants_n in view",
            asked="who answers a question that an 'asked' of a rule of the code describes",
            against="negative cases, not among the others" if found.reviewed else "",
            rates="segments per 1,000 Latin words or per 1,000 Han characters, never pooled",
            speakers=asked.speakers,
        )
        asked.give(table, about)
    else:
        print_codes(table, title=title)


TogetherOption = Annotated[
    Together,
    typer.Option(
        "--unit",
        metavar="segment|overlap|sentence|turn|transcript",
        help="Where two codes meet: the very same segment, segments that share a word, ...",
    ),
]
WithinOption = Annotated[
    int, typer.Option("--within", min=0, metavar="TURNS", help="Also in turns so far apart.")
]


@counts()
def cooccur(
    unit: TogetherOption = "turn",
    within: WithinOption = 0,
    *,
    asked: Asked,
) -> None:
    """Count in how many units two codes stand together.

    With overlap, or within several turns, pairs are counted, each segment (turn) in one at most.
    """
    from qcode.analysis.cooccurrence import cooccurrence

    check_target(asked.output, draws=True)
    found = asked.found
    table = cooccurrence(
        found.segments,
        found.codebook,
        unit=unit,
        within=within,
        sentences=_sentences(asked, unit),
    )
    where = f"turns up to {within} apart" if within else _WHERE[unit]
    title = f"Codes in {where}: {found.what}"
    about = statement(
        found, title, cell=f"units with both codes, on the diagonal with the one: {where}"
    )

    def draw(table: pd.DataFrame, path: Path) -> None:
        from qcode.output.figures.network import draw_network

        draw_network(table, path, title=title)

    asked.give(table, about, draw=draw)


@counts()
def cross(
    rows: Annotated[
        Path, typer.Argument(metavar="ROWS", help="The codebook whose codes are the rows.")
    ],
    unit: TogetherOption = "turn",
    within: WithinOption = 0,
    *,
    asked: Asked,
) -> None:
    """Cross two codebooks, such as actors by mechanisms: units in which both codes stand.

    The rows are what the rules of one codebook suggest; the columns are the other codebook's
    codes, or in a study what coders decided.
    """
    from qcode.analysis.cooccurrence import crossing
    from qcode.matching.suggest import suggest

    check_target(asked.output, draws=True)
    first = open_codebook(rows)
    found = asked.found
    suggestions = suggest(asked.inputs.transcripts, first, speakers=asked.speakers)
    actors = found.selection.of(suggestions) if found.selection else suggestions
    table = crossing(
        (actors, first),
        (found.segments, found.codebook),
        unit=unit,
        within=within,
        sentences=_sentences(asked, unit),
    )
    where = f"turns up to {within} apart" if within else _WHERE[unit]
    title = f"{first.id or rows.stem} by {found.codebook.id or 'codes'}, in {where}: {found.what}"
    about = statement(
        found,
        title,
        cell=f"units with both codes: {where}",
        rows=f"suggestions by the rules of {first.id} {first.version}, not reviewed",
    )

    def draw(table: pd.DataFrame, path: Path) -> None:
        from qcode.output.figures.heatmap import draw_matrix

        draw_matrix(table, path, title=title)

    asked.give(table, about, draw=draw)


def _sentences(asked: Asked, unit: Together) -> Sentences | None:
    from qcode.matching.sentences import sentences_of

    return sentences_of(asked.inputs.transcripts) if unit == "sentence" else None


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

    check_target(output)
    opened = open_here(study)
    inputs = open_inputs(None, None, opened.folder)
    found = gather(inputs, speakers="participants", status="both", coders=coder)
    table = rule_table(opened, found.suggestions, coders=tuple(coder or ()))
    about = statement(
        found,
        "What coders made of the suggestions of each rule",
        accepted="coded with the code on the very segment",
        changed="coded on other bounds, or with another code instead",
        rate="accepted of all decided",
    )
    give(table, output, about, excel=excel)
