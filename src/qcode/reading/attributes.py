"""Attributes of a transcript that its own file tells: front matter and header lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from qcode.model.text import HAN
from qcode.model.transcript import SetAside, attribute_key
from qcode.reading.headers import OWN_KEY, date_of, is_key_line
from qcode.reading.lines import Source, Talk
from qcode.reading.names import is_attribute_key, is_header_key

_HEADER_REASONS = (
    "header",
    "before the first label: a title or header",
    "header or note, not a speaker",
    OWN_KEY,
)
"""Of lines set aside: where an attribute can stand, if it stands before the talk."""
_LONGEST = 200
"""Characters of a value; what is longer is prose."""
_LONGEST_LINE = 1000
_PAIR = re.compile(r"\s*(?:[#>\-]+\s*)?[*_]{0,3}([^:：*\n]{1,40}?)[*_]{0,3}\s*[:：]\s*(.*)", re.S)
_NEXT = re.compile(
    rf"(?:[;；|\t\u3000]|\s\s)\s*(?=([A-Za-z][A-Za-z ]{{1,30}}|[{HAN}]{{2,8}})\s?[:：])"
    rf"|\s(?=([{HAN}]{{2,8}})[:：])"
)
"""Between two pairs on one line: `时间：5月3日 地点：村委会`, `Date: 3 May; Place: Bonn`."""


class Fact(NamedTuple):
    """An attribute with its value, and where it stands."""

    name: str
    value: str
    place: str


def own_facts(source: Source, talk: Talk) -> tuple[Fact, ...]:
    """What a file says about itself. Front matter stands before a header of the same name, and
    a header before what the writing program has put down as properties of the file."""
    stated = [Fact(name, value, source.attributes_from) for name, value in source.attributes]
    first = min((draft.line for draft in talk.drafts if not draft.is_preamble), default=0)
    lines = sorted(
        (each for each in talk.set_aside if each.line <= first), key=lambda each: each.line
    )
    headers = _header_facts([line for line in lines if line.reason in _HEADER_REASONS])
    if source.attributes_from == "front matter":
        return first_of_each([*stated, *headers])
    return first_of_each([*headers, *stated])


def first_of_each(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Without those whose name has come before in any spelling."""
    found: dict[str, Fact] = {}
    for fact in facts:
        found.setdefault(attribute_key(fact.name), fact)
    return tuple(found.values())


def _header_facts(lines: Sequence[SetAside]) -> list[Fact]:
    """What lines with a key say, then the date with which another line begins."""
    facts, dates = [], []
    for line in lines:
        where = f"header, line {line.line}"
        if len(line.text) > _LONGEST_LINE:
            continue
        if line.reason == OWN_KEY and (pair := _PAIR.match(line.text)):
            facts.append(Fact(pair[1].strip(), pair[2].strip(), where))
        elif is_key_line(line.text):
            facts += [Fact(name, value, where) for name, value in _pairs(line.text)]
        elif date := date_of(line.text):
            dates.append(Fact("date", date, where))
    return [*facts, *dates]


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Names and values on one line; a line that names speakers or is a remark has none."""
    found = next((m for m in _NEXT.finditer(text) if is_header_key(m[1] or m[2])), None)
    pair = _PAIR.match(text[: found.start()] if found else text)
    if pair:
        name, value = pair[1].strip(), pair[2].strip().strip("*_").strip()
        if value and len(value) <= _LONGEST and is_attribute_key(name):
            yield name, value
    if found:
        yield from _pairs(text[found.end() :])
