"""What all commands that count segments share: where they come from, and where the table goes."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qcode.cli.giving import Draw, give
from qcode.cli.inputs import Inputs, Material, gather, open_inputs, tell_failed
from qcode.cli.options import (
    CodebookArgument,
    ExcelOption,
    OutOption,
    Speakers,
    SpeakersOption,
    TranscriptsArgument,
    WhereOption,
    reads_transcripts,
)
from qcode.cli.screen import counted, note
from qcode.cli.study_options import CodersOption, StatusOption, StudyOption
from qcode.errors import QcodeError
from qcode.reading.options import ReadingOptions

if TYPE_CHECKING:
    import pandas as pd

    from qcode.analysis.selection import Selection
    from qcode.model.transcript import Transcript
    from qcode.output.about import About

_SHARED: dict[str, tuple[Any, object]] = {
    "codebook": (CodebookArgument, None),
    "transcripts": (TranscriptsArgument, None),
    "output": (OutOption, None),
    "excel": (ExcelOption, False),
    "speakers": (SpeakersOption, "participants"),
    "where": (WhereOption, None),
    "status": (StatusOption, None),
    "coder": (CodersOption, None),
    "study": (StudyOption, None),
}
"""By name, how it is asked for, and what it is when it is not."""


class Asked:
    """What a counting command was asked for beside its own options."""

    def __init__(self, options: ReadingOptions, **given: Any) -> None:
        self._options, self._given = options, given
        self.output: Path | None = given.get("output")
        self.speakers: Speakers = given.get("speakers", "participants")

    @cached_property
    def inputs(self) -> Inputs:
        """Codebook and transcripts, read when they are first needed."""
        given = self._given
        return open_inputs(given["codebook"], given["transcripts"], given["study"], self._options)

    @cached_property
    def selection(self) -> Selection | None:
        """The part of the talk that is asked for; None for all of it."""
        from qcode.analysis.selection import select

        where = [_named_value(said) for said in self._given["where"] or ()]
        if not where:
            return None
        found = select(self.inputs.transcripts, where)
        turns = sum(len(each.turns) for each in found.transcripts)
        transcripts = counted(len(found.transcripts), "transcript")
        note(f"only {found.said}: {counted(turns, 'turn')} of {transcripts}")
        return found

    @property
    def transcripts(self) -> tuple[Transcript, ...]:
        """Those that are counted, with the turns that are."""
        return self.selection.transcripts if self.selection else self.inputs.transcripts

    @cached_property
    def found(self) -> Material:
        """The segments that are counted."""
        return gather(
            self.inputs,
            speakers=self.speakers,
            status=self._given["status"],
            coders=self._given["coder"],
            selection=self.selection,
        )

    def give(
        self,
        table: pd.DataFrame,
        about: About,
        *,
        draw: Draw | None = None,
        to: Path | None = None,
    ) -> None:
        """Print a table or write it where the user wants it (or to another file beside)."""
        excel = bool(self._given.get("excel"))
        give(table, to or self.output, about, excel=excel, draw=draw)

    def tell_failed(self) -> None:
        """Name the transcripts that could not be read, if any were needed, and end with 1."""
        if "inputs" in self.__dict__:
            tell_failed(self.inputs.reading)


def counts(*without: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options that all counting commands share; it gets them as `asked`.

    Args:
        without: names of those that make no sense for it, or that it has of its own.
    """
    shared = {name: each for name, each in _SHARED.items() if name not in without}

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        signature = inspect.signature(command, eval_str=True)
        own = [each for each in signature.parameters.values() if each.name != "asked"]

        @wraps(command)
        def with_asked(options: ReadingOptions, **named: Any) -> None:
            given = {name: named.pop(name) for name in shared}
            given |= {name: named[name] for name in without if name in named}
            asked = Asked(options, **dict.fromkeys(_SHARED) | given)
            if "speakers" in without:
                asked.speakers = "participants"
            command(asked=asked, **named)
            asked.tell_failed()

        parameters = [
            *own,
            *(
                inspect.Parameter(
                    name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind
                )
                for name, (kind, default) in shared.items()
            ),
            inspect.Parameter("options", inspect.Parameter.KEYWORD_ONLY, annotation=ReadingOptions),
        ]
        with_asked.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
        with_asked.__annotations__ = {each.name: each.annotation for each in parameters}
        return reads_transcripts(with_asked)

    return decorate


def _named_value(said: str) -> tuple[str, str]:
    name, mark, value = said.partition("=")
    if not (mark and name.strip() and value.strip()):
        raise QcodeError(
            f"--where '{said}' has no value\n  hint: --where NAME=VALUE, village=Upper"
        )
    return name.strip(), value.strip()
