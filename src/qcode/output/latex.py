"""Tables as LaTeX for xelatex and lualatex: booktabs, long ones as longtable, a note below."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import pandas as pd

from qcode.output.about import About
from qcode.output.cells import cell_text, is_missing, is_numbers, printed
from qcode.output.csv import named_columns
from qcode.output.grid import widest

PREAMBLE = r"""\usepackage{array,booktabs,graphicx,longtable}
\usepackage[scheme=plain]{ctex}"""
"""What a document needs; the second line for Chinese words, with any class."""

MOST_ROWS = 25
"""A longer table may break over pages."""
NARROW = 14
"""Characters; a column of wider texts gets a share of the line and is wrapped."""
_LEAST = 12
"""Characters; a narrower column of wrapped texts is hard to read."""
LINE = 80
"""So many characters fit on a line."""

_WORDS = {
    **{"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"},
    **{"`": r"\textasciigrave{}", '"': r"\textquotedbl{}", "<": r"\textless{}"},
    **{">": r"\textgreater{}", "|": r"\textbar{}", "\n": r"\newline{}", "\t": " "},
    "\N{REPLACEMENT CHARACTER}": "?",  # which few fonts have
    **{char: f"\\{char}" for char in "{}$&#_%"},
}
_SPECIAL = re.compile(r'[\\~^`"<>|\n\t{}$&#_%\ufffd]')
_PIECE = re.compile(r"[^\s_\u3000-\u9fff\uff00-\uffef-]{1,30}[_-]?|[\u3000-\u9fff\uff00-\uffef]")
"""What LaTeX does not break: a word, a part of an id, a Chinese character."""
_LIGATURE = re.compile(r"([-'])(?=\1)")


def encode_latex(table: pd.DataFrame, about: About | None, title: str) -> bytes:
    """The bytes of a table to be read with `\\input`; its first lines say what it needs. Columns in
    which nothing stands are left out."""
    heads, columns = named_columns(table)
    filled = [
        at
        for at, column in enumerate(columns)
        if not all(is_missing(cell) or cell == "" for cell in column)
    ]
    shown = [heads[at] for at in filled]
    columns = [columns[at] for at in filled]
    texts = [[printed(cell) for cell in column] for column in columns]
    head, widths = _heads([cell_text(head) for head in shown], texts, columns)
    lays = _lays(texts, columns, widths)
    is_long = len(table) > MOST_ROWS or any(lay.startswith(">") for lay in lays)
    rows = [_row(row) for row in zip(*texts, strict=True)]
    needs = [f"%   {line}" for line in PREAMBLE.splitlines()]
    caption = escaped_latex(cell_text(about.title if about else title)).replace(r"\newline{}", " ")
    lines = [latex_heads(heads), "% xelatex or lualatex; in the preamble:", *needs]
    lines += [r"\begingroup\footnotesize\setlength{\tabcolsep}{4pt}"]
    build = _long if is_long else _short
    lines += build("".join(lays), head, rows, caption)
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


def _heads(
    heads: Sequence[str], texts: Sequence[Sequence[str]], columns: Sequence[Sequence[object]]
) -> tuple[str, list[int]]:
    """The line of heads and how wide each column is: heads of numbers are broken at `_`, or stand
    upright, where they would make the table wider than a line."""
    inner = [widest([line for cell in each for line in cell.split("\n")]) for each in texts]
    numbers = [is_numbers(column) for column in columns]
    for form in (_flat, _stacked, _upright):
        shown = [(form if n else _flat)(head) for head, n in zip(heads, numbers, strict=True)]
        widths = [max(at, width) for at, (_, width) in zip(inner, shown, strict=True)]
        own = zip(widths, numbers, strict=True)
        if sum(width + 2 if n else min(width, NARROW) + 2 for width, n in own) <= LINE:
            break
    return _line([head for head, _ in shown]), widths


def _flat(head: str) -> tuple[str, int]:
    return _cell(head), widest([head])


def _stacked(head: str) -> tuple[str, int]:
    """A head in lines of its parts, those of two characters or fewer beside the next."""
    lines: list[str] = []
    for part in head.split("_"):
        if lines and (len(lines[-1]) < 3 or len(part) < 3):
            lines[-1] += f"_{part}"
        else:
            lines.append(part)
    shown = r" \\ ".join(escaped_latex(line) for line in lines)
    return (rf"\shortstack[r]{{{shown}}}" if len(lines) > 1 else _cell(head)), widest(lines)


def _upright(head: str) -> tuple[str, int]:
    return rf"\rotatebox{{90}}{{{escaped_latex(head)}}}", 1


def _cell(text: str) -> str:
    """A cell whose words may break behind `_`."""
    return escaped_latex(text).replace(r"\_", r"\_\allowbreak{}")


def _row(cells: Sequence[str]) -> str:
    return _line([_cell(cell) for cell in cells])


def _line(shown: Sequence[str]) -> str:
    # After `\\` a bracket or a star would be its argument.
    guard = "{}" if shown and shown[0][:1] in ("[", "*") else ""
    return guard + " & ".join(shown) + r" \\"


def _lays(
    texts: Sequence[Sequence[str]], columns: Sequence[Sequence[object]], widths: Sequence[int]
) -> list[str]:
    numbers = [is_numbers(column) for column in columns]
    wide = [
        not is_number and (width > NARROW or any("\n" in cell for cell in text))
        for is_number, width, text in zip(numbers, widths, texts, strict=True)
    ]
    taken = sum(width for width, is_wide in zip(widths, wide, strict=True) if not is_wide)
    least = [
        max(widest(_PIECE.findall("\n".join(text))), min(width, _LEAST))
        for text, width in zip(texts, widths, strict=True)
    ]
    own = [at for at, is_wide in enumerate(wide) if is_wide]
    room = LINE - taken - 1.6 * len(widths) - sum(least[at] for at in own)
    wanted = {at: min(widths[at], 60) - min(least[at], 60) for at in own}
    whole = max(sum(wanted.values()), 1)
    shares = {at: least[at] + max(room, 0) * wanted[at] / whole for at in own}
    return [
        rf">{{\raggedright\arraybackslash}}p{{{shares[at] / LINE:.3f}\linewidth}}"
        if at in shares
        else ("r" if is_number else "l")
        for at, is_number in enumerate(numbers)
    ]


def _short(lay: str, head: str, rows: Sequence[str], caption: str) -> list[str]:
    title = [rf"\noindent {caption}\par\smallskip"] if caption else []
    body = [r"\toprule", head, r"\midrule", *rows, r"\bottomrule", r"\end{tabular}\par\smallskip"]
    return [*title, rf"\noindent\begin{{tabular}}{{{lay}}}", *body]


def _long(lay: str, head: str, rows: Sequence[str], caption: str) -> list[str]:
    title = [rf"\noindent {caption}\par"] if caption else []
    heads = [r"\toprule", head, r"\midrule", r"\endhead", r"\bottomrule", r"\endfoot"]
    return [*title, rf"\begin{{longtable}}{{{lay}}}", *heads, *rows, r"\end{longtable}"]
