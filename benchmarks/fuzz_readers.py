"""Fuzz every reader: whatever a file holds, it becomes a Transcript or a TranscriptError.

usage: python benchmarks/fuzz_readers.py [--minutes 10] [--seed 1] [--only FORMAT] [--out DIR]

Small sound files of each format are mutated: bytes, numbers, nesting, and the members of zip
files, the tags of XML and the values of JSON from inside. Children read them, each with its memory
limited and each case with a time limit, so that a crash of a C library is a finding too.
A finding is written to DIR with its bytes and what happened; exit code 1 when there is any.
"""

from __future__ import annotations

import argparse
import copy
import io
import json
import os
import random
import re
import resource
import signal
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from qcode.errors import TranscriptError
from qcode.reading.conversations import Conversation, conversations
from qcode.reading.formats import READERS
from qcode.reading.options import ReadingOptions
from qcode.reading.report import report
from qcode.reading.transcripts import read_conversation

SECONDS, MEMORY = 10, 2_000_000_000
CASES_A_CHILD = 200
LARGEST = 3_000_000
MOST_TALKS = 10
"""Transcripts of one file that are read: the limit of time is for a case."""
KEPT = 3
FIXTURES = Path(__file__).parent.parent / "tests" / "reading" / "files"

TALK = [
    ("Interviewer", "Where do the children go, and why?"),
    ("Mara Lindt", "To the “school” [laughs] in the village & back."),
    ("采访者", "孩子们去哪儿上学？"),
    ("王老师", "去村里的学校（笑），𠮷野家旁边。"),
]


# -- seeds


def plain_seeds() -> dict[str, list[bytes]]:
    colon = "\n".join(f"{name}: {words}" for name, words in TALK * 3)
    timed = "\n".join(f"[00:0{i}:07.210] {n}：\n{w}" for i, (n, w) in enumerate(TALK))
    otter = "\n\n".join(f"{n}  0{i}:12\n{w}" for i, (n, w) in enumerate(TALK))
    front = "---\nsite: A\nspeakers: {Mara Lindt: participant}\nlabels: 'NAME: '\n---\n" + colon
    wrapped = "I: " + "we went to the school in the village and\ncame back " * 12
    asked = [("Interviewer", "Where?"), ("Mara", "There.")] * 4
    dashes = "".join(f"{n} - {w}\n" for n, w in asked)
    counted = "".join(f"{i}. {n}: {w}\n" for i, (n, w) in enumerate(asked, 1))
    lines = "".join(f"{i}  {n}: {w}\n" for i, (n, w) in enumerate(asked, 1))
    bars = "| No | Speaker | Text |\n|---|---|---|\n"
    bars += "".join(f"| {i} | {n} | {w} |\n" for i, (n, w) in enumerate(asked))
    pages = "".join(f"A B  Page {i}\n\nI: So?\nP: No.\n" for i in range(4)) + "[End of interview]"
    questions = "".join(f"Q{i}. So?\nA{i}. No.\n" for i in range(4))
    legend = "Legende\nI = Interviewerin\nB: Befragter\n\nI: So?\nB: Nein.\n1、好吗？\n答：好。\n"
    unusual = [dashes, counted, lines, pages, questions, legend, bars.replace("|", "\t")]
    cues = [f"00:00:0{i},000 --> 00:00:0{i + 1},500\n<v {n}>{w}" for i, (n, w) in enumerate(TALK)]
    texts = {
        ".txt": [
            colon,
            timed,
            otter,
            wrapped,
            "（以下，威：老威）\n**威**：好\n",
            "00:00\n好的\n",
            *unusual,
        ],
        ".md": [front, bars, "# A\n\n" + "\n\n".join(f"### {n}\n\n{w}" for n, w in TALK)],
        ".vtt": ["WEBVTT\n\nNOTE x\n\n" + "\n\n".join(cues).replace(",", ".")],
        ".srt": ["\n\n".join(f"{i}\n{cue}" for i, cue in enumerate(cues, 1))],
        ".lrc": ["[ar:x]\n" + "\n".join(f"[00:0{i}.810]{w}" for i, (_, w) in enumerate(TALK))],
    }
    found = {suffix: [t.encode() for t in given] for suffix, given in texts.items()}
    found[".txt"] += [colon.encode("gb18030"), colon.encode("utf-16"), b"I: \x93so\x94\nP: \x85\n"]
    found[".text"] = found[".txt"][:1]
    return found


