"""Undo and redo, by property: sessions of random decisions, taken back and done again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.errors import QcodeError
from qcode.study.fold import State, fold
from qcode.study.ids import Ids
from qcode.study.judgements import codings, judged
from qcode.study.records import Coded, Judgement, Record, Rejected, Uncoded, Undone
from qcode.study.shared import MergeCodes, Withdrawal
from qcode.study.undo import undo
from tests.study.strategies import CODES, TIME, anchor, coded, record_id, said

Step = tuple[str, str, int, int]
steps = st.lists(
    st.tuples(
        st.sampled_from(["for", "against", "reject", "uncode", "widen", "both"]),
        st.sampled_from(CODES),
        st.sampled_from([0, 3]),
        st.sampled_from([8, 17]),
    ),
    min_size=1,
    max_size=8,
)


def decide(state: State, ids: Ids, step: Step) -> tuple[Record, ...]:
    """What a session appends for one decision: it supersedes what it replaces."""
    what, code, start, end = step
    here = anchor(start, end)
    old = judged(state, "Ana", here, code)

    def make(kind: type[Judgement], code: str = code, **fields: object) -> Record:
        common = {"id": ids.new(), "coder": "Ana", "time": TIME, "anchor": here, "code": code}
        return kind(**{"supersedes": tuple(one.id for one in old), **common, **fields})  # type: ignore[arg-type]

    if what == "widen":
        wide = anchor(0, 20)
        there = (*old, *judged(state, "Ana", wide, code))
        return (make(Coded, anchor=wide, supersedes=tuple({one.id for one in there})),)
    if what == "both":
        other = CODES[CODES.index(code) - 1]
        more = judged(state, "Ana", here, other)
        ids_of_more = tuple(one.id for one in more)
        return make(Coded), make(Coded, other, supersedes=ids_of_more)
    kinds = {"for": Coded, "against": Coded, "reject": Rejected, "uncode": Uncoded}
    return (make(kinds[what], **({"against": True} if what == "against" else {})),)


@given(done=steps, data=st.data())
def test_undo_and_redo(done: list[Step], data: st.DataObject) -> None:
    ids, state = Ids(), fold([])
    views, decisions, backs = [said(state)], [], []
    for step in done:
        decisions.append(decide(state, ids, step))
        state = state.plus(decisions[-1])
        views.append(said(state))
    for _ in range(3):  # down by any number, up by any number, again
        for _ in range(data.draw(st.integers(0, len(done) - len(backs)))):
            at = len(done) - len(backs) - 1
            backs.append(undo(state, decisions[at], coder="Ana", ids=ids, time=TIME))
            state = state.plus([backs[-1]])
            assert said(state) == views[at]
        for _ in range(data.draw(st.integers(0, len(backs)))):
            state = state.plus([undo(state, [backs.pop()], coder="Ana", ids=ids, time=TIME)])
            assert said(state) == views[len(done) - len(backs)]


def test_undo_of_a_first_coding_leaves_the_suggestion_open() -> None:
    one = coded(1)
    back = undo(fold([one]), [one], coder="ana", ids=Ids(), time=TIME)
    state = fold([back, one])
    assert judged(state, "Ana", one.anchor, "trust") == ()
    assert state.undone_by(one) == (back,)
    again = undo(state, [back], coder="Ana", ids=Ids(), time=TIME)
    assert judged(fold([back, again, one]), "Ana", one.anchor, "trust") == (one,)


def test_what_two_decisions_replaced_does_not_come_back_by_one() -> None:
    one = coded(1)
    here, there = coded(2, "care", supersedes=(one.id,)), coded(3, "luck", supersedes=(one.id,))
    state = fold([one, here, there])
    back = undo(state, [here], coder="Ana", ids=Ids(), time=TIME)
    assert [c.code for c in codings(state.plus([back]))] == ["luck"]


def test_nobody_undoes_what_another_coder_decided() -> None:
    one = coded(1)
    back = Undone(id=record_id(2), coder="Ben", time=TIME, supersedes=(one.id,))
    assert len(codings(fold([one, back]))) == 1


def test_undos_in_a_circle_are_settled() -> None:
    pair = [
        Undone(id=record_id(a), coder="Ana", time=TIME, supersedes=(record_id(b),))
        for a, b in ((1, 2), (2, 1))
    ]
    assert fold(pair).undone == {record_id(1)}


def test_what_cannot_be_undone() -> None:
    one = coded(1)
    later = coded(2, "care", supersedes=(one.id,))
    gone = Withdrawal(
        id=record_id(3), coder="Ana", time=TIME, participant="P1", texts=(), records=()
    )
    state = fold([one, later, gone])
    for record, coder, message in (
        (one, "Ana", "does not stand any more"),
        (later, "Ben", "is a decision of 'Ana'"),
        (gone, "Ana", "consent was withdrawn"),
    ):
        with pytest.raises(QcodeError, match=message):
            undo(state, [record], coder=coder, ids=Ids(), time=TIME)


def test_anybody_can_undo_a_merge_of_codes() -> None:
    merge = MergeCodes(id=record_id(1), coder="Ana", time=TIME, codes=("a",), into="b")
    state = fold([merge])
    back = undo(state, [merge], coder="Ben", ids=Ids([merge.id]), time=TIME)
    assert state.plus([back]).codes.now("a") == "a"
