"""The sentences of transcripts, as rules see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from qcode.matching.corpus import build_corpus
from qcode.matching.language import Language
from qcode.model.transcript import Transcript, Turn

Spans = tuple[tuple[int, int], ...]
"""Start and end of each sentence, in code points of the transcript, in order."""


def sentences_of_turns(
    talk: Sequence[tuple[Transcript, Turn]], language: Language | None = None
) -> list[Spans]:
    """The sentences of each turn."""
    texts = [transcript.words(turn) for transcript, turn in talk]
    corpus = build_corpus(texts, language or Language())
    owners = np.searchsorted(corpus.turn_starts, corpus.sentence_starts, side="right") - 1
    found: list[list[tuple[int, int]]] = [[] for _ in talk]
    bounds = (owners.tolist(), corpus.sentence_starts.tolist(), corpus.sentence_ends.tolist())
    for owner, start, end in zip(*bounds, strict=True):
        shift = talk[owner][1].start - int(corpus.turn_starts[owner])
        found[owner].append((start + shift, end + shift))
    return [tuple(spans) for spans in found]


def sentences_of(transcripts: Iterable[Transcript]) -> dict[str, Spans]:
    """The sentences of all turns of each transcript, by its id."""
    talk = [(each, turn) for each in transcripts for turn in each.turns]
    found: dict[str, Spans] = {}
    for (transcript, _), spans in zip(talk, sentences_of_turns(talk), strict=True):
        found[transcript.id] = (*found.get(transcript.id, ()), *spans)
    return found
