"""What is printed around the talk: line numbers, page heads and page numbers, marks of the end.

Each is told by how it recurs over the whole file, and set aside with the reason, or counted in a
note.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from qcode.reading.lines import Line, Talk
from qcode.reading.names import fold, is_known_label

_NUMBER = re.compile(r"[ \t]*(\d{1,5})(?:[ \t]+(?=\S)|[ \t]*$)")
_LABEL = r"(?=[*_]{0,3}(?P<label>[^:：*_\n]{1,30}?)[*_]{0,3}[:：])"
_NUMBER_OF_TURN = re.compile(
    rf"[ \t]*[(（\[#§]?(?P<number>\d{{1,4}})(?:[.)）\]、][ \t]*|[ \t]+){_LABEL}"
)
_MARK_OF_TURN = re.compile(rf"[ \t]*(?:[-*>][ \t]+|[•·◆◇●○■□▪—–@]{{1,3}}[ \t]*){_LABEL}")
_OPENERS = frozenset("(（[#§-*>•·◆◇●○■□▪—–@")
"""What may stand before a number or a label, besides digits."""
_FEWEST_LINES, _FEWEST_TURNS = 5, 2
_MOSTLY = 0.9
_COUNT = (
    r"(?:(?:page|seite|página|pagina|blz|pag|pg|p|s)\b\.?\s*\d{1,4}"
    r"(?:\s*(?:/|of|von|de|sur|van)\s*\d{1,4})?"
    r"|\d{1,4}\s*(?:/|of|von|de|sur|van)\s*\d{1,4}|第\s*\d{1,4}\s*[页頁])"
)
_PAGE = re.compile(
    rf"(?:^|(?<=[\s|·\-–—])){_COUNT}[\s|·\-–—.]*$|^[\s|·\-–—]*{_COUNT}(?=[\s|·\-–—])", re.I
)
"""At one end of the line."""
_DIGIT = re.compile(r"\d")
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
    r"|transcribed (?:by|with) \S+|[^.!?\n]{1,40} stopped transcription|@end)"
    r"[\s\])）】>*_.。\-–—=]*$",
    re.I,
)


def without_numbers(lines: Iterable[Line], talk: Talk) -> list[Line]:
    """Cut off numbers that count nearly all the lines, or the turns (`3. Interviewer:`), and marks
    of a list before labels (`- Interviewer:`)."""
    kept = list(lines)
    content = [line for line in kept if line.text.strip()]
    if any(line.is_cue or line.speaker for line in content):
        return kept
    openings = {line.text.lstrip()[:1] for line in content}
    if not any(each.isdigit() or each in _OPENERS for each in openings):
        return kept  # nearly every file
    counted = [found for line in content if (found := _NUMBER.match(line.text))]
    if len(counted) >= max(_FEWEST_LINES, _MOSTLY * len(content)) and _is_counted(counted):
        return _cut(kept, _NUMBER, talk)
    for mark in (_NUMBER_OF_TURN, _MARK_OF_TURN):
        marked = [found for line in content if (found := mark.match(line.text))]
        if _are_of_turns(marked, mark.groups > 1):
            kept = _cut(kept, mark, talk)
    return kept


def _are_of_turns(marked: Sequence[re.Match[str]], are_numbers: bool) -> bool:
    """Whether what stands before a name and a colon marks turns: the names are known or recur."""
    counts = Counter(fold(found["label"]) for found in marked)
    known = sum(1 for found in marked if is_known_label(found["label"]))
    recurring = sum(count for count in counts.values() if count > 1)
    if known < _FEWEST_TURNS and recurring < max(_FEWEST_LINES, _MOSTLY * len(marked)):
        return False
    numbers = [int(found["number"]) for found in marked] if are_numbers else []
    return all(after > before for before, after in pairwise(numbers))


def _is_counted(found: Sequence[re.Match[str]]) -> bool:
    numbers = [int(match[1]) for match in found]
    steps = sum(1 for before, after in pairwise(numbers) if after == before + 1)
    return steps >= _MOSTLY * (len(numbers) - 1)


def _cut(lines: Sequence[Line], number: re.Pattern[str], talk: Talk) -> list[Line]:
    kept, count = [], 0
    for line in lines:
        if found := number.match(line.text):
            count += 1
            cut = found.end()
            line = line._replace(text=line.text[cut:], start=line.start + cut)  # noqa: PLW2901
        kept.append(line)
    talk.notes.append(f"numbers or marks before lines, left out: {count}")
    return kept


def without_page_marks(lines: Iterable[Line], talk: Talk) -> list[Line]:
    """Set aside page heads and page numbers: the same line again, with a number that grows."""
    kept = list(lines)
    heads: dict[str, list[tuple[int, int]]] = defaultdict(list)
    numbers: list[tuple[int, int]] = []
    for place, line in enumerate(kept):
        text = line.text.strip().strip("\f")
        if not text or len(text) > _LONGEST_HEAD or not _DIGIT.search(text):
            continue
        if line.is_cue or line.aside or line.speaker:
            continue
        if found := _PAGE_NUMBER.match(text):
            numbers.append((place, int(found[1])))
        elif (found := _PAGE.search(text)) and not _is_said(text):
            heads[re.sub(r"\d+", "#", text)].append((place, _first_number(found[0])))
    for same in heads.values():
        if len(same) >= _FEWEST_HEADS and _grows(same):
            _set_aside(kept, same, talk, "page head")
    if len(numbers) >= _FEWEST_NUMBERS and all(b[1] == a[1] + 1 for a, b in pairwise(numbers)):
        _set_aside(kept, numbers, talk, "page number")
    return kept


def _is_said(text: str) -> bool:
    """Whether a known label stands before the words: `Interviewer: Question 1 of 3`."""
    name, mark, _ = text.replace("：", ":").partition(":")
    return bool(mark) and is_known_label(name)


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
