"""A transcript without the turns of one speaker, and where everything else came to stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qcode.model.coding import Anchor
from qcode.model.transcript import Transcript, Turn, text_hash
from qcode.reading.working_copy import BETWEEN
from qcode.study.records import TurnPlace, TurnSpan


@dataclass(frozen=True, slots=True)
class Cut:
    """What is left of a transcript, and how its places lead there."""

    transcript: Transcript
    turns: tuple[tuple[Turn, Turn], ...]
    """The turns that are left, each as it stood and as it stands now."""

    @property
    def text(self) -> str:
        """What names the version that is left."""
        return text_hash(self.transcript.text)

    def anchor(self, old: Anchor) -> Anchor | None:
        """Where a segment of the present text stands then; None where it holds a word that goes."""
        for before, now in self.turns:
            if before.start <= old.start and old.end <= before.end:
                shift = now.start - before.start
                return replace(
                    old,
                    text=self.text,
                    turn=now.number,
                    start=old.start + shift,
                    end=old.end + shift,
                )
        return None

    def spans(self, numbers: Sequence[int]) -> tuple[TurnSpan, ...]:
        """The turns of these present numbers, as they stand then."""
        return tuple(
            TurnSpan(now.number, now.start, now.end)
            for before, now in self.turns
            if before.number in numbers
        )

    def places(self, numbers: Sequence[int]) -> tuple[TurnPlace, ...]:
        """The same as places in the version that is left."""
        return tuple(
            TurnPlace(self.transcript.id, self.text, span.turn, span.start, span.end)
            for span in self.spans(numbers)
        )


def without_speaker(transcript: Transcript, speaker: str) -> Cut:
    """The transcript, a working copy, without the turns of a speaker.

    Raises:
        ValueError: nobody else speaks in it.
    """
    kept = [turn for turn in transcript.turns if turn.speaker != speaker]
    if not kept:
        raise ValueError(f"nobody but '{speaker}' speaks in '{transcript.id}'")
    pairs, start = [], 0
    for number, turn in enumerate(kept, 1):
        end = start + turn.end - turn.start
        pairs.append((turn, replace(turn, number=number, start=start, end=end)))
        start = end + len(BETWEEN)
    talking = {turn.speaker for turn in kept}
    left = replace(
        transcript,
        text=BETWEEN.join(transcript.words(turn) for turn in kept),
        turns=tuple(now for _, now in pairs),
        speakers=tuple(each for each in transcript.speakers if each.name in talking),
    )
    return Cut(left, tuple(pairs))
