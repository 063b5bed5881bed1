# Han characters count as two columns.
# ruff: noqa: E501

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qcode.model.transcript import Transcript
from qcode.reading.transcripts import read_transcript
from qcode.redaction.names import ListedName, NamesList
from qcode.redaction.redact import Redaction, RedactionSettings, redact

LISTED = NamesList(
    (
        ListedName("李明", "王强", "person"),
        ListedName("Mara Lindt", "Jo Reed", "person"),
        ListedName("Zhuyan", "Town A", "place"),
    )
)


def read(tmp_path: Path, text: str, name: str = "talk.txt") -> Transcript:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_transcript(path)


def test_a_copy_in_full(tmp_path: Path) -> None:
    transcript = read(
        tmp_path,
        "---\nvillage: Zhuyan\nspeakers:\n  Mara Lindt: interviewer\n  李明: participant\n---\n\n"
        "[00:00:03.500] Mara Lindt: Who is 李明?\n\n[00:01:00] 李明: Me, in Zhuyan.\n13812345678.\n",
    )
    done = redact([transcript], LISTED)
    assert [copy.text for copy in done.copies] == [
        "---\nvillage: Town A\nspeakers:\n  Jo Reed: interviewer\n  王强: participant\n---\n\n"
        "[00:00:03.500] Jo Reed: Who is 王强?\n\n[00:01:00] 王强: Me, in Town A.\n[phone 1].\n"
    ]
    assert dict(done.counts[0]) == {"place": 2, "person": 3, "phone": 1}
    assert [(e.original, e.replacement, e.kind, e.count) for e in done.key] == [
        ("Zhuyan", "Town A", "place", 2),
        ("Mara Lindt", "Jo Reed", "person", 1),
        ("李明", "王强", "person", 2),
        ("13812345678", "[phone 1]", "phone", 1),
    ]


def test_numbers_may_stay(tmp_path: Path) -> None:
    transcript = read(tmp_path, "访员：电话？\n答：13812345678。\n")
    kept = redact([transcript], LISTED, RedactionSettings(keep_numbers=True))
    assert "13812345678" in kept.copies[0].text
    assert "13812345678" not in redact([transcript], LISTED).copies[0].text


TITLES = """访员：李主任好吗？老李呢？
村民：李主任、李某都好，Mrs Li too. Teacher Li. 行李重，李子甜。
"""


def test_titles_of_a_listed_person_are_suggested_or_replaced(tmp_path: Path) -> None:
    transcript = read(tmp_path, TITLES)
    done = redact([transcript], LISTED)
    assert "王" not in done.copies[0].text
    assert {(p.name, p.pseudonym, p.count) for p in done.possible} == {
        ("李主任", "王主任", 2),
        ("老李", "老王", 1),
        ("李某", "王某", 1),
        ("Mrs Li", "Mrs Wang", 1),
        ("Teacher Li", "Teacher Wang", 1),
    }

    replaced = redact([transcript], LISTED, RedactionSettings(titles=True)).copies[0].text
    assert "王主任好吗？老王呢？" in replaced
    assert "王主任、王某都好，Mrs Wang too. Teacher Wang. 行李重，李子甜。" in replaced


def test_a_title_of_two_listed_persons_is_never_replaced(tmp_path: Path) -> None:
    names = NamesList((*LISTED.names, ListedName("李红", "赵敏", "person")))
    done = redact([read(tmp_path, TITLES)], names, RedactionSettings(titles=True))
    assert "李主任好吗？老李呢？" in done.copies[0].text
    assert ("李主任", "") in {(p.name, p.pseudonym) for p in done.possible}


def test_parts_of_listed_names_are_suggested(tmp_path: Path) -> None:
    done = redact([read(tmp_path, "I: Hm?\nP: Mara came. Then Mrs Lindt left.\n")], LISTED)
    assert {(p.name, p.pseudonym) for p in done.possible} == {
        ("Mara", "Jo Reed"),
        ("Mrs Lindt", "Mrs Reed"),
    }


def test_a_listed_name_without_its_capitals_is_suggested(tmp_path: Path) -> None:
    text = "I: Hm?\nP: Will Park came, mara  lindt too. I will park there.\n"
    names = NamesList((ListedName("Mara Lindt", "Jo Reed"), ListedName("Will Park", "Tom Ash")))
    done = redact([read(tmp_path, text)], names)
    assert {(p.name, p.pseudonym) for p in done.possible} == {
        ("mara lindt", "Jo Reed"),
        ("will park", "Tom Ash"),
    }


