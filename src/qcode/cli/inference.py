"""`qcode estimate`, `saturation`, `diff`: what tables rest on, and how far they carry."""

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
from qcode.cli.screen import columns, counted, note, show
from qcode.cli.study_options import CodersOption, StudyOption, open_here
from qcode.errors import QcodeError
from qcode.reading.options import AS_FOUND, ReadingOptions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from qcode.model.transcript import Transcript


def estimate(
    sample: Annotated[
        str | None,
        typer.Option("--sample", metavar="NAME", help="Which random sample; else the newest."),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="ATTRIBUTE", help="For each value of it (or transcript)."),
    ] = None,
    half_width: Annotated[
        float,
        typer.Option(
            "--half-width", metavar="SHARE", help="The wanted width of intervals to either side."
        ),
    ] = 0.05,
    output: OutOption = None,
    excel: ExcelOption = False,
    coder: CodersOption = None,
    study: StudyOption = None,
) -> None:
    """Estimate how many turns people would have coded.

    Rules look at all turns, people have read a random sample of them (qcode code --queue sample).
    Beside the naive count by rules stands what people would have found, with a 95 % interval, and
    how many more turns to read for the interval that is wanted. It speaks of this corpus, and takes
    what the coders say as true.
    """
    from qcode.analysis.estimate import estimate_table
    from qcode.study.evidence import sample_evidence

    check_target(output)
    opened = open_here(study)
    inputs = open_inputs(None, None, opened.folder)
    found = gather(inputs, speakers="participants", status="both", coders=coder)
    evidence = sample_evidence(opened, sample, coders=tuple(coder or ()))
    for line in evidence.notes:
        note(f"note: {line}")
    rules: dict[str, set[tuple[str, int]]] = {}
    for each in found.suggestions:
        rules.setdefault(each.code, set()).add((each.segment.transcript_id, each.turn))
    groups = _groups(opened.transcripts, by) if by else None
    table = estimate_table(
        rules,
        evidence.coded,
        evidence.read,
        evidence.turns,
        [code.id for code in opened.codebook.applicable()],
        groups=groups,
        half_width=half_width,
    )
    title = (
        f"What people would have coded: {counted(len(evidence.read), 'turn')} read at random of "
        f"{len(evidence.turns):,}; 95 % intervals"
    )
    about = statement(
        found,
        title,
        estimate="post-stratified by what rules suggest; Wilson and MOVER intervals, 95 %",
        speaks_of="the turns of participants in this corpus, taking the coding by people as true",
        precision="of sampled turns with a suggestion, the part that people coded",
        missed_share="of sampled turns without a suggestion, the part that people coded",
        more=f"turns to read so that intervals are {half_width} wide to either side",
    )
    if output:
        give(table, output, about, excel=excel)
    else:
        show(f"{title}\n{_short(table)}")


def saturation(
    base: Annotated[
        int, typer.Option("--base", min=1, metavar="N", help="Transcripts of the base.")
    ] = 4,
    run: Annotated[
        int, typer.Option("--run", min=1, metavar="N", help="Transcripts of a run.")
    ] = 2,
    threshold: Annotated[
        float,
        typer.Option("--threshold", metavar="SHARE", help="New codes of a run, of the base's."),
    ] = 0.05,
    order: Annotated[
        str,
        typer.Option("--order", metavar="ATTRIBUTE", help="In which to take them, such as date."),
    ] = "",
    output: OutOption = None,
    excel: ExcelOption = False,
    coder: CodersOption = None,
    study: StudyOption = None,
) -> None:
    """Show how many new codes each further transcript brings.

    Codes made while reading count where they were made; codes of a codebook that was there before
    count where they are first used, which is weak evidence, and is said so. A picture by suffix:
    -o saturation.png.
    """
    from qcode.analysis.saturation import saturation as saturation_of
    from qcode.output.about import About
    from qcode.study.evidence import first_uses

    check_target(output, draws=True)
    opened = open_here(study)
    names = _in_order(opened.transcripts, order)
    uses = first_uses(opened, names, coders=tuple(coder or ()))
    found = saturation_of(
        uses.first,
        uses.holding,
        names,
        base=base,
        run=run,
        threshold=threshold,
        created=uses.created,
    )
    facts = (("result", found.sentence), ("order", order or "by name"))

    def draw(table: pd.DataFrame, path: Path) -> None:
        from qcode.output.figures.curves import draw_saturation

        draw_saturation(table, path, title=found.sentence)

    give(found.curve, output, About("New codes by transcript", facts), excel=excel, draw=draw)
    show(found.sentence)


