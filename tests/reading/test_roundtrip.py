"""Random dialogues, rendered in every layout and format, read back word for word."""

import csv
import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from qcode.reading.formats import READERS
from qcode.reading.transcripts import read_transcript, read_transcripts
from qcode.reading.wrapping import columns

Talk = list[tuple[str, str]]

PAIRS = [
    ("Interviewer", "Participant"),
    ("Interviewer 1", "Mara Lindt"),
    ("I", "P1"),
    ("Ann Wu", "Jo Reed"),
    ("采访者", "受访者A"),
    ("李某", "王老师"),
    ("发言人1", "发言人2"),
    ("Researcher", "奶奶"),
]
WORDS = (
    "we they school children 10:30 don’t left-behind (sic) APP 100% a/b ‘so’ [laughs] (they said) "
    "村里 孩子 奶奶 打工 不出事 （笑） 检查 “好” 2019年 😀 𠮷野家 Straße"
).split()


PLAIN = "we they school children went to the village and were there with a 村里 孩子 奶奶".split()


@st.composite
def talks(draw: st.DrawFn) -> Talk:
    """An interview: one asks, one answers, each at least twice, in words of two scripts."""
    names = draw(st.sampled_from(PAIRS))
    words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
    turns = draw(st.lists(words, min_size=4, max_size=14))
    return [
        (names[i % 2], f"Why {said}?" if i % 2 == 0 else f"So {said}.")
        for i, said in enumerate(turns)
    ]


def clock(i: int) -> str:
    return f"{i // 60:02}:{i % 60:02}"


def colon(talk: Talk) -> str:
    return "\n".join(f"{name}: {words}" for name, words in talk)


def full_width(talk: Talk) -> str:
    return "\n\n".join(f"{name}：\u00a0{words}" for name, words in talk)


def tabbed(talk: Talk) -> str:
    return "\n".join(f"{name}:\t{words}" for name, words in talk)


def bold(talk: Talk) -> str:
    return "\n\n".join(f"**{name}:** {words}" for name, words in talk)


def otter(talk: Talk) -> str:
    return "\n\n".join(f"{name}  {clock(i)}  \n{words}" for i, (name, words) in enumerate(talk))


def headed(talk: Talk) -> str:
    return "# A talk\n\n" + "\n\n".join(f"### {name}\n\n{words}" for name, words in talk)


def timed(talk: Talk) -> str:
    return "\n".join(
        f"[00:{clock(i)}.210] {name}：\n{words}" for i, (name, words) in enumerate(talk)
    )


def time_behind(talk: Talk) -> str:
    return "\n".join(f"{name}: [00:{clock(i)}.900] {words}" for i, (name, words) in enumerate(talk))


def bold_timed(talk: Talk) -> str:
    return "\n\n".join(
        f"**[00:{clock(i)}.000] {name}**：{words}" for i, (name, words) in enumerate(talk)
    )


def alone(talk: Talk) -> str:
    return "\n\n".join(f"{name} (00:{clock(i)}):\n{words}" for i, (name, words) in enumerate(talk))


def with_header(talk: Talk) -> str:
    return "Date: 3 May\nPlace: Bonn\n时间：2021年\n\n" + colon(talk)


LAYOUTS = [
    *(colon, full_width, tabbed, bold, otter, headed, timed, time_behind, bold_timed, alone),
    with_header,
]


def said(path: Path) -> Talk:
    t = read_transcript(path)
    assert all(t.text[turn.start : turn.end] == t.words(turn).strip() for turn in t.turns)
    return [(turn.speaker, t.words(turn)) for turn in t.turns]


many = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@given(talk=talks(), ends=st.sampled_from(["\n", "\r\n", "\r"]), bom=st.booleans())
@many
def test_text(
    tmp_path: Path, layout: Callable[[Talk], str], talk: Talk, ends: str, bom: bool
) -> None:
    path = tmp_path / "one.txt"
    encoding = "utf-8-sig" if bom else "utf-8"
    path.write_bytes(layout(talk).replace("\n", ends).encode(encoding))
    assert said(path) == talk
    assert read_transcript(path).text == layout(talk)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@given(talk=talks())
