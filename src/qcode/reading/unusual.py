"""Labels of unusual form, and labels that count questions.

`Interviewer - words`, `<Interviewer> words`, `(I:) words`, `Q1. words`, `I/ words`, `记者 words`:
such a line looks like talk when it is seen by itself. Where nothing else in a file is a label, a
form is tried on the whole file: nearly every paragraph must begin with one of a few names that
recur, and at least one of them must be a word for somebody who speaks in interviews.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qcode.reading.candidates import Candidate
from qcode.reading.lines import Line
from qcode.reading.names import fold, is_known_label, looks_like_name, looks_like_person
from qcode.reading.plain import has_blocks
from qcode.reading.times import BLANKS, BRACKETED, STAMP, T, span

_MARKS = r":：<>\[\]{}()（）【】「」“”|~\n\t"
_NAME = rf"(?P<name>[^\s{_MARKS}][^{_MARKS}]{{0,30}}?)"
_WORD = rf"(?P<name>[^\s{_MARKS}.,，。?？!！;；/=]{{1,16}})"
_GAP = r"[ \t\u3000]+"
_TIME = rf"(?:(?P<before>{STAMP}|\{{{T}\}}){BLANKS}(?:[-–—;|]{BLANKS})?)?"
_FORMS = tuple(
    (drawn, re.compile(BLANKS + _TIME + pattern))
    for drawn, pattern in (
        ("{TIME} NAME:", rf"{_NAME}{BLANKS}[:：]{BLANKS}"),
        ("NAME.- ", rf"{_NAME}[ \t]*\.[ \t]*[-–—]+{BLANKS}(?=\S)"),
        ("NAME - ", rf"{_NAME}(?:[ \t]+[-–—][ \t]+|[ \t]*(?:——|—|--)[ \t]*)(?=\S)"),
        ("<NAME>", rf"<{_NAME}>[:：]?{BLANKS}"),
        ("「NAME」", rf"[「“\"]{_NAME}[」”\"]{BLANKS}[:：]?{BLANKS}"),
        ("(NAME:)", rf"[(（\[]{_NAME}{BLANKS}[:：]{BLANKS}[)）\]]{BLANKS}"),
        ("NAME [TIME]", rf"{_NAME}{BLANKS}(?P<after>{BRACKETED}){BLANKS}(?=\S)"),
        ("NAME>", rf"{_NAME}{BLANKS}>{BLANKS}(?=\S)"),
        ("NAME|", rf"{_NAME}{BLANKS}\|{BLANKS}(?=\S)"),
        ("NAME ~ ", rf"{_NAME}{BLANKS}~{BLANKS}(?=\S)"),
        ("NAME.", rf"{_WORD}[.)][ \t]+(?=\S)"),
        ("NAME、", rf"{_WORD}、{BLANKS}(?=\S)"),
        ("NAME;", rf"{_WORD}[;；]{BLANKS}(?=\S)"),
        ("NAME/", rf"{_WORD}/{BLANKS}(?=\S)"),
        ("NAME=", rf"{_WORD}={BLANKS}(?=\S)"),
        ("NAME ", rf"{_WORD}{_GAP}(?=\S)"),
    )
)
_SAMPLE = 150
_FEWEST = 4
_MOSTLY = 0.7
_COUNTED = re.compile(r"(?P<stem>[^\W\d_]{1,12}?)[ .]?(?P<number>\d{1,3})$")
_FEWEST_QUESTIONS = 2
_FEWEST_OF_WHOLE = 3
_NEXT = re.compile(rf"(?P<word>[^\s{_MARKS}.,，。?？!！;；/=]{{1,20}}){_GAP}(?=\S)")


@dataclass(frozen=True, slots=True)
class Unusual:
    """Labels of an unusual form: how they look, one candidate or None a line, their names."""

    drawn: str
    candidates: list[Candidate | None]
    names: tuple[str, ...]


def unusual_labels(lines: Sequence[Line]) -> Unusual | None:
    """The form that the labels of a file have; None where no form fits."""
    if any(line.is_cue for line in lines):
        return None
    fewest = max(_FEWEST, _MOSTLY * _paragraphs(lines))
    content = [line for line in lines if line.text.strip()]
    middle = len(content) // 2
    sample = [*content[:_SAMPLE], *content[middle : middle + _SAMPLE]]
    for drawn, pattern in _FORMS:
        if not any(pattern.match(line.text) for line in sample):
            continue  # told by the first lines and some in the middle
        candidates = one_asker_for_all([_found(line, pattern) for line in lines])
        if drawn == "NAME ":
            candidates = _with_whole_names(lines, candidates)
        counts = Counter(c.fold for c in candidates if c)
        names = {c.fold: c.name for c in candidates if c and counts[c.fold] > 1}
        labelled = sum(counts[key] for key in names)
        is_enough = len(names) > 1 and labelled >= fewest
        if is_enough and any(map(is_known_label, names.values())):
            kept = [c if c and c.fold in names else None for c in candidates]
            return Unusual(drawn, kept, tuple(names.values()))
    return None


def _with_whole_names(
    lines: Sequence[Line], candidates: Sequence[Candidate | None]
) -> list[Candidate | None]:
    """Names of several words that no mark ends: `Karl Seif` where every line that begins with
    `Karl` goes on with `Seif`, a word that stands nowhere else."""
    kept = list(candidates)
    words = Counter(word for line in lines for word in line.text.split())
    places: dict[str, list[int]] = {}
    for place, c in enumerate(candidates):
        if c and not is_known_label(c.name):
            places.setdefault(c.fold, []).append(place)
    for same in places.values():
        while len(same) >= _FEWEST_OF_WHOLE and (
            longer := [_longer(lines[place], kept[place]) for place in same]
        ):
            names = {c.name if c else "" for c in longer}
            name = names.pop()
            if names or not looks_like_person(name) or words[name.split()[-1]] != len(same):
                break
            for place, c in zip(same, longer, strict=True):
                kept[place] = c
    return kept


def _longer(line: Line, c: Candidate | None) -> Candidate | None:
    """The label with the next word of the line; None where no words would be left."""
    found = _NEXT.match(line.text, c.body) if c else None
    if not c or not found:
        return None
    name = f"{c.name} {found['word']}"
    return c._replace(name=name, fold=fold(name), body=found.end())


def _paragraphs(lines: Sequence[Line]) -> int:
    """How many paragraphs stand in these lines."""
    if not has_blocks(lines):
        return sum(1 for line in lines if line.text.strip())
    filled = [bool(line.text.strip()) for line in lines]
    return sum(1 for above, here in pairwise([False, *filled]) if here and not above)


def _found(line: Line, pattern: re.Pattern[str]) -> Candidate | None:
    found = pattern.match(line.text)
    if not found:
        return None
    name = found["name"].strip("*_ \t\u3000\xa0")
    if not (is_known_label(name) or looks_like_name(name)):
        return None
    time = found["before"] or found.groupdict().get("after")
    start, end = span(time) if time else (line.start_time, line.end_time)
    body, tail = found.end(), len(line.text)
    return Candidate("colon", name, fold(name), body, tail, start, end, is_stamped=bool(time))


def one_asker_for_all(candidates: Iterable[Candidate | None]) -> list[Candidate | None]:
    """`Q1, A1, Q2, A2` as `Q, A, Q, A`: numbers that count questions name nobody.

    They do where there are two words, each with every number once and in rising order, one
    for every question.
    """
    kept = list(candidates)
    found: dict[str, list[int]] = {}
    counted: list[tuple[int, str]] = []
    for place, c in enumerate(kept):
        match = _COUNTED.match(c.name) if c and c.form in ("colon", "tab", "bold") else None
        if match:
            found.setdefault(fold(match["stem"]), []).append(int(match["number"]))
            counted.append((place, match["stem"]))
    if len(found) != 2 or not all(map(_counts_up, found.values())):
        return kept
    asked, answered = found.values()
    if len(set(asked) ^ set(answered)) > 1:
        return kept
    for place, stem in counted:
        c = kept[place]
        if c:
            kept[place] = c._replace(name=stem, fold=fold(stem))
    return kept


def _counts_up(numbers: Sequence[int]) -> bool:
    is_rising = all(after > before for before, after in pairwise(numbers))
    return len(numbers) >= _FEWEST_QUESTIONS and is_rising
