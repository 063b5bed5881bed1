"""Tables of what several coders coded, made by hand or by other programs, for agreement.

A table has a row for each unit and coder, or for each code given (columns `coder`, `unit`, `code`);
a row for each unit with a column for each code that says yes or no; or a row for each unit with a
column for each coder that holds codes. The coder stands in a column, in a head, or is the name of
the file or of the sheet.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qcode.errors import Problem, ProblemsError, QcodeError
from qcode.model.judged import Judged
from qcode.model.transcript import attribute_key
from qcode.reading.judgement_heads import NO, YES, Columns, find_columns, is_known, names_units
from qcode.reading.lines import UnreadableError
from qcode.reading.rows import NumberedRows, table_bytes, tables_of

_SEVERAL = r";；|\n"
"""What stands between several codes of a cell."""
_COMMAS = re.compile(r"[,，、]")
_MISSING = frozenset(("NA", "#N/A"))
"""What R and Excel write for nothing."""
_WHOLE = re.compile(r"(\d+)\.0+$")
_MOST_PROBLEMS = 20
_HINT = (
    "give a row a code with the columns coder, unit, code (transcript, too, if there are several); "
    "or a row a unit with a column a code, holding 1 or 0; or with a column a coder, holding codes"
)

Unit = tuple[str, str]


@dataclass(frozen=True, slots=True)
class CodedTables:
    """What all tables together say."""

    judged: tuple[Judged, ...]
    codes: tuple[str, ...]
    """In the order in which they come."""
    notes: tuple[str, ...]


def read_coded_tables(
    paths: Iterable[Path],
    *,
    all_read: bool = False,
    between: str = "",
    coders: Collection[str] = (),
) -> CodedTables:
    """Read tables of codings.

    Args:
        paths: CSV files of any separator and encoding, or Excel workbooks.
        all_read: every coder has read every unit that is in the tables, also those on which only
            others have a row, or nobody has anything.
        between: what stands between several codes of a cell, besides `;`, `|` and line breaks.
        coders: names of coders, where columns leave open who they are.

    Raises:
        ProblemsError: a table cannot be read, has no such columns, or rows are wrong; all problems
            with their lines.
        QcodeError: there are not two coders, or no unit that two of them read.
    """
    found = _Found(between)
    paths = tuple(paths)
    tables: list[tuple[Path, str, NumberedRows]] = []
    for path in paths:
        try:
            sheets, notes = tables_of(path, table_bytes(path), is_known, names_units)
        except UnreadableError as error:
            found.problem(path, error.line, error.message, error.hint)
            continue
        found.notes += [f"{path}: {note}" for note in notes]
        tables += [(path, title if len(sheets) > 1 else path.stem, rows) for title, rows in sheets]
    for table in tables:
        _Table(*table, found, is_alone=len(tables) == 1, coders=coders).read()
    if found.problems:
        order = [str(path) for path in paths]
        problems = sorted(found.problems, key=lambda one: order.index(one.path))
        raise ProblemsError(problems[:_MOST_PROBLEMS])
    return found.finished(all_read)


@dataclass(slots=True)
class _Found:
    """What has been read so far."""

    between: str
    seen: dict[tuple[str, Unit], set[str]] = field(default_factory=lambda: defaultdict(set))
    """Coder and unit -> the codes given."""
    units: dict[Unit, None] = field(default_factory=dict)
    """All that are listed, also where nobody says anything about them."""
    coders: dict[str, str] = field(default_factory=dict)
    """Folded name -> the first spelling; likewise `codes`."""
    codes: dict[str, str] = field(default_factory=dict)
    by_name: dict[str, Path] = field(default_factory=dict)
    """Coder -> the table whose name says who it is."""
    named_by: dict[str, None] = field(default_factory=dict)
    """Heads of the columns that name units."""
    respelt: dict[str, None] = field(default_factory=dict)
    with_commas: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def problem(self, path: Path, line: int, message: str, hint: str) -> None:
        self.problems.append(Problem(str(path), line, message, hint))

    def coder(self, name: str) -> str:
        """The coder's name in its first spelling."""
        return self._spelt(self.coders, name)

    def code(self, name: str) -> str:
        """The code in its first spelling."""
        return self._spelt(self.codes, name)

    def _spelt(self, names: dict[str, str], name: str) -> str:
        first = names.setdefault(attribute_key(name), name)
        if name != first:
            self.respelt.setdefault(f"'{name}' as '{first}'")
        return first

    def codes_in(self, cell: str) -> set[str]:
        """The codes of a cell."""
        mark = re.escape(self.between)
        parts = re.split(f"[{_SEVERAL}]|{mark}" if mark else f"[{_SEVERAL}]", cell)
        names = [name for part in parts if (name := _known(part))]
        self.with_commas += any(_COMMAS.search(name) for name in names)
        return {self.code(name) for name in names}

    def finished(self, all_read: bool) -> CodedTables:
        """Everything as records.

        Raises:
            QcodeError: there are not two coders, or no unit that two of them read.
        """
        coders = list(self.coders.values())
        if len(coders) < 2:
            raise QcodeError(
                f"agreement needs two coders, the tables have {len(coders)}"
                "\n  hint: add a column coder, or give a table a coder: qcode agree ana.csv ben.csv"
            )
        if all_read:
            for coder in coders:
                for unit in self.units:
                    self.seen[coder, unit] |= set()
        read = defaultdict[Unit, int](int)
        for _, unit in self.seen:
            read[unit] += 1
        if max(read.values(), default=0) < 2:
            named = ", ".join(f"'{head}'" for head in self.named_by) or "the number of the row"
            raise QcodeError(
                f"no unit has rows of two coders: units are named by {named}"
                "\n  hint: name a unit alike for all coders, and give rows no numbers of their own"
            )
        return CodedTables(
            tuple(Judged(*unit, who, frozenset(codes)) for (who, unit), codes in self.seen.items()),
            tuple(self.codes.values()),
            (*self.notes, *self._told(read)),
        )

    def _told(self, read: dict[Unit, int]) -> Iterable[str]:
        if self.respelt:
            yield f"read as one: {', '.join(list(self.respelt)[:5])}"
        if self.with_commas:
            yield (
                f"cells with a comma in a code's name: {self.with_commas:,}; if commas stand "
                "between codes, say so: --between ','"
            )
        shared = sum(1 for coders in read.values() if coders == len(self.coders))
        told = f"{len(self.units):,} units, {shared:,} of them with a row of every coder"
        is_short = shared < len(self.units)
        yield told + ("; if all were read by all, say so: --read-all" if is_short else "")


