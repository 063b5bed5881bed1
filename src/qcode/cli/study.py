"""`qcode init`, `add`, `roles`: a study folder and its transcripts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qcode.cli.options import reads_transcripts
from qcode.cli.screen import columns, counted, note, show
from qcode.cli.study_options import StudyOption, open_here
from qcode.errors import QcodeError
from qcode.reading.options import AS_FOUND, ReadingOptions

if TYPE_CHECKING:
    from qcode.model.transcript import Role, Transcript
    from qcode.study.adding import Added


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The new study; made if it is not there.")
    ] = Path(),
    title: Annotated[str, typer.Option("--title", metavar="TITLE", help="Of the study.")] = "",
    coder: Annotated[
        str, typer.Option("--coder", metavar="NAME", help="Who codes when nobody is named.")
    ] = "",
    codebook: Annotated[
        Path | None,
        typer.Option("--codebook", metavar="FILE", help="A codebook to begin with, copied."),
    ] = None,
) -> None:
    """Make a study: a folder for texts, codes and decisions.

    No codebook is needed: codes can be made while reading. See docs/study.md.
    """
    from qcode.cli.inputs import open_codebook
    from qcode.study.making import make_study

    files: dict[str, bytes] = {}
    if codebook:
        opened = open_codebook(codebook)
        files["codebook.yaml"] = codebook.read_bytes()
        files |= {Path(each.path).name: Path(each.path).read_bytes() for each in opened.signs}
    made = make_study(folder, title=title, coder=coder, files=files)
    show(f"A new study: {folder.resolve()}")
    show("\n".join(f"  {path.relative_to(folder)}" for path in made))
    here = "" if folder.resolve() == Path.cwd() else f" --study {folder}"
    show(f"Next: qcode add FILES{here}, then: qcode code{here}")


@reads_transcripts
def add(
    transcripts: Annotated[
        list[Path],
        typer.Argument(metavar="FILES", help="Files or folders; formats: docs/transcripts.md."),
    ],
    newer: Annotated[
        bool,
        typer.Option("--replace", help="Files are newer versions of transcripts of their name."),
    ] = False,
    study: StudyOption = None,
    options: ReadingOptions = AS_FOUND,
) -> None:
    """Add transcripts to the study.

    Originals are kept byte for byte, and readable working copies written, in which one mends typos.

    A name that is taken changes nothing, and is told. With --replace the codings follow the words
    into the newer version; what cannot be told for sure waits in qcode status.
    """
    from qcode.study.adding import add as add_files

    opened = open_here(study)
    added = add_files(opened.folder, transcripts, opened.settings.with_given(options), newer=newer)
    _show_added(added)
    if added.failed:
        raise typer.Exit(1)


def roles(
    name: Annotated[str | None, typer.Argument(metavar="TRANSCRIPT", help="Only this one.")] = None,
    interviewer: Annotated[
        list[str] | None,
        typer.Option("--interviewer", metavar="NAME", help="Who asks; may be repeated."),
    ] = None,
    participant: Annotated[
        list[str] | None,
        typer.Option("--participant", metavar="NAME", help="Who answers; may be repeated."),
    ] = None,
    confirm: Annotated[
        bool, typer.Option("--confirm", help="The roles shown are right: no guess any more.")
    ] = False,
    study: StudyOption = None,
) -> None:
    """Show who asks and who answers, and put it right.

    Without TRANSCRIPT a name is changed wherever it speaks. No word and no coding changes.
    """
    opened = open_here(study)
    chosen = [opened.transcript(name)] if name else list(opened.transcripts)
    given: dict[str, Role] = dict.fromkeys(interviewer or (), "interviewer")
    given |= dict.fromkeys(participant or (), "participant")
    _check_speakers(chosen, given)
    changed = [each for each in chosen if _set_roles(opened.folder, each, given, confirm=confirm)]
    shown = open_here(study) if changed else opened
    rows = [
        (transcript.id, speaker.name or "(no label)", speaker.role, speaker.role_from)
        for transcript in (shown.transcript(each.id) for each in chosen)
        for speaker in transcript.speakers
    ]
    if rows:
        show(columns([("transcript", "speaker", "role", "role is from"), *rows]))
    if changed:
        show(f"Changed: {', '.join(each.id for each in changed)}")


def _show_added(added: Added) -> None:
    for transcript in added.new:
        show(f"added     {transcript.id}: {_talk(transcript)}")
    for transcript in added.replaced:
        show(f"replaced  {transcript.id}: {_talk(transcript)}; the version before is kept")
    for name in added.there:
        show(f"there     {name}: was added before")
    if added.cases:
        show(f"cases     {added.cases.name} was copied into the study")
    guessed = [
        each
        for each in (*added.new, *added.replaced)
        if any(speaker.role_from.startswith("guess") for speaker in each.speakers)
    ]
    if guessed:
        note(f"note: who asks is a guess in {counted(len(guessed), 'transcript')}: qcode roles")
    for problem in (*added.skipped, *added.failed):
        note(str(problem))


def _talk(transcript: Transcript) -> str:
    asks = [each.name for each in transcript.speakers if each.role == "interviewer"]
    who = f"; {', '.join(filter(None, asks))} asks" if any(asks) else ""
    return f"{counted(len(transcript.turns), 'turn')}, {transcript.language}{who}"


def _check_speakers(transcripts: list[Transcript], given: dict[str, Role]) -> None:
    from qcode.analysis.nearest import did_you_mean

    known = {speaker.name for each in transcripts for speaker in each.speakers}
    for name in given:
        if name not in known:
            raise QcodeError(f"nobody is called '{name}'\n  hint: {did_you_mean(name, known)}")


def _set_roles(folder: Path, of: Transcript, given: dict[str, Role], *, confirm: bool) -> bool:
    """Write new roles into a working copy, if any is new; whether one was."""
    from qcode.study.library import copy_path, read_copy
    from qcode.study.roles import set_roles, stated_roles

    own = {each.name: given[each.name] for each in of.speakers if each.name in given}
    if confirm:
        own = {each.name: each.role for each in of.speakers} | own
    copy = read_copy(copy_path(folder, of.id))
    stated = stated_roles(copy)
    if all(stated.get(name) == role for name, role in own.items()):
        return False
    set_roles(folder, copy, own)
    return True
