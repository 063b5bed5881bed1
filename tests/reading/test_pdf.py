"""PDF: words in the order in which they stand, without what is printed around them."""

import time
from pathlib import Path

import pytest

from qcode.reading.transcripts import read_transcript
from tests.reading.read import FILES, aside, read, refusal, said

ENGLISH = [
    (
        "Interviewer",
        "Where do the children of the village go after the sixth year, and who takes them there "
        "in the winter?",
    ),
    (
        "Mara Lindt",
        "Most go to the boarding school in the town; the teachers come with a list, they check it "
        "twice, and whoever is missing gets a visit. My own boy went when he was ten. He did not "
        "want to, but what can one do.",
    ),
    ("Interviewer", "And when nobody is at home?"),
    (
        "Mara Lindt",
        "Then the grandmother signs. She cannot read, so the headmaster reads it to her, and that "
        "is that. The re-sponsibility is hers all the same, and responsibility is a heavy word "
        "for one who is seventy-three.",
    ),
]
CHINESE = [
    ("采访者", "孩子们六年级以后去哪儿上学？冬天谁送他们？"),
    (
        "王老师",
        "大多数去镇上的寄宿学校。老师拿着名单来，查两遍，谁没到就家访。我家孩子十岁就去了，他不想去，"
        "可是有什么办法呢，家里没有人，地里的活也没有人干，只好这样了。",
    ),
    ("采访者", "家里没人的时候呢？"),
    (
        "王老师",
        "那就奶奶签字。她不识字，校长念给她听，就这样。责任还是她的，七十三岁的人了，𠮷野家旁边那一户也是这样。",
    ),
]


def page(*lines: str, down: int = 14, kids: str = "3 0 R") -> bytes:
    """A page as a program would write it that compresses nothing."""
    shown = " ".join(f"({line}) Tj 0 -{down} Td" for line in lines)
    stream = f"BT /F1 12 Tf 72 720 Td {shown} ET"
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(kids.split()) // 3}>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        "/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
    )
    body = "".join(f"{n} 0 obj\n{each}\nendobj\n" for n, each in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer\n<</Root 1 0 R>>\n%%EOF\n".encode("cp1252")


def test_file_of_libreoffice() -> None:
    t = read_transcript(FILES / "writer.pdf")
    assert said(t) == (ENGLISH + CHINESE) * 3
    assert aside(t) == [
        (number, words, "page head, foot or number")
        for number in (1, 2)
        for words in ("A talk in the village", str(number))
    ]
    assert t.notes[0].startswith("2 pages; line ends inside paragraphs taken out: ")


def test_file_of_a_browser() -> None:
    t = read_transcript(FILES / "browser.pdf")
    assert said(t) == (ENGLISH + CHINESE[:2]) * 4
    assert [words.split("\t")[-1] for _, words, _ in aside(t)] == ["A talk", "1/2", "A talk", "2/2"]
    assert (t.format, t.encoding, t.language) == ("pdf", "pdf", "mixed")


def test_a_hyphen_is_taken_out_where_the_whole_word_stands_elsewhere(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "a.pdf",
        page(
            "Interviewer: Is it the responsibility of the school?",
            "Participant: It is a heavy thing, that respon-",
            "sibility, and we carry it by ourselves, it is a long-",
            "term matter that is never over for any of us all here",
            "at home \\223or\\224 elsewhere.",
        ),
    )
    assert said(t)[1][1] == (
        "It is a heavy thing, that responsibility, and we carry it by ourselves, it is a long-term "
        "matter that is never over for any of us all here at home “or” elsewhere."
    )
    assert t.notes[1] == "words put together over a hyphen: 1 (responsibility)"


def test_a_short_line_ends_a_paragraph(tmp_path: Path) -> None:
    lines = [
        "Interviewer: Why is it that they go so far away?",
        "Participant: So.",
        "And then?",
        "No.",
    ]
    assert said(read(tmp_path, "a.pdf", page(*lines))) == [
        ("Interviewer", "Why is it that they go so far away?"),
        ("Participant", "So.\nAnd then?\nNo."),
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty (zero bytes)"),
        (b"words", "is damaged or no PDF"),
        (b"%PDF-1.4\n%%EOF", "is damaged or no PDF"),
        (page(), "holds no text: its pages are pictures"),
        (page("Date: 3 May"), "holds no talk"),
    ],
)
def test_refused(tmp_path: Path, data: bytes, message: str) -> None:
    problem = refusal(tmp_path, "a.pdf", data)
    assert problem.message == message
    assert problem.hint


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qcode.reading.pdf.MOST_CHARACTERS", 3)
    message = refusal(tmp_path, "a.pdf", page("I: Why?", "P: So.")).message
    assert message == "has more than 3 characters"
    monkeypatch.setattr("qcode.reading.pdf.MOST_PAGES", 0)
    message = refusal(tmp_path, "a.pdf", page("I: Why?", "P: So.")).message
    assert message == "has more than 0 pages"


def test_a_damaged_file_of_very_many_parts_is_refused_at_once(tmp_path: Path) -> None:
    data = b"%PDF-1.4\n" + b"1 0 obj\n<</Length 9>>\nstream\nBT ET\nendobj\n" * 30_000
    for end in (b"", b"startxref\n12\n%%EOF\n"):
        began = time.perf_counter()
        problem = refusal(tmp_path, "a.pdf", data + end)
        assert problem.message == "is damaged: its index is missing"
        assert time.perf_counter() - began < 2
