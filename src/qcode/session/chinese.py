"""What the session says, in Chinese.

In the code a message stands in English, with `{0}` for values; here stands the same in Chinese.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qcode.session.options import Tongue

_VALUE = re.compile(r"\{(\d)\}")


def told(language: Tongue, english: str, *values: object) -> str:
    """A message in a language, with values in the places of `{0}`, `{1}` ...

    Raises:
        KeyError: it is not in the table; a test reads the code for such messages.
    """
    words = CHINESE[english] if language == "zh" else english
    return _VALUE.sub(lambda place: str(values[int(place[1])]), words)


CHINESE = {
    # moving
    "this is the last turn; } goes to the next transcript": "已是最后一段；} 到下一份访谈",
    "this is the first turn; { goes to the transcript before": "已是第一段；{ 到上一份访谈",
    "this is the last transcript": "已是最后一份访谈",
    "this is the first transcript": "已是第一份访谈",
    "Go to which turn or transcript? (12, P3, P3 12)": "跳到哪一段或哪份访谈？（12、P3、P3 12）",
    "there is no transcript '{0}' here; there are: {1}": "没有访谈“{0}”；现有：{1}",
    "transcript '{0}' has the turns 1 to {1}": "访谈“{0}”有第 1 至 {1} 段",
    "Search for which words?": "查找哪些文字？",
    "search for some words first: /": "请先按 / 查找文字",
    "{0} is nowhere in these transcripts": "这些访谈中没有{0}",
    "Work on which queue?": "处理哪个队列？",
    "there is no queue '{0}'; there are: {1}": "没有队列“{0}”；现有：{1}",
    "queue '{0}'": "队列“{0}”",
    "nothing waits here (queue '{0}'; Q chooses another)": "此处无待处理项（队列“{0}”；Q 换队列）",
    "nothing waits any more: all {0} are done (queue '{1}'; Q chooses another)":
        "全部 {0} 项均已处理（队列“{1}”；Q 换队列）",
    "only this one waits": "只剩这一项待处理",
    # selecting
    "no suggestion and no coding in this turn": "本段没有建议，也没有编码",
    "( ) [ ] move by {0} now": "( ) [ ] 现按{0}移动",
    "character": "字符",
    "word": "词",
    "sentence": "句",
    "turn": "段",
    "the transcript ends here": "访谈到此结束",
    "the transcript begins here": "访谈由此开始",
    "no {0} is left to take away; 1 and 2 make smaller steps":
        "不能再减一个{0}；按 1 或 2 缩小步幅",
    "the whole turn is selected; ] goes beyond it": "已选整段；按 ] 可越过本段",
    "a single character cannot be narrowed": "单个字符不能再缩小",
    "there are no words to select": "没有可选的文字",
    # suggestions, places, disputes
    "suggestions are hidden: h shows them": "建议已隐藏：按 h 显示",
    "suggestions are shown": "已显示建议",
    "no suggestion waits in this turn: n goes on, c codes the selection":
        "本段没有待处理的建议：n 继续，c 为所选文字编码",
    "{0} suggestions here; this is the first: '{1}' (Tab: the next)":
        "此处有 {0} 条建议；这是第一条：“{1}”（Tab：下一条）",
    "accepted '{0}' on {1}": "已接受“{0}”：{1}",
    "accepted '{0}' as a negative case on {1}": "已作为反例接受“{0}”：{1}",
    "rejected '{0}' on {1}": "已拒绝“{0}”：{1}",
    "Why is '{0}' rejected here?": "为何在此拒绝“{0}”？",
    "no suggestion is in focus: Tab goes through those of the turn":
        "没有选中的建议：按 Tab 逐条查看",
    "this is a coding, no suggestion: a confirms its place, d takes it away":
        "这是编码，不是建议：a 确认位置，d 取消编码",
    "Which code instead of '{0}'?": "改用哪个编码代替“{0}”？",
    "'{0}' is the code that is suggested: a accepts it": "建议的正是“{0}”：按 a 接受",
    "'{0}' instead of '{1}' on {2}": "“{0}”代替“{1}”：{2}",
    "a dispute is settled by a (it applies) or r (it does not)": "裁定分歧：a 适用，r 不适用",
    "Why does '{0}' apply in this turn?": "为何“{0}”适用于本段？",
    "Why does '{0}' not apply in this turn?": "为何“{0}”不适用于本段？",
    "no dispute is in view": "当前没有分歧",
    "settled: '{0}' applies": "已裁定：“{0}”适用",
    "settled: '{0}' does not apply": "已裁定：“{0}”不适用",
    "its words are gone: select other words and press b, or take the coding away with d":
        "原文字已不在：选取其他文字后按 b，或按 d 取消编码",
    "'{0}' stands on {1} now": "“{0}”现标注：{1}",
    # decisions
    "Code {0} with which code?": "用哪个编码标注{0}？",
    "coded '{0}' on {1}": "已编码“{0}”：{1}",
    "split the code first (S), or give the segment another code (C)":
        "请先拆分编码（S），或改用另一编码（C）",
    "no code is in view: c codes the selection, k looks a code up":
        "没有当前编码：c 为所选文字编码，k 查看编码",
    "it is coded '{0}' already": "已经编码为“{0}”",
    "'{0}' instead of '{1}'": "“{0}”代替“{1}”",
    "speaks for '{0}'": "支持“{0}”",
    "speaks against '{0}'": "“{0}”的反例",
    "Why is '{0}' taken away?": "为何取消“{0}”？",
    "took '{0}' away from {1}": "已取消“{0}”：{1}",
    "it is there already: move its ends with ( ) [ ] first": "已在此处：请先用 ( ) [ ] 移动两端",
    "no coding of yours is meant here: Tab goes through those of the turn":
        "此处没有您的编码：按 Tab 逐个查看本段编码",
    "this is a coding of {0}, which only {0} can change": "这是 {0} 的编码，只有 {0} 能修改",
    "that is decided so already": "已经是这样了",
    "there is nothing to undo": "没有可撤销的决定",
    "there is nothing to redo": "没有可重做的决定",
    "took back: {0}": "已撤销：{0}",
    "did again: {0}": "已重做：{0}",
    "coded '{0}'": "编码“{0}”",
    "rejected '{0}'": "拒绝“{0}”",
    "took away '{0}'": "取消“{0}”",
    "new code '{0}'": "新编码“{0}”",
    "moved '{0}'": "移动“{0}”",
    "merged codes": "合并编码",
    "memo": "备忘",
    # codes
    "no code is in view: k looks one up": "没有当前编码：按 k 查看编码",
    "there are no words in the selection that could name a code": "所选部分没有可作编码名的文字",
    "Name of the new code for {0}:": "为{0}新建编码，名称：",
    "Name of the new code:": "新编码的名称：",
    "new code '{0}' on {1}": "新编码“{0}”：{1}",
    "new code '{0}' instead of '{1}'": "新编码“{0}”代替“{1}”",
    "Merge '{0}' into which code?": "把“{0}”并入哪个编码？",
    "Why is '{0}' merged into '{1}'?": "为何把“{0}”并入“{1}”？",
    "'{0}' is part of '{1}' now": "“{0}”已并入“{1}”",
    "Split '{0}': where is the new code?": "拆分“{0}”：新编码放在哪里？",
    "Why is '{0}' split?": "为何拆分“{0}”？",
    "new code '{0}': y puts the segments of '{1}' under it that belong there":
        "新编码“{0}”：按 y 把“{1}”中相应的片段归入",
    "Move '{0}' under which code?": "把“{0}”移到哪个编码之下？",
    "Why is '{0}' moved under '{1}'?": "为何把“{0}”移到“{1}”之下？",
    "Why is '{0}' moved to the top?": "为何把“{0}”移到最上层？",
    "'{0}' is moved under '{1}'": "“{0}”已移到“{1}”之下",
    "'{0}' is moved to the top": "“{0}”已移到最上层",
    "Look at which code?": "查看哪个编码？",
    "nobody coded '{0}' yet": "尚无人使用编码“{0}”",
    "its place is unsure since its text was edited: queue 'unsure' (Q)":
        "文字改动后位置不明：见队列 unsure（Q）",
    # memos
    "Memo on {0}:": "备忘（{0}）：",
    "A memo on what?": "为什么内容写备忘？",
    "memo on {0} written": "已写备忘（{0}）",
    "memo on {0} mended": "已改备忘（{0}）",
    "the memo is as it was": "备忘没有改动",
    "the project": "项目",
    "the case": "个案",
    "the transcript": "访谈",
    "the code": "编码",
    "the segment": "片段",
    "the turn": "段",
    # roles and questions
    "Whose role is wrong? Enter turns it over": "谁的角色有误？按 Enter 对调",
    "{0} answers in this transcript now": "{0} 在本访谈中现为回答者",
    "{0} asks in this transcript now": "{0} 在本访谈中现为提问者",
    "asks (interviewer)": "提问（访谈者）",
    "answers (participant)": "回答（受访者）",
    "a new code": "新编码",
    "(the top of the codebook)": "（编码体系最上层）",
    "at the top": "最上层",
    "beside '{0}'": "与“{0}”并列",
    "below '{0}'": "在“{0}”之下",
    "this turn": "本段话",
    "the code in view": "当前编码",
    "this transcript": "本访谈",
    "turns that you have not read": "您尚未读过的话",
    "what the rules suggest and you have not decided": "规则建议而您尚未决定的",
    "where coders differ; settled under a name of its own": "编码者意见不一之处；裁定另行署名",
    "codings inside of which words were changed": "其中文字有改动的编码",
    "codings whose place cannot be told after an edit": "文字改动后位置不明的编码",
    "the turns drawn for double coding": "为双人编码抽取的话",
    "nothing in the list fits '{0}'": "列表中没有符合“{0}”的",
    "several fit: '{0}'": "不止一项符合“{0}”",
    "nothing fits: '{0}'": "没有符合“{0}”的",
    "this needs some words; Esc leaves it": "请输入文字；Esc 取消",
    "answer the question first; Esc leaves it": "请先回答；Esc 取消",
    "Esc goes back to the transcript first": "请先按 Esc 返回访谈",
    "there is no action '{0}'; ? shows the keys": "没有“{0}”这一操作；? 显示按键",
    # the line dialogue
    "{0}: coding as {1}, queue '{2}'": "{0}：编码者 {1}，队列“{2}”",
    "Each line is a command: a accept, r reject, c code, n next, ? help, q end.":
        "每行一条命令：a 接受，r 拒绝，c 编码，n 下一处，? 帮助，q 结束。",
    "selected: {0}": "已选：{0}",
    "{0} of {1} done in queue '{2}'": "队列“{2}”：已处理 {0}/{1}",
    "and {0} more": "另有 {0} 项",
    "now: {0}": "现为：{0}",
    "A number or part of a name chooses; an empty line leaves.":
        "输入序号或部分名称选择；空行取消。",
    "An empty line keeps it; a single . leaves.": "空行保留；单独一个 . 取消。",
    "An empty line leaves.": "空行取消。",
    "An empty line answers nothing; a single . leaves.": "空行表示不说明；单独一个 . 取消。",
    "{0}: segments {1}, the newest first": "{0}：{1} 个片段，新的在前",
    "definition: {0}": "定义：{0}",
    "include: {0}": "包括：{0}",
    "exclude: {0}": "不包括：{0}",
    "code in view: {0} ({1})": "当前编码：{0}（{1}）",
    "against": "反例",
    "place unsure": "位置不明",
    "down, up: another; C change, d take away, enter go there, back":
        "down、up 另一片段；C 改码，d 取消，enter 前往，back 返回",
    "Words can follow at once: c NAME OF CODE, g 12, / WORDS, m WORDS OF A MEMO":
        "命令后可直接写内容：c 编码名，g 12，/ 文字，m 备忘内容",
    "suggestion: {0} on {1} (rule {2}: {3})": "建议：{0}，{1}（规则 {2}：{3}）",
    "coding: {0} on {1}": "编码：{0}，{1}",
    "asks": "提问",
    "answers": "回答",
    "memo of {0}: {1}": "{0} 的备忘：{1}",
    "its code has another definition now": "该编码的定义已修改",
    "to decide: {0}": "待决定：{0}",
    "it stood on: {0}": "原来标注：{0}",
    "why: {0}": "原因：{0}",
    "now perhaps, turn {0}: {1}": "现可能在第 {0} 段：{1}",
    "a confirms the place marked >, Tab (mark) goes to the next, d takes it away":
        "a 确认标 > 的位置，Tab（标记）下一位置，d 取消编码",
    "to settle: {0}: coded by {1}; read and not coded by {2}":
        "待裁定：{0}：{1} 已编码；{2} 读过但未编码",
    "a: it applies, r: it does not; both ask why": "a 适用，r 不适用；都需说明理由",
    "the whole turn": "整段话",
    "you": "本人",
    "End. 1 decision, saved.": "结束。1 项决定，已保存。",
    "End. {0} decisions, all saved.": "结束。{0} 项决定，均已保存。",
    "there is no command '{0}' here; a accept, r reject, c code, n next, u undo, ? all commands, "
    "q end": "此处没有命令“{0}”；a 接受，r 拒绝，c 编码，n 下一处，u 撤销，? 全部命令，q 结束",
    "left as it was": "未作改动",
    "“{0}” is not in this turn": "本段中没有“{0}”",
    "that line is not in the terminal's encoding; nothing was done": "该行不是终端编码；未作处理",
}  # fmt: skip
"""By the English message; values keep their numbers."""
