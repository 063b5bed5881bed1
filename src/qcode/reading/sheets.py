"""Tables: one row a turn (or a recogniser's cue), or one row a respondent.

Columns are known by their heads in several languages, by what the user says, or by what
stands in them. What no column is read for is named in the report.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from qcode.model.transcript import SetAside, attribute_key
from qcode.reading.archive import SAVE_AGAIN, Archive
from qcode.reading.decoding import decode
from qcode.reading.heads import part_of
from qcode.reading.lines import Line, Source, UnreadableError
from qcode.reading.options import AS_FOUND, ReadingOptions
from qcode.reading.tables import is_speaker_column
from qcode.reading.times import T, seconds

Rows = Sequence[Sequence[str]]
Found = TypeVar("Found")

_MOST_COLUMNS = 500
_MOST_SHEETS, _ROWS_LOOKED_AT = 100, 50
_MOST_EMPTY = 20_000
"""Rows one after the other."""
_MOST_TITLES = 10
"""Rows that may stand above the heads of the columns."""
ASKER, ANSWERER = "Interviewer", "Respondent"
"""The speakers of a table that names none, a question and an answer a row."""
_CLOCK = re.compile(rf"\s*{T}\s*$")
_NUMBER = re.compile(r"\s*\d{1,9}(?:[.,]\d{1,6})?\s*$")
_SLOWEST = 0.4
"""Characters a second: who seems to talk slower has times in milliseconds."""
_LONGEST_FACT = 60
"""Characters."""
_LONG_ANSWER = 12
"""Characters that the cells of a question's column have on average."""


def read_csv(data: bytes, options: ReadingOptions = AS_FOUND) -> Source:
    """Read a table of text, separated by commas, semicolons or tabs.

    Raises:
        UnreadableError: it cannot be decoded, is no table, or no column holds words.
    """
    decoded = decode(data, options.encoding)
    try:
        rows = list(csv.reader(io.StringIO(decoded.text), delimiter=_separator(decoded.text)))
    except csv.Error as error:
        raise UnreadableError(f"is no table: {error}", "check its quotation marks") from None
    return _Sheet(rows, options).source(decoded.encoding, decoded.is_guess, decoded.notes)


def read_xlsx(data: bytes, options: ReadingOptions = AS_FOUND) -> Source:
    """Read the first sheet of an Excel workbook that holds anything.

    Raises:
        UnreadableError: it is damaged or unsafe, or no column holds words.
    """
    rows, notes = sheet_rows(data)
    return _Sheet(rows, options).source("utf-8", False, notes)


def sheet_rows(data: bytes) -> tuple[Rows, tuple[str, ...]]:
    """The first sheet of a workbook that holds anything, and which others there are.

    Raises:
        UnreadableError: it is damaged or unsafe, or holds nothing.
    """
    title, rows, others = _opened(data, _first_filled)
    if not rows:
        raise UnreadableError("holds no table", "check that the right file was exported")
    notes = (f"only sheet '{title}' was read, not: {', '.join(others)}",) if others else ()
    return rows, notes


def all_sheets(data: bytes) -> tuple[tuple[str, Rows], ...]:
    """Title and rows of each sheet of a workbook that holds anything, at most a hundred.

    Raises:
        UnreadableError: it is damaged or unsafe, or holds nothing.
    """
    sheets = _opened(
        data,
        lambda book: tuple(
            (sheet.title, rows)
            for sheet in islice(book, _MOST_SHEETS)
            if (rows := _cells(sheet.iter_rows(values_only=True)))
        ),
    )
    if not sheets:
        raise UnreadableError("holds no table", "check that the right file was exported")
    return sheets


