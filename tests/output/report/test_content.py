from __future__ import annotations

from dataclasses import asdict

import pandas as pd

from qcode.analysis.codes import code_table
from qcode.analysis.frequency import frequency
from qcode.output.report.content import report_content
from tests.analysis.records import suggestion
from tests.output.report.example import (
    AGAINST,
    ANNA,
    BOOK,
    CODINGS,
    SILENT,
    TRANSCRIPTS,
    VILLAGE,
    example,
)


def test_figures_are_those_of_the_tables() -> None:
    report = example()
    for roll_up, which in ((False, "own"), (True, "rolled")):
        table = code_table(CODINGS, TRANSCRIPTS, BOOK, roll_up=roll_up).set_index("code")
        for code in report.codes:
            figures = getattr(code, which)
            if figures:
                row = table.loc[code.id].drop(["name", "name_zh"])
                shown = pd.Series(asdict(figures), dtype=float)
                pd.testing.assert_series_equal(shown, row.astype(float), check_names=False)


def test_cells_are_those_of_the_matrix_and_of_headings_roll_up() -> None:
    plain = frequency(CODINGS, TRANSCRIPTS, BOOK)
    rolled = frequency(CODINGS, TRANSCRIPTS, BOOK, roll_up=True)
    for code in example().codes:
        table = rolled if code.is_heading else plain
        assert code.cells == tuple(table[code.id])
    assert [(code.number, code.is_heading, code.cells) for code in example().codes] == [
        ("1", True, (3, 1, 0)),
        ("1.1", False, (2, 1, 0)),
        ("1.2", False, (2, 0, 0)),
        ("2", False, (0, 1, 0)),
    ]


def test_each_cell_opens_into_as_many_passages() -> None:
    report = example()
    for place, code in enumerate(report.codes):
        for column, count in enumerate(code.cells):
            behind = [
                each
                for each in report.passages
                if (each.code, each.transcript, each.counted) == (place, column, True)
            ]
            assert code.is_heading or len(behind) == count


def test_one_passage_for_several_coders_and_none_counted_against_or_out_of_view() -> None:
    told = [
        (each.quotation[:15], report.codes[each.code].id, each.coders, each.against, each.counted)
        for report in [example()]
        for each in report.passages
    ]
    assert told == [
        ("They took a 📷 p", "photo/proof <b>", ("Ana", "Ben"), False, True),
        ("They took a 📷 p", "sham", ("Ben",), False, True),
        ("photo of the ri", "sham", ("Ben",), False, True),
        ("Nobody cares fo", "care", ("Ben",), True, False),
        ("Who took the ph", "photo/proof <b>", ("Ana",), False, False),
        ("</script><scrip", "photo/proof <b>", ("Ana",), False, True),
        ("拍了照就走", "photo/proof <b>", ("Ana",), False, True),
        ("没人问孩子。", "care", ("Ana",), False, True),
    ]


def test_marks_count_as_browsers_do() -> None:
    report = example()
    for talk in report.talks:
        for mark in talk.marks:
            units = talk.turns[mark.turn].words.encode("utf-16-le")
            words = units[2 * mark.start : 2 * mark.end].decode("utf-16-le")
            assert words == report.passages[mark.passage].quotation


def test_a_passage_over_two_turns_marks_both() -> None:
    words = ANNA.text[ANNA.turns[1].end - 6 : ANNA.turns[2].start + 3]
    assert words == "child.\nI: Who"
    across = AGAINST[0].anchor
    anchor = type(across)(
        "anna", across.text, 2, ANNA.turns[1].end - 6, ANNA.turns[2].start + 3, words
    )
    coding = type(AGAINST[0])("Ana", "care", anchor, False, ())
    (talk,) = report_content([coding], [ANNA], BOOK, what="codings").talks
    units = [turn.words.encode("utf-16-le") for turn in talk.turns]
    found = [(one.turn, units[one.turn][2 * one.start : 2 * one.end]) for one in talk.marks]
    assert [(turn, words.decode("utf-16-le")) for turn, words in found] == [
        (1, "child."),
        (2, "Who"),
    ]


def test_denominators_and_coders() -> None:
    report = example()
    measures = [
        (each.id, each.all_turns, each.turns, each.characters, each.participants)
        for each in report.transcripts
    ]
    assert measures == [("anna", 5, 3, 0, 2), ("村/干部 #1", 2, 1, 10, 1), ("silent", 2, 1, 0, 1)]
    assert [(each.name, each.codings) for each in report.coders] == [("Ana", 5), ("Ben", 4)]


def test_suggestions_are_told_from_codings() -> None:
    found = [suggestion("care", SILENT, 2)]
    both = report_content([CODINGS[0], *found], TRANSCRIPTS, BOOK, what="both")
    assert [(each.coders, each.rules) for each in both.passages] == [
        (("Ana",), ()),
        ((), ("care-rule",)),
    ]
    (rule,) = both.codes[1].rules
    assert (rule.id, rule.suggested, rule.acceptance) == ("photo-taken", 0, None)


def test_the_language_is_that_of_most_transcripts_else_of_the_codebook() -> None:
    def language(*transcripts: object) -> str:
        return report_content([], transcripts, BOOK, what="codings").language  # type: ignore[arg-type]

    assert language(VILLAGE) == "zh"
    assert language(ANNA, SILENT, VILLAGE) == "en"
    assert language(ANNA, VILLAGE) == "en"
