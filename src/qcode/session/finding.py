"""Finding codes while one types, and words in transcripts, whatever case, width and script."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from qcode.matching.language import simplified
from qcode.model.codebook import Code, Codebook
from qcode.model.transcript import Transcript
from qcode.session.options import Tongue
from qcode.session.state import Choice

PREFIX, WORD, INSIDE, DEFINITION, APART = range(5)
"""How well a code fits what is typed, the best first: its id or a name begins so, a word in them
does, they hold it, the definition holds it, the words stand apart from each other."""


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """The spelling by which texts are compared: case, width, Unicode form, Traditional and
    Simplified are one, and `_` and `-` are blanks."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("_", " ").replace("-", " ")
    plain = " ".join(unicodedata.normalize("NFKC", plain).split())
    return plain if plain.isascii() else "".join(map(simplified, plain))


def find_codes(
    codebook: Codebook, typed: str, language: Tongue = "en", *, first: Sequence[str] = ()
) -> tuple[Choice, ...]:
    """The codes that fit what is typed, the best first, then in the order of the tree.

    Args:
        codebook: of the study.
        typed: any part of an id, of a name in any language, or of a definition.
        language: in which they are shown.
        first: ids that come first among those that fit equally well, such as the last used.
    """
    wanted = folded(typed)
    by_id = {code.id: code for code in codebook.codes}
    ranked = []
    for place, code in enumerate(codebook.codes):
        fit = _fit(code, wanted) if wanted else PREFIX
        if fit is not None:
            used = first.index(code.id) if code.id in first else len(first)
            ranked.append((fit, used, place, code))
    ranked.sort(key=lambda each: each[:3])
    return tuple(_choice(code, by_id, language) for *_, code in ranked)


def code_named(codebook: Codebook, typed: str) -> str | None:
    """The id of the code that is called exactly so, by id or name; None for none or several."""
    if any(code.id == typed for code in codebook.codes):
        return typed
    wanted = folded(typed)
    found = [code.id for code in codebook.codes if wanted in _names(code)]
    return found[0] if len(found) == 1 else None


def code_name(code: Code, language: Tongue) -> str:
    """What a code is called on screen: its name, else its id."""
    return code.name.get(language) or code.id


def find_words(
    transcripts: Mapping[str, Transcript], words: str, after: tuple[str, int], *, back: bool = False
) -> tuple[str, int, int] | None:
    """The next place of words in the turns of transcripts, after a place or before it.

    Args:
        transcripts: in their order; the search begins again at the other end.
        words: compared without case and width, Traditional as Simplified.
        after: a transcript and a place in it, in code points.
        back: whether to go back.

    Returns:
        Transcript, start and end, in code points; None when the words are nowhere.
    """
    needle = _same_length(words.strip())
    if not needle:
        return None
    names = list(transcripts)
    at = names.index(after[0])
    around = [*names[at:], *names[:at], names[at]]
    if back:
        around = [names[at], *reversed(names[:at]), *reversed(names[at:])]
    for number, name in enumerate(around):
        places = list(_places(transcripts[name], needle))
        if number == 0:
            places = [p for p in places if (p < after[1] if back else p > after[1])]
        if places:
            start = places[-1] if back else places[0]
            return name, start, start + len(needle)
    return None


def place_in(text: str, words: str) -> int | None:
    """The first place of words in a text, whatever their case and width; None for none."""
    place = _same_length(text).find(_same_length(words))
    return place if place >= 0 else None


def _places(transcript: Transcript, needle: str) -> Iterator[int]:
    """Where the words stand within turns."""
    text = _folded_text(transcript.text)
    place = text.find(needle)
    turns = iter(transcript.turns)
    turn = next(turns, None)
    while place >= 0 and turn:
        while turn and turn.end < place + len(needle):
            turn = next(turns, None)
        if turn and turn.start <= place:
            yield place
        place = text.find(needle, place + 1)


@lru_cache(maxsize=1024)
def _folded_text(text: str) -> str:
    return _same_length(text)


def _same_length(text: str) -> str:
    """The text without case, width and script, character by character, so that places stay."""
    if text.isascii():
        return text.lower()
    return text.translate(_table(frozenset(text)))


@lru_cache(maxsize=1024)
def _table(characters: frozenset[str]) -> dict[int, str]:
    found = {}
    for character in characters:
        plain = unicodedata.normalize("NFKC", character).lower()
        plain = simplified(plain) if len(plain) == 1 else plain
        if len(plain) == 1 and plain != character:
            found[ord(character)] = plain
    return found


def _fit(code: Code, wanted: str) -> int | None:
    names = _names(code)
    if any(name.startswith(wanted) for name in names):
        return PREFIX
    if any(f" {wanted}" in name for name in names):
        return WORD
    if any(wanted in name for name in names):
        return INSIDE
    definition = " ".join(folded(words) for _, words in code.definition.by_language)
    if wanted in definition:
        return DEFINITION
    everything = " ".join((*names, definition))
    return APART if all(word in everything for word in wanted.split()) else None


def _names(code: Code) -> tuple[str, ...]:
    return (folded(code.id), *(folded(words) for _, words in code.name.by_language))


def _choice(code: Code, by_id: Mapping[str, Code], language: Tongue) -> Choice:
    name = code_name(code, language)
    others = [words for _, words in code.name.by_language if words and words != name]
    above: list[str] = []
    parent = code.parent
    while parent in by_id and len(above) < len(by_id):
        above.append(code_name(by_id[parent], language))
        parent = by_id[parent].parent
    shown = [name, *others[:1], *([code.id] if code.id not in {name, *others[:1]} else [])]
    names = tuple(words for _, words in code.name.by_language)
    return Choice(code.id, " · ".join(shown), " › ".join(reversed(above)), names=names)
