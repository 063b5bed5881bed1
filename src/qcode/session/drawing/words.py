"""The few words that the screen itself says, in the languages of its readers."""

from __future__ import annotations

from qcode.session.state import SessionState

WORDS: dict[str, tuple[str, str]] = {
    "asks": ("asks", "提问"),
    "turn": ("turn {0} of {1}", "第 {0}/{1} 段"),
    "queue": ("{0} {1}/{2}", "{0} {1}/{2}"),
    "unread": ("read", "通读"),
    "suggestions": ("suggestions", "建议"),
    "disputed": ("disputed", "分歧"),
    "changed": ("changed", "文字有改动"),
    "unsure": ("unsure", "位置不明"),
    "sample": ("sample", "样本"),
    "blind": ("blind", "双盲"),
    "hidden": ("suggestions hidden", "建议已隐藏"),
    "shown": ("suggestions shown", "显示建议"),
    "saved": ("✓ {0} saved", "✓ 已保存 {0} 项"),
    "not saved": ("! not saved", "! 未保存"),
    "in this turn": ("In this turn", "本段标记"),
    "nothing here": ("no coding and no suggestion", "没有编码，也没有建议"),
    "selected": ("selected", "已选"),
    "by character": ("by character", "按字符"),
    "by word": ("by word", "按词"),
    "by sentence": ("by sentence", "按句"),
    "by turn": ("by turn", "按段"),
    "suggested by": ("rule {0}", "规则 {0}"),
    "you": ("you", "本人"),
    "against": ("against", "反例"),
    "code": ("Code in view", "当前编码"),
    "no code": ("none yet: k looks one up", "尚无：按 k 查看编码"),
    "definition": ("definition", "定义"),
    "include": ("include", "包括"),
    "exclude": ("exclude", "不包括"),
    "example": ("example", "例"),
    "counterexample": ("not", "反面例"),
    "segments": ("{0} segments in {1} transcripts; o compares them",
                 "{1} 份访谈中 {0} 个片段；按 o 比较"),
    "codes": ("Codes", "编码"),
    "memos": ("Memos", "备忘"),
    "no memo": ("none on what is in view", "当前内容没有备忘"),
    "was on": ("it stood on", "原来标注"),
    "why": ("why", "原因"),
    "candidate": ("place {0} of {1}, turn {2}", "位置 {0}/{1}，第 {2} 段"),
    "no candidate": ("its words are gone: select others and press b, or d takes the coding away",
                     "原文字已不在：选取其他文字后按 b，或按 d 取消编码"),
    "take candidate": ("a takes it, Tab shows the next place, d takes the coding away",
                       "a 接受，Tab 下一位置，d 取消编码"),
    "redefined": ("its code has another definition now", "该编码的定义已修改"),
    "to settle": ("to settle", "待裁定"),
    "dispute": ("coded by {0}; read and not coded by {1}", "{0} 已编码；{1} 读过但未编码"),
    "settle": ("a: it applies, r: it does not; both ask why", "a 适用，r 不适用；都需说明理由"),
    "comparison": ("{0}: {1} segments across {2} transcripts, newest first",
                   "{0}：{2} 份访谈中 {1} 个片段，新的在前"),
    "nothing to compare": ("nobody coded this yet", "尚无人用此编码"),
    "place unsure": ("place unsure", "位置不明"),
    "split to": ("y puts the segment under '{0}'", "y 把片段归入“{0}”"),
    "transcripts": ("Transcripts: Enter goes there, Esc back", "访谈：Enter 前往，Esc 返回"),
    "read of": ("{0} of {1} read", "已读 {0}/{1}"),
    "codings": ("{0} codings", "{0} 个编码"),
    "waiting": ("{0} wait", "{0} 待处理"),
    "help": ("Keys    Esc goes back", "按键说明    Esc 返回"),
    "legend": ("margin: 7 yours  7' another coder's  7? suggested  7- negative case",
               "边栏：7 本人  7' 他人  7? 建议  7- 反例"),
    "memo lost": ("the memo is not kept yet: Ctrl+S keeps it, Esc again throws it away",
                  "备忘尚未保存：Ctrl+S 保存，再按 Esc 放弃"),
    "more": ("{0} more", "另有 {0} 项"),
    "read on": ("this turn goes on below: you are reading it", "本段话未完，继续阅读"),
    "small": ("the window is too small: 40 x 12 at least", "窗口太小：至少 40 x 12"),
    "new": ("new", "新建"),
    "pane": ("v: more", "v：更多"),
}  # fmt: skip
"""By what is said: English, Chinese."""

HINTS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "text": (
        ("n", "next", "下一处"), ("a", "accept", "接受"), ("r", "reject", "拒绝"),
        ("c", "code", "编码"), ("u", "undo", "撤销"), ("?", "keys", "按键"), ("q", "end", "结束"),
        ("m", "memo", "备忘"), ("o", "compare", "比较"), ("v", "pane", "窗格"),
        ("/", "search", "查找"), ("i", "new code", "新编码"), ("w", "transcripts", "访谈"),
        ("Q", "queue", "队列"), ("h", "suggestions", "建议"),
    ),
    "compare": (
        ("down", "next", "下一个"), ("enter", "go there", "前往"), ("C", "change", "改码"),
        ("d", "take away", "取消"), ("x", "for/against", "支持/反例"), ("S", "split", "拆分"),
        ("u", "undo", "撤销"), ("escape", "back", "返回"), ("m", "memo", "备忘"),
    ),
    "help": (("escape", "back", "返回"), ("q", "end", "结束")),
    "list": (("down", "next", "下一份"), ("enter", "go there", "前往"), ("escape", "back", "返回")),
    "text question": (("enter", "take it", "确定"), ("escape", "leave", "取消")),
    "choice": (
        ("down", "next", "下一个"), ("up", "before", "上一个"), ("enter", "take it", "确定"),
        ("escape", "leave", "取消"),
    ),
    "memo": (("ctrl+s", "keep the memo", "保存备忘"), ("escape", "leave", "取消")),
}  # fmt: skip
"""By what is looked at, the keys named on the last line: key, English, Chinese."""


def say(state: SessionState, what: str, *values: object) -> str:
    """Words of the screen in its language, with values in their places."""
    words = WORDS[what][int(state.options.language == "zh")]
    return words.format(*values) if values else words
