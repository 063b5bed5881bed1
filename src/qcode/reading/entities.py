"""Character references of HTML (`&amp;`, `&#20320;`), also those that no program can mean."""

from __future__ import annotations

import html
import re

_ENDLESS = re.compile(r"&(?=#(?:\d{9}|[xX][0-9A-Fa-f]{9}))")
"""Python refuses to make a number of thousands of digits."""


def unescape(text: str) -> str:
    """The text with its references as the characters that they stand for."""
    return html.unescape(without_endless(text))


def without_endless(text: str) -> str:
    """References with more digits than any character has are shown as they are written."""
    return _ENDLESS.sub("&amp;", text)
