"""What the line dialogue says: turns, marks, questions, comparison, help, in plain lines."""

from __future__ import annotations

from collections.abc import Iterator

from qcode.model.coding import Suggestion
from qcode.model.transcript import Turn
from qcode.session.chinese import told as in_language
from qcode.session.finding import code_name
from qcode.session.keys import GROUPS, KEYS, shown_keys
from qcode.session.meant import compared, waiting_item
from qcode.session.options import Tongue
from qcode.session.state import Mark, Prompt, SessionState
from qcode.session.step import told
from qcode.session.views import (
    code_in_view,
    comparison,
    is_own,
    marks_in,
    memos_in_view,
    progress,
    span_of,
)
from qcode.study.study import Standing

MOST_CHOICES = 20
_LONG = 120
"""Characters of a quotation that are given whole."""
_MOST_BEFORE = 3
"""Turns between the last one that was shown and the one in view that are shown too."""

ONLY_PLAIN = (
    ("show", "show where you are again", "再显示当前位置"),
    ("select WORDS", "select these words of the turn", "选取本段话中的这些文字"),
    ("mark 2", "go to the second suggestion or coding of the turn", "转到本段话的第二个标记"),
)
"""Commands that only the line dialogue has: how one writes them, English, Chinese."""


def head(state: SessionState, title: str) -> Iterator[str]:
    """What a session begins with."""
    yield told(state, "{0}: coding as {1}, queue '{2}'", title, state.coder, state.queue)
    yield told(state, "Each line is a command: a accept, r reject, c code, n next, ? help, q end.")


def place(state: SessionState, before: tuple[str, int] | None) -> Iterator[str]:
    """The turn in view with the turns before it that were not shown, its marks and selection.

    Args:
        state: of the session.
        before: the transcript and turn that were shown last.
    """
    for turn in _turns_between(state, before):
        yield ""
        yield from _turn(state, turn)
    yield ""
    yield from _turn(state, state.here)
    yield from _marks(state)
    yield from _memos(state)
    yield from _item(state)
    yield selected(state)
    yield counted(state)


def selected(state: SessionState) -> str:
    """What is selected."""
    here = state.selection
    return "  " + told(state, "selected: {0}", _words(state, here.start, here.end))


def counted(state: SessionState) -> str:
    """How far the queue is done."""
    done = progress(state)
    words = "{0} of {1} done in queue '{2}'"
    return "  " + told(state, words, done.done, done.total, state.queue)


def question(state: SessionState, prompt: Prompt) -> Iterator[str]:
    """A question, with its list of choices or the answer that is there already."""
    yield prompt.title
    for number, each in enumerate(prompt.choices[:MOST_CHOICES], 1):
        note = f" ({each.note})" if each.note else ""
        yield f"  {number}. {each.label}{note}"
    if len(prompt.choices) > MOST_CHOICES:
        yield "  " + told(state, "and {0} more", len(prompt.choices) - MOST_CHOICES)
    if prompt.kind == "text" and prompt.text:
        yield "  " + told(state, "now: {0}", prompt.text)
    yield "  " + told(state, _how_to_answer(prompt))


def side_by_side(state: SessionState) -> Iterator[str]:
    """The segments of the code in view; `>` is the one that is looked at."""
    code = code_in_view(state)
    listed = comparison(state)
    name = code_name(code, state.options.language) if code else state.code
    yield told(state, "{0}: segments {1}, the newest first", name, len(listed))
    if code and code.definition:
        yield "  " + told(state, "definition: {0}", code.definition.get(state.options.language))
    here = compared(state)
    for number, each in enumerate(listed, 1):
        coding = each.now or each.coding
        anchor = coding.anchor
        where = [f"{anchor.transcript} {anchor.turn}", coding.coder]
        where += [told(state, "against")] if coding.against else []
        where += [] if each.now else [told(state, "place unsure")]
        sign = ">" if each is here else " "
        yield f"{sign} {number}. [{', '.join(where)}] {_line(anchor.quotation)}"
    yield "  " + told(state, "down, up: another; C change, d take away, enter go there, back")


def definition(state: SessionState) -> Iterator[str]:
    """The code in view."""
    code = code_in_view(state)
    if code is None:
        return
    language = state.options.language
    yield "  " + told(state, "code in view: {0} ({1})", code_name(code, language), code.id)
    if code.definition:
        yield "  " + told(state, "definition: {0}", code.definition.get(language))
    for text in code.include:
        yield "  " + told(state, "include: {0}", text.get(language))
    for text in code.exclude:
        yield "  " + told(state, "exclude: {0}", text.get(language))


