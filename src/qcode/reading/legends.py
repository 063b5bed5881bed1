"""Legends: which label stands for whom, `(S = Student; I = Interviewer)`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from qcode.reading.lines import Line, Talk
from qcode.reading.names import fold, role_of_label

_LONGEST, _LONGEST_PAIR = 400, 90
"""Characters."""
_LEAD = re.compile(
    r"^\s*(?:以下|注|说明|說明|说话人|key|legend|speakers?|abbreviations?|note|legende|abkürzungen"
    r"|légende|leyenda)\s*[，,:：]?\s*",
    re.I,
)
_PAIR_MARK = re.compile(r"[=＝:：]")
_PAIR_GAP = re.compile(r"[;；,，、/\t]")
_PAIR_LINE = re.compile(r"\s*([^\s=＝:：][^=＝:：\n]{0,13}?)\s*([=＝:：])\s*([^=＝:：\n]{1,60})$")
_LATCHED = re.compile(r"\s=\S|=\s*\[")
"""`I   =[mhm]`: talk that follows without a gap, in the marks of conversation analysis."""
_SAYS = re.compile(r"[.!?。！？…]$")
"""How words end that are talk, not what a label stands for."""

_Pairs: TypeAlias = tuple[tuple[str, str], ...]


def without_legends(lines: Sequence[Line], talk: Talk) -> list[Line]:
    """Blank out what is nobody's words: legends, which go into `talk`, and lines that say so."""
    pairs = _pair_lines(lines)
    kept = []
    for place, line in enumerate(lines):
        found = () if line.aside or line.is_cue else pairs.get(place) or read_legend(line.text)
        if found or line.aside:
            talk.legend |= {fold(label): meaning for label, meaning in found}
            if line.text.strip():
                talk.aside(line, line.aside or "legend of labels")
            line = line._replace(text="")  # noqa: PLW2901
        kept.append(line)
    return kept


def read_legend(line: str) -> _Pairs:
    """The pairs of a legend: `(S = Student; I = Interviewer)`, `（以下，威：老威；峪：王峪）`.

    Empty when the line is no legend. Pairs with colons count only inside brackets.
    """
    has_mark = "=" in line or "＝" in line
    if len(line) > _LONGEST or not (has_mark or line.lstrip()[:1] in ("(", "（", "[")):
        return ()
    bare = line.strip().strip("*_ ")
    is_bracketed = bare[:1] in "(（[【" and bare[-1:] in ")）]】.。"
    bare = _LEAD.sub("", bare.strip("()（）[]【】.。 "))
    if not bare or not (is_bracketed or has_mark) or _LATCHED.search(bare):
        return ()
    parts = [_PAIR_MARK.split(part) for part in _PAIR_GAP.split(bare) if part.strip()]
    if not parts or any(len(part) != 2 for part in parts):
        return ()
    found = tuple((label.strip(), meaning.strip()) for label, meaning in parts)
    if not all(0 < len(a) <= 14 and 0 < len(b) <= 40 for a, b in found):
        return ()
    if not is_bracketed and _SAYS.search(line.rstrip()):
        return ()
    is_enough = is_bracketed and (len(found) > 1 or has_mark)
    is_enough |= has_mark and any(role_of_label(part) for pair in found for part in pair)
    is_short = all(len(label.split()) <= 2 and not label.isdigit() for label, _ in found)
    return found if is_enough and is_short else ()


def _pair_lines(lines: Sequence[Line]) -> dict[int, _Pairs]:
    """Legends of a pair a line, by place: lines one below the other, each with a label of its own.

    With `=` one of them must name a role, with a colon (`I: Interviewer`) each.
    """
    found: dict[int, _Pairs] = {}
    block: dict[int, _Pairs] = {}
    for place, line in enumerate((*lines, Line(0, "", 0))):
        pair = None if line.aside or line.is_cue else _pair(line.text)
        if pair:
            block[place] = (pair,)
            continue
        labels = {fold(label) for [(label, _)] in block.values()}
        parts = [part for [pair] in block.values() for part in pair]
        if len(labels) == len(block) > 1 and any(map(role_of_label, parts)):
            found |= block
        block = {}
    return found


def _pair(text: str) -> tuple[str, str] | None:
    match = _PAIR_LINE.match(text) if len(text) <= _LONGEST_PAIR else None
    if not match or _LATCHED.search(text):
        return None
    label, mark, meaning = match[1], match[2], match[3].strip()
    if len(label.split()) > 2 or _SAYS.search(meaning):
        return None
    if mark in ":：" and (len(meaning.split()) > 3 or not role_of_label(meaning)):
        return None
    return label, meaning