@reads_transcripts
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The earlier codebook.")],
    new: CodebookArgument = None,
    transcripts: TranscriptsArgument = None,
    as_list: Annotated[
        bool, typer.Option("--list", help="List each suggestion gained and lost.")
    ] = False,
    output: OutOption = None,
    excel: ExcelOption = False,
    speakers: SpeakersOption = "participants",
    study: StudyOption = None,
    options: ReadingOptions = AS_FOUND,
) -> None:
    """Show what a change of the codebook does.

    Which cells of the matrix of suggestions change, and which suggestions come and go. In a study,
    NEW is its codebook and the transcripts are its own.
    """
    from qcode.analysis.difference import difference
    from qcode.matching.suggest import suggest
    from qcode.output.render import render

    check_target(output)
    earlier = open_codebook(old)
    inputs = open_inputs(new, transcripts, study, options)
    after = gather(inputs, speakers=speakers, status="suggested")
    before = suggest(inputs.transcripts, earlier, speakers=speakers)
    found = difference(before, after.suggestions, inputs.transcripts, earlier, inputs.codebook)
    title = f"Cells that change: {len(found.cells)}"
    give(found.cells, output, statement(after, title, earlier=str(old.name)), excel=excel)
    changed = found.codes[(found.codes["gained"] > 0) | (found.codes["lost"] > 0)]
    render(changed, None, title="Codes that change")
    for title, table in (("gained", found.gained), ("lost", found.lost)) if as_list else ():
        render(table, None, title=f"{title}: {len(table)}")
    tell_failed(inputs.reading)


def _short(table: pd.DataFrame) -> str:
    """The main figures of an estimate: shares by rules, and by people with their interval."""
    has_groups = "group" in table
    heads = ["code", *(["of"] if has_groups else []), "read", "by rules", "by people", "95 %"]
    lines = [(*heads, "more to read")]
    for row in table.to_dict("records"):
        is_known = row["share"] == row["share"]
        lines.append(
            (
                str(row["code"]),
                *([str(row["group"])] if has_groups else []),
                f"{row['sampled']} of {row['turns']:,}",
                f"{row['suggested_share']:.1%}",
                f"{row['share']:.1%}" if is_known else "–",
                f"{row['low']:.1%} to {row['high']:.1%}" if is_known else str(row["note"]),
                f"{row['more']:.0f}" if is_known else "–",
            )
        )
    return columns(lines, align="l" + "l" * has_groups + "r" * 5)


def _groups(transcripts: Sequence[Transcript], by: str) -> Mapping[tuple[str, int], str]:
    """The value of an attribute for each turn of participants."""
    from qcode.analysis.rows import rows_by
    from qcode.analysis.view import view

    over = view(transcripts)
    rows = rows_by(over, by)
    return {
        (over.transcripts[at].id, turn.number): rows.names[row]
        for at, turn, row in zip(
            over.transcript.tolist(), over.turns, rows.of_turn.tolist(), strict=True
        )
    }


def _in_order(transcripts: Sequence[Transcript], order: str) -> list[str]:
    """The ids of transcripts, sorted by an attribute."""
    from qcode.model.transcript import attribute_key

    if not order:
        return [each.id for each in transcripts]
    key = attribute_key(order)
    values = {
        each.id: {attribute_key(name): value for name, value in each.attributes}.get(key, "")
        for each in transcripts
    }
    missing = [name for name, value in values.items() if not value]
    if missing:
        raise QcodeError(
            f"transcript '{missing[0]}' has no attribute '{order}'"
            "\n  hint: write it into cases.csv for each transcript"
        )
    return sorted(values, key=lambda name: (values[name], name))
