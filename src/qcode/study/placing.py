"""Where anchors stand in the texts as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from qcode.model.coding import Anchor
from qcode.model.transcript import Transcript, Turn, text_hash
from qcode.study.anchors import Moved
from qcode.study.library import kept_text
from qcode.study.places import MOST, Candidate, candidate
from qcode.study.shared import Version
from qcode.study.versions import follow

NO_TRANSCRIPT = "there is no such transcript in the study"
NO_VERSION = "the version that was coded is missing in texts/"


@dataclass(frozen=True)
class Placing:
    """The present texts of a study, and the versions that led to them."""

    folder: Path
    transcripts: Mapping[str, Transcript]
    """By id."""
    versions: tuple[Version, ...] = ()
    known: dict[Anchor, Moved] = field(default_factory=dict, compare=False)
    """What became of anchors that were asked for, so that each is looked for once."""

    def place(self, anchors: Iterable[Anchor]) -> tuple[Moved, ...]:
        """What became of anchors of any version: one result for each, in their order.

        The outcome is unsure, without candidates, where the transcript or the version is gone.
        """
        given = tuple(anchors)
        groups: dict[tuple[str, str], list[Anchor]] = {}
        for anchor in given:
            if anchor not in self.known:
                groups.setdefault((anchor.transcript, anchor.text), []).append(anchor)
        for (name, text), group in groups.items():
            self.known.update(zip(group, self._placed(name, text, group), strict=True))
        return tuple(self.known[anchor] for anchor in given)

    def present(self, moved: Moved) -> Anchor | None:
        """Where an anchor stands in the present text, also an edited one, which holds the words as
        they are now; None where a person has to decide."""
        if moved.now or moved.outcome == "unsure" or not moved.candidates[0].quotation:
            return moved.now
        first, old = moved.candidates[0], moved.anchor
        turn = self.turn_at(old.transcript, first.start)
        return replace(
            old,
            text=self.hashes[old.transcript],
            turn=turn.number if turn else old.turn,
            start=first.start,
            end=first.end,
            quotation=first.quotation,
        )

    def hash_of(self, transcript: str) -> str:
        """What names the present version of a transcript."""
        return self.hashes[transcript]

    def turn_at(self, transcript: str, start: int) -> Turn | None:
        """The turn that holds a place of the present text."""
        turns = self.transcripts[transcript].turns
        return next((turn for turn in turns if turn.start <= start < turn.end), None)

    @cached_property
    def hashes(self) -> Mapping[str, str]:
        """The hash of each present text, by transcript."""
        return {name: text_hash(each.text) for name, each in self.transcripts.items()}

    def _placed(self, name: str, text: str, anchors: Sequence[Anchor]) -> tuple[Moved, ...]:
        transcript = self.transcripts.get(name)
        if transcript is None:
            return tuple(Moved(each, "unsure", None, (), NO_TRANSCRIPT) for each in anchors)
        if self.hashes[name] == text:
            return tuple(self._as_it_was(each, transcript) for each in anchors)
        path = [kept_text(self.folder, each) for each in self._path(name, text)[:-1]]
        if path[0] is None:
            places = [_words_elsewhere(each, transcript) for each in anchors]
            return tuple(
                Moved(each, "unsure", None, place, NO_VERSION)
                for each, place in zip(anchors, places, strict=True)
            )
        versions = [each for each in path if each is not None]
        sound = [each for each in anchors if _is_sound(each, versions[0])]
        moved = dict(
            zip(sound, follow(sound, [*versions, transcript.text], transcript.turns), strict=True)
        )
        return tuple(moved.get(each) or _broken(each, transcript) for each in anchors)

    def _as_it_was(self, anchor: Anchor, transcript: Transcript) -> Moved:
        if not _is_sound(anchor, transcript.text):
            return _broken(anchor, transcript)
        turn = self.turn_at(anchor.transcript, anchor.start)
        number = turn.number if turn else anchor.turn
        return Moved(anchor, "exact", replace(anchor, turn=number))

    def _path(self, name: str, text: str) -> list[str]:
        """The versions from an earlier one to the present one, as far as they are known."""
        after: dict[str, list[str]] = {}
        for version in self.versions:
            if version.transcript == name:
                after.setdefault(version.before, []).append(version.text)
        paths, met = [[text]], {text}
        for path in paths:
            if path[-1] == self.hashes[name]:
                return path
            for following in after.get(path[-1], ()):
                if following not in met:
                    met.add(following)
                    paths.append([*path, following])
        return [text, self.hashes[name]]


def _is_sound(anchor: Anchor, text: str) -> bool:
    return text[anchor.start : anchor.end] == anchor.quotation


def _broken(anchor: Anchor, transcript: Transcript) -> Moved:
    reason = "its quotation is not what stands in its version"
    return Moved(anchor, "unsure", None, _words_elsewhere(anchor, transcript), reason)


def _words_elsewhere(anchor: Anchor, transcript: Transcript) -> tuple[Candidate, ...]:
    """Places where the words of an anchor stand in a text, for a person to choose from."""
    return tuple(
        candidate(transcript.text, start, start + len(anchor.quotation))
        for start in _found(anchor.quotation, transcript.text)
    )


def _found(words: str, text: str) -> Iterator[int]:
    start = text.find(words)
    for _ in range(MOST):
        if start < 0:
            return
        yield start
        start = text.find(words, start + 1)
