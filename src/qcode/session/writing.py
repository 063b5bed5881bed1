"""Having decisions written: from an effect to the records of the study."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qcode.model.coding import Coding
from qcode.session import actions
from qcode.session.actions import Effect
from qcode.study.desk import Desk, ids_of
from qcode.study.judgements import judged
from qcode.study.library import copy_path, read_copy
from qcode.study.records import Coded, Record
from qcode.study.roles import set_roles, with_roles
from qcode.study.shared import NewCode
from qcode.study.study import Study


def write(desk: Desk, effect: Effect) -> tuple[Record, ...]:
    """Write a decision of a coder; the records, () when that was said already.

    Raises:
        QcodeError: it cannot be written; nothing is changed then.
    """
    match effect:
        case actions.ApplyCode():
            return desk.code(
                effect.anchor,
                effect.code,
                against=effect.against,
                suggested=effect.suggested,
                rules=effect.rules,
                reason=effect.reason,
            )
        case actions.RejectSuggestion(anchor, code, rules, reason):
            return desk.reject(anchor, code, rules=rules, reason=reason)
        case actions.ReplaceSuggestion(anchor, code, other, rules, reason):
            return desk.replace_suggestion(anchor, code, other, rules=rules, reason=reason)
        case actions.ChangeCoding(coding, anchor, code, against, reason):
            return desk.change(coding, anchor=anchor, code=code, against=against, reason=reason)
        case actions.Uncode(coding, reason):
            return desk.uncode(coding, reason=reason)
        case actions.NoteSeen(name, turn, suggestions):
            transcript = desk.study.transcript(name)
            return desk.saw(transcript, [transcript.turns[turn - 1]], suggestions=suggestions)
        case actions.WriteMemo(text, on, of, anchor, instead):
            return desk.memo(text, on, of=of, anchor=anchor, instead=instead)
        case actions.MakeCode():
            return _make_code(desk, effect)
        case actions.MergeCode(code, into, reason):
            return desk.merge_codes([code], into, reason=reason)
        case actions.MoveCode(code, parent, reason):
            return desk.move_code(code, parent, reason=reason)
        case actions.SetRole():
            desk.study = _with_role(desk.study, effect)
            return ()
    raise TypeError(f"{effect} is not written by a coder's desk")


def settle(desk: Desk, effect: actions.Adjudicate) -> tuple[Record, ...]:
    """Write an adjudication, at the desk of the adjudication."""
    anchor, code = effect.anchor, effect.code
    if effect.applies:
        return desk.code(anchor, code, reason=effect.reason)
    said = ids_of(judged(desk.study.state, desk.coder, anchor, code))
    return desk.uncode(Coding(desk.coder, code, anchor, False, said), reason=effect.reason)


def _make_code(desk: Desk, effect: actions.MakeCode) -> tuple[Record, ...]:
    """A new code, and what is coded with it, as one decision."""
    coding = effect.coding
    anchor = coding.anchor if coding else effect.anchor
    if anchor is None:
        return desk.new_code(
            effect.code, name=effect.name, parent=effect.parent, reason=effect.reason
        )
    desk.keep(desk.study.transcript(anchor.transcript))
    new = NewCode(
        **desk.who(),
        code=effect.code,
        name=effect.name,
        parent=effect.parent,
        anchor=anchor,
        reason=effect.reason,
    )
    records: Sequence[str] = coding.records if coding else ()
    coded = Coded(
        **desk.who(tuple(sorted(records))),
        anchor=anchor,
        code=effect.code,
        against=bool(coding and coding.against),
    )
    return desk.write(new, coded)


def _with_role(study: Study, effect: actions.SetRole) -> Study:
    """The study after a role was put right in the working copy."""
    roles = {effect.speaker: effect.role}
    set_roles(study.folder, read_copy(copy_path(study.folder, effect.transcript)), roles)
    changed = tuple(
        with_roles(each, roles) if each.id == effect.transcript else each
        for each in study.transcripts
    )
    by_id = {each.id: each for each in changed}
    return replace(
        study,
        library=replace(study.library, transcripts=changed),
        placing=replace(study.placing, transcripts=by_id),
    )
