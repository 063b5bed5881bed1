"""Random interviews and random edits that know what became of every character."""

from __future__ import annotations

import random
from itertools import count

from qcode.model.coding import Anchor
from qcode.model.transcript import text_hash

EN = (
    "As long as nothing happens in my village, the year is a good one.|Yes.|Every week.|I went "
    "home in the second month.|They count the children, one by one, and take a photo.|Okay.|We "
    "talked about it with the township.|It is what it is.|Yes, yes.|My mother was already ill."
).split("|")
ZH = (
    "只要不出事，啥都好说。|嗯。|对。|他们每个月来一次，拍照，打卡，回去交差。|好的。|娃娃在学校住，周末才回来。|"
    "没得办法的办法。|嗯，对，对。|𠮷野家那边打工，一年回来一次。|平平安安就行。"
).split("|")
OTHER = ("😀👍🏽", "مرحبا بكم", "[laughs]", "（笑）", "10:30", "cafe\u0301", "👨‍👩‍👧", "\u3000")
TYPOS = "的了是不e a，。s\n😀𠮷"


class Edited:
    """A text whose characters have names, which they keep through all edits."""

    def __init__(self, text: str) -> None:
        self._names = count()
        self.characters = [(character, next(self._names)) for character in text]
        self.touched: set[int] = set()
        """Names of characters that stood next to a change."""

    @property
    def text(self) -> str:
        return "".join(character for character, _ in self.characters)

    def replace(self, start: int, end: int, words: str) -> None:
        beside = self.characters[max(0, start - 1) : start] + self.characters[end : end + 1]
        self.touched.update(name for _, name in beside)
        self.characters[start:end] = [(character, next(self._names)) for character in words]

    def swap(self, start: int, middle: int, end: int) -> None:
        """The stretches on either side of the middle change places."""
        moved = self.characters[middle:end] + self.characters[start:middle]
        self.characters[start:end] = moved

    def place_of(self, names: range) -> int | None:
        """Where these characters stand side by side; None when they no longer do."""
        here = [name for _, name in self.characters]
        if names.start not in here:
            return None
        start = here.index(names.start)
        return start if here[start : start + len(names)] == list(names) else None


def interview(rng: random.Random, turns: int) -> str:
    """Lines of talk in two languages, with many sentences that come again."""
    lines = []
    for _ in range(turns):
        bank = rng.choice([EN, ZH, [*EN, *ZH, *OTHER]])
        joiner = "" if bank is ZH else " "
        lines.append(joiner.join(rng.choice(bank) for _ in range(rng.randint(1, 5))))
    return "\n".join(lines)


def edit(edited: Edited, rng: random.Random) -> str:
    """Change a text once, and say how."""
    text = edited.text
    start = rng.randint(0, len(text))
    end = min(len(text), start + rng.choice([0, 1, 1, 2, 5, 20, 80]))
    kind = rng.choice(KINDS)
    paragraphs = [0, *(i + 1 for i, character in enumerate(text) if character == "\n"), len(text)]
    first = rng.randrange(len(paragraphs) - 1)
    p0, p1 = paragraphs[first], paragraphs[first + 1]
    if kind == "typo":
        edited.replace(start, min(end, start + 1), rng.choice(TYPOS))
    elif kind == "delete":
        edited.replace(start, end, "")
    elif kind == "insert":
        edited.replace(start, start, rng.choice([*EN, *ZH, *OTHER]))
    elif kind == "rewrite":
        edited.replace(start, end, rng.choice([*EN, *ZH]))
    elif kind == "duplicate words":
        edited.replace(end, end, text[start:end])
    elif kind == "duplicate paragraph":
        edited.replace(p1, p1, text[p0:p1])
    elif kind == "copy paragraph away":
        place = rng.choice(paragraphs)
        edited.replace(place, place, text[p0:p1])
    elif kind == "delete paragraph":
        edited.replace(p0, p1, "")
    elif kind == "swap paragraphs":
        p2 = paragraphs[min(len(paragraphs) - 1, first + rng.randint(2, 4))]
        edited.swap(p0, p1, p2)
    elif kind == "crlf":
        for i in reversed([i for i, character in enumerate(text) if character == "\n"]):
            edited.replace(i, i, "\r")
    elif rng.random() < 0.2:
        edited.replace(0, len(text), interview(rng, rng.randint(1, 6)))
    return kind


KINDS = (
    "typo",
    "typo",
    "delete",
    "insert",
    "rewrite",
    "duplicate words",
    "duplicate paragraph",
    "copy paragraph away",
    "delete paragraph",
    "swap paragraphs",
    "crlf",
    "replace all",
)


def anchors_on(text: str, rng: random.Random, many: int) -> list[Anchor]:
    """Anchors on random stretches and on whole sentences."""
    made = []
    for _ in range(many if text else 0):
        start = rng.randrange(len(text))
        end = min(len(text), start + rng.choice([1, 2, 4, 8, 15, 40, 120]))
        if rng.random() < 0.6:
            words = rng.choice([*EN, *ZH])
            found = text.find(words, start)
            if found >= 0:
                start, end = found, found + len(words)
        made.append(Anchor("a", text_hash(text), 1, start, end, text[start:end]))
    return made
