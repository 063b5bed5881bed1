"""What the columns of a table of codings are: known by their heads, then by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from qcode.model.transcript import attribute_key

_HEADS = {
    "coder": "coder rater annotator kodierer codierer codeur codificador 编码者 编码员 评判者",
    "transcript": "transcript document file case interview source 文档 访谈 文件",
    "unit": "unit turn segment sentence paragraph item 单元 话轮 段落 句子",
    "number": "id row nr no number 编号 序号",
    "code": "code codes category theme label tag 编码 代码 类目 主题",
}
_PART_OF = {head: part for part, heads in _HEADS.items() for head in heads.split()}
_COUNTED = re.compile(r"[ _.]?\d+$")
YES = frozenset("1 1.0 x yes y true t ja oui si sí 是 有 √ ✓ ✔".split())
NO = frozenset("0 0.0 no n false f nein non nee 否 无 - –".split())
_FIRST = re.compile(r"([^ _.:/|\-]+)[ _.:/|\-]+(.+)$")
_LAST = re.compile(r"(.+?)[ _.:/|\-]+([^ _.:/|\-]+)$")

Cells = Callable[[int], Sequence[str]]
"""Of a column, by its number: the cells below the head that hold anything."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns by what they hold; of `codes`, `answers` and `of_coders` only one has any."""

    coder: int | None
    transcript: int | None
    units: tuple[int, ...]
    """Together they name the unit."""
    codes: tuple[int, ...] = ()
    """Hold codes."""
    answers: Mapping[int, tuple[str, str]] | None = None
    """Say yes or no to a code: its name, and the coder where the head names one, else ""."""
    of_coders: Mapping[int, str] | None = None
    """Hold the codes that one coder gave: the coder's name."""
    left_out: tuple[str, ...] = ()
    """Heads of columns beside `answers` that hold other things."""


def is_known(head: str) -> bool:
    """Whether a head tells by itself what its column holds."""
    return bool(_part(head))


def names_units(head: str) -> bool:
    """Whether a column of this head names units or transcripts, not merely numbers."""
    return _part(head) in ("unit", "transcript")


def find_columns(
    heads: Sequence[str], cells: Cells, *, is_alone: bool, names: Collection[str] = ()
) -> Columns:
    """Tell what the columns hold.

    Args:
        heads: as cleaned of blanks around them.
        cells: of each column.
        is_alone: there is no other table, so that this one must tell several coders.
        names: of coders, where they are known.
    """
    parts = [_part(head) for head in heads]
    coder, transcript = (_first(parts, part) for part in ("coder", "transcript"))
    units = _units(parts, cells)
    counted = [i for i, head in enumerate(heads) if _is_counted(head)]
    if not all(_says_yes_or_no(cells(i)) for i in counted):
        parts = ["code" if i in counted else part for i, part in enumerate(parts)]
    if codes := tuple(i for i, part in enumerate(parts) if part == "code"):
        return Columns(coder, transcript, units, codes)
    others = [i for i, head in enumerate(heads) if head and not parts[i]]
    wanted = {attribute_key(name) for name in names}
    if named := {i: heads[i] for i in others if attribute_key(heads[i]) in wanted}:
        return Columns(None, transcript, units, of_coders=named)
    is_of_coders = len(others) > 1 and all(any(_is_word(c) for c in cells(i)) for i in others)
    if is_of_coders and is_alone and coder is None:
        return Columns(None, transcript, units, of_coders={i: heads[i] for i in others})
    answering = [i for i in others if _says_yes_or_no(cells(i))]
    answers = {i: (heads[i], "") for i in answering}
    if coder is None and (is_alone or wanted):
        answers = _paired({i: heads[i] for i in answering}, wanted) or answers
    left_out = tuple(heads[i] for i in others if i not in answers)
    return Columns(coder, transcript, units, answers=answers, left_out=left_out)


def _part(head: str) -> str:
    return _PART_OF.get(attribute_key(head), "")


def _is_counted(head: str) -> bool:
    """Whether it is one of several columns of codes, if it holds codes: `code 1`."""
    name, count = _COUNTED.subn("", attribute_key(head))
    return bool(count) and _PART_OF.get(name) == "code"


def _first(parts: Sequence[str], part: str) -> int | None:
    return parts.index(part) if part in parts else None


def _units(parts: Sequence[str], cells: Cells) -> tuple[int, ...]:
    """The columns that name the unit: of several, those with a figure in each cell (the words of a
    sentence are no name), and a mere number only where there is nothing else."""
    named = [i for i, part in enumerate(parts) if part == "unit"]
    numbers = [i for i, part in enumerate(parts) if part == "number"]
    if len(named) + len(numbers) < 2:
        return (*named, *numbers)
    figured = [i for i in named if all(any(map(str.isdigit, cell)) for cell in cells(i))]
    return tuple(figured or numbers[:1] or named[:1])


def _says_yes_or_no(cells: Sequence[str]) -> bool:
    """Whether most cells do; others are slips, and are told as such."""
    return 2 * sum(map(_is_word, cells)) <= len(cells)


def _is_word(cell: str) -> bool:
    """Whether it says something else than yes or no."""
    return cell.casefold() not in YES | NO


def _paired(heads: Mapping[int, str], coders: Collection[str]) -> dict[int, tuple[str, str]]:
    """Heads such as `trust_ana`, `trust_ben` or `ana_trust`, `ben_trust`: every code with every
    coder, of whom there are fewer than codes unless they are named."""
    fits = []
    for pattern, coder in ((_LAST, 2), (_FIRST, 1)):
        matches = [match for head in heads.values() if (match := pattern.match(head))]
        pairs = [(match[3 - coder], match[coder]) for match in matches]
        what, who = {code for code, _ in pairs}, {name for _, name in pairs}
        is_whole = len(pairs) == len(heads) == len(who) * len(what) == len(set(pairs))
        if is_whole and len(who) > 1:
            is_named = {attribute_key(name) for name in who} >= set(coders)
            fits.append((not is_named, len(who), coder == 1, pairs))
    best = min(fits, default=None)
    return dict(zip(heads, best[-1], strict=True)) if best and not best[0] else {}
