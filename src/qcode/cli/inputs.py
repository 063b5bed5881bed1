"""What commands read: a codebook and transcripts, with notes on how that went."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from qcode.cli.screen import counted, note
from qcode.cli.study_options import is_in_study, open_here
from qcode.errors import QcodeError, TranscriptError
from qcode.reading.options import AS_FOUND, ReadingOptions

if TYPE_CHECKING:
    from qcode.analysis.selection import Selection
    from qcode.cli.options import Speakers
    from qcode.cli.study_options import Status
    from qcode.model.codebook import Codebook
    from qcode.model.coding import CodedSegment, Suggestion
    from qcode.model.transcript import Transcript
    from qcode.reading.transcripts import Reading
    from qcode.study.reviewed import Reviewed
    from qcode.study.study import Study

TOLD = ("no line begins as", "it is cut short", "no labels:", "taken for a speaker")
"""How notes begin that no run should pass over."""
MOST_NOTES = 6
"""So many are shown before the rest is left to `qcode read`."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a command works on: named on the command line, or the study's."""

    codebook: Codebook
    reading: Reading
    study: Study | None = None
    """The study that the transcripts are of."""
    is_own: bool = False
    """Whether the codebook is the study's own, with the codes made while reading."""

    @property
    def transcripts(self) -> tuple[Transcript, ...]:
        """The transcripts that could be read."""
        return self.reading.transcripts


@dataclass(frozen=True, slots=True)
class Material:
    """What tables count: segments with codes, and where they come from."""

    inputs: Inputs
    status: Status
    suggestions: tuple[Suggestion, ...] = ()
    reviewed: Reviewed | None = None
    selection: Selection | None = None
    """The part of the talk that is counted; None for all of it."""

    @property
    def codebook(self) -> Codebook:
        """Whose codes the tables show."""
        return self.inputs.codebook

    @property
    def transcripts(self) -> tuple[Transcript, ...]:
        """All that are counted, with the turns that are."""
        return self.selection.transcripts if self.selection else self.inputs.transcripts

    @property
    def segments(self) -> tuple[CodedSegment, ...]:
        """Codings, or suggestions, or both."""
        codings = self.reviewed.codings if self.reviewed else ()
        found: tuple[CodedSegment, ...] = (*codings, *self.suggestions)
        return tuple(self.selection.of(found)) if self.selection else found

    @property
    def against(self) -> tuple[CodedSegment, ...] | None:
        """Codings that speak against their code; None where no codings are counted."""
        if not self.reviewed:
            return None
        found = self.reviewed.against
        return tuple(self.selection.of(found)) if self.selection else found

    @property
    def what(self) -> str:
        """What the segments are, for titles: so that nobody takes one for the other."""
        if self.status == "both":
            return "codings and suggestions"
        return "codings" if self.status == "accepted" else "suggestions by rules, not reviewed"


def open_inputs(
    codebook: Path | None,
    transcripts: Sequence[Path] | None,
    study: Path | None = None,
    options: ReadingOptions = AS_FOUND,
) -> Inputs:
    """Read the codebook and transcripts that are named, or those of the study.

    A codebook alone, in a study, is used on the study's transcripts.

    Raises:
        QcodeError: neither is named and there is no study, or nothing could be read.
    """
    if codebook and transcripts:
        return Inputs(open_codebook(codebook), open_transcripts(transcripts, options))
    if not is_in_study(study):
        missing = "the transcripts" if codebook else "the codebook and the transcripts"
        raise QcodeError(
            f"{missing} are not named, and this folder is no study"
            "\n  hint: name them, or make a study of them: qcode init"
        )
    opened = open_here(study)
    reading = library_reading(opened)
    if codebook:
        return Inputs(open_codebook(codebook), reading, opened)
    for warning in opened.file.warnings:
        note(f"warning: {warning}")
    return Inputs(opened.codebook, reading, opened, is_own=True)


def library_reading(study: Study) -> Reading:
    """The transcripts of a study as what was read.

    Raises:
        QcodeError: there are none, or none can be read.
    """
    from qcode.reading.transcripts import Reading

    library = study.library
    if not library.transcripts:
        if library.failed:
            raise TranscriptError(library.failed)
        hint = "add some: qcode add FILES"
        raise QcodeError(f"the study '{study.title}' has no transcripts yet\n  hint: {hint}")
    return Reading(library.transcripts, library.failed, cases=library.cases)


def gather(
    inputs: Inputs,
    *,
    speakers: Speakers,
    status: Status | None = None,
    coders: Sequence[str] | None = None,
    selection: Selection | None = None,
) -> Material:
    """The segments that tables count.

    Args:
        inputs: as `open_inputs` gives them.
        speakers: whose turns rules look at.
        status: None for codings where the study's own codebook is used, else for suggestions.
        coders: only codings of these.
        selection: the part of the talk that is counted.

    Raises:
        QcodeError: codings are asked for outside a study or with another codebook; a coder is not
            known; a declared pipeline is missing.
    """
    chosen: Status = status or ("accepted" if inputs.is_own else "suggested")
    if (chosen != "suggested" or coders) and not (inputs.study and inputs.is_own):
        raise QcodeError(
            "codings are in a study, under its own codebook"
            "\n  hint: leave codebook and transcripts out, in the folder of a study"
        )
    found = suggested(inputs, speakers) if chosen != "accepted" else ()
    if chosen == "suggested" or not inputs.study:
        return Material(inputs, chosen, found, selection=selection)
    from qcode.study.reviewed import reviewed

    people = reviewed(inputs.study, tuple(coders or ()))
    note(f"{counted(len(people.codings), 'coding')} by {', '.join(people.coders) or 'nobody yet'}")
    for line in people.notes:
        note(f"note: {line}")
    return Material(inputs, chosen, found, people, selection)


