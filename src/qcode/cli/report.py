"""`qcode report`: one page with all figures, each opening into its quotations."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from qcode.cli.inputs import Inputs, Material, gather, open_inputs, suggested, tell_failed
from qcode.cli.options import (
    CodebookArgument,
    SpeakersOption,
    TranscriptsArgument,
    reads_transcripts,
)
from qcode.cli.screen import counted, note
from qcode.cli.study_options import CodersOption, StatusOption, StudyOption
from qcode.errors import QcodeError
from qcode.reading.options import AS_FOUND, ReadingOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qcode.output.report.records import Acceptance, Agreement, What

PageLanguage: TypeAlias = Literal["en", "zh"]


@reads_transcripts
def report(
    codebook: CodebookArgument = None,
    transcripts: TranscriptsArgument = None,
    *,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="The page, such as report.html.")
    ],
    title: Annotated[
        str, typer.Option("--title", metavar="WORDS", help="Else the study's, or the codebook's.")
    ] = "",
    language: Annotated[
        PageLanguage | None,
        typer.Option(
            "--language",
            metavar="en|zh",
            help="How the page opens; else by the transcripts. Readers can switch.",
        ),
    ] = None,
    speakers: SpeakersOption = "participants",
    status: StatusOption = None,
    coder: CodersOption = None,
    study: StudyOption = None,
    options: ReadingOptions = AS_FOUND,
) -> None:
    """Write one page for co-authors: figures, quotations, transcripts.

    A single HTML file that needs no network: overview, codes by transcript, a page for each code,
    transcripts with their codings, search; in English and Chinese. It holds the whole talk: give
    it only to those who may read the transcripts.
    """
    from qcode.output.report.content import report_content
    from qcode.output.report.page import check_report_path, write_report

    check_report_path(output)
    inputs = open_inputs(codebook, transcripts, study, options)
    found = gather(inputs, speakers=speakers, status=status, coders=coder)
    people = found.reviewed
    content = report_content(
        found.segments,
        found.transcripts,
        found.codebook,
        what=_what(found),
        against=people.against if people else (),
        speakers=speakers,
        title=title or (inputs.study.title if inputs.study else ""),
        language=language,
        coders=people.coders if people else (),
        acceptance=_acceptance(inputs, coder or ()),
        agreement=_agreement(inputs),
        notes=_notes(found),
    )
    write_report(content, output)
    note(
        f"{counted(len(content.codes), 'code')}, {counted(len(content.transcripts), 'transcript')}"
        f", {counted(len(content.passages), 'passage')}"
    )
    note(f"written to {output}; it holds the whole text of the transcripts")
    tell_failed(inputs.reading)


def _what(found: Material) -> What:
    if found.status == "both":
        return "both"
    return "codings" if found.status == "accepted" else "suggestions"


def _acceptance(inputs: Inputs, coders: Sequence[str]) -> tuple[Acceptance, ...]:
    """What coders made of the suggestions of rules, where there is a study with some."""
    from qcode.output.report.records import Acceptance

    if not (inputs.study and inputs.is_own and any(inputs.codebook.rules())):
        return ()
    from qcode.study.acceptance import rule_use

    return tuple(
        Acceptance(
            each.code,
            each.rule,
            each.accepted,
            each.changed,
            each.rejected,
            each.pending,
            None if math.isnan(each.rate) else each.rate,
        )
        for each in rule_use(inputs.study, suggested(inputs), coders=tuple(coders))
    )


def _agreement(inputs: Inputs) -> Agreement | None:
    """Agreement in the newest frozen round; None without one, or where nothing can be compared."""
    from qcode.output.report.records import Agreement
    from qcode.study.shared import Round

    if not (inputs.study and inputs.is_own and inputs.study.state.of_kind(Round)):
        return None
    from qcode.analysis.agreement_table import agreement
    from qcode.cli.agree import main_figures, warnings
    from qcode.study.agreeing import basis, judged_turns

    try:
        of = basis(inputs.study)
        codes = [code.id for code in of.study.codebook.applicable()]
        found = agreement(judged_turns(of), codes)
    except QcodeError as error:
        note(f"note: agreement is left out: {str(error).splitlines()[0]}")
        return None
    heads, *rows = main_figures(found.codes, of.coders)
    return Agreement(heads, tuple(rows), (*of.notes, *found.notes, *warnings(found.codes)))


def _notes(found: Material) -> list[str]:
    """What the page leaves out."""
    failed = sorted({Path(problem.path).name for problem in found.inputs.reading.failed})
    lines = list(found.reviewed.notes) if found.reviewed else []
    return [*lines, *(f"{name} could not be read and is left out" for name in failed)]
