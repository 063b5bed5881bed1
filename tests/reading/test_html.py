"""Web pages and oTranscribe files: the words as a browser shows them."""

import json
import time
from pathlib import Path

import pytest

from qcode.reading.options import ReadingOptions
from tests.reading.read import read, refusal, said, times


def test_page(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "a.html",
        "<!DOCTYPE html><html><head><title>A  talk &amp; more</title><style>p {color: red}</style>"
        "<script>var x = '<p>I: no';</script></head><body><!-- no -->\n<h1>Notes</h1>"
        "<p><b>Interviewer:</b>   Where\n   do &ldquo;they&rdquo; go?"
        "<div>Participant: To <i>school</i>.<br>By bus.<p>And\thome.<pre>a   b\n c</pre>"
        "<ul><li>Interviewer: 孩子们\n去哪儿？<li>Participant: 𠮷野家&#x3002;</ul></body></html>",
    )
    assert said(t) == [
        ("Interviewer", "Where do “they” go?"),
        ("Participant", "To school.\nBy bus.\nAnd home.\na   b\nc"),
        ("Interviewer", "孩子们去哪儿？"),
        ("Participant", "𠮷野家。"),
    ]
    assert t.attributes == (("title", "A talk & more"),)


def test_table(tmp_path: Path) -> None:
    rows = [
        ("0:01", "Ann", "Why?"),
        ("0:05", "王", "好。"),
        ("0:07", "Ann", "And?"),
        ("0:09", "王", "是。"),
    ]
    cells = "".join(f"<tr><td>{a}<td><b>{b}</b><td>{c}</tr>" for a, b, c in rows)
    t = read(tmp_path, "a.htm", f"<table><tbody>{cells}</tbody></table>")
    assert said(t) == [("Ann", "Why?"), ("王", "好。"), ("Ann", "And?"), ("王", "是。")]
    assert [start for start, _ in times(t)] == [1.0, 5.0, 7.0, 9.0]


@pytest.mark.parametrize(
    ("meta", "written", "options", "read_as"),
    [
        ("<meta charset='gb2312'>", "gb18030", None, "gb18030"),
        ("<meta http-equiv=x content='text/html; charset=big5'>", "big5", None, "big5"),
        ("<meta charset='gbk'>", "utf-8", None, "utf-8"),
        ("", "utf-16", None, "utf-16-le"),
        ("<meta charset='utf-8'>", "gb18030", "gb18030", "gb18030"),
        ("<meta charset='klingon'>", "utf-8", None, "utf-8"),
    ],
)
def test_encoding(
    tmp_path: Path, meta: str, written: str, options: str | None, read_as: str
) -> None:
    page = (
        f"<html><head>{meta}</head><body><p>問：他們去哪裡上學？<p>答：去村裡的學校。</body></html>"
    )
    t = read(tmp_path, "a.html", page.encode(written), ReadingOptions(encoding=options))
    if (meta, written) != ("<meta charset='gbk'>", "utf-8"):
        assert said(t) == [("問", "他們去哪裡上學？"), ("答", "去村裡的學校。")]
        assert t.encoding == read_as


def test_otranscribe(tmp_path: Path) -> None:
    stamp = '<span class="timestamp" data-timestamp="{}">x</span>'
    page = (
        f"<p>{stamp.format('1.11')}Ann: Why?<br /></p><p>{stamp.format('3725.5')}Bob: So 好.</p>"
        f"<p>Ann: And \ud842\udfb7?</p><p>Bob: Half \ud842.</p>"
    )
    t = read(tmp_path, "a.otr", json.dumps({"text": page, "media": "a.mp3"}))
    assert said(t) == [
        ("Ann", "Why?"),
        ("Bob", "So 好."),
        ("Ann", "And 𠮷?"),
        ("Bob", "Half \ufffd."),
    ]
    assert [start for start, _ in times(t)][:2] == [1.11, 3725.5]
    odd = f"<p>{stamp.format('nan')} Ann: Why?</p><p>{stamp.format('-1')} Bob: So.</p>"
    assert "x" in read(tmp_path, "b.otr", json.dumps({"text": odd})).text


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.otr", "{", "is not an oTranscribe file"),
        ("a.otr", "[" * 100_000, "is not an oTranscribe file"),
        ("a.otr", '{"text": 3}', "is not an oTranscribe file"),
        ("a.html", "", "is empty"),
        ("a.html", "<p> </p>", "holds no talk"),
        ("a.html", b"%PDF-1.4", "is a PDF file, not text"),
    ],
)
def test_refused(tmp_path: Path, name: str, content: str | bytes, message: str) -> None:
    problem = refusal(tmp_path, name, content)
    assert problem.message == message
    assert problem.hint


def test_a_long_page_needs_no_line_breaks(tmp_path: Path) -> None:
    page = f"<p>I: Why?</p><p>P: {'so ' * 1000}</p>" * 1000
    assert len(page) > 2_000_000
    assert len(read(tmp_path, "a.html", page).turns) == 2000


@pytest.mark.parametrize(
    "part",
    ["<a b", "<!--a>", "<![a>", "<?", "<a b='", '<a b="x>', "</", "&#", "<script>", "<table><td>"],
)
def test_no_page_takes_long(tmp_path: Path, part: str) -> None:
    started = time.process_time()
    read(tmp_path, "a.html", "<p>I: Why?<p>P: So.</p>" + part * 30_000)
    assert time.process_time() - started < 5


def test_what_opens_and_never_ends_is_words(tmp_path: Path) -> None:
    t = read(tmp_path, "a.html", "<p>I: Is 3<4?<p>P: <!-- no -->Yes, 3 <!-- no, <b")
    assert said(t) == [("I", "Is 3<4?"), ("P", "Yes, 3 <!-- no, <b")]


@pytest.mark.parametrize("name", ["a.html", "a.vtt"])
def test_a_reference_to_no_character_is_shown_as_written(tmp_path: Path, name: str) -> None:
    endless = "&#" + "9" * 5000 + ";"
    words = f"So {endless} &amp; &#20320;"
    t = read(
        tmp_path, name, words if name == "a.html" else f"WEBVTT\n\n00:01.000 --> 00:02.000\n{words}"
    )
    assert t.words(t.turns[0]).split() == ["So", endless, "&", "你"]


def test_a_page_that_was_cut_says_so(tmp_path: Path) -> None:
    page = "<html><body><p>I: Why?</p><p>P: So.</p></body></html>"
    note = "it is cut short: what it holds was read"
    assert note not in read(tmp_path, "a.html", page).notes
    assert note in read(tmp_path, "a.html", page[:-14]).notes
