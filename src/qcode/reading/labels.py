"""Which names a transcript uses as labels, decided over the whole file.

`word:` at the start of a line is a speaker when the vocabulary, a legend, front matter or the
user knows it, when a time stands beside it, or when it recurs; in short files one known label makes
another that looks like a person credible. Header keys are never speakers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from qcode.reading.candidates import Candidate
from qcode.reading.names import (
    fold,
    is_header_key,
    is_known_label,
    looks_like_name,
    looks_like_person,
    role_of_label,
)

_LABEL_FORMS = frozenset(("voice", "colon", "time", "heading", "bold", "bracket", "tab"))
_SHORT_FILE = 12
"""Label lines up to which a label may stand once and still be one."""
_MOST_SINGLES = 40
_LONGEST_LONE = 42


@dataclass(slots=True)
class Labels:
    """The labels of one transcript: folded spelling to the first spelling seen."""

    names: dict[str, str] = field(default_factory=dict)
    levels: frozenset[int] = frozenset()
    """Markdown heading levels that name speakers."""
    alone: frozenset[str] = frozenset()
    """Folded names that stand alone on their lines, also a single letter."""
    once: tuple[str, ...] = ()
    """Names that stand once and were still taken for labels."""

    def accept(self, candidate: Candidate) -> bool:
        """Whether this candidate is a label."""
        if candidate.form == "heading" and candidate.level in self.levels:
            return looks_like_name(candidate.name) or candidate.fold in self.names
        return candidate.fold in self.names and candidate.form in _LABEL_FORMS

    def name(self, candidate: Candidate) -> str:
        """The label under its first spelling."""
        return self.names.setdefault(candidate.fold, candidate.name)


@dataclass(slots=True)
class _Evidence:
    """What speaks for one folded name."""

    name: str
    forms: Counter[str] = field(default_factory=Counter)
    timed: int = 0
    known: bool = False
    levels: set[int] = field(default_factory=set)

    @property
    def count(self) -> int:
        return sum(self.forms.values())


@dataclass(frozen=True, slots=True)
class _Sure:
    """The labels that are sure by themselves: how many lines they head, and in which forms."""

    lines: int
    forms: frozenset[str]

    def has(self, form: str) -> bool:
        return form in self.forms


def find_labels(
    candidates: Iterable[Candidate], given: Iterable[str], text: str, paragraphs: int
) -> Labels:
    """Decide which candidates are labels.

    Args:
        candidates: every line that starts like one, in order.
        given: names that a legend, front matter or the user states.
        text: the whole source, to see whether a name is a common word.
        paragraphs: how many lines are not blank.
    """
    found = _gather(candidates, {fold(name) for name in given})
    times = sum(e.forms["time"] for e in found.values() if looks_like_name(e.name))
    sure = {key for key, e in found.items() if _is_sure(e, times)}
    sure -= {key for key in sure if len(key) == 1 and found[key].count == 1 and len(sure) == 1}
    lines = sum(found[key].count for key in sure)
    total = lines + sum(e.count for key, e in found.items() if key not in sure and e.count > 2)
    others = _Sure(lines, frozenset(form for key in sure for form in found[key].forms))
    unsure = [(key, e) for key, e in found.items() if key not in sure]
    sure |= {key for key, e in unsure if _recurs(e, total, others)}
    sure |= _like_codes(found, sure)
    singles = _credible_singles(found, sure, text, paragraphs)
    names = {key: e.name for key, e in found.items() if key in sure or key in singles}
    levels = frozenset(level for key in names for level in found[key].levels)
    names |= {k: e.name for k, e in found.items() if e.levels & levels and looks_like_name(e.name)}
    return Labels(names, levels, once=tuple(found[key].name for key in singles))


def _gather(candidates: Iterable[Candidate], given: set[str]) -> dict[str, _Evidence]:
    found: dict[str, _Evidence] = {}
    for c in candidates:
        if c.form not in _LABEL_FORMS:
            continue
        evidence = found.get(c.fold)
        if evidence is None:
            evidence = found[c.fold] = _Evidence(c.name, known=c.fold in given)
        evidence.forms[c.form] += 1
        if c.is_stamped:
            evidence.timed += 1
        if c.level:
            evidence.levels.add(c.level)
    return found


def _is_sure(e: _Evidence, times: int) -> bool:
    if e.forms["voice"] or e.known:
        return True
    if is_header_key(e.name):
        return False
    if is_known_label(e.name):
        return bool(e.forms["colon"] or e.forms["heading"] or e.forms["time"] or e.count > 1)
    if not looks_like_name(e.name):
        return False
    if e.forms["colon"] and e.timed:
        return True
    return e.forms["time"] > 1 or (e.forms["time"] == 1 and times > 1 and looks_like_person(e.name))


def _recurs(e: _Evidence, total: int, sure: _Sure) -> bool:
    if e.count > 1 and e.name.isdigit():
        return sure.lines > 0 and (e.name[0] == "0" or e.count * 4 >= sure.lines)
    if e.count < 2 or not looks_like_name(e.name):
        return False
    if e.forms["bracket"] == e.count:
        is_code = any(map(str.isdigit, e.name)) or (e.name.isupper() and len(e.name) <= 4)
        return is_code or (sure.has("bracket") and looks_like_person(e.name))
    if e.forms["tab"] == e.count:
        return (e.count > 2 or sure.has("tab")) and looks_like_person(e.name)
    if e.count == 2 and sure.lines:
        return looks_like_person(e.name)
    return looks_like_person(e.name) or e.count * 20 >= total


def _like_codes(found: Mapping[str, _Evidence], sure: set[str]) -> set[str]:
    """Codes in brackets (`[id7]`, `（A4）`) or before tabs that stand once beside others of their
    kind."""
    found_codes: set[str] = set()
    for form in ("bracket", "tab"):
        stems = {_code_stem(key) for key in sure if found[key].forms[form]} - {""}
        found_codes |= {
            key for key, e in found.items() if e.forms[form] and _code_stem(key) in stems
        }
    return found_codes


def _code_stem(key: str) -> str:
    stem = key.rstrip("0123456789")
    return stem if len(stem) < len(key) else ""


def _credible_singles(
    found: Mapping[str, _Evidence], sure: set[str], text: str, paragraphs: int
) -> tuple[str, ...]:
    """Names that stand once and are still labels: a guess that the notes state."""
    lines = sum(found[key].count for key in sure)
    singles = [
        key
        for key, e in found.items()
        if key not in sure and e.count == 1 and e.forms["colon"] and looks_like_person(e.name)
    ][:_MOST_SINGLES]
    if lines > _SHORT_FILE:
        singles = [key for key in singles if " " in found[key].name or key[-1].isdigit()]
    singles = [key for key in singles if not _is_common(found[key].name, text)]
    if not sure and (len(singles) < 2 or 2 * len(singles) < paragraphs):
        return ()
    return tuple(singles)


def _is_common(name: str, text: str) -> bool:
    """Whether a name is also an everyday word of this text, in lower case."""
    if name.isascii():
        return re.search(rf"\b{re.escape(name.lower())}\b", text) is not None
    return not any(map(str.isascii, name)) and text.count(name) > 1


def codes_of(labels: Labels) -> tuple[str, ...]:
    """Initials among the labels (`DB`), which a typist may have left without their colon."""
    return tuple(
        name
        for name in labels.names.values()
        if 2 <= len(name) <= 4 and name.isascii() and name.isalpha() and name.isupper()
    )


def lone_names(texts: Iterable[str], has_labels: bool) -> dict[str, str]:
    """Names that stand alone on their lines, at least twice: folded to the first spelling.

    Beside other labels they must end in blanks (`Jo Reed  `); without, a role such as
    `Interviewer` must be among them.
    """
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for text in texts:
        if len(text) > _LONGEST_LONE or (has_labels and not text.endswith("  ")):
            continue
        name = text.strip()
        is_initial = len(name) == 1 and (has_labels or not name.isupper())
        if name and not is_initial and (looks_like_person(name) or role_of_label(name)):
            counts[fold(name)] += 1
            names.setdefault(fold(name), name)
    found = {key: names[key] for key, count in counts.items() if count > 1}
    is_talk = len(found) > 1 or not any(len(key) == 1 for key in found)
    known = any(map(role_of_label, found.values()))
    return found if has_labels or (known and is_talk) else {}
