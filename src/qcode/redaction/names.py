"""The list of names: a table with the columns name, pseudonym and, if wanted, kind."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qcode.errors import Problem, ProblemsError
from qcode.reading.decoding import decode
from qcode.reading.lines import UnreadableError
from qcode.redaction.spelling import spelling

COLUMNS = ("name", "pseudonym", "kind")
CHINESE = dict.fromkeys(("姓名", "名字", "真名", "原名"), "name")
CHINESE |= dict.fromkeys(("化名", "假名", "代称", "替换"), "pseudonym")
CHINESE |= dict.fromkeys(("类别", "类型", "種類", "類別"), "kind")
"""What the columns may be called in Chinese."""
_HINT = "a list of names has the columns name, pseudonym and, if you like, kind"
_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class ListedName:
    """A name, what stands for it in the copies, and what it names."""

    name: str
    pseudonym: str
    kind: str = ""
    """`person`, `place` ... in the researcher's word; "" where the list does not say."""
    line: int = 0
    """In the file, from 1."""


@dataclass(frozen=True, slots=True)
class NamesList:
    """A list of names that holds no contradiction, and what is worth a look in it."""

    names: tuple[ListedName, ...] = ()
    warnings: tuple[Problem, ...] = ()


NO_NAMES = NamesList()


def read_names(path: str | Path) -> NamesList:
    """Read a list of names: text in any usual encoding, cells parted by commas, `;` or tabs.

    Other columns are ignored, as are empty rows.

    Raises:
        ProblemsError: the file cannot be read or has problems; it holds all of them.
    """
    path = Path(path)
    rows = _rows(path)
    if not rows:
        raise _problem(path, 0, "is empty", _HINT)
    line, head = rows[0]
    folded = [cell.strip().casefold() for cell in head]
    heads = [CHINESE.get(cell, cell) for cell in folded]
    missing = [f"'{column}'" for column in COLUMNS[:2] if column not in heads]
    if missing:
        word = "column" if len(missing) == 1 else "columns"
        raise _problem(path, line, f"{word} {', '.join(missing)} missing", _HINT)
    problems: list[Problem] = []
    found: list[ListedName] = []
    for line, cells in rows[1:]:
        named = dict(zip(heads, map(str.strip, cells), strict=False))
        name, pseudonym, kind = (" ".join(named.get(column, "").split()) for column in COLUMNS)
        entry = ListedName(name, pseudonym, kind, line)
        message, hint = _fault(entry)
        if message:
            problems.append(Problem(str(path), line, message, hint))
        else:
            found.append(entry)
    problems += _contradictions(path, found)
    if problems:
        raise ProblemsError(sorted(problems, key=lambda problem: problem.line))
    if not found:
        raise _problem(path, 0, "has a head but no names", "write a row for each name")
    once = {spelling(entry.name): entry for entry in reversed(found)}
    return NamesList(tuple(reversed(once.values())), tuple(_warnings(path, found)))


def _fault(entry: ListedName) -> tuple[str, str]:
    """What is wrong with one row by itself: message and hint, both "" if nothing is."""
    if not entry.name:
        return "names nobody: the name is empty", "write the name as it stands in the transcripts"
    if not any(map(str.isalnum, entry.name)):
        return f"'{entry.name}' has no letter", "write the name as it stands in the transcripts"
    if not entry.pseudonym:
        hint = "write one, or delete the row if this is no name to be replaced"
        return f"'{entry.name}' has no pseudonym", hint
    if spelling(entry.name) == spelling(entry.pseudonym):
        return f"'{entry.name}' is its own pseudonym", "write another one, or delete the row"
    return "", ""


def _contradictions(path: Path, names: Iterable[ListedName]) -> list[Problem]:
    """Names that are listed twice with different pseudonyms."""
    first: dict[str, ListedName] = {}
    problems = []
    for entry in names:
        known = first.setdefault(spelling(entry.name), entry)
        if known.pseudonym != entry.pseudonym:
            message = (
                f"'{entry.name}' is '{entry.pseudonym}' here and '{known.pseudonym}' "
                f"on line {known.line}"
            )
            problems.append(Problem(str(path), entry.line, message, "keep one of the two rows"))
    return problems


def _warnings(path: Path, names: Iterable[ListedName]) -> list[Problem]:
    first: dict[str, ListedName] = {}
    listed = {spelling(entry.name): entry for entry in names}
    warnings = []
    for entry in names:
        known = first.setdefault(entry.pseudonym, entry)
        if spelling(known.name) != spelling(entry.name):
            message = f"'{entry.pseudonym}' stands for '{entry.name}' and for '{known.name}'"
            hint = "right if these are two names of one person or place"
            warnings.append(Problem(str(path), entry.line, message, hint))
        other = listed.get(spelling(entry.pseudonym))
        if other:
            message = f"pseudonym '{entry.pseudonym}' is also a real name, on line {other.line}"
            hint = "choose one that nobody in the study has"
            warnings.append(Problem(str(path), entry.line, message, hint))
    return warnings


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    """The rows that hold anything, each with the line on which it begins."""
    try:
        text = decode(path.read_bytes()).text
    except UnreadableError as error:
        raise _problem(path, error.line, error.message, error.hint) from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "the name is not valid").lower()
        raise _problem(path, 0, f"cannot be read: {reason}", "check the path") from None
    head = next((line for line in text.split("\n") if line.strip()), "")
    separator = max(_SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows, began = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((began, cells))
            began = reader.line_num + 1
    except csv.Error as error:
        raise _problem(path, began, f"is not a CSV: {error}", "check the quotes") from None
    return rows


def _problem(path: Path, line: int, message: str, hint: str) -> ProblemsError:
    return ProblemsError([Problem(str(path), line, message, hint)])
