"""Turns of a file that has labels."""

from __future__ import annotations

import re

from qcode.model.transcript import SetAside
from qcode.reading.candidates import Candidate, time_of
from qcode.reading.headers import is_dated, is_key_alone, is_ruler, is_title
from qcode.reading.labels import Labels, codes_of
from qcode.reading.lines import CUE, PARAGRAPH, Draft, Line, Source, Talk
from qcode.reading.names import fold, is_header_key, is_note_key, role_of_label
from qcode.reading.plain import add_cue, add_piece, count_forms, has_blocks
from qcode.reading.times import BLANKS, F4, INLINE, has_inline, span

_CLOSING_TIME = re.compile(rf"{F4}{BLANKS}$")
_PERSON_ID = re.compile(r"[\[(（【]?(?:ID|No\.?|编号|編號) ?[:：#]? ?(\w{1,20})[\])）】]?$", re.I)
_QUESTION_NUMBER = re.compile(r"\s*\d{1,3}[.)]?[a-z]?[.)]?\s+\S")
_NUMBERED_QUESTION = re.compile(
    r"\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})[、.．)）][^\n]*[?？]\s*$"
)
_FEWEST_LEADS = 3
_FEWEST_QUESTIONS = 2
_LONGEST_PERSON_LINE = 60
_NOBODY = ""


def _person_id(line: Line, c: Candidate) -> str:
    """`ID:1` of a line such as `被访者：[ID:1]`, which heads a person's answers; else ""."""
    if c.form != "colon" or len(line.text) > _LONGEST_PERSON_LINE:
        return ""
    found = _PERSON_ID.match(line.text[c.body :].strip())
    return f"ID:{found[1]}" if found and role_of_label(c.name) == "participant" else ""


