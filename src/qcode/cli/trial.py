"""`qcode try`: an expression tried on transcripts before it becomes a rule."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qcode.cli.inputs import library_reading, open_codebook, open_transcripts, tell_failed
from qcode.cli.options import SpeakersOption, TranscriptsArgument, reads_transcripts
from qcode.cli.screen import columns, counted, note, one_line, show
from qcode.cli.study_options import StudyOption, open_here, study_folder
from qcode.errors import RuleError
from qcode.reading.options import AS_FOUND, ReadingOptions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qcode.cli.options import Speakers
    from qcode.matching.attempt import Attempt
    from qcode.model.coding import Suggestion
    from qcode.model.transcript import Transcript
    from qcode.rules.syntax import Expression

PROMPT = "try> "
LONGEST = 60
"""Characters of a hit that are shown: the words of `A & B` may stand far from each other."""


@reads_transcripts
def try_expression(
    expression: Annotated[
        str,
        typer.Argument(
            metavar="EXPRESSION", help="In the rule language; - asks for one after the other."
        ),
    ],
    transcripts: TranscriptsArgument = None,
    codebook: Annotated[
        Path | None,
        typer.Option("--codebook", "-c", metavar="CODEBOOK", help="Whose $terms may be used."),
    ] = None,
    most: Annotated[
        int, typer.Option("--most", min=0, metavar="HITS", help="So many are shown; 0 for all.")
    ] = 40,
    width: Annotated[
        int,
        typer.Option("--width", min=0, metavar="CHARACTERS", help="So much on each side of a hit."),
    ] = 40,
    speakers: SpeakersOption = "participants",
    study: StudyOption = None,
    options: ReadingOptions = AS_FOUND,
) -> None:
    """Try an expression of the rule language on transcripts.

    Shows the hits in context, and the nearest words for those that do not occur.
    """
    folder = None if transcripts else study_folder(study, "which transcripts?")
    if folder and codebook is None and (folder / "codebook.yaml").exists():
        codebook = folder / "codebook.yaml"
    terms = _terms(codebook)
    if expression != "-":
        _check(expression, terms)
    if folder:
        reading = library_reading(open_here(folder))
    else:
        reading = open_transcripts(transcripts or (), options)
    bench = _Bench(reading.transcripts, terms, speakers, most, width)
    if expression == "-":
        bench.warm_up()
        for line in _lines():
            bench.answer(line)
    else:
        bench.try_out(expression)
    tell_failed(reading)


def _terms(codebook: Path | None) -> dict[str, Expression]:
    from qcode.rules.parse import any_of

    terms = open_codebook(codebook).terms if codebook else ()
    return {name: any_of(expressions) for name, expressions in terms}


def _check(expression: str, terms: Mapping[str, Expression]) -> None:
    """Find a slip in an expression before any file is read.

    Raises:
        RuleError: the expression is not well formed.
    """
    from qcode.rules.parse import parse

    parse(expression, terms)


def _lines() -> Iterator[str]:
    """Expressions from stdin, one a line, until it ends; on a console with a prompt."""
    if not sys.stdin.isatty():
        yield from (line.strip() for line in sys.stdin if line.strip())
        return
    _keep_history()
    note("one expression a line; an empty line ends")
    while line := _ask():
        yield line


def _ask() -> str:
    try:
        return input(PROMPT).strip()
    except EOFError:
        return ""


def _keep_history() -> None:
    """Arrow keys bring back earlier lines, where Python has readline (not on Windows)."""
    from contextlib import suppress

    with suppress(ImportError):
        import readline  # noqa: F401


class _Bench:
    """Transcripts and language data, loaded once for any number of expressions."""

    def __init__(
        self,
        transcripts: Sequence[Transcript],
        terms: Mapping[str, Expression],
        speakers: Speakers,
        most: int,
        width: int,
    ) -> None:
        from qcode.matching.language import Language

        self.transcripts = transcripts
        self.terms = terms
        self.speakers: Speakers = speakers
        self.most = most
        self.width = width
        self.language = Language()

    def warm_up(self) -> None:
        """Load the language data now, so that the first answer comes at once too."""
        from qcode.matching.attempt import attempt

        attempt("a", self.transcripts, language=self.language)

    def answer(self, expression: str) -> None:
        """Show what one line of many finds; a slip is told and the next line awaited."""
        if not sys.stdin.isatty():
            show(f"{PROMPT}{expression}")
        try:
            self.try_out(expression)
        except RuleError as error:
            show(str(error))

    def try_out(self, expression: str) -> None:
        """Show what an expression finds.

        Raises:
            RuleError: the expression is not well formed.
        """
        from qcode.matching.attempt import attempt

        found = attempt(
            expression,
            self.transcripts,
            terms=self.terms,
            speakers=self.speakers,
            language=self.language,
        )
        _show_hits(found.suggestions[: self.most or None], self.transcripts, self.width)
        _show_nearest(found)
        show(_summary(found, self.most))


def _show_hits(
    suggestions: Sequence[Suggestion], transcripts: Sequence[Transcript], width: int
) -> None:
    """A line a hit: where, the words before it in its turn, its words, the words after it."""
    texts = {transcript.id: transcript.text for transcript in transcripts}
    turns = {(each.id, turn.number): turn for each in transcripts for turn in each.turns}
    rows = []
    for hit in suggestions:
        name = hit.segment.transcript_id
        text, turn = texts[name], turns[name, hit.turn]
        start, end = hit.matched[0][0], hit.matched[-1][1]
        before = one_line(text[max(turn.start, start - width) : start])
        after = one_line(text[end : min(turn.end, end + width)])
        rows.append((f"{name}:{hit.turn}", before, one_line(text[start:end], LONGEST), after))
    if rows:
        show(columns(rows, align="lrll"))


def _show_nearest(found: Attempt) -> None:
    for word, near in found.nearest:
        there = f"nearest are {', '.join(near)}" if near else "and nothing like it does"
        show(f"'{word}' does not occur; {there}")


def _summary(found: Attempt, most: int) -> str:
    hits = found.suggestions
    if not hits:
        return "no hit"
    turns = {(hit.segment.transcript_id, hit.turn) for hit in hits}
    transcripts = {hit.segment.transcript_id for hit in hits}
    more = f"; the first {most} are shown, --most 0 shows all" if 0 < most < len(hits) else ""
    return (
        f"{counted(len(hits), 'sentence')} in {counted(len(turns), 'turn')} of "
        f"{counted(len(transcripts), 'transcript')}{more}"
    )
