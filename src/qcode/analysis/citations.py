"""Citation codes of interviews, such as 20170715-ZGB03, in place of names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from qcode.model.transcript import Role, Transcript, attribute_key

WHOLE = ("citation", "引用编号")
"""Attributes that give a code as it is."""
DATES = ("date", "interview date", "日期", "访谈日期", "访谈时间", "时间")
ABBREVIATIONS = ("abbreviation", "abbr", "缩写", "代码")

_BY_ROLE: Mapping[Role, str] = {"participant": "P", "interviewer": "I"}
_DATE = re.compile(r"(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*[-/.月]?\s*(\d{1,2})(?!\d)")


def citations(transcripts: Sequence[Transcript]) -> dict[tuple[str, str], str]:
    """The citation code of each speaker of each transcript: DATE-ABBREVIATION and a number.

    The date is the attribute `date` (`日期`, ...) as eight digits, left out where there is none.
    The abbreviation is the attribute `abbreviation` (`缩写`, ...), else "P" for a participant and
    "I" for an interviewer: never a part of a name. The number, from 01, counts the speakers with
    this abbreviation in the order given, so give all transcripts of the study. An attribute
    `citation` (`引用编号`) stands as it is. Attributes of a speaker stand before the transcript's;
    an interviewer has only his or her own abbreviation or citation.

    Returns:
        By transcript id and label of the speaker.
    """
    seen: dict[str, int] = {}
    codes: dict[tuple[str, str], str] = {}
    for transcript in transcripts:
        for speaker in transcript.speakers:
            both = (*speaker.attributes, *transcript.attributes)
            own = speaker.attributes if speaker.role == "interviewer" else both
            whole = _first(own, WHOLE)
            if not whole:
                name = _first(own, ABBREVIATIONS) or _BY_ROLE[speaker.role]
                seen[name] = seen.get(name, 0) + 1
                whole = "-".join(filter(None, (_date(both), f"{name}{seen[name]:02d}")))
            codes[transcript.id, speaker.name] = whole
    return codes


def _date(attributes: Sequence[tuple[str, str]]) -> str:
    found = _DATE.match(_first(attributes, DATES))
    return f"{found[1]}{int(found[2]):02d}{int(found[3]):02d}" if found else ""


def _first(attributes: Sequence[tuple[str, str]], names: Sequence[str]) -> str:
    for name in names:
        for key, value in attributes:
            if attribute_key(key) == name and value.strip():
                return value.strip()
    return ""
