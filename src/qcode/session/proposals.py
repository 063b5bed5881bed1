"""What the rules suggest for the transcripts of a session, under the present ids of codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from qcode.model.codebook import Codebook
from qcode.model.coding import Segment, Suggestion
from qcode.session.options import SessionOptions
from qcode.study.study import Study
from qcode.study.suggesting import suggestions


def raw_suggestions(study: Study) -> tuple[Suggestion, ...]:
    """What the rules of the codebook file suggest, hints too, under the ids of the file."""
    return suggestions(
        study.folder, study.transcripts, study.file, hints=True, speakers="participants"
    )


def present_suggestions(
    study: Study, raw: Iterable[Suggestion], options: SessionOptions
) -> Mapping[str, tuple[Suggestion, ...]]:
    """By transcript, the suggestions under the present ids of their codes; those of one code for
    one segment, as after a merge of codes, are one.

    Args:
        study: as it is now.
        raw: as `raw_suggestions` gives them.
        options: which transcripts and codes the session is about.
    """
    names = {each: study.code_now(each) for each in {one.code for one in raw}}
    codes = with_those_below(study.codebook, [study.code_now(each) for each in options.codes])
    once: dict[tuple[str, Segment], Suggestion] = {}
    for each in raw:
        code, name = names[each.code], each.segment.transcript_id
        if code in codes and name in (options.transcripts or (name,)):
            before = once.get((code, each.segment))
            once[code, each.segment] = _joined(before, replace(each, code=code))
    found: dict[str, list[Suggestion]] = {}
    for one in once.values():
        found.setdefault(one.segment.transcript_id, []).append(one)
    return {name: tuple(group) for name, group in found.items()}


def with_those_below(codebook: Codebook, codes: Sequence[str]) -> frozenset[str]:
    """The ids of codes and of all that stand below them; of all codes when none is given."""
    if not codes:
        return frozenset(code.id for code in codebook.codes)
    found = set(codes)
    for code in codebook.codes:  # parents come before their children
        if code.parent in found:
            found.add(code.id)
    return frozenset(found)


def _joined(one: Suggestion | None, other: Suggestion) -> Suggestion:
    if one is None:
        return other
    rules = tuple(dict.fromkeys((*one.rules, *other.rules)))
    return replace(one, rules=rules, matched=tuple(sorted({*one.matched, *other.matched})))
