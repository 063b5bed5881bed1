"""The working copy of a transcript: what is written reads back, and every breach is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcode.errors import TranscriptError
from qcode.model.transcript import Role, Speaker, Transcript, Turn, attribute_key
from qcode.reading.working_copy import read_working_copy, write_working_copy

HASH = "0f" * 32
MARKS = 'ab #＃:：[]()\\"-\t\n\r\u2028\u00a0\u3000\u200b\ufeff\u202e\x85\x1f1{}|我们𠮷😀مر\u0301'
AWKWARD = st.text(st.sampled_from(MARKS), max_size=12) | st.text(max_size=8)
LINES = st.lists(
    AWKWARD | st.sampled_from(["# Tom [00:12]", "Tom: yes", "---", " Tom ： no", "\\", ""])
)
SECONDS = st.none() | st.floats(0, 1e6) | st.integers(0, 10**7).map(lambda ms: ms / 1000)
PAIRS = st.lists(st.tuples(AWKWARD, AWKWARD), max_size=3, unique_by=lambda p: attribute_key(p[0]))


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    """Any transcript whose speakers all talk."""
    names = draw(st.lists(AWKWARD | st.just("Tom"), min_size=1, max_size=3, unique=True))
    roles = st.sampled_from(["interviewer", "participant"])
    speakers = [
        Speaker(name, draw(roles), draw(AWKWARD | st.just("front matter")), tuple(draw(PAIRS)))
        for name in names
    ]
    more = draw(st.lists(st.sampled_from(names), max_size=3))
    text, turns = "", []
    for number, name in enumerate([*names, *more], 1):
        role = next(speaker.role for speaker in speakers if speaker.name == name)
        words = "\n".join(draw(LINES))
        start = len(text) + 3
        text += f"{name}: "[:3].ljust(3) + words
        times = draw(SECONDS), draw(SECONDS)
        turns.append(Turn(number, name, role, start, start + len(words), *times))
    return Transcript(
        draw(AWKWARD),
        "t.txt",
        "txt",
        "gb18030",
        draw(st.booleans()),
        draw(st.sampled_from(["en", "zh", "mixed", "other"])),
        text,
        HASH,
        tuple(turns),
        tuple(speakers),
        tuple(draw(PAIRS)),
    )


def kept(one: Transcript) -> object:
    turns = [
        (t.number, t.speaker, t.role, t.start_time, t.end_time, one.words(t)) for t in one.turns
    ]
    people = [(s.name, s.role, s.role_from, s.attributes) for s in one.speakers]
    return turns, people, one.attributes, one.id, one.encoding_is_guess, one.language, one.sha256


@settings(max_examples=400, deadline=None)
@given(transcripts())
def test_what_is_written_reads_back(one: Transcript) -> None:
    written = write_working_copy(one)
    back = read_working_copy(written, "t.txt")
    assert kept(back) == kept(one)
    assert write_working_copy(back) == written
    assert read_working_copy(written, "t.txt") == back


@settings(max_examples=200, deadline=None)
@given(transcripts(), st.sampled_from(["\r\n", "\r", "\n"]), st.booleans(), st.booleans())
def test_what_an_editor_does_is_forgiven(
    one: Transcript, line_end: str, bom: bool, strips: bool
) -> None:
    written = write_working_copy(one)
    lines = written.split("\n")
    if strips:
        lines = [line.rstrip() for line in lines]
    edited = "\ufeff" * bom + line_end.join(lines) + line_end * 2 * strips
    assert read_working_copy(edited, "t.txt") == read_working_copy(written, "t.txt")
    if not strips:
        padded = line_end.join(f"{line}  " for line in lines)
        assert read_working_copy(padded, "t.txt") == read_working_copy(written, "t.txt")


def made(*turns: tuple[str, Role, str], **options: object) -> Transcript:
    text = "\n".join(words for _, _, words in turns)
    placed, start = [], 0
    for number, (name, role, words) in enumerate(turns, 1):
        placed.append(Turn(number, name, role, start, start + len(words), 12.0 * number, None))
        start += len(words) + 1
    roles = {name: role for name, role, _ in turns}
    people = tuple(Speaker(name, role, "label") for name, role in roles.items())
    return Transcript(
        "liu", "liu.docx", "docx", "utf-8", False, "zh", text, HASH, tuple(placed), people
    )


WRITTEN = f"""\
---
qcode working copy: 1
title: liu
language: zh
format: docx
encoding: utf-8
source sha256: {HASH}
speakers:
  问: interviewer (label)
  刘主任: participant (label)
---

# 问 [00:00:12]
工作的目标是什么？

# 刘主任 [00:00:24]
只要不出事。

