"""Bytes to text, and how sure that is.

In order: a byte order mark, strict UTF-8, the pattern of UTF-16, UTF-8 with a few broken
sequences, then a scored short list: GB18030, Big5, cp1252. GB18030 accepts nearly any bytes and
cp1252 all but five, so what decodes is no evidence: the text must look like somebody's. A file
with the line ends of an old Mac may be in its encoding, too.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from qcode.model.text import HAN
from qcode.reading.lines import UnreadableError

LONGEST_LINE = 2_000_000
"""Characters; ten hours of talk are a quarter of it."""
CHOICES = ("gb18030", "big5hkscs", "cp1252")
FORCE = "say which with --encoding, for example --encoding gb18030"

_GUESS = "encoding {} is a guess: where words look wrong, name another with --encoding"

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_MAGIC = (
    (b"PK\x03\x04", "a zip or Office file"),
    (b"%PDF", "a PDF file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a sound file"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"fLaC", "a sound file"),
    (b"\x1f\x8b", "a compressed file"),
)
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32), 127])
_SAMPLE = 400_000

# The characters that make up well over half of any Chinese talk, in both scripts.
_COMMON = frozenset(
    "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学"
    "么之都好看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因"
    "很给名法间斯知世什两次使身者被高已亲其进此话常与活正感见明问力理尔点文几定本公特做外孩相西果走将月十实向声车全信重"
    "三机工物气每并别真打太新比才便夫再书部水像眼等体却加电主界门利海受听表德少克代员许先口由死安写性马光白或住难望教命"
    "花结乐色更拉东神记处让母父应直字场平报友关放至张认接告入笑内英军候民岁往何度山觉路带万男边风解叫任金快原吃妈变通师"
    "立象数四失满战远格士音轻目条呢吗啊吧嗯村镇县访谈受采校留守童奶爷"
    "這個們來時為說國著裡後會過對學麼發當沒還樣種開總從無現頭經長兒愛給間兩親進話與見問點幾實將聲車氣並別書體卻電門聽員"
    "許寫馬難結樂東記處讓應場報關張認內軍歲覺帶萬邊風媽變師數滿戰遠輕條嗎縣訪談採爺"
)
_CJK_MARKS = frozenset("，。？！：；、“”‘’（）《》【】…—·　「」『』～％〈〉")
_WESTERN_MARKS = "‘’“”–—…•€£§©®°·«»¿¡´\xa0½¼²³"
_WESTERN = re.compile(
    rf"(?:(?<![^\x00-\x7f])[À-ÖØ-öø-ÿŒœŠšŽžŸ]{{1,2}}(?![^\x00-\x7f’”»…–—])|[{_WESTERN_MARKS}])"
)
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_HAN_CHARACTER = re.compile(f"[{HAN}]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text with line ends `\\n`, and under which encoding it was read."""

    text: str
    encoding: str
    is_guess: bool = False
    notes: tuple[str, ...] = ()


def decode(data: bytes, encoding: str | None = None, *, needs_line_breaks: bool = True) -> Decoded:
    """Read bytes as text; `encoding` forces one; JSON and web pages need no line breaks.

    Raises:
        UnreadableError: the file is empty, binary, has a line beyond all reason, or its encoding
            cannot be told.
    """
    if not data:
        raise UnreadableError("is empty", "check that the copy or the export was finished")
    decoded = _forced(data, encoding) if encoding else _recognised(data)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if needs_line_breaks:
        _refuse_endless_line(text)
    return Decoded(text, decoded.encoding, decoded.is_guess, decoded.notes)


def without_surrogates(text: str) -> str:
    """Halves of characters, as formats with UTF-16 in them give them, put together.

    A half without its other half becomes U+FFFD: no file could be written with it.
    """
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _forced(data: bytes, encoding: str) -> Decoded:
    try:
        codec = codecs.lookup(encoding)
        text, _ = codec.decode(data, "strict")
    except LookupError:
        hint = "for example utf-8, utf-16, gb18030, big5, cp1252"
        raise UnreadableError(f"there is no encoding '{encoding}'", hint) from None
    except UnicodeError as error:
        line = data.count(b"\n", 0, getattr(error, "start", 0)) + 1
        hint = "leave --encoding out to have it recognised"
        raise UnreadableError(f"is not written in '{encoding}'", hint, line) from None
    if not isinstance(text, str):
        raise UnreadableError(
            f"'{encoding}' is not an encoding of text", "for example utf-8 or gb18030"
        )
    if "\0" in text:
        raise UnreadableError(f"is not text when read as '{encoding}'", FORCE)
    return Decoded(text.removeprefix("\ufeff"), codec.name)


