"""Tables of signs: CSV files that say how much a word speaks for or against each code.

The columns are `sign` (an expression of the rule language), `in` (`turn`, or `question` for the
interviewer's question before it), then one for each code, with whole numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from qcode.errors import Problem, RuleError
from qcode.model.codebook import Sign, SignTable
from qcode.model.text import is_han
from qcode.reading.yaml_source import Scalar, Source
from qcode.rules.parse import holds_all_of, parse
from qcode.rules.syntax import Expression, Word

MAX_BYTES = 20_000_000
_HEAD = ("sign", "in")
_PLACES = ("turn", "question")


def read_sign_tables(
    source: Source, names: Sequence[Scalar], codes: Sequence[str]
) -> tuple[SignTable, ...]:
    """The tables that a codebook names, relative to its own folder; problems are reported."""
    found = (_read(source, name, codes) for name in names)
    return tuple(table for table in found if table)


def _read(source: Source, name: Scalar, codes: Sequence[str]) -> SignTable | None:
    path = Path(source.path).parent / name.text
    try:
        content = path.read_bytes()[: MAX_BYTES + 1]
        text = content.decode("utf-8-sig")
        if len(content) > MAX_BYTES:
            raise ValueError
    except OSError:
        hint = "the file is looked for beside the codebook"
        source.report(name, f"cannot read the table of signs '{name.text}'", hint)
        return None
    except ValueError:
        source.report(
            name,
            f"'{name.text}' is no table in UTF-8",
            "save it as CSV UTF-8 (in Excel: Save as, CSV UTF-8)",
        )
        return None
    problems: list[Problem] = []
    table = _table(str(path), text, sha256(content).hexdigest(), codes, problems)
    source.problems += problems
    return table if not problems else None


def _table(
    path: str, text: str, digest: str, codes: Sequence[str], problems: list[Problem]
) -> SignTable:
    rows = csv.reader(io.StringIO(text))
    head = tuple(cell.strip() for cell in next(rows, ()))
    columns = head[len(_HEAD) :]
    if head[: len(_HEAD)] != _HEAD or not columns:
        message = "a table of signs begins 'sign,in,' and goes on with ids of codes"
        has_other = any(mark in text.split("\n", 1)[0] for mark in ";\t")
        hint = "save it as CSV with commas between the cells" if has_other else ""
        problems.append(Problem(path, 1, message, hint))
        return SignTable(path, digest, (), ())
    for code in columns:
        if code not in codes:
            hint = "its columns are named after the codes of the codebook"
            problems.append(Problem(path, 1, f"'{code}' is no code of the codebook", hint))
    signs = []
    lines: dict[tuple[str, str], int] = {}
    for row in rows:
        if not any(row):
            continue
        first = lines.setdefault((row[0].casefold(), row[1] if len(row) > 1 else ""), rows.line_num)
        if first != rows.line_num:
            message = f"'{row[0]}' stands on line {first} already"
            problems.append(Problem(path, rows.line_num, message, "a sign counts once: join them"))
        sign = _sign(path, rows.line_num, row, len(columns), problems)
        signs += [sign] if sign else []
    return SignTable(path, digest, columns, tuple(signs))


def _sign(
    path: str, line: int, row: Sequence[str], columns: int, problems: list[Problem]
) -> Sign | None:
    if len(row) != columns + len(_HEAD):
        hint = "fill each row up to the last column"
        problems.append(Problem(path, line, f"has {len(row)} cells, not {columns + 2}", hint))
        return None
    if row[1] not in _PLACES:
        problems.append(Problem(path, line, f"'{row[1]}' is neither 'turn' nor 'question'"))
        return None
    try:
        expression = _expression(row[0])
        weights = tuple(int(cell) if cell else 0 for cell in row[2:])
    except RuleError as error:
        problems.append(Problem(path, line, f"'{row[0]}': {error.message}", error.hint))
        return None
    except ValueError:
        problems.append(Problem(path, line, f"a weight of '{row[0]}' is no whole number"))
        return None
    return Sign(expression, row[1] == "question", weights)


def _expression(text: str) -> Expression:
    """The tree of a sign; nearly all are one word, which needs no parser."""
    if (text.isascii() and text.isalpha()) or (all(map(is_han, text)) and text):
        return Word(text)
    expression = parse(text, {})
    if holds_all_of(expression):
        raise RuleError("'&' cannot stand in a sign", 1, "make two signs of it")
    return expression
