"""A label as the user draws it: `NAME - `, `[TIME] NAME:`, `#NAME#`."""

from __future__ import annotations

import re
from functools import lru_cache

from qcode.reading.candidates import Candidate
from qcode.reading.lines import Line, UnreadableError
from qcode.reading.names import fold
from qcode.reading.times import BLANKS, T, span

_PLACES = re.compile(r"(NAME|TIME)")
_NAME = r"(?P<name>[^\s\n][^\n]{0,39}?)"
_HINT = "write a line's beginning with NAME where the name stands: 'NAME - ', '[TIME] NAME:'"


@lru_cache(maxsize=16)
def label_pattern(drawn: str) -> re.Pattern[str]:
    """What finds such labels at the beginning of a line; blanks in it may be of any number.

    Raises:
        UnreadableError: the drawing has no NAME, or two, or nothing that ends it.
    """
    parts = _PLACES.split(drawn)
    if parts.count("NAME") != 1 or parts.count("TIME") > 1:
        raise UnreadableError(f"'{drawn}' cannot be how labels look: NAME must stand once", _HINT)
    if drawn.endswith("NAME"):
        raise UnreadableError(f"'{drawn}' does not say what stands behind the name", _HINT)
    found = BLANKS
    for part in parts:
        if part == "NAME":
            found += _NAME
        elif part == "TIME":
            found += rf"(?P<time>{T})"
        else:
            found += BLANKS.join(re.escape(piece) for piece in re.split(r"\s+", part))
    return re.compile(found + BLANKS)


def drawn_label(line: Line, pattern: re.Pattern[str]) -> Candidate | None:
    """The label at the beginning of a line, if the line begins as the user says."""
    found = pattern.match(line.text)
    if not found:
        return None
    name = found["name"].strip()
    time = found.groupdict().get("time")
    start, end = span(time) if time else (line.start_time, line.end_time)
    stamped = bool(time)
    body, tail = found.end(), len(line.text)
    return Candidate("colon", name, fold(name), body, tail, start, end, is_stamped=stamped)
