"""Coders' names: when two spellings are one person, and what that person's log is called."""

from __future__ import annotations

import hashlib
import unicodedata
from functools import lru_cache

from qcode.errors import QcodeError

SUFFIX = ".jsonl"
LONGEST = 180
"""Bytes of a file name's stem in UTF-8; file systems take 255, copies need room for more."""
_PLAIN = "-_.@+ "
_DEVICES = (
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
)


@lru_cache(maxsize=1024)
def coder_key(name: str) -> str:
    """The spelling under which names are one coder: Unicode form, case and blanks are folded."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def log_name(coder: str) -> str:
    """The name of a coder's log: the folded name, with `%` and hexadecimal digits for what file
    systems refuse and for brackets, which cloud drives put into the names of conflict copies.

    Raises:
        QcodeError: the name is empty.
    """
    key = coder_key(coder)
    if not key:
        raise QcodeError("a coder needs a name\n  hint: give one with --coder NAME")
    stem = "".join(_written(character) for character in key)
    if stem.startswith((".", "-")) or stem.split(".")[0] in _DEVICES:
        stem = f"%{ord(stem[0]):02x}{stem[1:]}"
    if len(stem.encode()) > LONGEST:
        start = stem.encode()[: LONGEST - 17].decode(errors="ignore")
        stem = f"{start}-{hashlib.sha256(key.encode()).hexdigest()[:16]}"
    return stem + SUFFIX


def _written(character: str) -> str:
    if character in _PLAIN or unicodedata.category(character)[0] in "LMN":
        return character
    data = character.encode(errors="surrogatepass")
    return "".join(f"%{byte:02x}" for byte in data)
