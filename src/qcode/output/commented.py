"""A transcript as a Word file with its codes as comments."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

from qcode.errors import OutputError
from qcode.model.coding import Segment
from qcode.model.transcript import Transcript, Turn
from qcode.output.cells import printable
from qcode.output.word import new_document, save_document

KIND = "qcode transcript"


class Coded(Protocol):
    """A code on a segment: a suggestion or a coding; `coder` may be there as well."""

    @property
    def code(self) -> str:
        """The id of the code."""

    @property
    def segment(self) -> Segment:
        """Where it stands."""


def write_commented_transcript(
    path: Path, transcript: Transcript, segments: Sequence[Coded]
) -> None:
    """Write a transcript as DOCX: a paragraph a turn, `SPEAKER: words`, codes as Word comments.

    Segments may overlap and go over several turns. A comment's author is the segment's `coder`,
    where it has one, else "qcode".

    Raises:
        OutputError: a segment is of another transcript or holds no words of a turn, or the file
            cannot be written.
    """
    segments = sorted(segments, key=lambda each: (each.segment.start, each.segment.end, each.code))
    _check(transcript, segments)
    document = new_document(KIND)
    document.core_properties.title = printable(transcript.id)[:255]
    edges = sorted({at for each in segments for at in (each.segment.start, each.segment.end)})
    pieces: list[tuple[int, int, Any]] = []
    for turn in transcript.turns:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{printable(turn.speaker)}: ").bold = True
        for start, end in _cut(turn, edges):
            run = paragraph.add_run(printable(transcript.text[start:end]))
            pieces.append((start, end, run))
    for each in segments:
        at = each.segment
        runs = [run for start, end, run in pieces if at.start <= start and end <= at.end]
        coder = printable(str(getattr(each, "coder", "") or "qcode"))
        comment = document.add_comment(
            [runs[0], runs[-1]], text=printable(each.code), author=coder, initials=coder[:2]
        )
        _without_date(comment)
    save_document(document, path, KIND)


def _cut(turn: Turn, edges: Sequence[int]) -> list[tuple[int, int]]:
    inside = [at for at in edges if turn.start < at < turn.end]
    places = [turn.start, *inside, turn.end]
    return [(start, end) for start, end in pairwise(places) if start < end]


def _check(transcript: Transcript, segments: Sequence[Coded]) -> None:
    for each in segments:
        at = each.segment
        spoken = any(max(t.start, at.start) < min(t.end, at.end) for t in transcript.turns)
        if at.transcript_id != transcript.id or not spoken:
            where = f"'{at.transcript_id}', {at.start} to {at.end}"
            hint = "give the segments of this version of the transcript"
            raise OutputError(
                f"'{each.code}' ({where}) holds no words of '{transcript.id}'\n  hint: {hint}"
            )


def _without_date(comment: Any) -> None:
    """The time of writing would make every file another one."""
    from docx.oxml.ns import qn

    comment._comment_elm.attrib.pop(qn("w:date"), None)
