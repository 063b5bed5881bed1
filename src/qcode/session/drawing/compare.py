"""Constant comparison: every segment of the code in view, across cases, one of them looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qcode.model.transcript import Transcript
from qcode.session.drawing.marks import Names
from qcode.session.drawing.rows import BLANK, Piece, Row, Target, fitted, paragraph, piece
from qcode.session.drawing.words import say
from qcode.session.state import SessionState
from qcode.session.views import code_in_view
from qcode.study.study import Standing

_SHORT = 2
"""Lines of a segment that is not looked at."""


def compare_rows(
    state: SessionState,
    names: Names,
    listed: Sequence[Standing],
    width: int,
    height: int,
    *,
    defined: bool,
) -> list[Row]:
    """The pane: what the code is, then the segments around the one that is looked at.

    Args:
        state: of the session.
        names: of the codes.
        listed: what `comparison` gives.
        width: of the pane.
        height: of the pane.
        defined: whether its definition is shown too.
    """
    places = len({each.coding.anchor.transcript for each in listed})
    name = f"{names.number(state.code)} {names.name(state.code)}"
    title = say(state, "comparison", name, len(listed), places)
    rows: list[Row] = [fitted((piece(title, f"title {names.colour(state.code)}"),), width)]
    code = code_in_view(state)
    if defined and code and code.definition:
        words = code.definition.get(state.options.language)
        rows += paragraph([piece(words, "dim")], width)[: max(1, height // 6)]
    if state.split_to:
        words = say(state, "split to", names.name(state.split_to))
        rows.append(fitted((piece(words, "strong"),), width))
    if not listed:
        return [*rows, BLANK, (Piece(say(state, "nothing to compare"), "dim"),)]
    rows.append(BLANK)
    return rows + _around(state, listed, width, height - len(rows))


def _around(state: SessionState, listed: Sequence[Standing], width: int, height: int) -> list[Row]:
    """The segment looked at with those before and behind it, as many as there is room for."""
    here = min(state.compared, len(listed) - 1)
    rows = _segment(state, listed, here, width)
    before, behind = here - 1, here + 1
    while len(rows) < height and (before >= 0 or behind < len(listed)):
        if before >= 0 and (behind - here > here - before or behind >= len(listed)):
            more = _segment(state, listed, before, width)
            rows, before = [*more, *rows], before - 1
        elif behind < len(listed):
            rows, behind = [*rows, *_segment(state, listed, behind, width)], behind + 1
        else:
            before -= 1
    if len(rows) <= height:
        return rows
    at = next(n for n, row in enumerate(rows) if row and row[0].text.startswith("▶"))
    first = max(0, min(at - height // 3, len(rows) - height))
    return rows[first : first + height]


def _segment(state: SessionState, listed: Sequence[Standing], number: int, width: int) -> list[Row]:
    standing = listed[number]
    coding = standing.now or standing.coding
    here = number == min(state.compared, len(listed) - 1)
    target = Target("segment", str(number))
    who = [coding.anchor.transcript, str(coding.anchor.turn)]
    who.append(_speaker(state.work.transcripts, standing))
    who.append(coding.coder)
    if coding.against:
        who.append(say(state, "against"))
    if standing.now is None:
        who.append(say(state, "place unsure"))
    head = " · ".join(filter(None, who))
    style = "head here" if here else "head"
    lead = Piece("▶ " if here else "  ", "bar", target)
    words = [Piece("    "), piece(coding.anchor.quotation, "" if here else "quoted", target)]
    lines = paragraph(words, width, indent="    ")
    if not here and len(lines) > _SHORT:
        lines = [*lines[: _SHORT - 1], fitted((*lines[_SHORT - 1], Piece(" …")), width)]
    return [
        fitted((lead, Piece(f"{number + 1} ", "dim"), piece(head, style, target)), width),
        *lines,
        BLANK,
    ]


def _speaker(transcripts: Mapping[str, Transcript], standing: Standing) -> str:
    """Who says it, where the place is known."""
    anchor = standing.now.anchor if standing.now else None
    found = transcripts.get(anchor.transcript) if anchor else None
    if not (anchor and found and anchor.turn <= len(found.turns)):
        return ""
    return found.turns[anchor.turn - 1].speaker