class Labelled:
    """Turns of a file that has labels: each label starts one, lines without continue it."""

    def __init__(
        self,
        talk: Talk,
        labels: Labels,
        lines: list[Line],
        candidates: list[Candidate | None],
        source: Source,
    ) -> None:
        self.talk, self.labels, self.lines, self.candidates = talk, labels, lines, candidates
        self.has_inline = has_inline(source.text)
        self.has_bare_leads = count_forms(candidates, "bare") >= _FEWEST_LEADS
        self.longest = max(map(len, labels.names.values())) + 8
        self.codes = tuple(f"{code}{blank}" for code in codes_of(labels) for blank in " \t\xa0")
        self.paragraphs = source.lines_are_paragraphs or not has_blocks(lines)
        self.answers_unlabelled = self._is_only_interviewer()
        talk.asks_unlabelled = self._is_only_participant()
        self.persons = self._persons()
        self.person = ""
        self.time: float | None = None
        self.current: Draft | None = None
        self.has_started = self.in_header = False
        self.is_new_paragraph = True

    def run(self) -> None:
        """Go through the lines once."""
        number = 0
        for line, c in zip(self.lines, self.candidates, strict=True):
            if not line.text.strip():
                self.is_new_paragraph, self.in_header = True, False
                continue
            self.is_new_paragraph |= self.paragraphs and line.number != number
            number = line.number
            self._read(line, c)
            self.is_new_paragraph = False
        self._drop_wordless()
        if self.answers_unlabelled:
            self.talk.notes.append(
                "only the interviewer has labels: paragraphs without one are the participant's"
            )

    def _read(self, line: Line, c: Candidate | None) -> None:
        if c and self.labels.accept(c):
            self._open_labelled(line, c)
            return
        if line.is_cue:
            self._words(line, None)
            return
        found = self._unmarked_label(line)
        if found:
            self._open(line, *found)
            return
        if c and c.form not in ("clock", "lead", "bare"):
            timed = time_of(line.text)
            if c.form == "colon" and is_note_key(c.name):
                self.talk.aside(line, "header or note, not a speaker")
                return
            if c.form == "heading":
                self.talk.aside(line, "heading")
                return
            c = timed
        if c and c.form == "clock":
            self.time = c.start_time
            self.talk.aside(line, "a time")
        elif is_ruler(line.text):
            self.talk.aside(line, "a ruler or an interruption, nobody's words")
        else:
            self._words(line, c)

    def _words(self, line: Line, c: Candidate | None) -> None:
        """A line without a label: it continues the turn, or stands before the first one."""
        body = c.body if c and (c.form == "lead" or self.has_bare_leads) else 0
        is_unlabelled = self.answers_unlabelled or (
            self.talk.asks_unlabelled and _NUMBERED_QUESTION.match(line.text)
        )
        if not (self.has_started or line.is_cue or is_unlabelled):
            self._before_first(line, body)
            return
        if self.answers_unlabelled and self._changes_side(line):
            asks = bool(_QUESTION_NUMBER.match(line.text)) and "?" in line.text[-4:]
            asker = next(iter(self.labels.names.values()))
            self._start(line, asker if asks else _NOBODY, c.start_time if c else None)
        elif self.current is None or (
            self.talk.asks_unlabelled and _NUMBERED_QUESTION.match(line.text)
        ):
            self._start(line, _NOBODY, line.start_time)
        self._add(line, body, len(line.text))
        self.time = None

    def _changes_side(self, line: Line) -> bool:
        if self.current is None or not self.is_new_paragraph:
            return self.current is None
        if not self.current.pieces:
            return False
        is_question = bool(_QUESTION_NUMBER.match(line.text)) and "?" in line.text[-4:]
        return self.current.speaker != _NOBODY or is_question

    def _before_first(self, line: Line, body: int) -> None:
        text = line.text.strip()
        if self.in_header or is_key_alone(text):
            self.in_header = True
            self.talk.aside(line, "header")
        elif is_dated(text) or (is_title(text) and not self.talk.drafts):
            self.talk.aside(line, "before the first label: a title or header")
        else:
            if not self.talk.drafts:
                is_cut_in = text[0].islower()
                draft = Draft(_NOBODY, line=line.number, is_preamble=not is_cut_in)
                self.talk.drafts.append(draft)
            self.current = self.talk.drafts[0]
            self._add(line, body, len(line.text))
            self.current = None

    def _unmarked_label(self, line: Line) -> tuple[str, int] | None:
        """A known label without its colon: alone on its line, or initials before the words."""
        text = line.text
        if len(text) <= self.longest:
            key = fold(text)
            if key in self.labels.names and (len(key) > 1 or key in self.labels.alone):
                return self.labels.names[key], len(text)
        if self.codes and text.startswith(self.codes):
            code = text[:4].split()[0]
            return self.labels.names[fold(code)], len(code)
        return None

    def _open_labelled(self, line: Line, c: Candidate) -> None:
        name = self.labels.name(c)
        person = _person_id(line, c)
        if person:
            self.person, self.has_started = person, True
            self.talk.aside(line, f"heads the answers of {person}")
            self.current = None
            return
        if len(self.persons) > 1 and role_of_label(name) == "participant":
            name = self.person or name
        if line.is_cue and self.current and self.current.speaker == name:
            self._add(line, c.body, c.tail)
            return
        self._start(line, name, c.start_time, c.end_time)
        self._add(line, c.body, c.tail)

    def _open(self, line: Line, name: str, body: int) -> None:
        self._start(line, name, None)
        self._add(line, body, len(line.text))

    def _start(self, line: Line, name: str, start: float | None, end: float | None = None) -> None:
        start = self.time if start is None else start
        self.time, self.has_started = None, True
        self.current = Draft(name, start, end, line=line.number)
        self.talk.drafts.append(self.current)

    def _add(self, line: Line, body: int, tail: int) -> None:
        draft = self.current
        if draft is None:
            return
        if line.is_cue:
            add_cue(draft, line, body, tail)
        elif self.has_inline:
            self._add_around_times(draft, line, body, tail)
        else:
            add_piece(draft, line.start + body, line.start + tail, PARAGRAPH)

    def _add_around_times(self, draft: Draft, line: Line, body: int, tail: int) -> None:
        """The words of a line without the times that stand among them."""
        joiner = PARAGRAPH
        for found in INLINE.finditer(line.text, body, tail):
            add_piece(draft, line.start + body, line.start + found.start(), joiner)
            body, joiner = found.end(), CUE
            self.talk.inline_times += 1
            if _CLOSING_TIME.match(line.text, found.start()):
                draft.end_time = span(found.group())[1]
        add_piece(draft, line.start + body, line.start + tail, joiner)

    def _persons(self) -> set[str]:
        """The people whose answers stand one after the other in this file, by their ids."""
        pairs = zip(self.lines, self.candidates, strict=True)
        return {person for line, c in pairs if c and (person := _person_id(line, c))}

    def _is_only_interviewer(self) -> bool:
        """Whether every label is an interviewer's and much of the talk has none."""
        roles = [
            role_of_label(self.talk.legend.get(key, n)) for key, n in self.labels.names.items()
        ]
        if any(role != "interviewer" for role in roles):
            return False
        labelled = sum(1 for c in self.candidates if c and self.labels.accept(c))
        blank, others = True, 0
        for line, c in zip(self.lines, self.candidates, strict=True):
            is_words = bool(line.text.strip())
            if is_words and (blank or self.paragraphs) and not (c and self.labels.accept(c)):
                others += not (c and is_header_key(c.name))
            blank = not is_words
        if others * 2 < labelled:
            return False
        return not any(line.is_cue for line in self.lines)

    def _is_only_participant(self) -> bool:
        """Whether every label is a participant's and numbered questions stand without one."""
        roles = {
            role_of_label(self.talk.legend.get(key, n)) for key, n in self.labels.names.items()
        }
        questions = sum(1 for line in self.lines if _NUMBERED_QUESTION.match(line.text))
        return roles == {"participant"} and questions >= _FEWEST_QUESTIONS

    def _drop_wordless(self) -> None:
        kept = []
        for draft in self.talk.drafts:
            if draft.pieces:
                kept.append(draft)
            else:
                aside = SetAside(draft.line, draft.speaker, "a label without words")
                self.talk.set_aside.append(aside)
        self.talk.drafts[:] = kept
