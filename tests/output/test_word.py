from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import docx
import pytest

from qcode.analysis.quotes import quotes
from qcode.errors import OutputError
from qcode.model.coding import Segment
from qcode.output.about import About
from qcode.output.commented import write_commented_transcript
from qcode.output.quotations import write_quotations
from qcode.reading.transcripts import read_transcript
from tests.analysis.records import suggestion, transcript

TALK = transcript("访谈", "问: 忙吗？\n书记: 只要不出事，啥都好说。\n书记: 第二\\n行\x07")


@dataclass(frozen=True)
class Coded:
    code: str
    segment: Segment
    coder: str = ""


def test_quotations_stand_below_their_code(tmp_path: Path) -> None:
    found = [suggestion("calm", TALK, 2, "不出事"), suggestion("busy", TALK, 3)]
    about = About("引文", (("unit", "segment"),))
    path = tmp_path / "q.docx"
    for _ in range(2):
        write_quotations(path, quotes(found, (TALK,)), names={"calm": "不出事"}, about=about)
    document = docx.Document(str(path))
    assert [each.text for each in document.paragraphs] == [
        "引文",
        "不出事",
        "busy",
        "unit: segment",
    ]
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows == [["quotation", "speaker", "transcript", "turn"], ["不出事", "书记", "访谈", "2"]]
    assert document.tables[1].cell(1, 0).text == "第二\n行\N{REPLACEMENT CHARACTER}"


def test_comments_overlap_and_the_words_stay(tmp_path: Path) -> None:
    at = TALK.text.index
    segments = [
        Coded("a", Segment("访谈", at("只要"), at("，啥")), "Li"),
        Coded("b", Segment("访谈", at("不出"), at("好说"))),
        Coded("over turns", Segment("访谈", at("好说"), at("\n行"))),
    ]
    path = tmp_path / "c.docx"
    write_commented_transcript(path, TALK, segments)
    first = path.read_bytes()
    write_commented_transcript(path, TALK, segments)
    assert path.read_bytes() == first
    document = docx.Document(str(path))
    assert document.paragraphs[0].text == "问: 忙吗？"
    notes = [(note.text, note.author) for note in document.comments]
    assert notes == [("a", "Li"), ("b", "qcode"), ("over turns", "qcode")]
    assert [commented(document, number) for number in range(3)] == [
        "只要不出事",
        "不出事，啥都",
        "好说。书记: 第二",
    ]
    read = read_transcript(path)
    said = [(turn.speaker, read.words(turn)) for turn in read.turns]
    assert said == [
        *[("问", "忙吗？"), ("书记", "只要不出事，啥都好说。")],
        ("书记", "第二\n行\N{REPLACEMENT CHARACTER}"),
    ]


def commented(document: docx.document.Document, number: int) -> str:
    """The words between the marks of a comment."""
    words, inside = "", False
    for element in document.element.body.iter():
        name = element.tag.rpartition("}")[2]
        if name.startswith("commentRange") and int(next(iter(element.attrib.values()))) == number:
            inside = name == "commentRangeStart"
        elif inside and name == "t":
            words += element.text
    return words


def test_a_segment_without_words_and_a_strange_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.docx"
    with pytest.raises(OutputError, match="holds no words of '访谈'"):
        write_commented_transcript(path, TALK, [Coded("a", Segment("访谈", 0, 2))])
    docx.Document().save(str(path))
    with pytest.raises(OutputError, match="is no earlier table of this kind"):
        write_commented_transcript(path, TALK, [])
