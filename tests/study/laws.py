"""What holds for anchors after any edit, checked on one random text with known edits."""

from __future__ import annotations

import random
from collections import Counter

from qcode.model.coding import Anchor
from qcode.model.transcript import text_hash
from qcode.study.anchors import Moved, reanchor
from qcode.study.versions import follow
from tests.study.edits import Edited, anchors_on, edit, interview


def check_result(anchor: Anchor, result: Moved, old: str, new: str) -> None:
    """The laws that need no knowledge of the edit."""
    assert result.anchor == anchor
    assert old[anchor.start : anchor.end] == anchor.quotation
    if result.now is None:
        assert result.outcome in ("edited", "unsure")
        assert result.candidates
        assert result.reason
        for place in result.candidates:
            assert new[place.start : place.end] == place.quotation
            assert new[: place.start].endswith(place.before)
            assert new[place.end :].startswith(place.after)
        return
    assert result.now.text == text_hash(new)
    assert new[result.now.start : result.now.end] == anchor.quotation == result.now.quotation
    assert result.outcome == ("exact" if result.now.start == anchor.start else "moved")


def check_edits(seed: int, edits: int) -> Counter[str]:
    """Edit a random text so many times; check all laws; count what came of the anchors."""
    rng = random.Random(seed)
    old = interview(rng, rng.randint(1, 12))
    edited = Edited(old)
    anchors = anchors_on(old, rng, 6)
    told: Counter[str] = Counter()
    assert all(result.outcome == "exact" for result in reanchor(anchors, old, old))
    for _ in range(edits):
        edit(edited, rng)
    new = edited.text
    results = reanchor(anchors, old, new)
    assert [result.anchor for result in results] == anchors
    for anchor, result in zip(anchors, results, strict=True):
        check_result(anchor, result, old, new)
        true = edited.place_of(range(anchor.start, anchor.end))
        told[result.outcome] += 1
        if true is not None:
            told[_compare(result, true, old, new, edits)] += 1
    assert all(r.outcome == "exact" for r in follow(anchors, [old, new, old]))
    return told


def _compare(result: Moved, true: int, old: str, new: str, edits: int) -> str:
    """A quotation that no edit touched: found, or listed because another place may be its."""
    quotation = result.anchor.quotation
    if result.now:
        right = result.now.start == true
        assert right or edits > 1
        assert right or max(old.count(quotation), new.count(quotation)) > 1
        return "untouched: found" if right else "untouched: on a copy"
    if max(old.count(quotation), new.count(quotation)) == 1:
        assert true in [place.start for place in result.candidates]
        return "untouched, stands once: listed with its place"
    return "untouched, stands again: listed"


def check_two_steps(seed: int) -> Counter[str]:
    """Two edits one after the other: what the first left open, the second does not settle."""
    rng = random.Random(seed)
    old = interview(rng, rng.randint(2, 12))
    edited = Edited(old)
    anchors = anchors_on(old, rng, 6)
    edit(edited, rng)
    middle = edited.text
    edit(edited, rng)
    new = edited.text
    first, last = reanchor(anchors, old, middle), follow(anchors, [old, middle, new])
    told: Counter[str] = Counter()
    for anchor, step, result in zip(anchors, first, last, strict=True):
        check_result(anchor, result, old, new)
        told[result.outcome] += 1
        true = edited.place_of(range(anchor.start, anchor.end))
        if old != new:
            assert step.now or not result.now
        if result.now and true is not None:
            right = result.now.start == true
            told["untouched: found" if right else "untouched: on a copy"] += 1
    return told
