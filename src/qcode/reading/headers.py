"""What stands around the talk: headers, titles, rulers, interruptions, legends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from qcode.reading.candidates import Candidate
from qcode.reading.lines import Line
from qcode.reading.names import fold, is_header_key, looks_like_person, role_of_label, short_names
from qcode.reading.vocabulary import GREETINGS

RULER = re.compile(r"\s*(?:([=\-_*~#—–.·•+])[ \t]*(?:\1[ \t]*){2,}|WEBVTT)\s*$")
INTERRUPTED = re.compile(r"\s*[=\-_*~#—]{3,}[^=\-_*~#—\n]{1,80}[=\-_*~#—]{3,}\s*$")
"""`======= Connection got interrupted ========`"""
_KEY = re.compile(r"\s*(?:[#>\-]+\s*)?[*_]{0,3}([^:：*\n]{1,40}?)[*_]{0,3}\s*[:：]")
_KEY_ALONE = re.compile(r"\s*[#*_ ]*([A-Za-z][A-Za-z ]{2,30}|[一-鿿]{2,8})[*_ ]*[:：]?\s*$")
_DATED = re.compile(
    r"\s*(?:\d{1,4}[-./年]\s?(?:\d{1,2}|[A-Za-z]{3,9})[-./月]\s?\d{1,4}日?"
    r"|\d{1,2}月\d{1,2}日|\d{1,2}\.? [A-Z][a-z]{2,8}\.? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})"
)
_SENTENCE_END = re.compile(r"[.!?。！？…][\"”’)）]?\s*$")
_LONGEST_TITLE = 80
_LONGEST_LINE = 200
OWN_KEY = "header, with a key of its own"
"""Why a line such as `Village: Upper` is set aside."""
_SPEAKS = 2
"""Lines that a label must head before what stands above it can be a header."""
_MOST_TITLES = 6
"""Lines without a key that may stand together in a header."""


def is_ruler(text: str) -> bool:
    """A line that is drawn or says that the recording broke off, in drawn marks."""
    bare = text.strip()
    return len(bare) <= _LONGEST_LINE and bool(RULER.match(bare) or INTERRUPTED.match(bare))


def is_key_line(text: str) -> bool:
    """`Date: 22 November`, `访谈对象：...`: a header or note, nobody's words."""
    text = text.strip()[:_LONGEST_LINE]
    found = _KEY.match(text) if ":" in text or "：" in text else None
    return bool(found and is_header_key(found[1]) and not text.startswith("//", found.end()))


def is_key_alone(text: str) -> bool:
    """`SUMMARY KEYWORDS`, `SPEAKERS`: what they head stands on the lines below."""
    text = text.strip()
    found = _KEY_ALONE.match(text) if len(text) <= _LONGEST_TITLE else None
    if not found or not is_header_key(found[1]):
        return False
    return text.isupper() or text.rstrip().endswith((":", "：")) or text.lstrip().startswith("#")


def is_dated(text: str) -> bool:
    """A first line such as `12-May-2023 - 10:36 - 1h09m31s - Ana` or `7月2日 11:03`."""
    return bool(date_of(text))


def date_of(text: str) -> str:
    """The date with which such a line begins, as it is written; "" if it does not."""
    bare = text.strip()
    found = _DATED.match(bare) if len(bare) <= _LONGEST_TITLE else None
    return found[0].strip() if found else ""


def is_title(text: str) -> bool:
    """Short and without the end of a sentence: a title where it stands before the talk."""
    bare = text.strip()
    return len(bare) <= _LONGEST_TITLE and not _SENTENCE_END.search(bare)


