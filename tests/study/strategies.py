"""Generated records, few enough places and codes that they meet and contradict each other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from hypothesis import strategies as st

from qcode.model.coding import Anchor
from qcode.study.fold import State
from qcode.study.judgements import codings, conflicts, rejections
from qcode.study.records import (
    SUBJECTS,
    Coded,
    Memo,
    Record,
    Rejected,
    Seen,
    TurnPlace,
    Uncoded,
    Undone,
)
from qcode.study.reports import memos, seen
from qcode.study.shared import MergeCodes, MoveCode, NewCode, Round, Sample, Withdrawal

TIME = "2026-01-31T09:30:00Z"
WORDS = "We never had one. 不出事就好。😀"
TEXTS = tuple(hashlib.sha256(name.encode()).hexdigest() for name in ("one", "two"))
CODERS = ("Ana", "ANA", "Ben", "李雷")
CODES = ("trust", "care", "不出事")
IDS = tuple(f"{count:08}-{'0' * 15}{half}" for count in range(1, 25) for half in "12")


def anchor(start: int = 0, end: int = 8, text: str = TEXTS[0], transcript: str = "P1") -> Anchor:
    return Anchor(transcript, text, 1, start, end, WORDS[start:end])


def coded(number: int, code: str = "trust", coder: str = "Ana", **fields: Any) -> Coded:
    """A coding whose id has this count."""
    fields = {"anchor": anchor(), "time": TIME, **fields}
    return Coded(id=record_id(number), coder=coder, code=code, **fields)


def record_id(number: int) -> str:
    return f"{number:08}-{'0' * 16}"


anchors = st.builds(
    anchor,
    st.sampled_from([0, 3]),
    st.sampled_from([8, len(WORDS)]),
    st.sampled_from(TEXTS),
    st.sampled_from(["P1", "访谈 2"]),
)
words = st.text(max_size=30)
some_words = st.text(min_size=1, max_size=30)
hashes = st.sampled_from(TEXTS)
codes = st.sampled_from(CODES)
places = st.builds(TurnPlace, some_words, hashes, st.integers(1, 9))


def _lists(items: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, min_size=least, max_size=3).map(tuple)


def _kinds(common: dict[str, Any], least_one: dict[str, Any]) -> st.SearchStrategy[Record]:
    judgement = {
        **common,
        "anchor": anchors,
        "code": codes,
        "definition": st.sampled_from(["", *TEXTS]),
        "suggested": st.booleans(),
        "rules": _lists(some_words),
        "reason": words,
    }
    two = st.permutations(CODES)
    return st.one_of(
        st.builds(Coded, **judgement, against=st.booleans()),
        st.builds(Rejected, **judgement),
        st.builds(Uncoded, **judgement),
        st.builds(Memo, **common, on=st.just("project"), text=some_words),
        st.builds(
            Memo, **common, on=st.sampled_from(SUBJECTS[1:4]), of=some_words, text=some_words
        ),
        st.builds(
            Memo, **common, on=st.sampled_from(SUBJECTS[4:]), anchor=anchors, text=some_words
        ),
        st.builds(
            Seen,
            **common,
            transcript=st.just("P1"),
            text=hashes,
            turns=_lists(st.integers(1, 9), 1),
            suggestions=st.booleans(),
            codebook=st.sampled_from(["", *TEXTS]),
        ),
        st.builds(
            Sample,
            **common,
            name=some_words,
            seed=st.integers(),
            probability=st.floats(0, 1, exclude_min=True),
            turns=_lists(places),
            coders=_lists(some_words),
        ),
        st.builds(NewCode, **common, code=codes, name=words, definition=words, reason=words),
        two.flatmap(
            lambda c: st.builds(MergeCodes, **common, codes=st.just((c[0],)), into=st.just(c[1]))
        ),
        two.flatmap(
            lambda c: st.builds(MoveCode, **common, code=st.just(c[0]), parent=st.just(c[1]))
        ),
        st.builds(
            Round,
            **common,
            name=some_words,
            coders=_lists(some_words),
            records=_lists(st.sampled_from(IDS)),
            sample=st.sampled_from(["", *IDS]),
        ),
        st.builds(
            Withdrawal,
            **common,
            participant=some_words,
            texts=st.sampled_from([(), (), (), TEXTS[1:]]),
            records=_lists(st.sampled_from(IDS)),
        ),
        st.builds(Undone, **least_one),
    )


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Any record: it may supersede one that is not known, of another coder, or in a circle."""
    own = draw(st.sampled_from(IDS))
    others = st.sampled_from([one for one in IDS if one != own])
    common = {
        "id": st.just(own),
        "coder": st.sampled_from(CODERS),
        "time": st.just(TIME),
        "supersedes": st.lists(others, max_size=2).map(tuple),
    }
    return draw(_kinds(common, {**common, "supersedes": st.tuples(others)}))


logs = st.lists(records(), max_size=12)


def distinct(records: Iterable[Record]) -> list[Record]:
    """One record for each id: the first."""
    found: dict[str, Record] = {}
    for record in records:
        found.setdefault(record.id, record)
    return list(found.values())


def view(state: State) -> dict[str, object]:
    """Everything that can be asked of a state."""
    return {
        "records": state.records,
        "clashes": state.clashes,
        "standing": {name for name, one in state.records.items() if state.stands(one)},
        "codings": codings(state),
        "rejections": rejections(state),
        "conflicts": conflicts(state),
        "memos": memos(state),
        "seen": [(coder, seen(state, coder)) for coder in CODERS],
        "coders": state.coders,
        "codes": [state.codes.now(code) for code in CODES],
        "new": state.codes.new,
        "parents": state.codes.parents,
    }


def said(state: State) -> dict[str, object]:
    """What stands, whichever records say it."""

    def bare(records: Sequence[Any]) -> list[str]:
        return sorted(repr((type(one), *(_content(one)))) for one in records)

    return {
        "codings": [(c.coder, c.code, c.anchor, c.against) for c in codings(state)],
        "rejections": bare(rejections(state)),
        "memos": bare(memos(state)),
        "seen": [sorted(seen(state, coder)) for coder in CODERS],
        "codes": [state.codes.now(code) for code in CODES],
        "parents": state.codes.parents,
        "conflicts": [(one.about, one.code) for one in conflicts(state)],
    }


def _content(record: Record) -> list[object]:
    own = {"id", "coder", "time", "supersedes"}
    names = [name for kind in type(record).__mro__ for name in getattr(kind, "__slots__", ())]
    return [(name, getattr(record, name)) for name in names if name not in own]
