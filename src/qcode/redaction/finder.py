"""Listed names in a text: the longest first, in one pass, at the edges of words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from qcode.model.text import HAN
from qcode.redaction.names import ListedName
from qcode.redaction.places import Place
from qcode.redaction.spelling import LETTER, folded, is_chinese, spelling
from qcode.redaction.surnames import surname_of

PERSON = frozenset("person people participant interviewee child 人 人名 人物 个人 姓名".split())
_SHOUTED = 4
"""Letters that a single name has at least where it also counts in capitals only."""
_ENDING = "(?:s|d|m|ll|re|ve)"
_BEFORE = rf"(?<!{LETTER})(?<!{LETTER}')"
_AFTER = rf"(?!{LETTER})(?![\u0300-\u036f])(?!'(?!(?i:{_ENDING})(?!{LETTER})){LETTER})"
_HYPHEN_BEFORE = re.compile(rf"[A-ZÀ-ÖØ-Þ]{LETTER}*-$")
_HYPHEN_AFTER = re.compile(r"-[A-ZÀ-ÖØ-Þ]")
_LOOK_BACK = 40
_Form: TypeAlias = Callable[[ListedName], list[tuple[str, str]]]
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Finder:
    """A list of names made ready to look for them."""

    pattern: re.Pattern[str]
    by_spelling: Mapping[str, ListedName]

    def find(self, text: str) -> tuple[Place, ...]:
        """Where listed names stand, in order; none overlap."""
        plain = folded(text)
        return tuple(
            Place(found.start(), found.end(), entry.kind or "name", entry.pseudonym)
            for found in self.pattern.finditer(plain)
            if (entry := self._entry(found.group()))
            and not (is_person(entry) and _is_half_of_a_name(plain, *found.span()))
        )

    def _entry(self, found: str) -> ListedName | None:
        key = spelling(found)
        tries = (key, key.casefold(), _squeezed(key))
        return next((self.by_spelling[each] for each in tries if each in self.by_spelling), None)


def finder(names: Iterable[ListedName]) -> Finder:
    """Make a list of names ready for the text of transcripts.

    Names with a capital are found as they are written, and in capitals throughout; names
    without one in any case. A Chinese name of one character is found only where it stands alone.
    """
    return _finder(names, _text_form)


def file_name_finder(names: Iterable[ListedName]) -> Finder:
    """Make a list of names ready for the names of files: `li_ming-2`, `LiMing_2`."""
    return _finder(names, _file_name_form)


def is_person(entry: ListedName) -> bool:
    """Whether a name is a person's: by its kind, or else by its form."""
    if entry.kind:
        return entry.kind.casefold() in PERSON
    if is_chinese(entry.name):
        return bool(surname_of(folded(entry.name)))
    return all(word[0].isupper() for word in entry.name.split())


def _finder(names: Iterable[ListedName], form: _Form) -> Finder:
    by_spelling: dict[str, ListedName] = {}
    forms: dict[str, str] = {}
    for entry in names:
        for key, expression in form(entry):
            by_spelling.setdefault(key, entry)
            forms.setdefault(key, expression)
    longest = sorted(forms, key=lambda key: (-len(key), key))
    pattern = re.compile("|".join(forms[key] for key in longest)) if longest else _NEVER
    return Finder(pattern, by_spelling)


def _text_form(entry: ListedName) -> list[tuple[str, str]]:
    """The spellings of one name with their regular expressions."""
    key = spelling(entry.name)
    if is_chinese(key):
        blank = "[ \u3000\xa0]?" if len(key) <= 4 else ""
        inside = blank.join(map(re.escape, key))
        alone = f"(?<![{HAN}]){inside}(?![{HAN}])"
        return [(key, alone if len(key) == 1 else inside)]
    if key == key.casefold():
        return [(key, _bounded(key, "(?i:{})"))]
    forms = [(key, _bounded(key, "{}"))]
    shouted = key.upper()
    if shouted != key and len(key) >= _SHOUTED:
        forms.append((shouted, _bounded(shouted, "{}")))
    return forms


def _file_name_form(entry: ListedName) -> list[tuple[str, str]]:
    key = _squeezed(spelling(entry.name))
    if is_chinese(key):
        return _text_form(entry)
    words = spelling(entry.name).casefold().split()
    inside = r"[\s_.\-]*".join(map(_letters, words))
    letter = rf"[^\W\d_{HAN}]"
    return [(key, rf"(?i:(?<!{letter}){inside}(?!{letter}))")]


def _squeezed(key: str) -> str:
    return re.sub(r"[\s_.\-]+", "", key.casefold())


def _bounded(key: str, form: str) -> str:
    """A name that begins and ends where a word does."""
    inside = form.format(r"\s+".join(map(_letters, key.split(" "))))
    before = _BEFORE if re.match(LETTER, key) else ""
    after = _AFTER if re.search(rf"{LETTER}$", key) else ""
    return before + inside + after


def _letters(word: str) -> str:
    """A word whose accents may be written as marks of their own."""
    return "".join(map(_letter, word))


def _letter(character: str) -> str:
    parts = unicodedata.normalize("NFD", character)
    if parts == character:
        return re.escape(character)
    return f"(?:{re.escape(character)}|{re.escape(parts)})"


def _is_half_of_a_name(text: str, start: int, end: int) -> bool:
    """Whether this is part of a hyphenated name: `Anne` in `Anne-Marie`, not in `Anne-led`."""
    if text[start - 1 : start] != "-" and text[end : end + 1] != "-":
        return False
    before = _HYPHEN_BEFORE.search(text, max(0, start - _LOOK_BACK), start)
    return bool(before or _HYPHEN_AFTER.match(text, end))