@settings(many, max_examples=10)
def test_word(tmp_path: Path, layout: Callable[[Talk], str], talk: Talk) -> None:
    path = tmp_path / "one.docx"
    document = docx.Document()
    for paragraph in layout(talk).split("\n\n"):
        document.add_paragraph(paragraph)
    document.save(str(path))
    assert said(path) == talk


@pytest.mark.parametrize("suffix", ["vtt", "srt"])
@pytest.mark.parametrize("voices", [True, False])
@given(talk=talks(), seed=st.integers(0, 999))
@many
def test_subtitles(tmp_path: Path, suffix: str, voices: bool, talk: Talk, seed: int) -> None:
    rng = random.Random(seed)
    blocks, n = ["WEBVTT"] if suffix == "vtt" else [], 0
    for name, words in talk:
        parts = words.split(" ")
        first = True
        while parts:
            size = rng.randint(1, 5)
            now, parts = " ".join(parts[:size]), parts[size:]
            label = f"<v {name}>" if voices else f"{name}: " if first else ""
            n, first = n + 1, False
            time = f"00:{clock(n)},000 --> 00:{clock(n + 1)},000"
            blocks.append(
                f"{n}\n{time.replace(',', '.' if suffix == 'vtt' else ',')}\n{label}{now}"
            )
    path = tmp_path / f"one.{suffix}"
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    assert said(path) == talk


# -- every other format: what a program writes for these turns


def escaped_rtf(text: str) -> str:
    units = (text[i : i + 1].encode("utf-16-le") for i in range(len(text)))
    return "".join(
        re.sub(r"([\\{}])", r"\\\1", unit.decode("utf-16-le"))
        if len(unit) == 2 and unit[1] == 0 and unit[0] < 128
        else "".join(
            f"\\u{int.from_bytes(unit[i : i + 2], 'little', signed=True)}?"
            for i in range(0, len(unit), 2)
        )
        for unit in units
    )


def as_rtf(talk: Talk) -> bytes:
    body = "".join(f"{{\\b {escaped_rtf(n)}:}} {escaped_rtf(said)}\\par\n" for n, said in talk)
    return f"{{\\rtf1\\ansi\\ansicpg936\\uc1 {body}}}".encode("ascii")


def as_odt(talk: Talk) -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    body = "".join(f"<t:p><t:span>{escape(n)}:</t:span> {escape(said)}</t:p>" for n, said in talk)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "content.xml",
            f"<o:d xmlns:o='{office}:office:1.0' xmlns:t='{office}:text:1.0'>"
            f"<o:body><o:text>{body}</o:text></o:body></o:d>",
        )
    return out.getvalue()


def as_docx(talk: Talk) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for name, words in talk:
        document.add_paragraph(f"{name}: {words}")
    document.save(out)
    return out.getvalue()


def as_html(talk: Talk) -> bytes:
    blocks = "\n".join(f"<p><b>{escape(n)}:</b>\n{escape(said)}</p>" for n, said in talk)
    return f"<html><head><meta charset='utf-8'></head><body>{blocks}</body></html>".encode()


def as_otr(talk: Talk) -> bytes:
    page = "".join(f"<p>{escape(n)}: {escape(said)}<br /></p>" for n, said in talk)
    return json.dumps({"text": page, "media": "a.mp3"}).encode()


def table(talk: Talk) -> list[list[str]]:
    rows = [[name, f"0:{clock(i)}", words] for i, (name, words) in enumerate(talk)]
    return [["speaker", "time", "text"], *rows]


def as_csv(talk: Talk) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(table(talk))
    return out.getvalue().encode("utf-8-sig")


def as_tsv(talk: Talk) -> bytes:
    return "\n".join("\t".join(row) for row in table(talk)).encode()


