"""Code lists, as people have them before they have a codebook: a table, or an indented outline."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from qcode.errors import CodebookError, Problem
from qcode.model.codebook import Code, Text
from qcode.reading.decoding import decode
from qcode.reading.lines import UnreadableError
from qcode.reading.sheets import sheet_rows

HEADS = {
    "id": "id code key code_id 编号 代码 编码号",
    "name": "name label title code_name 名称 编码 编码名称 标签 节点 name_en",
    "name_zh": "name_zh 中文名 中文名称 中文",
    "definition": "definition description meaning comment memo 定义 描述 说明 含义 definition_en",
    "definition_zh": "definition_zh 中文定义 中文说明",
    "parent": "parent above group category parent_code 上级 父节点 类别 范畴 上级编码 所属",
}
"""Heads of columns, folded, by what the column holds."""
_OF_HEAD = {head: part for part, heads in HEADS.items() for head in heads.split()}
_BULLET = re.compile(r"^(?:[-*•·–]|\d+(?:\.\d+)*[.)、]?)\s+")
_PAIR = re.compile(r"\s*[:：]\s+|\s*：\s*")
_UNFIT = re.compile(r"[^\w]+")
_LONGEST_ID = 40
_HOW = "a table with a column 'name' (and id, parent, definition), or an indented list of names"


def read_code_list(path: Path) -> tuple[Code, ...]:
    """Read codes from a CSV, TSV or XLSX table or an indented text.

    A table has a column of names or ids, and perhaps parents (by id or name) and definitions, in
    English or Chinese. In a text each line is a code, `NAME` or `NAME: DEFINITION`, below the last
    line that stands further left; bullets and numbers before the name are left out.

    Returns:
        Codes without rules, parents before their children.

    Raises:
        CodebookError: the file cannot be read, or what it says makes no tree; with all problems.
    """
    suffix = path.suffix.lower()
    try:
        data = path.read_bytes()
        if suffix == ".xlsx":
            rows, _ = sheet_rows(data)
            return _from_table([list(row) for row in rows], path)
        text = decode(data).text
    except UnreadableError as error:
        raise CodebookError([Problem(str(path), error.line, error.message, error.hint)]) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = "check the name and your rights to it"
        raise CodebookError([Problem(str(path), 0, f"cannot be read: {reason}", hint)]) from None
    if suffix in (".csv", ".tsv"):
        mark = max("\t,;", key=text.split("\n", 1)[0].count)
        return _from_table(list(csv.reader(io.StringIO(text), delimiter=mark)), path)
    return _from_outline(text, path)


def new_id(name: str, taken: Iterable[str]) -> str:
    """An id made from a name: its letters and digits, lower case, joined by `_`, in any script."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    stem = _UNFIT.sub("_", folded).strip("_")[:_LONGEST_ID].strip("_") or "code"
    known = set(taken)
    found, number = stem, 2
    while found in known:
        found, number = f"{stem}_{number}", number + 1
    return found


def _from_table(rows: Sequence[Sequence[str]], path: Path) -> tuple[Code, ...]:
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    heads = [cell.strip().lstrip("\ufeff").casefold() for cell in rows[0]] if rows else []
    columns: dict[str, int] = {}
    for at, head in enumerate(heads):
        if head in _OF_HEAD:
            columns.setdefault(_OF_HEAD[head], at)
    if not columns.keys() & {"id", "name", "name_zh"}:
        raise CodebookError([Problem(str(path), 1, "no column holds names of codes", _HOW)])
    problems: list[Problem] = []
    found: list[tuple[int, Code, str]] = []
    by_name: dict[str, str] = {}
    taken: list[str] = []
    for line, row in enumerate(rows[1:], 2):
        cells = {part: row[at].strip() if at < len(row) else "" for part, at in columns.items()}
        name = cells.get("name") or cells.get("name_zh") or cells.get("id", "")
        if not name:
            problems.append(Problem(str(path), line, "a code without a name", "give it one"))
            continue
        code_id = _given_id(cells.get("id", ""), name, taken)
        if code_id in taken:
            hint = "an id stands for one code only"
            problems.append(Problem(str(path), line, f"id '{code_id}' stands twice", hint))
            continue
        taken.append(code_id)
        for key in (code_id, name, cells.get("name_zh", "")):
            by_name.setdefault(_key(key), code_id)
        code = Code(
            code_id,
            "",
            line,
            name=_text(cells.get("name", ""), cells.get("name_zh", "")),
            definition=_text(cells.get("definition", ""), cells.get("definition_zh", "")),
        )
        found.append((line, code, cells.get("parent", "")))
    parents: dict[str, str] = {}
    for line, code, parent in found:
        above = by_name.get(_key(parent), "") if parent else ""
        if parent and not above:
            hint = "give it a row of its own, or check the spelling"
            problems.append(Problem(str(path), line, f"there is no code '{parent}'", hint))
        parents[code.id] = above
    codes = {code.id: code for _, code, _ in found}
    return _in_order(codes, parents, path, problems)


def _from_outline(text: str, path: Path) -> tuple[Code, ...]:
    above: list[tuple[int, str]] = []
    codes: dict[str, Code] = {}
    parents: dict[str, str] = {}
    for number, line in enumerate(text.expandtabs(4).split("\n"), 1):
        words = _BULLET.sub("", line.strip())
        if not words or words.startswith("#"):
            continue
        depth = len(line) - len(line.lstrip())
        while above and above[-1][0] >= depth:
            above.pop()
        name, _, definition = _partition(words)
        code_id = new_id(name, codes)
        parents[code_id] = above[-1][1] if above else ""
        codes[code_id] = Code(
            code_id, "", number, name=_text(name, ""), definition=_text(definition, "")
        )
        above.append((depth, code_id))
    return _in_order(codes, parents, path, [])


def _partition(words: str) -> tuple[str, str, str]:
    found = _PAIR.search(words)
    if not found or not words[: found.start()]:
        return words, "", ""
    return words[: found.start()].strip(), ":", words[found.end() :].strip()


def _in_order(
    codes: dict[str, Code], parents: dict[str, str], path: Path, problems: list[Problem]
) -> tuple[Code, ...]:
    """Codes with their parents, as a tree read from the top.

    Raises:
        CodebookError: there are problems, no code, or codes that stand above themselves.
    """
    below: dict[str, list[str]] = {}
    for code_id, parent in parents.items():
        below.setdefault(parent, []).append(code_id)
    ordered: list[Code] = []
    to_do = list(reversed(below.get("", [])))
    while to_do:
        code_id = to_do.pop()
        code = codes[code_id]
        ordered.append(
            Code(code.id, parents[code_id], code.line, name=code.name, definition=code.definition)
        )
        to_do += reversed(below.get(code_id, []))
    for code_id in codes.keys() - {code.id for code in ordered} if not problems else ():
        message = f"code '{code_id}' stands above itself"
        problems.append(Problem(str(path), codes[code_id].line, message, "check the parents"))
    if not codes and not problems:
        problems.append(Problem(str(path), 0, "holds no code", _HOW))
    if problems:
        raise CodebookError(sorted(problems, key=lambda problem: problem.line))
    return tuple(ordered)


def _given_id(given: str, name: str, taken: Sequence[str]) -> str:
    if not given:
        return new_id(name, taken)
    return given if not re.search(r"[\s,;，、；\"']", given) else new_id(given, ())


def _text(first: str, chinese: str) -> Text:
    if chinese and first:
        return Text((("en", first), ("zh", chinese)))
    if chinese:
        return Text((("zh", chinese),))
    return Text((("", first),)) if first else Text()


def _key(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
