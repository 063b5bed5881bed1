"""`study.yaml`: what holds for the whole study, in a file that people read and edit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, cast, get_args

from qcode.errors import Problem, StudyError
from qcode.reading.codebook_fields import Fields, scalars, string
from qcode.reading.options import ReadingOptions
from qcode.reading.yaml_source import Source, read_yaml

FORMAT = "1"
"""The version of study folders that this qcode reads and writes."""
KEYS = ("study", "title", "unit", "coder", "interviewers", "labels", "encoding")
Unit = Literal["turn", "sentence", "transcript"]

_NEEDS_QUOTES = re.compile(r"""[:#\[\]{},&*!|>'"%@`\\]|^[-?\s]|\s$|^$""")
_HEAD = """\
# The settings of this study. See docs/study.md for what they mean.
study: 1
"""
_REST = """\
# unit: turn                     # what is counted once: turn, sentence or transcript
# interviewers: [Interviewer]    # labels of those who ask, used when transcripts are added
# labels: "NAME - "              # how a label looks, if qcode does not recognise it
# encoding: gb18030              # of text files, if qcode guesses wrong
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """What `study.yaml` says."""

    title: str = ""
    unit: Unit = "turn"
    coder: str = ""
    """Who codes when nobody is named; "" asks for a name."""
    interviewers: tuple[str, ...] = ()
    labels: str | None = None
    encoding: str | None = None

    def with_given(self, options: ReadingOptions) -> ReadingOptions:
        """What was said on the command line, and what the study says where that is silent."""
        return replace(
            options,
            interviewers=options.interviewers or self.interviewers,
            encoding=options.encoding or self.encoding,
            labels=options.labels or self.labels,
        )


def read_settings(path: Path) -> Settings:
    """Read `study.yaml`.

    Raises:
        StudyError: it is not there, cannot be read, or has problems; it holds all of them.
    """
    source = Source(str(path), _text(path))
    root = read_yaml(source)
    if root is None:
        hint = f"its first line is 'study: {FORMAT}'"
        raise StudyError(source.problems or [Problem(str(path), 0, "holds no settings", hint)])
    keys = Fields(source, root, "study.yaml", KEYS)
    version = string(source, keys.required("study", f"write 'study: {FORMAT}'"), "study")
    if version not in {"", FORMAT}:
        hint = "update qcode: pip install -U qcode-qda"
        source.report_at(1, 0, f"studies of version '{version}' are newer than this qcode", hint)
    settings = Settings(
        title=string(source, keys.get("title"), "title"),
        unit=cast("Unit", keys.choice("unit", get_args(Unit))),
        coder=string(source, keys.get("coder"), "coder"),
        interviewers=tuple(
            each.text for each in scalars(source, keys.get("interviewers"), "interviewers")
        ),
        labels=string(source, keys.get("labels"), "labels") or None,
        encoding=string(source, keys.get("encoding"), "encoding") or None,
    )
    if source.problems:
        raise StudyError(sorted(source.problems, key=lambda one: (one.line, one.column)))
    return settings


def new_settings(title: str, coder: str) -> str:
    """The text of `study.yaml` for a new study; what is not set stands in comments."""
    lines = [f"title: {_written(title)}"] if title else ["# title: A study of ..."]
    lines.append(f"coder: {_written(coder)}" if coder else "# coder: your name")
    return _HEAD + "\n".join(lines) + "\n" + _REST


def _written(value: str) -> str:
    """A value as YAML that reads back as it is."""
    value = " ".join(value.split())
    if _NEEDS_QUOTES.search(value):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return value


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        problem = Problem(str(path), 0, "is not UTF-8", "save it as UTF-8 in your editor")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        problem = Problem(str(path), 0, f"cannot be read: {reason}", "check your rights to it")
    raise StudyError([problem])