def _recognised(data: bytes) -> Decoded:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], name)
    _refuse_other_formats(data)
    if b"\0" in data:
        return _utf16(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        _refuse_binary(data)
        return _nearly_utf8(data) or _scored(data)
    _refuse_binary(data)
    return Decoded(text, "utf-8")


def _marked(data: bytes, name: str) -> Decoded:
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        text = data.decode(name, "replace")
    if "\0" in text:
        raise UnreadableError("is not text", "export the transcript as txt, docx, vtt or srt")
    return Decoded(text, name, notes=_broken_lines(text))


def _refuse_other_formats(data: bytes) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            hint = "give the file its right suffix, or save the transcript as text or docx"
            raise UnreadableError(f"is {what}, not text", hint)


def _refuse_binary(data: bytes) -> None:
    sample = data[:_SAMPLE]
    if (len(sample) - len(sample.translate(None, _CONTROLS))) * 200 > len(sample):
        raise UnreadableError(
            "is binary data, not text", "export the transcript as txt, docx, vtt or srt"
        )


def _refuse_endless_line(text: str) -> None:
    start = 0
    while len(text) - start > LONGEST_LINE:
        end = text.rfind("\n", start, start + LONGEST_LINE)
        if end < 0:
            number = text.count("\n", 0, start) + 1
            message = f"has a line of more than {LONGEST_LINE:,} characters"
            raise UnreadableError(message, "a transcript has line breaks: check the export", number)
        start = end + 1


def _utf16(data: bytes) -> Decoded:
    """Text in UTF-16 without a mark: ASCII has its zero bytes on one side only."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    name = "utf-16-le" if odd > even else "utf-16-be"
    if min(even, odd) * 10 < max(even, odd) and len(data) % 2 == 0:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            text = "\0"
        if "\0" not in text and _plausible_wide(text):
            return Decoded(
                text,
                name,
                True,
                (_GUESS.format(name),),
            )
    raise UnreadableError(
        "is binary data, not text", "export the transcript as txt, docx, vtt or srt"
    )


def _plausible_wide(text: str) -> bool:
    sample = text[:_SAMPLE]
    known = sum(
        map(len, re.findall(rf"[\x09\x0a\x0d\x20-\x7e\xa0-\u024f\u2010-\u2030{HAN}]+", sample))
    ) + sum(map(sample.count, _CJK_MARKS))
    return known >= 0.9 * len(sample)


def _nearly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 in which a program cut a few characters; None when it is another encoding."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    whole = len(_FOREIGN.findall(text)) - broken
    if broken * 4 > whole:
        return None
    return Decoded(text, "utf-8", notes=_broken_lines(text))


def _broken_lines(text: str) -> tuple[str, ...]:
    if "\ufffd" not in text:
        return ()
    lines = [str(n) for n, line in enumerate(text.splitlines(), 1) if "\ufffd" in line]
    many = f" and {len(lines) - 5} more" if len(lines) > 5 else ""
    noun = "line" if len(lines) == 1 else "lines"
    return (
        f"{noun} {', '.join(lines[:5])}{many} cannot be decoded in full: \ufffd marks the place",
    )


def _scored(data: bytes) -> Decoded:
    """The encoding of the short list under which the text looks most like somebody's."""
    scores = []
    is_old_mac = b"\r" in data and b"\n" not in data
    for order, name in enumerate(("mac_roman", *CHOICES) if is_old_mac else CHOICES):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        scores.append((_score(text[:_SAMPLE], name), -order, name, text))
    if not scores or max(scores)[0] < 0.5:
        raise UnreadableError("is in an encoding that cannot be told", FORCE)
    _, _, name, text = max(scores)
    name = "big5" if name == "big5hkscs" else name
    return Decoded(
        text,
        name,
        True,
        (_GUESS.format(name),),
    )


def _score(text: str, name: str) -> float:
    """How much of what is not ASCII looks right, from 0 to 1."""
    foreign = _FOREIGN.findall(text)
    if not foreign:
        return 0.0
    if name in ("cp1252", "mac_roman"):
        return sum(map(len, _WESTERN.findall(text))) / len(foreign)
    good = 0.0
    for character in foreign:
        if character in _COMMON:
            good += 1.0
        elif character in _CJK_MARKS:
            good += 0.9
        elif _HAN_CHARACTER.match(character):
            good += 0.75 if _is_everyday(character, name) else -0.5
    return good / len(foreign)


def _is_everyday(character: str, name: str) -> bool:
    """Whether a character is in the part of its character set that holds the common ones."""
    code = character.encode(name)
    if len(code) != 2:
        return False
    lead, trail = code
    if name == "gb18030":
        return 0xB0 <= lead <= 0xD7 and trail >= 0xA1
    return 0xA4 <= lead <= 0xC6
