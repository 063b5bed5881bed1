import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from qcode.errors import Problem, StudyError
from qcode.model.transcript import Speaker, Transcript, Turn
from qcode.reading.working_copy import write_working_copy
from qcode.study.coders import log_name
from qcode.study.fold import fold
from qcode.study.folder import find_logs, read_logs
from qcode.study.judgements import codings
from qcode.study.lines import line_of
from qcode.study.log import open_log
from qcode.study.merge import Merged, merge
from qcode.study.records import Record
from qcode.study.shared import Withdrawal
from tests.study.strategies import TEXTS, TIME, anchor, coded, distinct, logs, record_id, view


def study(folder: Path, records: list[Record] | None = None, **texts: str) -> Path:
    """A study with these records, each in the log of its coder, and these transcripts."""
    for name in ("codings", "texts", "transcripts"):
        (folder / name).mkdir(parents=True)
    for record in records or []:
        with (folder / "codings" / log_name(record.coder)).open("a", encoding="utf-8") as log:
            log.write(line_of(record) + "\n")
    for name, text in texts.items():
        digest = hashlib.sha256(text.encode()).hexdigest()
        (folder / "texts" / f"{digest}.txt").write_text(text, encoding="utf-8")
        (folder / "transcripts" / f"{name}.txt").write_text(working_copy(name, text), "utf-8")
    return folder


def working_copy(name: str, text: str) -> str:
    speakers = (Speaker("Ana", "participant", "label"),)
    turns = (Turn(1, "Ana", "participant", 0, len(text)),)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return write_working_copy(
        Transcript(name, "", "txt", "utf-8", False, "en", text, digest, turns, speakers)
    )


def records(study: Path) -> tuple[Record, ...]:
    return read_logs(study / "codings").checked()


def files(study: Path) -> dict[str, bytes]:
    found = (path for path in sorted(study.rglob("*")) if path.is_file())
    return {str(path): path.read_bytes() for path in found if path.suffix != ".lock"}


@given(a=logs, b=logs)
@settings(deadline=None, max_examples=30)
def test_from_both_sides_and_twice_comes_to_the_same(a: list[Record], b: list[Record]) -> None:
    known = {record.id: record for record in [*b, *a]}
    a, b = (distinct(known[record.id] for record in log) for log in (a, b))
    with TemporaryDirectory() as place:
        one, two = study(Path(place) / "one", a), study(Path(place) / "two", b)
        merge(one, two)
        once = files(one)
        assert merge(one, two).records == ()
        assert files(one) == once
        merge(two, one)
        assert view(fold(records(one))) == view(fold(records(two)))


def test_a_colleague_s_study(tmp_path: Path) -> None:
    here = study(tmp_path / "here", [coded(1)], P1="Yes.")
    there = study(tmp_path / "there", [coded(2, coder="Ben"), coded(3)], P1="Yes.", P2="No.")
    before = files(there)
    new = hashlib.sha256(b"No.").hexdigest()
    assert merge(here, there) == Merged((("Ana", 1), ("Ben", 1)), (new,), ("P2",), 0, ())
    assert files(there) == before
    assert (here / "texts" / f"{new}.txt").read_text() == "No."
    copies = [folder / "transcripts" / "P2.txt" for folder in (here, there)]
    assert copies[0].read_bytes() == copies[1].read_bytes()
    assert [path.name for path in find_logs(here / "codings")] == ["ana.jsonl", "ben.jsonl"]
    assert len(codings(fold(records(here)))) == 2
    assert merge(here, there) == Merged((), (), (), 0, ())
    assert merge(here, here) == Merged((), (), (), 0, ())


def test_one_log_brings_the_texts_of_its_study(tmp_path: Path) -> None:
    here = study(tmp_path / "here")
    there = study(tmp_path / "there", [coded(2, coder="Ben"), coded(3)], P2="No.")
    (here / "codings").rmdir()
    done = merge(here, there / "codings" / "ben.jsonl")
    assert (done.records, len(done.texts)) == ((("Ben", 1),), 1)
    mailed = tmp_path / "from Ana.jsonl"
    mailed.write_text(line_of(coded(3)) + "\n", encoding="utf-8")
    assert merge(here, mailed) == Merged((("Ana", 1),), (), (), 0, ())


def test_the_same_id_with_something_else(tmp_path: Path) -> None:
    here = study(tmp_path / "here", [coded(1)])
    there = study(tmp_path / "there", [coded(2, coder="Ben"), coded(3), coded(1, "care")])
    before = files(here)
    with pytest.raises(StudyError) as error:
        merge(here, there)
    assert str(error.value) == (
        f"{there / 'codings' / 'ana.jsonl'}:2: record '{record_id(1)}' says something else in "
        f"{here / 'codings' / 'ana.jsonl'}:1\n"
        "  hint: a record never changes: delete the wrong one"
    )
    assert files(here) == before


