"""What can go wrong with a user's data, as values and as exceptions.

A `Problem` is one finding in one place. Readers gather all of them and raise once.
Every exception that a user can cause derives from `QcodeError`; the command line turns it
into a message and exit code 1. A bug in qcode keeps its traceback.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding in one file: lines and columns count from 1; 0 means "the whole file"."""

    path: str
    line: int
    message: str
    hint: str = ""
    column: int = 0

    def __str__(self) -> str:
        place = self.path
        if self.line:
            place += f":{self.line}"
            if self.column:
                place += f":{self.column}"
        text = f"{place}: {self.message}"
        return f"{text}\n  hint: {self.hint}" if self.hint else text


class QcodeError(Exception):
    """The data or the call has a problem that the user can mend."""


class ProblemsError(QcodeError):
    """One or more problems found in files, all reported at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class TranscriptError(ProblemsError):
    """A transcript cannot be read."""


class CasesError(ProblemsError):
    """A table of cases does not fit the transcripts, or cannot be read."""


class CodebookError(ProblemsError):
    """A codebook cannot be used."""


class StudyError(ProblemsError):
    """A study folder, or a log in it, cannot be used as it is."""


class RuleError(QcodeError):
    """An expression of the rule language is not well formed.

    `column` counts from 1 within the expression.
    """

    def __init__(self, message: str, column: int, hint: str = "") -> None:
        self.message = message
        self.column = column
        self.hint = hint
        super().__init__(f"column {column}: {message}" + (f"\n  hint: {hint}" if hint else ""))


class LanguageDataError(QcodeError):
    """Language data (tables or a declared spaCy pipeline) is missing or does not fit."""


class OutputError(QcodeError):
    """A result cannot be written where the user wants it."""
