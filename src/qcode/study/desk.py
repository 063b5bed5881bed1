"""One coder at work on a study: every decision is on the disk before it is part of the state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from qcode.errors import QcodeError
from qcode.model.coding import Anchor, Coding
from qcode.model.transcript import Transcript, Turn
from qcode.study.code_tree import definition_hash
from qcode.study.ids import Ids
from qcode.study.ids import now as present_time
from qcode.study.judgements import judged
from qcode.study.library import keep_text
from qcode.study.log import CODINGS, Log, open_log
from qcode.study.records import (
    Coded,
    Judgement,
    Memo,
    Record,
    Rejected,
    Seen,
    Subject,
    TurnSpan,
    Uncoded,
    Undone,
)
from qcode.study.shared import MergeCodes, MoveCode, NewCode, Version
from qcode.study.study import Study
from qcode.study.texts import versions_named
from qcode.study.undo import undo as undone


class Desk:
    """One coder's log, open, with the study as it is after each decision.

    A method that decides returns the records it wrote, () when that was said already. Whatever
    raises has changed nothing, neither on the disk nor in `study`.
    """

    def __init__(self, study: Study, coder: str) -> None:
        """Open the log of a coder; see `qcode.study.log.open_log` for what that raises."""
        self.study = study
        self.coder = coder
        self._log: Log = open_log(study.folder / CODINGS, coder)
        self._ids = Ids(study.state.records)
        self._written: list[tuple[Record, ...]] = []
        self._kept: set[str] = set()

    # --- segments ---

    def code(
        self,
        anchor: Anchor,
        code: str,
        *,
        against: bool = False,
        suggested: bool = False,
        rules: Sequence[str] = (),
        reason: str = "",
        instead: Iterable[str] = (),
    ) -> tuple[Record, ...]:
        """Say that a code applies to a segment.

        Args:
            anchor: in the present text.
            code: its id.
            against: whether the segment speaks against the code, a negative case.
            suggested: whether a suggestion of this code for this segment was in view.
            rules: the rules that suggested it.
            reason: why, in words.
            instead: ids of own records that this one takes the place of, beside what was said
                about this code on this segment.
        """
        said = judged(self.study.state, self.coder, anchor, code)
        fields = self._judgement(anchor, code, (*ids_of(said), *instead))
        is_said = said and all(
            isinstance(one, Coded)
            and (one.against, one.definition) == (against, fields["definition"])
            for one in said
        )
        if is_said and not set(instead) - {one.id for one in said}:
            return ()
        fields |= {"suggested": suggested, "rules": tuple(rules), "reason": reason}
        return self.write(Coded(**fields, against=against))

    def reject(
        self, anchor: Anchor, code: str, *, rules: Sequence[str] = (), reason: str = ""
    ) -> tuple[Record, ...]:
        """Turn a suggestion down."""
        said = judged(self.study.state, self.coder, anchor, code)
        if said and all(isinstance(one, Rejected) for one in said):
            return ()
        return self.write(self._rejected(anchor, code, said, rules, reason))

    def uncode(self, coding: Coding, *, reason: str = "") -> tuple[Record, ...]:
        """Take a coding away, of this coder: the code does not apply after all."""
        fields = self._judgement(coding.anchor, coding.code, coding.records)
        return self.write(Uncoded(**fields, reason=reason))

    def change(
        self,
        coding: Coding,
        *,
        anchor: Anchor | None = None,
        code: str | None = None,
        against: bool | None = None,
        reason: str = "",
    ) -> tuple[Record, ...]:
        """Put another coding in the place of one: other bounds, another code, for or against."""
        return self.code(
            anchor or coding.anchor,
            code or coding.code,
            against=coding.against if against is None else against,
            suggested=any(one.suggested for one in self._records_of(coding)),
            rules=tuple(
                dict.fromkeys(rule for one in self._records_of(coding) for rule in one.rules)
            ),
            reason=reason,
            instead=coding.records,
        )

    def replace_suggestion(
        self,
        anchor: Anchor,
        code: str,
        other: str,
        *,
        rules: Sequence[str] = (),
        against: bool = False,
        reason: str = "",
    ) -> tuple[Record, ...]:
        """Turn a suggestion down and code its segment with another code: one decision."""
        state = self.study.state
        said = judged(state, self.coder, anchor, code)
        no = self._rejected(anchor, code, said, rules, reason)
        fields = self._judgement(anchor, other, ids_of(judged(state, self.coder, anchor, other)))
        fields |= {"suggested": False, "rules": tuple(rules), "reason": reason}
        return self.write(no, Coded(**fields, against=against))

    # --- reading ---

    def saw(
        self, transcript: Transcript, turns: Iterable[Turn], *, suggestions: bool
    ) -> tuple[Record, ...]:
        """Note that turns were read, and whether suggestions were shown."""
        spans = tuple(TurnSpan(each.number, each.start, each.end) for each in turns)
        if not spans:
            return ()
        text = self.keep(transcript)
        book = self.study.file.sha256
        return self.write(
            Seen(
                **self.who(),
                transcript=transcript.id,
                text=text,
                turns=spans,
                suggestions=suggestions,
                codebook=book,
            )
        )

    def memo(
        self,
        text: str,
        on: Subject,
        *,
        of: str = "",
        anchor: Anchor | None = None,
        instead: Memo | None = None,
    ) -> tuple[Record, ...]:
        """Write a note, or a better one in the place of an earlier one."""
        if anchor:
            self.keep(self.study.transcript(anchor.transcript))
        supersedes = (instead.id,) if instead else ()
        who = self.who(supersedes)
        return self.write(Memo(**who, on=on, of=of, anchor=anchor, text=text))

    # --- codes ---

    def new_code(
        self,
        code: str,
        *,
        name: str = "",
        parent: str = "",
        definition: str = "",
        anchor: Anchor | None = None,
        reason: str = "",
    ) -> tuple[Record, ...]:
        """Make a code while reading.

        Raises:
            QcodeError: there is a code of this id.
        """
        if code in {each.id for each in self.study.codebook.codes}:
            hint = "choose another id, or code with the one that is there"
            raise QcodeError(f"there is a code '{code}' already\n  hint: {hint}")
        if anchor:
            self.keep(self.study.transcript(anchor.transcript))
        before = self.study.state.codes.new.get(code)
        return self.write(
            NewCode(
                **self.who((before.id,) if before else ()),
                code=code,
                name=name,
                parent=parent,
                definition=definition,
                anchor=anchor,
                reason=reason,
            )
        )

    def merge_codes(
        self, codes: Sequence[str], into: str, *, reason: str = ""
    ) -> tuple[Record, ...]:
        """Make several codes one; what is coded with them counts as coded with that one."""
        return self.write(MergeCodes(**self.who(), codes=tuple(codes), into=into, reason=reason))

    def move_code(self, code: str, parent: str, *, reason: str = "") -> tuple[Record, ...]:
        """Put a code under another one, "" for the top."""
        earlier = self.study.state.of_kind(MoveCode)
        before = ids_of(one for one in earlier if one.code == code)
        return self.write(MoveCode(**self.who(before), code=code, parent=parent, reason=reason))

    # --- any decision ---

    def undo(self, decision: Sequence[Record]) -> tuple[Record, ...]:
        """Take back what one decision wrote; of an undo, do it again.

        Raises:
            QcodeError: it is another coder's, or does not stand any more.
        """
        record = undone(
            self.study.state, decision, coder=self.coder, ids=self._ids, time=present_time()
        )
        return self.write(record)

    def last_decision(self) -> tuple[Record, ...]:
        """What this coder decided last and did not take back; () when there is nothing. To have
        read a turn, or noted a new version, is no decision."""
        own = (
            one
            for one in reversed(self.decisions())
            if not isinstance(one[0], (Undone, Seen, Version))
            and all(self.study.state.stands(record) for record in one)
        )
        return next(own, ())

    def decisions(self) -> tuple[tuple[Record, ...], ...]:
        """All decisions in this coder's log, in its order, each as the records written for it."""
        groups: list[list[Record]] = [[]]
        for entry in self._log.reading.entries:
            groups[-1].append(entry.record)
            if not entry.more:
                groups.append([])
        return tuple(tuple(group) for group in groups if group) + tuple(self._written)

    def write(self, *records: Record) -> tuple[Record, ...]:
        """Write records as one decision: all on the disk, then in the state; or neither.

        Raises:
            OutputError: they cannot be written.
        """
        self._log.append(records)
        self._written.append(records)
        self.study = self.study.with_state(self.study.state.plus(records))
        return records

    @property
    def set_aside(self) -> str:
        """What was found torn at the end of the log when it was opened; "" when nothing was."""
        return str(self._log.set_aside or "")

    @property
    def path(self) -> Path:
        """The log's file."""
        return self._log.path

    def close(self) -> None:
        """Let others write into the log."""
        self._log.close()

    def note_versions(self) -> tuple[Record, ...]:
        """Put down which texts were edited since somebody worked on them, step by step, so that
        codings can be followed through; keeps the versions as they are now."""
        named = versions_named(self.study.state.records.values())
        found: list[Record] = []
        for name, transcript in self.study.placing.transcripts.items():
            if name in named:
                found += self._new_versions(transcript, named[name])
        return self.write(*found) if found else ()

    def _new_versions(self, transcript: Transcript, known: Iterable[str]) -> list[Version]:
        text = keep_text(self.study.folder, transcript)
        self._kept.add(transcript.id)
        if text in known:
            return []
        links = [one for one in self.study.placing.versions if one.transcript == transcript.id]
        latest = set(known) - {one.before for one in links}
        return [
            Version(**self.who(), transcript=transcript.id, text=text, before=before)
            for before in sorted(latest)
        ]

    def keep(self, transcript: Transcript) -> str:
        """Keep the text of a transcript before anything is said about it; its hash.

        Raises:
            QcodeError: consent to this text was withdrawn.
        """
        if transcript.id not in self._kept:
            if self.study.placing.hashes[transcript.id] in self.study.state.gone[0]:
                raise QcodeError(
                    f"consent to transcript '{transcript.id}' was withdrawn; nothing can be said "
                    "about it\n  hint: delete it, or use another version of its text"
                )
            keep_text(self.study.folder, transcript)
            self._kept.add(transcript.id)
        return self.study.placing.hashes[transcript.id]

    def who(self, supersedes: tuple[str, ...] = ()) -> dict[str, Any]:
        """What every new record of this coder says: id, coder, time, what it supersedes."""
        return {
            "id": self._ids.new(),
            "coder": self.coder,
            "time": present_time(),
            "supersedes": supersedes,
        }

    def _judgement(self, anchor: Anchor, code: str, supersedes: Iterable[str]) -> dict[str, Any]:
        transcript = self.study.placing.transcripts.get(anchor.transcript)
        if transcript:
            self.keep(transcript)
        known = {each.id: each for each in self.study.codebook.codes}
        definition = definition_hash(known[code]) if code in known else ""
        who = self.who(tuple(sorted(set(supersedes))))
        return {**who, "anchor": anchor, "code": code, "definition": definition}

    def _rejected(
        self,
        anchor: Anchor,
        code: str,
        said: Iterable[Record],
        rules: Sequence[str],
        reason: str,
    ) -> Rejected:
        fields = self._judgement(anchor, code, ids_of(said))
        return Rejected(**fields, suggested=True, rules=tuple(rules), reason=reason)

    def _records_of(self, coding: Coding) -> list[Judgement]:
        records = (self.study.state.records.get(name) for name in coding.records)
        return [one for one in records if isinstance(one, Judgement)]

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def ids_of(records: Iterable[Record]) -> tuple[str, ...]:
    """The ids of records, in their order."""
    return tuple(one.id for one in records)
