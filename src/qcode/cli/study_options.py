"""Options of commands that work in a study, and opening the one that is meant."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from qcode.cli.screen import note
from qcode.errors import QcodeError

if TYPE_CHECKING:
    from qcode.study.study import Study

Status: TypeAlias = Literal["accepted", "suggested", "both"]

StudyOption = Annotated[
    Path | None,
    typer.Option(
        "--study", metavar="DIR", help="The study; else the one that this folder is or lies in."
    ),
]
CoderOption = Annotated[
    str | None,
    typer.Option("--coder", metavar="NAME", help="Who decides; else 'coder:' of study.yaml."),
]
CodersOption = Annotated[
    list[str] | None,
    typer.Option("--coder", metavar="NAME", help="Only codings of this coder; may be repeated."),
]
StatusOption = Annotated[
    Status | None,
    typer.Option(
        "--status",
        metavar="accepted|suggested|both",
        help="In a study: what coders decided (accepted, the default), or what rules suggest.",
    ),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="One JSON object for each, one on each line.")
]


def open_here(folder: Path | None) -> Study:
    """Open the study that is meant; what a person should know about it goes to stderr.

    Raises:
        QcodeError: there is none.
    """
    from qcode.study.study import open_study

    study = open_study(study_folder(folder))
    for problem in (*study.library.failed, *study.logs.torn()):
        note(str(problem))
    for copy, proper in study.logs.copies():
        note(f"note: {copy.name} is another copy of {proper.name}: both are read")
    for line in study.library.notes:
        note(f"note: {line}")
    return study


def is_in_study(folder: Path | None) -> bool:
    """Whether a study is meant: one is named, or the current folder is or lies in one."""
    from qcode.study.whereabouts import find_study

    return folder is not None or find_study(Path()) is not None


def coder_of(study: Study, name: str | None) -> str:
    """Who decides: the one named, else the default of the study.

    Raises:
        QcodeError: there is neither, or the name is kept for adjudications.
    """
    from qcode.study.queues import ADJUDICATION, is_adjudication

    coder = " ".join((name or study.settings.coder).split())
    if not coder:
        raise QcodeError(
            "who is coding?\n  hint: add --coder NAME, or write 'coder: NAME' into "
            f"{study.folder / 'study.yaml'}"
        )
    if is_adjudication(coder):
        hint = "give your own name; disputes are settled in: qcode code --queue disputed"
        raise QcodeError(
            f"'{ADJUDICATION}' is the name under which disputes are settled\n  hint: {hint}"
        )
    return coder


def study_folder(folder: Path | None, missing: str = "") -> Path:
    """The folder of the study that is meant.

    Args:
        folder: named by the user; None for the one that the current folder is or lies in.
        missing: what the user should have named outside a study, as a question.

    Raises:
        QcodeError: there is none.
    """
    from qcode.study.whereabouts import find_study

    place = folder or find_study(Path())
    if place is None:
        asked = f"{missing} " if missing else ""
        raise QcodeError(
            f"{asked}this folder is no study and lies in none"
            "\n  hint: name what is missing; or make a study: qcode init; or --study DIR"
        )
    return place


def own_codebook(folder: Path) -> Path:
    """The codebook file of a study.

    Raises:
        QcodeError: it has none.
    """
    path = folder / "codebook.yaml"
    if not path.is_file():
        raise QcodeError(
            f"the study has no {path.name} yet"
            "\n  hint: write one (docs/codebook.md), or take over new codes: qcode codebook promote"
        )
    return path
