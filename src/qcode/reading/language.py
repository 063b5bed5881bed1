"""Which language a transcript is in, by its letters and the commonest words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qcode.model.text import HAN
from qcode.model.transcript import Language

_HAN_RUN = re.compile(f"[{HAN}]+")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+")
_OTHER = re.compile(r"[\u0370-\u1fff\u3040-\u30ff\uac00-\ud7af]+")
_ENGLISH = frozenset(
    "the and of to that you it have they what with this was are my not for".split()
)
_EUROPEAN = frozenset(
    "und der das ist nicht ich wir sie ein eine mit auf für den von dass auch noch schon haben wie "
    "le la les et est pas je vous nous une un que qui dans pour ne il elle ça avec "
    "el los las y es por con una se lo del como pero muy "
    "de het een van ik niet zijn voor ook maar dat".split()
)
"""The commonest words of German, French, Spanish and Dutch that are no English ones."""
_TURNS, _CHARACTERS = 50, 5000
"""How many turns, spread over the talk, are looked at, and how many characters in all."""
_ENOUGH = 100
"""Words below which the share of common words says nothing."""
_HAN_PER_WORD = 1.5


def language_of(turns: Sequence[str]) -> Language:
    """`en`, `zh`, `mixed` (each above a fifth of the talk) or `other`, from the turns' words."""
    step = -(-len(turns) // _TURNS) or 1
    looked_at = turns[::step]
    each = _CHARACTERS // max(1, len(looked_at))
    sample = "\n".join(words[:each] for words in looked_at)
    han = sum(map(len, _HAN_RUN.findall(sample)))
    words = _LATIN_WORD.findall(sample)
    other = sum(map(len, _OTHER.findall(sample)))
    latin = len(words) * _HAN_PER_WORD
    if (not han and not words) or other > han + sum(map(len, words)):
        return "other"
    if other * 5 > han > latin:
        return "other"
    share = han / (han + latin)
    if share >= 0.8:
        return "zh"
    if share > 0.2:
        return "mixed"
    common = sum(word.lower() in _ENGLISH for word in words)
    european = sum(word.lower() in _EUROPEAN for word in words)
    if european > common and european * 100 >= 8 * len(words):
        return "other"
    return "other" if len(words) >= _ENOUGH and common * 100 < 7 * len(words) else "en"
