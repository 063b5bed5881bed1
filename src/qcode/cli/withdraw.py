"""`qcode withdraw`: a participant's words go for good."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qcode.cli.screen import counted, note, show
from qcode.cli.study_options import CoderOption, StudyOption, coder_of, open_here
from qcode.errors import QcodeError

if TYPE_CHECKING:
    from qcode.study.removing import Files
    from qcode.study.withdrawing import Removal

ELSEWHERE = """\
What qcode cannot reach, and what you have to see to:
  copies of this folder: backups, cloud drives and their bins, memory sticks, mails
  git: what was committed stays in its history; rewrite it (git filter-repo) or start a new one
  colleagues' copies: after qcode merge they are told to withdraw it too
  your own texts, slides and papers; recordings and consent forms"""


def withdraw(
    participant: Annotated[
        str,
        typer.Argument(
            metavar="PARTICIPANT", help="A transcript, TRANSCRIPT/SPEAKER, or a speaker's label."
        ),
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would go.")] = False,
    coder: CoderOption = None,
    study: StudyOption = None,
) -> None:
    """Remove a participant's words for good: consent was withdrawn.

    Texts, originals, quotations in all logs, caches and results in the study's folder go; hashes
    and numbers stay, so that a merge does not bring them back. It cannot be undone.
    """
    from qcode.study.coders import log_name
    from qcode.study.desk import Desk
    from qcode.study.removing import files_of, remove
    from qcode.study.shared import Withdrawal
    from qcode.study.withdrawing import plan_removal

    opened = open_here(study)
    name = coder_of(opened, coder)
    removal = plan_removal(opened, participant)
    files = files_of(opened.folder, removal)
    _show_plan(opened.folder, removal, files)
    if dry_run:
        return
    if not yes:
        _ask()
    with Desk(opened, name) as desk:
        record = Withdrawal(
            **desk.who(),
            participant=participant,
            texts=tuple(sorted(removal.texts)),
            records=tuple(sorted(removal.records)),
        )
    done = remove(opened.folder, removal, record, log_name(name))
    show(f"\nWithdrawn: {participant}. {counted(len(done.removed), 'file')} removed.")
    show(ELSEWHERE)


def _show_plan(folder: Path, removal: Removal, files: Files) -> None:
    for name in removal.whole:
        show(f"transcript {name} goes")
    for cut in removal.cuts:
        show(f"transcript {cut.transcript.id} stays, without this speaker's turns")
    gone = len(removal.records) - len(removal.anew)
    show(f"{counted(gone, 'record')} of the logs go, {len(removal.anew):,} are written anew")
    _list("files that are deleted", folder, files.removed)
    _list("files that are written anew", folder, files.rewritten)
    _list("files of yours that hold the words: see to them yourself", folder, files.quoting)
    _list("files that cannot be looked into: see to them yourself", folder, files.closed)
    if removal.in_their_words:
        show("codes made from these words, whose names may quote them:")
        show("\n".join(f"  {code}" for code in removal.in_their_words))


def _list(title: str, folder: Path, paths: Iterable[Path]) -> None:
    found = list(paths)
    if found:
        show(f"{title}:")
        show("\n".join(f"  {path.relative_to(folder)}" for path in found))


def _ask() -> None:
    note("This cannot be undone. Type 'withdraw' to go on:")
    try:
        answer = input()
    except EOFError:
        answer = ""
    if answer.strip().casefold() != "withdraw":
        raise QcodeError("nothing was changed\n  hint: with --yes it does not ask")
