"""From tables of cases to the transcripts and speakers they are about, checked both ways."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from qcode.errors import Problem
from qcode.model.transcript import Speaker, Transcript, attribute_key
from qcode.reading.attributes import Fact
from qcode.reading.cases import Case, CasesFile, read_cases
from qcode.reading.conversations import Conversation, conversations
from qcode.reading.folders import files_beside, is_cases, is_folder
from qcode.reading.formats import READERS, REFUSED
from qcode.reading.names import fold
from qcode.reading.options import AS_FOUND, ReadingOptions

MOST_NAMES = 12
"""So many are listed in a note or hint."""

Key = tuple[str, str]
"""Of a case: the transcript's id ("" for any) and the folded speaker ("" for the transcript)."""


def open_cases(
    paths: Iterable[str | Path],
    talks: Sequence[Conversation],
    options: ReadingOptions = AS_FOUND,
) -> CaseBook:
    """The cases that the user names, else those found beside the transcripts.

    Args:
        paths: files and folders as the user gave them.
        talks: the transcripts' files found there.
        options: which table to read, and how.
    """
    given = [Path(path) for path in paths]
    folders = [path for path in given if is_folder(path)]
    around = [*folders, *(path.parent for path in given if path not in folders)]
    if options.cases:
        tables: tuple[Path, ...] = (options.cases,)
    else:
        places = dict.fromkeys([*around, *(talk.path.parent for talk in talks)])
        tables = tuple(path for path in files_beside(places) if is_cases(path))
    if not tables:
        return CaseBook((), ())
    doubled = [
        path
        for path, before in zip(tables[1:], tables, strict=False)
        if path.parent == before.parent
    ]
    near = dict.fromkeys([*around, *(path.parent for path in tables)])
    others = [path for path in files_beside(near) if not is_cases(path)]
    ids = [talk.id for talk in (*talks, *conversations(others))]
    files = [read_cases(path, options.encoding) for path in tables if path not in doubled]
    return CaseBook([*files, *map(_second, doubled)], ids)


def _second(path: Path) -> CasesFile:
    """A table that lies beside another one and is not read."""
    hint = "keep one of them, or say which with --cases FILE"
    problem = Problem(str(path), 0, "is not the only table of cases in its folder", hint)
    return CasesFile(str(path), "", problems=(problem,))


