from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from rich.cells import cell_len

from qcode.analysis.codes import code_table
from qcode.analysis.cooccurrence import cooccurrence
from qcode.analysis.frequency import frequency
from qcode.analysis.kwic import kwic
from qcode.analysis.quotes import quotes
from qcode.output.render import render
from qcode.output.terminal import print_codes, print_matrix
from tests.analysis.records import codebook, suggestion, transcript

BOOK = codebook("no_accident = Calm / 不出事\n数字治理 = Digital / 数字治理\nunused")
ZH = transcript("村书记", "问: 忙吗？\n书记: 只要不出事，啥都好说。", language="zh", minutes=True)
EN = transcript("en", "I: Busy?\nA: Nothing happened [/laughs]. [bold]No[/bold].\\nNothing.")
FOUND = (
    suggestion("no_accident", ZH, 2, matched=["不出事", "好说"]),
    suggestion("no_accident", EN, 2, matched=["Nothing happened", "Nothing"]),
    suggestion("数字治理", EN, 2, "[bold]No[/bold].", matched=["No"]),
)


@pytest.fixture(autouse=True)
def width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def printed(capsys: pytest.CaptureFixture[str]) -> list[str]:
    lines = capsys.readouterr().out.splitlines()
    assert all(cell_len(line) <= 80 for line in lines)
    assert not any("\x1b" in line for line in lines)
    return [line.rstrip() for line in lines]


