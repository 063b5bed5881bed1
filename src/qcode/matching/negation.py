"""Negation: the published cue lists and the scope in which a cue counts.

A hit is negated when a cue stands before its first word in the same clause (between commas,
stops and the like), at most `REACH` words away. A cue inside the hit is none: `不出事` is not
a negated `出事`. Phrases that hold a cue word without negating are left out.
"""

from __future__ import annotations

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
