"""Turns drawn at random, the same ones from the same seed on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from qcode.errors import QcodeError
from qcode.study.coders import coder_key
from qcode.study.fold import State
from qcode.study.records import TurnPlace
from qcode.study.shared import Sample


def draw(population: Sequence[TurnPlace], size: int, seed: int) -> tuple[TurnPlace, ...]:
    """A simple random sample without replacement, in random order.

    Each turn gets a number from the seed and its place; those with the smallest are drawn, so that
    a larger sample of the same seed contains the smaller one.

    Raises:
        QcodeError: there are fewer turns than asked for, or less than one is.
    """
    if not 1 <= size <= len(population):
        raise QcodeError(
            f"a sample of {size} cannot be drawn from {len(population)} turns"
            "\n  hint: ask for at least 1 turn and at most all: --size N"
        )
    return tuple(sorted(population, key=lambda place: _number(place, seed))[:size])


def sample_for(state: State, coder: str, *, seed: int | None = None) -> Sample | None:
    """The newest sample that this coder is to code, or the newest of this seed; None without."""
    key = coder_key(coder)
    return _newest(
        one
        for one in state.of_kind(Sample)
        if (seed is None or one.seed == seed)
        and (not one.coders or key in {coder_key(name) for name in one.coders})
    )


def sample_named(state: State, name: str) -> Sample | None:
    """The newest sample of a name; None without."""
    return _newest(one for one in state.of_kind(Sample) if one.name == name)


def _newest(samples: Iterable[Sample]) -> Sample | None:
    return max(samples, key=lambda one: one.id, default=None)


def _number(place: TurnPlace, seed: int) -> bytes:
    words = f"{seed}\n{place.transcript}\n{place.text}\n{place.start}\n{place.end}"
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()
