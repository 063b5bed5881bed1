"""YAML between `---` lines at the top of a text: attributes, and who is who."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from qcode.reading.lines import UnreadableError
from qcode.reading.names import role_of_label

_LONGEST = 65_536
_OPEN = re.compile(r"---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M)
_KEY = re.compile(r"^[^\s:#\-][^:\n]{0,60}:(?:[ \t]|$)", re.M)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What front matter says; `length` in characters and `lines` are what it takes up."""

    length: int = 0
    lines: int = 0
    attributes: tuple[tuple[str, str], ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    labels: str | None = None
    """How labels look."""
    notes: tuple[str, ...] = ()


def read_front_matter(text: str) -> FrontMatter:
    """The front matter of a text; an empty one where there is none.

    `speakers:` gives a role to each name, `interviewer:` and `participant:` name people, `labels:`
    draws how labels look;
    everything else is an attribute, kept as it is written.

    Raises:
        UnreadableError: what stands between the lines is not YAML.
    """
    opened = _OPEN.match(text)
    closed = _CLOSE.search(text, opened.end(), opened.end() + _LONGEST) if opened else None
    if not opened or not closed:
        return FrontMatter()
    block = text[opened.end() : closed.start()]
    if not _KEY.search(block):
        return FrontMatter()
    values = _load(block)
    if values is None:
        return FrontMatter()
    length = min(closed.end() + 1, len(text))
    roles: list[tuple[str, str]] = []
    attributes: list[tuple[str, str]] = []
    notes: list[str] = []
    labels: str | None = None
    for key, value in values.items():
        name = str(key)
        if name.casefold() == "speakers":
            roles += _roles(value)
        elif name.casefold() == "labels" and isinstance(value, str):
            labels = value
        elif role_of_label(name) and not isinstance(value, dict):
            roles += [(person, name) for person in _texts(value)]
        elif isinstance(value, str):
            attributes.append((name, value))
        elif isinstance(value, list) and all(isinstance(item, str) for item in value):
            attributes.append((name, ", ".join(value)))
        else:
            notes.append(f"front matter: '{name}' is nested and was not read")
    lines = text.count("\n", 0, length) + (not text[:length].endswith("\n"))
    return FrontMatter(length, lines, tuple(attributes), tuple(roles), labels, tuple(notes))


def _load(block: str) -> dict[Any, Any] | None:
    """The mapping, with every scalar as it is written; None when it is something else."""
    import yaml

    try:
        loaded = yaml.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        hint = "write it as 'key: value' lines, with quotes around values that hold ': '"
        raise UnreadableError("has front matter that is not YAML", hint, line) from None
    return loaded if isinstance(loaded, dict) else None


def _roles(value: object) -> list[tuple[str, str]]:
    """Pairs of name and role, from a mapping of either way round or a list of mappings."""
    if isinstance(value, list):
        found = []
        for item in value:
            if isinstance(item, dict) and "name" in item:
                found.append((str(item["name"]), str(item.get("role", ""))))
            elif isinstance(item, dict):
                found += _roles(item)
        return found
    if not isinstance(value, dict):
        return []
    found = []
    for key, inner in value.items():
        for text in _texts(inner):
            if role_of_label(text) or not role_of_label(str(key)):
                found.append((str(key), text))
            else:
                found.append((text, str(key)))
    return found


def _texts(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [item.strip() for item in items if isinstance(item, str) and item.strip()]
