"""Negation: the published cue lists and the scope in which a cue counts.

A hit is negated when a cue stands before its first word in the same clause (between commas,
stops and the like), at most `REACH` words away. A cue inside the hit is none: `不出事` is not
a negated `出事`. Phrases that hold a cue word without negating are left out.
"""

from __future__ import annotations

import numpy as np

from qcode.matching.corpus import Flags, Integers
from qcode.matching.language import Language
from qcode.matching.lowering import lower
from qcode.matching.search import Search
from qcode.rules.parse import parse
from qcode.rules.syntax import Expression

REACH = 6
"""Words (Latin words or Han characters) between cue and hit at the most, the cue not counted."""

CUES: tuple[Expression, ...] = tuple(
    parse(text)
    for text in (
        "=not | =n't | =no | =never | =without | =nobody | =nothing | =none | =neither | =nor"
        " | =hardly | =seldom | =rarely | =barely | =cannot",
        "不 | 没 | 无 | 未 | 勿 | 莫 | 别 | 非",
    )
)
"""English cues, Chinese cues."""

NO_CUES: tuple[Expression, ...] = tuple(
    parse(text)
    for text in (
        "=(not only) | =(not just) | =(not merely) | =(no doubt) | =(no matter) | =(no wonder)"
        " | =(nothing but) | =(no sooner) | =(why not)",
        "不但 | 不仅 | 不光 | 不只 | 不单 | 不管 | 不论 | 不过 | 不久 | 不断 | 不得不 | 不如"
        " | 差不多 | 要不 | 不然 | 不料 | 不禁 | 无论 | 未来 | 莫名 | 莫非 | 非常 | 别人 | 别的"
        " | 别处 | 特别 | 分别 | 级别 | 性别 | 区别 | 差别 | 个别 | 类别 | 告别 | 识别"
        " | 是不是 | 有没有 | 能不能 | 会不会 | 要不要 | 好不好 | 对不对 | 行不行 | 可不可以"
        " | 没关系 | 没问题 | 不好意思",
    )
)
"""Where a cue word does not negate."""


class Negations:
    """Where negation cues stand in a corpus: looked up once, when the first rule asks."""

    def __init__(self, language: Language) -> None:
        self._cues = [lower(cue, language) for cue in CUES]
        self._no_cues = [lower(phrase, language) for phrase in NO_CUES]
        self._words: Integers | None = None

    def expressions(self) -> list[Expression]:
        """What a search has to know for `before`."""
        return self._cues + self._no_cues

    def before(self, search: Search, starts: Integers) -> Flags:
        """Whether each word is negated by a cue before it, one flag a word number in `starts`."""
        if self._words is None:
            self._words = self._cue_words(search)
        cues, clauses = self._words, search.corpus.clauses
        if not len(cues):
            return np.zeros(len(starts), bool)
        nearest = np.searchsorted(cues, starts) - 1
        cue = cues[np.maximum(nearest, 0)]
        near = starts - cue <= REACH + 1
        found: Flags = (nearest >= 0) & near & (clauses[cue] == clauses[starts])
        return found

    def _cue_words(self, search: Search) -> Integers:
        cue = np.zeros(len(search.corpus.types), bool)
        for expression in self._cues:
            cue[search.places(expression).starts] = True
        for expression in self._no_cues:
            places = search.places(expression)
            for start, end in zip(places.starts.tolist(), places.ends.tolist(), strict=True):
                cue[start:end] = False
        return np.flatnonzero(cue).astype(np.int32)
