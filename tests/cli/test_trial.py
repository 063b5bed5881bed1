from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Qcode


def test_hits_stand_in_context(qcode: Qcode, study: Path) -> None:
    result = qcode("try", "take ~3 photo | 拍了照", "talks")

    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split("  ") == [
        *(
            "",
            "grandmother:2",
            "They [laughs]",
            "took a photo",
            "of the rice [/laughs]. Then the car was",
        )
    ]
    assert lines[1].split()[0] == "村干部:2"
    assert "拍了照" in lines[1]
    assert lines[-1] == "2 sentences in 2 turns of 2 transcripts"


def test_nearest_words_where_there_is_no_hit(qcode: Qcode, study: Path) -> None:
    result = qcode("try", "villages & photon", "talks")

    assert result.exit_code == 0
    assert "'photon' does not occur; nearest are photo" in result.stdout
    assert result.stdout.splitlines()[-1] == "no hit"


def test_terms_of_a_codebook(qcode: Qcode, study: Path) -> None:
    result = qcode("try", "care ~2 $kids", "talks", "--codebook", "codebook.yaml")
    assert "cares for the child" in result.stdout


def test_a_slip_is_told_before_any_file_is_read(qcode: Qcode, study: Path) -> None:
    result = qcode("try", "(photo", "talks")

    assert result.exit_code == 1
    assert result.stderr.startswith("error: column 1: ")
    assert "reading" not in result.stderr


def test_most_and_width(qcode: Qcode, study: Path) -> None:
    result = qcode("try", "the | photo", "talks", "--most", "1", "--width", "5")

    assert "the first 1 are shown, --most 0 shows all" in result.stdout
    assert len(result.stdout.splitlines()) == 2


def test_one_expression_after_the_other(qcode: Qcode, study: Path) -> None:
    result = qcode("try", "-", "talks", stdin="photo\n\n(oops\n照片\n")

    assert result.exit_code == 0
    assert result.stderr.count("reading transcripts") == 1
    answers = result.stdout.split("try> ")
    assert [answer.splitlines()[0] for answer in answers[1:]] == ["photo", "(oops", "照片"]
    assert "took a" in answers[1]
    assert "never closed" in answers[2]
    assert "村干部:2" in answers[3]


def test_interviewers_are_searched_when_asked_for(qcode: Qcode, study: Path) -> None:
    assert "no hit" in qcode("try", "village", "talks").stdout
    assert "grandmother:1" in qcode("try", "village", "talks", "--speakers", "all").stdout
