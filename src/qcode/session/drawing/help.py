"""The page of keys: all of them on one screen of 80 by 24, in two columns."""

from __future__ import annotations

from typing import NamedTuple

from qcode.session.drawing.rows import BLANK, Piece, Row, fitted, width_of
from qcode.session.drawing.words import say
from qcode.session.keys import GROUPS, KEYS, NAMES, Group
from qcode.session.options import Tongue
from qcode.session.state import SessionState


class ScreenKey(NamedTuple):
    """A key that only the full screen has."""

    action: str
    keys: tuple[str, ...]
    group: Group
    en: str
    zh: str


SCREEN_KEYS: tuple[ScreenKey, ...] = (
    ScreenKey("page-down", ("f", "pagedown"), "moving",
              "scroll down, the turn in view stays", "向下翻页，当前段不变"),
    ScreenKey("page-up", ("F", "pageup"), "moving",
              "scroll up, the turn in view stays", "向上翻页，当前段不变"),
    ScreenKey("transcripts", ("w",), "moving",
              "list of transcripts, how far each is read and coded", "访谈列表及进度"),
    ScreenKey("pane", ("v",), "session",
              "what the pane shows: marks, code, codes, memos",
              "窗格内容：标记、编码、编码表、备忘"),
    ScreenKey("pane-down", ("t",), "session", "scroll the pane down", "窗格向下"),
    ScreenKey("pane-up", ("T",), "session", "scroll the pane up", "窗格向上"),
    ScreenKey("language", ("e",), "session",
              "names and help in English or Chinese", "中文或英文显示"),
)  # fmt: skip


class Entry(NamedTuple):
    """One line of help: what one or a few actions do, in at most 27 cells."""

    actions: tuple[str, ...]
    en: str
    zh: str


PAGE: tuple[tuple[Group, tuple[Entry, ...]], ...] = (
    ("moving", (
        Entry(("next", "previous"), "read on / back, what waits", "读完到下一处 / 上一处"),
        Entry(("turn-down", "turn-up"), "next / previous turn", "下一段 / 上一段"),
        Entry(("turn-first", "turn-last"), "first / last turn", "第一段 / 最后一段"),
        Entry(("transcript-next", "transcript-previous"), "next / previous transcript",
              "下一份 / 上一份访谈"),
        Entry(("transcripts",), "list of transcripts", "访谈列表"),
        Entry(("jump",), "go to a turn or transcript", "跳到某段或某份访谈"),
        Entry(("search",), "search in all transcripts", "在所有访谈中查找"),
        Entry(("match-next", "match-previous"), "next / previous place found",
              "查找的下一处 / 上一处"),
        Entry(("page-down", "page-up"), "scroll (PgDn, PgUp, wheel)", "翻页（PgDn、PgUp、滚轮）"),
    )),
    ("deciding", (
        Entry(("accept", "accept-against"), "accept / as negative case", "接受 / 作为反例"),
        Entry(("reject", "reject-why"), "reject / with a reason", "拒绝 / 说明理由"),
        Entry(("code",), "code the selection (Enter)", "为所选文字编码（Enter）"),
        Entry(("code-again",), "code with the code in view", "用当前编码"),
        Entry(("change",), "give another code", "改用另一编码"),
        Entry(("against",), "speaks for / against it", "支持 / 反例"),
        Entry(("uncode", "uncode-why"), "take away / with a reason", "取消编码 / 说明理由"),
        Entry(("bounds",), "put coding on the selection", "编码移到所选文字"),
        Entry(("memo", "memo-on"), "memo / on something else", "备忘 / 为其他内容写备忘"),
        Entry(("undo", "redo"), "undo / redo", "撤销 / 重做"),
    )),
    ("selecting", (
        Entry(("mark-next", "mark-previous"), "next / previous mark", "下一个 / 上一个标记"),
        Entry(("right", "left"), "select next / previous", "选取下一个 / 上一个"),
        Entry(("grain-character", "grain-word", "grain-sentence", "grain-turn"),
              "letter word sentence turn", "按字、词、句、段"),
        Entry(("end-right", "end-left"), "move the end", "移动终点"),
        Entry(("start-left", "start-right"), "move the start", "移动起点"),
        Entry(("wider", "narrower"), "widen / narrow", "扩大 / 缩小"),
        Entry((), "mouse: drag; click a code", "鼠标：拖动选取，点击编码"),
    )),
    ("codes", (
        Entry(("look",), "look a code up", "查看编码"),
        Entry(("compare",), "all its segments, compared", "比较该编码的所有片段"),
        Entry(("compare-down", "compare-up", "open-segment"), "in it: move, go there",
              "其中：移动、前往"),
        Entry(("in-vivo", "new-code"), "new code: words / typed", "新编码：原文 / 输入"),
        Entry(("merge", "split", "move-code"), "merge, split, move code", "合并、拆分、移动编码"),
    )),
    ("session", (
        Entry(("suggestions",), "hide / show suggestions", "隐藏 / 显示建议"),
        Entry(("queue",), "work on another queue", "切换队列"),
        Entry(("role",), "who asks, who answers", "谁提问，谁回答"),
        Entry(("pane", "pane-down", "pane-up"), "what the pane shows, scroll", "窗格内容，滚动"),
        Entry(("language",), "中文 / English", "中文 / English"),
        Entry(("help", "back", "quit"), "help, back, end", "帮助、返回、结束"),
    )),
)  # fmt: skip
"""The order makes two columns of equal height."""

