"""What one line could be, seen by itself: a label of some form, a time, a heading, or words.

Whether a candidate *is* a label is decided over the whole file, in `labels.py`.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from qcode.model.text import is_stage_direction
from qcode.reading.lines import Line
from qcode.reading.names import fold
from qcode.reading.times import BLANKS, CLOCK, LEAD, STAMP, span

Form = Literal[
    "voice", "colon", "time", "before", "heading", "bold", "bracket", "tab", "clock", "lead", "bare"
]


class Candidate(NamedTuple):
    """A line that starts like a label; `body` and `tail` bound its words within the line."""

    form: Form
    name: str
    fold: str
    body: int
    tail: int
    start_time: float | None = None
    end_time: float | None = None
    level: int = 0
    """Of a markdown heading."""
    is_stamped: bool = False
    """A time stands beside the name. Every subtitle cue has one, so there it says nothing."""


_GENDERED = r"(?<=[^\W\d_])(?:\*(?=(?:in|innen|r|n)\b)|:(?=(?:in|innen|r|n)[ \t]*[:：]))"
"""The mark inside `Interviewer*in` and `Interviewer:in`."""
_COLON_OF_LABEL = r"[:：](?!(?:in|innen|r|n)[ \t]*[:：])"
"""The colon that ends a label, not the first of `Befragte:r:`."""
_NAME = (
    r"(?P<name>[^\s:：*#()（）\[\]【】<>=|\-–—~>《「“\"']"
    rf"(?:[^:：*\[\]【】\n\t]|{_GENDERED}){{0,39}}?"
    r"(?:[ ]?\[[^\[\]:：\n]{1,15}\](?=[ ]?[:：]))?)"
)
_LABEL = re.compile(
    rf"""{BLANKS}(?:>>+[ ]*)?(?P<hashes>\#{{1,6}}[ \t]+)?(?P<bold>\*{{1,3}}|__)?
    (?:(?P<before>{STAMP}){BLANKS}(?:[-–—|]{BLANKS})?)?(?P<bold2>\*{{1,3}}|__)?
    {_NAME}
    (?:{BLANKS}(?:[-–—|,@]{BLANKS})?(?P<after>{STAMP}))?
    {BLANKS}(?:(?P<bold3>\*{{1,3}}|__){BLANKS})?
    (?:(?P<colon>{_COLON_OF_LABEL}(?:[-–—](?=[ \t]))?)(?P<bold4>\*{{1,3}}|__)?{BLANKS}|$)
    """,
    re.VERBOSE,
)
_PLAIN = re.compile(
    rf"([^\W\d_](?:[^\W_]|[ .'’]){{0,38}}){_COLON_OF_LABEL}(?!\d\d)[ \t\u3000\xa0]*"
)
_COLON = re.compile("[\u2236\ufe55\ufe30\ua789]")
"""Marks that look like a colon and are typed for one; each is one character, as a colon is."""
_AFTER_COLON = frozenset("[(（【<*_/#-–—")
_BRACKET = re.compile(
    rf"{BLANKS}(?:(?P<before>{STAMP}){BLANKS})?"
    rf"(?:\[(?P<a>[^\[\]:：\n]{{1,30}})\]|[(（](?P<b>[^()（）:：\n]{{1,12}})[)）]|【(?P<c>[^【】\n]{{1,20}})】)"
    rf"{BLANKS}(?:(?P<after>{STAMP}){BLANKS})?(?P<colon>[:：])?{BLANKS}"
)
_TAB = re.compile(r"(?P<name>[^\s:：\[\]][^:：\[\]\t\n]{0,39}?)[ ]*\t+(?=\S)")
_LONGEST_HEAD = 200
"""Characters of a line that are looked at: a label is short, and a long line stays cheap."""
_MINUTES = re.compile(r"\d\d(?!\d)")
"""What makes `10:30` a time of day and no label."""
_NUMBERED = re.compile(r"\d{2,4}[:：][ \t\u3000\xa0]+\S")
"""`017: words`: a participant's number may be a label; `1: words` counts a list."""
_START = re.compile(r"[^:：\[（(【#*\t]{0,90}[:：\[（(【#*\t]")
"""Only lines that hold one of these near their start can be labels: most need no more."""


def candidate(line: Line) -> Candidate | None:
    """What a line could be besides plain words; None when it is plain words."""
    if _COLON.search(line.text):
        line = line._replace(text=_COLON.sub("：", line.text))
    text = line.text
    if line.speaker:
        name = line.speaker
        return Candidate("voice", name, fold(name), 0, len(text), line.start_time, line.end_time)
    if not text or not _START.match(text):
        return None
    found = _plain_label(line) or _label(line)
    if line.is_cue:
        return found if found and found.form == "colon" else _bracket(line)
    return found or _bracket(line) or time_of(text) or _tab(text)


def _plain_label(line: Line) -> Candidate | None:
    """The commonest form, `Name: words`, without the cost of all the others."""
    text = line.text
    found = _PLAIN.match(text)
    if not found or text[found.end() : found.end() + 1] in _AFTER_COLON:
        return None
    name = found[1].rstrip()
    body, start, end = found.end(), line.start_time, line.end_time
    is_stamped = start is not None and not line.is_cue
    return Candidate("colon", name, fold(name), body, len(text), start, end, is_stamped=is_stamped)


def _label(line: Line) -> Candidate | None:
    text = line.text
    found = _LABEL.match(text[:_LONGEST_HEAD])
    if not found or (len(text) > _LONGEST_HEAD and not found["colon"]):
        return None
    if found["name"].isdigit() and not _NUMBERED.match(text):
        return None
    name, before, after, hashes, bold, bold2, bold3, colon, bold4 = found.group(
        "name", "before", "after", "hashes", "bold", "bold2", "bold3", "colon", "bold4"
    )
    start, end = span(before or after) if before or after else (None, None)
    body, tail = found.end(), len(text)
    form: Form
    if colon:
        if text.startswith("//", found.end("colon")) or (
            name[-1].isdigit() and _MINUTES.match(text, found.end("colon"))
        ):
            return None
        form = "colon"
        if text[body : body + 1] in ("[", "(", "（", "【", "<") and (
            lead := LEAD.match(text, body)
        ):
            start, end = (start, end) if start is not None else span(lead["time"])
            body = lead.end()
        if (bold or bold2) and not (bold3 or bold4):
            closing = text.rstrip()
            if closing.endswith(bold or bold2):
                tail = len(closing) - len(bold or bold2)
    elif before or after:
        form = "time" if after else "before"
    elif hashes:
        form = "heading"
    elif bold or bold2:
        form = "bold"
    else:
        return None
    is_stamped = start is not None or (line.start_time is not None and not line.is_cue)
    if line.start_time is not None and start is None:
        start, end = line.start_time, line.end_time
    level = len(hashes.strip()) if hashes else 0
    name, tail = name.strip(), max(tail, body)
    return Candidate(form, name, fold(name), body, tail, start, end, level, is_stamped)


def _bracket(line: Line) -> Candidate | None:
    text = line.text
    found = _BRACKET.match(text[:_LONGEST_HEAD])
    if not found:
        return None
    name = found["a"] or found["b"] or found["c"]
    if is_stage_direction(f"[{name}]") or CLOCK.match(name) or not any(map(str.isalnum, name)):
        return None
    time = found["before"] or found["after"]
    start, end = span(time) if time else (line.start_time, line.end_time)
    body, tail = found.end(), len(text)
    form: Form = "bracket"
    if found["colon"]:
        form = "colon"
    elif found["after"] and body == tail:
        form = "time"
    return Candidate(form, name.strip(), fold(name), body, tail, start, end)


def time_of(text: str) -> Candidate | None:
    """The time that a line is ("clock") or starts with ("lead"; "bare" without brackets)."""
    found = CLOCK.match(text) if len(text) <= _LONGEST_HEAD else None
    if found:
        return Candidate("clock", "", "", len(text), len(text), *span(found["time"]))
    found = LEAD.match(text[:_LONGEST_HEAD])
    if not found or found["time"].startswith("#"):
        return None
    is_certain = not found["time"][0].isdigit() or "\t" in found.group()
    form: Form = "lead" if is_certain else "bare"
    return Candidate(form, "", "", found.end(), len(text), *span(found["time"]))


def _tab(text: str) -> Candidate | None:
    found = _TAB.match(text[:_LONGEST_HEAD])
    if not found:
        return None
    name = found["name"]
    return Candidate("tab", name, fold(name), found.end(), len(text))
