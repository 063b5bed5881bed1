"""Other ways to speak of a listed person: `李主任`, `老李`, `Mrs Li`, a given name alone.

They are guesses: a researcher confirms them by putting them on the list. Titles may be replaced
as they are where only one listed person has the name.
"""

# A Han character counts as two columns.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qcode.redaction.finder import is_person
from qcode.redaction.names import ListedName
from qcode.redaction.places import Place
from qcode.redaction.spelling import LETTER, folded, is_chinese
from qcode.redaction.surnames import SPELLINGS, surname_of

TITLES_ZH = "|".join(
    sorted(
        """副主任 副校长 副书记 主任 老师 书记 校长 园长 镇长 乡长 村长 县长 市长 局长 科长 股长 所长 院长 部长
        处长 会长 站长 组长 队长 班长 支书 干部 社工 会计 主席 总 工 董 医生 大夫 护士 教授 博士 经理 老板 师傅 律师
        警官 先生 女士 小姐 太太 夫人 同学 同志 奶奶 爷爷 外婆 外公 婆婆 公公 妈妈 爸爸 妈 爸 叔叔 叔 婶婶 婶 伯伯 伯 阿姨
        姨 姑姑 姑 舅舅 舅 大爷 大妈 大姐 大哥 大叔 大娘 姐姐 姐 哥哥 哥 嫂子 嫂 某某 某""".split(),
        key=len,
        reverse=True,
    )
)
"""What stands behind a surname, in simplified characters."""
TITLES_EN = (
    r"(?:Mr|Mrs|Ms|Miss|Mister|Madam|Madame|Sir|Lady|Dr|Doctor|Prof|Professor|Teacher|Principal|"
    r"Headmaster|Headteacher|Director|Secretary|Chief|Mayor|Officer|Captain|Uncle|Auntie|Aunt|"
    r"Aunty|Brother|Sister|Grandma|Grandpa|Granny|Grandmother|Grandfather|Comrade|Master|Nurse|"
    r"President|Chairman|Manager|Pastor|Father|Mother|Old|Little|Xiao|Lao)"
)
"""What stands before a name; `Old` and `Little` as Chinese speakers of English use them."""
_BEFORE_ZH = "[老小阿]"


@dataclass(frozen=True, slots=True)
class OtherForm:
    """One way to speak of a listed person: where it stands and what would stand for it."""

    place: Place
    person: ListedName
    is_title: bool
    """Else it is part of the name alone."""


def other_forms(text: str, names: Iterable[ListedName]) -> tuple[OtherForm, ...]:
    """Ways to speak of listed persons, in order; of two persons' one each where both fit.

    Args:
        text: what is replaced already is blacked out.
        names: the list.
    """
    plain = folded(text)
    found = [form for person in names if is_person(person) for form in _of(person, plain)]
    return tuple(sorted(found, key=lambda form: (form.place.start, -form.place.end)))


def certain_titles(forms: Iterable[OtherForm]) -> tuple[Place, ...]:
    """The titles that can be of one listed person only, in order; none overlap."""
    forms = tuple(forms)
    kept: list[Place] = []
    for form in forms:
        place = form.place
        others = {f.person.pseudonym for f in forms if _overlap(f.place, place)}
        is_free = not kept or kept[-1].end <= place.start
        if form.is_title and len(others) == 1 and is_free:
            kept.append(place)
    return tuple(kept)


def _overlap(one: Place, other: Place) -> bool:
    return one.start < other.end and other.start < one.end


def _of(person: ListedName, text: str) -> Iterator[OtherForm]:
    name = folded(person.name)
    if is_chinese(name):
        surname = surname_of(name)
        if surname:
            yield from _of_chinese(person, name, surname, text)
    elif len(words := name.split()) > 1:
        yield from _of_latin(person, words, text)


def _of_chinese(person: ListedName, name: str, surname: str, text: str) -> Iterator[OtherForm]:
    short = _short(person)
    for found in re.finditer(rf"{surname}(?P<title>{TITLES_ZH})", text):
        yield _form(person, found, short + found["title"])
    for found in re.finditer(rf"(?P<before>{_BEFORE_ZH}){surname}(?!{TITLES_ZH})", text):
        yield _form(person, found, found["before"] + short)
    latin = SPELLINGS[surname]
    titled = rf"(?<!{LETTER})(?P<title>{TITLES_EN}\.?)\s+{latin}(?!{LETTER})"
    for found in re.finditer(titled, text):
        yield _form(person, found, f"{found['title']} {SPELLINGS.get(short, short)}")
    given = name[len(surname) :]
    if len(given) > 1 and not re.fullmatch(TITLES_ZH, given):
        for found in re.finditer(given, text):
            yield _form(person, found, person.pseudonym, is_title=False)


def _of_latin(person: ListedName, words: list[str], text: str) -> Iterator[OtherForm]:
    own = [
        word
        for word in words
        if len(word.strip(".")) > 1 and word[0].isupper() and not re.fullmatch(TITLES_EN, word)
    ]
    if not own:
        return
    either = "|".join(map(re.escape, own))
    bounded = rf"(?<!{LETTER})(?P<title>{TITLES_EN}\.?\s+)?(?P<part>{either})(?!{LETTER})"
    for found in re.finditer(bounded, text):
        title = found["title"]
        if not title:
            yield _form(person, found, person.pseudonym, is_title=False)
            continue
        parts = person.pseudonym.split()
        is_alike = len(parts) == len(words)
        part = parts[words.index(found["part"])] if is_alike else person.pseudonym
        yield _form(person, found, " ".join([*title.split(), part]))


def _form(
    person: ListedName, found: re.Match[str], replacement: str, *, is_title: bool = True
) -> OtherForm:
    place = Place(found.start(), found.end(), person.kind or "name", replacement)
    return OtherForm(place, person, is_title)


def _short(person: ListedName) -> str:
    """What stands for the surname: the surname of the pseudonym, or all of it."""
    return surname_of(folded(person.pseudonym)) or person.pseudonym