def header_length(
    lines: Sequence[Line],
    candidates: Sequence[Candidate | None],
    keys: frozenset[int] = frozenset(),
) -> tuple[int, tuple[tuple[str, str], ...]]:
    """How many lines at the top are a header, and which names it gives to which roles.

    In a header `Interviewer: Ana Silva` tells who asks; it is no turn. A header must hold a
    key such as `Date`; role lines behind the last such key need a value that looks like a person,
    or stand right below it and speak no more.
    A label that comes a second time begins the talk. `keys` are lines known to have a key.
    """
    end, last_key, titles = 0, 0, 0
    roles: list[tuple[int, str, str]] = []
    first: dict[str, int] = {}
    for i, line in enumerate(lines):
        text = line.text.strip()
        if not text:
            continue
        c = candidates[i]
        is_key = i in keys or is_key_line(text)
        if is_key or is_key_alone(text) or is_ruler(text) or is_dated(text):
            end, titles = i + 1, 0
            last_key = end if is_key else last_key
            continue
        role = role_of_label(c.name) if c and c.form in ("colon", "tab", "bold") else None
        if role and c and _is_value(line.text[c.body :]):
            if c.fold in first:  # who is named twice speaks: short turns are no header
                start = first[c.fold]
                roles = [each for each in roles if each[0] < start]
                end, last_key = min(end, start), min(last_key, start)
                break
            first[c.fold] = i
            roles.append((i, line.text[c.body :].strip(), c.name))
            continue
        titles += 1
        is_label = c is not None and c.form in ("colon", "voice", "time", "bracket")
        if is_label or line.is_cue or titles > _MOST_TITLES or not is_title(text):
            break
    if not last_key and not _is_cast(roles, lines, candidates):
        return 0, ()
    block = next((i for i in range(end, len(lines)) if not lines[i].text.strip()), len(lines))
    below = {c.fold for c in candidates[block:] if c}
    kept = [
        (i, value, name)
        for i, value, name in roles
        if i < last_key or looks_like_person(value) or (i < block and fold(name) not in below)
    ]
    end = max([end, *(r[0] + 1 for r in kept)])
    return end, tuple((value, name) for i, value, name in kept)


def keys_of_block(lines: Sequence[Line], candidates: Sequence[Candidate | None]) -> frozenset[int]:
    """Lines such as `Village: Upper` in the block at the very top, before a blank line.

    Their keys can be of any kind, so every line of the block must be short and have a key, no key
    may come again in the file, and below others must speak, at least one of them twice.
    """
    block: list[int] = []
    for i, line in enumerate(lines):
        if not line.text.strip():
            if block:
                break
            continue
        block.append(i)
    else:
        return frozenset()
    found = [candidates[i] for i in block]
    is_short = all(
        c is not None and c.form == "colon" and _is_value(lines[i].text[c.body :])
        for i, c in zip(block, found, strict=True)
    )
    if not is_short or any(line.is_cue for line in lines):
        return frozenset()
    below = Counter(c.fold for c in candidates[block[-1] + 1 :] if c and c.form != "clock")
    own = {c.fold for c in found if c}
    if own & below.keys() or max(below.values(), default=0) < _SPEAKS:
        return frozenset()
    pairs = zip(block, found, strict=True)
    return frozenset(
        i for i, c in pairs if c and not role_of_label(c.name) and not is_header_key(c.name)
    )


def _is_cast(
    roles: Sequence[tuple[int, str, str]],
    lines: Sequence[Line],
    candidates: Sequence[Candidate | None],
) -> bool:
    """Whether role lines at the very top, such as `Interviewer: Ana Silva`, only name people: full
    names on lines of their own before a blank line, with labels or initials that speak below."""
    if len(roles) < 2 or not all(_is_full_name(value) for _, value, _ in roles):
        return False
    after = roles[-1][0] + 1
    if after >= len(lines) or lines[after].text.strip():
        return False
    below = {c.fold for c in candidates[after:] if c}
    called = [{fold(name) for name in (label, *short_names(value))} for _, value, label in roles]
    return all(names & below for names in called)


def _is_full_name(value: str) -> bool:
    return looks_like_person(value) and (" " in value or not value.isascii())


def _is_value(text: str) -> bool:
    """Whether this names a person rather than saying something."""
    bare = text.strip()
    return (
        0 < len(bare) <= 40
        and len(bare.split()) <= 6
        and not _SENTENCE_END.search(bare)
        and fold(bare) not in GREETINGS
        and "你" not in bare
    )
