"""Tables as LaTeX for xelatex and lualatex: booktabs, long ones as longtable, a note below."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import pandas as pd

from qcode.output.about import About
from qcode.output.cells import cell_text, is_numbers
from qcode.output.csv import named_columns
from qcode.output.grid import widest

PREAMBLE = r"""\usepackage{array,booktabs,longtable}
\usepackage[scheme=plain]{ctex}"""
"""What a document needs; the second line for Chinese words, with any class."""

MOST_ROWS = 25
"""A longer table may break over pages."""
NARROW = 14
"""Characters; a column of wider texts gets a share of the line and is wrapped."""

_WORDS = {
    **{"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"},
    **{"`": r"\textasciigrave{}", '"': r"\textquotedbl{}", "<": r"\textless{}"},
    **{">": r"\textgreater{}", "|": r"\textbar{}", "\n": r"\newline{}", "\t": " "},
    "\N{REPLACEMENT CHARACTER}": "?",  # which few fonts have
    **{char: f"\\{char}" for char in "{}$&#_%"},
}
_SPECIAL = re.compile(r'[\\~^`"<>|\n\t{}$&#_%\ufffd]')
_LIGATURE = re.compile(r"([-'])(?=\1)")


def encode_latex(table: pd.DataFrame, about: About | None, title: str) -> bytes:
    """The bytes of a table to be read with `\\input`; its first lines say what it needs."""
    heads, columns = named_columns(table)
    texts = [[cell_text(cell) for cell in column] for column in columns]
    lays = _lays([[head, *column] for head, column in zip(heads, texts, strict=True)], columns)
    is_long = len(table) > MOST_ROWS or any(lay.startswith(">") for lay in lays)
    rows = [_row(row) for row in zip(*texts, strict=True)]
    needs = [f"%   {line}" for line in PREAMBLE.splitlines()]
    caption = escaped_latex(cell_text(about.title if about else title)).replace(r"\newline{}", " ")
    lines = [latex_heads(heads), "% xelatex or lualatex; in the preamble:", *needs]
    lines += [r"\begingroup\footnotesize\setlength{\tabcolsep}{4pt}"]
    build = _long if is_long else _short
    lines += build("".join(lays), _row([cell_text(head) for head in heads]), rows, caption)
    if about and about.facts:
        facts = escaped_latex(cell_text(About("", about.facts).sentence()))
        lines += [rf"\noindent Note. {facts.replace(chr(92) + 'newline{}', ' ')}.\par"]
    return ("\n".join([*lines, r"\endgroup"]) + "\n").encode()


def latex_heads(heads: Sequence[str]) -> str:
    """The first line of a file with these columns: a comment."""
    return "% qcode table: " + json.dumps(list(heads))


def escaped_latex(text: str) -> str:
    """Words that LaTeX prints as they are; line ends need a column of fixed width."""
    text = _LIGATURE.sub(r"\1␞", text)
    return _SPECIAL.sub(lambda found: _WORDS[found[0]], text).replace("␞", "{}")


def _row(cells: Sequence[str]) -> str:
    shown = [escaped_latex(cell) for cell in cells]
    # After `\\` a bracket or a star would be its argument.
    if shown and shown[0][:1] in ("[", "*"):
        shown[0] = "{}" + shown[0]
    return " & ".join(shown) + r" \\"


def _lays(texts: Sequence[Sequence[str]], columns: Sequence[Sequence[object]]) -> list[str]:
    widths = [widest([line for cell in each for line in cell.split("\n")]) for each in texts]
    wide = [
        not is_numbers(column) and (width > NARROW or any("\n" in cell for cell in text))
        for column, width, text in zip(columns, widths, texts, strict=True)
    ]
    taken = sum(width for width, is_wide in zip(widths, wide, strict=True) if not is_wide)
    room = max(1 - 0.0125 * taken - 0.025 * len(widths), 0.3)
    whole = sum(min(width, 60) for width, is_wide in zip(widths, wide, strict=True) if is_wide)
    return [
        rf">{{\raggedright\arraybackslash}}p{{{room * min(width, 60) / whole:.3f}\linewidth}}"
        if is_wide
        else "r"
        if is_numbers(column)
        else "l"
        for column, width, is_wide in zip(columns, widths, wide, strict=True)
    ]


def _short(lay: str, head: str, rows: Sequence[str], caption: str) -> list[str]:
    title = [rf"\noindent {caption}\par\smallskip"] if caption else []
    body = [r"\toprule", head, r"\midrule", *rows, r"\bottomrule", r"\end{tabular}\par\smallskip"]
    return [*title, rf"\noindent\begin{{tabular}}{{{lay}}}", *body]


def _long(lay: str, head: str, rows: Sequence[str], caption: str) -> list[str]:
    title = [rf"\noindent {caption}\par"] if caption else []
    heads = [r"\toprule", head, r"\midrule", r"\endhead", r"\bottomrule", r"\endfoot"]
    return [*title, rf"\begin{{longtable}}{{{lay}}}", *heads, *rows, r"\end{longtable}"]
