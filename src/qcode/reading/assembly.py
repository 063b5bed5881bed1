"""Drafts to turns: the text that offsets point into, and the offsets.

The text is the source itself. Only where something that is nobody's words stands inside a turn
is it cut out, so that a turn's words are one stretch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qcode.reading.lines import CUE, Draft, Piece

Place = tuple[int, int]


def assemble(source: str, drafts: Sequence[Draft]) -> tuple[str, list[Place]]:
    """The text, and (start, end) of each draft's words in it, stripped of outer white space.

    A draft without words gets an empty place, start equal to end.
    """
    kept: list[str] = []
    places: list[Place] = []
    cursor, length = 0, 0
    for draft in drafts:
        start = -1
        for piece in _stripped(source, draft.pieces):
            if start < 0:
                length += piece.start - cursor
                start = length
                kept.append(source[cursor : piece.start])
            else:
                joiner = _joiner(source, cursor, piece)
                kept.append(joiner)
                length += len(joiner)
            kept.append(source[piece.start : piece.end])
            length += piece.end - piece.start
            cursor = piece.end
        places.append((start, length) if start >= 0 else (length, length))
    kept.append(source[cursor:])
    return "".join(kept), places


def _joiner(source: str, end: int, piece: Piece) -> str:
    """What stands between two pieces: the source's own white space, but in subtitles a blank."""
    between = source[end : piece.start]
    if not between or (between.isspace() and piece.joiner != CUE):
        return between
    return piece.joiner


def _stripped(source: str, pieces: Sequence[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        words = source[piece.start : piece.end]
        bare = words.strip()
        if bare:
            start = piece.start + len(words) - len(words.lstrip())
            yield Piece(start, start + len(bare), piece.joiner)