def as_xlsx(talk: Talk) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in table(talk):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def as_json(talk: Talk) -> bytes:
    segments = [
        {"start": i, "end": i + 0.9, "text": f" {words}", "speaker": name}
        for i, (name, words) in enumerate(talk)
    ]
    return json.dumps({"segments": segments}).encode()


def as_textgrid(talk: Talk, only: str = "") -> bytes:
    names = [only] if only else list(dict.fromkeys(name for name, _ in talk))
    out = f'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n99\n<exists>\n{len(names)}\n'
    for name in names:
        own = [(i, words) for i, (speaker, words) in enumerate(talk) if speaker == name]
        out += f'"IntervalTier"\n"{"utterances" if only else name}"\n0\n99\n{len(own)}\n'
        out += "".join(
            f'{i}\n{i + 1}\n"{words.replace(chr(34), chr(34) * 2)}"\n' for i, words in own
        )
    return out.encode()


def as_vtt(talk: Talk) -> bytes:
    cues = [
        f"00:{clock(i)}.000 --> 00:{clock(i)}.900\n<v {name}>{words}"
        for i, (name, words) in enumerate(talk)
    ]
    return "\n\n".join(["WEBVTT", *cues]).encode()


def as_srt(talk: Talk) -> bytes:
    cues = [
        f"{i}\n00:{clock(i)},000 --> 00:{clock(i)},900\n{name}: {words}"
        for i, (name, words) in enumerate(talk)
    ]
    return "\n\n".join(cues).encode()


def as_lrc(talk: Talk) -> bytes:
    return "\n".join(f"[{clock(i)}.00]{n}: {said}" for i, (n, said) in enumerate(talk)).encode()


def as_txt(talk: Talk) -> bytes:
    return colon(talk).encode()