def test_damaged_logs_are_not_merged_and_torn_ends_are_noted(tmp_path: Path) -> None:
    here, there = study(tmp_path / "here"), study(tmp_path / "there", [coded(1), coded(2)])
    log = there / "codings" / "ana.jsonl"
    whole = log.read_text(encoding="utf-8")
    log.write_text(whole + '{"v":1,', encoding="utf-8")
    assert merge(here, there).notes[0].line == 3
    assert log.read_text(encoding="utf-8") == whole + '{"v":1,'
    log.write_text("{\n" + whole, encoding="utf-8")
    with pytest.raises(StudyError, match=r"ana.jsonl:1: the line is damaged"):
        merge(here, there)


def test_what_is_no_study(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"is neither a study nor a log\n  hint: give a folder"):
        merge(study(tmp_path / "here"), tmp_path)


def test_a_session_in_the_way(tmp_path: Path) -> None:
    here = study(tmp_path / "here", [coded(1)])
    there = study(tmp_path / "there", [coded(2, coder="Ben"), coded(3)], P2="No.")
    before = records(here)
    with open_log(here / "codings", "Ana"), pytest.raises(StudyError, match="another qcode"):
        merge(here, there)
    assert records(here) == before
    assert list((here / "texts").iterdir()) == []


def test_different_texts_under_one_name_are_reported(tmp_path: Path) -> None:
    elsewhere = coded(2, coder="Ben", anchor=anchor(text=TEXTS[1]))
    here = study(tmp_path / "here", [coded(1)], P2="Yes.", P3="Same.")
    there = study(tmp_path / "there", [elsewhere], P2="No.", P3="Same.")
    hint = "if it is another interview, rename one of them in its study and merge again"
    assert merge(here, there).notes == tuple(
        Problem(
            str(there / "transcripts" / f"{name}.txt"),
            0,
            f"is another text than transcript '{name}' in this study",
            hint,
        )
        for name in ("P1", "P2")
    )


def test_two_versions_of_one_text_are_none(tmp_path: Path) -> None:
    edited = coded(2, anchor=anchor(text=TEXTS[1]))
    here = study(tmp_path / "here", [coded(1), edited], P1="Yes, yes.")
    there = study(tmp_path / "there", [coded(3, coder="Ben")], P1="Yes.")
    assert merge(here, there).notes == ()


def test_a_text_that_was_changed_is_not_copied(tmp_path: Path) -> None:
    here, there = study(tmp_path / "here"), study(tmp_path / "there", P1="Yes.")
    text = next((there / "texts").iterdir())
    text.write_text("Yes!")
    done = merge(here, there)
    assert done.texts == ()
    assert [str(note) for note in done.notes] == [
        f"{text}: was changed after it was coded\n"
        "  hint: a version of a text never changes: take it from a backup or another copy"
    ]


def test_what_was_withdrawn_does_not_come_back(tmp_path: Path) -> None:
    text = hashlib.sha256(b"Yes.").hexdigest()
    there_was = coded(1, anchor=anchor(text=text))
    gone = Withdrawal(
        id=record_id(5), coder="Ana", time=TIME, participant="P1", texts=(text,), records=()
    )
    here = study(tmp_path / "here", [gone])
    there = study(
        tmp_path / "there", [there_was, coded(2, anchor=anchor(text=TEXTS[1]))], P1="Yes."
    )
    assert merge(here, there) == Merged((("Ana", 1),), (), (), 1, ())
    assert list((here / "texts").iterdir()) == []
    assert "P1" in str(merge(there, here).notes[0])
    assert codings(fold(records(there))) == codings(fold(records(here)))


@pytest.mark.parametrize(
    "name",
    [
        "ana (1).jsonl",
        "ana (Ana's conflicted copy 2026-01-02).jsonl",
        "ana-PC2.jsonl",
        "ana.sync-conflict-20260102-101112-ABCDEFG.jsonl",
        "ana 2.jsonl",
        "ana的冲突副本.JSONL",
    ],
)
def test_conflict_copies_are_read_as_one_more_log(tmp_path: Path, name: str) -> None:
    folder = study(tmp_path / "here", [coded(1), coded(2, coder="Ben")]) / "codings"
    (folder / "._ana.jsonl").write_bytes(b"\0\5\26\7")
    copy = folder / name
    lines = [line_of(coded(1)), line_of(coded(3, coder="ANA", anchor=anchor(3, 8)))]
    copy.write_text("\n".join(lines), encoding="utf-8")
    found = read_logs(folder)
    assert found.copies() == ((copy, folder / "ana.jsonl"),)
    assert sorted(record.id for record in found.checked()) == [record_id(n) for n in (1, 2, 3)]


def test_a_folder_without_logs(tmp_path: Path) -> None:
    assert read_logs(tmp_path / "codings").records == ()
