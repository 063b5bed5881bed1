"""What is printed around the talk: line numbers, page heads and page numbers, marks of the end.

Each is told by how it recurs over the whole file, and set aside with the reason, or counted in a
note.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from qcode.reading.lines import Line, Talk

_NUMBER = re.compile(r"[ \t]*(\d{1,5})(?:[ \t]+(?=\S)|[ \t]*$)")
_FEWEST_NUMBERED = 5
_MOSTLY = 0.9
_PAGE = re.compile(
    r"\b(?:page|seite|página|pagina|blz|pag|pg|p|s)\b\.?\s*\d|\d{1,4}\s*(?:/|of|von|de|sur|van)\s*\d"
    r"|第\s*\d+\s*[页頁]",
    re.I,
)
_PAGE_NUMBER = re.compile(r"[\s\-–—~]*(\d{1,4})[\s\-–—~]*$")
_LONGEST_HEAD = 100
_FEWEST_HEADS, _FEWEST_NUMBERS = 2, 3
_LAST = 3
_END = re.compile(
    r"[\s\[(（【<*_\-–—=]*(?:end of (?:the )?(?:interview|recording|transcript(?:ion)?|tape|audio"
    r"|session|discussion|focus group)|(?:interview|recording|tape|transcript|audio) (?:ends|ended)"
    r"|ende (?:des|der) (?:interviews?|aufnahme|aufzeichnung|transkripts?|gesprächs)"
    r"|fin (?:de l['’] ?(?:entretien|enregistrement|interview)|de la (?:entrevista|grabación"
    r"|transcripción|transcription)|del audio)"
    r"|einde (?:van (?:het |de )?)?(?:interview|opname|gesprek)"
    r"|(?:录音|访谈|采访|錄音|訪談|採訪)(?:到此)?(?:结束|完毕|完|結束|完畢)"
    r"|transcribed (?:by|with) \S+|@end)[\s\])）】>*_.。\-–—=]*$",
    re.I,
)


def without_line_numbers(lines: Iterable[Line], talk: Talk) -> list[Line]:
    """Cut the numbers off lines that are counted from the top, nearly all of them and in order."""
    kept = list(lines)
    content = [line for line in kept if line.text.strip()]
    found = [_NUMBER.match(line.text) for line in content]
    numbers = [int(match[1]) for match in found if match]
    steps = sum(1 for before, after in pairwise(numbers) if after == before + 1)
    if len(numbers) < max(_FEWEST_NUMBERED, _MOSTLY * len(content)):
        return kept
    if steps < _MOSTLY * (len(numbers) - 1) or any(line.is_cue for line in content):
        return kept
    talk.notes.append(f"lines are counted: {len(numbers)} line numbers left out")
    return [_cut(line) for line in kept]


def _cut(line: Line) -> Line:
    found = _NUMBER.match(line.text)
    if not found:
        return line
    return line._replace(text=line.text[found.end() :], start=line.start + found.end())


def without_page_marks(lines: Iterable[Line], talk: Talk) -> list[Line]:
    """Set aside page heads and page numbers: the same line again, with a number that grows."""
    kept = list(lines)
    heads: dict[str, list[tuple[int, int]]] = defaultdict(list)
    numbers: list[tuple[int, int]] = []
    for place, line in enumerate(kept):
        text = line.text.strip().strip("\f")
        if not text or line.is_cue or len(text) > _LONGEST_HEAD:
            continue
        if found := _PAGE_NUMBER.match(text):
            numbers.append((place, int(found[1])))
        elif found := _PAGE.search(text):
            heads[re.sub(r"\d+", "#", text)].append((place, _first_number(found[0])))
    for same in heads.values():
        if len(same) >= _FEWEST_HEADS and _grows(same):
            _set_aside(kept, same, talk, "page head")
    if len(numbers) >= _FEWEST_NUMBERS and all(b[1] == a[1] + 1 for a, b in pairwise(numbers)):
        _set_aside(kept, numbers, talk, "page number")
    return kept


def _first_number(text: str) -> int:
    found = re.search(r"\d+", text)
    return int(found[0]) if found else 0


def _grows(found: list[tuple[int, int]]) -> bool:
    return all(after[1] > before[1] for before, after in pairwise(found))


def _set_aside(lines: list[Line], found: list[tuple[int, int]], talk: Talk, reason: str) -> None:
    for place, _ in found:
        talk.aside(lines[place], reason)
        lines[place] = lines[place]._replace(text="")


def without_end_marks(lines: Iterable[Line], talk: Talk) -> list[Line]:
    """Set aside `End of interview`, `录音结束` and the like among the last lines."""
    kept = list(lines)
    content = [place for place, line in enumerate(kept) if line.text.strip()]
    for place in content[-_LAST:]:
        line = kept[place]
        if len(line.text) <= _LONGEST_HEAD and not line.is_cue and _END.match(line.text):
            talk.aside(line, "says that the recording ends")
            kept[place] = line._replace(text="")
    return kept
