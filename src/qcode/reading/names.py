"""What a label says by itself: its spelling, its role, whether it can be a name at all.

Every question here is asked once for each distinct label, not for each line.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from qcode.model.text import HAN
from qcode.model.transcript import Role
from qcode.reading.vocabulary import (
    ALONE,
    AMBIGUOUS,
    HEADERS,
    INTERVIEWER,
    NO_ATTRIBUTES,
    NOT_NAME_ENDS_ZH,
    NOT_NAMES_EN,
    NOT_NAMES_EUROPEAN,
    NOT_NAMES_ZH,
    NOTES,
    OWNERS,
    PARTICIPANT,
    SIMPLIFIED,
    SPEAKER,
    SPELLINGS,
    SURNAMES,
    TITLES_ZH,
)

_IS_HAN = re.compile(f"[{HAN}]")
_ACCENT = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")
_BLANK = re.compile(r"[\s\u200b\u200e\u200f\ufeff]+")
_CODE = re.compile(r"[\s#._\-]*(?:\d{1,4}|[一二三四五六七八九十])[a-z]?$")
_LETTER = re.compile(r"[\s._\-]*[a-zａ-ｚ]$")
_BRACKET = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]?")
_IN_BRACKET = re.compile(r"[(（\[【]([^)）\]】]*)")
_GENDERED = re.compile(r"(?<=[^\W\d_])(?:[*:_·.](?:in|innen|e)|[*:_][rn])(?=[\s\d]|$)")
"""What makes one word of both genders: `Interviewer*in`, `Befragte*r`, `Enquêté·e`."""
_SENTENCE = re.compile(r"[.!?。！？…，,;；“”\"、]|\.\.")
_NOT_NAMES_ZH = re.compile(NOT_NAMES_ZH)
_PARTICLES = frozenset("de da del der den van von la le al el bin ibn of and y e & di".split())


def _plain(name: str) -> str:
    """Half-width, in lower case and simplified characters, without markdown around it."""
    plain = unicodedata.normalize("NFKC", name).casefold().strip(" *_#\t")
    return plain if plain.isascii() else plain.translate(SIMPLIFIED)


def unaccented(name: str) -> str:
    """As `_plain`, and Latin letters without accents: as words stand in the vocabulary."""
    plain = _plain(name)
    if plain.isascii():
        return plain
    parts = unicodedata.normalize("NFD", plain)
    return unicodedata.normalize("NFC", _ACCENT.sub("", parts))


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """The spelling under which labels are one: width, case, blanks and known slips removed."""
    folded = _BLANK.sub("", _plain(name)).strip("*_#:")
    base = folded.rstrip("0123456789")
    return SPELLINGS.get(base, base) + folded[len(base) :]


def name_alone(name: str) -> str:
    """A name without what stands in brackets behind it."""
    return _BRACKET.sub("", name).strip()


def short_names(name: str) -> tuple[str, ...]:
    """What somebody whom a header names may be called in labels: `GA` of `Grace Adams (GA)`."""
    inside = _IN_BRACKET.findall(name)
    words = [word for word in name_alone(name).split() if word[0].isupper()]
    return (*inside, *(["".join(word[0] for word in words)] if len(words) > 1 else []))


@lru_cache(maxsize=4096)
def role_of_label(name: str) -> Role | None:
    """The role that a label names (`Interviewer 2`, `受访者A`, `Mara (moderator)`), if any."""
    for part in _parts(name):
        if part in INTERVIEWER:
            return "interviewer"
        if part in PARTICIPANT:
            return "participant"
    return None


@lru_cache(maxsize=4096)
def is_ambiguous(name: str) -> bool:
    """Whether a label is a participant's only beside an interviewer's: `R`, `A`."""
    parts = _parts(name)
    return parts[-1] in AMBIGUOUS and not any(
        part in INTERVIEWER or part in PARTICIPANT - AMBIGUOUS for part in parts
    )


@lru_cache(maxsize=4096)
def is_known_label(name: str) -> bool:
    """Whether a label is in the vocabulary, with or without a role (`Speaker 1`, `发言人5`)."""
    if role_of_label(name):
        return True
    return _parts(name)[0] in SPEAKER or (
        looks_like_name(name) and any(part in SPEAKER for part in _parts(name))
    )


@lru_cache(maxsize=4096)
def is_header_key(name: str) -> bool:
    """Whether this stands before a colon in headers and notes (`Date`, `地点`), never a speaker."""
    key = unaccented(name)
    return key in HEADERS or _BLANK.sub("", key) in HEADERS or not key


@lru_cache(maxsize=4096)
def is_attribute_key(name: str) -> bool:
    """Whether a header's key tells a fact about the interview: it names nobody who speaks, and
    is no remark."""
    return is_header_key(name) and _BLANK.sub(" ", unaccented(name)) not in NO_ATTRIBUTES


@lru_cache(maxsize=4096)
def is_note_key(name: str) -> bool:
    """Whether a line with this key is nobody's words wherever it stands (`Note: ...`)."""
    return unaccented(name) in NOTES


