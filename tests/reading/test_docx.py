"""Word files: every word, in order; what is no word is reported."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from qcode.errors import TranscriptError
from qcode.model.transcript import Transcript
from qcode.reading.transcripts import read_transcript
from tests.reading.read import read as read_bytes

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def said(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.speaker, transcript.words(turn)) for turn in transcript.turns]


def save(tmp_path: Path, document: "docx.document.Document") -> Path:
    path = tmp_path / "one.docx"
    document.save(str(path))
    return path


def with_body(tmp_path: Path, body: str) -> Path:
    document = docx.Document()
    for element in parse_xml(f"<w:body {W}>{body}</w:body>"):
        document.element.body.insert(len(document.element.body) - 1, element)
    return save(tmp_path, document)


def test_label_and_words_in_one_paragraph(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("[00:00:07.210] 李某：\n你家几口人？\n[00:00:09.000] 王某：\n四口。")
    document.add_paragraph("[00:00:11.500] 李某：\n都在家吗？")
    document.add_paragraph("[00:00:12.500] 王某：\n不在。")
    document.add_paragraph("都出去了。")
    t = read_transcript(save(tmp_path, document))
    assert said(t) == [
        ("李某", "你家几口人？"),
        ("王某", "四口。"),
        ("李某", "都在家吗？"),
        ("王某", "不在。\n都出去了。"),
    ]
    assert t.format == "docx"
    assert t.language == "zh"


def test_tables_with_speaker_time_and_words(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Date: 3 May")
    rows = [
        ("Time", "Speaker", "Text"),
        ("0:00", "Ann", "Why?"),
        ("0:05", "Bob", "So.\nTruly."),
        ("0:09", "Ann", "How?"),
        ("0:12", "Bob", "Thus."),
    ]
    table = document.add_table(rows=0, cols=3)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph("And then some.")
    t = read_transcript(save(tmp_path, document))
    assert said(t) == [
        ("Ann", "Why?"),
        ("Bob", "So.\nTruly."),
        ("Ann", "How?"),
        ("Bob", "Thus.\nAnd then some."),
    ]
    assert [turn.start_time for turn in t.turns] == [0.0, 5.0, 9.0, 12.0]


def test_table_cells_as_paragraphs(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [c for row in table.rows for c in row.cells],
        ["I: Why?", "P: So it was.", "I: How?", "P: Thus."],
        strict=True,
    ):
        cell.text = text
    t = read_transcript(save(tmp_path, document))
    assert said(t) == [("I", "Why?"), ("P", "So it was."), ("I", "How?"), ("P", "Thus.")]


def test_every_kind_of_words(tmp_path: Path) -> None:
    path = with_body(
        tmp_path,
        "<w:p><w:r><w:t>I: Where?</w:t></w:r></w:p>"
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t xml:space='preserve'>P: in a </w:t></w:r>"
        "<w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
        "<w:r><w:tab/><w:t>house</w:t><w:br/><w:t>by the</w:t></w:r>"
        "<w:hyperlink><w:r><w:t xml:space='preserve'> river</w:t></w:r></w:hyperlink>"
        "<w:r><w:noBreakHyphen/></w:r><w:smartTag><w:r><w:t>side</w:t></w:r></w:smartTag></w:p>"
        "</w:sdtContent></w:sdt>",
    )
    assert said(read_transcript(path)) == [
        ("I", "Where?"),
        ("P", "in a new\thouse\nby the river\u2011side"),
    ]


def test_footnotes_are_reported(tmp_path: Path) -> None:
    path = with_body(
        tmp_path,
        "<w:p><w:r><w:t>I: Where?</w:t></w:r></w:p><w:p><w:r><w:t>P: Here.</w:t></w:r>"
        "<w:r><w:footnoteReference w:id='2'/></w:r></w:p>",
    )
    notes = (
        f"<w:footnotes {W}><w:footnote w:id='2'><w:p><w:r><w:t>A village.</w:t></w:r></w:p>"
        "</w:footnote></w:footnotes>"
    )
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("word/footnotes.xml", notes)
    t = read_transcript(path)
    assert said(t) == [("I", "Where?"), ("P", "Here.")]
    assert [(a.line, a.text, a.reason) for a in t.set_aside] == [(2, "A village.", "a footnote")]


def test_properties_are_attributes(tmp_path: Path) -> None:
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.subject, properties.author = " 村里 ", "site A", ""
    properties.keywords, properties.category = "wave 2, pilot", "Interview"
    document.add_paragraph("I: Why?")
    document.add_paragraph("P: So.")
    t = read_transcript(save(tmp_path, document))
    assert t.attributes == (
        ("title", "村里"),
        ("subject", "site A"),
        ("keywords", "wave 2, pilot"),
        ("category", "Interview"),
    )


def plain_docx() -> bytes:
    buffer = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("I: Why?")
    document.add_paragraph("P: So.")
    document.save(buffer)
    return buffer.getvalue()


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return buffer.getvalue()


ENTITY = (
    b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    b'<w:document xmlns:w="x"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'
)
DEEP = b"<document>" + b"<body>" * 5000 + b"</body>" * 5000 + b"</document>"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (plain_docx()[:9000], "is damaged or cut short"),
        (b"just words", "is not a .docx file inside"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "is not a .docx inside"),
        (b"{\\rtf1 words}", "is an RTF file with another suffix"),
        (zipped(word__document_xml=b"\0" * 60_000_000), "is a zip bomb or no transcript"),
        (zipped(word__document_xml=ENTITY), "declares XML entities"),
        (zipped(word__document_xml=DEEP), "is nested too deeply"),
        (zipped(word__document_xml=b"<document"), "is damaged"),
        (zipped(content_xml=b"<a/>"), "is a zip file but not a Word file"),
        (zipped(**{"..__evil_xml": b"<a/>"}), "holds a path that leads outside it"),
    ],
)
def test_bad_files_are_refused_in_one_sentence(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "bad.docx"
    path.write_bytes(data)
    with pytest.raises(TranscriptError) as caught:
        read_transcript(path)
    (problem,) = caught.value.problems
    assert problem.path == str(path)
    assert message in problem.message
    assert problem.hint


def _bold(*paragraphs: tuple[bool, str]) -> bytes:
    document = docx.Document()
    for is_bold, words in paragraphs:
        document.add_paragraph().add_run(words).bold = is_bold
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def test_questions_in_bold_without_labels(tmp_path: Path) -> None:
    made = _bold(
        (True, "Interview 5"),
        (True, "What do you do here?"),
        (False, "I run the kitchen."),
        (False, "Lunch for forty: every day."),
        (True, "And since when? Tell me."),
        (False, "Since March."),
        (True, "您觉得怎么样？"),
        (False, "还好。"),
    )
    t = read_bytes(tmp_path, "a.docx", made)
    assert said(t) == [
        ("Interviewer", "What do you do here?"),
        ("Participant", "I run the kitchen.\nLunch for forty: every day."),
        ("Interviewer", "And since when? Tell me."),
        ("Participant", "Since March."),
        ("Interviewer", "您觉得怎么样？"),
        ("Participant", "还好。"),
    ]
    assert "no labels: paragraphs in bold are taken for the interviewer's: a guess" in t.notes
    assert [speaker.role for speaker in t.speakers] == ["interviewer", "participant"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        [(True, "All of it."), (True, "In bold?"), (True, "Yes?")],
        [(True, "A title"), (False, "Some talk."), (False, "More?"), (False, "Yes.")],
        [(True, "Why?"), (False, "So."), (True, "One"), (True, "Two"), (False, "x"), (False, "y")],
    ],
)
def test_other_bold_tells_nothing(tmp_path: Path, paragraphs: list[tuple[bool, str]]) -> None:
    t = read_bytes(tmp_path, "a.docx", _bold(*paragraphs))
    assert {speaker.name for speaker in t.speakers} == {""}