def marked_up_seeds() -> dict[str, list[bytes]]:
    rows = "".join(f"<tr><td>0:0{i}<td>{n}<td>{w}</tr>" for i, (n, w) in enumerate(TALK))
    blocks = "".join(f"<div><p><b>{n}:</b> {w}<br>and so<pre>a  b</pre></div>" for n, w in TALK)
    page = (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>A &amp; B</title>"
        f"<style>p{{}}</style></head><body>{blocks}<table>{rows}</table></body></html>"
    )
    stamps = "".join(
        f'<p><span class="timestamp" data-timestamp="{i}.11">0:0{i}</span>{n}: {w}</p>'
        for i, (n, w) in enumerate(TALK)
    )
    rtf = (
        r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset0 A;}{\f1\fnil\fcharset134 B;}}"
        r"{\info{\title x}}\uc1\pard I: Where\'3f\par {\*\bkmkstart a}P: \u8220?so\u8221? "
        r"\f1\'ba\'c3\'b5\'c4\f0\line {\footnote f}\par {\field{\*\fldinst{HYPERLINK "
        ' "http://a"}}{\\fldrslt b}}\\par \\trowd a\\cell b\\cell\\row \\bin3 abc'
        r"\u-10174?\u-8265? {\shp{\*\shpinst{\shptxt P: no\par}}}}"
    )
    return {
        ".html": [page.encode(), page.replace("utf-8", "gbk").encode("gb18030")],
        ".htm": [page.encode()],
        ".otr": [json.dumps({"text": stamps, "media": "a.mp3", "media-time": 3}).encode()],
        ".rtf": [rtf.encode()],
    }


def table_seeds() -> dict[str, list[bytes]]:
    turns = [["start", "end", "speaker", "text"]]
    turns += [[str(i), str(i + 2), n, w] for i, (n, w) in enumerate(TALK)]
    people = [["id", "Why did you go to school?", "你怎么看？"]]
    people.append(["P1", "Because of it all.", "好。"])
    bare = [[f"0:0{i}", n, w] for i, (n, w) in enumerate(TALK)]
    quoted = [[f'"{cell}"' for cell in row] for row in turns]

    def written(rows: list[list[str]], mark: str) -> bytes:
        return "\n".join(mark.join(row) for row in rows).encode()

    segments = [
        {"start": i, "end": i + 1.5, "text": w, "speaker": n} for i, (n, w) in enumerate(TALK)
    ]
    results = {"results": {"utterances": [{"transcript": w, "speaker": 1} for _, w in TALK]}}
    heard = {
        "speakers": [{"id": 0, "name": "Mara"}],
        "monologues": [{"speaker": 0, "elements": [{"value": w}]} for _, w in TALK],
        "recognizedPhrases": [{"speaker": 1, "nBest": [{"display": w}]} for _, w in TALK],
    }
    return {
        ".csv": [written(quoted, ","), written(people, ","), written(bare, ";")],
        ".tsv": [written(turns, "\t")],
        ".json": [json.dumps(each).encode() for each in ({"segments": segments}, results, heard)],
        ".xlsx": [workbook(turns), workbook(people)],
    }


def workbook(rows: list[list[str]]) -> bytes:
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append([float(cell) if cell.isdigit() else cell for cell in row])
    book.save(out)
    return out.getvalue()


