"""Plain text on the screen: aligned columns, safe characters, notes on stderr."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import typer

from qcode.output.safe import visible


def note(text: str) -> None:
    """Tell something beside the results: on stderr, so that results can be piped."""
    typer.echo(visible(text), err=True)


def show(text: str = "") -> None:
    """Print a line or more of a result, as plain text."""
    typer.echo(visible(text))


def one_line(text: str, most: int = 0) -> str:
    """Text with each run of white space as one blank; at most so many characters, 0 for all."""
    text = " ".join(text.split())
    return text if not most or len(text) <= most else text[: most - 1] + "…"


def columns(rows: Iterable[Sequence[str]], indent: str = "  ", align: str = "") -> str:
    """Rows as lines whose columns start at the same place, Chinese characters two wide.

    Args:
        rows: cells, the same number in each row.
        indent: stands before each line.
        align: a letter a column, `r` for flush right; the rest is flush left.
    """
    from rich.cells import cell_len

    lines = [[visible(cell) for cell in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    sides = align.ljust(len(widths), "l")

    def padded(cell: str, width: int, side: str) -> str:
        blanks = " " * (width - cell_len(cell))
        return blanks + cell if side == "r" else cell + blanks

    return "\n".join(
        indent + "  ".join(map(padded, line, widths, sides)).rstrip() for line in lines
    )


def counted(number: int, noun: str) -> str:
    """`1 turn`, `2 turns`, `1,204 turns`; nouns in -y take -ies."""
    if number == 1:
        return f"1 {noun}"
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {plural}"