class CaseBook:
    """All cases of a study, given to transcripts one after the other as they are read."""

    def __init__(self, files: Sequence[CasesFile], ids: Iterable[str]) -> None:
        """Sort the cases by whom they are about.

        Args:
            files: tables as they were read.
            ids: of all transcripts that there are, also of those that are not being read.
        """
        self.files = tuple(files)
        self.ids = {_folded(name): name for name in ids}
        self.problems_found = [problem for file in files for problem in file.problems]
        self.cases: dict[Key, Case] = {}
        self.met: set[Key] = set()
        self.read: dict[str, tuple[Speaker, ...]] = {}
        self.without: list[str] = []
        for file in files:
            for case in file.cases:
                self._sort_in(case)

    def _sort_in(self, case: Case) -> None:
        name = self._transcript(case.transcript)
        if case.transcript and not name:
            message = f"there is no transcript '{case.transcript}'"
            self._problem(case, message, _meant(case.transcript, self.ids.values()))
            return
        key = (name, fold(case.speaker) or case.speaker)
        before = self.cases.setdefault(key, case)
        if before is not case:
            who = " of ".join(f"'{text}'" for text in (case.speaker, name) if text)
            where = before.place if before.path != case.path else f"line {before.line}"
            self._problem(case, f"{who} has a row already: {where}", "make one row of the two")

    def _transcript(self, name: str) -> str:
        """The id that is meant: in any case, with or without folder and suffix; "" if none is."""
        for spelling in (name, re.split(r"[/\\]", name)[-1]):
            bare = Path(spelling).stem
            has_suffix = Path(spelling.lower()).suffix in (*READERS, *REFUSED)
            for each in (spelling, bare) if has_suffix else (spelling,):
                if each and _folded(each) in self.ids:
                    return self.ids[_folded(each)]
        return ""

    def join(self, transcript: Transcript) -> Transcript:
        """The transcript with what the cases say about it and its speakers."""
        if not self.files:
            return transcript
        self.read[transcript.id] = (*self.read.get(transcript.id, ()), *transcript.speakers)
        facts = self._facts((transcript.id, ""))
        speakers = tuple(self._joined(each, transcript.id) for each in transcript.speakers)
        is_met = any(key in self.met for key in self._keys(transcript))
        if not is_met:
            self.without.append(transcript.id)
        places = dict(transcript.attributes_from)
        own = [Fact(*pair, places.get(pair[0], "")) for pair in transcript.attributes]
        merged = _merged(own, facts)
        return replace(
            transcript,
            speakers=speakers,
            attributes=tuple((fact.name, fact.value) for fact in merged),
            attributes_from=tuple((fact.name, fact.place) for fact in merged),
            notes=(*transcript.notes, *_contradictions(own, facts)),
        )

    def _joined(self, speaker: Speaker, name: str) -> Speaker:
        """A speaker with their facts: of the file, then of the table about all transcripts, then
        about this one; the later stands in the place of the earlier."""
        who = fold(speaker.name) or speaker.name
        if not who:
            return speaker
        places = dict(speaker.attributes_from)
        own = [Fact(*pair, places.get(pair[0], "")) for pair in speaker.attributes]
        facts = _merged(own, _merged(self._facts(("", who)), self._facts((name, who))))
        return replace(
            speaker,
            attributes=tuple((fact.name, fact.value) for fact in facts),
            attributes_from=tuple((fact.name, fact.place) for fact in facts),
        )

    def _keys(self, transcript: Transcript) -> list[Key]:
        names = [fold(each.name) or each.name for each in transcript.speakers if each.name]
        keys = [(at, name) for name in names for at in ("", transcript.id)]
        return [key for key in [*keys, (transcript.id, "")] if key in self.cases]

    def _facts(self, key: Key) -> list[Fact]:
        case = self.cases.get(key)
        if not case:
            return []
        self.met.add(key)
        return [Fact(name, value, case.place) for name, value in case.attributes]

    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong with the tables, once all transcripts are joined."""
        found = list(self.problems_found)
        for key, case in self._unmet():
            if key[0] or not self._unread():
                found.append(self._nobody(key, case))
        return tuple(sorted(found, key=lambda problem: (problem.path, problem.line)))

    def notes(self) -> tuple[str, ...]:
        """What is worth knowing about the tables, in sentences."""
        notes = [f"attributes are from {file.path} too" for file in self.files if file.cases]
        notes += [note for file in self.files for note in file.notes]
        names = [f"'{case.speaker}'" for key, case in self._unmet() if not key[0]]
        if names and self._unread():
            notes.append(f"cases of speakers who are not in these transcripts: {_listed(names)}")
        if self.without and all(file.sha256 for file in self.files):
            files = " and ".join(file.path for file in self.files)
            notes.append(f"{files}: no row for {_listed(self.without)}")
        return tuple(notes)

    def _unmet(self) -> list[tuple[Key, Case]]:
        """Speakers who do not occur, in transcripts that were read or in any."""
        return [
            (key, case)
            for key, case in self.cases.items()
            if key not in self.met and (not key[0] or key[0] in self.read)
        ]

    def _unread(self) -> bool:
        """Whether there are transcripts that are not among those read."""
        return any(name not in self.read for name in self.ids.values())

    def _nobody(self, key: Key, case: Case) -> Problem:
        if key[0]:
            known = [each.name for each in self.read[key[0]]]
            message = f"'{case.speaker}' does not speak in transcript '{key[0]}'"
        else:
            known = [each.name for speakers in self.read.values() for each in speakers]
            message = f"'{case.speaker}' speaks in no transcript"
        return Problem(case.path, case.line, message, _meant(case.speaker, known))

    def _problem(self, case: Case, message: str, hint: str) -> None:
        self.problems_found.append(Problem(case.path, case.line, message, hint))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _merged(before: Iterable[Fact], after: Iterable[Fact]) -> list[Fact]:
    """Facts under each name once; those of `after` take the place of those of `before`."""
    found = {attribute_key(fact.name): fact for fact in before}
    found.update((attribute_key(fact.name), fact) for fact in after)
    return list(found.values())


def _contradictions(own: Iterable[Fact], facts: Iterable[Fact]) -> list[str]:
    """Sentences on what a transcript's file tells otherwise than the table, which counts."""
    known = {attribute_key(fact.name): fact for fact in own}
    pairs = [(known.get(attribute_key(fact.name)), fact) for fact in facts]
    return [
        f"{fact.name} is '{fact.value}' by {fact.place}, which counts; "
        f"'{mine.value}' by {mine.place}"
        for mine, fact in pairs
        if mine and mine.value != fact.value
    ]


def _meant(name: str, known: Iterable[str]) -> str:
    options = {_folded(each): each for each in known if each}
    near = get_close_matches(_folded(name), options, 1)
    if near:
        return f"did you mean '{options[near[0]]}'?"
    return f"there are: {_listed(list(options.values()))}" if options else "there are none"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return ", ".join(names[:MOST_NAMES]) + more
