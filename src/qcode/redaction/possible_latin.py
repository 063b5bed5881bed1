"""Capitalised words that look like names: they recur, or stand behind a title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qcode.reading.names import is_known_label
from qcode.reading.vocabulary import NOT_NAMES_EN
from qcode.redaction.possible import Passage, Sighting, sighting
from qcode.redaction.spelling import LETTER, MASK
from qcode.redaction.titles import TITLES_EN

_CAPITAL = "A-ZÀ-ÖØ-Þ"
_PART = r"[^\W\d_]"
_INSIDE = rf"(?<={_PART})['’](?!s\b)(?={_PART})|-(?=[{_CAPITAL}]|{MASK})"
_WORD = rf"[{_CAPITAL}](?:{_PART}|{_INSIDE})*{MASK}*"
_SHORT = "(?:Mr|Mrs|Ms|Dr|Prof|St)"
_RUN = re.compile(
    rf"(?<!{LETTER})(?<!{LETTER}['’])(?:{MASK}+[ \t]+|{MASK}+-)?(?:{_SHORT}\.|{_WORD})"
    rf"(?:(?:[ \t]+|\n)(?:(?:de|da|del|van|von|der|bin|of|the)[ ]+)?(?:{_WORD}|{MASK}+))*"
)
_PIECE = re.compile(rf"{_WORD}|{MASK}+")
_LOWER = re.compile(rf"(?<!{LETTER})[a-zß-öø-ÿ]+(?:['’][a-z]+)?")
_TITLE = re.compile(rf"{TITLES_EN}$")
_TITLE_WORDS = frozenset("Section Party Vice Deputy Class Head Village Town Social Grand".split())
"""Words that lengthen a title: `Section Chief`."""
_SENTENCE_STARTS = re.compile(r"(?:^|[.!?…:;。！？：；\n\]\)—–-])[\s\"'“‘”’(（\[*_]*$")
_PLACES = frozenset(
    """Town Township Village County City District Province River Road Street Mountain Valley Lake
    Bridge Well Hill Island Prefecture Gully Creek""".split()
)
_BODIES = frozenset(
    """School University College Hospital Council Committee Bureau Ministry Foundation Company
    Association Office Station Factory Church Group Institute Centre Center""".split()
)
_NEVER = frozenset(
    """I Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May
    June July August September October November December English Chinese Mandarin Cantonese
    American British Japanese European Asian African God Internet WeChat QQ OK Okay Yes No Oh Ah
    Well Christmas Spring Festival National Day New Year Covid PhD TV PE NGO CCTV SIM""".split()
)


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words one after the other in one passage."""

    passage: Passage
    start: int
    end: int
    words: tuple[str, ...]
    is_titled: bool
    is_first: bool
    """Whether it opens a sentence, where any word has a capital."""


def latin_names(passages: Sequence[Passage]) -> Iterator[Sighting]:
    """What looks like a name in Latin letters: inside sentences twice or of several words, or
    behind a title."""
    lower = {word for each in passages for word in _LOWER.findall(each.text)}
    runs = [run for each in passages for run in _runs(each, lower)]
    inside = Counter(run.words for run in runs if not run.is_first or len(run.words) > 1)
    titled = {run.words for run in runs if run.is_titled}
    several = {run.words for run in runs if not run.is_first and _is_long(run.words)}
    kept = {words for words, count in inside.items() if count > 1 or _holds_mask(words)}
    kept |= titled | several
    for run in runs:
        if run.words in kept:
            yield sighting(run.passage, run.start, run.end, _kind(run))


def label_core(label: str) -> str:
    """The name in a speaker's label without titles: `Yang` of `Teacher Yang`; "" if it has none."""
    words = [word for word in label.split() if not _is_title(word.strip("."))]
    is_name = words and all(word[0].isupper() and word not in _NEVER for word in words)
    is_name = is_name or (len(words) == 1 and _is_lower_name(words[0]))
    if not is_name or (is_known_label(label) and len(words) == len(label.split())):
        return ""
    return "" if any(map(str.isdigit, label)) or max(map(len, words)) < 2 else " ".join(words)


