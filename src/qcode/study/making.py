"""A new study folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from qcode.errors import Problem, StudyError
from qcode.study.adding import SOURCES
from qcode.study.disk import failures_named, write_whole
from qcode.study.log import CODINGS
from qcode.study.settings import new_settings
from qcode.study.suggesting import CACHE
from qcode.study.texts import TEXTS, WORKING
from qcode.study.whereabouts import SETTINGS

_IGNORED = f"""\
# Caches, and the locks that qcode holds while somebody codes.
{CACHE}/
{CODINGS}/*.lock
.qcode-unfinished-*
"""
_AS_THEY_ARE = f"""\
# The bytes of texts and logs mean something: git leaves line ends alone.
{TEXTS}/* -text
{CODINGS}/* -text
{SOURCES}/* -text
"""


def make_study(
    folder: Path, *, title: str = "", coder: str = "", files: Mapping[str, bytes] | None = None
) -> tuple[Path, ...]:
    """Make a study in a folder, which may be there and hold other things.

    Args:
        folder: made if it is not there.
        title: of the study.
        coder: who codes when nobody is named.
        files: to begin with, by name: `codebook.yaml` and the tables of signs that it names.

    Returns:
        What was written, `study.yaml` last: it makes the folder a study.

    Raises:
        StudyError: there is a study already, or another file in the way of one given.
        OutputError: it cannot be written.
    """
    if (folder / SETTINGS).exists():
        hint = f"go on with it: qcode status --study '{folder}'"
        raise StudyError([Problem(str(folder), 0, "is a study already", hint)])
    for name, data in (files or {}).items():
        path = folder / name
        if path.exists() and path.read_bytes() != data:
            hint = "delete it, or leave --codebook out to use what is there"
            raise StudyError([Problem(str(path), 0, "another file is there already", hint)])
    with failures_named(folder):
        for each in (folder, *(folder / name for name in (SOURCES, TEXTS, WORKING, CODINGS))):
            each.mkdir(parents=True, exist_ok=True)
    whole = {
        ".gitignore": _IGNORED.encode(),
        ".gitattributes": _AS_THEY_ARE.encode(),
        **(files or {}),
    }
    written = [folder / name for name in whole if not (folder / name).exists()]
    for path in written:
        write_whole(path, whole[path.name])
    write_whole(folder / SETTINGS, new_settings(title, coder).encode())
    return (*written, folder / SETTINGS)
