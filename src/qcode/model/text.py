"""The words of a text: how many there are, and which bracketed remarks are nobody's words."""

from __future__ import annotations

import re

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Han characters, as they stand inside a character class of a regular expression."""

APOSTROPHES_AND_HYPHENS = "'’-‐‑"
"""What may stand inside a word between letters: `don't`, `left-behind`."""
OPENERS = "[【［(（<〈*"
"""What a stage direction may begin with."""

_LETTER = rf"[^\W_{HAN}][\u0300-\u036f]*"
_WORD = re.compile(rf"(?:{_LETTER})+(?:[{re.escape(APOSTROPHES_AND_HYPHENS)}](?:{_LETTER})+)*")
_HAN_RUN = re.compile(f"[{HAN}]+")
is_han = re.compile(f"[{HAN}]").match
"""Whether a text begins with a Han character."""

EVENTS_EN = (
    "laughs laugh laughing laughter chuckles chuckle chuckling chuckled giggles giggle giggling "
    "laughed smiles smiling smile grins pause pauses pausing paused silence silent sighs sigh "
    "sighing sighed sigh cries cry crying cried sobs sobbing sob weeps weeping tears tearful "
    "crosstalk overlap overlapping inaudible unclear indistinct unintelligible indecipherable "
    "illegible coughs cough coughing coughed sneezes sneeze sniffs sniffles nods nod nodding "
    "nodded shrugs shrug shrugging gestures gesture gesturing points pointing whispers whispering "
    "shouts shouting sings singing hums humming breathes inhales exhales yawns yawning gasps "
    "groans applause clapping claps applauds music noise noises rings ringing beeps beep beeping "
    "barks barking knocks knock knocking interruption interrupted interrupts interrupting "
    "redacted anonymised anonymized hesitates hesitation stammers stutters mumbles mumbling "
    "mutters muttering footsteps static dial"
)
EVENTS_ZH = (
    "哈哈大笑 微笑 苦笑 大笑 笑声 笑聲 偷笑 冷笑 笑 沉默 停顿 停頓 叹气 嘆氣 叹息 嘆息 抽泣 "
    "哽咽 流泪 流淚 落泪 落淚 哭泣 哭 咳嗽 听不清楚 聽不清楚 听不清 聽不清 听不见 聽不見 "
    "不清楚 不清 模糊 电话铃响 電話鈴響 电话响 電話響 电话铃声 手机响 手機響 铃声 鈴聲 点头 "
    "點頭 摇头 搖頭 音乐 音樂 掌声 掌聲 鼓掌 安静 安靜 打断 打斷 插话 插話 重叠 重疊 噪音 "
    "杂音 雜音 敲门 敲門 犹豫 猶豫 耸肩 聳肩 思考 唱歌 喝水 喝茶 抽烟 抽菸 无法辨认 無法辨認 "
    "听不懂 录音中断 錄音中斷 录音结束 錄音結束 录音开始 錄音開始 访谈结束 訪談結束"
)
FILLERS_EN = (
    "a an the and or in at on to of for with from by both again softly quietly loudly briefly "
    "slightly lightly long short brief slight nervous nervously bitter bitterly loud quiet hard "
    "deep deeply heavy heavily seconds second secs sec minutes minute min phone telephone mobile "
    "cell doorbell door dog dogs background outside everyone everybody all group together general "
    "his her their head hand hands shoulders no yes agreement approval audio recording recorder "
    "word words speech speaker speakers interviewer interviewee participant respondent tone break "
    "approx about few"
)
FILLERS_ZH = (
    "长时间 長時間 一会儿 一會兒 一会 一下 片刻 轻轻 輕輕 轻声 輕聲 大声 大聲 小声 小聲 尴尬 "
    "尷尬 无奈 無奈 短暂 短暫 长 長 久 很 又 再 地 得 的 了 着 著 声 聲 起来 起來 出声 出聲 "
    "众人 眾人 大家 全场 全場 两人 兩人 受访者 受訪者 访谈者 訪談者 背景 此处 此處 几秒 幾秒 "
    "秒 分钟 分鐘 约 約 录音 錄音 有人 眼 头 頭 一 二 两 三 五 十 半"
)


def _words(texts: str) -> str:
    return "|".join(sorted(set(texts.split()), key=len, reverse=True))


_EVENT = re.compile(rf"(?<![a-z])(?:{_words(EVENTS_EN)})(?![a-z])|{_words(EVENTS_ZH)}")
_FILLER = re.compile(rf"(?<![a-z])(?:{_words(FILLERS_EN)})(?![a-z])|{_words(FILLERS_ZH)}")
_NOTHING = re.compile(r"[\W\d_]*")
_BRACKETS = re.compile(
    r"\[[^\[\]\n]{1,60}\]|【[^【】\n]{1,60}】|［[^［］\n]{1,60}］"
    r"|\([^()\n]{1,40}\)|（[^（）\n]{1,40}）|<[^<>\n]{1,40}>|〈[^〈〉\n]{1,40}〉"
    r"|\*[^*\n]{1,40}\*"
)
_SQUARE = "[【［"


def count_words(text: str) -> tuple[int, int]:
    """How many Latin words and how many Han characters are spoken in a text.

    A word is a run of letters or digits of any script but Han, with apostrophes or hyphens
    inside (`don't`, `left-behind`); each Han character counts alone. Stage directions are
    not counted: nobody said them.
    """
    remarks = stage_directions(text)
    if remarks:
        text = _without(text, remarks)
    return len(_WORD.findall(text)), sum(map(len, _HAN_RUN.findall(text)))


def stage_directions(text: str) -> tuple[tuple[int, int], ...]:
    """Where remarks such as `[laughs]` or `（笑）` stand: (start, end) pairs, in order.

    A remark is a short bracketed run that names an event on the lists of this module. In square
    brackets other words may stand beside it (`[phone rings in the next room]`); in round ones,
    where people also put what was said, only words that describe an event.
    """
    if not any(mark in text for mark in OPENERS):
        return ()
    return tuple(
        found.span() for found in _BRACKETS.finditer(text) if is_stage_direction(found.group())
    )


def is_stage_direction(bracketed: str) -> bool:
    """Whether a bracketed run names an event rather than holding words that were said."""
    inside = bracketed[1:-1].casefold()
    if not _EVENT.search(inside):
        return False
    if bracketed[0] in _SQUARE:
        return True
    rest = _FILLER.sub(" ", _EVENT.sub(" ", inside))
    return _NOTHING.fullmatch(rest) is not None


def _without(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    kept, end = [], 0
    for start, stop in spans:
        kept.append(text[end:start])
        end = stop
    kept.append(text[end:])
    return " ".join(kept)
