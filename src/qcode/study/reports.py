"""What else a study knows: memos, which turns were seen, frozen rounds, how a segment came to
be as it is."""

from __future__ import annotations

from collections.abc import Mapping

from qcode.model.coding import Anchor
from qcode.study.coders import coder_key
from qcode.study.fold import State, fold, may_supersede
from qcode.study.records import Judgement, Memo, Record, Seen, Subject, TurnPlace
from qcode.study.shared import MergeCodes, MoveCode, NewCode, Round, Withdrawal


def memos(
    state: State, *, on: Subject | None = None, of: str = "", transcript: str = ""
) -> tuple[Memo, ...]:
    """The memos that stand, sorted by id.

    Args:
        state: of the study.
        on: only on this kind of subject.
        of: only on the case, transcript or code with this id.
        transcript: only on segments and turns of this transcript.
    """
    return tuple(
        memo
        for memo in state.of_kind(Memo)
        if (on is None or memo.on == on)
        and (not of or memo.of == of)
        and (not transcript or (memo.anchor and memo.anchor.transcript == transcript))
    )


def seen(state: State, coder: str) -> Mapping[TurnPlace, tuple[Seen, ...]]:
    """The turns that a coder has read, in order, each with the records that say so: whether
    suggestions were shown, and under which codebook."""
    key = coder_key(coder)
    turns: dict[TurnPlace, list[Seen]] = {}
    for one in state.of_kind(Seen):
        if coder_key(one.coder) == key:
            for turn in one.turns:
                place = TurnPlace(one.transcript, one.text, turn.turn, turn.start, turn.end)
                turns.setdefault(place, []).append(one)
    return {place: tuple(turns[place]) for place in sorted(turns)}


def history(state: State, anchor: Anchor) -> tuple[Record, ...]:
    """Every judgement and memo about any word of a segment, standing or not, with all that they
    supersede and that supersedes them, sorted by id; `state.stands` tells which stand."""
    judgements = state.by_transcript.get(anchor.transcript, ())
    to_do = [one for one in (*judgements, *state.all_of_kind(Memo)) if _touches(one, anchor)]
    found: dict[str, Record] = {}
    while to_do:
        record = to_do.pop()
        if record.id not in found:
            found[record.id] = record
            to_do += (state.records[name] for name in record.supersedes if name in state.records)
            later = state.later.get(record.id, ())
            to_do += (one for one in later if may_supersede(one, record))
    return tuple(found[name] for name in sorted(found))


def frozen(state: State, of: Round) -> State:
    """The state as a round froze it: what its coders decided later is not in it, while codes
    are as they are now, and what was withdrawn stays away."""
    kept: list[Record] = [state.records[name] for name in of.records if name in state.records]
    for kind in (NewCode, MergeCodes, MoveCode):
        kept += state.of_kind(kind)
    return fold([*kept, *state.all_of_kind(Withdrawal)])


def _touches(record: Record, anchor: Anchor) -> bool:
    """Whether a record is about a word of the segment, in the same version of the text."""
    there = record.anchor if isinstance(record, (Judgement, Memo)) else None
    return (
        there is not None
        and (there.transcript, there.text) == (anchor.transcript, anchor.text)
        and there.start < anchor.end
        and anchor.start < there.end
    )