def as_pdf(talk: Talk) -> bytes:
    """A page in a font that any PDF may use: for Latin talk only."""
    lines = [re.sub(r"([()])", r"\\\1", f"{name}: {words}") for name, words in talk]
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 10 Tf 72 720 Td {shown} ET"
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        "/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    )
    body = "".join(f"{n} 0 obj\n{each}\nendobj\n" for n, each in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer\n<</Root 1 0 R>>\n%%EOF\n".encode("cp1252")


def as_qdpx(talk: Talk) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        source = "<TextSource guid='a' name='one.txt' plainTextPath='internal://A.txt'/>"
        head = "<Project xmlns='urn:QDA-XML:project:1.0' name='p'><Sources>"
        archive.writestr("Project.qde", f"{head}{source}</Sources></Project>")
        archive.writestr("Sources/a.txt", as_txt(talk))
    return out.getvalue()


WRITERS: dict[str, Callable[[Talk], bytes]] = {
    **{".txt": as_txt, ".text": as_txt, ".md": as_txt, ".docx": as_docx, ".odt": as_odt},
    **{".rtf": as_rtf, ".pdf": as_pdf, ".html": as_html, ".htm": as_html, ".otr": as_otr},
    **{".csv": as_csv, ".tsv": as_tsv, ".xlsx": as_xlsx, ".json": as_json},
    **{".textgrid": as_textgrid, ".lrc": as_lrc, ".vtt": as_vtt, ".srt": as_srt},
    **{".qdpx": as_qdpx},
}
"""A writer for each format that is read; a new row in READERS needs one here."""

INTERVIEW = [
    ("Interviewer", "Where do the children go (and why)?"),
    ("Mara Lindt", "To the school, 100% of them; don't ask [laughs] more."),
    ("Interviewer", "When was that?"),
    ("Mara Lindt", 'In 2019, at 10:30 - as I said: "so it was".'),
]
INTERVIEW_ZH = [
    ("采访者", "孩子们去哪儿上学？"),
    ("王老师", "去村里的学校（笑），𠮷野家旁边。"),
    ("采访者", "什么时候？"),
    ("王老师", "2019年，10:30，我说：“不出事”就好。"),
]


@pytest.mark.parametrize("suffix", [suffix for suffix in READERS if suffix != ".pdf"])
@given(talk=talks())
@settings(many, max_examples=25)
def test_every_format(tmp_path: Path, suffix: str, talk: Talk) -> None:
    path = tmp_path / f"one{suffix}"
    path.write_bytes(WRITERS[suffix](talk))
    assert said(path) == talk


@given(talk=talks())
@settings(many, max_examples=25)
def test_textgrids_a_file_a_speaker(tmp_path: Path, talk: Talk) -> None:
    own = {talk[0][0]: "one", talk[1][0]: "two"}
    for speaker, name in own.items():
        (tmp_path / f"talk_{name}.TextGrid").write_bytes(as_textgrid(talk, only=speaker))
    (t,) = read_transcripts([tmp_path]).transcripts
    found = [(turn.speaker, t.words(turn)) for turn in t.turns]
    assert found == [(own[speaker], words) for speaker, words in talk]


@given(talk=talks(), width=st.integers(40, 76), seed=st.integers(0, 99))
@settings(many, max_examples=60)
def test_lines_cut_to_a_width(tmp_path: Path, talk: Talk, width: int, seed: int) -> None:
    # Three lines that begin with a time of day are times: a limit of what lines can tell.
    talk = [(name, words.replace("10:30", "10.30")) for name, words in talk]
    rng = random.Random(seed)
    longer = [(n, f"{said} {' '.join(rng.choices(PLAIN, k=60))}.") for n, said in talk]
    path = tmp_path / "one.txt"
    path.write_text("\n".join(cut(f"{n}: {words}", width) for n, words in longer), "utf-8")
    assert squeezed(said(path)) == squeezed(longer)


def squeezed(talk: Talk) -> Talk:
    """Without blanks: between two Chinese words cut apart there is none any more."""
    return [(name, "".join(words.split())) for name, words in talk]


def cut(text: str, width: int) -> str:
    """As an editor does it: Chinese takes two columns, and no blank at the end of a line."""
    rows = [""]
    for word in text.split(" "):
        longer = f"{rows[-1]} {word}" if rows[-1] else word
        if rows[-1] and columns(longer) > width:
            rows.append(word)
        else:
            rows[-1] = longer
    return "\n".join(rows)


def test_one_interview_is_the_same_in_every_format(tmp_path: Path) -> None:
    assert set(WRITERS) == set(READERS), "each format that is read has a writer here"
    for talk in (INTERVIEW, INTERVIEW_ZH):
        found = {}
        for suffix, writer in WRITERS.items():
            if suffix == ".pdf" and talk is INTERVIEW_ZH:
                continue  # files/writer.pdf has Chinese
            path = tmp_path / f"one{suffix}"
            path.write_bytes(writer(talk))
            t = read_transcript(path)
            found[suffix] = [(turn.speaker, turn.role, t.words(turn)) for turn in t.turns]
        roles = {talk[0][0]: "interviewer", talk[1][0]: "participant"}
        expected = [(name, roles[name], words) for name, words in talk]
        assert found == dict.fromkeys(found, expected)


@given(
    text=st.text(st.sampled_from("Ia:：P [](（）#*-=\n\t .0123456789李某？<>&\u3000"), max_size=300)
)
@settings(many, max_examples=300)
def test_no_word_is_lost_in_any_text(tmp_path: Path, text: str) -> None:
    from qcode.errors import TranscriptError

    path = tmp_path / "one.txt"
    path.write_text(text, encoding="utf-8")
    try:
        t = read_transcript(path)
    except TranscriptError as error:
        assert len(error.problems) == 1
        return
    ends = [0, *(turn.end for turn in t.turns)]
    assert ends == sorted(ends)
    for before, turn in zip(ends, t.turns, strict=False):
        assert before <= turn.start < turn.end <= len(t.text)
        assert t.words(turn) == t.words(turn).strip()
