"""The same from Python as from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

import qcode
from qcode.errors import TranscriptError

CODEBOOK = """\
codebook: tiny
codes:
  - id: care
    rules:
      - find: care | 照顾
"""


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    folder = tmp_path / "talks"
    folder.mkdir()
    (tmp_path / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    (folder / "a.txt").write_text("Interviewer: Who?\nFather: I cared for him.\n", encoding="utf-8")
    (folder / "b.txt").write_text("访员：谁？\n父亲：奶奶照顾他。\n", encoding="utf-8")
    return folder


def test_the_main_job_in_four_calls(talks: Path) -> None:
    codebook = qcode.read_codebook(talks.parent / "codebook.yaml")
    transcripts = qcode.read_transcripts([talks])
    suggestions = qcode.suggest(transcripts, codebook)
    table = qcode.frequency(suggestions, transcripts, codebook)

    assert [transcript.id for transcript in transcripts] == ["a", "b"]
    assert [suggestion.quotation for suggestion in suggestions] == [
        "I cared for him.",
        "奶奶照顾他。",
    ]
    assert table["care"].to_dict() == {"a": 1, "b": 1}


def test_attributes_of_a_table_of_cases(talks: Path) -> None:
    table = talks.parent / "people.csv"
    table.write_text("transcript,speaker,site\na,,North\n,父亲,南村\n", encoding="utf-8")
    first, second = qcode.read_transcripts(talks, cases=table)
    assert first.attributes == (("site", "North"),)
    assert second.speakers[1].attributes == (("site", "南村"),)

    table.write_text("transcript,site\nz,North\n", encoding="utf-8")
    with pytest.raises(qcode.QcodeError, match="there is no transcript 'z'"):
        qcode.read_transcripts(talks, cases=table)


def test_one_path_is_a_path(talks: Path) -> None:
    assert [each.id for each in qcode.read_transcripts(str(talks / "a.txt"))] == ["a"]
    assert qcode.read_transcript(talks / "a.txt").id == "a"


def test_nothing_is_dropped_silently(talks: Path) -> None:
    (talks / "c.txt").write_bytes(b"")
    (talks / "d.docx").write_bytes(b"")

    with pytest.raises(TranscriptError) as raised:
        qcode.read_transcripts(talks)
    assert [Path(problem.path).name for problem in raised.value.problems] == ["c.txt", "d.docx"]
    assert isinstance(raised.value, qcode.QcodeError)
