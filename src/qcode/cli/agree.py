"""`qcode agree`: how far coders agree, code by code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qcode.cli.giving import check_target, give
from qcode.cli.options import ExcelOption, OutOption
from qcode.cli.screen import columns, counted, note, show
from qcode.cli.study_options import CodersOption, StudyOption, open_here
from qcode.errors import QcodeError

if TYPE_CHECKING:
    import pandas as pd

    from qcode.model.judged import Judged
    from qcode.study.agreeing import Basis
    from qcode.study.study import Study

SHOWN = ("percent", "positive_agreement", "kappa", "alpha", "ac1")


@dataclass(frozen=True, slots=True)
class Answer:
    """How far coders agree, as the command gives it."""

    table: pd.DataFrame
    title: str
    coders: tuple[str, ...]
    notes: tuple[str, ...]
    seen: str
    """What counts as seen by a coder."""
    unit: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of coefficients."""

    unit: str
    draws: int
    seed: int
    as_list: bool

    @property
    def is_full(self) -> bool:
        """Whether the answer is the table of all coefficients, which can be drawn."""
        return self.unit in ("turn", "sentence") and not self.as_list


def agree(
    tables: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[TABLES...]",
            help="Tables of codings (CSV, Excel) in place of a study: docs/numbers.md.",
            show_default=False,
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--round", metavar="NAME", help="Which frozen round; else the newest."),
    ] = None,
    sample: Annotated[
        str | None, typer.Option("--sample", metavar="NAME", help="Only turns of this sample.")
    ] = None,
    unit: Annotated[
        Literal["turn", "sentence", "character", "segment"],
        typer.Option(
            "--unit",
            metavar="turn|sentence|character|segment",
            help="What is compared: turns, sentences, each character, or segments that match.",
        ),
    ] = "turn",
    read_all: Annotated[
        bool,
        typer.Option("--read-all", help="Of tables: every coder has read every unit in them."),
    ] = False,
    between: Annotated[
        str,
        typer.Option(
            "--between",
            metavar="MARK",
            help="Of tables: stands between several codes of a cell, besides ; and |.",
        ),
    ] = "",
    draws: Annotated[
        int, typer.Option("--draws", min=0, metavar="N", help="Resamples for intervals.")
    ] = 1000,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Of the resamples.")] = 0,
    as_list: Annotated[
        bool, typer.Option("--list", help="List where coders differ, instead.")
    ] = False,
    output: OutOption = None,
    excel: ExcelOption = False,
    coder: CodersOption = None,
    study: StudyOption = None,
) -> None:
    """Show how far coders agree, code by code, on what all of them read.

    Of a frozen round it tells what was coded before anybody discussed it. Percent agreement says
    little where a code is rare: look at agreement on its presence (positive agreement) too. What
    coders differ about is settled in: qcode code --queue disputed.

    Tables have a row a code (columns coder, unit, code; perhaps transcript); or a row a unit and a
    column a code, holding 1 or 0: one table a coder, or heads such as trust_ana, trust_ben; or a
    row a unit and a column a coder, holding codes.
    """
    from qcode.output.about import About

    asked = Asked(unit, draws, seed, as_list)
    check_target(output, draws=asked.is_full)
    names = tuple(coder or ())
    if tables and (name or sample or study or unit != "turn"):
        raise QcodeError("tables of codings have no study, rounds, samples or other units")
    if not tables and (read_all or between):
        raise QcodeError("--read-all and --between are for tables of codings")
    if tables:
        found = _of_tables(tables, names, asked, read_all=read_all, between=between)
    else:
        found = _of_study(open_here(study), name, sample, names, asked)
    for line in found.notes:
        note(f"note: {line}")
    facts = (
        ("unit", found.unit),
        ("coders", ", ".join(found.coders)),
        ("basis", "; ".join(found.notes)),
        ("seen", found.seen),
    )

    def draw(table: pd.DataFrame, path: Path) -> None:
        from qcode.output.figures.agreement import draw_agreement

        draw_agreement(table, path, title=found.title)

    if output is None and asked.is_full:
        show(f"{found.title}\n{_short(found.table, found.coders, found.unit)}")
    else:
        about = About(found.title, facts)
        give(found.table, output, about, excel=excel, draw=draw if asked.is_full else None)


def _of_tables(
    paths: Sequence[Path], names: tuple[str, ...], asked: Asked, *, read_all: bool, between: str
) -> Answer:
    from qcode.model.transcript import attribute_key
    from qcode.reading.judgement_tables import read_coded_tables

    read = read_coded_tables(paths, all_read=read_all, between=between, coders=names)
    coders = tuple(sorted({each.coder for each in read.judged}))
    spelt = {attribute_key(each): each for each in coders}
    if unknown := [each for each in names if attribute_key(each) not in spelt]:
        raise QcodeError(f"'{unknown[0]}' coded nothing there\n  hint: {', '.join(coders)} did")
    chosen = tuple(dict.fromkeys(spelt[attribute_key(each)] for each in names)) or coders
    judged = [each for each in read.judged if each.coder in chosen]
    seen = "units on which a coder has a row" if not read_all else "all units, by every coder"
    return _full(judged, read.codes, chosen, asked, read.notes, seen, "unit")