def test_people_come_first_and_columns_align_with_chinese(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_codes(code_table(FOUND, (ZH, EN), BOOK), title="Codes [/x]")
    lines = printed(capsys)
    assert lines == [
        "Codes [/x]",
        "code         name     participants  transcripts  turns  segments  of turns",
        "no_accident  Calm           2 of 2            2      2         2   100.0 %",
        "数字治理     Digital        1 of 2            1      1         1    50.0 %",
        "unused                      0 of 2            0      0         0     0.0 %",
    ]
    assert len({cell_len(line) for line in lines[1:5]}) == 1


def test_wide_terminals_show_both_names(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    print_codes(code_table(FOUND, (ZH, EN), BOOK))
    assert "Calm     不出事    " in capsys.readouterr().out


def test_only_a_long_code_is_cut(capsys: pytest.CaptureFixture[str]) -> None:
    book = codebook("a_code_with_a_name_longer_than_any_that_a_person_types = Name")
    print_codes(code_table([], (ZH, EN), book))
    assert printed(capsys) == [
        "code                               people  transcr.  turns  segments  of turns",
        "a_code_with_a_name_longer_than_a…  0 of 2         0      0         0     0.0 %",
    ]


def test_a_matrix_that_fits_has_transcripts_as_rows(capsys: pytest.CaptureFixture[str]) -> None:
    print_matrix(frequency(FOUND, (ZH, EN), BOOK), title="Segments")
    assert printed(capsys) == [
        "Segments",
        "transcript  no_accident  数字治理  unused",
        "村书记                1         0       0",
        "en                    1         1       0",
    ]


def many(codes: int, transcripts: int, name: str = "interview_with_an_official") -> pd.DataFrame:
    book = codebook("\n".join(f"a_long_code_number_{n}" for n in range(codes)))
    return frequency([], [replace(EN, id=f"{name}_{n}") for n in range(transcripts)], book)


def test_28_codes_become_rows_at_80_columns(capsys: pytest.CaptureFixture[str]) -> None:
    print_matrix(many(28, 2, "t"))
    lines = printed(capsys)
    assert lines[0] == "code                   t_0  t_1"
    assert lines[28] == "a_long_code_number_27    0    0"


def test_heads_that_are_too_wide_are_numbered_and_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_matrix(many(28, 3))
    lines = printed(capsys)
    assert lines[:4] == [
        "1 interview_with_an_official_0  2 interview_with_an_official_1",
        "3 interview_with_an_official_2",
        "code                   1  2  3",
        "a_long_code_number_0   0  0  0",
    ]


def test_what_does_not_fit_is_folded_and_then_left_to_the_csv(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_matrix(many(70, 100))
    lines = printed(capsys)
    assert sum(line.startswith("code ") for line in lines) == 2
    assert lines[-2:] == [
        "... and 69 more columns: the CSV holds them all",
        "... and 10 more rows: the CSV holds them all",
    ]
    print_matrix(many(70, 100), everything=True)
    lines = printed(capsys)
    assert sum(line.startswith("a_long_code_number_69 ") for line in lines) == 7
    assert not any("more" in line for line in lines)


def test_a_square_table_numbers_its_rows(capsys: pytest.CaptureFixture[str]) -> None:
    book = codebook("\n".join(f"code_number_{n}" for n in range(12)))
    render(cooccurrence([], book), None, title="Together")
    lines = printed(capsys)
    assert lines[1] == "code               1  2  3  4  5  6  7  8  9  10  11  12"
    assert lines[2] == " 1 code_number_0   0  0  0  0  0  0  0  0  0   0   0   0"


def test_undefined_is_a_dash_and_rates_name_their_basis(
    capsys: pytest.CaptureFixture[str],
) -> None:
    silent = transcript("silent", "I: Hm?")
    print_matrix(frequency(FOUND[:1], (ZH, silent), BOOK, count="per-1000"))
    assert printed(capsys)[:3] == [
        "transcript                  no_accident  数字治理  unused",
        "村书记 per 1000 characters       111.11      0.00    0.00",
        "silent per 1000 words                 –         –       –",
    ]


def test_quotations_are_passages_and_brackets_stay(capsys: pytest.CaptureFixture[str]) -> None:
    render(quotes(FOUND, (ZH, EN), context=1), None, title="suggested")
    assert printed(capsys) == [
        "suggested",
        "村书记 · turn 2 · 书记 · 00:01:00  no_accident  (no_accident-rule)",
        "  问: 忙吗？",
        "  只要不出事，啥都好说。",
        "",
        "en · turn 2 · A  no_accident  (no_accident-rule)",
        "  I: Busy?",
        "  Nothing happened [/laughs]. [bold]No[/bold].",
        "  Nothing.",
        "",
        "en · turn 2 · A  数字治理  (数字治理-rule)",
        "  I: Busy?",
        "  Nothing happened [/laughs].",
        "  [bold]No[/bold].",
        "  Nothing.",
        "",
    ]


def test_kwic_aligns_the_keyword(capsys: pytest.CaptureFixture[str]) -> None:
    render(kwic(FOUND[:2], (ZH, EN), width=10), None)
    assert printed(capsys) == [
        "村书记",
        "  2              只要不出事，啥都好说。",
        "  2  只要不出事，啥都好说。",
        "en",
        "  2                  Nothing happened [/laughs]",
        "  2        o[/bold]. Nothing.",
    ]


def test_a_plain_table_wraps_text_and_abbreviates_heads(
    capsys: pytest.CaptureFixture[str],
) -> None:
    heads = ("gold", "suggested", "both", "missed", "false", "precision", "recall", "f1", "kappa")
    table: dict[str, Any] = {"code": ["risk_avoidance_by_schools", "all codes (zh)"]}
    table |= {head: [1, 2] if head in heads[:5] else [0.5, np.nan] for head in heads}
    render(pd.DataFrame({**table, "n_turns": [150, 7]}), None)
    assert printed(capsys) == [
        "code                      gold sugg both miss false prec  rec   f1 kappa   n",
        "risk_avoidance_by_schools    1    1    1    1     1 0.50 0.50 0.50  0.50 150",
        "all codes (zh)               2    2    2    2     2    –    –    –     –   7",
    ]


def test_characters_that_steer_a_terminal_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    nasty = transcript("t", "A: red \x1b[31m and \u202eback\u202c.")
    render(quotes([suggestion("unused", nasty, 1)], (nasty,)), None)
    assert printed(capsys)[1] == "  red \ufffd[31m and \ufffdback\ufffd."


def test_empty_tables_print_their_heads(capsys: pytest.CaptureFixture[str]) -> None:
    print_matrix(frequency([], [], BOOK))
    print_codes(code_table([], [], BOOK))
    render(quotes([], ()), None)
    render(kwic([], ()), None)
    assert printed(capsys)[0] == "transcript  no_accident  数字治理  unused"
