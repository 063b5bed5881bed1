"""Chinese words that look like names: surnames with titles, names after 叫/是/姓, places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from qcode.model.text import HAN
from qcode.redaction.possible import Passage, Sighting, sighting
from qcode.redaction.spelling import folded
from qcode.redaction.surnames import SURNAME, surname_of
from qcode.redaction.titles import TITLES_ZH

_FUNCTION = (
    "的了是在说就也都和跟来去他她它我你不有没还要会能把被给对从到吧吗呢啊嘛呀嘞个们这那"
    "又才很叫让往过着得地等与及或但因所以为之其每各某几两多少"
)
"""Characters that end a given name, or stand before the name of a place."""
_AMBIGUOUS = frozenset("总 工 董 爸 妈 伯 姑 舅 干部 会计 社工".split())
"""Titles that are parts of other words too, such as `施工`."""
_TITLED = re.compile(rf"(?P<name>{SURNAME})(?P<title>{TITLES_ZH})")
_FAMILIAR = re.compile(rf"[老小阿](?P<surname>{SURNAME})(?!{TITLES_ZH})")
_CALLED_A = re.compile(
    rf"(?<![{HAN}])阿(?![姨婆公爷嬷嫂叔伯爸妈哥姐弟妹姑舅姆奶娘爹拉里根富们谁弥斗胶司片门飘谀波尔])"
    rf"[{HAN}](?![{HAN}]?[{HAN}]族)"
)
"""`阿强` at the beginning of a stretch of Han characters: most words with 阿 name relatives."""
_WIFE = re.compile(
    rf"(?P<surname>{SURNAME})太(?![{HAN}]|[太多大少阳平过高])|(?P<other>{SURNAME})太(?=[都也说讲来去在是就和跟话])"
)
"""`陈太`, a married woman in Hong Kong and the south."""
_CALLED = re.compile(
    rf"(?P<cue>名叫|叫做|叫作|叫|是|姓名[:：是]?)(?P<name>(?P<surname>{SURNAME})[{HAN}]{{1,2}})"
)
_LISTED = re.compile(
    rf"(?<=[的和跟与、及])(?P<name>(?P<surname>{SURNAME})[{HAN}]{{1,2}}?)(?=[和跟与、及])"
)
_SURNAMED = re.compile(rf"姓(?P<name>{SURNAME})(?![{HAN}]名)")
_PLACE = re.compile(
    rf"[{HAN}]{{1,5}}?(?:自治县|自治州|新村|村|镇|县|乡|寨|屯|州|街道)(?![民委支长干里庄落压定静静级口亲土情下上头子史貌主小])"
)
_WEAK = frozenset("向任于常安万易高白金方石时关项包代应解童谢成管和华游路水毛黄马牛田阳谈古代")
"""Surnames that are everyday words as well: they need to recur."""
_BEFORE_WEAK = frozenset(
    "关由对至终属在责担主现前后几上千成一二三两多提最中升跟和请让把连很太不儿谢担"
)
_NOT_FAMILIAR = re.compile(
    r"[老小阿](?:金库|康|毛病|白菜|白|马路|黄牛|高|时|石|段|方|路|龙虾|米|安|成|万|常|应|古|代|华|包|管|解|关|于|"
    r"向|任|项|游|季|池|金|单|毛|江|花|年|雨|计|牛|乐|尹)"
)
_ORDINARY = re.compile(
    r"高兴|高级|高中|高速|高峰|高考|高度|高高|方便|方面|方法|方案|方式|方向|白天|白白|白酒|白色|常常|常委|常见|常年|安全|安排|安心|安静|"
    r"安置|金额|金钱|马上|马路|万一|任务|任何|任性|向来|毛病|石头|江湖|黄金|黄色|易怒|张口|张罗|张纸|夏天|夏令|程度|程序|于是|时候|时间|"
    r"时常|关于|关心|关系|关爱|关键|管理|管事|管他|管不|包括|包村|包办|应该|应付|成绩|成为|成年|成功|解决|华侨|路上|路边|代表|代课|谈话|"
    r"单位|严重|严格|雷声|钱不|钱少|钱多|牛奶|龙头|水泥|简单|项目|温暖|阳光|公公|童年|强调|古代|齐全|左右|季节|季度|纪律|花钱|和|何|"
    r"万元|万多|宣传|房子|房租|冷|乐|游戏|路过|麻烦|麻将|施工|曲折|古怪|柏油|蒙|封|解释|解放|景|武装|宿舍|顾|康复|车|平|平时|"
    r"东方|公孙|上官|武|贺|师|符合|代|伍|管|查|梅|项|池|祖|林业|田里|田土|田地|石板|谢|祝|盛|明|胡说|胡|甘|童|华|洪水|洪|封|阳|"
    r"连|段时|段|孔|凌晨|盛|沈|经|计|龙|关|金"
)
_NOT_PLACES = re.compile(
    r".*(?:农村|乡村|乡镇|村镇|县乡|山村|全村|全镇|全县|全乡|本村|本镇|本县|本乡|外村|外县|外乡|外镇|外省|邻村|邻县|回村|进村|驻村|下乡|进县|"
    r"下村|下县|包村|老乡|家乡|故乡|返乡|离乡|回乡|城镇|市镇|集镇|小镇|小村|小县|大村|贫困县|贫困村|区县|市县|省县|各村|各县|每村|"
    r"同村|同乡|同县|镇村|走村|串村|空心村|示范村|示范县|中心村|行政村|自然村|山寨|城乡|到村|入村|出村|村村|县县)$"
)
_STOPS = frozenset(
    _FUNCTION
    + "上下里外大小好一二三四五六七八九十百千万住回进出离跟比像向问找看打走坐派属归隔邻全本该"
    "同乡城镇县省市区山"
)


def chinese_names(passages: Sequence[Passage]) -> Iterator[Sighting]:
    """What looks like a Chinese name or place; an everyday word must recur to count."""
    found = [each for passage in passages for each in _in(passage)]
    counts = Counter(each.name for each, _ in found)
    for each, is_sure in found:
        if is_sure or counts[each.name] > 1:
            yield each


def is_chinese_name(label: str) -> bool:
    """Whether a speaker's label begins with a surname and is as long as a name."""
    return bool(surname_of(folded(label)))