def _of_study(
    study: Study, name: str | None, sample: str | None, names: tuple[str, ...], asked: Asked
) -> Answer:
    from qcode.study.agreeing import basis, judged_sentences, judged_turns

    of = basis(study, of=name, sample=sample, names=names)
    codes = [code.id for code in of.study.codebook.applicable()]
    seen = "only what a coder has read counts, as noted in the log"
    if asked.unit in ("character", "segment") and not asked.as_list:
        return _free(of, asked.unit, codes, seen)
    judged = (judged_sentences if asked.unit == "sentence" else judged_turns)(of)
    unit = "sentence" if asked.unit == "sentence" else "turn"
    return _full(judged, codes, of.coders, asked, of.notes, seen, unit)


def _full(
    judged: Sequence[Judged],
    codes: Sequence[str],
    coders: tuple[str, ...],
    asked: Asked,
    notes: tuple[str, ...],
    seen: str,
    unit: str,
) -> Answer:
    """All coefficients of each code, or the list of what coders differ about."""
    from qcode.analysis.agreement_table import agreement
    from qcode.analysis.judged import disagreements

    who = ", ".join(coders)
    if asked.as_list:
        table = disagreements(judged, codes).rename(columns={"unit": unit})
        title = f"Where {who} differ: {counted(len(table), 'decision')}"
        return Answer(table, title, coders, notes, seen, unit)
    found = agreement(judged, codes, draws=asked.draws, seed=asked.seed)
    told = f"{counted(found.transcripts, 'transcript')} in which several read {unit}s"
    notes = (*notes, *found.notes, told)
    return Answer(found.codes, f"Agreement of {who}, by {unit}", coders, notes, seen, unit)


def _free(of: Basis, unit: str, codes: list[str], seen: str) -> Answer:
    """Agreement on where segments stand: by characters or by segments that match."""
    import pandas as pd

    from qcode.analysis.unitizing import character_agreement, matched_segments, unitizing_alpha
    from qcode.study.agreeing import marked_stretches

    stretches, length = marked_stretches(of)
    if len(of.coders) != 2:
        raise QcodeError(
            f"by {unit} two coders are compared, not {len(of.coders)}"
            "\n  hint: name two: --coder ANA --coder BEN"
        )
    if not length:
        raise QcodeError("there is no turn that both read\n  hint: code some of the same turns")
    rows = []
    for code in codes:
        marked = stretches[code]
        row: dict[str, object] = {"code": code}
        row |= {f"segments_{name}": len(found) for name, found in marked.items()}
        if unit == "character":
            found = character_agreement(marked, length)
        else:
            found = {
                "matched": matched_segments(marked),
                "unitizing_alpha": unitizing_alpha({code: marked}, length),
            }
        row |= {name: value.value for name, value in found.items()}
        reasons = dict.fromkeys(f"{n}: {v.reason}" for n, v in found.items() if v.reason)
        rows.append({**row, "undefined": "; ".join(reasons)})
    what = "by character" if unit == "character" else "segments that share half of their words"
    notes = (*of.notes, f"{length:,} characters of talk that both read")
    title = f"Agreement of {', '.join(of.coders)}, {what}"
    return Answer(pd.DataFrame(rows), title, of.coders, notes, seen, unit)


def _short(table: pd.DataFrame, coders: tuple[str, ...], unit: str) -> str:
    """The main figures of each code on the terminal, and the warnings."""
    rows = main_figures(table, coders, unit)
    return "\n".join(
        [columns(rows, align="l" + "r" * (len(rows[0]) - 1)), *(f"  {w}" for w in warnings(table))]
    )


def main_figures(
    table: pd.DataFrame, coders: tuple[str, ...], unit: str = "turn"
) -> list[tuple[str, ...]]:
    """The main figures of each code as text, with intervals where there are some; heads first."""
    heads = ["code", f"{unit}s", *(f"by {name}" for name in coders)]
    heads += [name.replace("_agreement", "") for name in SHOWN]
    lines = [tuple(heads)]
    for row in table.to_dict("records"):
        cells = [str(row["code"]), f"{row['units']:,}"]
        cells += [f"{row[f'positives_{name}']:,}" for name in coders]
        for name in SHOWN:
            value, low, high = (row[f"{name}{end}"] for end in ("", "_low", "_high"))
            between = f" [{low:.2f}, {high:.2f}]" if low == low else ""  # noqa: PLR0124
            cells.append(f"{value:.2f}{between}" if value == value else "–")  # noqa: PLR0124
        lines.append(tuple(cells))
    return lines


def warnings(table: pd.DataFrame) -> list[str]:
    """Where high agreement hides that a rare code is not agreed on."""
    warned = table[table["warning"] != ""][["code", "warning"]].itertuples(index=False, name=None)
    return [f"{code}: {warning}" for code, warning in warned]