def _opened(data: bytes, look: Callable[[Any], Found]) -> Found:
    """What is found in a workbook.

    Raises:
        UnreadableError: it is damaged or unsafe.
    """
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    archive = Archive(data, ".xlsx")
    for name in archive:
        if name.endswith((".xml", ".rels")):
            archive.xml(name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about what is no cell, such as a drop-down list
            return look(load_workbook(io.BytesIO(data), read_only=True, data_only=True))
    except (InvalidFileException, BadZipFile, KeyError, ValueError, TypeError, AttributeError,
            IndexError, OSError, SyntaxError, OverflowError, RecursionError):  # fmt: skip
        raise UnreadableError(
            "is damaged: not a sound workbook", f"{SAVE_AGAIN} as .xlsx"
        ) from None


def _first_filled(book: Any) -> tuple[str, list[list[str]], list[str]]:
    """Title and rows of the first sheet that holds anything, and titles of further ones; of these
    only the first rows are looked at, and not more than a hundred sheets."""
    title, rows, others = "", list[list[str]](), list[str]()
    for sheet in islice(book, _MOST_SHEETS):
        cells = sheet.iter_rows(values_only=True)
        if not rows:
            title, rows = sheet.title, _cells(cells)
        elif any(cell is not None for row in islice(cells, _ROWS_LOOKED_AT) for cell in row):
            others.append(sheet.title)
    return title, rows, others


def _cells(rows: Iterable[Sequence[object]]) -> list[list[str]]:
    """The rows down to the last one that holds anything, without empty columns behind.

    Raises:
        UnreadableError: there is a cell so far below the others that it is a slip.
    """
    found: list[list[str]] = []
    empty = 0
    for row in rows:
        is_empty = all(cell is None for cell in row)
        empty = empty + 1 if is_empty else 0
        if empty > _MOST_EMPTY:
            hint = "delete the cell that stands alone at its end, or save the table as CSV"
            raise UnreadableError(f"holds more than {_MOST_EMPTY:,} empty rows", hint)
        found.append([] if is_empty else [_shown(cell) for cell in row[:_MOST_COLUMNS]])
    while found and not any(found[-1]):
        found.pop()
    return found


def _shown(cell: object) -> str:
    """A cell as its owner sees it, times as `H:MM:SS`."""
    if cell is None:
        return ""
    if isinstance(cell, dt.timedelta):
        minutes, rest = divmod(cell.total_seconds(), 60)
        return f"{int(minutes) // 60}:{int(minutes) % 60:02d}:{rest:06.3f}"
    if isinstance(cell, dt.time):
        return cell.isoformat("milliseconds" if cell.microsecond else "seconds")
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")


def _separator(text: str) -> str:
    """The mark that cuts the first lines into the most columns of one number."""
    sample = [line for line in text[:20_000].split("\n") if line.strip()][:20]
    best, most = ",", 0.0
    for mark in ("\t", ",", ";") if sample else ():
        counts = [len(row) for row in csv.reader(sample, delimiter=mark)]
        usual = max(set(counts), key=counts.count)
        agreeing = counts.count(usual) / len(counts)
        if usual > 1 and agreeing * min(usual, 8) > most:
            best, most = mark, agreeing * min(usual, 8)
    return best


@dataclass(slots=True)
class _Sheet:
    """A table in which the columns are being recognised."""

    rows: Rows
    options: ReadingOptions
    above: int = 0
    """How many rows stand above the heads."""
    heads: list[str] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    """What is read, by part, and from which column."""
    notes: list[str] = field(default_factory=list)
    asides: list[SetAside] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    length: int = 0
    facts: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Of respondents: name, attribute, value, and where it stands."""

    def source(self, encoding: str, is_guess: bool, notes: tuple[str, ...]) -> Source:
        """The turns of the table as lines."""
        self._find_heads()
        self._find_columns()
        if "text" in self.columns:
            self._read_turns()
        elif questions := self._questions():
            self._read_respondents(questions)
        else:
            known = ", ".join(f"'{head}'" for head in self.heads if head)[:200]
            hint = f"say which with --columns text=NAME, one of {known}" if known else ""
            raise UnreadableError("no column can be told to hold the words", hint, 1)
        return Source(
            "\n".join(line.text for line in self.lines),
            tuple(self.lines),
            encoding,
            is_guess,
            of_speakers=tuple(self.facts),
            set_aside=tuple(self.asides),
            notes=(*notes, *self.notes),
            lines_are_paragraphs=True,
        )

    def _find_heads(self) -> None:
        """The first row, or, below a title, the first that names a column of words and another."""
        parts = [{part_of(cell) for cell in row} for row in self.rows[:_MOST_TITLES]]
        is_head = ("text" in found and len(found - {""}) > 1 for found in parts)
        place = next((at for at, found in enumerate(is_head) if found), 0)
        for number, row in enumerate(self.rows[:place], 1):
            if any(cell.strip() for cell in row):
                words = " | ".join(cell for cell in row if cell.strip())
                self.asides.append(SetAside(number, words, "above the heads of the columns"))
        self.above, self.rows = place, self.rows[place:]
        self.heads = [head.strip().lstrip("\ufeff") for head in self.rows[0]] if self.rows else []

    def _find_columns(self) -> None:
        for part, name in self.options.columns:
            wanted = name.casefold()
            places = [i for i, head in enumerate(self.heads) if head.casefold() == wanted]
            if not places:
                known = ", ".join(f"'{head}'" for head in self.heads if head)
                raise UnreadableError(
                    f"has no column '{name}'", f"its columns are {known[:200]}", 1
                )
            self.columns[part] = places[0]
        for i, head in enumerate(self.heads):
            part = part_of(head)
            if part and part != "number" and i not in self.columns.values():
                self.columns.setdefault(part, i)
        if not self.columns and not self.options.columns:
            self._guess_without_heads()

    def _guess_without_heads(self) -> None:
        """A table without heads: times, then a short column of few names, then the words."""
        if len(self.heads) == 1:
            self.columns["text"] = 0
        elif self.rows and any(_CLOCK.match(cell) for cell in self.rows[0]):
            times = [i for i, cell in enumerate(self.rows[0]) if _CLOCK.match(cell)]
            others = [i for i in range(len(self.heads)) if i not in times]
            words = max(others, key=self._characters, default=None)
            if words is None:
                return
            self.columns["text"] = words
            self.columns.update(zip(("start", "end"), times, strict=False))
            names = [i for i in others if i != words and 0 < len(self._distinct(i)) <= 12]
            if names:
                self.columns["speaker"] = names[0]
        elif (speaker := self._speaker_without_head()) is not None:
            others = [i for i in range(len(self.heads)) if i != speaker]
            self.columns |= {"speaker": speaker, "text": max(others, key=self._characters)}
        else:
            return
        self.heads = []
        self.notes.append("no heads: the columns are taken by what stands in them")

    def _speaker_without_head(self) -> int | None:
        """The column of names where the first row is talk, too: its name comes again."""
        for i in range(len(self.heads)):
            names = [_cell(row, i).strip() for row in self.rows]
            if is_speaker_column(names) and names[0] in names[1:]:
                return i
        return None

    def _characters(self, column: int) -> int:
        return sum(len(_cell(row, column)) for row in self.rows)

    def _distinct(self, column: int) -> set[str]:
        return {_cell(row, column) for row in self._body()}

    def _body(self) -> Rows:
        return self.rows[1:] if self.heads else self.rows

    # -- one row a turn

    def _read_turns(self) -> None:
        start, end = self._times()
        is_cue = end is not None
        first = self.above + (2 if self.heads else 1)
        question = ""
        for number, row in enumerate(self._body(), first):
            asked = _cell(row, self.columns.get("question")).strip()
            if asked and asked != question:
                self._add_all(asked, Line(number, "", 0, speaker=ASKER))
                question = asked
            words = _cell(row, self.columns["text"])
            speaker = _cell(row, self.columns.get("speaker")).strip().rstrip(":：").strip()
            if "question" in self.columns:
                speaker = speaker or ANSWERER
            if not words.strip():
                if any(cell.strip() for cell in row):
                    self.asides.append(SetAside(number, " | ".join(filter(None, row)), "no words"))
                continue
            at = start[number - first] if start else None
            until = end[number - first] if end else None
            self._add_all(words.strip("\n"), Line(number, "", 0, at, until, speaker, is_cue))
        self._tell_unread(set(self.columns.values()))

    def _times(self) -> tuple[list[float | None] | None, list[float | None] | None]:
        """Start and end of each row in seconds, None where no column has them."""
        starts = self._seconds_in(self.columns.get("start", self.columns.get("time")))
        ends = self._seconds_in(self.columns.get("end"))
        if not starts or not ends:
            return starts, ends
        pairs = [
            (a, b) for a, b in zip(starts, ends, strict=True) if a is not None and b is not None
        ]
        talk = sum(len(_cell(row, self.columns["text"])) for row in self._body())
        span = sum(b - a for a, b in pairs)
        is_numeric = all(
            _NUMBER.match(_cell(row, self.columns["end"])) or not _cell(row, self.columns["end"])
            for row in self._body()
        )
        if is_numeric and span > 0 and talk / span < _SLOWEST:
            starts = [None if value is None else value / 1000 for value in starts]
            ends = [None if value is None else value / 1000 for value in ends]
        return starts, ends

    def _seconds_in(self, column: int | None) -> list[float | None] | None:
        if column is None:
            return None
        values = [_seconds(_cell(row, column)) for row in self._body()]
        return values if any(value is not None for value in values) else None

    # -- one row a respondent

    def _questions(self) -> list[int]:
        """Columns that hold answers: heads that ask, or long cells under heads of their own."""
        body = self._body()
        if not body or not self.heads:
            return []
        read = set(self.columns.values())
        found = []
        for i, head in enumerate(self.heads):
            cells = [cell for row in body if (cell := _cell(row, i).strip())]
            if not head or i in read or not cells:
                continue
            mean = sum(map(len, cells)) / len(cells)
            asks = head.endswith(("?", "？")) or (len(head) >= _LONG_ANSWER and " " in head)
            if mean >= _LONG_ANSWER or (asks and mean > 1):
                found.append(i)
        return found

    def _read_respondents(self, questions: Sequence[int]) -> None:
        named = self.columns.get("speaker")
        if named is None:
            named = self._id_column(set(questions))
        read = {*questions, *([named] if named is not None else [])}
        facts = self._fact_columns(read)
        for number, row in enumerate(self._body(), self.above + 2):
            name = _cell(row, named).strip() or f"{ANSWERER} {number - self.above - 1}"
            for column in facts:
                if value := _cell(row, column).strip():
                    self.facts.append((name, self.heads[column], value, f"row {number}"))
            for column in questions:
                answer = _cell(row, column).strip()
                if not answer:
                    continue
                self._add(Line(number, self.heads[column], 0, speaker=ASKER))
                self._add_all(answer, Line(number, "", 0, speaker=name))
        self.notes.append(
            f"one row a respondent: the heads of {len(questions)} columns are the questions"
        )
        if facts:
            told = ", ".join(self.heads[column] for column in facts)
            self.notes.append(f"columns taken for attributes of the respondents: {told}")
        self._tell_unread({*read, *facts})

    def _fact_columns(self, read: set[int]) -> list[int]:
        """Columns beside the answers that hold facts about respondents: short values in one line,
        under a head that no column before has."""
        found, names = [], set[str]()
        for i, head in enumerate(self.heads):
            cells = [cell for row in self._body() if (cell := _cell(row, i).strip())]
            is_short = all(len(cell) <= _LONGEST_FACT and "\n" not in cell for cell in cells)
            if i not in read and head and cells and is_short and attribute_key(head) not in names:
                found.append(i)
                names.add(attribute_key(head))
        return found

    def _id_column(self, questions: set[int]) -> int | None:
        """The first column whose cells are short and all different."""
        body = self._body()
        for i in range(len(self.heads)):
            cells = [_cell(row, i).strip() for row in body]
            if i not in questions and all(cells) and len(set(cells)) == len(cells):
                return i
        return None

    # -- both

    def _add_all(self, words: str, line: Line) -> None:
        """A cell: one turn, also where it has several paragraphs."""
        for text in words.split("\n"):
            self._add(line._replace(text=text))
            if not line.is_cue:
                line = line._replace(speaker="", start_time=None)

    def _add(self, line: Line) -> None:
        self.lines.append(line._replace(start=self.length))
        self.length += len(line.text) + 1

    def _tell_unread(self, read: set[int]) -> None:
        unread = [head or f"column {i + 1}" for i, head in enumerate(self.heads) if i not in read]
        if unread:
            self.notes.append(f"columns not read: {', '.join(unread)}")


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""


def _seconds(cell: str) -> float | None:
    if _CLOCK.match(cell):
        return seconds(cell)
    return float(cell.replace(",", ".")) if _NUMBER.match(cell) else None
