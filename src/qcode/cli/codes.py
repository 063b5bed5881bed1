"""`qcode codebook`: the codebook for a meeting, from a code list, and with new codes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qcode.cli.options import ExcelOption
from qcode.cli.screen import columns, counted, note, one_line, show
from qcode.cli.study_options import StudyOption, open_here, study_folder
from qcode.errors import OutputError, QcodeError

if TYPE_CHECKING:
    from qcode.model.codebook import Codebook
    from qcode.study.study import Study

DRAFT = "codebook-draft.yaml"

ACTIONS = ("print", "import", "promote")


def codebook(
    action: Annotated[
        str | None,
        typer.Argument(
            metavar="print|import|promote", help="What to do; else print. A file is printed too."
        ),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE", help="To print: a codebook, else the study's. To import: a code list."
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Printed: .md, or a table (.csv). Import, promote: a new YAML file.",
        ),
    ] = None,
    language: Annotated[
        Literal["en", "zh"], typer.Option("--language", metavar="en|zh", help="Of printed words.")
    ] = "en",
    name: Annotated[
        str,
        typer.Option("--id", metavar="ID", help="Import: the codebook's; else the file's name."),
    ] = "",
    excel: ExcelOption = False,
    study: StudyOption = None,
) -> None:
    """Print the codebook, make one from a code list, take over new codes.

    print: names, definitions, examples, how often each code is used. import: a table (CSV, TSV,
    XLSX) or an indented text becomes a codebook file. promote: codes made while reading become a
    draft that you take over into codebook.yaml, which is never changed itself.
    """
    if action and action not in ACTIONS and file is None:
        action, file = "print", Path(action)
    if action in {None, "print"}:
        _print(file, output, language, excel=excel, study=study)
    elif action == "import":
        _import(file, output, name)
    elif action == "promote":
        _promote(output, study)
    else:
        raise QcodeError(f"'{action}' is no action\n  hint: one of {', '.join(ACTIONS)}")


def _print(
    codebook: Path | None,
    output: Path | None,
    language: Literal["en", "zh"],
    *,
    excel: bool,
    study: Path | None,
) -> None:
    from qcode.cli.inputs import open_codebook
    from qcode.output.codebook_page import codebook_markdown, codebook_table
    from qcode.output.files import replace_file
    from qcode.output.render import render

    if codebook:
        opened, counts = open_codebook(codebook), None
    else:
        found = open_here(study_folder(study, "which codebook?"))
        opened, counts = found.codebook, _counts(found)
    if not opened.codes:
        raise QcodeError("there is no code yet\n  hint: make some while reading: qcode code")
    if output is None:
        _show(opened, counts or {}, language)
    elif output.suffix.lower() == ".md":
        text = codebook_markdown(opened, counts or {}, language)
        replace_file(output, text.encode("utf-8", errors="backslashreplace"))
        note(f"written to {output}")
    else:
        render(codebook_table(opened, counts), output, excel=excel)
        note(f"written to {output}")


def _import(source: Path | None, output: Path | None, name: str) -> None:
    from qcode.output.yaml_codebook import yaml_codebook
    from qcode.reading.code_list import new_id, read_code_list

    if source is None or output is None:
        raise QcodeError(
            "which list, and into which file?"
            "\n  hint: qcode codebook import codes.csv -o codebook.yaml"
        )
    codes = read_code_list(source)
    head = (f"Made from {source.name}: {counted(len(codes), 'code')}. Yours from now on.",)
    text = yaml_codebook(codes, name=name or new_id(source.stem, ()), head=head)
    _write_new(output, text)
    show(f"{counted(len(codes), 'code')} written to {output}; test it with: qcode check {output}")


def _promote(output: Path | None, study: Path | None) -> None:
    from qcode.output.yaml_codebook import Note, yaml_codebook
    from qcode.study.promote import draft

    opened = open_here(study)
    found = draft(opened)
    if not (found.codes or found.changes):
        show("nothing to take over: the codebook file has all codes")
        return
    head = [f"Codes of '{opened.title}' that codebook.yaml does not have: copy what you want."]
    head += [f"Decided about codes of the file: {change}" for change in found.changes]
    renamed = dict(found.renamed_from)
    notes = {code: Note(comments, renamed.get(code, ())) for code, comments in found.comments}
    target = output or opened.folder / DRAFT
    text = yaml_codebook(found.codes, name=opened.file.id or "codebook", notes=notes, head=head)
    _write_new(target, text if found.codes else "\n".join(f"# {line}" for line in head) + "\n")
    show(f"{counted(len(found.codes), 'new code')} written to {target}")
    if opened.file.sha256:
        show("Copy them into codebook.yaml, with their ids; qcode status shows what is left.")
    else:
        show("This study has no codebook.yaml yet: rename the draft to it.")


def _counts(study: Study) -> dict[str, tuple[int, int]]:
    """By code, how many codings and how many participants."""
    from qcode.analysis.people import concentration
    from qcode.study.reviewed import reviewed

    found = reviewed(study)
    table = concentration(found.codings, study.transcripts, study.codebook)
    rows = table[["code", "segments", "participants"]].itertuples(index=False, name=None)
    return {str(code): (int(segments), int(people)) for code, segments, people in rows}


def _show(
    codebook: Codebook, counts: dict[str, tuple[int, int]], language: Literal["en", "zh"]
) -> None:
    rows = [("code", "name", "coded" if counts else "", "definition")]
    for code in codebook.codes:
        depth = len(codebook.ancestors(code.id))
        coded = f"{counts[code.id][0]:,}" if code.id in counts else ""
        definition = one_line(code.definition.get(language), 60)
        rows.append(("  " * depth + code.id, code.name.get(language), coded, definition))
    show(columns(rows))


def _write_new(path: Path, text: str) -> None:
    """Write a file where none is.

    Raises:
        OutputError: there is one: it may be somebody's work.
    """
    from qcode.output.files import replace_file

    if path.exists():
        raise OutputError(f"'{path}' is there already\n  hint: name another file with -o")
    replace_file(path, text.encode("utf-8"))
