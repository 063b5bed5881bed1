"""Where the decisions of a session are written: the coder's desk and that of the adjudication."""

from __future__ import annotations

from collections.abc import Sequence

from qcode.errors import QcodeError
from qcode.session.actions import Adjudicate, Effect, NoteSeen, OpenQueue, RedoLast, UndoLast
from qcode.session.chinese import told
from qcode.session.options import Tongue
from qcode.session.taking import named
from qcode.session.writing import settle, write
from qcode.study.desk import Desk
from qcode.study.queues import ADJUDICATION
from qcode.study.records import Record
from qcode.study.study import Study

Decision = tuple[Desk, tuple[Record, ...]]
"""What one step wrote, and at which desk: taken back as one."""


class Desks:
    """One coder's desk, another one for disputes, and what was decided there in this session."""

    def __init__(self, own: Desk, language: Tongue) -> None:
        self._own = own
        self._language = language
        self._settling: Desk | None = None
        """Opened with the first dispute that is settled: only then nobody else can settle any."""
        self._decided: list[Decision] = []
        self._taken_back: list[Decision] = []

    @property
    def study(self) -> Study:
        """The study as it is after the last decision."""
        return self._own.study

    @property
    def decisions(self) -> int:
        """How many decisions were taken in this session and not taken back."""
        return len(self._decided)

    def carry_out(self, effect: Effect) -> tuple[Record, ...]:
        """Have an effect written; the records, () when nothing had to be.

        Raises:
            QcodeError: it cannot be written; nothing is changed then.
        """
        match effect:
            case UndoLast():
                return self._undo()
            case RedoLast():
                return self._redo()
            case Adjudicate():
                return self._settle(effect)
            case OpenQueue():
                return ()
        return write(self._own, effect)

    def remember(self, effects: Sequence[Effect], written: Sequence[Record]) -> None:
        """Keep what the effects of one step wrote, to be taken back as one."""
        if not written or any(isinstance(each, NoteSeen | UndoLast | RedoLast) for each in effects):
            return
        settled = any(isinstance(each, Adjudicate) for each in effects)
        desk = self._settling if settled and self._settling else self._own
        self._decided.append((desk, tuple(written)))
        self._taken_back.clear()

    def close(self) -> None:
        """Let others write; doing so twice is fine."""
        self._own.close()
        if self._settling:
            self._settling.close()

    def _undo(self) -> tuple[Record, ...]:
        """Take back the last decision of this session, else the last that stands in the log."""
        here = self._decided[-1] if self._decided else (self._own, self._own.last_decision())
        desk, decision = here
        if not decision:
            raise QcodeError(told(self._language, "there is nothing to undo"))
        written = self._written(desk, self._at(desk).undo(decision))
        del self._decided[-1:]
        self._taken_back.append((desk, written))
        return written

    def _redo(self) -> tuple[Record, ...]:
        if not self._taken_back:
            raise QcodeError(told(self._language, "there is nothing to redo"))
        desk, taken_back = self._taken_back[-1]
        written = self._written(desk, self._at(desk).undo(taken_back))
        again = [each for each in named(self.study, taken_back) if each not in taken_back]
        del self._taken_back[-1:]
        self._decided.append((desk, tuple(again)))
        return written

    def _settle(self, effect: Adjudicate) -> tuple[Record, ...]:
        if self._settling is None:
            self._settling = Desk(self.study, ADJUDICATION)
        return self._written(self._settling, settle(self._at(self._settling), effect))

    def _at(self, desk: Desk) -> Desk:
        """A desk with the study as it is now."""
        desk.study = self.study
        return desk

    def _written(self, desk: Desk, records: tuple[Record, ...]) -> tuple[Record, ...]:
        """What was written at a desk, told to the coder's own."""
        if desk is not self._own:
            self._own.study = self.study.with_state(self.study.state.plus(records))
        return records
