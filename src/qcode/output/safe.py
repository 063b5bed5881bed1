"""Text of strangers made safe to show in a terminal."""

from __future__ import annotations

import re

_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """Text with the characters that would steer a terminal made visible; words stay."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text)
