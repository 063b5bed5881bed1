"""The codings of a study that tables count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qcode.errors import QcodeError
from qcode.model.coding import Coding
from qcode.study.coders import coder_key
from qcode.study.queues import adjudicated, is_adjudication, turns_touched
from qcode.study.study import Standing, Study


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What people coded, in the present texts."""

    codings: tuple[Coding, ...]
    """For their code, and known to the codebook; sorted by transcript, start, end, code, coder."""
    against: tuple[Coding, ...]
    """Negative cases: segments that speak against their code."""
    coders: tuple[str, ...]
    """Whose they are, sorted."""
    notes: tuple[str, ...]
    """What is not counted, in sentences."""


def reviewed(study: Study, names: Sequence[str] = ()) -> Reviewed:
    """The codings that count.

    Without names these are the codings of all coders; where a dispute about a code on a turn was
    settled, only what was settled counts there.

    Args:
        study: with the codings of all.
        names: only these coders, in any spelling.

    Raises:
        QcodeError: a coder is not known.
    """
    chosen = _chosen(study, names)
    standing = [each for each in study.codings() if coder_key(each.coding.coder) in chosen]
    placed = [each.now for each in standing if each.now]
    if not names:
        placed = _settled(study, placed)
    known = {code.id for code in study.codebook.codes}
    counted = sorted((each for each in placed if each.code in known), key=_by_place)
    return Reviewed(
        codings=tuple(each for each in counted if not each.against),
        against=tuple(each for each in counted if each.against),
        coders=tuple(name for key, name in study.state.coders.items() if key in chosen),
        notes=tuple(_notes(standing, placed, known)),
    )


def _chosen(study: Study, names: Sequence[str]) -> frozenset[str]:
    known = study.state.coders
    for name in names:
        if coder_key(name) not in known:
            there = ", ".join(known.values()) or "nobody has coded yet"
            raise QcodeError(f"'{name}' has not coded anything\n  hint: coders: {there}")
    return frozenset(map(coder_key, names)) if names else frozenset(known)


def _settled(study: Study, codings: Iterable[Coding]) -> list[Coding]:
    """Without the codings about which a dispute was settled, all but the settlement itself."""
    done = adjudicated(study)
    return [
        each
        for each in codings
        if is_adjudication(each.coder)
        or not all(
            (each.anchor.transcript, turn, each.code) in done
            for turn in turns_touched(study, each.anchor)
        )
    ]


def _notes(
    standing: Sequence[Standing], placed: Sequence[Coding], known: set[str]
) -> Iterable[str]:
    lost = sum(each.now is None for each in standing)
    edited = sum(each.outcome == "edited" for each in standing)
    gone = sorted({each.code for each in placed if each.code not in known})
    if lost:
        yield (
            f"{lost} of {len(standing)} codings are not counted: their text was changed so that "
            "their place cannot be told; decide with: qcode code --queue unsure"
        )
    if edited:
        yield (
            f"{edited} codings hold words that were changed since, and are counted; "
            "look at them with: qcode code --queue changed"
        )
    if gone:
        count = sum(each.code in gone for each in placed)
        yield (
            f"{count} codings are not counted: the codebook has no code {', '.join(gone)}; "
            "write 'renamed_from:' at the code that it is now"
        )


def _by_place(coding: Coding) -> tuple[str, int, int, str, str]:
    anchor = coding.anchor
    return (anchor.transcript, anchor.start, anchor.end, coding.code, coding.coder)
