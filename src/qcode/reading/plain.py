"""Turns where nobody is named: paragraphs, and the cues of recognisers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qcode.model.text import count_words
from qcode.reading.candidates import Candidate, time_of
from qcode.reading.headers import is_dated, is_key_alone, is_key_line, is_ruler
from qcode.reading.lines import CUE, PARAGRAPH, Draft, Line, Piece, Talk
from qcode.reading.times import INLINE

PAUSE = 2.0
"""Seconds of silence after a sentence that start a new turn in a recogniser's file."""
LONGEST = 120
"""Words (or Han characters) after which the next end of a sentence starts one, too."""

_FEWEST_LEADS = 3
_ENDS = re.compile(r"[.!?。！？…][\"”’'）)]?$")
_GOES_ON = re.compile(r"[a-zà-öø-ÿ]")


def add_piece(draft: Draft, start: int, end: int, joiner: str) -> None:
    """Add words to a turn; blank pieces leave no trace."""
    if end > start:
        draft.pieces.append(Piece(start, end, joiner))


def add_cue(draft: Draft, line: Line, body: int, tail: int) -> None:
    """Add the words of a subtitle cue, and let the turn last until the cue's end."""
    add_piece(draft, line.start + body, line.start + tail, CUE)
    if draft.start_time is None:
        draft.start_time = line.start_time
    if line.end_time is not None:
        draft.end_time = line.end_time


def count_forms(candidates: Sequence[Candidate | None], form: str) -> int:
    """How many lines have this form."""
    return sum(1 for c in candidates if c and c.form == form)


def has_blocks(lines: Sequence[Line]) -> bool:
    """Whether blank lines separate the paragraphs, so that a line break alone does not."""
    blocks, content, was_blank = 0, 0, True
    for line in lines:
        is_blank = not line.text.strip()
        blocks += was_blank and not is_blank
        content += not is_blank
        was_blank = is_blank
    return blocks > 1 and blocks * 8 >= content


def cue_turns(lines: Sequence[Line], talk: Talk) -> None:
    """Cut the cues of a file without voices into turns, at pauses and ends of sentences."""
    cues = [line for line in lines if line.is_cue and line.text.strip()]
    ends = sum(1 for line in cues if _ENDS.search(line.text.rstrip()[-3:]))
    is_punctuated = ends * 20 >= len(cues)
    draft: Draft | None = None
    words, may_end, last_end = 0, False, None
    for line in cues:
        starts_dash = line.text.startswith(("- ", ">>", "– "))
        pause = _pause(last_end, line.start_time)
        if draft is None or starts_dash or (may_end and (pause >= PAUSE or words >= LONGEST)):
            draft, words = Draft("", line.start_time, line=line.number), 0
            talk.drafts.append(draft)
        body = len(line.text) - len(line.text.lstrip("->– ")) if starts_dash else 0
        add_cue(draft, line, body, len(line.text))
        words += sum(count_words(line.text))
        may_end = not is_punctuated or bool(_ENDS.search(line.text.rstrip()[-3:]))
        last_end = line.end_time
    for line in lines:
        if not line.is_cue and line.text.strip():
            talk.aside(line, "not part of a cue")
    talk.drafts[:] = [draft for draft in talk.drafts if draft.pieces]
    after = "the end of a sentence" if is_punctuated else "any cue, as there are no full stops"
    talk.notes.append(
        f"no voices: a new turn starts after {after} at a pause of {PAUSE:g} s or more, "
        f"or when a turn has {LONGEST} words"
    )


def _pause(end: float | None, start: float | None) -> float:
    return start - end if end is not None and start is not None else 0.0


def paragraph_turns(
    lines: Sequence[Line],
    candidates: Sequence[Candidate | None],
    talk: Talk,
    lines_are_paragraphs: bool,
) -> None:
    """Make each paragraph a turn of nobody in particular; a time starts one, too."""
    by_block = not lines_are_paragraphs and has_blocks(lines)
    bare = count_forms(candidates, "bare") >= _FEWEST_LEADS
    draft: Draft | None = None
    time: float | None = None
    number, in_header, last = 0, False, ""
    for line, c in zip(lines, candidates, strict=True):
        text = line.text.strip()
        if not text:
            draft, in_header = None if not lines_are_paragraphs else draft, False
            continue
        reason = _not_words(line, c, talk, in_header)
        if reason:
            in_header |= is_key_alone(text)
            talk.aside(line, reason)
            draft = None
            continue
        timed = (
            c if c and c.form in ("clock", "lead", "bare") else time_of(line.text) if c else None
        )
        if timed and timed.form == "bare" and not bare:
            timed = None
        if timed and timed.form == "clock":
            time, draft = timed.start_time, None
            talk.aside(line, "a time")
            continue
        goes_on = _GOES_ON.match(text) and last and not _ENDS.search(last[-3:])
        is_new = line.number != number if lines_are_paragraphs else not by_block and not goes_on
        if draft is None or is_new or timed:
            start = timed.start_time if timed else time
            draft, time = Draft("", start, line=line.number), None
            talk.drafts.append(draft)
        _add_words(talk, draft, line, timed.body if timed else 0)
        number, last = line.number, text
    talk.drafts[:] = [draft for draft in talk.drafts if draft.pieces]
    if talk.drafts:
        talk.notes.append("no labels: each paragraph is a turn, and all are a participant's")


def _add_words(talk: Talk, draft: Draft, line: Line, body: int) -> None:
    joiner = PARAGRAPH
    for found in INLINE.finditer(line.text, body):
        add_piece(draft, line.start + body, line.start + found.start(), joiner)
        body, joiner = found.end(), CUE
        talk.inline_times += 1
    add_piece(draft, line.start + body, line.start + len(line.text), joiner)


def _not_words(line: Line, c: Candidate | None, talk: Talk, in_header: bool) -> str:
    text = line.text
    if is_ruler(text):
        return "a ruler or an interruption, nobody's words"
    if c and c.form == "heading":
        return "heading"
    is_top = not talk.drafts
    if is_top and (in_header or is_key_alone(text) or is_key_line(text) or is_dated(text)):
        return "header"
    return ""
