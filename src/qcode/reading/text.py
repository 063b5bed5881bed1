"""Text and Markdown files: the decoded file is the text that offsets point into."""

from __future__ import annotations

import re

from qcode.model.transcript import SetAside
from qcode.reading.decoding import decode
from qcode.reading.frontmatter import FrontMatter, read_front_matter
from qcode.reading.lines import Line, Source, split_lines
from qcode.reading.options import AS_FOUND, ReadingOptions
from qcode.reading.subtitles import cues_of
from qcode.reading.text_tables import table_lines
from qcode.reading.times import ARROW, CUE_LINE, seconds
from qcode.reading.wrapping import printed, unwrap, width_of

_SUBTITLES = re.compile(rf"\s*(?:WEBVTT[^\n]*\n|\d{{1,6}}[ \t]*\n{ARROW.pattern})")
_FIRST = 4000


def read_text(data: bytes, options: ReadingOptions = AS_FOUND) -> Source:
    """Read a text file; one that holds subtitles is read as such.

    Raises:
        UnreadableError: the file is empty, binary, or in an encoding that cannot be told.
    """
    decoded = decode(data, options.encoding)
    if _SUBTITLES.match(decoded.text[:_FIRST].lstrip()):
        return cues_of(decoded)
    front = read_front_matter(decoded.text)
    head = decoded.text[: front.length].split("\n")[: front.lines]
    asides = tuple(SetAside(n, line, "front matter") for n, line in enumerate(head, 1) if line)
    text, lines, wrapped = _without_wrapping(decoded.text, front)
    return Source(
        text,
        table_lines(_cue_lines(lines)),
        decoded.encoding,
        decoded.is_guess,
        attributes=front.attributes,
        attributes_from="front matter",
        roles=front.roles,
        labels=front.labels,
        set_aside=asides,
        notes=(*decoded.notes, *front.notes, *wrapped),
    )


def _without_wrapping(
    text: str, front: FrontMatter
) -> tuple[str, tuple[Line, ...], tuple[str, ...]]:
    """The text and its lines, those joined that were cut to a width; with a note about it."""
    rows = text[front.length :].split("\n")
    right = width_of(rows)
    unwrapped = unwrap(printed(rows, front.lines + 1), right) if right else None
    if right is None or unwrapped is None or not unwrapped.joined:
        return text, split_lines(text, front.lines + 1, front.length), ()
    lines: list[Line] = []
    start = front.length
    for number, words in unwrapped.paragraphs:
        lines.append(Line(number, words, start))
        start += len(words) + 1
    joined = text[: front.length] + "\n".join(line.text for line in lines)
    note = f"lines were cut at {right:.0f} columns: {unwrapped.joined} line ends taken out"
    return joined, tuple(lines), (note,)


def _cue_lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Lines as cues where most are `[00:43.810 --> 00:47.850]  words`."""
    content = [line for line in lines if line.text.strip()]
    marked = sum(1 for line in content if line.text.startswith("[") and CUE_LINE.match(line.text))
    if marked == 0 or marked * 2 < len(content):
        return lines
    cues = []
    start: float | None = None
    end: float | None = None
    for line in lines:
        found = CUE_LINE.match(line.text)
        body = found.end() if found else 0
        if found:
            start, end = seconds(found["start"]), seconds(found["end"])
        is_cue = start is not None
        cues.append(Line(line.number, line.text[body:], line.start + body, start, end, "", is_cue))
    return tuple(cues)
