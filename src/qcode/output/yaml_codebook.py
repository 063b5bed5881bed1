"""Codes as a YAML codebook that a researcher takes over: written once, by hand from then on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qcode.model.codebook import Code, Text

_NEEDS_QUOTES = re.compile(
    r"^[\s\-?:,\[\]{}#&*!|>'\"%@`]|[:#]\s|\s#|:$|\s$|^$|[\[\]{},]|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
)
_ODD = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What a YAML file cannot hold as it is."""
_WORDS_OF_YAML = frozenset("yes no on off true false null ~ y n".split())


@dataclass(frozen=True, slots=True)
class Note:
    """What is told about a code beside it, as a comment, and what else it is given."""

    comments: tuple[str, ...] = ()
    renamed_from: tuple[str, ...] = ()


def yaml_codebook(
    codes: Sequence[Code],
    *,
    name: str,
    title: str = "",
    notes: dict[str, Note] | None = None,
    head: Iterable[str] = (),
) -> str:
    """The text of a codebook: it reads back to the same codes, without rules.

    Args:
        codes: parents before their children.
        name: the id of the codebook.
        title: of it.
        notes: what is told about codes, by their ids.
        head: comments at the top, a line each.
    """
    lines = [f"# {_on_one_line(line)}" for line in head]
    lines += [f"codebook: {scalar(name)}"]
    if title:
        lines.append(f"title: {scalar(title)}")
    lines.append("codes:")
    by_parent: dict[str, list[Code]] = {}
    for code in codes:
        by_parent.setdefault(code.parent, []).append(code)
    lines += _tree(by_parent, "", "  ", notes or {})
    return "\n".join(lines) + "\n"


def _tree(
    by_parent: dict[str, list[Code]], parent: str, indent: str, notes: dict[str, Note]
) -> Iterable[str]:
    for code in by_parent.get(parent, ()):
        note = notes.get(code.id, Note())
        yield from (f"{indent}# {_on_one_line(line)}" for line in note.comments)
        yield f"{indent}- id: {scalar(code.id)}"
        inner = f"{indent}  "
        yield from _text("name", code.name, inner)
        yield from _text("definition", code.definition, inner)
        for key, items in (("include", code.include), ("exclude", code.exclude)):
            if items:
                yield f"{inner}{key}:"
                yield from (f"{inner}  - {_flow(item)}" for item in items)
        if code.examples:
            yield f"{inner}examples:"
            yield from (f"{inner}  - {scalar(example.text)}" for example in code.examples)
        if note.renamed_from:
            yield f"{inner}renamed_from: [{', '.join(map(quoted, note.renamed_from))}]"
        if by_parent.get(code.id):
            yield f"{inner}codes:"
            yield from _tree(by_parent, code.id, f"{inner}  ", notes)


def _on_one_line(text: str) -> str:
    """Words for a comment: without line ends and characters that YAML does not know."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _text(key: str, text: Text, indent: str) -> Iterable[str]:
    if text:
        yield f"{indent}{key}: {_flow(text)}"


def _flow(text: Text) -> str:
    """A text in one language as a scalar, in several as `{en: ..., zh: ...}`."""
    pairs = text.by_language
    if len(pairs) == 1 and not pairs[0][0]:
        return scalar(pairs[0][1])
    return "{" + ", ".join(f"{language}: {quoted(words)}" for language, words in pairs) + "}"


def scalar(text: str) -> str:
    """A text as YAML that reads back as it is, in quotation marks only where it needs them."""
    is_plain = not _NEEDS_QUOTES.search(text) and text.casefold() not in _WORDS_OF_YAML
    return text if is_plain else quoted(text)


def quoted(text: str) -> str:
    """A text in double quotation marks."""
    marked = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + _ODD.sub(_escaped, marked) + '"'


def _escaped(odd: re.Match[str]) -> str:
    return f"\\u{ord(odd[0]):04x}"
