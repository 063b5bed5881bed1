"""Lines to turns: every label and time convention, in one pass over the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qcode.model.transcript import SetAside
from qcode.reading import plain
from qcode.reading.candidates import Candidate, candidate, time_of
from qcode.reading.headers import (
    header_length,
    is_dated,
    is_key_alone,
    is_ruler,
    is_title,
)
from qcode.reading.labels import Labels, codes_of, find_labels, lone_names, read_legend
from qcode.reading.lines import CUE, PARAGRAPH, Draft, Line, Source
from qcode.reading.names import fold, is_header_key, is_note_key, role_of_label
from qcode.reading.times import BLANKS, F4, INLINE, has_inline, span

_SPLIT = re.compile(
    rf"(?:\*\*)?{INLINE.pattern}{BLANKS}[^\s:：\[\]。！？.!?,，]{{1,20}}{BLANKS}[:：]"
)
_CLOSING_TIME = re.compile(rf"{F4}{BLANKS}$")
_PERSON_ID = re.compile(
    r"[\[(（【]?\s*(?:ID|No\.?|编号|編號)\s*[:：#]?\s*(\w+)\s*[\])）】]?\s*$", re.I
)
_QUESTION_NUMBER = re.compile(r"\s*\d{1,3}[.)]?[a-z]?[.)]?\s+\S")
_FEWEST_LEADS = 3
_NOBODY = ""


@dataclass(slots=True)
class Talk:
    """Who said what, before roles are decided and offsets are settled."""

    drafts: list[Draft] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    """Folded spelling to label."""
    legend: dict[str, str] = field(default_factory=dict)
    """Folded label to what a legend says it stands for."""
    roles: dict[str, str] = field(default_factory=dict)
    """Folded name to the role that a header line gives it."""

    def aside(self, line: Line, reason: str) -> None:
        """Leave a line out of the turns, with the reason."""
        self.set_aside.append(SetAside(line.number, line.text.strip(), reason))


def find_turns(source: Source, given: tuple[str, ...]) -> Talk:
    """Recognise the turns of a source; `given` are names known to be speakers."""
    talk = Talk()
    lines = _without_legends(_split(source), talk)
    candidates = [None if line.aside else candidate(line) for line in lines]
    skip, roles = header_length(lines, candidates)
    talk.roles = {fold(name): role for name, role in roles}
    for line in lines[:skip]:
        if line.text.strip():
            talk.aside(line, "header")
    lines, candidates = lines[skip:], candidates[skip:]
    known = [*given, *talk.legend, *talk.roles]
    content = sum(1 for line in lines if line.text.strip())
    labels = find_labels(filter(None, candidates), known, source.text, content)
    if labels.names:
        labels.names |= {k: n for k, n in _lone(lines).items() if k not in labels.names}
        _Labelled(talk, labels, lines, candidates, source).run()
    elif any(line.is_cue for line in lines):
        plain.cue_turns(lines, talk)
    else:
        plain.paragraph_turns(lines, candidates, talk, source.lines_are_paragraphs)
    talk.names = labels.names
    if labels.once and labels.names:
        once = ", ".join(f"'{name}'" for name in labels.once)
        talk.notes.append(f"taken for a speaker though the label stands only once: {once}")
    return talk


def _split(source: Source) -> list[Line]:
    """Lines, cut before a label with its time that stands inside one."""
    if not has_inline(source.text):
        return list(source.lines)
    lines: list[Line] = []
    for line in source.lines:
        found = [m.start() for m in _SPLIT.finditer(line.text)]
        places = [place for place in found if line.text[:place].strip(" \t#*>")]
        for start, end in zip([0, *places], [*places, len(line.text)], strict=True):
            lines.append(line._replace(text=line.text[start:end], start=line.start + start))
    return lines


def _without_legends(lines: list[Line], talk: Talk) -> list[Line]:
    kept = []
    for line in lines:
        pairs = () if line.aside or line.is_cue else read_legend(line.text)
        if pairs:
            talk.legend |= {fold(label): meaning for label, meaning in pairs}
            talk.aside(line, "legend of labels")
            line = line._replace(text="")  # noqa: PLW2901
        elif line.aside:
            if line.text.strip():
                talk.aside(line, line.aside)
            line = line._replace(text="")  # noqa: PLW2901
        kept.append(line)
    return kept


def _lone(lines: list[Line]) -> dict[str, str]:
    return lone_names([line.text for line in lines if line.text.endswith("  ")])


class _Labelled:
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
        self.has_bare_leads = plain.count_forms(candidates, "bare") >= _FEWEST_LEADS
        self.longest = max(map(len, labels.names.values())) + 8
        self.codes = tuple(f"{code}{blank}" for code in codes_of(labels) for blank in " \t\xa0")
        self.paragraphs = source.lines_are_paragraphs or not plain.has_blocks(lines)
        self.answers_unlabelled = self._is_only_interviewer()
        self.person = ""
        self.time: float | None = None
        self.current: Draft | None = None
        self.in_header = False
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
        found = self._unmarked_label(line)
        if found:
            self._open(line, *found)
            return
        if c and c.form not in ("clock", "lead", "bare"):
            timed = time_of(line.text)
            if c.form == "colon" and is_note_key(c.name) and not line.is_cue:
                self.talk.aside(line, "header or note, not a speaker")
                return
            if c.form == "heading":
                self.talk.aside(line, "heading")
                return
            c = timed
        if c and c.form == "clock":
            self.time = c.start_time
            self.talk.aside(line, "a time")
        elif not line.is_cue and is_ruler(line.text):
            self.talk.aside(line, "a ruler or an interruption, nobody's words")
        else:
            self._words(line, c)

    def _words(self, line: Line, c: Candidate | None) -> None:
        """A line without a label: it continues the turn, or stands before the first one."""
        body = c.body if c and (c.form == "lead" or self.has_bare_leads) else 0
        if self.current is None and not line.is_cue and not self.answers_unlabelled:
            self._before_first(line, body)
            return
        if self.answers_unlabelled and self._changes_side(line):
            asks = bool(_QUESTION_NUMBER.match(line.text)) and "?" in line.text[-4:]
            asker = next(iter(self.labels.names.values()))
            self._start(line, asker if asks else _NOBODY, c.start_time if c else None)
        elif self.current is None:
            self._start(line, _NOBODY, line.start_time)
        self._add(line, body, len(line.text))

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
                self.talk.drafts.append(Draft(_NOBODY, line=line.number, is_preamble=True))
            self.current = self.talk.drafts[0]
            self._add(line, body, len(line.text))
            self.current = None

    def _unmarked_label(self, line: Line) -> tuple[str, int] | None:
        """A known label without its colon: alone on its line, or initials before the words."""
        text = line.text
        if line.is_cue:
            return None
        if len(text) <= self.longest:
            key = fold(text)
            if key in self.labels.names and len(key) > 1:
                return self.labels.names[key], len(text)
        if self.codes and text.startswith(self.codes):
            code = text[:4].split()[0]
            return self.labels.names[fold(code)], len(code)
        return None

    def _open_labelled(self, line: Line, c: Candidate) -> None:
        name = self.labels.name(c)
        person = _PERSON_ID.match(line.text, c.body)
        if person and role_of_label(name) == "participant":
            self.person = f"ID:{person[1]}"
            self.talk.aside(line, f"heads the answers of {self.person}")
            self.current = None
            return
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
        self.time = None
        self.current = Draft(name, start, end, line=line.number)
        self.talk.drafts.append(self.current)

    def _add(self, line: Line, body: int, tail: int) -> None:
        draft = self.current
        if draft is None:
            return
        if line.is_cue:
            plain.add_cue(draft, line, body, tail)
        elif self.has_inline:
            self._add_around_times(draft, line, body, tail)
        else:
            plain.add_piece(draft, line.start + body, line.start + tail, PARAGRAPH)

    def _add_around_times(self, draft: Draft, line: Line, body: int, tail: int) -> None:
        """The words of a line without the times that stand among them."""
        joiner = PARAGRAPH
        for found in INLINE.finditer(line.text, body, tail):
            plain.add_piece(draft, line.start + body, line.start + found.start(), joiner)
            body, joiner = found.end(), CUE
            if _CLOSING_TIME.match(line.text, found.start()):
                draft.end_time = span(found.group())[1]
        plain.add_piece(draft, line.start + body, line.start + tail, joiner)

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

    def _drop_wordless(self) -> None:
        kept = []
        for draft in self.talk.drafts:
            if draft.pieces:
                kept.append(draft)
            else:
                aside = SetAside(draft.line, draft.speaker, "a label without words")
                self.talk.set_aside.append(aside)
        self.talk.drafts[:] = kept
