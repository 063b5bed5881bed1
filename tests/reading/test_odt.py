"""OpenDocument texts: every word of the body; notes, deletions and heads are none."""

import io
import zipfile
from pathlib import Path

import pytest

from qcode.reading.transcripts import read_transcript
from tests.reading.read import FILES, aside, read, refusal, said

NAMES = " ".join(
    f"xmlns:{short}='urn:oasis:names:tc:opendocument:xmlns:{name}:1.0'"
    for short, name in (("o", "office"), ("t", "text"), ("b", "table"), ("d", "drawing"))
)


def odt(body: str, **members: str) -> bytes:
    content = f"<o:document {NAMES}><o:body><o:text>{body}</o:text></o:body></o:document>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", content)
        for name, text in members.items():
            archive.writestr(f"{name}.xml", text)
    return out.getvalue()


def test_file_of_libreoffice() -> None:
    t = read_transcript(FILES / "talk.odt")
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
    assert (t.format, t.encoding, t.language) == ("odt", "utf-8", "mixed")
    assert t.attributes[:2] == (("title", "Village school"), ("subject", "site A"))


def test_every_kind_of_words(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "a.odt",
        odt(
            "<t:tracked-changes><t:p>P: gone</t:p></t:tracked-changes>"
            "<t:h>Interviewer: Where?</t:h>"
            "<t:list><t:list-item><t:p>Participant: In\na<t:s t:c='2'/><t:span>new<t:tab/></t:span>"
            "<t:a>house</t:a><t:line-break/>by it</t:p></t:list-item></t:list>"
            "<t:section><t:p>and 村里<t:note><t:note-citation>1</t:note-citation><t:note-body>"
            "<t:p>A  village.</t:p></t:note-body></t:note><o:annotation><t:p>unsure</t:p>"
            "</o:annotation>。<d:text-box><t:p>In a box.</t:p></d:text-box></t:p></t:section>"
        ),
    )
    assert said(t) == [
        ("Interviewer", "Where?"),
        ("Participant", "In a  new\thouse\nby it\nand 村里。\nIn a box."),
    ]
    assert aside(t) == [(3, "A village.", "a footnote"), (3, "unsure", "a comment")]


def test_tables(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        return "<b:table-row>" + "".join(cells) + "</b:table-row>"

    def cell(words: str, more: str = "") -> str:
        return f"<b:table-cell {more}><t:p>{words}</t:p></b:table-cell>"

    talk = [("Ann", "Why?"), ("Bob", "So."), ("Ann", "And?"), ("Bob", "Thus.")]
    empty = cell("", "b:number-columns-repeated='2'")
    rows = [row(cell(name), cell(words), empty) for name, words in talk]
    head = f"<b:table-header-rows>{rows[0]}</b:table-header-rows>"
    t = read(tmp_path, "a.odt", odt(f"<b:table>{head}{''.join(rows[1:])}</b:table>"))
    assert said(t) == talk
    inner = f"<b:table>{row(cell('P: So.'))}</b:table>"
    outer = f"<b:table>{row(cell('I: Why?'), f'<b:table-cell>{inner}</b:table-cell>')}</b:table>"
    assert said(read(tmp_path, "a.odt", odt(outer))) == [("I", "Why?"), ("P", "So.")]


def test_properties(tmp_path: Path) -> None:
    meta = (
        f"<o:meta {NAMES} xmlns:m='m' xmlns:c='c'><c:title>On trust</c:title>"
        "<m:keyword>a</m:keyword><m:keyword>b</m:keyword>"
        "<m:initial-creator>Z</m:initial-creator><c:subject> </c:subject></o:meta>"
    )
    t = read(tmp_path, "a.odt", odt("<t:p>I: a</t:p><t:p>P: b</t:p>", meta=meta))
    assert t.attributes == (("title", "On trust"), ("keywords", "a, b"), ("author", "Z"))


@pytest.mark.parametrize("count", ["9" * 5000, "-1", "x", "٣", "1000000"])
def test_counts_that_lie(tmp_path: Path, count: str) -> None:
    cell = f"<b:table-cell b:number-columns-repeated='{count}'><t:p>x</t:p></b:table-cell>"
    table = f"<b:table><b:table-row>{cell}</b:table-row></b:table>"
    t = read(tmp_path, "a.odt", odt(f"<t:p>I: a<t:s t:c='{count}'/>b</t:p><t:p>P: c</t:p>{table}"))
    assert len(t.text) < 2000


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty (zero bytes)"),
        (b"words", "is not a .odt file inside"),
        (odt("<t:p>I: a</t:p>")[:-30], "is damaged or cut short"),
        (odt("<t:p>"), "is damaged: 'content.xml' inside it is no XML"),
        (odt("<t:section>" * 300 + "</t:section>" * 300),
         "is nested too deeply to be a transcript"),
        (odt("<t:p>" + "<t:span>" * 300 + "</t:span>" * 300 + "</t:p>"),
         "is nested too deeply to be a transcript"),
        (odt("").replace(b"content", b"c0ntent"), "lacks its part 'content.xml'"),
        (odt("<t:p/>"), "holds no talk"),
    ],
)  # fmt: skip
def test_refused(tmp_path: Path, data: bytes, message: str) -> None:
    problem = refusal(tmp_path, "a.odt", data)
    assert problem.message == message
    assert problem.hint


def test_a_spreadsheet_is_no_text(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", f"<o:body {NAMES}><o:spreadsheet/></o:body>")
    problem = refusal(tmp_path, "a.odt", out.getvalue())
    assert problem.message == "is an OpenDocument file but not a text"