def office_seeds() -> dict[str, list[bytes]]:
    import docx

    document, out = docx.Document(), io.BytesIO()
    for name, words in TALK:
        document.add_paragraph(f"{name}: {words}\n[00:00:01.000] {name}：\nso")
    for row in TALK:
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = row
    document.save(out)
    office = "urn:oasis:names:tc:opendocument:xmlns"
    blocks = "".join(f"<t:p>{n}: {w}<t:s t:c='2'/>x<t:line-break/></t:p>" for n, w in TALK)
    cells = "<b:table-cell b:number-columns-repeated='2'><t:p>x</t:p></b:table-cell>"
    odt = (
        f"<o:d xmlns:o='{office}:office:1.0' xmlns:t='{office}:text:1.0' "
        f"xmlns:b='{office}:table:1.0'><o:body><o:text>{blocks.replace('&', '&amp;')}"
        f"<b:table><b:table-row>{cells}</b:table-row></b:table></o:text></o:body></o:d>"
    )
    talk = "\n".join(f"{name}: {words}" for name, words in TALK)
    qde = (
        "<Project xmlns='urn:QDA-XML:project:1.0' name='p'><Sources>"
        "<TextSource guid='a' name='one.txt' plainTextPath='internal://a.txt'/>"
        f"<TextSource guid='b' name='two'><PlainTextContent>{escape(talk)}</PlainTextContent>"
        "<PlainTextSelection guid='c' startPosition='1' endPosition='5'/></TextSource>"
        "<PDFSource guid='d' name='three.pdf' path='internal://d.pdf'/></Sources></Project>"
    )
    project = zipped({"project.qde": qde.encode(), "Sources/a.txt": talk.encode()})
    return {
        ".docx": [out.getvalue()],
        ".odt": [zipped({"content.xml": odt.encode()})],
        ".qdpx": [project],
    }


def textgrid_seeds() -> dict[str, list[bytes]]:
    long = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\nxmin = 0\nxmax = 9\n'
    long += 'tiers? <exists>\nsize = 1\nitem []:\n    item [1]:\n        class = "IntervalTier"\n'
    long += '        name = "Ann"\n        xmin = 0\n        xmax = 9\n'
    long += "        intervals: size = 4\n"
    short = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n9\n<exists>\n1\n'
    short += '"IntervalTier"\n"words"\n0\n9\n4\n'
    for i, (_, words) in enumerate(TALK):
        long += f"        intervals [{i + 1}]:\n            xmin = {i}\n"
        long += f"            xmax = {i + 1}\n"
        long += f'            text = "{words}"\n'
        short += f'{i}\n{i + 1}\n"{words}"\n'
    return {".textgrid": [long.encode(), short.encode(), short.encode("utf-16")]}


def pdf(lines: list[str]) -> bytes:
    """A page of Latin text, uncompressed, that mutations can get at."""
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 12 Tf 72 720 Td {shown} ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        "/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 6\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


def all_seeds() -> dict[str, list[bytes]]:
    found: dict[str, list[bytes]] = {suffix: [] for suffix in READERS}
    makers = (plain_seeds, marked_up_seeds, table_seeds, office_seeds, textgrid_seeds)
    for maker in makers:
        for suffix, seeds in maker().items():
            found[suffix] += seeds
    found[".pdf"].append(pdf(["Interviewer: Where do they go?", "Mara: To the school.", "Page 1"]))
    for path in sorted(FIXTURES.iterdir()) if FIXTURES.is_dir() else []:
        if path.suffix.lower() in found:
            found[path.suffix.lower()].append(path.read_bytes())
    missing = [suffix for suffix, seeds in found.items() if not seeds]
    if missing:
        sys.exit(f"no seed for {', '.join(missing)}")
    return found


# -- mutations

