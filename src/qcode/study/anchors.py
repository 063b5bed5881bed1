"""Where a coding stands, and where it stands after its text was edited.

The version that was coded is kept, so the two texts are compared exactly. A coding is carried
over when its words are the same and only one place can be theirs; all others are listed for a
person to decide, with the places that may be meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from qcode.model.coding import Anchor
from qcode.model.transcript import Turn, text_hash
from qcode.study.alignment import align, align_to_the_right, masked, moved
from qcode.study.images import Images
from qcode.study.places import Candidate, best_candidates

_SHOWN = 100
"""Characters beyond three times its length that are shown as what stands in a quotation's place."""
Outcome = Literal["exact", "moved", "edited", "unsure"]


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of one anchor in a new version of its text.

    - exact: the same words at the same offsets;
    - moved: the same words at other offsets;
    - edited: words inside were changed; the first candidate holds them as they are now;
    - unsure: the words are gone, or more than one place may be theirs.
    """

    anchor: Anchor
    """As it stood in the old text."""
    outcome: Outcome
    now: Anchor | None
    """Where it stands in the new text; None for edited and unsure, which a person decides."""
    candidates: tuple[Candidate, ...] = ()
    """For edited and unsure: places that may be meant, the likeliest first; at least one."""
    reason: str = ""
    """For edited and unsure: why it is not carried over."""


def reanchor(
    anchors: Iterable[Anchor], old_text: str, new_text: str, turns: Sequence[Turn] = ()
) -> tuple[Moved, ...]:
    """Find anchors of one version of a text in another: one result for each, in their order.

    No anchor is carried over onto other words than its quotation, nor where the quotation
    stands more than once so that its place cannot be told. For several versions one after the
    other see `qcode.study.versions.follow`.

    Args:
        anchors: of the old text.
        old_text: the version that they name.
        new_text: any later version.
        turns: of the new text, in order, to number the turns of `now`; without them the
            numbers stay as they were.

    Raises:
        ValueError: an anchor names another version than `old_text`.
    """
    given = tuple(anchors)
    old_hash, new_hash = text_hash(old_text), text_hash(new_text)
    if any(anchor.text != old_hash for anchor in given):
        raise ValueError("an anchor is of another version than the old text")
    comparison = _Comparison(old_text, new_text)
    results = []
    for anchor in given:
        found = comparison.find(anchor)
        if isinstance(found, Moved):
            results.append(found)
            continue
        end = found + anchor.end - anchor.start
        turn = _turn_at(turns, found, anchor.turn)
        words = new_text[found:end]
        now = replace(anchor, text=new_hash, turn=turn, start=found, end=end, quotation=words)
        results.append(Moved(anchor, "exact" if found == anchor.start else "moved", now))
    return tuple(results)


class _Comparison:
    """Two versions of a text, aligned once for all anchors."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        swapped = moved(old, new) if old != new else ()
        texts = masked(old, new, swapped)
        self.swapped = Images(swapped, *texts)
        self.left = Images(align(*texts), *texts)
        self.backwards = self.left.reversed()
        self.right = Images(align_to_the_right(*texts), *texts) if old != new else self.left

    def find(self, anchor: Anchor) -> int | Moved:
        """Where the anchor begins in the new text, or what a person has to decide."""
        span = anchor.start, anchor.end
        if self.old[slice(*span)] != anchor.quotation:
            near = min(anchor.start, len(self.new))
            reason = "its quotation is not what stands in its version"
            return self._unsure(anchor, [(near, near)], reason)
        place = self.swapped.of(*span)
        if place is not None:
            return self._swapped_to(anchor, place)
        both = (self.left, self.right)
        places = list(dict.fromkeys(p for each in both if (p := each.of(*span)) is not None))
        if not places:
            return self._changed(anchor)
        sure = len(places) == 1 and all(each.only(*span, places[0]) for each in both)
        if sure and self.new.startswith(anchor.quotation, places[0]):
            return places[0]
        spans = [(place, place + len(anchor.quotation)) for place in places]
        return self._unsure(anchor, spans, "its words stand more than once")

    def _swapped_to(self, anchor: Anchor, place: int) -> int | Moved:
        """The place to which a whole sentence went, unless the words also came to stand where
        it was, or stood where it went: then it may be a copy, and the sentence edited."""
        length = len(anchor.quotation)
        other = self.left.new.find(anchor.quotation, *self.left.open_to(anchor.start, anchor.end))
        was = self.backwards.open_to(place, place + length)
        if other < 0 and self.left.old.find(anchor.quotation, *was) < 0:
            return place
        first = [(each, each + length) for each in (place, other) if each >= 0]
        return self._unsure(anchor, first, "its words stand more than once")

    def _changed(self, anchor: Anchor) -> Moved:
        """Edited where at least a third of the characters are left in place, else unsure."""
        kept, start, end = min(
            each.rest(anchor.start, anchor.end) for each in (self.left, self.right)
        )
        length = len(anchor.quotation)
        if kept * 3 < length:
            if end - start > 3 * length + _SHOWN:
                start = end = min(max(anchor.start, start), end)
            return self._unsure(anchor, [(start, end)], "its words are gone from their place")
        first = [(start, end)]
        return Moved(
            anchor, "edited", None, self._places(anchor, first), "words inside it were changed"
        )

    def _unsure(self, anchor: Anchor, first: Sequence[tuple[int, int]], reason: str) -> Moved:
        return Moved(anchor, "unsure", None, self._places(anchor, first), reason)

    def _places(self, anchor: Anchor, first: Sequence[tuple[int, int]]) -> tuple[Candidate, ...]:
        span = anchor.start, anchor.end
        return best_candidates(anchor.quotation, self.old, span, self.new, first)


def _turn_at(turns: Sequence[Turn], place: int, otherwise: int) -> int:
    """The number of the turn that holds a place."""
    return next((turn.number for turn in turns if turn.start <= place < turn.end), otherwise)