def _is_lower_name(word: str) -> bool:
    """Whether a label in small letters, as tiers of recordings have them, may be a name."""
    return word.isalpha() and word.islower() and word.isascii() and word not in NOT_NAMES_EN


def _runs(passage: Passage, lower: set[str]) -> Iterator[_Run]:
    text = passage.blacked_out
    for found in _RUN.finditer(text):
        is_first = _SENTENCE_STARTS.search(text, max(0, found.start() - 8), found.start())
        pieces = list(_PIECE.finditer(text, *found.span()))
        for run in _without_ordinary(passage.text, pieces, bool(is_first), lower):
            named, is_titled = _without_titles(run)
            words = tuple(piece.group() for piece in named)
            is_lone = len(named) == len(run) and run[0] is pieces[0]
            if words and _may_be_name(words, is_titled, lower):
                start, end = named[0].start(), named[-1].end()
                yield _Run(passage, start, end, words, is_titled, bool(is_first) and is_lone)


def _without_ordinary(
    text: str, pieces: Sequence[re.Match[str]], is_first: bool, lower: set[str]
) -> Iterator[list[re.Match[str]]]:
    """Pieces cut where a word is no name: a weekday, the ordinary word of a sentence's start, or
    what is replaced and was no name in Latin letters."""
    run: list[re.Match[str]] = []
    for place, piece in enumerate(pieces):
        word = piece.group()
        opens = place == 0 and is_first and _is_ordinary(word, lower)
        is_other = MASK in word and not text[piece.start()].isupper()
        if (
            opens
            or is_other
            or re.split("['’]", word)[0].removesuffix("s") in _NEVER
            or word in _NEVER
        ):
            if run:
                yield run
            run = []
        else:
            run.append(piece)
    if run:
        yield run


def _is_ordinary(word: str, lower: set[str]) -> bool:
    plain = word.casefold()
    return (plain in lower or plain in NOT_NAMES_EN) and not _is_title(word)


def _without_titles(run: list[re.Match[str]]) -> tuple[list[re.Match[str]], bool]:
    place = 0
    while place < len(run) and (_is_title(run[place].group()) or _lengthens(run, place)):
        place += 1
    return run[place:], place > 0


def _lengthens(run: list[re.Match[str]], place: int) -> bool:
    is_followed = place + 1 < len(run) and _is_title(run[place + 1].group())
    return run[place].group() in _TITLE_WORDS and is_followed


def _may_be_name(words: Sequence[str], is_titled: bool, lower: set[str]) -> bool:
    own = [word for word in words if MASK not in word]
    if not own and not any(word.strip(MASK) for word in words):
        return False
    if _holds_mask(words):
        return words[-1] not in _PLACES | _BODIES and all(map(_is_no_acronym, own[:1]))
    if all(len(word) < 2 for word in words if word not in _PLACES | _BODIES):
        return False
    if len(words) == 1:
        word = words[0]
        return _is_no_acronym(word) and (is_titled or word.casefold() not in lower)
    return not all(word.casefold() in lower for word in words)


def _is_long(words: Sequence[str]) -> bool:
    """Whether this is a name even if it stands once: of several words, or hyphenated."""
    return len(words) > 1 or re.search(rf"-[{_CAPITAL}]", words[0]) is not None


def _is_no_acronym(word: str) -> bool:
    return not (word.isupper() and 2 <= len(word) <= 5)


def _holds_mask(words: Iterable[str]) -> bool:
    """Whether part of it is replaced already: `M` behind a listed `Christina`."""
    return any(MASK in word for word in words)


def _is_title(word: str) -> bool:
    return _TITLE.match(word) is not None


def _kind(run: _Run) -> str:
    if run.is_titled:
        return "person"
    last = run.words[-1]
    return "place" if last in _PLACES else "organisation" if last in _BODIES else ""