def suggested(inputs: Inputs, speakers: Speakers = "participants") -> tuple[Suggestion, ...]:
    """What the rules of the codebook suggest."""
    codes = inputs.codebook.applicable()
    if inputs.study and inputs.is_own:
        found = inputs.study.suggestions(hints=False, speakers=speakers)
    else:
        from qcode.matching.suggest import suggest

        note(f"looking for {counted(len(codes), 'code')} ...")
        found = suggest(inputs.transcripts, inputs.codebook, speakers=speakers)
    note(f"{counted(len(found), 'suggestion')} by rules; nobody has reviewed them")
    return found


def open_codebook(path: Path) -> Codebook:
    """Read a codebook; its warnings go to stderr.

    Raises:
        CodebookError: the codebook has problems; it holds all of them.
    """
    from qcode.reading.codebook import read_codebook

    codebook = read_codebook(path)
    for warning in codebook.warnings:
        note(f"warning: {warning}")
    return codebook


def open_transcripts(paths: Iterable[Path], options: ReadingOptions = AS_FOUND) -> Reading:
    """Read transcripts; what is worth knowing goes to stderr.

    Files that fail are values of the result: tell them with `tell_failed` once the good ones
    are done.

    Raises:
        TranscriptError: not one transcript could be read.
    """
    from qcode.reading.transcripts import read_transcripts

    note("reading transcripts ...")
    reading = read_transcripts(paths, options)
    if not reading.transcripts:
        raise TranscriptError(reading.failed)
    _tell_reading(reading)
    return reading


def tell_failed(reading: Reading) -> None:
    """Name each file that failed and end with exit code 1; do nothing where none did.

    Raises:
        typer.Exit: a file failed.
    """
    if not reading.failed:
        return
    paths = len({problem.path for problem in reading.failed})
    note(f"\n{paths} could not be read and {'is' if paths == 1 else 'are'} left out:")
    for problem in reading.failed:
        note(str(problem))
    raise typer.Exit(1)


def wanted_codes(
    codebook: Codebook, names: Sequence[str] | None, *, roll_up: bool = False
) -> tuple[str, ...] | None:
    """The ids of the codes that were asked for, None for all.

    A heading, which no rule suggests, stands for the codes below it; with `roll_up` every code
    does.

    Raises:
        QcodeError: a code is not in the codebook.
    """
    from qcode.analysis.nearest import did_you_mean

    if not names:
        return None
    known = [code.id for code in codebook.codes]
    own = {code.id for code in codebook.applicable()}
    for name in names:
        if name not in known:
            raise QcodeError(
                f"'{name}' is not a code of {codebook.path}\n  hint: {did_you_mean(name, known)}"
            )
    above = {name for name in names if roll_up or name not in own}
    return tuple(code for code in known if code in names or above & set(codebook.ancestors(code)))


def _tell_reading(reading: Reading) -> None:
    turns = sum(len(transcript.turns) for transcript in reading.transcripts)
    note(f"{counted(len(reading.transcripts), 'transcript')}, {counted(turns, 'turn')}")
    for problem in reading.skipped[:MOST_NOTES]:
        note(f"note: {problem.path} {problem.message}")
    if len(reading.skipped) > MOST_NOTES:
        note(f"note: {len(reading.skipped) - MOST_NOTES} more files are of no known format")
    for line in reading.notes:
        note(f"note: {line}")
    guesses = [line for transcript in reading.transcripts for line in _guesses(transcript)]
    for line in guesses[:MOST_NOTES]:
        note(f"note: {line}")
    if len(guesses) > MOST_NOTES:
        note(f"note: {len(guesses) - MOST_NOTES} more guesses: see them with qcode read")


def _guesses(transcript: Transcript) -> list[str]:
    """What was guessed about one transcript and can be set by an option."""
    guesses = []
    if transcript.encoding_is_guess:
        guesses.append(
            f"{transcript.path}: encoding {transcript.encoding} is a guess; --encoding sets it"
        )
    guesses += [f"{transcript.path}: {told}" for told in transcript.notes if told.startswith(TOLD)]
    guessed = [speaker for speaker in transcript.speakers if speaker.role_from.startswith("guess")]
    if guessed:
        asking = [f"'{speaker.name}'" for speaker in guessed if speaker.role == "interviewer"]
        who = f"{', '.join(asking)} asks" if asking else "nobody clearly asks"
        guesses.append(f"{transcript.path}: {who}, by a guess; --interviewer NAME sets it")
    return guesses
