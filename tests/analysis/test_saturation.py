from __future__ import annotations

import math
from itertools import permutations

import pytest

from qcode.analysis.difference import difference
from qcode.analysis.saturation import saturation
from qcode.errors import QcodeError
from qcode.model.codebook import Codebook
from tests.analysis.records import codebook, suggestion, transcript

NAMES = [f"P{n}" for n in range(1, 8)]
NEW = [5, 3, 2, 1, 0, 1, 0]


def holding(new: list[int]) -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    codes = [(f"c{at}.{n}", at) for at, count in enumerate(new) for n in range(count)]
    first = {code: NAMES[at] for code, at in codes}
    return first, {code: frozenset(NAMES[at : at + 3]) for code, at in codes}


def test_runs_are_measured_against_the_base() -> None:
    found = saturation(*holding(NEW), NAMES, base=4, run=2, threshold=0.05)
    assert found.curve["codes"].tolist() == [5, 8, 10, 11, 11, 12, 12]
    change = found.curve["change"].tolist()
    assert [round(part, 3) for part in change[5:]] == [0.091, 0.091]
    assert all(map(math.isnan, change[:5]))
    assert found.reached is None
    looser = saturation(*holding(NEW), NAMES, base=4, run=2, threshold=0.1)
    assert looser.reached == 6
    assert looser.sentence == (
        "saturation is reached after 6 transcripts (base 4 with 11 codes, run 2, threshold 10%)"
    )


def test_a_codebook_that_was_there_before_is_weak_evidence() -> None:
    found = saturation(*holding(NEW), NAMES, created=False)
    assert "which is weak evidence" in found.sentence


def test_the_expected_curve_is_the_mean_over_all_orders() -> None:
    first, held = holding([2, 1, 1, 0])
    names = NAMES[:4]
    held = {code: at & set(names) for code, at in held.items()}
    found = saturation(first, held, names, base=2, run=1)
    orders = list(permutations(names))
    for k in range(1, 5):
        counts = [sum(bool(at & set(order[:k])) for at in held.values()) for order in orders]
        assert found.curve["expected"].iloc[k - 1] == pytest.approx(sum(counts) / len(counts))
    assert (found.curve["low"] <= found.curve["high"]).all()
    assert found.curve.equals(saturation(first, held, names, base=2, run=1).curve)


def test_too_few_transcripts() -> None:
    with pytest.raises(QcodeError, match="3 transcripts are too few"):
        saturation({}, {}, NAMES[:3])
    with pytest.raises(QcodeError, match="threshold is below 1"):
        saturation({}, {}, NAMES, threshold=1)


def test_what_a_change_of_the_codebook_does() -> None:
    text = transcript("one", "A: First. Second.\nB: Third.")
    old = codebook("care\nfear\ngone")
    new = codebook("care\ntrust\nfear")
    codes = tuple(
        code if code.id != "trust" else type(code)(**{**_fields(code), "renamed_from": ("gone",)})
        for code in new.codes
    )
    new = Codebook("book", "2", "", "", codes=codes)
    before = [
        suggestion("care", text, 1, "First."),
        suggestion("fear", text, 1, "First."),
        suggestion("gone", text, 2),
    ]
    after = [
        suggestion("care", text, 1, "First."),
        suggestion("care", text, 1, "Second."),
        suggestion("trust", text, 2),
    ]
    found = difference(before, after, [text], old, new)
    assert found.cells.to_numpy().tolist() == [["care", "one", 1, 2, 1], ["fear", "one", 1, 0, -1]]
    assert found.codes.to_numpy().tolist() == [
        ["care", 1, 2, 1, 0, ""],
        ["trust", 1, 1, 0, 0, ""],
        ["fear", 1, 0, 0, 1, ""],
    ]
    assert found.gained["quotation"].tolist() == ["Second."]
    assert found.lost["code"].tolist() == ["fear"]


def _fields(code: object) -> dict[str, object]:
    return {name: getattr(code, name) for name in code.__dataclass_fields__}  # type: ignore[attr-defined]
