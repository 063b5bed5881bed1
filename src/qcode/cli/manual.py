"""How commands are described: the same words in `--help` and in `docs/cli.md`."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand

MORE = "..."


class QcodeCommand(TyperCommand):
    """A command whose help names its arguments as one types them."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Arguments first, as in the examples of the documentation."""
        return usage_pieces(self)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write arguments and options with what they mean."""
        places, options = described(self.get_params(ctx))
        if places:
            with formatter.section("Arguments"):
                formatter.write_dl(places)
        with formatter.section("Options"):
            formatter.write_dl(options)


def usage_pieces(command: Any) -> list[str]:
    """What may follow the name of a command, in order."""
    places = [item for item in command.params if item.param_type_name == "argument"]
    return [*(_place(item) for item in places), "[OPTIONS]"]


def described(params: Any) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Arguments and options, each as (how it is written, what it means)."""
    places = [item for item in params if item.param_type_name == "argument"]
    options = [item for item in params if item.param_type_name == "option"]
    return (
        [(_place(item), item.help or "") for item in places],
        [(_option(item), _meaning(item)) for item in options],
    )


def _place(argument: Any) -> str:
    name = argument.metavar + (MORE if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"


def _option(option: Any) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {option.metavar}"


def _meaning(option: Any) -> str:
    text = str(option.help or "")
    if option.required:
        return f"{text}  [required]"
    if option.is_flag or option.default in (None, "", [], ()):
        return text
    return f"{text}  [default: {option.default}]"
