"""What coders say about codes on segments, as it stands: codings, rejections, conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, cast

from qcode.model.coding import Anchor, Coding
from qcode.study.coders import coder_key
from qcode.study.conflicts import Conflict
from qcode.study.fold import State
from qcode.study.records import Coded, Judgement, Rejected

Side = Literal["for", "against", "not"]
Place = tuple[str, str, str, int, int]
"""Transcript, text, folded coder, start, end: the order in which judgements are listed."""


def codings(
    state: State,
    *,
    transcript: str | None = None,
    code: str | None = None,
    coder: str | None = None,
) -> tuple[Coding, ...]:
    """The codings that stand, one for each coder, present code and segment.

    What a coder contradicts is not among them: see `conflicts`.

    Args:
        state: of the study.
        transcript: only in this transcript.
        code: only of this code and of those that were merged into it.
        coder: only of this coder, however the name is spelt.

    Returns:
        Sorted by transcript, version of the text, start, end, code and coder.
    """
    found = []
    for (_, now), group in _groups(state, transcript, code, coder):
        coded = [one for one in group if isinstance(one, Coded)]
        if coded and not _contradicts(group):
            ids = tuple(one.id for one in coded)
            name = state.coders[coder_key(coded[0].coder)]
            found.append(Coding(name, now, coded[0].anchor, coded[0].against, ids))
    return tuple(sorted(found, key=_by_place))


def rejections(
    state: State,
    *,
    transcript: str | None = None,
    code: str | None = None,
    coder: str | None = None,
) -> tuple[Rejected, ...]:
    """The rejections of suggestions that stand and that their coder does not contradict.

    Args and order are those of `codings`; `code` of a rejection is the one that was rejected.
    """
    found = [
        one
        for _, group in _groups(state, transcript, code, coder)
        if not _contradicts(group)
        for one in group
        if isinstance(one, Rejected)
    ]
    return tuple(sorted(found, key=lambda one: (*_by_anchor(one.anchor), one.code, one.id)))


def conflicts(state: State) -> tuple[Conflict, ...]:
    """Records that contradict each other and both stand: judgements of one coder about one code
    on one segment, which two machines can bring about, then changes of codes."""
    found = [
        Conflict("judgement", now, tuple(group))
        for (_, now), group in _groups(state, None, None, None)
        if _contradicts(group)
    ]
    found.sort(key=lambda one: one.records[0].id)
    return (*found, *state.codes.conflicts)


def judged(state: State, coder: str, anchor: Anchor, code: str) -> tuple[Judgement, ...]:
    """What a coder says now about a code on a segment, in conflict or not: the records that a
    new decision about it supersedes. Sorted by id."""
    groups = _groups(state, anchor.transcript, code, coder)
    where = (anchor.text, anchor.start, anchor.end)
    there = (group for (place, _), group in groups if (place[1], *place[3:]) == where)
    return tuple(one for group in there for one in group)


def side(record: Judgement) -> Side:
    """What a judgement says about its code: for it, against it, or that it does not apply."""
    if not isinstance(record, Coded):
        return "not"
    return "against" if record.against else "for"


def _groups(
    state: State, transcript: str | None, code: str | None, coder: str | None
) -> Iterator[tuple[tuple[Place, str], list[Judgement]]]:
    """The judgements that stand, by place and present code, each group sorted by id."""
    places = state.by_transcript if transcript is None else [transcript]
    codes = state.codes
    now = codes.now(code) if code is not None else None
    key = coder_key(coder) if coder is not None else None
    groups: dict[tuple[Place, str], list[Judgement]] = {}
    for name in places:
        for record in cast("Iterable[Judgement]", state.by_transcript.get(name, ())):
            here = (_place(record), codes.now(record.code))
            wanted = (now is None or here[1] == now) and (key is None or here[0][2] == key)
            if wanted and state.stands(record):
                groups.setdefault(here, []).append(record)
    for here, group in groups.items():
        yield here, sorted(group, key=lambda one: one.id)


def _contradicts(group: list[Judgement]) -> bool:
    """Whether a coder says two things about one code, or codes for and against one that was
    merged from several. To have rejected one of several and coded another is no contradiction."""
    if len(group) < 2:
        return False
    said: dict[str, set[Side]] = {}
    for one in group:
        said.setdefault(one.code, set()).add(side(one))
    return any(len(sides) > 1 for sides in said.values()) or {"for", "against"} <= set().union(
        *said.values()
    )


def _place(record: Judgement) -> Place:
    anchor = record.anchor
    return (anchor.transcript, anchor.text, coder_key(record.coder), anchor.start, anchor.end)


def _by_anchor(anchor: Anchor) -> tuple[str, str, int, int]:
    return (anchor.transcript, anchor.text, anchor.start, anchor.end)


def _by_place(coding: Coding) -> tuple[str, str, int, int, str, str]:
    return (*_by_anchor(coding.anchor), coding.code, coding.coder)
