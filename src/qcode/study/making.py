"""A new study folder."""

from __future__ import annotations

from pathlib import Path

from qcode.errors import Problem, StudyError
from qcode.study.adding import SOURCES
from qcode.study.disk import failures_named, write_whole
from qcode.study.merge import CODINGS
from qcode.study.settings import SETTINGS, new_settings
from qcode.study.study import CACHE, CODEBOOK
from qcode.study.texts import TEXTS, WORKING

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
    folder: Path, *, title: str = "", coder: str = "", codebook: bytes | None = None
) -> tuple[Path, ...]:
    """Make a study in a folder, which may be there and hold other things.

    Args:
        folder: made if it is not there.
        title: of the study.
        coder: who codes when nobody is named.
        codebook: the bytes of a codebook file to begin with; None for a study without one.

    Returns:
        What was written, `study.yaml` last: it makes the folder a study.

    Raises:
        StudyError: there is a study already, or a codebook in the way of the one given.
        OutputError: it cannot be written.
    """
    if (folder / SETTINGS).exists():
        hint = f"go on with it: qcode status --study '{folder}'"
        raise StudyError([Problem(str(folder), 0, "is a study already", hint)])
    path = folder / CODEBOOK
    if codebook is not None and path.exists() and path.read_bytes() != codebook:
        hint = "delete it, or leave --codebook out to use it"
        raise StudyError([Problem(str(path), 0, "another codebook is there already", hint)])
    with failures_named(folder):
        for each in (folder, *(folder / name for name in (SOURCES, TEXTS, WORKING, CODINGS))):
            each.mkdir(parents=True, exist_ok=True)
    files = {".gitignore": _IGNORED, ".gitattributes": _AS_THEY_ARE}
    written = []
    for name, text in files.items():
        if not (folder / name).exists():
            write_whole(folder / name, text.encode())
            written.append(folder / name)
    if codebook is not None and not path.exists():
        write_whole(path, codebook)
        written.append(path)
    write_whole(folder / SETTINGS, new_settings(title, coder).encode())
    return (*written, folder / SETTINGS)
