"""YAML syntax errors in the words of someone who writes a codebook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qcode.reading.yaml_source import Source

QUOTE_HINT = "put the whole value into quotation marks: '...'"

_VALUE = r"^\s*(?:- +)*(?:[^\s'\"#][^'\"#]*?:\s+)?"
_QUOTED = r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')"

_BY_LINE: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(r"^ *(?:- *)*(\t)"),
        "a tab stands in the indentation",
        "indent with blanks",
    ),
    (
        re.compile(_VALUE + r"([&*!@`%]|\?\s|[|>](?![-+0-9]*\s*(?:#.*)?$))"),
        "a value cannot begin with '{}' in YAML",
        QUOTE_HINT,
    ),
    (
        re.compile(_VALUE + rf"{_QUOTED}\s*([^\s#,\]}}:])"),
        "the value goes on after its closing quotation mark, at '{}'",
        "an expression needs no quotation marks: words side by side are a phrase",
    ),
)
"""Traps that show on the line itself, whatever YAML says of them."""

_BY_MESSAGE: tuple[tuple[str, str, str], ...] = (
    ("end of stream", "a quotation mark that opens here is never closed", "close it"),
    (
        "scanning an (?:alias|anchor)",
        "a value cannot begin with '&' or '*' in YAML",
        QUOTE_HINT,
    ),
    (
        "escape character",
        "a backslash in double quotation marks begins an escape",
        "use single quotation marks: 'a\\b'",
    ),
    ("flow sequence", "the '[' that opens here is never closed", "add the ']' or a ','"),
    ("flow mapping", "the '{' that opens here is never closed", "add the '}' or a ','"),
    (
        "could not find expected ':'",
        "a ':' is missing behind the key",
        "write 'key: value', or '- ' before an item of a list",
    ),
)
"""Traps that YAML names, placed where the thing begins that goes wrong."""

_BAD_INDENT = (
    "the indentation does not fit the lines above",
    "the keys of one code or rule stand exactly below each other",
)


def report_syntax(source: Source, error: Any) -> None:
    """Say in the researcher's words where the YAML goes wrong and what to write instead."""
    mark = error.problem_mark or error.context_mark
    begin = error.context_mark or mark
    if any(problem.line == mark.line + 1 for problem in source.problems):
        return
    if _report_by_line(source, mark.line) or _report_by_line(source, begin.line):
        return
    said = f"{error.context or ''}: {error.problem or ''}"
    rest = source.text[mark.index : mark.index + 20].split("\n")[0]
    if "mapping values" in said or ("flow" in said and rest.startswith(":")):
        _report_colon(source, mark.line, mark.column)
        return
    for words, message, hint in _BY_MESSAGE:
        if re.search(words, said):
            source.report_at(begin.line + 1, begin.column + 1, message, hint)
            return
    line = source.lines[mark.line] if mark.line < len(source.lines) else ""
    if re.search("block|expected key", said) and not line[: mark.column].strip():
        source.report_at(mark.line + 1, mark.column + 1, *_BAD_INDENT)
    elif "sequence entries" in said:
        source.report_at(
            mark.line + 1,
            mark.column + 1,
            "a list cannot begin on the line of its key",
            "put each '- item' on a line of its own, indented",
        )
    else:
        # What is missing at the very end is marked one line behind it.
        source.report_at(
            min(mark.line + 1, len(source.lines)),
            mark.column + 1,
            f"YAML does not expect '{rest}' here" if rest else f"this is not YAML: {said}",
            "put the value into quotation marks, or look at the indentation",
        )


def _report_by_line(source: Source, number: int) -> bool:
    line = source.lines[number] if number < len(source.lines) else ""
    for pattern, message, hint in _BY_LINE:
        found = pattern.match(line)
        if found:
            sign = found[1].strip()
            source.report_at(number + 1, found.start(1) + 1, message.format(sign), hint)
            return True
    return False


def _report_colon(source: Source, number: int, column: int) -> None:
    """A ': ' too many; or YAML has joined this line to the one above and trips on its ':'."""
    line, above = source.lines[number], source.lines[number - 1] if number else ""
    if re.search(r":\s", line[:column]):
        message = "a second ':' stands on this line"
        source.report_at(number + 1, column + 1, message, QUOTE_HINT)
    elif re.search(r":\s", above):
        indent = len(line) - len(line.lstrip())
        source.report_at(number + 1, indent + 1, *_BAD_INDENT)
    else:
        source.report_at(
            max(number, 1),
            1,
            "a key stands here without ': ' behind it",
            "write 'key: value'; a text of several lines is indented more than its key",
        )
