"""Numbers and addresses that lead to a person: phones, cards, number plates, e-mail, links.

A number is taken for one only by its form, its check digit, or a word such as `phone` before it:
years, dates, times and counts are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from qcode.redaction.check_digits import is_card, is_hong_kong_id, is_mainland_id, is_taiwan_id
from qcode.redaction.places import Place, masked
from qcode.redaction.spelling import folded

Found = Iterator[tuple[int, int, str]]
"""(start, end, the number in one spelling)."""

_ALONE = r"(?<![0-9A-Za-z])(?<!\d[.,:/-])"
_ENDS = r"(?![0-9A-Za-z])(?![.,:/-]\d)"
_GAP = r"[ \-]?"
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![A-Za-z0-9])"
)
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"'，。；、！？（）《》”’]{3,300}", re.I)
_SITES = (
    "weibo facebook fb instagram twitter x tiktok douyin kuaishou xiaohongshu zhihu bilibili "
    "douban linkedin github t youtube threads snapchat vk line medium reddit qzone"
).split()
_HANDLE = re.compile(
    rf"(?:^|[/.])(?:{'|'.join(_SITES)})\.[a-z.]{{2,6}}/[^/?#\s]|/@[^/\s]"
    r"|/(?:u|users?|people|in|profile|space|member|author)/[^/?#\s]|/~[^/\s]"
    r"|[?&](?:uid|user|userid|user_id|id|profile)=",
    re.I,
)
_WECHAT = re.compile(
    r"(?:微信|威信|we\s?chat|wexin|weixin|(?<![A-Za-z])[vw]x(?![A-Za-z]))"
    r"(?P<sure>[ ]*(?:号码|号|账号|帐号|id|account|name|number))?[ ]*"
    r"(?P<link>(?:就?是|叫|为|is|[:：=])?)[ ]*"
    r"(?P<id>[A-Za-z0-9][-_A-Za-z0-9]{4,19})(?![A-Za-z0-9_-])",
    re.I,
)
_QQ = re.compile(
    r"QQ[ ]*(?:号码|号|账号|number)?[ ]*(?:就?是|is|[:：=])?[ ]*([1-9]\d{4,10})(?!\d)", re.I
)
_PLATE = re.compile(
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·• ]?"
    "(?=[A-Z]{0,2}[0-9])[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9学警挂港澳](?![0-9A-Za-z])"
)
_MAINLAND_ID = re.compile(
    rf"{_ALONE}[1-9]\d{{5}}{_GAP}(?:18|19|20)\d{{2}}{_GAP}\d{{4}}{_GAP}\d{{3}}[0-9Xx]{_ENDS}"
)
_OLD_ID = re.compile(rf"{_ALONE}[1-9]\d{{14}}{_ENDS}")
_HONG_KONG_ID = re.compile(
    rf"{_ALONE}([A-Za-z]{{1,2}})[ ]?(\d{{6}})[ ]?"
    r"(?:\(([0-9Aa])\)|（([0-9Aa])）|([0-9Aa])(?![0-9A-Za-z]))"
)
_TAIWAN_ID = re.compile(rf"{_ALONE}[A-Za-z][1289]\d{{8}}{_ENDS}")
_CARD = re.compile(rf"{_ALONE}\d(?:{_GAP}\d){{14,18}}{_ENDS}")
_PHONES = tuple(
    re.compile(form)
    for form in (
        # A country's prefix makes any number a phone.
        rf"(?<![0-9A-Za-z])(?:\+|00)(?:86|852|853|886){_GAP}\(?0?\)?\d(?:[ \-]?\d){{6,10}}(?!\d)",
        r"(?<![0-9A-Za-z])\+[1-9]\d{0,2}[ \-](?:\(\d{1,4}\)[ \-]?)?\d(?:[ \-]?\d){6,11}(?!\d)",
        r"(?<![0-9A-Za-z])\+[1-9]\d{9,13}(?!\d)",
        # Mainland mobile: 138 1234 5678.
        rf"{_ALONE}(?:86[ \-])?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}{_ENDS}",
        # Taiwan mobile: 0912-345-678.
        rf"{_ALONE}09\d{{2}}{_GAP}\d{{3}}{_GAP}\d{{3}}{_ENDS}",
        # Landlines with their area: (0851) 1234567, 010-12345678, (02) 2345-6789, 02-2345-6789.
        rf"{_ALONE}[(（]0\d{{1,3}}[)）][ \-]?\d{{3,4}}[ \-]?\d{{4}}{_ENDS}",
        rf"{_ALONE}0(?:10|2\d|[3-9]\d{{2}})[ \-]?[2-9]\d{{6,7}}{_ENDS}",
        rf"{_ALONE}0[2-8]\d?[ \-]\d{{3,4}}[ \-]?\d{{4}}{_ENDS}",
        rf"{_ALONE}0[2-8]\d{{8}}{_ENDS}",
    )
)
_SAID_PHONE = re.compile(
    rf"{_ALONE}[2-9]\d{{2,3}}[ \-]?\d{{4}}{_ENDS}"
    rf"|{_ALONE}[2-9]\d{{2}}[ \-]\d{{3}}[ \-]\d{{4}}{_ENDS}"
)
"""Seven or eight digits, or an American ten: a phone only behind a word that says so."""
_SAYS_PHONE = re.compile(
    r"(?:电话|手机|座机|热线|传真|号码|拨打|拨|phone|mobile|tel|call(?:ed)?(?: me)?(?: at| on)?|"
    r"whatsapp|landline|fax|hotline|cell|number(?: is| was)?)[^0-9\n]{0,12}$",
    re.I,
)
_SAYS_ID = re.compile(
    r"(?:身份证|身分证|证件|identity card|id card|id number|\bID)[^0-9\n]{0,14}$", re.I
)
_YEARS = re.compile(r"(?:19|20)\d{2}[ \-]?(?:19|20)\d{2}$")
_DATE = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$")
_SPOKEN = re.compile(
    r"(?<![零〇一二三四五六七八九幺])[一幺][零〇一二三四五六七八九幺]{10}(?![零〇一二三四五六七八九幺])"
)
_DIGITS = str.maketrans("零〇一二三四五六七八九幺", "001234567891")
_BEFORE = 40
"""Characters before a number in which a word may say what it is."""


def find_numbers(text: str) -> tuple[Place, ...]:
    """Every number and address that leads to a person, in order; none overlap.

    E-mail and links come first, as they may hold other numbers; then what proves itself by a
    check digit; then phones.
    """
    plain = folded(text)
    found: list[Place] = []
    for kind, find in _FINDERS:
        places = [Place(start, end, kind, number=number) for start, end, number in find(plain)]
        plain = masked(plain, places)
        found += places
    return tuple(sorted(found, key=lambda place: place.start))


def _emails(text: str) -> Found:
    for found in _EMAIL.finditer(text):
        yield *found.span(), found.group().casefold()


def _links(text: str) -> Found:
    for found in _LINK.finditer(text):
        link = found.group().rstrip(".,;:!?)]}。")
        if _HANDLE.search(link):
            yield found.start(), found.start() + len(link), link.casefold().rstrip("/")


def _wechats(text: str) -> Found:
    for found in _WECHAT.finditer(text):
        name = found["id"]
        is_said = bool(found["sure"]) or found["link"] in (":", "：", "=")
        looks = any(map(str.isdigit, name)) or "_" in name
        # "the WeChat number 5 of them": what is said to be an id still has to look like one.
        is_word = name.isalpha() and found["link"] == "" and found["sure"] is not None
        if (looks or (is_said and not is_word)) and not _is_phone(name):
            yield *found.span("id"), name.casefold()


def _qqs(text: str) -> Found:
    for found in _QQ.finditer(text):
        yield *found.span(1), found[1]


def _ids(text: str) -> Found:
    for found in _MAINLAND_ID.finditer(text):
        number = _bare(found.group())
        if is_mainland_id(number) or _is_said(_SAYS_ID, text, found.start()):
            yield *found.span(), number.upper()
    for found in _OLD_ID.finditer(text):
        if _is_said(_SAYS_ID, text, found.start()):
            yield *found.span(), found.group()
    for found in _HONG_KONG_ID.finditer(text):
        check = found[3] or found[4] or found[5]
        is_written_out = not found[5] or _is_said(_SAYS_ID, text, found.start())
        if is_written_out and is_hong_kong_id(found[1], found[2], check):
            yield *found.span(), f"{found[1]}{found[2]}{check}".upper()
    for found in _TAIWAN_ID.finditer(text):
        if is_taiwan_id(found.group()):
            yield *found.span(), found.group().upper()


def _cards(text: str) -> Found:
    for found in _CARD.finditer(text):
        number = _bare(found.group())
        if is_card(number):
            yield *found.span(), number


def _plates(text: str) -> Found:
    for found in _PLATE.finditer(text):
        yield *found.span(), re.sub(r"[·• ]", "", found.group())


def _phones(text: str) -> Found:
    taken: list[tuple[int, int]] = []
    for form in _PHONES:
        for found in form.finditer(text):
            start, end = found.span()
            if not any(start < b and a < end for a, b in taken):
                taken.append((start, end))
                yield start, end, _national(found.group())
    for found in _SAID_PHONE.finditer(text):
        start, end = found.span()
        number = found.group()
        is_date = _YEARS.match(number) or _DATE.match(number)
        is_free = not any(start < b and a < end for a, b in taken)
        if is_free and not is_date and _is_said(_SAYS_PHONE, text, start):
            yield start, end, _bare(number)
    for found in _SPOKEN.finditer(text):
        number = found.group().translate(_DIGITS)
        if "3" <= number[1] <= "9":
            yield *found.span(), number


def _is_phone(name: str) -> bool:
    return re.fullmatch(r"1[3-9]\d{9}|09\d{8}", name) is not None


def _is_said(words: re.Pattern[str], text: str, start: int) -> bool:
    return words.search(text, max(0, start - _BEFORE), start) is not None


def _bare(number: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", number)


def _national(number: str) -> str:
    """The digits without the prefix of a Chinese-speaking country and the zero of an area."""
    digits = _bare(number)
    is_abroad = number.startswith(("+", "00")) or digits.startswith("86")
    if is_abroad:
        digits = re.sub(
            r"^(?:00)?(?:86(?=\d{9,})|852(?=\d{8}$)|853(?=\d{8}$)|886(?=\d{8}))", "", digits
        )
    return digits.lstrip("0")


_FINDERS: tuple[tuple[str, Callable[[str], Found]], ...] = (
    ("e-mail", _emails),
    ("link", _links),
    ("wechat", _wechats),
    ("qq", _qqs),
    ("id", _ids),
    ("card", _cards),
    ("plate", _plates),
    ("phone", _phones),
)
