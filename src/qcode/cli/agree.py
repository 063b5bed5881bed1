"""`qcode agree`: how far coders agree, code by code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qcode.cli.giving import check_target, give
from qcode.cli.options import ExcelOption, OutOption
from qcode.cli.screen import columns, counted, note, show
from qcode.cli.study_options import CodersOption, StudyOption, open_here

if TYPE_CHECKING:
    import pandas as pd

    from qcode.study.agreeing import Basis

SHOWN = ("percent", "positive_agreement", "kappa", "alpha", "ac1")


def agree(
    name: Annotated[
        str | None,
        typer.Option("--round", metavar="NAME", help="Which frozen round; else the newest."),
    ] = None,
    sample: Annotated[
        str | None, typer.Option("--sample", metavar="NAME", help="Only turns of this sample.")
    ] = None,
    unit: Annotated[
        Literal["turn", "character", "segment"],
        typer.Option(
            "--unit",
            metavar="turn|character|segment",
            help="What is compared: turns, each character, or segments that match.",
        ),
    ] = "turn",
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
    """
    from qcode.output.about import About
    from qcode.study.agreeing import basis

    check_target(output, draws=unit == "turn" and not as_list)
    opened = open_here(study)
    of = basis(opened, of=name, sample=sample, names=tuple(coder or ()))
    table, notes, title = _table(of, unit, draws, seed, as_list=as_list)
    for line in (*of.notes, *notes):
        note(f"note: {line}")
    facts = (
        ("unit", unit),
        ("coders", ", ".join(of.coders)),
        ("basis", "; ".join((*of.notes, *notes))),
        ("seen", "only what a coder has read counts, as noted in the log"),
    )

    def draw(table: pd.DataFrame, path: Path) -> None:
        from qcode.output.figures.agreement import draw_agreement

        draw_agreement(table, path, title=title)

    if output is None and unit == "turn" and not as_list:
        show(f"{title}\n{_short(table, of.coders)}")
    else:
        can_draw = unit == "turn" and not as_list
        give(table, output, About(title, facts), excel=excel, draw=draw if can_draw else None)


def _table(
    of: Basis, unit: str, draws: int, seed: int, *, as_list: bool
) -> tuple[pd.DataFrame, tuple[str, ...], str]:
    """The table, what is to be known of it, and its title."""
    from qcode.analysis.agreement_table import agreement
    from qcode.analysis.judged import disagreements
    from qcode.study.agreeing import judged_turns

    codes = [code.id for code in of.study.codebook.applicable()]
    who = ", ".join(of.coders)
    if as_list:
        table = disagreements(judged_turns(of), codes).rename(columns={"unit": "turn"})
        return table, (), f"Where {who} differ: {counted(len(table), 'decision')}"
    if unit == "turn":
        found = agreement(judged_turns(of), codes, draws=draws, seed=seed)
        told = (*found.notes, f"{found.transcripts} transcripts in which several read turns")
        return found.codes, told, f"Agreement of {who}, by turn"
    return _free(of, unit, codes, who)


def _free(
    of: Basis, unit: str, codes: list[str], who: str
) -> tuple[pd.DataFrame, tuple[str, ...], str]:
    """Agreement on where segments stand: by characters or by segments that match."""
    import pandas as pd

    from qcode.analysis.unitizing import character_agreement, matched_segments, unitizing_alpha
    from qcode.errors import QcodeError
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
    notes = (f"{length:,} characters of talk that both read",)
    return pd.DataFrame(rows), notes, f"Agreement of {who}, {what}"


def _short(table: pd.DataFrame, coders: tuple[str, ...]) -> str:
    """The main figures of each code, with intervals where there are some, and the warnings."""
    heads = ["code", "turns", *(f"by {name}" for name in coders)]
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
    told = [
        f"  {row['code']}: {row['warning']}" for row in table.to_dict("records") if row["warning"]
    ]
    return "\n".join([columns(lines, align="l" + "r" * (len(heads) - 1)), *told])
