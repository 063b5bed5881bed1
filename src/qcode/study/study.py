"""A study: its folder read once, and the questions one asks of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from qcode.errors import Problem, StudyError
from qcode.model.codebook import Codebook
from qcode.model.coding import Coding, Segment, Suggestion
from qcode.model.transcript import Transcript
from qcode.reading.codebook import read_codebook
from qcode.study import judgements
from qcode.study.anchors import Moved, Outcome
from qcode.study.code_tree import now, study_codebook, without_codebook
from qcode.study.fold import State, fold
from qcode.study.folder import Logs, read_logs
from qcode.study.library import Library, read_library
from qcode.study.log import CODINGS
from qcode.study.placing import Placing
from qcode.study.records import Rejected
from qcode.study.settings import Settings, read_settings
from qcode.study.shared import Version
from qcode.study.suggesting import Speakers, suggestions
from qcode.study.whereabouts import SETTINGS

CODEBOOK = "codebook.yaml"


@dataclass(frozen=True, slots=True)
class Standing:
    """A coding as it was decided, and what became of its segment since."""

    coding: Coding
    """Under the present id of its code; its anchor is in the version that was coded."""
    moved: Moved
    now: Coding | None
    """The coding in the present text, where its place is known; an edited one holds the words as
    they are now, one that is unsure has no place until a person decides."""

    @property
    def outcome(self) -> Outcome:
        """exact, moved, edited (words inside it were changed) or unsure."""
        return self.moved.outcome


@dataclass(frozen=True, eq=False)
class Study:
    """All that a study folder holds, as it was when it was read; made by `open_study`.

    Nothing here changes a file. `Desk` in `desk.py` writes what a coder decides.
    """

    folder: Path
    settings: Settings
    file: Codebook
    """The codebook file; without codes where there is none yet."""
    library: Library
    logs: Logs
    state: State
    placing: Placing = field(repr=False)

    @property
    def transcripts(self) -> tuple[Transcript, ...]:
        """The transcripts that could be read, sorted by id."""
        return self.library.transcripts

    @property
    def title(self) -> str:
        """What the study is called: its title, else the name of its folder."""
        return self.settings.title or self.folder.resolve().name

    @cached_property
    def codebook(self) -> Codebook:
        """The codes of the file and those made while reading, as one tree."""
        return study_codebook(self.file, self.state.codes)

    def code_now(self, code: str) -> str:
        """The present id of a code: what it was merged into or renamed to."""
        return now(code, self.file, self.state.codes)

    def codings(
        self,
        *,
        transcript: str | None = None,
        code: str | None = None,
        coder: str | None = None,
    ) -> tuple[Standing, ...]:
        """The codings that stand, each with its place in the present text.

        Args:
            transcript: only in this one.
            code: only of this code, by its present id.
            coder: only of this coder, however the name is spelt.

        Returns:
            Sorted by transcript, version, start, end, code and coder.
        """
        found = judgements.codings(self.state, transcript=transcript, coder=coder)
        named = [replace(each, code=self.code_now(each.code)) for each in found]
        kept = [each for each in named if code is None or each.code == self.code_now(code)]
        places = self.placing.place(each.anchor for each in kept)
        return tuple(map(self._standing, kept, places))

    def _standing(self, coding: Coding, moved: Moved) -> Standing:
        anchor = self.placing.present(moved)
        return Standing(coding, moved, replace(coding, anchor=anchor) if anchor else None)

    def rejections(self, *, coder: str | None = None) -> tuple[tuple[Rejected, Moved], ...]:
        """The suggestions that were turned down, each with its place in the present text."""
        found = judgements.rejections(self.state, coder=coder)
        named = [replace(each, code=self.code_now(each.code)) for each in found]
        places = self.placing.place(each.anchor for each in named)
        return tuple(zip(named, places, strict=True))

    def transcript(self, name: str) -> Transcript:
        """The transcript of this id.

        Raises:
            StudyError: there is none; the message proposes the nearest.
        """
        from qcode.analysis.nearest import did_you_mean

        found = self.placing.transcripts.get(name)
        if found is None:
            known = tuple(self.placing.transcripts)
            hint = did_you_mean(name, known) if known else "add some: qcode add FILES"
            message = f"there is no transcript '{name}' in this study"
            raise StudyError([Problem(str(self.folder), 0, message, hint)])
        return found

    def suggestions(
        self, *, hints: bool = True, speakers: Speakers = "participants"
    ) -> tuple[Suggestion, ...]:
        """What the rules of the codebook file suggest for the present texts.

        Args:
            hints: with rules marked `hint: true`, which are for coding sessions.
            speakers: whose turns they look at.
        """
        found = suggestions(
            self.folder, self.transcripts, self.file, hints=hints, speakers=speakers
        )
        known = {code.id for code in self.codebook.codes}
        once: dict[tuple[str, Segment], Suggestion] = {}
        for each in found:
            code = self.code_now(each.code)
            if code in known:
                before = once.get((code, each.segment))
                once[code, each.segment] = _joined(before, replace(each, code=code))
        return tuple(once.values())

    def with_state(self, state: State) -> Study:
        """The study after more was decided; texts and codebook file are as they were."""
        return replace(self, state=state)


def open_study(folder: str | Path) -> Study:
    """Read a study folder; nothing in it is changed.

    Working copies that cannot be read are values of the result (`library.failed`); all else is
    sound or an error.

    Raises:
        StudyError: the folder is no study, or its settings or logs have problems.
        CodebookError: the codebook file has problems.
    """
    folder = Path(folder)
    settings = read_settings(_settings_of(folder))
    logs = read_logs(folder / CODINGS)
    state = fold(logs.checked())
    path = folder / CODEBOOK
    file = read_codebook(path) if path.exists() else without_codebook(str(path))
    library = read_library(folder)
    by_id = {each.id: each for each in library.transcripts}
    placing = Placing(folder, by_id, state.of_kind(Version))
    return Study(folder, settings, file, library, logs, state, placing)


def _joined(one: Suggestion | None, other: Suggestion) -> Suggestion:
    """Two suggestions of one code for one segment, as after a merge of codes."""
    if one is None:
        return other
    rules = tuple(dict.fromkeys((*one.rules, *other.rules)))
    return replace(one, rules=rules, matched=tuple(sorted({*one.matched, *other.matched})))


def _settings_of(folder: Path) -> Path:
    path = folder / SETTINGS
    if not path.is_file():
        message = f"is no study: it holds no {SETTINGS}"
        hint = f"make one there: qcode init '{folder}'"
        raise StudyError([Problem(str(folder), 0, message, hint)])
    return path