class _Table:
    """One table, or one sheet of a workbook."""

    def __init__(
        self,
        path: Path,
        name: str,
        rows: NumberedRows,
        found: _Found,
        *,
        is_alone: bool,
        coders: Collection[str],
    ) -> None:
        self.path, self.name, self.found = path, name, found
        (self.line, head), self.rows = rows[0], rows[1:]
        self.heads = [_clean(cell) for cell in head]
        self.knows_coders = bool(coders)
        self.columns = find_columns(self.heads, self._column, is_alone=is_alone, names=coders)

    def _column(self, column: int) -> list[str]:
        cells = (_known(_cell(row, column)) for _, row in self.rows)
        return [cell for cell in cells if cell]

    def read(self) -> None:
        """Add the rows to what has been found."""
        columns = self.columns
        if not (columns.codes or columns.answers or columns.of_coders):
            self.found.problem(self.path, self.line, "has no column of codes", _HINT)
            return
        if columns.codes and not self._names_units:
            self.found.problem(self.path, self.line, "has no column 'unit'", _HINT)
            return
        if not self._names_units:
            self.found.notes.append(f"{self.path}: no column names the units: a row is a unit")
        if not self.knows_coders and (doubt := _doubt(columns)):
            self.found.notes.append(f"{self.path}: {doubt}")
        for head in columns.left_out:
            told = f"column '{head}' is left out: its cells are neither 1 nor 0"
            self.found.notes.append(f"{self.path}: {told}")
        self.found.named_by |= {self.heads[i]: None for i in self._naming}
        if self._is_of_one_coder(columns) and self._is_there_twice():
            return
        for_rows = self._read_codes if columns.codes else self._read_wide
        for_rows(columns)

    @property
    def _naming(self) -> tuple[int, ...]:
        first = self.columns.transcript
        return (*(() if first is None else (first,)), *self.columns.units)

    @property
    def _names_units(self) -> bool:
        return bool(self._naming)

    @staticmethod
    def _is_of_one_coder(columns: Columns) -> bool:
        in_heads = columns.of_coders or any(who for _, who in (columns.answers or {}).values())
        return columns.coder is None and not in_heads

    def _is_there_twice(self) -> bool:
        """Whether another table has the name of this one, and with it its coder."""
        first = self.found.by_name.setdefault(attribute_key(self.name), self.path)
        if first != self.path:
            hint = "a table without a column coder has its coder's name: rename one of them"
            message = f"is of coder '{self.name}', as is {first}"
            self.found.problem(self.path, self.line, message, hint)
        return first != self.path

    def _read_codes(self, columns: Columns) -> None:
        for line, cells in self.rows:
            coder, unit = self._coder(cells), self._unit(cells, line)
            if not coder or not any(unit):
                self.found.problem(self.path, line, "names no coder or no unit", _HINT)
                continue
            self.found.units.setdefault(unit)
            seen = self.found.seen[self.found.coder(coder), unit]
            for column in columns.codes:
                seen |= self.found.codes_in(_cell(cells, column))

    def _read_wide(self, columns: Columns) -> None:
        read: dict[tuple[str, Unit], int] = {}
        for line, cells in self.rows:
            unit, own = self._unit(cells, line), self._coder(cells)
            if not any(unit):
                self.found.problem(self.path, line, "names no unit", _HINT)
                continue
            self.found.units.setdefault(unit)
            answers: dict[str, dict[str, str]] = defaultdict(dict)
            for column, (code, who) in (columns.answers or {}).items():
                answers[who or own][code] = _known(_cell(cells, column))
            for coder, given in answers.items():
                self._take(line, self.found.coder(coder), unit, self._yes(line, given), read)
            for column, who in (columns.of_coders or {}).items():
                cell = _cell(cells, column)
                codes = self.found.codes_in(cell) if _known(cell) else None
                self._take(line, self.found.coder(who), unit, codes, read)

    def _yes(self, line: int, given: dict[str, str]) -> set[str] | None:
        """The codes to which a coder says yes; None where all cells are empty: not seen."""
        names = {self.found.code(code): cell for code, cell in given.items()}
        for code, cell in given.items():
            if cell and cell.casefold() not in YES | NO:
                message = f"'{cell}' under '{code}' is neither yes nor no"
                self.found.problem(
                    self.path, line, message, "write 1 (also for more than once) or 0"
                )
        if not any(given.values()):
            return None
        return {code for code, cell in names.items() if cell.casefold() in YES}

    def _take(
        self,
        line: int,
        coder: str,
        unit: Unit,
        codes: set[str] | None,
        read: dict[tuple[str, Unit], int],
    ) -> None:
        """What a coder says about a unit, once in a table."""
        if codes is None:
            return
        before = read.setdefault((coder, unit), line)
        if before != line:
            message = f"judges unit '{unit[1] or unit[0]}' of line {before} once more"
            self.found.problem(self.path, line, message, "keep one row a unit and coder")
            return
        self.found.seen[coder, unit] |= codes

    def _coder(self, cells: Sequence[str]) -> str:
        column = self.columns.coder
        return _clean(_cell(cells, column)) if column is not None else self.name

    def _unit(self, cells: Sequence[str], line: int) -> Unit:
        of = self.columns.transcript
        transcript = _clean(_cell(cells, of)) if of is not None else ""
        parts = [_clean(_cell(cells, column)) for column in self.columns.units]
        unit = ".".join(_WHOLE.sub(r"\1", part) for part in parts if part)
        return transcript, unit if self._names_units else str(line - self.line)


def _doubt(columns: Columns) -> str:
    """What is to be said where heads such as `trust_ana` name as many codes as coders; else ""."""
    pairs = [pair for pair in (columns.answers or {}).values() if pair[1]]
    coders = list(dict.fromkeys(who for _, who in pairs))
    if not pairs or len(coders) != len({code for code, _ in pairs}):
        return ""
    return (
        f"the heads do not tell coders from codes: {', '.join(coders)} are taken for coders, by a "
        "guess; name the coders with --coder"
    )


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""


def _known(cell: str) -> str:
    clean = _clean(cell)
    return "" if clean in _MISSING else clean


def _clean(cell: str) -> str:
    return " ".join(unicodedata.normalize("NFC", cell).lstrip("\ufeff").split())