def test_what_looks_like_a_name(tmp_path: Path) -> None:
    transcript = read(
        tmp_path,
        """Interviewer: And who is at the school?
Participant: Teacher Pan. And I saw Bobo with Bobo's dog on Monday. So Wu Xiaoman lives in Upper Town.
陈思雨: 罗姐来了没？
Participant: 我叫张大山，姓汪的也来，住在岩雀寨，高兴得很。我们村、农村、全镇都晓得，谢谢爷爷。关于老师的事，儿童主任不管。
""",
    )
    found = {p.name: p.kind for p in redact([transcript]).possible}
    assert found == {
        **{"Pan": "person", "Bobo": "", "Wu Xiaoman": "", "Upper Town": "place"},
        **{"陈思雨": "person", "罗姐": "person", "张大山": "person", "汪": "person"},
        **{"岩雀寨": "place"},
    }


def test_labels_in_any_case_and_names_in_a_row(tmp_path: Path) -> None:
    text = "BERG: Who came?\nanna: Nobody.\nBERG: And?\nanna: 岩雀寨的李明和小李来了，去跟和气的人说。\n"
    found = {each.name for each in redact([read(tmp_path, text)]).possible}
    assert {"BERG", "anna", "李明", "小李", "岩雀寨"} <= found
    assert "和气的" not in found


def test_names_of_the_south(tmp_path: Path) -> None:
    text = "问: 谁来过？\n答: 阿强、陈太都来了，阿姨没来。阿强说，李太讲不太好，钱太少，阿里巴巴太远。\n"
    found = {each.name: each.count for each in redact([read(tmp_path, text)]).possible}
    assert found == {"阿强": 2, "陈太": 1, "李太": 1}


def test_longer_names_around_a_listed_one_are_suggested(tmp_path: Path) -> None:
    names = NamesList((ListedName("Christina", "Anna"), ListedName("Anne", "Berta")))
    transcript = read(tmp_path, "I: Who?\nP: It was Christina M who knew Anne-Marie there.\n")
    done = redact([transcript], names)
    assert "It was Anna M who knew Anne-Marie there." in done.copies[0].text
    assert {p.name for p in done.possible} == {"Christina M", "Anne-Marie"}


def test_one_that_asks_and_one_that_answers_stay_two(tmp_path: Path) -> None:
    names = NamesList((ListedName("Mara", "X"), ListedName("Tom", "X")))
    talk = "---\nspeakers: {Mara: interviewer, Tom: participant}\n---\nMara: So?\nTom: Yes.\n"
    done = redact([read(tmp_path, talk)], names)
    assert done.copies == ()
    assert "'Mara' and 'Tom' would both be 'X'" in str(done.failed[0])


def test_the_name_of_a_file(tmp_path: Path) -> None:
    done = redact([read(tmp_path, "I: So?\nP: Yes.\n", "mara_lindt_3.txt")], LISTED)
    assert done.copies[0].name == "Jo_Reed_3"
    assert done.key[0].kind == "file name"


def test_names_of_files_that_become_one(tmp_path: Path) -> None:
    names = NamesList((ListedName("Tom", "P"), ListedName("Bo", "P")))
    talks = [read(tmp_path, "I: So?\nP: Yes.\n", f"{name}.txt") for name in ("tom", "bo")]
    done = redact(talks, names)
    assert done.copies == ()
    assert len(done.failed) == 2


def test_listed_names_that_stand_nowhere(tmp_path: Path) -> None:
    done = redact([read(tmp_path, "I: 李明?\nP: MARA LINDT.\n")], LISTED)
    assert [entry.name for entry in done.not_found] == ["Zhuyan"]


WITHOUT_LABELS = "First paragraph about Zhuyan.\n\nSecond one.\n"
CUES = """WEBVTT

00:00:01.000 --> 00:00:02.000
<v 李明>我在
Note: Zhuyan

00:00:02.000 --> 00:00:03.250
<v Mara: the (first)>So [00:12] what?
"""
ODD = """I: So?
P: They said:
Problem: none
Problem: none at all
# Heading
---
10:30
I think
"""


