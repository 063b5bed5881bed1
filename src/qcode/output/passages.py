"""Quotations and keywords in context on the terminal: words, and where they stand."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pandas as pd
from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from qcode.analysis.quotes import GAP
from qcode.output.grid import widest
from qcode.output.safe import visible


def print_passages(console: Console, table: pd.DataFrame) -> None:
    """Each row as a line that says where, and below it the words."""
    for row in table.to_dict("records"):
        where = [f"turn {row['turn']}", str(row["speaker"]), str(row.get("time", ""))]
        head = Text(visible(str(row["transcript"])), style="bold")
        head.append(" · ".join(["", *filter(None, map(visible, where))]), style="not bold")
        head.append(f"  {visible(str(row['code']))}", style="cyan")
        if row.get("side") == "against":
            head.append(" against", style="red")
        if row.get("rule") or row.get("coder"):
            said_by = visible(str(row.get("coder") or row["rule"]))
            head.append(f"  ({said_by})", style="not bold dim")
        console.print(head)
        words = Text(visible(str(row.get("quotation", row.get("text")))))
        words.highlight_words([visible(word) for word in _matched(row)], style="bold")
        before, after = (
            Text(visible(str(row.get(name, ""))), style="dim") for name in ("before", "after")
        )
        for part in filter(None, (before, words, after)):
            _print_indented(console, part)
        console.print()


def _print_indented(console: Console, text: Text) -> None:
    for line in text.wrap(console, max(console.width - 2, 20)):
        line.rstrip()
        console.print(Text("  ").append_text(line), no_wrap=True, overflow="ignore", crop=False)


def print_kwic(console: Console, table: pd.DataFrame) -> None:
    """The keyword in one column, under the name of each transcript; the code behind, if several."""
    several = table["code"].nunique() > 1
    codes = [visible(code) if several else "" for code in table["code"]]
    keywords = [_cut(_line(word), console.width // 3) for word in table["keyword"]]
    turns = [str(turn) for turn in table["turn"]]
    edge = min(widest(codes), console.width // 3)
    middle = min(widest(keywords), console.width // 5)
    first = widest(turns)
    side = max((console.width - first - middle - edge - 6) // 2, 8)
    left = min(side, widest([_line(pre) for pre in table["pre"]]))
    before = ""
    for place, row in enumerate(table.to_dict("records")):
        if row["transcript"] != before:
            before = str(row["transcript"])
            console.print(Text(visible(before), style="bold"))
        keyword = keywords[place]
        room = side + max(middle - cell_len(keyword), 0)
        line = Text(f"  {turns[place].rjust(first)}  {_last(_line(row['pre']), left)}")
        line.append(keyword, style="bold")
        line.append(set_cell_size(_line(row["post"]), room) + "  ")
        line.append(set_cell_size(codes[place], edge).rstrip(), style="cyan")
        line.rstrip()
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


def _matched(row: Mapping[Hashable, object]) -> list[str]:
    return [word for word in str(row.get("matched", "")).split(GAP) if word]


def _line(text: object) -> str:
    return visible(str(text)).replace("\n", " ").replace("\t", " ")


def _cut(text: str, cells: int) -> str:
    return text if cell_len(text) <= cells else set_cell_size(text, cells - 1) + "…"


def _last(text: str, cells: int) -> str:
    """The end of a text, this many cells wide, filled with blanks on the left."""
    while cell_len(text) > cells:
        text = text[max(1, (cell_len(text) - cells) // 2) :]
    return " " * (cells - cell_len(text)) + text
