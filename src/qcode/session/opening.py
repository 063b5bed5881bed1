"""How a session begins: the study at one coder's desk, and the first state."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qcode.errors import QcodeError
from qcode.model.coding import Segment, Suggestion
from qcode.session.actions import Action
from qcode.session.finding import code_named
from qcode.session.listing import items_of, waiting
from qcode.session.machine import advance
from qcode.session.moving import go_to
from qcode.session.options import SessionOptions
from qcode.session.proposals import present_suggestions, raw_suggestions
from qcode.session.state import SessionState, Work
from qcode.session.taking import taken_from, with_codes
from qcode.study.desk import Desk
from qcode.study.placing import Placing
from qcode.study.shared import Version
from qcode.study.study import Study, open_study


def opened_desk(study: Path | Study, coder: str) -> Desk:
    """A coder's desk at a study; versions of texts that were edited are put down first.

    Raises:
        StudyError: the study cannot be read, or another process writes into the coder's log.
        OutputError: the log cannot be written.
    """
    opened = study if isinstance(study, Study) else open_study(study)
    desk = Desk(opened, coder)
    try:
        if desk.note_versions():
            now = desk.study
            versions = now.state.of_kind(Version)
            placing = Placing(now.folder, now.placing.transcripts, versions)
            desk.study = replace(now, placing=placing)
    except BaseException:
        desk.close()
        raise
    return desk


def begun(
    study: Study, coder: str, options: SessionOptions
) -> tuple[tuple[Suggestion, ...], SessionState]:
    """What the rules suggest, and the state in which a session begins: at the first item of the
    queue that waits.

    Raises:
        QcodeError: there is no transcript, or an option names what is not there.
    """
    options = _checked(study, options)
    transcripts = {each.id: each for each in study.transcripts if each.turns}
    if not transcripts:
        raise QcodeError("the study has no transcript to code\n  hint: qcode add FILES")
    raw = raw_suggestions(study)
    suggestions = present_suggestions(study, raw, options)
    taken = taken_from(study, coder, blind=options.blind)
    work = Work(transcripts, study.placing.hashes, suggestions, study.codebook)
    work = with_codes(work, taken, study, coder, blind=options.blind)
    items = items_of(options.queue, study, coder, work, taken, options)
    first = next(iter(options.transcripts or transcripts))
    state = SessionState(
        coder=coder,
        options=options,
        work=work,
        taken=taken,
        queue=options.queue,
        items=items,
        open=waiting(items, taken),
        transcript=first,
        turn=1,
        selection=Segment(first, 0, 1),
        code=options.codes[0] if options.codes else "",
        suggestions_shown=options.suggestions,
    )
    return raw, advance(go_to(state, first, 1), Action("begin")).state


def _checked(study: Study, options: SessionOptions) -> SessionOptions:
    """The options with the ids of codes in the place of their names.

    Raises:
        QcodeError: a transcript or code is not there.
    """
    for name in options.transcripts:
        if not study.transcript(name).turns:
            raise QcodeError(f"transcript '{name}' has no turns\n  hint: look at it: qcode status")
    return replace(options, codes=tuple(_code(study, name) for name in options.codes))


def _code(study: Study, name: str) -> str:
    found = code_named(study.codebook, study.code_now(name))
    if found is None:
        from qcode.analysis.nearest import did_you_mean

        hint = did_you_mean(name, (code.id for code in study.codebook.codes))
        raise QcodeError(f"there is no code '{name}' in this study\n  hint: {hint}")
    return found