def help_lines(language: Tongue) -> Iterator[str]:
    """All commands: the key, the word, what it does."""
    for group, en, zh in GROUPS:
        yield ""
        yield zh if language == "zh" else en
        for each in KEYS:
            if each.group == group:
                words = ", ".join((each.action, *each.words))
                yield f"  {shown_keys(each):<10} {words}: {each.help(language)}"
    yield ""
    for command, en, zh in ONLY_PLAIN:
        yield f"  {command}: {zh if language == 'zh' else en}"
    yield "  " + in_language(
        language, "Words can follow at once: c NAME OF CODE, g 12, / WORDS, m WORDS OF A MEMO"
    )


def mark_line(state: SessionState, mark: Mark) -> str:
    """A suggestion with its reason, or a coding with its coder."""
    words = _words(state, *span_of(mark))
    if isinstance(mark, Suggestion):
        found = ", ".join(_line(state.text.text[a:b]) for a, b in mark.matched)
        name, rules = _name(state, mark.code), ", ".join(mark.rules)
        return told(state, "suggestion: {0} on {1} (rule {2}: {3})", name, words, rules, found)
    return told(state, "coding: {0} on {1}", _coding(state, mark), words)


def _turns_between(state: SessionState, before: tuple[str, int] | None) -> tuple[Turn, ...]:
    turns = state.text.turns
    if before and before[0] == state.transcript and before[1] < state.turn:
        return turns[max(before[1], state.turn - 1 - _MOST_BEFORE) : state.turn - 1]
    return turns[max(0, state.turn - 2) : state.turn - 1]


def _turn(state: SessionState, turn: Turn) -> Iterator[str]:
    role = told(state, "asks" if turn.role == "interviewer" else "answers")
    time = "" if turn.start_time is None else f", {_clock(turn.start_time)}"
    total = len(state.text.turns)
    yield f"[{state.transcript} {turn.number}/{total}] {turn.speaker} ({role}{time})"
    yield state.text.words(turn)


def _marks(state: SessionState) -> Iterator[str]:
    for number, mark in enumerate(marks_in(state, state.here), 1):
        sign = ">" if mark == state.focus else " "
        yield f"{sign} {number}. {mark_line(state, mark)}"


def _memos(state: SessionState) -> Iterator[str]:
    for memo in memos_in_view(state):
        if memo.anchor:
            yield "  " + told(state, "memo of {0}: {1}", memo.coder, _line(memo.text))


def _item(state: SessionState) -> Iterator[str]:
    """What an item of a queue asks to be decided."""
    item = waiting_item(state)
    if item and item.standing:
        why = item.standing.moved.reason or told(state, "its code has another definition now")
        old = _line(item.standing.coding.anchor.quotation)
        yield "  " + told(state, "to decide: {0}", _coding(state, item.standing))
        yield "  " + told(state, "it stood on: {0}", old)
        yield "  " + told(state, "why: {0}", why)
        for number, each in enumerate(item.candidates):
            sign = ">" if number == state.candidate else " "
            words = told(state, "now perhaps, turn {0}: {1}", each.turn, _line(each.quotation))
            yield f"{sign} {words}"
        way = "a confirms the place marked >, Tab (mark) goes to the next, d takes it away"
        yield "  " + told(state, way)
    if item and item.dispute:
        yes, no = ", ".join(item.dispute.yes), ", ".join(item.dispute.no)
        words = "to settle: {0}: coded by {1}; read and not coded by {2}"
        yield "  " + told(state, words, _name(state, item.code), yes, no)
        yield "  " + told(state, "a: it applies, r: it does not; both ask why")


def _words(state: SessionState, start: int, end: int) -> str:
    """Words of the transcript in view; a whole turn is named, of many words the ends are given."""
    if (start, end) == (state.here.start, state.here.end) and end - start > _LONG:
        return told(state, "the whole turn")
    line = _line(state.text.text[start:end])
    if len(line) <= _LONG:
        return f"“{line}”"
    half = _LONG // 2
    return f"“{line[:half].rstrip()} … {line[-half:].lstrip()}”"


def _coding(state: SessionState, standing: Standing) -> str:
    coding = standing.coding
    whose = told(state, "you") if is_own(state, standing) else coding.coder
    against = [told(state, "against")] if coding.against else []
    return f"{_name(state, coding.code)} ({', '.join([whose, *against])})"


def _name(state: SessionState, code_id: str) -> str:
    code = next((each for each in state.work.codebook.codes if each.id == code_id), None)
    return code_name(code, state.options.language) if code else code_id


def _how_to_answer(prompt: Prompt) -> str:
    if prompt.kind == "choice":
        return "A number or part of a name chooses; an empty line leaves."
    if prompt.text:
        return "An empty line keeps it; a single . leaves."
    if prompt.required:
        return "An empty line leaves."
    return "An empty line answers nothing; a single . leaves."


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def _line(words: str) -> str:
    return " ".join(words.split())
