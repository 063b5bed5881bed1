"""The front matter of a working copy: what is known about the transcript and its speakers.

Lines of `key: value`; under `attributes:` and `speakers:` one a line, behind two blanks; a
speaker's own attributes below the speaker, behind four.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import get_args

from qcode.errors import Problem
from qcode.model.transcript import Language, Role, Speaker, Transcript, attribute_key
from qcode.reading.escapes import EscapeError, read_escapes, read_name, write_name, write_value

FENCE = "---"
VERSION = "1"
STATED = "front matter"
"""Where attributes and roles come from that a working copy gives without more words."""
_LINE = re.compile(r"( *)((?:\\.|[^\\:])+):(?:\s+(.*))?$", re.S)
_ROLE = re.compile(r"(\w+)(?: \((.*)\))?$", re.S)
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_GUESS = " (guess)"
_FIRST = "qcode working copy"
_KEYS = (_FIRST, "title", "language", "format", "encoding", "source sha256")
_SECTIONS = ("attributes", "speakers")

Pairs = tuple[tuple[str, str], ...]


def write_head(transcript: Transcript) -> str:
    """The front matter, from fence to fence."""
    guess = _GUESS if transcript.encoding_is_guess else ""
    values = (
        VERSION,
        write_value(transcript.id),
        transcript.language,
        write_value(transcript.format),
        write_value(transcript.encoding) + guess,
        transcript.sha256,
    )
    lines = [f"{key}: {value}".rstrip() for key, value in zip(_KEYS, values, strict=True)]
    if transcript.attributes:
        lines += ["attributes:", *_written(transcript.attributes, "  ")]
    lines.append("speakers:")
    for speaker in transcript.speakers:
        reason = "" if speaker.role_from == STATED else f" ({write_value(speaker.role_from)})"
        lines.append(f"  {write_name(speaker.name)}: {speaker.role}{reason}")
        lines += _written(speaker.attributes, "    ")
    return "\n".join([FENCE, *lines, FENCE])


def _written(pairs: Pairs, indent: str) -> list[str]:
    return [f"{indent}{write_name(name)}: {write_value(value)}".rstrip() for name, value in pairs]


@dataclass(slots=True)
class Head:
    """What front matter says, and what is wrong with it."""

    path: str
    problems: list[Problem] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    roles: list[tuple[str, Role, str, int]] = field(default_factory=list)
    """Of each speaker: name, role, why, and the line."""
    of_speakers: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    length: int = 0
    """Lines that it takes up."""

    def problem(self, line: int, message: str, hint: str) -> None:
        """Put down one finding."""
        self.problems.append(Problem(self.path, line, message, hint))

    def speakers(self) -> tuple[Speaker, ...]:
        """The speakers, in the order of the list."""
        return tuple(
            _speaker(name, role, why, tuple(self.of_speakers.get(name, ())))
            for name, role, why, _ in self.roles
        )


def _speaker(name: str, role: Role, why: str, attributes: Pairs) -> Speaker:
    return Speaker(name, role, why, attributes, tuple((key, STATED) for key, _ in attributes))


def read_head(lines: list[str], path: str) -> Head:
    """Read the front matter from the first lines of a working copy; problems are in the result."""
    head = Head(path)
    if not lines or lines[0].rstrip() != FENCE:
        head.problem(
            1,
            "does not begin with '---'",
            "put the front matter back: it stands between two lines '---'",
        )
        return head
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), 0)
    if not end:
        head.problem(1, "has front matter without an end", "close it with a line '---'")
        head.length = len(lines)
        return head
    head.length = end + 1
    section = ""
    for number, line in enumerate(lines[1:end], 2):
        if line.strip():
            section = _read_line(head, number, line.rstrip(), section)
    _check_values(head)
    return head


def _read_line(head: Head, number: int, line: str, section: str) -> str:
    """Take one line in; the section that the next one is in."""
    found = _LINE.match(line)
    if not found:
        head.problem(number, f"'{line.strip()}' is not 'key: value'", "write ':' and a blank")
        return section
    depth = len(found[1])
    try:
        name, value = read_name(found[2].strip()), found[3] or ""
        text = read_escapes(value)
    except EscapeError as error:
        head.problem(number, f"'{error}' means nothing", "write a backslash as '\\\\'")
        return section
    if depth == 0:
        return _read_key(head, number, name, text)
    if depth == 2 and section == "attributes":
        _add(head, number, head.attributes, name, text)
    elif depth == 2 and section.startswith("speakers"):
        return _read_speaker(head, number, name, value)
    elif depth == 4 and section.startswith("speakers:"):
        _add(head, number, head.of_speakers[section.removeprefix("speakers:")], name, text)
    else:
        hint = "two blanks below 'attributes:' or 'speakers:', four below a speaker"
        head.problem(number, f"'{name}' stands behind {depth} blanks", hint)
    return section


def _read_key(head: Head, number: int, key: str, value: str) -> str:
    if key in head.values:
        head.problem(number, f"'{key}' stands a second time", "delete one of the lines")
    elif key in _SECTIONS:
        if value:
            head.problem(number, f"words behind '{key}:'", "write them below, behind two blanks")
    elif key not in _KEYS:
        near = get_close_matches(key, (*_KEYS, *_SECTIONS), n=1)
        hint = f"did you mean '{near[0]}'?" if near else "put it below 'attributes:'"
        head.problem(number, f"unknown key '{key}'", hint)
        return ""
    head.values.setdefault(key, value)
    return key


def _add(head: Head, number: int, pairs: list[tuple[str, str]], name: str, value: str) -> None:
    if attribute_key(name) in {attribute_key(other) for other, _ in pairs}:
        head.problem(number, f"attribute '{name}' stands a second time", "delete one of the lines")
    else:
        pairs.append((name, value))


def _read_speaker(head: Head, number: int, name: str, value: str) -> str:
    found = _ROLE.match(value)
    roles: tuple[Role, ...] = get_args(Role)
    role = next((role for role in roles if found and role == found[1]), None)
    why = read_escapes(found[2]) if found and found[2] is not None else STATED
    if role is None:
        head.problem(number, f"'{value}' is no role", "write 'interviewer' or 'participant'")
        role = "participant"
    if name in head.of_speakers:
        head.problem(number, f"speaker '{name}' stands a second time", "delete one of the lines")
    else:
        head.roles.append((name, role, why, number))
        head.of_speakers[name] = []
    return f"speakers:{name}"


def _check_values(head: Head) -> None:
    """What must be there, and what is one of a few."""
    for key in (*_KEYS, "speakers"):
        if key not in head.values:
            head.problem(1, f"'{key}:' is missing", "put it back into the front matter")
    version = head.values.get(_FIRST, VERSION)
    if version != VERSION:
        head.problem(1, f"working copy of version '{version}'", "install a newer qcode")
    language = head.values.get("language", "en")
    if language not in get_args(Language):
        hint = f"one of {', '.join(get_args(Language))}"
        head.problem(1, f"'{language}' is no language that qcode tells apart", hint)
    if not _SHA256.match(head.values.get("source sha256", "0" * 64)):
        head.problem(1, "'source sha256:' is no hash", "put back the 64 digits that stood there")


def language_of(head: Head) -> Language:
    """The language, as the front matter gives it."""
    languages: tuple[Language, ...] = get_args(Language)
    return next(language for language in languages if language == head.values["language"])


def encoding_of(head: Head) -> tuple[str, bool]:
    """The encoding of the source, and whether it is a guess."""
    value = head.values["encoding"]
    return value.removesuffix(_GUESS), value.endswith(_GUESS)