问\\: 你怎么办，他们问。
\\# 一
"""


def test_it_is_readable() -> None:
    words = "只要不出事。\n\n问: 你怎么办，他们问。\n# 一"
    one = made(("问", "interviewer", "工作的目标是什么？"), ("刘主任", "participant", words))
    assert write_working_copy(one) == WRITTEN
    back = read_working_copy(WRITTEN, "transcripts/liu.txt")
    assert back.text == f"工作的目标是什么？\n\n{words}"
    assert [back.words(turn) for turn in back.turns] == ["工作的目标是什么？", words]


def test_a_corrected_role_or_time_leaves_the_text_alone() -> None:
    mended = WRITTEN.replace("participant (label)", "interviewer").replace("00:00:24", "00:01:24")
    before, after = read_working_copy(WRITTEN, "t"), read_working_copy(mended, "t")
    assert after.text == before.text
    assert (after.turns[1].role, after.turns[1].start_time) == ("interviewer", 84.0)
    assert after.speakers[1].role_from == "front matter"


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("---\nqcode", "qcode", 1, "does not begin with '---'"),
        ("\n---\n\n", "\n\n", 1, "has front matter without an end"),
        ("copy: 1", "copy: 2", 1, "working copy of version '2'"),
        ("title: liu\n", "", 1, "'title:' is missing"),
        ("title:", "titel:", 3, "unknown key 'titel'"),
        ("title: liu", "title: liu\ntitle: li", 4, "'title' stands a second time"),
        ("title: liu", "title liu", 3, "'title liu' is not 'key: value'"),
        ("language: zh", "language: de", 1, "'de' is no language"),
        ("sha256: 0f", "sha256: ", 1, "'source sha256:' is no hash"),
        ("speakers:\n", "attributes: x\nspeakers:\n", 8, "words behind 'attributes:'"),
        ("speakers:", "attributes:\n  a: 1\n  A: 2\nspeakers:", 10, "attribute 'A' stands"),
        ("  问: int", "   问: int", 9, "'问' stands behind 3 blanks"),
        ("interviewer (", "asker (", 9, "'asker (label)' is no role"),
        ("  刘主任:", "  问:", 10, "speaker '问' stands a second time"),
        ("---\n\n# 问", "  李: participant\n---\n\n# 问", 11, "speaker '李' has no turn"),
        ("---\n\n# 问", "---\n你好\n# 问", 12, "words before the first label line"),
        ("# 刘主任", "# 刘主", 16, "'刘主' is not in the list of speakers"),
        ("# 刘主任", "#", 16, "the turn has no speaker"),
        ("# 刘主任", "#刘主任", 16, "'#刘主任 [00:00:24]' is no label line"),
        ("# 刘主任", " # 刘主任", 16, "'#' that begins no label line"),
        ("# 刘主任", "＃ 刘主任", 16, "'#' that begins no label line"),
        ("[00:00:24]", "[24]", 16, "'24' is no time"),
        ("[00:00:24]", "[00:00:24", 16, "is no label line"),
        ("工作的目标是什么？\n", "", 13, "a label line without words below"),
        ("问\\:", "问:", 19, "a speaker's name and a colon among the words"),
        ("问\\:", "刘主任：", 19, "a speaker's name and a colon among the words"),
        ("不出事", "C:\\path", 17, "'\\p' means nothing"),
        ("title: liu", "title: l\\iu", 3, "'\\i' means nothing"),
    ],
)
def test_every_breach_is_told(old: str, new: str, line: int, message: str) -> None:
    assert old in WRITTEN
    with pytest.raises(TranscriptError) as caught:
        read_working_copy(WRITTEN.replace(old, new, 1), "t.txt")
    found = [p for p in caught.value.problems if p.line == line and message in p.message]
    assert found, str(caught.value)
    assert all(problem.hint for problem in caught.value.problems)


def test_all_breaches_are_told_at_once() -> None:
    broken = WRITTEN.replace("interviewer", "asker").replace("# 刘主任", "# 刘主人")
    with pytest.raises(TranscriptError) as caught:
        read_working_copy(broken.replace("\\#", "#"), "t.txt")
    assert [problem.line for problem in caught.value.problems] == [9, 16, 20, 20]
    assert "did you mean '刘主任'?" in str(caught.value)


def test_no_turn() -> None:
    with pytest.raises(TranscriptError, match="holds no turn"):
        read_working_copy(WRITTEN.split("# 问", maxsplit=1)[0], "t.txt")


def test_what_would_not_read_back_is_not_written() -> None:
    one = made(("问", "interviewer", "a"), ("刘", "participant", "b"))
    twice = (one.speakers[0], one.speakers[0], one.speakers[1])
    odd = Transcript("t", "", "txt", "utf-8", False, "en", one.text, HASH, one.turns, twice)
    with pytest.raises(ValueError, match="cannot be written"):
        write_working_copy(odd)


@given(st.text(st.sampled_from("-# :\\[]\nab01(){}u"), max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    head = WRITTEN.split("# 问", maxsplit=1)[0]
    for given_text in (text, head + text, "---\n" + text, head + "# 问\n" + text):
        try:
            read_working_copy(given_text, "t.txt")
        except TranscriptError as error:
            assert error.problems
