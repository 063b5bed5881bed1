"""Tables as Markdown, with the statement of units below."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from qcode.output.about import About
from qcode.output.cells import cell_text, is_numbers, printed
from qcode.output.csv import named_columns

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~$&#])")


def encode_markdown(table: pd.DataFrame, about: About | None, title: str) -> bytes:
    """The bytes of a pipe table; `title` is left to the text around it."""
    heads, columns = named_columns(table)
    rows = zip(*[map(printed, column) for column in columns], strict=True)
    marks = ["---:" if is_numbers(column) else "---" for column in columns]
    lines = [markdown_heads(heads), _line(marks), *(_line(map(escaped, row)) for row in rows)]
    if about:
        lines += ["", escaped(about.title), ""]
        lines += [f"- {escaped(name)}: {escaped(value)}" for name, value in about.facts]
    return ("\n".join(lines) + "\n").encode()


def markdown_heads(heads: list[str]) -> str:
    """The first line of a table with these heads."""
    return _line(map(escaped, map(cell_text, heads)))


def escaped(text: str) -> str:
    """Words that Markdown shows as they are, in one line."""
    return _SPECIAL.sub(r"\\\1", text).replace("\n", "<br>")


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
