"""Encodings: recognised, said to be a guess where they are one, never silently Latin-1."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.reading.decoding import decode
from qcode.reading.lines import UnreadableError

CHINESE = "访谈者：你们村里的孩子都是谁带？\n受访者：都是奶奶带的，爸妈在外面打工。\n"
TRADITIONAL = "訪談者：你們村裡的孩子都是誰帶？\n受訪者：都是奶奶帶的，爸媽在外面打工。\n"
MIXED = "I: What does guanxi (关系) mean to you?\nP: It means a lot here.\n"
SMART = "I: It’s “fine”, isn’t it?\nP: We met at the café – she’d been naïve…\n"


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (CHINESE, "gb18030", "gb18030"),
        (CHINESE, "gbk", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "gbk", "gb18030"),
        (MIXED, "gb18030", "gb18030"),
        (MIXED, "big5", None),
        (SMART, "cp1252", "cp1252"),
        ("P: Die Größe der Höfe. Natürlich für Übung.\n", "cp1252", "cp1252"),
        (MIXED, "utf-16-le", "utf-16-le"),
        (CHINESE, "utf-16-be", "utf-16-be"),
    ],
)
def test_guesses(text: str, encoding: str, found: str | None) -> None:
    decoded = decode(text.encode(encoding, "replace"))
    if found:
        assert (decoded.text, decoded.encoding) == (text, found)
    assert decoded.is_guess
    assert "is a guess" in decoded.notes[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_certain_ones(encoding: str) -> None:
    decoded = decode((CHINESE + SMART).encode(encoding))
    assert decoded.text == CHINESE + SMART
    assert not decoded.is_guess


def test_ascii_is_utf8() -> None:
    assert decode(b"one\ntwo words\n").encoding == "utf-8"
    assert not decode(b"one\ntwo words\n").is_guess


def test_broken_utf8_stays_utf8_and_names_the_line() -> None:
    data = (CHINESE * 20).encode()
    cut = data.index("带".encode()) + 1
    decoded = decode(data[:cut] + data[cut + 1 :])
    assert decoded.encoding == "utf-8"
    assert "\ufffd" in decoded.text.split("\n")[0]
    assert decoded.notes == ("line 1 cannot be decoded in full: \ufffd marks the place",)


def test_line_ends() -> None:
    assert decode(b"a\r\nb\rc\n").text == "a\nb\nc\n"


def test_forced() -> None:
    assert decode("é".encode("latin-1"), "latin-1").text == "é"
    with pytest.raises(UnreadableError, match="there is no encoding 'klingon'"):
        decode(b"x", "klingon")
    with pytest.raises(UnreadableError, match="is not written in 'utf-8'") as caught:
        decode(b"one\ntwo \xff\n", "utf-8")
    assert caught.value.line == 2
    with pytest.raises(UnreadableError, match="not an encoding of text"):
        decode(b"6162", "hex")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04 rest", "is a zip or Office file"),
        (b"%PDF-1.7 rest", "is a PDF file"),
        (bytes(range(256)) * 20, "is binary data"),
        (b"words with a \0 byte in it, oddly", "is binary data"),
        (b"\x01\x02\x03\x04\xff\xfe\xfd" * 50, "is binary data"),
        ("привет, как дела сегодня".encode("cp1251"), "cannot be told"),
        (b"a" * 50_000_000, "has a line of more than"),
    ],
)
def test_refused(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        decode(data)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except UnreadableError as error:
        assert error.message
    else:
        assert "\r" not in decoded.text
        assert "\0" not in decoded.text


@given(st.text(st.characters(exclude_characters="\r\0", exclude_categories=("Cs", "Cc"))))
def test_utf8_is_kept_to_the_letter(text: str) -> None:
    if text:
        assert decode(codecs.BOM_UTF8 + text.encode()).text == text
