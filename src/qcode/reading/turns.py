"""Lines to turns: what a file holds decides how its turns are found."""

from __future__ import annotations

import re

from qcode.reading.candidates import Candidate, candidate, time_of
from qcode.reading.headers import OWN_KEY, header_length, keys_of_block
from qcode.reading.label_pattern import drawn_label, label_pattern
from qcode.reading.labelled import Labelled
from qcode.reading.labels import find_labels, lone_names, read_legend
from qcode.reading.lines import Line, Source, Talk
from qcode.reading.names import fold, name_alone
from qcode.reading.plain import cue_turns, paragraph_turns
from qcode.reading.times import BLANKS, INLINE, has_inline

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
    lines = _without_legends(_split(source), talk)
    candidates = [drawn_label(line, drawn) for line in lines] if drawn else []
    if drawn and not any(candidates):
        talk.notes.append(f"no line begins as '{labels_as}': labels are recognised as usual")
        drawn = None
    if not drawn:
        candidates = _with_words_below(lines, [candidate(line) for line in lines])
    keys = keys_of_block(lines, candidates)
    skip, roles = header_length(lines, candidates, keys)
    talk.roles = {fold(name_alone(name)): role for name, role in roles}
    for i, line in enumerate(lines[:skip]):
        if line.text.strip():
            talk.aside(line, OWN_KEY if i in keys else "header")
    lines, candidates = lines[skip:], candidates[skip:]
    known = [*given, *talk.legend, *talk.roles]
    content = sum(1 for line in lines if line.text.strip())
    labels = find_labels(filter(None, candidates), known, source.text, content)
    if not drawn and not any(line.is_cue for line in lines):
        lone = lone_names([line.text for line in lines], bool(labels.names))
        labels.names = lone | labels.names
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
