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
    TurnSpan,
    Uncoded,
    Undone,
)
from qcode.study.reports import memos, seen
from qcode.study.shared import MergeCodes, MoveCode, NewCode, Round, Sample, Version, Withdrawal

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
numbers = st.integers(1, 9)
places = st.builds(TurnPlace, some_words, hashes, numbers, st.integers(0, 8), st.just(9))
spans = st.builds(TurnSpan, numbers, st.integers(0, 8), st.just(9))


def _lists(items: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, min_size=least, max_size=3).map(tuple)


def _made(kind: type[Record], **fields: Any) -> st.SearchStrategy[Record]:
    """Records of one kind: they may supersede what is not known, is another coder's, or
    supersedes them."""

    def make(own: str, others: list[str], **fields: Any) -> Record:
        least = [IDS[0] if own != IDS[0] else IDS[1]] if kind is Undone else []
        supersedes = tuple(dict.fromkeys(one for one in others if one != own)) or tuple(least)
        return kind(id=own, time=TIME, supersedes=supersedes, **fields)

    ids = st.sampled_from(IDS)
    others = st.lists(ids, max_size=2)
    return st.builds(make, own=ids, others=others, coder=st.sampled_from(CODERS), **fields)


_JUDGEMENT: dict[str, Any] = {
    "anchor": anchors,
    "code": codes,
    "definition": st.sampled_from(["", *TEXTS]),
    "suggested": st.booleans(),
    "rules": _lists(some_words),
    "reason": words,
}
_TWO = st.permutations(CODES)
_ANY: st.SearchStrategy[Record] = st.one_of(
    _made(Coded, **_JUDGEMENT, against=st.booleans()),
    _made(Rejected, **_JUDGEMENT),
    _made(Uncoded, **_JUDGEMENT),
    _made(Memo, on=st.just("project"), text=some_words),
    _made(Memo, on=st.sampled_from(SUBJECTS[1:4]), of=some_words, text=some_words),
    _made(Memo, on=st.sampled_from(SUBJECTS[4:]), anchor=anchors, text=some_words),
    _made(
        Seen,
        transcript=st.just("P1"),
        text=hashes,
        turns=_lists(spans, 1),
        suggestions=st.booleans(),
        codebook=st.sampled_from(["", *TEXTS]),
    ),
    _made(
        Sample,
        name=some_words,
        seed=st.integers(),
        probability=st.floats(0, 1, exclude_min=True),
        turns=_lists(places),
        coders=_lists(some_words),
    ),
    _made(NewCode, code=codes, name=words, definition=words, reason=words),
    _TWO.flatmap(lambda c: _made(MergeCodes, codes=st.just((c[0],)), into=st.just(c[1]))),
    _TWO.flatmap(lambda c: _made(MoveCode, code=st.just(c[0]), parent=st.just(c[1]))),
    _made(
        Round,
        name=some_words,
        coders=_lists(some_words),
        records=_lists(st.sampled_from(IDS)),
        sample=st.sampled_from(["", *IDS]),
    ),
    _made(
        Version,
        transcript=st.just("P1"),
        text=st.just(TEXTS[1]),
        before=st.just(TEXTS[0]),
    ),
    _made(
        Withdrawal,
        participant=some_words,
        texts=st.sampled_from([(), (), (), TEXTS[1:]]),
        records=_lists(st.sampled_from(IDS)),
    ),
    _made(Undone),
)


def records() -> st.SearchStrategy[Record]:
    """Any record."""
    return _ANY


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
