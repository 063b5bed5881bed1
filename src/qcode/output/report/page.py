"""A report as one HTML page: data as JSON, a style and a script, nothing from anywhere else."""

from __future__ import annotations

import hashlib
import html
import json
import re
from base64 import b64encode
from dataclasses import asdict, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from qcode.errors import OutputError
from qcode.output.files import replace_file
from qcode.output.report.records import Report, Talk

SUFFIXES = (".html", ".htm")
SCRIPTS = (
    *("words.js", "base.js", "text.js", "quotations.js", "overview.js", "matrix.js", "codes.js"),
    *("transcripts.js", "search.js", "print.js", "keys.js", "main.js"),
)
"""In the order in which they build on each other; on the page they are one script."""

_PLACE = re.compile(r"\{\{(\w+)\}\}")
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
"""What could end a script element or a line of JavaScript, and what UTF-8 cannot hold."""


def write_report(report: Report, path: Path) -> None:
    """Write a report.

    Raises:
        OutputError: the file is not called `.html`, or cannot be written.
    """
    check_report_path(path)
    replace_file(path, report_page(report).encode("utf-8", errors="replace"))


def check_report_path(path: Path) -> None:
    """Check, best before any work is done, that a file can be a report.

    Raises:
        OutputError: it is not called `.html`.
    """
    if path.suffix.lower() not in SUFFIXES:
        hint = f"a report is a page: -o {path.stem or 'report'}.html"
        raise OutputError(f"cannot write '{path}': it does not end in .html\n  hint: {hint}")


def report_page(report: Report) -> str:
    """The whole page. The same report gives the same page."""
    style = _part("report.css")
    script = "".join(["'use strict';(() => {\n", *map(_part, SCRIPTS), "})();\n"])
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    title = report.title.get(report.language) or next(iter(report.title.values()), "")
    values = {
        "language": "zh-Hans" if report.language == "zh" else "en",
        "policy": html.escape(policy, quote=True).replace("&#x27;", "'"),
        "title": html.escape(title),
        "style": style,
        "script": script,
        "data": safe_json(_main(report)),
        "talks": "\n".join(
            f'<script type="application/json" id="talk-{place}">{safe_json(_talk(talk))}</script>'
            for place, talk in enumerate(report.talks)
        ),
    }
    # One pass over the template: what is put in is never looked at for places.
    return _PLACE.sub(lambda found: values[found.group(1)], _part("report.html"))


def safe_json(value: Any) -> str:
    """JSON that may stand inside a script element, whatever the words in it are."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _main(report: Report) -> dict[str, Any]:
    """All but the talk, which a browser reads one transcript at a time."""
    return {
        key: value for key, value in asdict(replace(report, talks=())).items() if key != "talks"
    }


def _talk(talk: Talk) -> dict[str, Any]:
    turns = [[turn.number, turn.speaker, turn.role, turn.time, turn.words] for turn in talk.turns]
    marks = [[mark.passage, mark.turn, mark.start, mark.end] for mark in talk.marks]
    return {"turns": turns, "marks": marks}


def _part(name: str) -> str:
    """A file that the page is made of."""
    return (files(__package__) / "page" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{b64encode(digest).decode('ascii')}"
