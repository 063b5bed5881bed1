"""Lines to turns: what a file holds decides how its turns are found."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qcode.reading.candidates import Candidate, candidate, time_of
from qcode.reading.headers import OWN_KEY, header_length, keys_of_block
from qcode.reading.label_pattern import drawn_label, label_pattern
from qcode.reading.labelled import Labelled
from qcode.reading.labels import find_labels, lone_names
from qcode.reading.legends import without_legends
from qcode.reading.lines import Line, Source, Talk
from qcode.reading.margins import without_end_marks, without_numbers, without_page_marks
from qcode.reading.names import fold, name_alone, short_names
from qcode.reading.plain import cue_turns, paragraph_turns
from qcode.reading.strong import speakers_by_bold
from qcode.reading.times import BLANKS, INLINE, has_inline
from qcode.reading.unusual import one_asker_for_all, unusual_labels

_SPLIT = re.compile(
    rf"(?:\*\*)?{INLINE.pattern}{BLANKS}[^\s:：\[\]。！？.!?,，]{{1,20}}{BLANKS}[:：]"
)


def find_turns(source: Source, given: tuple[str, ...], labels_as: str | None = None) -> Talk:
    """Recognise the turns of a source.

    Args:
        source: what a reader gave.
        given: names known to be speakers.
        labels_as: how labels look, as the user draws it; None recognises them.

    Raises:
        UnreadableError: `labels_as` is no drawing of a label.
    """
    drawn = label_pattern(labels_as) if labels_as else None
    talk = Talk()
    lines = without_page_marks(without_numbers(source.lines, talk), talk)
    lines = without_legends(without_end_marks(_split(source.text, lines), talk), talk)
    candidates = [drawn_label(line, drawn) for line in lines] if drawn else []
    if drawn and not any(candidates):
        talk.notes.append(f"no line begins as '{labels_as}': labels are recognised as usual")
        drawn = None
    if not drawn:
        candidates = _with_words_below(lines, [candidate(line) for line in lines])
        candidates = one_asker_for_all(candidates)
    keys = keys_of_block(lines, candidates)
    skip, roles = header_length(lines, candidates, keys)
    talk.roles = _called(roles, {c.fold for c in candidates[skip:] if c})
    for i, line in enumerate(lines[:skip]):
        if line.text.strip():
            talk.aside(line, OWN_KEY if i in keys else "header")
    lines, candidates = lines[skip:], candidates[skip:]
    known = [*given, *talk.legend, *talk.roles]
    content = sum(1 for line in lines if line.text.strip())
    labels = find_labels(filter(None, candidates), known, source.text, content)
    unusual = None if labels.names or drawn else unusual_labels(lines)
    if unusual:
        candidates = unusual.candidates
        labels = find_labels(filter(None, candidates), unusual.names, source.text, content)
        talk.notes.append(f"labels look like '{unusual.drawn}': a guess; --labels sets it")
    if not (labels.names or drawn) and (named := speakers_by_bold(lines)):
        lines, candidates = named, [candidate(line) for line in named]
        labels = find_labels(filter(None, candidates), (), source.text, content)
        talk.notes.append("no labels: paragraphs in bold are taken for the interviewer's: a guess")
    if not drawn and not any(line.is_cue for line in lines):
        lone = lone_names([line.text for line in lines], bool(labels.names))
        labels.names, labels.alone = lone | labels.names, frozenset(lone)
    if labels.names:
        Labelled(talk, labels, lines, candidates, source).run()
    elif any(line.is_cue for line in lines):
        cue_turns(lines, talk)
    else:
        paragraph_turns(lines, candidates, talk, source.lines_are_paragraphs)
    if talk.inline_times:
        talk.notes.append(f"times among the words, left out: {talk.inline_times}")
    if labels.once and labels.names:
        once = ", ".join(f"'{name}'" for name in labels.once)
        talk.notes.append(f"taken for a speaker though the label stands only once: {once}")
    return talk


def _called(roles: Sequence[tuple[str, str]], below: set[str]) -> dict[str, str]:
    """The names that a header gives to roles, and the initials of these people that speak."""
    found = {fold(name_alone(name)): role for name, role in roles}
    short = ((fold(short), role) for name, role in roles for short in short_names(name))
    return {key: role for key, role in short if key in below} | found


def _split(text: str, whole: list[Line]) -> list[Line]:
    """Lines, cut before a label with its time that stands inside one."""
    if not has_inline(text):
        return whole
    lines: list[Line] = []
    for line in whole:
        found = [m.start() for m in _SPLIT.finditer(line.text)]
        places = [place for place in found if line.text[:place].strip(" \t#*>")]
        for start, end in zip([0, *places], [*places, len(line.text)], strict=True):
            lines.append(line._replace(text=line.text[start:end], start=line.start + start))
    return lines


def _with_words_below(
    lines: list[Line], candidates: list[Candidate | None]
) -> list[Candidate | None]:
    """A time and a name alone on a line (`00:03 Mara`) are a label only if words without a time
    stand below: else the name is what was said at that time."""
    below: Candidate | None = None
    is_last = True
    settled = list(candidates)
    for i in range(len(lines) - 1, -1, -1):
        c = candidates[i]
        if c and c.form == "before":
            is_label = not is_last and (below is None or below.start_time is None)
            settled[i] = c._replace(form="time") if is_label else time_of(lines[i].text)
        if lines[i].text.strip():
            below, is_last = c, False
    return settled
