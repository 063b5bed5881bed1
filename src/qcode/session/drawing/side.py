"""The pane beside or below the transcript: marks of the turn, the code in view, codes, memos."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qcode.model.codebook import Code, Example
from qcode.model.coding import Suggestion
from qcode.model.text import is_han
from qcode.session.drawing.marks import Marks, Names, sign
from qcode.session.drawing.rows import BLANK, Piece, Row, Target, fitted, paragraph, piece
from qcode.session.drawing.words import say
from qcode.session.meant import waiting_item
from qcode.session.state import Item, Mark, SessionState
from qcode.session.views import code_in_view, code_of, is_own, memos_in_view, span_of

_QUOTED = 60
"""Characters of a segment that are shown in a list."""


def marks_rows(state: SessionState, names: Names, marks: Marks, width: int) -> list[Row]:
    """What the item of the queue asks; the marks of the turn; the reason of the one in focus."""
    rows = [_title(say(state, "in this turn"))]
    item = waiting_item(state)
    if item and item.standing:
        rows += _edited(state, names, item, width)
    elif item and item.dispute:
        rows += _dispute(state, names, item, width)
    found = marks.of(state, state.here)
    for number, mark in enumerate(found):
        rows += _mark(state, names, mark, number, width)
    if not found and len(rows) == 1:
        rows.append((Piece(f"  {say(state, 'nothing here')}", "dim"),))
    return rows


def _mark(state: SessionState, names: Names, mark: Mark, number: int, width: int) -> list[Row]:
    target = Target("mark", f"{state.turn}:{number}")
    code, here = code_of(mark), mark == state.focus
    colour = f"name {names.colour(code)}" + (" focus" if here else "")
    label = f"{names.number(code)}{sign(state, mark)} {names.name(code)}"
    row = [Piece("▶ " if here else "  ", "bar", target), piece(label, colour, target)]
    if isinstance(mark, Suggestion):
        reason = [*row, Piece("  "), *_reason(state, mark)]
        return paragraph(reason, width, indent="    ") if here else [fitted(tuple(reason), width)]
    who = say(state, "you") if is_own(state, mark) else mark.coding.coder
    if mark.coding.against:
        who = f"{who}, {say(state, 'against')}"
    start, end = span_of(mark)
    words = _short(state.text.text[start:end])
    return [fitted((*row, piece(f"  {who}", "dim"), piece(f"  “{words}”", "quoted")), width)]


def _reason(state: SessionState, mark: Suggestion) -> list[Piece]:
    """The rules that suggest a code, and the words that they matched."""
    row = [piece(say(state, "suggested by", ", ".join(mark.rules)), "dim"), Piece(": ", "dim")]
    for at, (start, end) in enumerate(mark.matched):
        row += [Piece(" ", "")] if at else []
        row.append(piece(state.text.text[start:end], "matched"))
    return row


def _edited(state: SessionState, names: Names, item: Item, width: int) -> list[Row]:
    """A coding whose text was edited, and where it may stand now."""
    assert item.standing
    name = f"{names.number(item.code)} {names.name(item.code)}"
    before = item.standing.coding.anchor.quotation
    why = item.standing.moved.reason or say(state, "redefined")
    rows = [
        *paragraph([piece(name, f"name {names.colour(item.code)}")], width),
        *_said(state, "was on", before, width),
        *_said(state, "why", why, width),
    ]
    for number, each in enumerate(item.candidates):
        here = number == state.candidate
        label = say(state, "candidate", number + 1, len(item.candidates), each.turn)
        words = [Piece("▶ " if here else "  ", "bar"), piece(f"{label}: ", "dim")]
        words.append(piece(each.quotation, "quoted"))
        rows += paragraph(words, width, indent="    ") if here else [fitted(tuple(words), width)]
    what = "take candidate" if item.candidates else "no candidate"
    return [*rows, *paragraph([Piece(say(state, what), "dim")], width)]


def _dispute(state: SessionState, names: Names, item: Item, width: int) -> list[Row]:
    """A code on which coders differ."""
    assert item.dispute
    name = f"{say(state, 'to settle')}: {names.number(item.code)} {names.name(item.code)}"
    who = say(state, "dispute", ", ".join(item.dispute.yes), ", ".join(item.dispute.no))
    return [
        *paragraph([piece(name, f"name {names.colour(item.code)}")], width),
        *paragraph([piece(who)], width),
        *paragraph([Piece(say(state, "settle"), "dim")], width),
    ]


def code_rows(state: SessionState, names: Names, marks: Marks, width: int) -> list[Row]:
    """The code in view: what it means, what belongs to it and what does not, examples."""
    code = code_in_view(state)
    if code is None:
        return [_title(say(state, "code")), (Piece(f"  {say(state, 'no code')}", "dim"),)]
    language = state.options.language
    target = Target("code", code.id)
    head = f"{names.number(code.id)} {names.name(code.id)}"
    rows = [
        _title(say(state, "code")),
        *paragraph([piece(head, f"name {names.colour(code.id)}", target)], width),
    ]
    if code.definition:
        rows += _said(state, "definition", code.definition.get(language), width)
    for what, texts in (("include", code.include), ("exclude", code.exclude)):
        for text in texts:
            rows += _said(state, what, text.get(language), width)
    for what, examples in (("example", code.examples), ("counterexample", code.counterexamples)):
        for each in sorted(examples, key=lambda one: _is_chinese(one) != (language == "zh")):
            rows += _said(state, what, each.text, width)
    return [*rows, *_segments(state, code, width)]


def _is_chinese(example: Example) -> bool:
    return any(is_han(example.text, at) for at in range(len(example.text)))


def _segments(state: SessionState, code: Code, width: int) -> list[Row]:
    """How many segments of the code there are, for constant comparison."""
    where = [
        name
        for name, group in state.taken.codings.items()
        for each in group
        if each.coding.code == code.id
    ]
    if not where:
        return []
    words = say(state, "segments", len(where), len(set(where)))
    return paragraph([Piece(words, "dim", Target("key", "o"))], width)


def tree_rows(state: SessionState, names: Names, marks: Marks, width: int) -> list[Row]:
    """The codes as a tree with their numbers; how often each is used in this transcript."""
    used: dict[str, int] = {}
    for each in state.taken.codings.get(state.transcript, ()):
        used[each.coding.code] = used.get(each.coding.code, 0) + 1
    depth: dict[str, int] = {"": -1}
    rows = [_title(say(state, "codes"))]
    for code in state.work.codebook.codes:
        depth[code.id] = depth.get(code.parent, -1) + 1
        here = code.id == state.code
        style = f"name {names.colour(code.id)}" + (" focus" if here else "")
        target = Target("code", code.id)
        number = names.number(code.id).rjust(names.digits)
        count = f"  {used[code.id]}" if code.id in used else ""
        row = (
            Piece("▶" if here else " ", "bar", target),
            Piece(f"{number} ", "dim", target),
            Piece("  " * depth[code.id]),
            piece(names.name(code.id), style, target),
            Piece(count, "dim"),
        )
        rows.append(fitted(row, width))
    return rows


def memo_rows(state: SessionState, names: Names, marks: Marks, width: int) -> list[Row]:
    """The memos on what is in view."""
    rows = [_title(say(state, "memos"))]
    for memo in memos_in_view(state):
        head = " · ".join(filter(None, (memo.coder, memo.on, memo.of)))
        rows.append(fitted((piece(f"  {head}", "dim"),), width))
        for line in memo.text.split("\n"):
            rows += paragraph([Piece("  "), piece(line)], width, indent="  ")
    return rows if len(rows) > 1 else [*rows, (Piece(f"  {say(state, 'no memo')}", "dim"),)]


Section = Callable[[SessionState, Names, Marks, int], list[Row]]
SECTIONS: Mapping[str, Section] = {
    "marks": marks_rows,
    "code": code_rows,
    "codes": tree_rows,
    "memos": memo_rows,
}
"""By name, what the pane can show."""


def side(
    state: SessionState, names: Names, marks: Marks, width: int, height: int, only: str = ""
) -> list[Row]:
    """The whole pane: one section, or all, the tree in the rest of the height.

    Args:
        state: of the session.
        names: of the codes.
        marks: of the transcript in view.
        width: of the pane.
        height: of the pane.
        only: the section to show, whole; "" for all that fit.
    """
    if only:
        return SECTIONS[only](state, names, marks, width)
    rows: list[Row] = []
    room = {"marks": height * 2 // 5, "code": height * 2 // 5, "memos": height // 5}
    for name, most in room.items():
        if name == "memos" and not memos_in_view(state):
            continue
        rows += [*part(SECTIONS[name](state, names, marks, width), 0, most), BLANK]
    rest = height - len(rows)
    if rest > 2:
        tree = tree_rows(state, names, marks, width)
        rows += part(tree, first_around_focus(tree, rest), rest)
    return rows[:height]


def part(rows: list[Row], first: int, height: int) -> list[Row]:
    """As many rows as there is room for, the title and those from one on; what follows is told
    behind the title."""
    if len(rows) <= height or height < 2:
        return rows[:height]
    shown = rows[1 + first : first + height]
    left = len(rows) - 1 - first - len(shown)
    more = (
        Piece(f"  ↓ {left}" if left else "", "dim"),
        Piece(f"  ↑ {first}" if first else "", "dim"),
    )
    return [(*rows[0], *more), *shown]


def first_around_focus(rows: list[Row], height: int) -> int:
    """From which row on a list is to be shown so that the row marked ▶ is in its middle."""
    at = next((n for n, row in enumerate(rows) if row and row[0].text.startswith("▶")), 1)
    return max(0, min(at - 1 - height // 2, len(rows) - height))


def _title(words: str) -> Row:
    return (Piece(words, "title"),)


def _said(state: SessionState, what: str, words: str, width: int) -> list[Row]:
    lead = Piece(f"{say(state, what)}: ", "dim")
    return paragraph([lead, piece(words)], width, indent="  ")


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _QUOTED else f"{line[: _QUOTED - 1]}…"
