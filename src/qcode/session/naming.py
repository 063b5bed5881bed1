"""Names and ids of codes that are made from the words of an interview."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from qcode.session.cutting import cut
from qcode.session.finding import folded

LONGEST_NAME = 60
"""Characters of a name."""
MOST_WORDS, MOST_CHARACTERS = 6, 40
"""Words and characters of an id; a Han character is a word and twice as wide as a letter."""
_UNNAMED = "code"


def name_from(words: str) -> str:
    """A name from the words that were selected: one line, without the marks around it."""
    line = " ".join(words.split())
    if len(line) > LONGEST_NAME:
        ends = [end for _, end in cut(line, "word") if end <= LONGEST_NAME]
        line = line[: ends[-1]] if ends else line[:LONGEST_NAME]
    while line and not _in_words(line[-1]):
        line = line[:-1]
    while line and not _in_words(line[0]):
        line = line[1:]
    return line


def id_from(name: str, taken: Collection[str]) -> str:
    """An id for a code of this name, in any script: its first words, joined by `_`.

    Args:
        name: of the code.
        taken: ids that there are; a number is put behind one that is among them.
    """
    stem = _stem(unicodedata.normalize("NFKC", name).lower())
    known = {folded(each) for each in taken}
    number, found = 1, stem
    while folded(found) in known:
        number += 1
        found = f"{stem}_{number}"
    return found


def _stem(name: str) -> str:
    parts: list[str] = []
    width, end = 0, -1
    for start, stop in cut(name, "word"):
        word = "".join(filter(_in_id, name[start:stop]))
        if not word:
            continue
        is_wide = unicodedata.east_asian_width(word[0]) == "W"
        width += 2 * len(word) if is_wide else len(word) + 1
        count = len(parts) if not is_wide else len(parts) // 2
        if parts and (width > MOST_CHARACTERS or count >= MOST_WORDS):
            break
        beside = is_wide and parts and start == end and _is_wide(parts[-1])
        parts.append(word if beside or not parts else f"_{word}")
        end = stop
    return "".join(parts)[:MOST_CHARACTERS] or _UNNAMED


def _is_wide(part: str) -> bool:
    return unicodedata.east_asian_width(part[-1]) == "W"


def _in_id(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def _in_words(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] in "MS"
