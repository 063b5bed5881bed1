"""A body of paragraphs in the making: what the readers of word processors' formats share."""

from __future__ import annotations

from dataclasses import dataclass, field

from qcode.model.transcript import SetAside
from qcode.reading.lines import Line, Source
from qcode.reading.tables import Cells, read_table


@dataclass(slots=True)
class Paragraphs:
    """The text of a document paragraph by paragraph, with what is nobody's words beside it."""

    lines: list[Line] = field(default_factory=list)
    count: int = 0
    length: int = 0
    asides: list[SetAside] = field(default_factory=list)
    attributes: list[tuple[str, str]] = field(default_factory=list)

    def add(self, text: str, line: Line | None = None) -> None:
        """One paragraph; `line` carries what a table knows about it."""
        self.count += 1
        known = line or Line(0, "", 0)
        for place, words in enumerate(text.split("\n")):
            if place == 1:
                known = known._replace(start_time=None, end_time=None, speaker="")
            self.lines.append(known._replace(number=self.count, text=words, start=self.length))
            self.length += len(words) + 1

    def add_table(self, cells: Cells) -> None:
        """A table: as speaker, time and words where its columns are that, else cell by cell."""
        for text, line in read_table(cells):
            self.add(text, line)

    def aside(self, text: str, reason: str) -> None:
        """Report words that stand beside the paragraph added last."""
        if text:
            self.asides.append(SetAside(self.count, text, reason))

    def text(self) -> str:
        """All words so far, a line break after each line."""
        return "\n".join(line.text for line in self.lines)

    def source(
        self, encoding: str, *, is_guess: bool = False, notes: tuple[str, ...] = ()
    ) -> Source:
        """What the recognition of turns needs."""
        return Source(
            self.text(),
            tuple(self.lines),
            encoding,
            is_guess,
            attributes=tuple(self.attributes),
            set_aside=tuple(self.asides),
            notes=notes,
            lines_are_paragraphs=True,
        )
