"""Writes `docs/cli.md` from the words of `qcode COMMAND --help`: python docs/make_cli.py"""

from __future__ import annotations

from inspect import cleandoc
from pathlib import Path
from typing import Any

from typer.main import get_command

from qcode.cli.app import app
from qcode.cli.manual import described, usage_pieces

PAGE = Path(__file__).with_name("cli.md")
HEAD = """# Commands

Results go to stdout; progress, notes and errors go to stderr. Exit codes: 0 done; 1 the data has
problems, each named with the file and, where it can be, the line; 2 the command was used wrongly;
130 interrupted. What is piped or redirected is UTF-8.

This page is written by `docs/make_cli.py` from what `qcode COMMAND --help` says.
"""


def page() -> str:
    """The whole page: one section a command, in the order of `qcode --help`."""
    group: Any = get_command(app)
    return "\n".join([HEAD, *(section(name, group.commands[name]) for name in group.commands)])


def section(name: str, command: Any) -> str:
    """Usage, what it does, and a table of its arguments and options."""
    usage = " ".join(["qcode", name, *usage_pieces(command)])
    places, options = described(command.params)
    rows = [f"| `{cell(term)}` | {cell(meaning)} |" for term, meaning in places + options]
    table = ["", "| | |", "| --- | --- |", *rows] if rows else []
    return "\n".join([f"## {name}", "", f"    {usage}", "", cleandoc(command.help), *table, ""])


def cell(text: str) -> str:
    """A text that may stand in a cell of a Markdown table."""
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