@lru_cache(maxsize=4096)
def looks_like_name(name: str) -> bool:
    """Whether a label can be a name, a code or a job title: wide, for labels that recur."""
    bare = _BRACKET.sub("", name).strip()
    if not bare or len(bare) > 40 or is_header_key(name) or bare.isdigit():
        return False
    if _IS_HAN.search(bare):
        bare = bare.translate(SIMPLIFIED)
        core = _CODE.sub("", bare.casefold())
        return (
            len(bare) <= 10
            and not _SENTENCE.search(bare)
            and not _NOT_NAMES_ZH.match(bare)
            and not core.endswith(NOT_NAME_ENDS_ZH)
        )
    words = bare.replace(".", ". ").split()
    return (
        len(words) <= 5
        and bare[0].isalnum()
        and any(map(str.isalpha, bare))
        and not re.search(r"[!?…,;“”\"=<>|\\]", bare)
        and not any(_is_no_name(word) for word in words if not _is_initial(word, words[0]))
        and not bare.endswith("...")
    )


def _is_initial(word: str, first: str) -> bool:
    """The letter behind a name or title that stands for the rest: `Frau A`, `Person I.`."""
    letter = word.removesuffix(".")
    return word is not first and len(letter) == 1 and letter.isupper() and first[0].isupper()


def _is_no_name(word: str) -> bool:
    plain = unaccented(word).strip(".")
    return plain in NOT_NAMES_EN or plain in NOT_NAMES_EUROPEAN


@lru_cache(maxsize=4096)
def looks_like_person(name: str) -> bool:
    """Whether a label looks like a person's name or code: narrow, for labels that stand once."""
    if not looks_like_name(name):
        return False
    bare = _BRACKET.sub("", name).strip()
    if _IS_HAN.search(bare):
        bare = bare.translate(SIMPLIFIED)
        core = _CODE.sub("", bare.casefold())
        by_family = bare[0] in SURNAMES and 2 <= len(core) <= 4
        by_habit = bare[0] in "老小阿" and 2 <= len(core) <= 3
        return by_family or by_habit or core.endswith(TITLES_ZH) or len(core) < len(bare)
    words = bare.split()
    return all(word[0].isupper() or word[0].isdigit() or word in _PARTICLES for word in words)


_LONGEST = 200
"""Characters of a label whose words are looked up: a table's cell may hold anything."""


@lru_cache(maxsize=4096)
def _parts(name: str) -> tuple[str, ...]:
    """The spellings to look up: the whole label, then what stands in brackets, then its words."""
    plain = unaccented(name) if len(name) <= _LONGEST else ""
    bare = _GENDERED.sub("", _BRACKET.sub("", plain).strip())
    found = [_stem(bare)]
    inside = _IN_BRACKET.search(plain)
    if inside:
        found.append(_stem(inside.group(1).strip()))
    words = re.split(r"[\s/,&_]+", bare)
    if len(words) > 1 and words[0] not in OWNERS:
        stems = [_stem(word) for word in (words[-1], words[0])]
        found += [stem for stem in stems if len(stem) > 2 and stem not in ALONE]
    return tuple(SPELLINGS.get(part, part) for part in found)


def _stem(word: str) -> str:
    """A label without its number or letter: `interviewer 2`, `受访者a`, `s1`."""
    if word in INTERVIEWER or word in PARTICIPANT or word in SPEAKER:
        return word
    stem = _CODE.sub("", word).rstrip(" .#")
    if stem == word:
        stem = _LETTER.sub("", word)
        known = SPELLINGS.get(stem, stem)
        if known not in INTERVIEWER | PARTICIPANT | SPEAKER or len(known) < 2:
            return word
        if word[len(stem) :].isalpha() and not _IS_HAN.search(stem):
            return word  # `interviewera` is a slip, not a letter code
    return stem
