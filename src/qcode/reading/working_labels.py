"""Label lines of a working copy: `# NAME [00:00:12 - 00:01:03.500]`, the times if known."""

from __future__ import annotations

import re
from decimal import Decimal

from qcode.model.transcript import Turn
from qcode.reading.escapes import EscapeError, read_name, write_name
from qcode.reading.working_head import Head

_LABEL = re.compile(r"#(?: +((?:\\.|[^\\\[\]:])+?))?(?: +\[([^\[\]]*)\])?$")
_CLOCK = r"(\d{2,}):([0-5]\d):([0-5]\d)(\.\d+)?"
_TIMES = re.compile(rf"(?:{_CLOCK})?(?: ?- ?{_CLOCK})?$")
HOW_TO = "write '# NAME [00:00:12]'; where it is words, '\\#'"

Label = tuple[int, str, float | None, float | None]
"""Line, speaker, start and end time of a turn."""


def write_label(turn: Turn) -> str:
    """The label line of a turn."""
    name = f" {write_name(turn.speaker)}" if turn.speaker else ""
    start = "" if turn.start_time is None else _clock(turn.start_time)
    end = "" if turn.end_time is None else f"- {_clock(turn.end_time)}"
    times = " ".join(filter(None, (start, end)))
    return f"#{name} [{times}]" if times else f"#{name}"


def read_label(line: str, number: int, head: Head) -> Label:
    """What a line that begins with `#` says; problems go to the head."""
    found = _LABEL.match(line)
    if not found:
        head.problem(number, f"'{line}' is no label line", HOW_TO)
        return number, head.roles[0][0] if head.roles else "", None, None
    try:
        name = read_name(found[1] or "")
    except EscapeError as error:
        head.problem(number, f"'{error}' means nothing", "write a backslash as '\\\\'")
        name = head.roles[0][0] if head.roles else ""
    times = _TIMES.match(found[2] or "")
    if not times or found[2] == "":
        hint = "write [00:00:12] or [00:00:12 - 00:01:03.500]"
        head.problem(number, f"'{found[2]}' is no time", hint)
        return number, name, None, None
    parts = times.groups()
    return number, name, _seconds(*parts[:4]), _seconds(*parts[4:])


def _clock(seconds: float) -> str:
    """Hours, minutes and seconds, with as many decimals as the number has, at least three."""
    whole, _, rest = format(Decimal(repr(seconds)), "f").partition(".")
    minutes, second = divmod(int(whole), 60)
    hour, minute = divmod(minutes, 60)
    decimals = f".{rest:0<3}" if rest.strip("0") else ""
    return f"{hour:02}:{minute:02}:{second:02}{decimals}"


def _seconds(
    hours: str | None, minutes: str | None, seconds: str | None, decimals: str | None
) -> float | None:
    if hours is None or minutes is None or seconds is None:
        return None
    return float(f"{int(hours) * 3600 + int(minutes) * 60 + int(seconds)}{decimals or ''}")
