"""Whether files hold words of a participant."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

LEAST_HAN, LEAST_LATIN = 10, 28
"""Characters that a stretch has to have so that it is no everyday phrase."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_BLANKS = re.compile(r"\s+")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_ZIPS = (".xlsx", ".docx", ".odt", ".zip", ".qdpx")
_CLOSED = (".png", ".pdf", ".jpg", ".jpeg", ".gif", ".parquet", ".gz", ".7z", ".mp3", ".wav")
_ENCODINGS = ("utf-8", "utf-16", "gb18030")
LARGEST = 300_000_000


class Words:
    """What somebody said, ready to be looked for in files."""

    def __init__(self, said: Iterable[str]) -> None:
        """Cut what was said into stretches that are long enough to be theirs alone."""
        self._stretches = sorted({stretch for words in said for stretch in _stretches(words)})

    def stand_among(self, text: str) -> bool:
        """Whether a text holds one of the stretches."""
        plain = _plain(text)
        return any(stretch in plain for stretch in self._stretches)

    def stand_in(self, path: Path) -> bool | None:
        """Whether a file holds one of the stretches; None where it cannot be looked into."""
        suffix = path.suffix.lower()
        if suffix in _CLOSED:
            return None
        try:
            if path.stat().st_size > LARGEST:
                return None
            if suffix in _ZIPS:
                with zipfile.ZipFile(path) as archive:
                    parts = [archive.read(name) for name in archive.namelist()]
            else:
                parts = [path.read_bytes()]
        except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError):
            return None
        return any(self._stand_among(part) for part in parts)

    def _stand_among(self, data: bytes) -> bool:
        return any(self.stand_among(data.decode(each, errors="ignore")) for each in _ENCODINGS)


def _stretches(words: str) -> Iterable[str]:
    """Stretches of a turn, each long enough and half over the one before, so that any quotation of
    one and a half of that length holds one; a short turn gives none."""
    plain = _plain(words)
    start = 0
    while start < len(plain):
        least = LEAST_HAN if _HAN.search(plain, start, start + LEAST_HAN) else LEAST_LATIN
        stretch = plain[start : start + least]
        if len(stretch) == least:
            yield stretch
        start += least // 2


def _plain(text: str) -> str:
    """Text as it may stand in any file: without blanks, and without the marks of JSON and XML."""
    if "\\u" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return _BLANKS.sub("", text.replace("\\n", "").replace('\\"', '"').replace('""', '"'))