@pytest.mark.parametrize(
    ("text", "name"),
    [(WITHOUT_LABELS, "a.txt"), (CUES, "b.vtt"), (ODD, "c.txt"), ("P: 1\nI\n\nP: 2\n", "d.md")],
)
def test_odd_transcripts_read_back(tmp_path: Path, text: str, name: str) -> None:
    transcript = read(tmp_path, text, name)
    done = redact([transcript], LISTED)
    if done.failed:
        assert "would not give back" in str(done.failed[0])
        return
    check(tmp_path, transcript, done)


# -- properties

NAMES = (
    *(("Li", "P1"), ("Li Ming", "P2"), ("Christina", "P3"), ("Christina M", "P4")),
    *(("Mara Lindt", "P5"), ("O'Brien", "P6"), ("zhuyan", "P7"), ("Anne-Marie", "P8")),
    *(("李明", "P9"), ("欧阳云", "P10"), ("岩雀寨", "P11"), ("李", "P12"), ("明天", "P13")),
)
PIECES = (
    *(
        "Li Li's Lin Ming Christina M Christina's Mara Lindt Zhuyan O'Brien O’Brien Anne-Marie"
    ).split(),
    *(
        "Anne 李明 李 明天 明 李明天 歐陽雲 欧阳云 岩雀寨的 李子 住在岩雀寨 [laughs] （笑） they said 2015"
    ).split(),
    *("10:30 — “so” 😀 Note: 时间： don’t 13812345678 4.5 2019-03-12 \n \n\n # P: a@b.org").split(
        " "
    ),
)
LABELS = ("I", "P", "李明", "Mara Lindt", "Christina", "Interviewer 1", "受访者A", "Li Ming")
many = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@st.composite
def talks(draw: st.DrawFn) -> str:
    """An interview of two in one of several layouts; the first one asks."""
    labels = draw(st.lists(st.sampled_from(LABELS), min_size=2, max_size=2, unique=True))
    said = st.lists(st.sampled_from(PIECES), min_size=1, max_size=10).map(" ".join)
    turns = draw(st.lists(said, min_size=4, max_size=9))
    layout = draw(st.sampled_from(["{0}: {1}", "[00:{2:02}:03.500] {0}：{1}", "**{0}:** {1}"]))
    body = "\n\n".join(
        layout.format(labels[i % 2], f"so {words} end.", i) for i, words in enumerate(turns)
    )
    return body + "\n"


def check(tmp_path: Path, transcript: Transcript, done: Redaction) -> Transcript:
    copy = done.copies[0]
    path = tmp_path / "copies" / f"{copy.name}.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(copy.text, encoding="utf-8", newline="\n")
    back = read_transcript(path)
    assert [turn.role for turn in back.turns] == [turn.role for turn in transcript.turns]
    return back


@given(text=talks())
@many
def test_nothing_listed_is_left_and_nothing_else_is_changed(tmp_path: Path, text: str) -> None:
    names = NamesList(tuple(ListedName(*pair) for pair in NAMES))
    transcript = read(tmp_path, text)
    done = redact([transcript], names)
    assert done.failed == ()
    back = check(tmp_path, transcript, done)

    copy = done.copies[0].text
    for name, _ in NAMES:
        if name == "李":
            assert not re.search(r"(?<![\u4e00-\u9fff])李(?![\u4e00-\u9fff])", copy)
        elif name.isascii():
            assert not re.search(rf"(?<![\w'-]){re.escape(name)}(?![\w-])", copy.replace("’", "'"))
        else:
            assert name not in copy
    assert "13812345678" not in copy

    # The other way round: with the key in hand the words come back.
    undo = {entry.replacement: entry.original for entry in done.key}
    for turn, read_back in zip(transcript.turns, back.turns, strict=True):
        words = re.sub(
            r"P\d+(?!\d)|\[(?:phone|e-mail) 1\]",
            lambda found: undo.get(found.group(), found.group()),
            back.words(read_back),
        )
        assert plain(words) == plain(transcript.words(turn))


def plain(words: str) -> str:
    """Words without what the key does not tell: the script variant, case and line breaks."""
    words = words.replace("’", "'").replace("歐陽雲", "欧阳云").replace("Zhuyan", "zhuyan")
    words = re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", words)
    return " ".join(words.split())
