from __future__ import annotations

import io
import time
import zipfile
from contextlib import suppress
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from qcode.errors import TranscriptError
from qcode.reading.lines import UnreadableError
from qcode.reading.options import AS_FOUND
from qcode.reading.qdpx import texts_in
from qcode.reading.transcripts import read_transcript, read_transcripts

TALK = "Interviewer: And the children?\nGrandmother: Nobody asks. 没人问。😀 <b> & so.\n"
HEAD = "<Project xmlns='urn:QDA-XML:project:1.0' name='p'>"


def project(sources: str, root: str = "project.qde", **members: bytes) -> bytes:
    """A project with these sources; members lie in `Sources/`, `_` in a name stands for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(root, f"{HEAD}<Sources>{sources}</Sources></Project>")
        for name, data in members.items():
            archive.writestr(f"Sources/{name.replace('_', '.')}", data)
    return out.getvalue()


def text(name: str, path: str = "", inside: str = "") -> str:
    at = f" plainTextPath='{path}'" if path else ""
    content = f"<PlainTextContent>{escape(inside)}</PlainTextContent>" if inside else ""
    return f"<TextSource guid='g' name='{escape(name)}'{at}>{content}</TextSource>"


def write(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "study.qdpx"
    path.write_bytes(data)
    return path


def test_each_text_of_a_project_is_a_transcript(tmp_path: Path) -> None:
    selection = "<PlainTextSelection guid='s' startPosition='1' endPosition='5'/>"
    sources = (
        text("Grandmother Yang.docx", "internal://0A.txt")
        + text("奶奶/二", inside=TALK).replace("</TextSource>", f"{selection}</TextSource>")
        + "<PDFSource guid='d' name='scan.pdf' path='internal://d.pdf'><Representation guid='r' "
        "plainTextPath='internal://r.txt'/></PDFSource>"
        + "<PictureSource guid='e' name='yard.jpg' path='internal://e.jpg'/>"
    )
    bom = ("\ufeff" + TALK.replace("\n", "\r\n")).encode()
    path = write(tmp_path, project(sources, "Project.qde", **{"0a_txt": bom}, r_txt=TALK.encode()))
    reading = read_transcripts([tmp_path])
    assert reading.failed == ()
    assert [each.id for each in reading.transcripts] == ["Grandmother Yang", "奶奶 二", "scan"]
    for transcript in reading.transcripts:
        assert [transcript.words(turn) for turn in transcript.turns] == [
            "And the children?",
            "Nobody asks. 没人问。😀 <b> & so.",
        ]
        assert (transcript.format, transcript.path) == ("qdpx", str(path))
    assert reading.transcripts[0].notes[-2:] == (
        "coded passages of the project are not taken in: 1",
        "sources of the project without text are not read: yard.jpg",
    )
    assert len({each.sha256 for each in reading.transcripts}) == 2


def test_texts_of_one_name_get_a_number(tmp_path: Path) -> None:
    data = project(text("P1.txt", inside=TALK) + text("p1", inside=TALK) + text("", inside=TALK))
    assert texts_in(data) == ("P1", "p1 (2)", "text")


def test_the_only_text_can_be_read_by_itself(tmp_path: Path) -> None:
    path = write(tmp_path, project(text("P1", inside=TALK)))
    assert read_transcript(path).turns[1].speaker == "Grandmother"
    path = write(tmp_path, project(text("P1", inside=TALK) + text("P2", inside=TALK)))
    with pytest.raises(TranscriptError, match="holds 2 texts"):
        read_transcript(path)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (project("<PictureSource guid='e' name='yard.jpg'/>"), "holds no text, only yard.jpg"),
        (project("", "notes.xml"), "holds no project"),
        (project(text("P1", "internal://gone.txt")), "text 'P1' lacks its part 'gone.txt'"),
        (project(text("P1", inside=" ")), "text 'P1' holds no talk"),
        (project("<!-- ")[:60], "is damaged or cut short"),
        (b"", "is empty"),
        (project("<TextSource>").replace(b"PK", b"KP"), "is not a .qdpx file inside"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, data: bytes, message: str) -> None:
    path = write(tmp_path, data)
    reading = read_transcripts([path], AS_FOUND)
    (problem,) = reading.failed
    assert message in str(problem)
    assert problem.hint


def test_a_text_that_is_broken_never_stops_the_others(tmp_path: Path) -> None:
    data = project(text("P1", "internal://gone.txt") + text("P2", inside=TALK))
    reading = read_transcripts([write(tmp_path, data)])
    assert [each.id for each in reading.transcripts] == ["P2"]
    assert len(reading.failed) == 1


def test_thousands_of_texts_of_one_name_take_no_long_time() -> None:
    began = time.process_time()
    names = texts_in(project(text("P1", inside=TALK) * 1500))
    assert (names[0], names[-1]) == ("P1", "P1 (1500)")
    with pytest.raises(UnreadableError, match="more than 2,000 texts"):
        texts_in(project(text("P1", inside="x") * 2500))
    assert time.process_time() - began < 3


def test_sources_in_each_other_take_no_long_time() -> None:
    began = time.process_time()
    deep = "<TextSource guid='g' name='P1'>" * 9000
    inner = f"<PlainTextContent>{escape(TALK)}</PlainTextContent>"
    with suppress(UnreadableError):
        texts_in(project(deep + inner + "</TextSource>" * 9000))
    assert time.process_time() - began < 2