NUMBERS = (
    *("0", "-1", "1", "255", "65535", "65536", "1114112", "2147483648", "-2147483649", "9" * 19),
    *("9" * 400, "1e308", "1e999", "-0.0", "0.1", "NaN", "Infinity", "1" * 5000, "٣", "²"),
)
ODD = (
    *(b"\0", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\x1a", b"\x0c", b"\xc2\x85"),
    *(b"\xe2\x80\xa8", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"&#xD800;", b"&#0;", b"&#x110000;"),
    *(b"\\ud800", b"\\u0000", b"<![CDATA[", b"<!--", b"-->", b"]]>", b"<?x", b"\\'", b"{\\*", b"}"),
    *(b'"', b"'", b"\t", b":", b"\xef\xbc\x9a", b"[", b"]", b"00:01 ", b"[0:01]", b"---\n", b"**"),
    *(b"-->", b"<v ", b"#", b"|", b"\\", b"%", b"_x0041_", b"99:99:99.999", b"<<", b">>"),
    *(b"\\u-10174?", b"\\bin99999999 ", b"\\uc9999 ", b"\xe3\x80\x80", b"\xc2\xa0", b"\xc2\xad"),
)
PAIRS = (
    *((b"(", b")"), (b"[", b"]"), (b"{", b"}"), (b"<div>", b"</div>"), (b"<table><tr><td>", b"")),
    *((b"<span>", b"</span>"), (b'{"a":', b"}"), (b"<<", b">>"), (b"{\\b ", b"}"), (b"**", b"**")),
    *((b"\xef\xbc\x88", b"\xef\xbc\x89"), (b"<v a>", b"</v>"), (b"- ", b""), (b"&", b";")),
    *((b"<t:p>", b"</t:p>"), (b"<t:span>", b"</t:span>"), (b"<w:p>", b"</w:p>"), (b"\\u1", b"")),
    *((b"[0:01] ", b""), (b"{\\field{\\*\\fldinst{HYPERLINK ", b"")),
    *((b"\\f1", b""), (b"\\fcharset", b"")),
    *((b'"', b""), (b"a: ", b""), (b"a=b;", b""), (b"<!", b""), (b"<a b", b""), (b"&#", b"")),
)  # fmt: skip
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_TAG = re.compile(rb"<[^<>]{1,300}>")


def place(data: bytes, rng: random.Random) -> int:
    return rng.randrange(len(data) + 1)


def stretch(data: bytes, rng: random.Random) -> tuple[int, int]:
    start = place(data, rng)
    return start, min(len(data), start + int(2 ** rng.uniform(0, 10)))


def flip(data: bytes, rng: random.Random) -> bytes:
    if not data:
        return data
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8, 40))):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def cut(data: bytes, rng: random.Random) -> bytes:
    if rng.random() < 0.3:
        return data[: place(data, rng)]
    start, end = stretch(data, rng)
    return data[:start] + data[end:]


