from __future__ import annotations

from qcode.analysis.citations import citations
from qcode.analysis.levels import coding_levels
from qcode.analysis.quotes import quotes
from tests.analysis.records import codebook, suggestion, transcript

BOOK = codebook(
    "duty = Duty / 责任\n  safety = Safety / 安全\n    calm = Calm / 不出事\nother = Other / 其他"
)
A = transcript(
    "a",
    "I: Busy?\nA: Calm. Fine.\nB: Yes.",
    attributes=[("Date", "2017-07-15"), ("abbreviation", "ZGB")],
    of_speakers={"B": [("引用编号", "X1")]},
)
B = transcript("b", "C: No.", attributes=[("日期", "2018年3月2日"), ("缩写", "ZGB")])
C = transcript("c", "D: No.")


def test_citation_codes_count_speakers_of_an_abbreviation() -> None:
    assert citations((A, B, C)) == {
        ("a", "I"): "20170715-I01",
        ("a", "A"): "20170715-ZGB01",
        ("a", "B"): "X1",
        ("b", "C"): "20180302-ZGB02",
        ("c", "D"): "P01",
    }


def test_levels_are_the_code_its_parent_and_the_top() -> None:
    found = [suggestion(*each) for each in (("other", A, 2, "Fine."), ("calm", A, 2, "Calm."))]
    found += [suggestion("safety", B, 1), suggestion("duty", B, 1)]
    table = coding_levels(quotes(found, (A, B)), BOOK, citations=citations((A, B)))
    assert list(table.columns) == ["编号", "原始语句", "初始概念", "范畴", "主范畴"]
    assert table.to_numpy().tolist() == [
        ["20180302-ZGB02", "No.", "责任", "", ""],
        ["20180302-ZGB02", "No.", "安全", "责任", "责任"],
        ["20170715-ZGB01", "Calm.", "不出事", "安全", "责任"],
        ["20170715-ZGB01", "Fine.", "其他", "", ""],
    ]
    english = coding_levels(quotes([], ()), BOOK, language="en")
    assert list(english.columns) == ["quotation", "concept", "category", "main_category"]
