"""The name that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

MOST = 8


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint for an unknown name: the nearest known one, else those there are."""
    options = tuple(dict.fromkeys(known))
    folded = {option.casefold(): option for option in options}
    near = get_close_matches(name.casefold(), folded, n=1)
    if near:
        return f"did you mean '{folded[near[0]]}'?"
    more = f" and {len(options) - MOST} more" if len(options) > MOST else ""
    listed = ", ".join(options[:MOST]) + more
    return f"there are: {listed}" if options else "there are none"
