"""What the names of styles look like.

The colours are near those that terminals with 16 colours have, so that a poorer terminal shows
the nearest; nothing is told by colour alone.
"""

from __future__ import annotations

from functools import lru_cache

from rich.style import Style

PAPER, INK = "#14171c", "#d8dce2"
_WEAK = "#8a93a0"
_TINTS = (
    "#1e4a8a", "#1d6b3a", "#7a2d6e", "#7d5a00", "#0d6470", "#8a2a2a", "#50407f", "#4d5b12",
)  # fmt: skip
"""Backgrounds of coded words."""
_COLOURS = (
    "#6ea8ff", "#5fd38a", "#e48bd4", "#e8c34a", "#56cfe0", "#ff8a80", "#b7a3ff", "#b8cf4f",
)  # fmt: skip
"""Of names and margin marks, one for each tint."""

STYLES: dict[str, Style] = {
    "dim": Style(color=_WEAK),
    "asked": Style(color="#aab2bd"),
    "head": Style(color="#aab2bd", bold=True),
    "here": Style(color="#ffffff", bold=True),
    "time": Style(color=_WEAK),
    "read": Style(color="#5fd38a"),
    "bar": Style(color="#ffd75f", bold=True),
    "strong": Style(color="#ffffff", bold=True),
    "title": Style(color="#ffffff", bold=True, underline=True),
    "quoted": Style(color="#aab2bd"),
    "matched": Style(bold=True, underline=True, color="#ffffff"),
    "suggested": Style(underline=True),
    "coded": Style(),
    "found": Style(color="#14171c", bgcolor="#e8c34a"),
    "selected": Style(color="#14171c", bgcolor="#c9d1db"),
    "focus": Style(bold=True, reverse=True),
    "key": Style(color="#ffd75f", bold=True),
    "keys": Style(color=_WEAK, bgcolor="#20252d"),
    "status": Style(color="#ffffff", bgcolor="#2b3a55"),
    "saved": Style(color="#8ee6ad", bgcolor="#2b3a55"),
    "message": Style(color="#ffffff"),
    "trouble": Style(color="#ffffff", bgcolor="#a02020", bold=True),
}
_STRONGEST = ("found", "selected")
"""Put on last, over all others."""


@lru_cache(maxsize=1024)
def style_of(names: str) -> Style:
    """The style of several names; `coded` and `suggested` say what a colour colours."""
    words = names.split()
    style = Style(color=INK, bgcolor=PAPER)
    for each in sorted(words, key=lambda word: word in _STRONGEST):
        style += _colour(int(each[1:]), words) if _is_colour(each) else STYLES.get(each, Style())
    return style


def _is_colour(name: str) -> bool:
    return name[0] == "c" and name[1:].isdecimal()


def _colour(number: int, words: list[str]) -> Style:
    if "coded" in words:
        return Style(color="#ffffff", bgcolor=_TINTS[number])
    if "suggested" in words:
        return Style(color=_COLOURS[number], underline=True)
    return Style(color=_COLOURS[number])
