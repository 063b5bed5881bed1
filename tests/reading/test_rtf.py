"""Rich text: every word, in whatever way its characters are written."""

import time
from pathlib import Path

import pytest

from qcode.reading.options import ReadingOptions
from qcode.reading.transcripts import read_transcript
from tests.reading.read import FILES, aside, read, refusal, said


def body(rtf: str) -> str:
    return r"{\rtf1\ansi\ansicpg1252 " + rtf + "}"


def test_file_of_libreoffice() -> None:
    t = read_transcript(FILES / "talk.rtf")
    assert said(t) == [
        ("Interviewer", "Where do the children go?"),
        ("Mara Lindt", "To the school in the village, “most” of them.\nNot all."),
        ("采访者", "孩子们去哪儿上学？"),
        ("王老师", "去村里的学校。\t不远。"),
        ("Interviewer", "How far is it?"),
        ("Mara Lindt", "Two hours  on foot."),
        ("采访者", "谁来接？"),
        ("王老师", "奶奶来接，𠮷野家旁边。"),
        ("Interviewer", "And the new one?"),
    ]
    assert t.attributes == (
        ("title", "Village school"),
        ("subject", "site A"),
        ("keywords", "wave, 2"),
    )
    assert [turn.start_time for turn in t.turns][4:8] == [10.0, 12.0, 20.0, 23.0]


@pytest.mark.parametrize(
    ("rtf", "words"),
    [
        (r"\u8220?so\u8221\'94", "“so”"),
        (r"\uc2\u20320??\u22909 !!x", "你好x"),
        (r"\u-10174?\u-8265?", "𠮷"),
        (r"\u-10174?x", "\ufffdx"),
        (r"{\uc0\u20320}?", "你?"),
        (r"\'93so\'94 \'97 caf\'e9", "“so” — café"),
        (r"\ldblquote so\rquote\emdash\~a\_b\-c \{d\}\\", "“so’—\xa0a\u2011bc {d}\\"),
        (r"a\line b\tab c", "a\nb\tc"),
        ("a\r\nb \\b c\\b0  d", "ab c d"),
        (r"{\b bold}{\*\unknown x} and {\i on}", "bold and on"),
        (r'See {\field{\*\fldinst{HYPERLINK "http://a.b"}}{\fldrslt the page}}.', "See the page."),
        (r"{\pict\bin4 }}}}}after", "after"),
        (r"not {\deleted deleted }here", "not here"),
        (r"{\listtext 1.\tab}first", "first"),
    ],
)  # fmt: skip
def test_characters(tmp_path: Path, rtf: str, words: str) -> None:
    t = read(tmp_path, "a.rtf", body(rf"I: Why?\par P: {rtf}\par"))
    assert said(t)[1] == ("P", words)


def test_code_pages_of_fonts(tmp_path: Path) -> None:
    fonts = r"{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset134 B;}{\f2\fcharset136 C;}{\f3\cpg1251 D;}}"
    simplified, traditional, russian = (
        "".join(rf"\'{byte:02x}" for byte in text.encode(page))
        for text, page in (("丂好", "gbk"), ("孩子", "big5"), ("да", "cp1251"))
    )
    rtf = body(rf"{fonts}\f0 I: caf\'e9\par P: \f1 {simplified}\f2 {traditional}\f3 {russian}")
    assert said(read(tmp_path, "a.rtf", rtf)) == [("I", "café"), ("P", "丂好孩子да")]
    trail_as_letter = body(rf"{fonts}I: a\par P: \f1\'81@\'ba" + "\r\n" + r"\'c3")
    assert said(read(tmp_path, "a.rtf", trail_as_letter))[1] == ("P", "丂好")


def test_code_page_that_is_not_declared(tmp_path: Path) -> None:
    rtf = body(r"I: a\par P: \'ba\'c3").replace(r"\ansicpg1252", "")
    assert said(read(tmp_path, "a.rtf", rtf))[1] == ("P", "ºÃ")
    as_gb = ReadingOptions(encoding="gb18030")
    assert said(read(tmp_path, "a.rtf", rtf, as_gb))[1] == ("P", "好")
    lost = read(tmp_path, "a.rtf", body(r"I: a\par P: \'81"))
    assert said(lost)[1] == ("P", "\ufffd")
    assert lost.notes[0].startswith("some characters cannot be decoded")


def test_notes_boxes_and_heads(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "a.rtf",
        body(
            r"{\info{\title On \u22909?}{\author A}{\company no}}{\header no\par}"
            r"I: Why{\footnote a {\b village}}?\par "
            r"P: So{\shp{\*\shpinst{\sp{\sn no}{\sv no}}{\shptxt in a box\par two\par}}"
            r"{\shprslt no}}{\*\annotation unsure}.\par"
        ),
    )
    assert said(t) == [("I", "Why?"), ("P", "So.\nin a box\ntwo")]
    assert aside(t) == [(1, "a village", "a footnote"), (2, "unsure", "a comment")]
    assert t.attributes == (("title", "On 好"), ("author", "A"))


def test_table(tmp_path: Path) -> None:
    row = r"\trowd\cellx1\pard\intbl {}\cell {}\cell\row "
    talk = [("Ann", r"Why?\par How?"), ("Bob", "So."), ("Ann", "And?"), ("Bob", "{\\b Thus.}")]
    t = read(tmp_path, "a.rtf", body("".join(row.format(*turn) for turn in talk) + r"\pard End"))
    assert said(t) == [
        ("Ann", "Why?\nHow?"),
        ("Bob", "So."),
        ("Ann", "And?"),
        ("Bob", "Thus.\nEnd"),
    ]


def test_file_that_is_cut_short(tmp_path: Path) -> None:
    t = read(tmp_path, "a.rtf", body(r"I: Why?\par P: So it w")[:-1])
    assert said(t)[1] == ("P", "So it w")
    assert t.notes[0] == "it is cut short: what it holds was read"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty (zero bytes)"),
        (b"just words", "is not an RTF file"),
        (b"{\\rtf1 " + b"{" * 20_000, "is nested too deeply to be a transcript"),
        (b"{\\rtf1\\par}", "holds no talk"),
    ],
)
def test_refused(tmp_path: Path, data: bytes, message: str) -> None:
    problem = refusal(tmp_path, "a.rtf", data)
    assert problem.message == message
    assert problem.hint


def test_unknown_encoding(tmp_path: Path) -> None:
    problem = refusal(tmp_path, "a.rtf", body("I: a"), ReadingOptions(encoding="klingon"))
    assert problem.message == "there is no encoding 'klingon'"


@pytest.mark.parametrize("part", [r'{\field{\*\fldinst{HYPERLINK "}}}', r"\f1\fcharset1", r"\u1"])
def test_no_repetition_takes_long(tmp_path: Path, part: str) -> None:
    started = time.process_time()
    read(tmp_path, "a.rtf", body(r"I: a\par P: b\par{\fonttbl " + part * 20_000 + "}"))
    assert time.process_time() - started < 5
