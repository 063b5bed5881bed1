"""The Typer app: registers the commands and turns errors into messages and exit codes."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from difflib import get_close_matches
from io import TextIOWrapper
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from qcode.cli import (
    agree,
    code,
    codebook,
    codes,
    compare,
    course,
    decisions,
    demo,
    doctor,
    export,
    inference,
    methods,
    passages,
    people,
    read,
    redact,
    report,
    run,
    status,
    study,
    tables,
    together,
    trial,
    withdraw,
)
from qcode.cli.manual import QcodeCommand
from qcode.cli.screen import note
from qcode.errors import ProblemsError, QcodeError

DATA_HAS_PROBLEMS = 1
INTERRUPTED = 130
PIPE_CLOSED = 141
"""What a shell reports for any program whose reader went away."""


class QcodeGroup(TyperGroup):
    """The one place where a QcodeError becomes a message and an exit code."""

    def invoke(self, ctx: Any) -> object:
        """Run a command; exit 1 on problems in the data, 130 when interrupted."""
        try:
            return super().invoke(ctx)
        except ProblemsError as error:
            note(str(error))
            raise typer.Exit(DATA_HAS_PROBLEMS) from error
        except QcodeError as error:
            note(f"error: {error}")
            raise typer.Exit(DATA_HAS_PROBLEMS) from error
        except BrokenPipeError:
            _forget_output()
            raise typer.Exit(PIPE_CLOSED) from None
        except KeyboardInterrupt:
            note("interrupted")
            raise typer.Exit(INTERRUPTED) from None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command of this name; for one that is not there, the nearest is proposed."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            near = get_close_matches(name, self.list_commands(ctx), n=1, cutoff=0.5)
            hint = f"; did you mean '{near[0]}'?" if near else ""
            ctx.fail(f"'{name}' is not a command{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands by what they are for."""
        for title, group in COMMANDS.items():
            with formatter.section(title):
                rows = [(name, self.commands[name].get_short_help_str(100)) for name in group]
                formatter.write_dl(rows, col_max=12)


app = typer.Typer(
    cls=QcodeGroup,
    help="Code qualitative interviews, Chinese and English, with a YAML codebook.",
    epilog="New here? 'qcode demo' writes a codebook and interviews, and runs on them.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
COMMANDS: dict[str, dict[str, Callable[..., None]]] = {
    "At once": {
        "demo": demo.demo,
        "run": run.run,
    },
    "A study": {
        "init": study.init,
        "add": study.add,
        "roles": study.roles,
        "status": status.status,
    },
    "Coding": {
        "code": code.code,
        "memo": decisions.memo,
        "log": decisions.log,
        "undo": decisions.undo,
        "recode": decisions.recode,
    },
    "Several coders": {
        "merge": together.merge,
        "sample": together.sample,
        "round": together.freeze_round,
        "agree": agree.agree,
    },
    "Tables and quotations, of a study or of what rules suggest": {
        "matrix": tables.matrix,
        "codes": tables.codes,
        "cooccur": tables.cooccur,
        "cross": tables.cross,
        "timeline": course.timeline,
        "word": course.word,
        "quotes": passages.quotes,
        "kwic": passages.kwic,
        "people": people.people,
        "crosstab": people.crosstab,
        "sequence": course.sequence,
        "course": course.course,
        "export": export.export,
    },
    "What figures rest on": {
        "estimate": inference.estimate,
        "saturation": inference.saturation,
        "diff": inference.diff,
        "methods": methods.methods,
    },
    "Pages and figures for a paper": {
        "report": report.report,
    },
    "Transcripts": {
        "read": read.read,
        "redact": redact.redact,
        "withdraw": withdraw.withdraw,
    },
    "Codebooks and their rules": {
        "codebook": codes.codebook,
        "check": codebook.check,
        "explain": codebook.explain,
        "try": trial.try_expression,
        "compare": compare.compare,
        "rules": tables.rules,
        "schema": codebook.schema,
    },
    "This installation": {
        "doctor": doctor.doctor,
    },
}
"""The commands by what they are for, in the order in which help lists them."""
for group in COMMANDS.values():
    for name, command in group.items():
        app.command(name, cls=QcodeCommand)(command)


def _show_version(is_asked: bool) -> None:
    if is_asked:
        import qcode

        typer.echo(f"qcode {qcode.__version__}")
        raise typer.Exit


@app.callback()
def top(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Code qualitative interviews, Chinese and English, with a YAML codebook."""


def main() -> None:
    """The entry point of the command `qcode`."""
    _make_output_safe()
    gc.disable()  # one short job: a fifth of its time would go into looking for garbage
    try:
        app()
    finally:
        _flush()
        gc.freeze()  # nor on the way out


def _make_output_safe() -> None:
    """A character that the console cannot show never ends a command.

    What is piped or redirected is UTF-8, as the files that qcode writes; a console keeps its
    own encoding. PYTHONIOENCODING, where set, decides.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            is_free = not stream.isatty() and "PYTHONIOENCODING" not in os.environ
            stream.reconfigure(
                encoding="utf-8" if is_free else stream.encoding, errors="backslashreplace"
            )


def _flush() -> None:
    """Write what is still buffered, or nothing where the reader has gone."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_output()


def _forget_output() -> None:
    """Let nothing try again to write where nobody reads, not even Python when it ends."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
