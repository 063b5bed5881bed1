"""Tables of what several coders coded, made by hand or by other programs, for agreement.

A table has a row for each code that a coder gave to a unit (columns `coder`, `unit`, `code`), or a
row for each unit with a column for each code that says yes or no. The coder stands in a column, in
the head behind the code (`trust_ana`, `trust_ben`), or is the name of the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qcode.errors import Problem, ProblemsError
from qcode.model.judged import Judged
from qcode.model.transcript import attribute_key
from qcode.reading.lines import UnreadableError
from qcode.reading.rows import table_bytes, table_rows

_HEADS = {
    "coder": "coder rater annotator kodierer codierer codeur codificador 编码者 编码员 评判者",
    "transcript": "transcript document file case interview source 文档 访谈 文件",
    "unit": "unit turn segment sentence paragraph item id row 单元 话轮 段落 句子 编号",
    "code": "code category theme label tag 编码 代码 类目 主题",
}
_PART_OF = {head: part for part, heads in _HEADS.items() for head in heads.split()}
_YES = frozenset("1 1.0 x yes y true t ja oui si sí 是 有 √ ✓ ✔".split())
_NO = frozenset("0 0.0 no n false f nein non nee 否 无 - –".split())
_PAIR = re.compile(r"(.+?)[ _.:/|\-]+([^ _.:/|\-]+)$")
_MOST_PROBLEMS = 20
_HINT = (
    "give a row a code with the columns coder, unit, code (transcript, too, if there are several); "
    "or a row a unit with a column a code, holding 1 or 0"
)


@dataclass(frozen=True, slots=True)
class CodedTables:
    """What all tables together say."""

    judged: tuple[Judged, ...]
    codes: tuple[str, ...]
    """In the order in which they come."""
    notes: tuple[str, ...]


def read_coded_tables(paths: Iterable[Path], *, all_read: bool = False) -> CodedTables:
    """Read tables of codings.

    Args:
        paths: CSV files of any separator and encoding, or Excel workbooks.
        all_read: every coder has read every unit that is in the tables, also those on which only
            others have a row.

    Raises:
        ProblemsError: a table cannot be read, has no such columns, or rows are wrong; all problems
            with their lines.
    """
    found = _Found()
    for path in paths:
        try:
            rows, notes = table_rows(path, table_bytes(path), _is_known)
        except UnreadableError as error:
            found.problem(path, error.line, error.message, error.hint)
            continue
        found.notes += [f"{path}: {note}" for note in notes]
        _Table(path, rows, found).read()
    if found.problems:
        raise ProblemsError(found.problems[:_MOST_PROBLEMS])
    return found.finished(all_read)


def _is_known(head: str) -> bool:
    return attribute_key(head) in _PART_OF


Unit = tuple[str, str]


@dataclass(slots=True)
class _Found:
    """What has been read so far."""

    seen: dict[tuple[str, Unit], set[str]] = field(default_factory=lambda: defaultdict(set))
    """Coder and unit -> the codes given."""
    codes: dict[str, None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def problem(self, path: Path, line: int, message: str, hint: str) -> None:
        self.problems.append(Problem(str(path), line, message, hint))

    def finished(self, all_read: bool) -> CodedTables:
        units = list(dict.fromkeys(unit for _, unit in self.seen))
        coders = list(dict.fromkeys(coder for coder, _ in self.seen))
        if all_read:
            for coder in coders:
                for unit in units:
                    self.seen[coder, unit] |= set()
        shared = sum(1 for unit in units if all((coder, unit) in self.seen for coder in coders))
        told = f"{len(units):,} units, {shared:,} of them with a row of every coder"
        if shared < len(units):
            told += "; if all were read by all, say so: --read-all"
        judged = (
            Judged(*unit, coder, frozenset(codes)) for (coder, unit), codes in self.seen.items()
        )
        return CodedTables(tuple(judged), tuple(self.codes), (*self.notes, told))


class _Table:
    """One table: its head, and what its columns are."""

    def __init__(
        self, path: Path, rows: Sequence[tuple[int, Sequence[str]]], found: _Found
    ) -> None:
        self.path, self.found = path, found
        (self.line, head), self.rows = rows[0], rows[1:]
        self.heads = [_clean(cell) for cell in head]
        parts = [_PART_OF.get(attribute_key(name), "") for name in self.heads]
        self.place = {part: parts.index(part) for part in _HEADS if part in parts}
        self.others = [i for i, name in enumerate(self.heads) if name and not parts[i]]

    def read(self) -> None:
        """Add the rows to what has been found."""
        if "code" in self.place:
            self._read_long()
        elif self.others:
            self._read_wide()
        else:
            self.found.problem(self.path, self.line, "has no column of codes", _HINT)

    def _read_long(self) -> None:
        if "unit" not in self.place and "transcript" not in self.place:
            self.found.problem(self.path, self.line, "has no column 'unit'", _HINT)
            return
        for line, cells in self.rows:
            coder, unit = self._coder(cells), self._unit(cells, line)
            if not coder or not any(unit):
                self.found.problem(self.path, line, "names no coder or no unit", _HINT)
                continue
            code = _cell(cells, self.place["code"])
            self.found.seen[coder, unit] |= {code} if code else set()
            if code:
                self.found.codes.setdefault(code)

    def _read_wide(self) -> None:
        columns = self._columns()
        if not {"unit", "transcript"} & set(self.place):
            self.found.notes.append(f"{self.path}: no column names the units: a row is a unit")
        read: dict[tuple[str, Unit], int] = {}
        for line, cells in self.rows:
            unit, own = self._unit(cells, line), self._coder(cells)
            answers: dict[str, dict[str, str]] = defaultdict(dict)
            for column, (code, coder) in columns.items():
                answers[coder or own][code] = _cell(cells, column)
            for coder, given in answers.items():
                self._take(line, coder, unit, given, read)

    def _take(
        self,
        line: int,
        coder: str,
        unit: Unit,
        given: dict[str, str],
        read: dict[tuple[str, Unit], int],
    ) -> None:
        """What a coder says about a unit; where all cells are empty, the coder has not seen it."""
        if not any(given.values()):
            return
        before = read.setdefault((coder, unit), line)
        if before != line:
            message = f"judges unit '{unit[1] or unit[0]}' of line {before} once more"
            self.found.problem(self.path, line, message, "keep one row a unit and coder")
            return
        for code, cell in given.items():
            self.found.codes.setdefault(code)
            if cell and cell.casefold() not in _YES | _NO:
                message = f"'{cell}' under '{code}' is neither yes nor no"
                self.found.problem(self.path, line, message, "write 1 or 0")
        codes = {code for code, cell in given.items() if cell.casefold() in _YES}
        self.found.seen[coder, unit] |= codes

    def _columns(self) -> dict[int, tuple[str, str]]:
        """Each column of answers: its code, and its coder where the head names one."""
        if "coder" not in self.place and (paired := self._paired()):
            return paired
        return {i: (self.heads[i], "") for i in self.others}

    def _paired(self) -> dict[int, tuple[str, str]]:
        """Columns such as `trust_ana`, `trust_ben`: every code with every coder, two or more."""
        matches = [_PAIR.match(self.heads[i]) for i in self.others]
        pairs = [(match[1], match[2]) for match in matches if match]
        coders = {coder for _, coder in pairs}
        codes = {code for code, _ in pairs}
        is_whole = len(pairs) == len(self.others) == len(codes) * len(coders) == len(set(pairs))
        if not is_whole or len(coders) < 2:
            return {}
        return dict(zip(self.others, pairs, strict=True))

    def _coder(self, cells: Sequence[str]) -> str:
        return _cell(cells, self.place["coder"]) if "coder" in self.place else self.path.stem

    def _unit(self, cells: Sequence[str], line: int) -> Unit:
        transcript = _cell(cells, self.place.get("transcript"))
        unit = _cell(cells, self.place.get("unit"))
        return transcript, unit if "unit" in self.place or transcript else str(line - self.line)


def _cell(cells: Sequence[str], column: int | None) -> str:
    return _clean(cells[column]) if column is not None and column < len(cells) else ""


def _clean(cell: str) -> str:
    return " ".join(unicodedata.normalize("NFC", cell).lstrip("\ufeff").split())
