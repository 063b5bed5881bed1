"""A codebook for a meeting: as Markdown, as a table, or as text on the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import pandas as pd

from qcode.model.codebook import Codebook, Text

Tongue = Literal["en", "zh"]
_WORDS: Mapping[Tongue, Mapping[str, str]] = {
    "en": {
        "include": "Include",
        "exclude": "Exclude",
        "examples": "Examples",
        "counterexamples": "Not",
        "codings": "codings",
        "participants": "participants",
    },
    "zh": {
        "include": "包括",
        "exclude": "不包括",
        "examples": "例",
        "counterexamples": "反例",
        "codings": "处编码",
        "participants": "位受访者",
    },
}


def codebook_markdown(
    codebook: Codebook, counts: Mapping[str, tuple[int, int]], language: Tongue = "en"
) -> str:
    """The codebook as Markdown: a heading a code, as deep as it stands in the tree.

    Args:
        codebook: its codes.
        counts: by code, how many codings and participants; empty where nothing is coded.
        language: of names and definitions, as far as there are any in it.
    """
    words = _WORDS[language]
    title = codebook.title.get(language) or codebook.id or "Codebook"
    version = f" {codebook.version}" if codebook.version else ""
    blocks = [f"# {_plain(title)}{version}"]
    for code in codebook.codes:
        level = min(2 + len(codebook.ancestors(code.id)), 6)
        name = code.name.get(language) or code.id
        beside = f" `{code.id}`" if name != code.id else ""
        blocks.append(f"{'#' * level} {_plain(name)}{beside}")
        if code.id in counts:
            codings, people = counts[code.id]
            blocks.append(f"{codings} {words['codings']}, {people} {words['participants']}")
        if code.definition:
            blocks.append(_plain(code.definition.get(language)))
        lists: tuple[tuple[str, list[str]], ...] = (
            ("include", [text.get(language) for text in code.include]),
            ("exclude", [text.get(language) for text in code.exclude]),
            ("examples", [example.text for example in code.examples]),
            ("counterexamples", [example.text for example in code.counterexamples]),
        )
        for key, items in lists:
            if items:
                lines = "\n".join(f"- {_plain(item)}" for item in items)
                blocks.append(f"{words[key]}:\n\n{lines}")
    return "\n\n".join(blocks) + "\n"


def codebook_table(
    codebook: Codebook, counts: Mapping[str, tuple[int, int]] | None = None
) -> pd.DataFrame:
    """The codebook as a table, one row a code, in its order.

    Returns:
        `code`, `parent`, `level` (1 at the top), `name`, `name_zh`, `definition`, `definition_zh`,
        `include`, `exclude`, `examples`, `counterexamples` (several joined by line ends), `rules`
        (how many), and with `counts` `codings` and `participants`.
    """
    rows = []
    for code in codebook.codes:
        row: dict[str, str | int] = {
            "code": code.id,
            "parent": code.parent,
            "level": 1 + len(codebook.ancestors(code.id)),
            "name": _in(code.name, "en"),
            "name_zh": _in(code.name, "zh"),
            "definition": _in(code.definition, "en"),
            "definition_zh": _in(code.definition, "zh"),
            "include": "\n".join(text.get("en") for text in code.include),
            "exclude": "\n".join(text.get("en") for text in code.exclude),
            "examples": "\n".join(example.text for example in code.examples),
            "counterexamples": "\n".join(example.text for example in code.counterexamples),
            "rules": len(code.rules),
        }
        if counts is not None:
            row["codings"], row["participants"] = counts.get(code.id, (0, 0))
        rows.append(row)
    return pd.DataFrame(rows)


def _in(text: Text, language: Tongue) -> str:
    """A text in one language; one that names none counts as English."""
    found = dict(text.by_language)
    if language == "en":
        return found.get("en", found.get("", ""))
    return found.get(language, "")


def _plain(text: str) -> str:
    """Words that Markdown leaves as they are."""
    line = " ".join(text.split())
    return "".join(f"\\{each}" if each in "\\`*_[]<>#|" else each for each in line)
