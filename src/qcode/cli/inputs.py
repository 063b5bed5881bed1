"""What commands read: a codebook and transcripts, with notes on how that went."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from qcode.cli.screen import counted, note
from qcode.errors import QcodeError, TranscriptError
from qcode.reading.options import AS_FOUND, ReadingOptions

if TYPE_CHECKING:
    from qcode.cli.options import Speakers
    from qcode.model.codebook import Codebook
    from qcode.model.coding import Suggestion
    from qcode.model.transcript import Transcript
    from qcode.reading.transcripts import Reading

TOLD = ("no line begins as", "it is cut short", "no labels:", "taken for a speaker")
"""How notes begin that no run should pass over."""
MOST_NOTES = 6
"""So many are shown before the rest is left to `qcode read`."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A codebook, what was read, and what its rules suggest for it."""

    codebook: Codebook
    reading: Reading
    suggestions: tuple[Suggestion, ...]

    @property
    def transcripts(self) -> tuple[Transcript, ...]:
        """The transcripts that could be read."""
        return self.reading.transcripts


def suggest_for(
    codebook: Codebook,
    paths: Iterable[Path],
    *,
    speakers: Speakers,
    options: ReadingOptions = AS_FOUND,
) -> Suggested:
    """Read transcripts and run the rules of a codebook on them.

    Raises:
        QcodeError: not one transcript could be read, or a declared pipeline is missing.
    """
    from qcode.matching.suggest import suggest

    reading = open_transcripts(paths, options)
    note(f"looking for {counted(len(codebook.applicable()), 'code')} ...")
    found = suggest(reading.transcripts, codebook, speakers=speakers)
    note(f"{counted(len(found), 'suggestion')} by rules; nobody has reviewed them")
    return Suggested(codebook, reading, found)


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
