"""Tables with heads of many languages, or without, and what programs write into JSON and HTML."""

import json
from pathlib import Path

import pytest

from qcode.model.transcript import Transcript
from tests.reading.read import aside, read, said

TALK = [
    ("Interviewer", "What do you do here?"),
    ("Mary", "I run the kitchen: lunch for forty."),
    ("Interviewer", "Since when?"),
    ("Mary", "Since March. It was cold."),
]


def askers(transcript: Transcript) -> list[str]:
    return [one.name for one in transcript.speakers if one.role == "interviewer"]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Nr;Zeit;Sprecher;Inhalt", '7;00:00:07;{name};"{text}"'),
        ("locuteur;texte", '{name};"{text}"'),
        ("Hablante,Texto,Inicio", '{name},"{text}",00:07'),
        ("spreker,tekst", '{name},"{text}"'),
        ("Speaker Name,Start Time,End Time,Transcript", '{name},00:00:07,00:00:09,"{text}"'),
        ("Émetteur,Intervenant,Réponse", 'x,{name},"{text}"'),
    ],
)
def test_heads_in_many_languages(tmp_path: Path, head: str, row: str) -> None:
    rows = [row.format(name=name, text=text) for name, text in TALK]
    t = read(tmp_path, "a.csv", "\n".join([head, *rows]))
    assert said(t) == TALK
    assert askers(t) == ["Interviewer"]


def test_two_columns_without_heads(tmp_path: Path) -> None:
    t = read(tmp_path, "a.csv", "\n".join(f'{name},"{text}"' for name, text in TALK))
    assert said(t) == TALK
    assert "no heads: the columns are taken by what stands in them" in t.notes


def test_heads_below_a_title(tmp_path: Path) -> None:
    rows = [f'{name},"{text}"' for name, text in TALK]
    t = read(tmp_path, "a.csv", "\n".join(["Interview 3,", ",", "Speaker,Text", *rows]))
    assert said(t) == TALK
    assert aside(t) == [(1, "Interview 3", "above the heads of the columns")]


def test_a_question_and_an_answer_a_row(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "a.csv",
        'Frage,Antwort\n"Wie war es?",Gut.\n,Sehr gut.\n"Und heute?",Besser.\n',
    )
    assert said(t) == [
        ("Interviewer", "Wie war es?"),
        ("Respondent", "Gut."),
        ("Respondent", "Sehr gut."),
        ("Interviewer", "Und heute?"),
        ("Respondent", "Besser."),
    ]


def test_a_speaker_marked_in_a_web_page(tmp_path: Path) -> None:
    rows = [
        f'<div><span class="speaker">{name}</span><span>{text}</span></div>' for name, text in TALK
    ]
    assert said(read(tmp_path, "a.html", "".join(rows))) == TALK


@pytest.mark.parametrize(
    "content",
    [
        {"segments": [{"speaker": n, "body": w, "startTime": 1, "endTime": 2} for n, w in TALK]},
        {"recognizedPhrases": [{"speaker": n, "nBest": [{"display": w}]} for n, w in TALK]},
        {
            "speakers": [{"id": 0, "name": "Interviewer"}, {"id": 1, "name": "Mary"}],
            "monologues": [
                {
                    "speaker": int(name == "Mary"),
                    "elements": [{"type": "text", "value": words[:4]}, {"value": words[4:]}],
                }
                for name, words in TALK
            ],
        },
    ],
    ids=["podcast", "phrases", "monologues"],
)
def test_json_of_more_makes(tmp_path: Path, content: object) -> None:
    t = read(tmp_path, "a.json", json.dumps(content))
    assert said(t) == TALK
    assert askers(t) == ["Interviewer"]


def test_a_table_with_heads_and_a_column_of_notes_in_word(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    table = document.add_table(rows=0, cols=4)
    for row in [
        ("Nr.", "Sprecher", "Text", "Notiz"),
        *((str(n), *t, "") for n, t in enumerate(TALK)),
    ]:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.save(str(tmp_path / "made.docx"))
    t = read(tmp_path, "a.docx", (tmp_path / "made.docx").read_bytes())
    assert said(t) == TALK
    assert [reason for _, _, reason in aside(t)][:4] == ["a table's head"] * 4
