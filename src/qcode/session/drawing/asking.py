"""An open question: what is asked, and the lines to choose from."""

from __future__ import annotations

from qcode.session.drawing.rows import Piece, Row, Target, fitted, paragraph, piece
from qcode.session.drawing.words import say
from qcode.session.state import Prompt, SessionState


def asked_rows(prompt: Prompt, width: int) -> list[Row]:
    """What is asked."""
    return paragraph([piece(prompt.title, "strong")], width)


def choice_rows(state: SessionState, prompt: Prompt, width: int, height: int) -> list[Row]:
    """The lines around the chosen one; the last says how many more there are."""
    total = len(prompt.choices)
    first = max(0, min(prompt.chosen - height // 2, total - height))
    rows: list[Row] = []
    for number in range(first, min(first + height, total)):
        each, here = prompt.choices[number], number == prompt.chosen
        target = Target("choice", str(number))
        row = [Piece("▶ " if here else "  ", "bar", target)]
        if each.new:
            row.append(Piece(f"{say(state, 'new')}: ", "key", target))
        row.append(piece(each.label, "strong" if here else "", target))
        if each.note and not each.new:
            row.append(piece(f"  {each.note}", "dim", target))
        rows.append(fitted(tuple(row), width))
    left = total - first - height
    if left > 0 and rows:
        more = Piece(f"  + {say(state, 'more', left)}", "dim")
        rows[-1] = (*fitted(rows[-1], width - len(more.text) - 4), more)
    return rows
