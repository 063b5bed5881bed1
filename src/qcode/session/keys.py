"""The keys of a coding session: one table for the screen, its page of help, `--plain` and docs.

All keys are ASCII letters, digits and marks, arrows, Enter, Escape and Tab, which every terminal
sends, also over ssh. Marks that a Chinese input method writes full-width count as the same key.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from qcode.session.options import Tongue
from qcode.session.state import Mode

Group = Literal["moving", "selecting", "deciding", "codes", "session"]
GROUPS: tuple[tuple[Group, str, str], ...] = (
    ("moving", "Reading and moving", "阅读与移动"),
    ("selecting", "Selecting words", "选取文字"),
    ("deciding", "Deciding", "编码决定"),
    ("codes", "Codes", "编码体系"),
    ("session", "Session", "会话"),
)
"""Each group with its head in English and Chinese, in the order of the help."""

_FULL_WIDTH = str.maketrans("【】「」《》〈〉。、　", "[][]<><>.\\ ")


@dataclass(frozen=True, slots=True)
class Binding:
    """One action, how it is asked for, and what it does."""

    action: str
    keys: tuple[str, ...]
    """Characters, or names of keys as Textual has them; the first is the one that is shown."""
    group: Group
    en: str
    zh: str
    modes: tuple[Mode, ...] = ("text",)
    """Where it can be used."""
    words: tuple[str, ...] = ()
    """Other words for it in the line dialogue, beside the name of the action."""

    def help(self, language: Tongue) -> str:
        """The line of help."""
        return self.zh if language == "zh" else self.en


_BOTH: tuple[Mode, ...] = ("text", "compare")
_ALL: tuple[Mode, ...] = ("text", "compare", "help")

KEYS: tuple[Binding, ...] = (
    # moving
    Binding("next", ("n", "space"), "moving", "read; go to the next that waits",
            "读完，到下一处待处理", words=("下一处",)),
    Binding("previous", ("p",), "moving", "back to the one before that waits",
            "回到上一处待处理", words=("上一处",)),
    Binding("turn-down", ("down",), "moving", "next turn", "下一段话", words=("down", "下")),
    Binding("turn-up", ("up",), "moving", "turn before", "上一段话", words=("up", "上")),
    Binding("turn-first", ("home",), "moving", "first turn", "第一段话", words=("first", "开头")),
    Binding("turn-last", ("end",), "moving", "last turn", "最后一段话", words=("last", "结尾")),
    Binding("transcript-next", ("}", ">"), "moving", "next transcript", "下一份访谈"),
    Binding("transcript-previous", ("{", "<"), "moving", "transcript before", "上一份访谈"),
    Binding("jump", ("g",), "moving", "go to a turn or transcript: 12, P3, P3 12",
            "跳到某段话或某份访谈：12、P3、P3 12", words=("goto", "跳到")),
    Binding("search", ("/",), "moving", "search words in all transcripts", "在所有访谈中查找文字",
            words=("find", "查找")),
    Binding("match-next", (".",), "moving", "next place of the words searched", "查找的下一处"),
    Binding("match-previous", (",",), "moving", "place before of the words searched",
            "查找的上一处"),
    # selecting
    Binding("mark-next", ("tab",), "selecting",
            "next suggestion or coding in the turn (or next candidate)",
            "本段话中下一个建议或编码（或下一个候选位置）", words=("mark", "标记")),
    Binding("mark-previous", ("shift+tab", "\\"), "selecting", "the one before", "上一个"),
    Binding("right", ("right",), "selecting", "select the next character, word, sentence or turn",
            "选取下一个字、词、句或段", words=("右",)),
    Binding("left", ("left",), "selecting", "select the one before", "选取上一个", words=("左",)),
    Binding("grain-character", ("1",), "selecting", "by character", "按字符", words=("字符",)),
    Binding("grain-word", ("2",), "selecting", "by word (Chinese: by character)",
            "按词（中文按字）", words=("word", "词")),
    Binding("grain-sentence", ("3",), "selecting", "by sentence", "按句", words=("sentence", "句")),
    Binding("grain-turn", ("4",), "selecting", "by turn", "按整段话", words=("turn", "段")),
    Binding("end-right", ("]",), "selecting", "move the end to the right", "终点右移"),
    Binding("end-left", ("[",), "selecting", "move the end to the left", "终点左移"),
    Binding("start-left", ("(",), "selecting", "move the start to the left", "起点左移"),
    Binding("start-right", (")",), "selecting", "move the start to the right", "起点右移"),
    Binding("wider", ("+", "="), "selecting", "widen to the word, sentence or turn around",
            "扩大到所在的词、句或段", words=("扩大",)),
    Binding("narrower", ("-",), "selecting", "narrow to the sentence, word or character inside",
            "缩小到其中的句、词或字", words=("缩小",)),
    # deciding
    Binding("accept", ("a",), "deciding", "accept the suggestion (or this place, or the code)",
            "接受建议（或此处位置，或此编码）", words=("接受",)),
    Binding("accept-against", ("A",), "deciding", "accept it as a negative case", "作为反例接受",
            words=("反例",)),
    Binding("reject", ("r",), "deciding", "reject the suggestion", "拒绝建议", words=("拒绝",)),
    Binding("reject-why", ("R",), "deciding", "reject it with a reason", "拒绝并说明理由"),
    Binding("code", ("c", "enter"), "deciding", "code the selection: find a code by typing",
            "为所选文字编码：输入以查找编码", words=("编码",)),
    Binding("code-again", ("y",), "deciding",
            "code the selection with the code in view (comparison: put under the code split off)",
            "用当前编码标注所选文字（比较时：归入拆分出的编码）", _BOTH),
    Binding("change", ("C",), "deciding", "give the suggestion or coding another code",
            "改用另一编码", _BOTH, words=("改码",)),
    Binding("against", ("x",), "deciding", "the segment speaks for / against the code",
            "支持 / 反例 切换", _BOTH),
    Binding("uncode", ("d",), "deciding", "take the coding away", "取消编码", _BOTH,
            words=("remove", "取消编码")),
    Binding("uncode-why", ("D",), "deciding", "take it away with a reason",
            "取消并说明理由", _BOTH),
    Binding("bounds", ("b",), "deciding", "put the coding on the selection",
            "把编码移到所选文字上", words=("范围",)),
    Binding("memo", ("m",), "deciding", "memo on the segment", "为该片段写备忘", _BOTH,
            words=("备忘",)),
    Binding("memo-on", ("M",), "deciding", "memo on a turn, code, transcript, case or the project",
            "为段、编码、访谈、个案或项目写备忘", _BOTH),
    Binding("undo", ("u",), "deciding", "undo", "撤销", _BOTH, words=("撤销",)),
    Binding("redo", ("U",), "deciding", "redo", "重做", _BOTH, words=("重做",)),
    # codes
    Binding("look", ("k",), "codes", "look a code up: its definition", "查看某个编码的定义", _BOTH,
            words=("查看",)),
    Binding("compare", ("o",), "codes", "every segment of the code in view, across cases",
            "跨个案比较该编码的所有片段", _BOTH, words=("比较",)),
    Binding("in-vivo", ("i",), "codes", "make the selected words a new code", "以所选文字新建编码",
            words=("新码",)),
    Binding("new-code", ("I",), "codes", "make a new code under a name you type, for the selection",
            "输入名称新建编码并标注所选文字"),
    Binding("merge", ("J",), "codes", "merge the code in view into another",
            "把当前编码并入另一编码", _BOTH, words=("合并",)),
    Binding("split", ("S",), "codes", "split the code in view: a new code beside or below it",
            "拆分当前编码：在旁边或下面新建编码", _BOTH, words=("拆分",)),
    Binding("move-code", ("V",), "codes", "move the code in view under another",
            "把当前编码移到另一编码之下", _BOTH),
    Binding("compare-down", ("down",), "codes", "comparison: next segment", "比较：下一个片段",
            ("compare",), words=("down", "下")),
    Binding("compare-up", ("up",), "codes", "comparison: segment before", "比较：上一个片段",
            ("compare",), words=("up", "上")),
    Binding("open-segment", ("enter", "g"), "codes", "comparison: go there in its transcript",
            "比较：转到所在访谈", ("compare",)),
    # session
    Binding("suggestions", ("h",), "session", "hide / show suggestions", "隐藏 / 显示建议",
            words=("hide", "show", "建议")),
    Binding("queue", ("Q",), "session", "work on another queue", "切换队列", words=("队列",)),
    Binding("role", ("l",), "session", "put right who asks and who answers", "更正谁提问、谁回答",
            words=("roles", "角色")),
    Binding("help", ("?",), "session", "these keys", "按键说明", _ALL, words=("帮助",)),
    Binding("back", ("escape",), "session", "back to the transcript", "返回访谈文字", _ALL,
            words=("返回",)),
    Binding("quit", ("q",), "session", "end; everything is saved already", "结束；一切都已保存",
            _ALL, words=("exit", "退出")),
)  # fmt: skip

PROMPT_KEYS: tuple[tuple[str, str, str, str], ...] = (
    ("enter", "enter", "take the answer", "确定"),
    ("choose-next", "down", "next line of the list", "列表下一行"),
    ("choose-previous", "up", "line before", "列表上一行"),
    ("back", "escape", "leave the question", "取消"),
)
"""What keys do while a question is open: action, key, English, Chinese. All others type."""

NAMES = {
    "space": "Space", "down": "↓", "up": "↑", "left": "←", "right": "→", "home": "Home",
    "end": "End", "tab": "Tab", "shift+tab": "Shift+Tab", "enter": "Enter", "escape": "Esc",
}  # fmt: skip
"""How keys without a character are shown."""

_BY_KEY = {(mode, key): each.action for each in KEYS for mode in each.modes for key in each.keys}
_PROMPT = {key: action for action, key, _, _ in PROMPT_KEYS}


def normal_key(key: str) -> str:
    """A key as the table has it: full-width letters and marks are the ASCII ones."""
    if len(key) != 1:
        return key
    plain = unicodedata.normalize("NFKC", key.translate(_FULL_WIDTH))
    return "space" if plain == " " else plain


def action_for(key: str, mode: Mode, *, asked: bool = False) -> str:
    """The action of a key, "" when it has none.

    Args:
        key: a character, or the name of a key.
        mode: what is looked at.
        asked: whether a question is open; letters belong to its answer then.
    """
    if asked:
        return _PROMPT.get(key, "")
    return _BY_KEY.get((mode, normal_key(key)), "")


def shown_keys(binding: Binding) -> str:
    """The keys of an action as help shows them."""
    return " ".join(NAMES.get(key, key) for key in binding.keys)


def key_table(language: Tongue) -> str:
    """All keys as tables in Markdown, a head and a table for each group."""
    parts = []
    for group, en, zh in GROUPS:
        rows = (
            f"| {_code(shown_keys(each))} | {', '.join((each.action, *each.words))} "
            f"| {each.help(language)} |"
            for each in KEYS
            if each.group == group
        )
        head, columns = (
            (zh, "按键 | 命令 | 作用") if language == "zh" else (en, "key | word | does")
        )
        parts.append("\n".join([f"### {head}", "", f"| {columns} |", "| --- | --- | --- |", *rows]))
    return "\n\n".join(parts) + "\n"


def _code(keys: str) -> str:
    return " ".join(f"`{key}`" for key in keys.split())
