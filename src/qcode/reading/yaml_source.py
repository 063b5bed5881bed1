"""YAML as written: raw words with line and column, and every trap of YAML reported.

Scalars are never converted (`no`, `12:30`, `1.0` stay text). Anchors, aliases and tags are
problems, since an expression that begins with `&`, `*` or `!` would silently become one.
YAML marks count from 0; everything that leaves this module counts from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from qcode.errors import Problem
from qcode.reading.yaml_errors import QUOTE_HINT, report_syntax

MAX_LEVELS = 100


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    """One piece of text; `source[start:end]` is how it stands in the file."""

    text: str
    line: int
    column: int
    style: str = ""
    """"" for plain, else the character that opens it: ' " | >."""
    start: int = 0
    end: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether there is just the key with nothing behind it."""
        return not self.text and not self.style


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Keys with their values, in the order of the file, each key once."""

    pairs: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True, eq=False)
class Unusable:
    """A value whose problem is already reported."""

    line: int
    column: int


Node: TypeAlias = Scalar | Items | Entries | Unusable


@dataclass(slots=True)
class Source:
    """The text of one YAML file and the problems found in it so far."""

    path: str
    text: str
    problems: list[Problem] = field(default_factory=list)
    lines: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.lines = _LINE_BREAK.split(self.text)

    def report(self, node: Node, message: str, hint: str = "") -> None:
        """Note a problem where a node begins."""
        self.report_at(node.line, node.column, message, hint)

    def report_at(self, line: int, column: int, message: str, hint: str = "") -> None:
        """Note a problem at a line and column, both from 1."""
        self.problems.append(Problem(self.path, line, message, hint, column))

    def place_of(self, scalar: Scalar, column: int) -> tuple[int, int]:
        """Line and column in the file of a column (from 1) of a scalar's text.

        Line breaks, indentation and escapes may differ between the two, so the characters
        that are not blank are counted.
        """
        ahead = sum(not char.isspace() for char in scalar.text[: column - 1])
        place = scalar.start
        for start, end in self._units(scalar):
            if ahead == 0:
                return self._line_and_column(scalar, start)
            ahead -= 1
            place = end
        return self._line_and_column(scalar, place)

    def comment_behind(self, scalar: Scalar) -> str:
        """The comment that follows a plain scalar on its line, which YAML drops, or ""."""
        if scalar.style:
            return ""
        found = _COMMENT.match(self.text, scalar.end)
        return found[1] if found else ""

    def _units(self, scalar: Scalar) -> Iterator[tuple[int, int]]:
        """Where each character that is not blank stands in the file."""
        start, end = scalar.start, scalar.end
        if scalar.style in ("'", '"'):
            start, end = start + 1, end - 1
        elif scalar.style:
            header = _LINE_BREAK.search(self.text, start, end)
            start = header.end() if header else end
        for unit in _UNIT[scalar.style].finditer(self.text, start, end):
            if not unit[0].isspace() and unit[0] not in _BLANK_ESCAPES:
                yield unit.span()

    def _line_and_column(self, scalar: Scalar, offset: int) -> tuple[int, int]:
        breaks = [match.end() for match in _LINE_BREAK.finditer(self.text, scalar.start, offset)]
        if breaks:
            return scalar.line + len(breaks), offset - breaks[-1] + 1
        return scalar.line, scalar.column + offset - scalar.start


_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_COMMENT = re.compile(r"[ \t]+(#.*)")
_ONE = re.compile(r"(?s).")
_UNIT = {
    "": _ONE,
    "|": _ONE,
    ">": _ONE,
    "'": re.compile(r"(?s)''|."),
    '"': re.compile(r"(?s)\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\\r\n|\\.|."),
}
_BLANK_ESCAPES = ("\\n", "\\t", "\\ ", "\\r", "\\_", "\\\n", "\\\r\n", "\\N", "\\L", "\\P")
_NOT_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)


def read_yaml(source: Source) -> Node | None:
    """The single document of a YAML text; None, with problems reported, where there is none."""
    if not _is_text(source):
        return None
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    composer = _Composer(source)
    try:
        return composer.compose(yaml.parse(source.text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        report_syntax(source, error)
    except yaml.YAMLError as error:
        source.report_at(0, 0, f"this is not YAML: {error}")
    return None


def _is_text(source: Source) -> bool:
    for number, line in enumerate(source.lines, start=1):
        found = _NOT_TEXT.search(line)
        if found:
            source.report_at(
                number,
                found.start() + 1,
                f"the control character {found[0]!a} cannot stand in a codebook",
                "delete it; it may have come along when text was pasted",
            )
            return False
    return True


class _Composer:
    """Builds nodes from YAML events, without recursion."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.open: list[tuple[Any, list[Node]]] = []
        self.root: Node | None = None
        self.documents = 0

    def compose(self, events: Iterable[Any]) -> Node | None:
        for event in events:
            name = type(event).__name__
            if name == "DocumentStartEvent" and self.next_document(event):
                break
            if name in ("SequenceStartEvent", "MappingStartEvent"):
                self.check_plain(event)
                self.open.append((event, []))
                if len(self.open) > MAX_LEVELS:
                    self.report(event, f"more than {MAX_LEVELS} levels deep")
                    return None
            elif name in ("SequenceEndEvent", "MappingEndEvent"):
                self.add(self.closed(*self.open.pop()))
            elif name == "AliasEvent":
                self.report(event, f"'*{event.anchor}' makes a YAML alias here", QUOTE_HINT)
                self.add(Unusable(*_place(event)))
            elif name == "ScalarEvent":
                plain = self.check_plain(event)
                self.add(_scalar(event) if plain else Unusable(*_place(event)))
        return self.root

    def add(self, node: Node) -> None:
        if self.open:
            self.open[-1][1].append(node)
        elif self.root is None:
            self.root = node

    def closed(self, event: Any, nodes: list[Node]) -> Node:
        if type(event).__name__ == "SequenceStartEvent":
            return Items(tuple(nodes), *_place(event))
        return Entries(self.pairs(nodes), *_place(event))

    def pairs(self, nodes: list[Node]) -> tuple[tuple[Scalar, Node], ...]:
        pairs: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, Scalar):
                if not isinstance(key, Unusable):
                    self.source.report(key, "a key must be a single word", "as in 'find: a | b'")
            elif key.text in pairs:
                first = pairs[key.text][0].line
                message = f"the key '{key.text}' is already used on line {first}"
                self.source.report(key, message, "make the two one, or delete one")
            else:
                pairs[key.text] = (key, value)
        return tuple(pairs.values())

    def check_plain(self, event: Any) -> bool:
        """Report an anchor or a tag; whether there was none."""
        if event.anchor:
            self.report(event, f"'&{event.anchor}' makes a YAML anchor here", QUOTE_HINT)
        if event.tag:
            self.report(event, f"'{event.tag}' makes a YAML tag here", QUOTE_HINT)
        return not (event.anchor or event.tag)

    def next_document(self, event: Any) -> bool:
        self.documents += 1
        if self.documents > 1:
            message = "a second YAML document begins here"
            self.report(event, message, "delete the '---' line: one file is one codebook")
        return self.documents > 1

    def report(self, event: Any, message: str, hint: str = "") -> None:
        self.source.report_at(*_place(event), message, hint)


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _scalar(event: Any) -> Scalar:
    start, end = event.start_mark.index, event.end_mark.index
    return Scalar(event.value, *_place(event), event.style or "", start, end)