def repeat(data: bytes, rng: random.Random) -> bytes:
    start, end = stretch(data, rng)
    times = min(int(2 ** rng.uniform(1, 16)), 400_000 // max(1, end - start))
    return data[:end] + data[start:end] * times + data[end:]


def swap(data: bytes, rng: random.Random) -> bytes:
    (a, b), (c, d) = sorted((stretch(data, rng), stretch(data, rng)))
    return data if b > c else data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def insert(data: bytes, rng: random.Random) -> bytes:
    at = place(data, rng)
    return data[:at] + rng.choice(ODD) * rng.choice((1, 1, 2, 50)) + data[at:]


def nest(data: bytes, rng: random.Random) -> bytes:
    opening, closing = rng.choice(PAIRS)
    deep = rng.choice((3, 60, 1500, 30_000))
    start, end = stretch(data, rng)
    behind = closing * deep if rng.random() < 0.7 else b""
    return data[:start] + opening * deep + data[start:end] + behind + data[end:]


def renumber(data: bytes, rng: random.Random) -> bytes:
    found = list(_NUMBER.finditer(data))
    for match in sorted(rng.sample(found, min(len(found), rng.choice((1, 1, 3)))), reverse=True,
                        key=lambda each: each.start()):  # fmt: skip
        number = rng.choice(NUMBERS).encode()
        data = data[: match.start()] + number + data[match.end() :]
    return data


def retag(data: bytes, rng: random.Random) -> bytes:
    """Take a tag out, double it, put it elsewhere, or wrap what stands between two."""
    tags = list(_TAG.finditer(data))
    if len(tags) < 2:
        return insert(data, rng)
    one, two = sorted(rng.sample(tags, 2), key=lambda each: each.start())
    between = data[one.start() : two.end()]
    return rng.choice((
        lambda: data[: one.start()] + data[one.end() :],
        lambda: data[: one.end()] + one.group() * rng.choice((1, 300, 5000)) + data[one.end() :],
        lambda: data[: one.start()] + two.group() + data[one.end() :],
        lambda: data[: one.start()] + between * rng.choice((2, 200)) + data[one.start() :],
        lambda: data[: one.start()] + data[two.end() :],
    ))()  # fmt: skip


BYTES = (flip, cut, repeat, swap, insert, nest, renumber, retag)


def mutated(data: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        data = rng.choice(BYTES)(data, rng)[:LARGEST]
    return data


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def inside_xml(data: bytes, rng: random.Random) -> bytes:
    """Elements taken out, doubled, nested, moved, emptied; attributes and words changed."""
    root = ElementTree.fromstring(data)
    for _ in range(rng.choice((1, 2, 5))):
        elements = list(root.iter())
        if len(elements) > 10_000:
            break
        one, other = rng.choice(elements), rng.choice(elements)
        kind = rng.randrange(7)
        if kind == 0 and len(one):
            del one[rng.randrange(len(one))]
        elif kind == 1 and len(one):
            each = one[rng.randrange(len(one))]
            one.extend(
                [each] * min(rng.choice((1, 30, 3000)), 20_000 // sum(1 for _ in each.iter()))
            )
        elif kind == 2:
            one.append(copy.deepcopy(other))
        elif kind == 3:
            for _ in range(rng.choice((3, 100, 500))):
                inner = ElementTree.Element(other.tag, other.attrib)
                one.append(inner)
                one = inner
        elif kind == 4 and one.attrib:
            name = rng.choice(sorted(one.attrib))
            one.attrib[name] = rng.choice((*NUMBERS, "", "x" * 300, one.attrib[name] + "x"))
        elif kind == 5:
            one.tag = other.tag
        else:
            words = (*NUMBERS, "I:", " ", "\n", "x" * 70_000, "\u2028", "0:01", other.text or "")
            one.text, one.tail = rng.choice(words), rng.choice(words)
    return ElementTree.tostring(root, encoding="utf-8")[: 10 * LARGEST]


def inside_zip(data: bytes, rng: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    main = [name for name in members if re.search(r"document|content|sheet|strings|core", name)]
    for _ in range(rng.choice((1, 1, 2))):
        name = rng.choice(main if main and rng.random() < 0.8 else sorted(members))
        change = rng.random()
        if change < 0.05:
            members.pop(name, None)
        elif change < 0.1:
            members[name] = members[rng.choice(sorted(members))]
        elif name in members:
            kind = rng.choice((inside_xml, inside_xml, inside_xml, retag, renumber, nest, mutated))
            members[name] = kind(members[name], rng)
        if not members:
            break
    return zipped(members)


def inside_json(data: bytes, rng: random.Random) -> bytes:
    content = json.loads(data)
    for _ in range(rng.choice((1, 1, 2, 5))):
        content = changed_value(content, rng)
    out = json.dumps(content, ensure_ascii=rng.random() < 0.8)
    return out.encode("utf-8", "surrogatepass")


def changed_value(content: Any, rng: random.Random) -> Any:
    if isinstance(content, dict) and content and rng.random() < 0.85:
        key = rng.choice(list(content))
        if rng.random() < 0.1:
            return {**content, rng.choice(("text", "segments", "speaker", "start", "")): odd(rng)}
        return {**content, key: changed_value(content[key], rng)}
    if isinstance(content, list) and content and rng.random() < 0.85:
        at = rng.randrange(len(content))
        return [*content[:at], changed_value(content[at], rng), *content[at + 1 :]]
    if isinstance(content, str) and rng.random() < 0.5:
        raw = mutated(content.encode("utf-8", "surrogatepass"), rng)
        return raw.decode("utf-8", "surrogateescape" if rng.random() < 0.2 else "replace")
    times = 300 if len(str(content)) < 1000 else 2
    return rng.choice((odd(rng), [content], {"text": content}, [content] * times))


def odd(rng: random.Random) -> Any:
    deep: Any = "x"
    for _ in range(rng.choice((5, 30, 200))):
        deep = [deep]
    return rng.choice((
        *(None, True, False, 0, -1, 10**18, 10**400, 1e308, float("inf"), float("nan"), "", "\0"),
        *("\ud800", "x" * 100_000, [], {}, deep, "1:2:3", "9" * 5000, "٣s", {"name": 3}, [[]]),
    ))  # fmt: skip


def case(suffix: str, seeds: list[bytes], rng: random.Random) -> bytes:
    seed = rng.choice(seeds)
    inner: Callable[[bytes, random.Random], bytes] | None = None
    if suffix in (".docx", ".odt", ".xlsx", ".qdpx"):
        inner = inside_zip
    elif suffix in (".json", ".otr"):
        inner = inside_json
    if inner and rng.random() < 0.8:
        try:
            seed = inner(seed, rng)
        except (ValueError, LookupError, RecursionError, zipfile.BadZipFile, SyntaxError):
            return mutated(seed, rng)
        return seed if rng.random() < 0.95 else mutated(seed, rng)
    return mutated(seed, rng)


OPTIONS = (
    *(ReadingOptions(),) * 6,
    ReadingOptions(labels="NAME - "),
    ReadingOptions(labels="[TIME] NAME:"),
    ReadingOptions(encoding="gb18030"),
    ReadingOptions(columns=(("text", "text"), ("speaker", "end"))),
    ReadingOptions(interviewers=("Mara Lindt",)),
)

# -- running


class TooSlowError(Exception):
    """A case took longer than it may."""


def check(path: Path, options: ReadingOptions) -> str:
    """What came of one file: "read" or "refused"; anything else is an exception."""
    paths = tuple(sorted(path.parent.glob(f"{path.stem[:-1]}?{path.suffix}")))
    talks = (Conversation(paths),) if len(paths) > 1 else conversations((path,))[:MOST_TALKS]
    return "read" if [check_one(talk, options) for talk in talks].count(True) else "refused"


def check_one(talk: Conversation, options: ReadingOptions) -> bool:
    """Whether one transcript was read, not refused."""
    try:
        transcript = read_conversation(talk, options)
    except TranscriptError as error:
        assert len(error.problems) == 1
        str(error).encode("utf-8")
        return False
    end = 0
    for turn in transcript.turns:
        assert end <= turn.start < turn.end <= len(transcript.text), "turns out of order"
        assert transcript.words(turn) == transcript.words(turn).strip(), "blanks around a turn"
        end = turn.end
    json.dumps(report(transcript), ensure_ascii=False, allow_nan=False).encode("utf-8")
    return True


def child(
    suffix: str, seeds: list[bytes], number: int, folder: Path, findings: Path, until: float
) -> None:
    """Read cases until the time is up; a finding is written by the child if it can."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def too_slow(*_: object) -> None:
        raise TooSlowError

    signal.signal(signal.SIGPROF, too_slow)  # time of the processor, however busy it is
    rng = random.Random(number)
    outcomes: Counter[str] = Counter()
    for n in range(CASES_A_CHILD):
        if time.monotonic() > until:
            break
        path = folder / f"case_a{suffix}"
        path.write_bytes(case(suffix, seeds, rng))
        if suffix == ".textgrid" and n % 4 == 0:
            (folder / f"case_b{suffix}").write_bytes(case(suffix, seeds, rng))
        options = rng.choice(OPTIONS)
        (folder / "options").write_text(repr(options))
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            outcomes[check(path, options)] += 1
        except TranscriptError:
            raise
        except BaseException as error:  # noqa: BLE001
            signal.setitimer(signal.ITIMER_PROF, 0)
            outcomes["findings"] += 1
            keep(folder, findings, suffix, f"{number}-{n}", traceback.format_exc())
            if isinstance(error, KeyboardInterrupt):
                break
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            (folder / f"case_b{suffix}").unlink(missing_ok=True)
    (folder / "outcomes").write_text(json.dumps(outcomes))


def keep(folder: Path, findings: Path, suffix: str, name: str, what: str) -> None:
    """Write a finding, its bytes, options and trace: a few of each kind and place."""
    where = re.findall(r'File "[^"]*?qcode/([^"]+)", line (\d+)', what)
    place_ = ":".join(where[-1]) if where else "?"
    last = what.strip().splitlines()[-1]
    key = f"{suffix} {last[:30]} {place_}\n"
    seen = findings / "seen"
    findings.mkdir(parents=True, exist_ok=True)
    with seen.open("a+", encoding="utf-8") as file:
        file.seek(0)
        if file.readlines().count(key) >= KEPT:
            return
        file.write(key)
    print(f"FINDING {suffix} {name}: {last[:150]} at {place_}")
    sys.stdout.flush()
    for path in folder.glob(f"case_?{suffix}"):
        (findings / f"{suffix[1:]}-{name}-{path.name}").write_bytes(path.read_bytes())
    options = (folder / "options").read_text() if (folder / "options").exists() else ""
    (findings / f"{suffix[1:]}-{name}.txt").write_text(f"{options}\n{what}")


def run_child(*given: Any) -> Counter[str]:
    """One child in its own process, killed when it hangs in C code."""
    suffix, _, number, folder, findings, _ = given
    for old in folder.iterdir():
        old.unlink()
    pid = os.fork()
    if pid == 0:
        status = 0
        try:
            child(*given)
        except BaseException:  # noqa: BLE001
            traceback.print_exc()
            status = 1
        finally:
            os._exit(status)
    code, hung = watched(pid, folder)
    if code:
        what = "hung" if hung else f"child ended with status {code}"
        keep(folder, findings, suffix, f"{number}-died", what)
        return Counter(findings=1)
    return Counter(json.loads((folder / "outcomes").read_text()))


def watched(pid: int, folder: Path) -> tuple[int, bool]:
    """The child's status, and whether it had to be killed."""
    while True:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return status, False
        try:
            age = time.time() - (folder / "options").stat().st_mtime
        except OSError:
            age = 0.0
        if age > 20 * SECONDS:
            os.kill(pid, signal.SIGKILL)
            return os.waitpid(pid, 0)[1], True
        time.sleep(0.02)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="a format, such as rtf")
    parser.add_argument("--out", type=Path, default=Path("findings"))
    given = parser.parse_args()
    seeds = all_seeds()
    suffixes = [f".{given.only.lstrip('.')}"] if given.only else list(seeds)
    if suffixes[0] not in seeds:
        parser.error(f"no such format: {given.only}")
    folder = given.out / f"work-{os.getpid()}"
    folder.mkdir(parents=True)
    until = time.monotonic() + given.minutes * 60
    totals: dict[str, Counter[str]] = {suffix: Counter() for suffix in suffixes}
    turn = 0
    while time.monotonic() < until:
        suffix = suffixes[turn % len(suffixes)]
        number = given.seed * 1_000_000 + turn
        totals[suffix] += run_child(suffix, seeds[suffix], number, folder, given.out, until)
        turn += 1
        if turn % (5 * len(suffixes)) == 0:
            print(f"{turn} rounds: {sum(sum(c.values()) for c in totals.values()):,} cases")
            sys.stdout.flush()
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    for suffix, counts in totals.items():
        print(f"{suffix:10} " + ", ".join(f"{n:,} {what}" for what, n in sorted(counts.items())))
    sys.exit(any(counts["findings"] for counts in totals.values()))


if __name__ == "__main__":
    main()
