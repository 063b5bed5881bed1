"""What is printed around the talk is set aside, and nothing that is said."""

from pathlib import Path

import pytest

from tests.reading.read import aside, read, said


def test_page_heads_and_numbers(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "a.txt",
        "Project X   Page 1\n\nI: Who came?\n\nP: The cadres came, and\n\nProject X   Page 2\n\n"
        "they left again.\n\nI: When?\n\nProject X   Page 3\n\nP: At noon.\n",
    )
    assert said(t) == [
        ("I", "Who came?"),
        ("P", "The cadres came, and\nthey left again."),
        ("I", "When?"),
        ("P", "At noon."),
    ]
    assert [reason for _, _, reason in aside(t)] == ["page head"] * 3


def test_lone_numbers_that_count_pages(tmp_path: Path) -> None:
    t = read(tmp_path, "a.txt", "I: One?\n1\nP: Two.\n- 2 -\nI: Three?\n3\nP: Four.\n")
    assert [words for _, words in said(t)] == ["One?", "Two.", "Three?", "Four."]
    assert [text for _, text, _ in aside(t)] == ["1", "- 2 -", "3"]


@pytest.mark.parametrize(
    "answers",
    [
        ["Question 1 of 3", "Question 2 of 3", "Question 3 of 3"],
        ["Seite 1", "Seite 2"],
        ["1 of 2", "2 of 2"],
        ["I have 2 of 3 children here", "I have 3 of 3 children here"],
    ],
)
def test_what_somebody_says_stays(tmp_path: Path, answers: list[str]) -> None:
    talk = "".join(f"Interviewer: Well?\nRespondent: {answer}\n" for answer in answers)
    t = read(tmp_path, "a.txt", talk)
    assert [words for who, words in said(t) if who == "Respondent"] == answers
    below = "".join(f"Interviewer: Well?\nRespondent: So.\n{answer}\n" for answer in answers[-1:])
    assert answers[-1] in said(read(tmp_path, "b.txt", below))[-1][1]


def test_numbers_that_count_no_lines_stay(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "a.txt",
        "I: How many?\nP: 3 in spring.\n5 in summer.\n1 in autumn.\n2 in winter.\nI: Now?\nP: 4.\n",
    )
    assert said(t)[1][1] == "3 in spring.\n5 in summer.\n1 in autumn.\n2 in winter."


def test_the_end_is_told_only_at_the_end(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "a.txt",
        "I: What was it?\nP: End of interview\nI: And then?\nP: Nothing.\n\n[End of recording]\n",
    )
    assert said(t)[1] == ("P", "End of interview")
    assert aside(t) == [(6, "[End of recording]", "says that the recording ends")]
