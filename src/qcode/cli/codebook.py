"""Commands on a codebook alone: `check`, `explain`, `schema`."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qcode.cli.inputs import library_reading, open_codebook, open_transcripts, tell_failed
from qcode.cli.options import CodebookArgument, reads_transcripts
from qcode.cli.screen import columns, counted, one_line, show
from qcode.cli.study_options import StudyOption, open_here, own_codebook, study_folder
from qcode.errors import QcodeError
from qcode.output.safe import visible
from qcode.reading.options import AS_FOUND, ReadingOptions

if TYPE_CHECKING:
    from qcode.matching.check import Finding
    from qcode.matching.explain import Condition, RuleDescription, Trace
    from qcode.model.codebook import Code, Codebook, Rule


@reads_transcripts
def check(
    codebook: CodebookArgument = None,
    transcripts: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="TRANSCRIPTS", help="Texts on which to look for rules without a hit."
        ),
    ] = None,
    study: StudyOption = None,
    options: ReadingOptions = AS_FOUND,
) -> None:
    """Test a codebook on its own examples and on transcripts.

    Each example must be found and no counter-example. Rules without a hit in the transcripts, and
    rules that another one makes superfluous, are named.

    The exit code is 1 when an example fails; advice alone leaves it at 0.
    """
    from qcode.matching.check import check_codebook
    from qcode.reading.codebook import read_codebook

    reading = open_transcripts(transcripts, options) if transcripts else None
    if codebook is None:
        folder = study_folder(study, "which codebook?")
        codebook, reading = own_codebook(folder), library_reading(open_here(folder))
    opened = read_codebook(codebook)
    findings = check_codebook(opened, reading.transcripts if reading else ())
    for finding in findings:
        show(_finding(finding))
    errors = sum(finding.is_error for finding in findings)
    show(_summary(opened, errors, len(findings) - errors))
    if reading:
        tell_failed(reading)
    if errors:
        raise typer.Exit(1)


def explain(
    codebook: Annotated[
        Path,
        typer.Argument(metavar="CODEBOOK", help="A codebook; in a study it can be left out."),
    ],
    name: Annotated[
        str | None, typer.Argument(metavar="CODE|RULE", help="The id of a code or a rule.")
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="TEXT", help="A passage to try it on.")
    ] = None,
    asked: Annotated[
        str, typer.Option("--asked", metavar="QUESTION", help="The question before the passage.")
    ] = "",
    study: StudyOption = None,
) -> None:
    """Show what a rule expands to, or why it finds a text or not.

    With --text: which words matched, and which condition failed.
    """
    from qcode.matching.explain import describe_rule, explain_text

    if name is None:
        name, codebook = str(codebook), own_codebook(study_folder(study, "which code or rule?"))
    opened = open_codebook(codebook)
    rules = _rules_named(opened, name)
    if code := next((code for code in opened.codes if code.id == name), None):
        _show_code(code)
    if text is None:
        for rule in rules:
            _show_rule(describe_rule(rule))
        return
    traces = [(rule, explain_text(rule, text, asked=asked, codebook=opened)) for rule in rules]
    finding = [(rule, trace) for rule, trace in traces if trace.found]
    for rule, trace in finding or traces:
        _show_trace(rule, text, trace)
    if finding and len(finding) < len(traces):
        show(
            f"{counted(len(traces) - len(finding), 'other rule')} of it did not find the text;"
            " name one to see why"
        )


def schema() -> None:
    """Print the JSON Schema of codebooks, for editors."""
    from qcode.reading.codebook import codebook_schema

    show(json.dumps(codebook_schema(), ensure_ascii=False, indent=2))


def _rules_named(codebook: Codebook, name: str) -> tuple[Rule, ...]:
    """The rules of a code and of the codes below it, or the one rule of this id.

    Raises:
        QcodeError: there is neither.
    """
    from qcode.analysis.nearest import did_you_mean

    if any(code.id == name for code in codebook.codes):
        below = {code.id for code in codebook.codes if name in codebook.ancestors(code.id)}
        return tuple(rule for rule in codebook.rules() if rule.code in {name, *below})
    rules = tuple(rule for rule in codebook.rules() if rule.id == name)
    if not rules:
        known = [code.id for code in codebook.codes] + [rule.id for rule in codebook.rules()]
        raise QcodeError(
            f"'{name}' is neither a code nor a rule of {codebook.path}"
            f"\n  hint: {did_you_mean(name, known)}"
        )
    return rules


def _finding(finding: Finding) -> str:
    if finding.is_error:
        return str(finding.problem)
    return str(replace(finding.problem, message=f"advice: {finding.problem.message}"))


def _summary(codebook: Codebook, errors: int, advice: int) -> str:
    rules = sum(1 for _ in codebook.rules())
    examples = sum(len(code.examples) for code in codebook.codes)
    counter = sum(len(code.counterexamples) for code in codebook.codes)
    size = (
        f"{counted(len(codebook.codes), 'code')}, {counted(rules, 'rule')}, "
        f"{counted(examples, 'example')}, {counted(counter, 'counter-example')}"
    )
    verdict = counted(errors, "error") if errors else "all examples pass"
    return f"{codebook.path}: {size}: {verdict}" + (
        f", {advice} pieces of advice" if advice > 1 else ", 1 piece of advice" if advice else ""
    )


def _show_code(code: Code) -> None:
    show(f"code {code.id}")
    facts = [("name", code.name), ("definition", code.definition)]
    facts += [("include", item) for item in code.include]
    facts += [("exclude", item) for item in code.exclude]
    rows = [
        (key if place == 0 else "", one_line(words))
        for key, item in facts
        for place, (_, words) in enumerate(item.by_language)
    ]
    if rows:
        show(columns(rows))
    if not code.rules:
        show("  no rule of its own: it is applied by people, or groups the codes below it")
    show()


def _show_rule(found: RuleDescription) -> None:
    show(f"rule {found.rule.id} of {found.rule.code} (line {found.rule.line})")
    show(columns(found.conditions))
    if found.references:
        show("  lists")
        show(columns([(f"${name}", words) for name, words in found.references], indent="    "))
    if found.words:
        show("  words")
        rows = [(word.word, word.how, ", ".join(word.forms)) for word in found.words]
        show(columns(rows, indent="    "))
    show()


def _show_trace(rule: Rule, text: str, trace: Trace) -> None:
    verdict = "finds the text" if trace.found else "does not find the text"
    show(f"rule {rule.id} of {rule.code} (line {rule.line}) {verdict}")
    if trace.matched:
        show(f"  by: {', '.join(repr(text[start:end]) for start, end in trace.matched)}")
    if trace.conditions:
        show("\n".join(map(_condition, trace.conditions)))
    show()


def _condition(item: Condition) -> str:
    line = f"  {'holds' if item.holds else 'fails'}  {item.name}"
    return visible(f"{line}: {item.detail}" if item.detail else line)
