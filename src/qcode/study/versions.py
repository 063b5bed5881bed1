"""Anchors through several versions of a text, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from qcode.model.coding import Anchor
from qcode.model.transcript import Turn
from qcode.study.anchors import Moved, reanchor
from qcode.study.places import candidate


def follow(
    anchors: Iterable[Anchor], versions: Sequence[str], turns: Sequence[Turn] = ()
) -> tuple[Moved, ...]:
    """What became of anchors of the first version in the last: one result for each, in order.

    An anchor that is edited or unsure at one step is not carried over by a later one, or a
    second edit could make other words of the same wording look like its own. Only when an edit
    is taken back, so that an earlier text is there again, it counts as never made.

    Args:
        anchors: of `versions[0]`.
        versions: at least one, the oldest first.
        turns: of the last version, as for `reanchor`.

    Raises:
        ValueError: an anchor names another version than the first.
    """
    given = tuple(anchors)
    path = _without_detours(versions)
    standing = dict(enumerate(given))
    results: dict[int, Moved] = {}
    for old, new in pairwise([path[0], *path]):
        steps = reanchor(standing.values(), old, new, turns if new == path[-1] else ())
        fallen: dict[int, Moved] = {}
        for key, step in zip(tuple(standing), steps, strict=True):
            if step.now:
                standing[key] = step.now
            else:
                del standing[key]
                fallen[key] = step
        results |= fallen if new == path[-1] else _left_open(fallen, old, path[-1])
    for key, now in standing.items():
        is_exact = now.start == given[key].start
        results[key] = Moved(given[key], "exact" if is_exact else "moved", now)
    return tuple(replace(results[key], anchor=anchor) for key, anchor in enumerate(given))


def _without_detours(versions: Sequence[str]) -> list[str]:
    """The versions without those between a text and the same text again."""
    path: list[str] = []
    for text in versions:
        if text in path:
            del path[path.index(text) + 1 :]
        else:
            path.append(text)
    return path


def _left_open(fallen: dict[int, Moved], old: str, last: str) -> dict[int, Moved]:
    """Anchors that an edit of `old` left open, with their candidates in the last version."""
    anchors = [step.anchor for step in fallen.values()]
    results = {}
    for key, direct in zip(fallen, reanchor(anchors, old, last), strict=True):
        if direct.now:
            place = candidate(last, direct.now.start, direct.now.end)
            why = "its place could not be told in an earlier version"
            results[key] = Moved(direct.anchor, "unsure", None, (place,), why)
        else:
            results[key] = direct
    return results
