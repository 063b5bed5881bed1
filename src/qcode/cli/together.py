"""`qcode merge`, `sample`, `round`: several coders on one study."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qcode.cli.screen import counted, note, show
from qcode.cli.study_options import CoderOption, StudyOption, coder_of, open_here


def merge(
    other: Annotated[
        Path, typer.Argument(metavar="OTHER", help="A colleague's study folder, or one log.")
    ],
    study: StudyOption = None,
) -> None:
    """Take in what a colleague decided.

    Any number of times, in any order, it comes to the same. Nothing of yours is lost or changed.
    Transcripts that are only there are taken along.
    """
    from qcode.study.merge import merge as merge_into

    opened = open_here(study)
    merged = merge_into(opened.folder, other)
    for coder, count in merged.records:
        show(f"{coder}: {counted(count, 'new record')}")
    for name in merged.transcripts:
        show(f"transcript {name} is new here")
    if not (merged.records or merged.transcripts):
        show("nothing new: all of it is here already")
    if merged.left_out:
        show(f"{counted(merged.left_out, 'record')} left out: consent was withdrawn here")
    for problem in merged.notes:
        note(str(problem))
    show("See what waits with: qcode status")


def sample(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the sample is called.")],
    size: Annotated[
        int, typer.Option("--size", min=1, metavar="TURNS", help="So many turns of participants.")
    ],
    coders: Annotated[
        list[str] | None,
        typer.Option("--for", metavar="CODER", help="Who is to code them; may be repeated."),
    ] = None,
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", help="The same seed draws the same turns.")
    ] = 1,
    transcript: Annotated[
        list[str] | None,
        typer.Option("--transcript", metavar="NAME", help="Only from this one; repeatable."),
    ] = None,
    coder: CoderOption = None,
    study: StudyOption = None,
) -> None:
    """Draw turns at random for coders.

    They are coded with: qcode code --queue sample. Where several are to code them, nobody sees the
    others' codes until the round is frozen with: qcode round.
    """
    from qcode.study.desk import Desk
    from qcode.study.rounds import draw_sample

    opened = open_here(study)
    with Desk(opened, coder_of(opened, coder)) as desk:
        drawn = draw_sample(
            desk,
            name,
            size=size,
            seed=seed,
            coders=tuple(coders or ()),
            transcripts=tuple(transcript or ()),
        )
    where = len({place.transcript for place in drawn.turns})
    show(
        f"sample '{name}': {counted(len(drawn.turns), 'turn')} of "
        f"{counted(where, 'transcript')}, {100 * drawn.probability:.1f} % of all, seed {seed}"
    )
    for each in drawn.coders or ("NAME",):
        show(f"  qcode code --queue sample --coder {_quoted(each)}")


def freeze_round(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the round is called.")],
    coders: Annotated[
        list[str] | None,
        typer.Option("--of", metavar="CODER", help="Whose codings; may be repeated."),
    ] = None,
    sample_name: Annotated[
        str, typer.Option("--sample", metavar="NAME", help="Over the turns of this sample.")
    ] = "",
    coder: CoderOption = None,
    study: StudyOption = None,
) -> None:
    """Freeze what coders said, before they discuss it.

    Agreement is computed on what was frozen; from then on they may see each other's codes and
    settle what they disagree about: qcode code --queue disputed.
    """
    from qcode.study.desk import Desk
    from qcode.study.rounds import freeze
    from qcode.study.sampling import sample_named

    opened = open_here(study)
    drawn = sample_named(opened.state, sample_name) if sample_name else None
    given = coders or (list(drawn.coders) if drawn else [])
    with Desk(opened, coder_of(opened, coder)) as desk:
        frozen = freeze(desk, name, given, sample_name)
    show(f"round '{name}' of {', '.join(frozen.coders)}: {counted(len(frozen.records), 'record')}")
    show("Settle what they disagree about with: qcode code --queue disputed")


def _quoted(name: str) -> str:
    return f"'{name}'" if " " in name else name
