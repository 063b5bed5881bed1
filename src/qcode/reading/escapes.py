r"""How the working copy spells characters that its grammar or an editor would take otherwise.

`\\ \# \: \[ \] \"` are those marks as words, `\u{200b}` is a character by its number, and `\` at
the end of a line of words is nothing: it shows where the line ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNSEEN = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff"
_IN_WORDS = re.compile(rf"[\\{_UNSEEN}]")
_IN_NAMES = re.compile(rf"[\\\[\]:\t\n{_UNSEEN}]|^\s+|\s+\Z|^(?=\"\"\Z)")
_IN_VALUES = re.compile(rf"[\\\n{_UNSEEN}]|^\s+|\s+\Z")
_MARKS = "\\#＃:：[]"
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]{1,6})\}|([\\#＃:：\[\]\"])|(.?))", re.S)
_LIKE_GRAMMAR = re.compile(r"(\s*)[#＃]")
_COLON = re.compile(r"\\.|([:：])", re.S)
_LARGEST = 0x10FFFF
NOBODY = '""'
"""The name of a speaker without one, in the list of speakers."""


class EscapeError(ValueError):
    """A backslash stands before something that needs none; the text is both of them."""


def write_name(name: str) -> str:
    """A name or a key, so that a colon, a bracket or a blank at its edge is seen as its own."""
    return _IN_NAMES.sub(_spell, name) if name else NOBODY


def read_name(written: str) -> str:
    """The name that was written.

    Raises:
        EscapeError: it holds a backslash that means nothing.
    """
    return "" if written == NOBODY else read_escapes(written)


def write_value(value: str) -> str:
    """A value: the rest of a line."""
    return _IN_VALUES.sub(_spell, value)


def write_line(line: str, names: frozenset[str], *, outer: bool) -> str:
    """One line of words.

    Args:
        line: the words.
        names: of all speakers: a line that begins with one and a colon looks like a label.
        outer: whether it is the first or the last line of its turn.
    """
    colons = _label_colons(line, names, escaped=False)
    words = "".join(
        "\\" + character if place in colons else _IN_WORDS.sub(_spell, character)
        for place, character in enumerate(line)
    )
    if found := _LIKE_GRAMMAR.match(words):
        words = f"{found[1]}\\{words[found.end(1) :]}"
    return words + "\\" if words != words.rstrip() or (outer and not words) else words


def read_line(written: str) -> str:
    """The words of one line, without blanks that an editor may have put at its end.

    Raises:
        EscapeError: it holds a backslash that means nothing.
    """
    words = written.rstrip()
    if (len(words) - len(words.rstrip("\\"))) % 2:
        words = words[:-1]
    return read_escapes(words)


def like_label(written: str, names: frozenset[str]) -> bool:
    """Whether a written line begins as people write labels: a speaker's name and a colon."""
    return bool(_label_colons(written, names, escaped=True))


def like_grammar(written: str) -> bool:
    """Whether a written line begins, perhaps behind blanks, with the mark of a label line."""
    return _LIKE_GRAMMAR.match(written) is not None


def read_escapes(text: str) -> str:
    """The text that was written.

    Raises:
        EscapeError: it holds a backslash that means nothing.
    """
    return _ESCAPE.sub(_unspell, text) if "\\" in text else text


def _label_colons(line: str, names: frozenset[str], *, escaped: bool) -> set[int]:
    """Where colons stand in a line that have nothing but a speaker's name before them."""
    if not names or (":" not in line and "：" not in line):
        return set()
    longest = max(map(len, names))
    found: set[int] = set()
    for place in _colons(line, escaped=escaped):
        try:
            name = read_escapes(line[:place]) if escaped else line[:place]
        except EscapeError:
            break
        if len(name.strip()) > longest:
            break
        if name.strip() in names:
            found.add(place)
    return found


def _colons(line: str, *, escaped: bool) -> Iterator[int]:
    """Where colons stand, in a written line those without a backslash."""
    if not escaped:
        return (place for place, character in enumerate(line) if character in ":：")
    return (found.start() for found in _COLON.finditer(line) if found[1])


def _spell(found: re.Match[str]) -> str:
    return "".join(map(_spell_one, found.group())) or "\\"


def _spell_one(character: str) -> str:
    return "\\" + character if character in _MARKS else f"\\u{{{ord(character):x}}}"


def _unspell(found: re.Match[str]) -> str:
    number, mark, other = found.groups()
    if number and int(number, 16) <= _LARGEST:
        return chr(int(number, 16))
    if mark:
        return str(mark)
    raise EscapeError(f"\\u{{{number}}}" if number else "\\" + (other or ""))