def _in(passage: Passage) -> Iterator[tuple[Sighting, bool]]:
    """Sightings, each with whether it counts even if it stands only once."""
    text = folded(passage.blacked_out)
    for found in _TITLED.finditer(text):
        before = text[max(0, found.start() - 1) : found.start()]
        if not (found["name"] in _WEAK and before in _BEFORE_WEAK and before):
            is_sure = found["name"] not in _WEAK and found["title"] not in _AMBIGUOUS
            yield sighting(passage, *found.span(), "person"), is_sure
    for found in _FAMILIAR.finditer(text):
        if not _NOT_FAMILIAR.match(text, found.start()):
            is_sure = found["surname"] not in _WEAK
            yield sighting(passage, *found.span(), "person"), is_sure
    for found in (*_CALLED_A.finditer(text), *_WIFE.finditer(text)):
        yield sighting(passage, *found.span(), "person"), True
    for found in _CALLED.finditer(text):
        yield from _called(passage, text, found)
    for found in _LISTED.finditer(text):
        start, end = found.span("name")
        if not _ORDINARY.match(text, start) and not set(text[start:end]) & set(_FUNCTION):
            yield sighting(passage, start, end, "person"), found["surname"] not in _WEAK
    for found in _SURNAMED.finditer(text):
        yield sighting(passage, *found.span("name"), "person"), True
    for found in _PLACE.finditer(text):
        start = _begin_of_place(text, *found.span())
        if start >= 0 and not _NOT_PLACES.match(text[found.start() : found.end()]):
            yield sighting(passage, start, found.end(), "place"), found.end() - start > 2


def _called(passage: Passage, text: str, found: re.Match[str]) -> Iterator[tuple[Sighting, bool]]:
    start, end = found.span("name")
    if _ORDINARY.match(text, start) or text[start + 1] in _FUNCTION:
        return
    if re.match(TITLES_ZH, text[found.end("surname") : end + 2]):
        return
    is_long = end - start > len(found["surname"]) + 1
    after = text[end : end + 1]
    ends_here = not re.match(f"[{HAN}]", after) or after in _FUNCTION
    if is_long and (text[end - 1] in _FUNCTION or not ends_here):
        end -= 1
    is_sure = "是" not in found["cue"] and found["surname"] not in _WEAK
    yield sighting(passage, start, end, "person"), is_sure


def _begin_of_place(text: str, start: int, end: int) -> int:
    """Where the name of a place begins, -1 where only an everyday word stands before `村`."""
    suffix = re.search(r"(?:自治县|自治州|新村|街道|[村镇县乡寨屯州])$", text[start:end])
    name_end = start + suffix.start() if suffix else end - 1
    begin = name_end
    while begin > start and name_end - begin < 4 and text[begin - 1] not in _STOPS:
        begin -= 1
    return begin if begin < name_end else -1
