"""Transcripts of another study that this one lacks."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

from qcode.errors import Problem, TranscriptError
from qcode.model.transcript import Transcript, text_hash
from qcode.study.adding import SOURCES
from qcode.study.disk import failures_named, write_whole
from qcode.study.library import copy_path, keep_text, read_copy
from qcode.study.texts import WORKING


def take_transcripts(
    source: Path, target: Path, gone: frozenset[str]
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Take working copies and originals of transcripts whose names this study does not have.

    Args:
        source: the folder of the study that has them.
        target: the folder of the study that gets them.
        gone: hashes of texts that were withdrawn and stay away.

    Returns:
        The ids of the transcripts that are new, and working copies that cannot be read, which are
        not taken.

    Raises:
        OutputError: this study cannot be written to.
    """
    there = {_key(path) for path in (target / WORKING).glob("*.txt")}
    new: list[str] = []
    problems: list[Problem] = []
    for path in sorted((source / WORKING).glob("*.txt")):
        if path.name.startswith(".") or _key(path) in there:
            continue
        try:
            transcript = read_copy(path)
        except TranscriptError as error:
            problems += error.problems
            continue
        if text_hash(transcript.text) not in gone:
            _take(source, target, transcript, path)
            new.append(transcript.id)
    return tuple(new), tuple(problems)


def _take(source: Path, target: Path, transcript: Transcript, path: Path) -> None:
    """The working copy last: it makes the transcript part of the study."""
    copy = copy_path(target, transcript.id)
    with failures_named(copy):
        data = path.read_bytes()
        for folder in (copy.parent, target / SOURCES):
            folder.mkdir(exist_ok=True)
        originals = [
            (each.name, found)
            for each in sorted((source / SOURCES).glob("*"))
            if each.is_file() and _is_of(found := each.read_bytes(), transcript)
        ]
    for name, found in originals:
        if not (target / SOURCES / name).exists():
            write_whole(target / SOURCES / name, found)
    keep_text(target, transcript)
    write_whole(copy, data)


def _is_of(data: bytes, transcript: Transcript) -> bool:
    """Whether these are the bytes that a transcript was read from."""
    return hashlib.sha256(data).hexdigest() == transcript.sha256


def _key(path: Path) -> str:
    return unicodedata.normalize("NFC", path.stem).casefold()
