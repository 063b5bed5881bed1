"""`qcode memo`, `log`, `undo`: notes, and what was decided."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qcode.cli.options import ExcelOption, OutOption
from qcode.cli.screen import columns, counted, note, show
from qcode.cli.study_options import (
    CoderOption,
    CodersOption,
    JsonOption,
    StudyOption,
    coder_of,
    open_here,
)
from qcode.errors import QcodeError

if TYPE_CHECKING:
    from qcode.model.coding import Anchor
    from qcode.study.records import Record, Subject
    from qcode.study.study import Study


def memo(
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="The note; without it memos are listed.")
    ] = None,
    code: Annotated[str | None, typer.Option("--code", metavar="ID", help="On a code.")] = None,
    transcript: Annotated[
        str | None, typer.Option("--transcript", metavar="NAME", help="On a transcript.")
    ] = None,
    turn: Annotated[
        int | None,
        typer.Option("--turn", min=1, metavar="N", help="On this turn of the transcript."),
    ] = None,
    case: Annotated[
        str | None, typer.Option("--case", metavar="NAME", help="On a case: a person, a site.")
    ] = None,
    output: OutOption = None,
    excel: ExcelOption = False,
    coder: CoderOption = None,
    study: StudyOption = None,
) -> None:
    """Write a memo, or list memos.

    On the study, a code, a transcript, a turn or a case. Memos on segments are written in the
    session (qcode code).
    """
    opened = open_here(study)
    on, of, anchor = _subject(opened, code, transcript, turn, case)
    if text is None:
        _list_memos(opened, code, transcript, case, output, excel=excel)
        return
    if not text.strip():
        raise QcodeError("the memo is empty\n  hint: write its words in quotation marks")
    from qcode.study.desk import Desk

    with Desk(opened, coder_of(opened, coder)) as desk:
        records = desk.memo(text, on, of=of, anchor=anchor)
    show(f"memo on {on}{f' {of}' if of else ''} by {desk.coder}; take it back with: qcode undo")
    show(f"  {records[0].id}")


def recode(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="A code, also one that is in no codebook any more.")
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The code that it becomes.")],
    reason: Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why.")] = "",
    coder: CoderOption = None,
    study: StudyOption = None,
) -> None:
    """Let all that is coded with one code count as coded with another.

    For a code that was deleted from the codebook, or that turned out to be the same as another. The
    codings themselves stay as they are; qcode undo takes it back.
    """
    from qcode.study.desk import Desk

    opened = open_here(study)
    _check_code(opened, new)
    if opened.code_now(old) == opened.code_now(new):
        raise QcodeError(f"'{old}' counts as '{new}' already\n  hint: see qcode log")
    known = {each.coding.code for each in opened.codings()}
    known |= {each.id for each in opened.codebook.codes}
    if old not in known:
        from qcode.analysis.nearest import did_you_mean

        hint = did_you_mean(old, sorted(known)) if known else "see qcode status"
        raise QcodeError(f"nothing is coded with '{old}'\n  hint: {hint}")
    count = len(opened.codings(code=old))
    with Desk(opened, coder_of(opened, coder)) as desk:
        records = desk.merge_codes([old], new, reason=reason)
    show(f"{counted(count, 'coding')} of {old} count as {new} from now on")
    show(f"take it back with: qcode undo {records[0].id}")


def log(
    coder: CodersOption = None,
    transcript: Annotated[
        list[str] | None,
        typer.Option("--transcript", metavar="NAME", help="Only about this one; repeatable."),
    ] = None,
    code: Annotated[
        list[str] | None,
        typer.Option("--code", metavar="ID", help="Only about this code; repeatable."),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="KIND", help="code, reject, uncode, memo, seen, undo ..."),
    ] = None,
    since: Annotated[
        str, typer.Option("--since", metavar="DAY", help="From this day on: 2026-01-31.")
    ] = "",
    last: Annotated[
        int, typer.Option("--last", min=0, metavar="N", help="Only the last N; 0 for all.")
    ] = 0,
    as_json: JsonOption = False,
    study: StudyOption = None,
) -> None:
    """Show who decided what, and when.

    Every record of all logs, also what was taken back or replaced.
    """
    from qcode.study.history import Wanted, records_of, sentence, transcript_of
    from qcode.study.lines import line_of

    opened = open_here(study)
    _check_kinds(kind or [])
    wanted = Wanted(coder or (), transcript or (), code or (), kind or (), since)
    records = records_of(opened.state, wanted)
    records = records[-last:] if last else records
    if as_json:
        for record in records:
            typer.echo(line_of(record))
        return
    rows = [
        (
            record.id[:8],
            record.time.replace("T", " ").removesuffix("Z"),
            record.coder,
            transcript_of(record),
            sentence(record, opened.state.records) + _fate(opened, record),
        )
        for record in records
    ]
    if rows:
        show(columns([("no.", "time (UTC)", "coder", "transcript", "what"), *rows]))
    show(counted(len(rows), "record"))


def undo(
    number: Annotated[
        str | None,
        typer.Argument(metavar="RECORD", help="The id of a record; else the last decision."),
    ] = None,
    coder: CoderOption = None,
    study: StudyOption = None,
) -> None:
    """Take back a decision: the last one, or that of a record.

    To take an undo back is to do it again. How a dispute was settled is taken back by its record:
    qcode log shows it.
    """
    from qcode.study.desk import Desk
    from qcode.study.history import sentence
    from qcode.study.queues import ADJUDICATION, is_adjudication

    opened = open_here(study)
    record = opened.state.records.get(number or "")
    settles = record is not None and is_adjudication(record.coder)
    with Desk(opened, ADJUDICATION if settles else coder_of(opened, coder)) as desk:
        decision = _decision(desk.decisions(), number) if number else desk.last_decision()
        if not decision:
            raise QcodeError(
                f"there is nothing that '{desk.coder}' could take back\n  hint: see qcode log"
            )
        records = desk.undo(decision)
    for record in decision:
        show(f"taken back: {sentence(record, opened.state.records)}")
    show(f"do it again with: qcode undo {records[0].id}")


def _subject(
    study: Study, code: str | None, transcript: str | None, turn: int | None, case: str | None
) -> tuple[Subject, str, Anchor | None]:
    """What a memo is on: the kind of subject, its id, and where."""
    if sum(each is not None for each in (code, transcript, case)) > 1:
        raise QcodeError("a memo is on one thing\n  hint: give one of --code, --transcript, --case")
    if turn is not None and transcript is None:
        raise QcodeError("a turn of which transcript?\n  hint: add --transcript NAME")
    if code is not None:
        _check_code(study, code)
        return "code", code, None
    if transcript is not None:
        study.transcript(transcript)
        if turn is not None:
            return "turn", "", _turn(study, transcript, turn)
        return "transcript", transcript, None
    return ("case", case, None) if case is not None else ("project", "", None)


def _check_code(study: Study, code: str) -> None:
    from qcode.analysis.nearest import did_you_mean

    known = [each.id for each in study.codebook.codes]
    if code not in known:
        hint = did_you_mean(code, known) if known else "make one in a session: qcode code"
        raise QcodeError(f"there is no code '{code}'\n  hint: {hint}")


def _turn(study: Study, name: str, number: int) -> Anchor:
    from qcode.model.coding import Anchor

    transcript = study.transcript(name)
    turn = next((each for each in transcript.turns if each.number == number), None)
    if turn is None:
        hint = f"its turns are 1 to {len(transcript.turns)}"
        raise QcodeError(f"'{name}' has no turn {number}\n  hint: {hint}")
    text = study.placing.hashes[name]
    return Anchor(name, text, number, turn.start, turn.end, transcript.words(turn))


def _list_memos(
    study: Study,
    code: str | None,
    transcript: str | None,
    case: str | None,
    output: Path | None,
    *,
    excel: bool,
) -> None:
    from qcode.output.render import render
    from qcode.study.memo_table import memo_table

    table = memo_table(study)
    of = code or case
    if of:
        table = table[table["of"] == of]
    if transcript:
        table = table[(table["transcript"] == transcript) | (table["of"] == transcript)]
    if output:
        render(table, output, excel=excel)
        note(f"written to {output}")
        return
    for row in table.to_dict("records"):
        where = " ".join(filter(None, (row["on"], row["of"], row["transcript"])))
        show(f"{where} · {row['coder']} · {row['time'][:10]}")
        if row["quotation"]:
            show(f"  “{row['quotation']}”")
        show("\n".join(f"  {line}" for line in str(row["text"]).splitlines()))
        show()
    show(counted(len(table), "memo"))


def _check_kinds(kinds: list[str]) -> None:
    from qcode.analysis.nearest import did_you_mean
    from qcode.study.lines import KINDS

    for each in kinds:
        if each not in KINDS:
            hint = f"{did_you_mean(each, list(KINDS))}"
            raise QcodeError(f"there is no kind of record '{each}'\n  hint: {hint}")


def _decision(decisions: tuple[tuple[Record, ...], ...], number: str) -> tuple[Record, ...]:
    """The decision that holds the record with this id, or the only one whose id begins so."""
    found = [each for each in decisions if any(one.id.startswith(number) for one in each)]
    if len(found) != 1:
        told = "more than one record of yours begins" if found else "no record of yours begins"
        raise QcodeError(f"{told} with '{number}'\n  hint: give the whole id: qcode log --json")
    return found[0]


def _fate(study: Study, record: Record) -> str:
    """What became of a record, if it does not stand."""
    if study.state.stands(record):
        return ""
    if study.state.undone_by(record):
        return " [taken back]"
    return " [replaced]"