_COLUMN, _KEYS = 39, 11
_NAMES = {**NAMES, "pagedown": "PgDn", "pageup": "PgUp"}


def screen_action(key: str) -> str:
    """The action that only the screen has for a key, "" for none."""
    return next((each.action for each in SCREEN_KEYS if key in each.keys), "")


def screen_key_table(language: Tongue) -> str:
    """The keys that only the screen has, as a table in Markdown."""
    head = "| 按键 | 作用 |" if language == "zh" else "| key | does |"
    rows = [
        f"| {' '.join(f'`{_NAMES.get(key, key)}`' for key in each.keys)} "
        f"| {each.zh if language == 'zh' else each.en} |"
        for each in SCREEN_KEYS
    ]
    return "\n".join([head, "| --- | --- |", *rows]) + "\n"


def help_rows(state: SessionState, width: int) -> list[Row]:
    """The page."""
    language = state.options.language
    rows = [row for group, entries in PAGE for row in _group(group, entries, language)]
    half = (len(rows) + 1) // 2
    pairs = [
        (*_padded(rows[n], _COLUMN), Piece("  "), *(rows[half + n] if half + n < len(rows) else ()))
        for n in range(half)
    ]
    title = (Piece(say(state, "help"), "title"),)
    legend = (Piece(say(state, "legend"), "dim"),)
    return [fitted((Piece(" "), *row), width) for row in (title, *pairs, BLANK, legend)]


def _group(group: Group, entries: tuple[Entry, ...], language: Tongue) -> list[Row]:
    heads = {name: (en, zh) for name, en, zh in GROUPS}
    head = (Piece(heads[group][int(language == "zh")], "strong"),)
    return [head, *(_entry(each, language) for each in entries)]


def _entry(entry: Entry, language: Tongue) -> Row:
    keys = " ".join(_shortest(action) for action in entry.actions)
    words = entry.zh if language == "zh" else entry.en
    return (*_padded((Piece(keys, "key"),), _KEYS), Piece(words))


def _shortest(action: str) -> str:
    """The key of an action that is shown in the least room."""
    keys = {each.action: each.keys for each in KEYS} | {s.action: s.keys for s in SCREEN_KEYS}
    return min((_NAMES.get(key, key) for key in keys[action]), key=len)


def _padded(row: Row, width: int) -> Row:
    return (*row, Piece(" " * max(1, width - width_of(row))))
