"""The laws of the fold, and what its questions answer."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.study.fold import fold
from qcode.study.ids import LAST, Ids
from qcode.study.judgements import codings, conflicts, judged, rejections
from qcode.study.records import Memo, Record, Rejected, Seen, TurnPlace, TurnSpan, Uncoded
from qcode.study.reports import frozen, history, memos, seen
from qcode.study.shared import MergeCodes, MoveCode, NewCode, Round, Withdrawal
from tests.study.strategies import TEXTS, TIME, anchor, coded, logs, record_id, view

Log = list[Record]


@given(a=logs, b=logs)
def test_order_of_logs_does_not_matter(a: Log, b: Log) -> None:
    assert view(fold(a + b)) == view(fold(b + a))
    assert fold(a + b) == fold(b + a)


@given(a=logs, seed=st.integers(0, 99))
def test_order_of_records_does_not_matter(a: Log, seed: int) -> None:
    mixed = random.Random(seed).sample(a, len(a))
    assert view(fold(a)) == view(fold(mixed))


@given(a=logs)
def test_twice_is_once(a: Log) -> None:
    assert view(fold(a + a)) == view(fold(a))


@given(a=logs, b=logs, c=logs)
def test_step_by_step_is_all_at_once(a: Log, b: Log, c: Log) -> None:
    assert view(fold(a).plus(b).plus(c)) == view(fold(c + a + b))


def fields(number: int, coder: str = "Ana", *supersedes: Record) -> dict[str, object]:
    ids = tuple(record.id for record in supersedes)
    return {"id": record_id(number), "coder": coder, "time": TIME, "supersedes": ids}


def names(state_or_codings: object) -> list[tuple[str, str]]:
    return [(one.coder, one.code) for one in state_or_codings]  # type: ignore[attr-defined]


def test_codings_by_transcript_code_and_coder() -> None:
    elsewhere = coded(3, "care", anchor=anchor(transcript="P2"))
    state = fold([coded(1), coded(2, "care", "Ben"), elsewhere, coded(4, "care", "ANA")])
    assert names(codings(state)) == [
        ("Ana", "care"),
        ("Ben", "care"),
        ("Ana", "trust"),
        ("Ana", "care"),
    ]
    assert names(codings(state, transcript="P2")) == [("Ana", "care")]
    assert names(codings(state, code="trust")) == [("Ana", "trust")]
    assert names(codings(state, coder="ana", transcript="P1")) == [
        ("Ana", "care"),
        ("Ana", "trust"),
    ]
    assert codings(state, transcript="P3") == ()


def test_the_same_decision_on_two_machines_counts_once() -> None:
    state = fold([coded(2), coded(1, coder="ＡＮＡ")])
    assert [one.records for one in codings(state)] == [(record_id(1), record_id(2))]
    assert conflicts(state) == ()


def test_supersede() -> None:
    one = coded(1)
    wider = coded(2, anchor=anchor(0, 17), supersedes=(one.id,))
    state = fold([wider, one])
    assert [c.anchor.end for c in codings(state)] == [17]
    assert state.superseded_by(one) == (wider,)
    gone = Uncoded(**fields(3, "Ana", wider), anchor=wider.anchor, code="trust")  # type: ignore[arg-type]
    assert codings(state.plus([gone])) == ()
    assert len(codings(state)) == 1


def test_nobody_supersedes_what_another_coder_decided() -> None:
    one = coded(1)
    state = fold([one, coded(2, coder="Ben", supersedes=(one.id,))])
    assert names(codings(state)) == [("Ana", "trust"), ("Ben", "trust")]


@pytest.mark.parametrize("other", ["against", "reject", "uncode"])
def test_contradictions_stand_as_a_conflict(other: str) -> None:
    one = coded(1)
    kinds = {"reject": Rejected, "uncode": Uncoded}
    kind = kinds.get(other)
    common = {**fields(2), "anchor": anchor(), "code": "trust"}
    two = kind(**common) if kind else coded(2, against=True)  # type: ignore[arg-type]
    elsewhere = coded(3, anchor=anchor(3, 8))
    state = fold([two, elsewhere, one])
    assert [(c.about, c.code, c.records) for c in conflicts(state)] == [
        ("judgement", "trust", (one, two))
    ]
    assert [c.records for c in codings(state)] == [(elsewhere.id,)]
    assert rejections(state) == ()
    assert judged(state, "ana", anchor(), "trust") == (one, two)
    settled = state.plus([coded(4, supersedes=(one.id, two.id))])
    assert conflicts(settled) == ()
    assert len(codings(settled)) == 2


def test_two_coders_do_not_contradict_each_other() -> None:
    state = fold([coded(1), coded(2, coder="Ben", against=True)])
    assert conflicts(state) == ()
    assert [c.against for c in codings(state)] == [False, True]


def test_merged_codes_are_one() -> None:
    merge = MergeCodes(**fields(9, "Ben"), codes=("trust", "faith"), into="confidence")  # type: ignore[arg-type]
    turned_down = Rejected(**fields(3), anchor=anchor(), code="confidence")  # type: ignore[arg-type]
    state = fold([coded(1), coded(2, "faith"), turned_down, merge])
    assert [(c.code, c.records) for c in codings(state)] == [
        ("confidence", (record_id(1), record_id(2)))
    ]
    assert codings(state, code="trust") == codings(state, code="confidence")
    assert conflicts(state) == ()
    against = state.plus([coded(4, "confidence", against=True, supersedes=(turned_down.id,))])
    assert [c.about for c in conflicts(against)] == ["judgement"]


def test_codes_merged_into_each_other_are_one() -> None:
    there = MergeCodes(**fields(1), codes=("b",), into="a")  # type: ignore[arg-type]
    back = MergeCodes(**fields(2, "Ben"), codes=("a",), into="b")  # type: ignore[arg-type]
    chain = MergeCodes(**fields(3), codes=("c",), into="b")  # type: ignore[arg-type]
    state = fold([back, chain, there])
    assert [state.codes.now(code) for code in "abcd"] == ["a", "a", "a", "d"]


def test_code_changes_that_contradict_each_other() -> None:
    here = MoveCode(**fields(1), code="care", parent="family")  # type: ignore[arg-type]
    there = MoveCode(**fields(2, "Ben"), code="care", parent="school")  # type: ignore[arg-type]
    made = NewCode(**fields(3), code="luck", name="Luck")  # type: ignore[arg-type]
    again = NewCode(**fields(4, "Ben"), code="luck", name="Good luck")  # type: ignore[arg-type]
    state = fold([there, here, again, made])
    assert state.codes.parents == {"care": "school"}
    assert state.codes.new["luck"].name == "Good luck"
    assert [(c.about, c.records) for c in conflicts(state)] == [
        ("new code", (made, again)),
        ("moved code", (here, there)),
    ]
    agreed = MoveCode(**fields(5, "Ana", here, there), code="care")  # type: ignore[arg-type]
    assert state.plus([agreed]).codes.parents == {"care": ""}


SPANS = (TurnSpan(2, 2, 3), TurnSpan(1, 1, 2))


def test_memos_and_turns_seen() -> None:
    note = Memo(**fields(1), on="code", of="trust", text="Two kinds?")  # type: ignore[arg-type]
    there = Memo(**fields(2, "Ben"), on="segment", anchor=anchor(), text="[laughs]")  # type: ignore[arg-type]
    better = Memo(**fields(3, "Ana", note), on="code", of="trust", text="Three.")  # type: ignore[arg-type]
    read = Seen(**fields(4), transcript="P1", text=TEXTS[0], turns=SPANS, suggestions=True)  # type: ignore[arg-type]
    state = fold([note, there, better, read])
    assert memos(state) == (there, better)
    assert memos(state, on="code", of="trust") == (better,)
    assert memos(state, transcript="P1") == (there,)
    assert seen(state, "ANA") == {TurnPlace("P1", TEXTS[0], n, n, n + 1): (read,) for n in (1, 2)}
    assert seen(state, "Ben") == {}


def test_history_of_a_segment() -> None:
    one, two = coded(1), coded(2, anchor=anchor(3, 17), supersedes=(record_id(1),))
    note = Memo(**fields(3), on="segment", anchor=anchor(0, 3), text="?")  # type: ignore[arg-type]
    far = coded(4, anchor=anchor(10, 17))
    other = coded(5, anchor=anchor(0, 3, TEXTS[1]))
    state = fold([far, note, two, other, one])
    assert history(state, anchor(0, 3)) == (one, two, note)
    assert history(state, anchor(12, 17)) == (one, two, far)


def test_a_round_is_frozen() -> None:
    one = coded(1)
    freeze = Round(**fields(2), name="first", coders=("Ana",), records=(one.id,))  # type: ignore[arg-type]
    state = fold([one, freeze, coded(3, against=True, supersedes=(one.id,))])
    assert [c.against for c in codings(state)] == [True]
    assert [c.against for c in codings(frozen(state, freeze))] == [False]


def test_withdrawn_texts_stay_away() -> None:
    here, there = coded(1), coded(2, anchor=anchor(text=TEXTS[1]))
    note = Memo(**fields(3), on="turn", anchor=there.anchor, text="?")  # type: ignore[arg-type]
    by_id = coded(4, "care")
    gone = Withdrawal(
        **fields(5, "Ben"),
        participant="P1",
        texts=TEXTS[1:],
        records=(by_id.id,),  # type: ignore[arg-type]
    )
    back = coded(6, "care", supersedes=(gone.id,))
    state = fold([here, there, note, by_id, gone, back])
    assert [c.records for c in codings(state)] == [(back.id,), (here.id,)]
    assert memos(state) == ()
    assert history(state, there.anchor) == ()
    assert state.stands(gone)


def test_ids_sort_behind_all_that_was_known() -> None:
    ids = Ids([record_id(41), record_id(7)])
    made = [ids.new() for _ in range(3)]
    assert made == sorted(made)
    assert made[0][:9] == "00000042-"
    ids.saw([record_id(100)])
    assert ids.new()[:9] == "00000101-"
    assert len({Ids().new() for _ in range(1000)}) == 1000
    assert Ids([record_id(LAST)]).new()[:8] == str(LAST)
