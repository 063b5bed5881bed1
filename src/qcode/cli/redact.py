"""`qcode redact`: copies of transcripts without names and numbers that lead to people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qcode.cli.inputs import open_transcripts, tell_failed
from qcode.cli.options import ExcelOption, FilesArgument, reads_transcripts
from qcode.cli.screen import columns, counted, note, one_line, show
from qcode.errors import OutputError
from qcode.reading.options import AS_FOUND, ReadingOptions

if TYPE_CHECKING:
    from qcode.reading.transcripts import Reading
    from qcode.redaction.names import NamesList
    from qcode.redaction.redact import Redaction

MOST_NAMES = 40
"""So many of what looks like a name are shown; the file holds all."""
MOST_NOT_FOUND = 8
SHORT = 60
"""Characters of the context of a name."""
SUGGESTED = Path("suggested_names.csv")
HOLDS_NAMES = "it holds real names"


@reads_transcripts
def redact(
    transcripts: FilesArgument,
    names: Annotated[
        Path | None,
        typer.Option(
            "--names",
            metavar="FILE",
            help="The names to replace: a CSV with the columns name, pseudonym, kind. "
            "Without it, names are only suggested.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", help="The folder for the copies."),
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option(
            "--key",
            metavar="FILE",
            help="Also write what stands for what there, outside DIR: it undoes the copies.",
        ),
    ] = None,
    titles: Annotated[
        bool,
        typer.Option(
            "--titles",
            help="Also replace titles of a listed person, such as 李主任, 老李, Mrs Li, where they "
            "fit one person only.",
        ),
    ] = False,
    keep_numbers: Annotated[
        bool,
        typer.Option(
            "--keep-numbers",
            help="Leave phone, identity and card numbers, e-mail, WeChat ids and links as they "
            "are.",
        ),
    ] = False,
    suggestions: Annotated[
        Path,
        typer.Option(
            "--suggestions",
            metavar="FILE",
            help="Where to list what still looks like a name, outside DIR.",
        ),
    ] = SUGGESTED,
    excel: ExcelOption = False,
    options: ReadingOptions = AS_FOUND,
) -> None:
    """Make copies of transcripts with pseudonyms for listed names.

    Phone, identity and card numbers, e-mail addresses, WeChat ids and links to profiles become
    [phone 1], [id 1] and so on. The originals stay as they are. What is not on the list is never
    replaced: what still looks like a name is listed for you to decide. Read the copies before
    you pass them on; see docs/privacy.md.
    """
    from qcode.output.copies import check_copies, check_key, check_outside, write_suggested
    from qcode.redaction.names import NO_NAMES, read_names
    from qcode.redaction.redact import RedactionSettings
    from qcode.redaction.redact import redact as redacted

    if names and not output:
        raise typer.BadParameter("say where the copies go: -o DIR", param_hint="'-o'")
    listed = read_names(names) if names else NO_NAMES
    for warning in listed.warnings:
        note(f"warning: {warning}")
    if output:
        check_outside(suggestions, output, HOLDS_NAMES)
    if names and output:
        _check_apart(output, transcripts)
        check_copies(output)
        if key:
            check_outside(key, output, "it undoes them")
    reading = open_transcripts(transcripts, options)
    result = redacted(reading.transcripts, listed, RedactionSettings(titles, keep_numbers))
    if names and output:
        if key:
            check_key(key, result.key)
        _write(result, output, key, excel=excel)
        _show_copies(result, reading, output, listed)
    where = write_suggested(suggestions, result.possible, excel=excel)
    _show_possible(result, where)
    if not names:
        show("No list of names was given with --names: no copies were written.")
    for problem in result.failed if names else ():
        note(str(problem))
    tell_failed(reading)
    if names and result.failed:
        raise typer.Exit(1)


def _check_apart(output: Path, transcripts: Sequence[Path]) -> None:
    """Check that the copies do not go into a folder of originals, where the next command would
    take them for interviews.

    Raises:
        OutputError: they would.
    """
    folder = output.resolve()
    for path in transcripts:
        source = path.resolve()
        if path.is_dir() and (source == folder or source in folder.parents):
            raise OutputError(
                f"'{output}' lies in '{path}', beside the originals"
                "\n  hint: choose a folder of its own for the copies: -o DIR"
            )


def _write(result: Redaction, output: Path, key: Path | None, *, excel: bool) -> None:
    from qcode.output.copies import write_copies, write_key

    if not result.copies:
        return
    write_copies(output, result.copies)
    if key:
        write_key(key, result.key, excel=excel)
        note(f"the key is in {key}: who has it can undo the copies; keep it apart from them")
    else:
        note("no key was written: nothing says what stands for what; --key FILE writes one")


def _show_copies(result: Redaction, reading: Reading, output: Path, names: NamesList) -> None:
    """How much was replaced in each copy, by kind, and what to know about it."""
    kinds = list(dict.fromkeys(kind for counts in result.counts for kind, _ in counts))
    rows = [("copy", *kinds)]
    for copy, counts in zip(result.copies, result.counts, strict=True):
        found = dict(counts)
        rows.append((f"{copy.name}.txt", *(str(found.get(kind, 0)) for kind in kinds)))
    show(f"Replaced in {counted(len(result.copies), 'copy')} in {output}:")
    show(columns(rows, align="l" + "r" * len(kinds)))
    asides = [line for each in reading.transcripts for line in each.set_aside]
    left_out = sum(line.reason != "front matter" for line in asides)
    if left_out:
        note(f"note: {counted(left_out, 'line')} of nobody's words stayed out, such as headers")
    for copy in result.copies:
        if copy.lines_joined:
            note(f"note: {copy.name}.txt has blanks for the line breaks inside turns")
    unused = [f"'{entry.name}'" for entry in result.not_found]
    if unused:
        more = f" and {len(unused) - MOST_NOT_FOUND} more" if len(unused) > MOST_NOT_FOUND else ""
        note(f"note: listed, but in no transcript: {', '.join(unused[:MOST_NOT_FOUND])}{more}")
    show()


def _show_possible(result: Redaction, where: Path | None) -> None:
    """What still looks like a name: how often, and one place each."""
    if not result.possible:
        show("Nothing else looks like a name. That is a guess: read the copies.")
        return
    show("Looks like a name and was not replaced:")
    rows = [("name", "kind", "times", "where", "context")]
    for each in result.possible[:MOST_NAMES]:
        times, context = str(each.count), one_line(each.context, SHORT)
        rows.append((each.name, each.kind, times, one_line(each.transcripts[0], 24), context))
    show(columns(rows, align="llr"))
    left = len(result.possible) - MOST_NAMES
    if left > 0:
        show(f"  ... and {left:,} more: the file holds them all")
    show(
        f"Listed in {where}: keep what is a name, write a pseudonym for each, add it to your list."
    )
