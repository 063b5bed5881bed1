"""Writes `docs/cli.md` from the commands themselves: python docs/make_cli.py"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from typer.main import get_command

from qcode.cli.app import app

PAGE = Path(__file__).with_name("cli.md")
HEAD = """# Commands

Written by `docs/make_cli.py` from what `qcode COMMAND --help` says.

Exit codes: 0 done; 1 the data has problems (each named on stderr); 2 the command was used
wrongly; 130 interrupted. Results go to stdout; progress, notes and errors to stderr. What is
piped or redirected is UTF-8.
"""


def page() -> str:
    """The whole page: one section a command, in the order of `qcode --help`."""
    group: Any = get_command(app)
    return "\n".join([HEAD, *(section(name, group.commands[name]) for name in group.commands)])


def section(name: str, command: Any) -> str:
    """Usage, what it does, and a table of its arguments and options."""
    options = [item for item in command.params if item.param_type_name == "option"]
    places = [item for item in command.params if item.param_type_name == "argument"]
    usage = " ".join(["qcode", name, *(item.metavar for item in places)])
    usage += " [OPTIONS]" if options else ""
    rows = [row(f"`{item.metavar}`", item.help) for item in places]
    rows += [row(described(item), with_default(item)) for item in options]
    table = ["", "| | |", "| --- | --- |", *rows] if rows else []
    return "\n".join([f"## {name}", "", f"    {usage}", "", command.help, *table, ""])


def described(option: Any) -> str:
    """`--unit sentence|turn|transcript`, as code."""
    names = ", ".join(option.opts)
    if option.is_flag:
        return f"`{names}`"
    choices = getattr(option.type, "choices", None)
    value = option.metavar or ("|".join(choices) if choices else option.type.name.upper())
    return f"`{names} {value}`"


def with_default(option: Any) -> str:
    """The help of an option, with its default where it has one."""
    has_default = option.default not in (None, False, "", [], ())
    return option.help + (f" Default: `{option.default}`." if has_default else "")


def row(*cells: str) -> str:
    """A row of a Markdown table; a bar inside a cell is escaped."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
