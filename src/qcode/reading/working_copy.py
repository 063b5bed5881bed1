r"""The working copy of a transcript: a text file in which people mend words, labels and roles.

Behind the front matter, each turn is a label line and its words:

    # 刘主任 [00:00:12 - 00:01:03.500]
    只要不出事，啥都好说。

    A second paragraph of the same turn.

Empty lines around the words of a turn are not counted. What is written reads back to the same
turns, roles, times, attributes and words; see `escapes.py` for words that look like grammar.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from qcode.errors import TranscriptError
from qcode.model.transcript import Transcript, Turn
from qcode.reading.escapes import (
    EscapeError,
    like_grammar,
    like_label,
    read_line,
    write_line,
)
from qcode.reading.working_head import STATED, Head, encoding_of, language_of, read_head, write_head
from qcode.reading.working_labels import HOW_TO, Label, read_label, write_label

BETWEEN = "\n\n"
"""Stands between the words of two turns in the text of a working copy."""


def write_working_copy(transcript: Transcript) -> str:
    """The working copy of a transcript: what it was read from, set aside and noted is left out.

    Raises:
        ValueError: it would not read back the same, as with two speakers of one name.
    """
    names = _names(speaker.name for speaker in transcript.speakers)
    blocks = [write_head(transcript)]
    for turn in transcript.turns:
        lines = transcript.words(turn).split("\n")
        last = len(lines) - 1
        words = [write_line(line, names, outer=i in (0, last)) for i, line in enumerate(lines)]
        blocks.append("\n".join([write_label(turn), *words]))
    written = "\n\n".join(blocks) + "\n"
    try:
        back = read_working_copy(written, transcript.path)
    except TranscriptError as error:
        raise ValueError(f"cannot be written as a working copy: {error}") from error
    if _essence(back) != _essence(transcript):
        raise ValueError("cannot be written as a working copy: it would read back differently")
    return written


def read_working_copy(text: str, path: str) -> Transcript:
    """Read a working copy, whatever line ends or byte order mark an editor gave it.

    Args:
        text: the decoded file.
        path: its path, for problems and as `Transcript.path`.

    Returns:
        A transcript whose text holds nothing but the words of the turns, with an empty line
        between two turns, so that a change of label, role or time moves no offset. Its
        `sha256` is that of the source.

    Raises:
        TranscriptError: the grammar is broken; it holds every breach, with its line.
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = plain.split("\n")
    head = read_head(lines, path)
    turns: list[Turn] = []
    said: list[str] = []
    start = 0
    roles = {name: role for name, role, _, _ in head.roles}
    for (line, name, began, ended), words in _turns(lines, head):
        end = start + len(words)
        number = len(turns) + 1
        if name in roles:
            turns.append(Turn(number, name, roles[name], start, end, began, ended))
        else:
            _unknown_speaker(head, line, name, tuple(roles))
        said.append(words)
        start = end + len(BETWEEN)
    _check_talk(head, turns, bool(said))
    if head.problems:
        raise TranscriptError(sorted(head.problems, key=lambda problem: problem.line))
    encoding, is_guess = encoding_of(head)
    return Transcript(
        id=head.values["title"],
        path=path,
        format=head.values["format"],
        encoding=encoding,
        encoding_is_guess=is_guess,
        language=language_of(head),
        text=BETWEEN.join(said),
        sha256=head.values["source sha256"],
        turns=tuple(turns),
        speakers=head.speakers(),
        attributes=tuple(head.attributes),
        attributes_from=tuple((name, STATED) for name, _ in head.attributes),
    )


def _names(names: Iterator[str]) -> frozenset[str]:
    return frozenset(name.strip() for name in names) - {""}


def _essence(transcript: Transcript) -> object:
    """What a working copy keeps."""
    t = transcript
    turns = [(n.number, n.speaker, n.role, n.start_time, n.end_time, t.words(n)) for n in t.turns]
    people = [(s.name, s.role, s.role_from, s.attributes) for s in t.speakers]
    about = (t.id, t.format, t.encoding, t.encoding_is_guess, t.language, t.sha256)
    return turns, people, about, t.attributes


def _turns(lines: list[str], head: Head) -> Iterator[tuple[Label, str]]:
    """Label and words of each turn; what breaks the grammar goes to the problems."""
    names = _names(name for name, _, _, _ in head.roles)
    label: Label | None = None
    words: list[tuple[int, str]] = []
    for number, line in enumerate(lines[head.length :], head.length + 1):
        if line.startswith("#"):
            if label:
                yield label, _words(label, words, names, head)
            label, words = read_label(line.rstrip(), number, head), []
        elif label or not line.strip():
            words.append((number, line.rstrip()))
        elif head.length:
            head.problem(number, "words before the first label line", HOW_TO)
    if label:
        yield label, _words(label, words, names, head)


def _words(label: Label, lines: list[tuple[int, str]], names: frozenset[str], head: Head) -> str:
    """The words of a turn, without the empty lines around them."""
    filled = [i for i, (_, line) in enumerate(lines) if line]
    if not filled:
        hint = "delete its label line; a turn that was silent has '\\' for words"
        head.problem(label[0], "a label line without words below", hint)
        return ""
    said = []
    for number, line in lines[filled[0] : filled[-1] + 1]:
        if like_grammar(line):
            head.problem(number, "'#' that begins no label line", HOW_TO)
        elif like_label(line, names):
            hint = "write '# NAME' on a line of its own; where it is words, '\\:'"
            head.problem(number, "a speaker's name and a colon among the words", hint)
        try:
            said.append(read_line(line))
        except EscapeError as error:
            head.problem(number, f"'{error}' means nothing", "write a backslash as '\\\\'")
    return "\n".join(said)


def _unknown_speaker(head: Head, line: int, name: str, names: tuple[str, ...]) -> None:
    near = get_close_matches(name, names, n=1)
    hint = (
        f"did you mean '{near[0]}'?"
        if near
        else "add it there, with 'interviewer' or 'participant'"
    )
    message = f"'{name}' is not in the list of speakers" if name else "the turn has no speaker"
    head.problem(line, message, hint)


def _check_talk(head: Head, turns: list[Turn], any_talk: bool) -> None:
    if not any_talk and not head.problems:
        head.problem(0, "holds no turn", HOW_TO)
    if any(problem.line > head.length for problem in head.problems):
        return
    speaking = {turn.speaker for turn in turns}
    for name, _, _, line in head.roles:
        if any_talk and name not in speaking:
            head.problem(
                line, f"speaker '{name}' has no turn", "delete the line, or mend the label"
            )
