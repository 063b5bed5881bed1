from __future__ import annotations

import math
import random

import numpy as np
import pytest

from qcode.analysis.estimate import estimate, estimate_table, more_turns
from qcode.analysis.intervals import Interval, weighted, wilson

TURNS = [("one", n) for n in range(100)]


def test_wilson_as_published() -> None:
    # Newcombe, R. G. (1998). Two-sided confidence intervals for the single proportion: method 3.
    for count, n, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):
        found = wilson(count, n)
        assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    assert math.isnan(wilson(0, 0).value)
    assert wilson(3, 10, of=10) == Interval(0.3, 0.3, 0.3)
    half, full = wilson(30, 100, of=200), wilson(30, 100)
    assert full.low < half.low < half.high < full.high


def test_a_sample_of_all_turns_gives_what_people_coded() -> None:
    coded = TURNS[:30]
    found = estimate(TURNS[20:60], coded, TURNS, TURNS)
    assert found.share == Interval(0.3, 0.3, 0.3)
    assert (found.right.value, found.missed.value) == (10 / 40, 20 / 60)
    assert more_turns(found, 0.01) == 0


def test_rules_that_tell_nothing_give_the_sample_s_own_share() -> None:
    rng = random.Random(1)
    sample = rng.sample(TURNS, 40)
    coded = sample[:10]
    none = estimate([], coded, sample, TURNS)
    assert none.share == wilson(10, 40, of=100)
    unlucky = estimate([turn for turn in TURNS if turn not in sample], coded, sample, TURNS)
    assert unlucky.share == wilson(10, 40, of=100)
    assert unlucky.note == "no turn with a suggestion is in the sample: its own share is given"
    empty = estimate(TURNS[:5], [], [], TURNS)
    assert math.isnan(empty.share.value)
    assert more_turns(empty, 0.05) is None


def test_by_hand() -> None:
    # 50 turns with a suggestion, 10 of them read, 8 coded; 50 without, 10 read, 1 coded.
    suggested = TURNS[:50]
    sample = [*TURNS[:10], *TURNS[50:60]]
    coded = [*TURNS[:8], TURNS[50]]
    found = estimate(suggested, coded, sample, TURNS)
    assert found.share.value == pytest.approx(0.5 * 0.8 + 0.5 * 0.1)
    parts = [(0.5, wilson(8, 10, of=50)), (0.5, wilson(1, 10, of=50))]
    assert found.share == weighted(parts)
    more = more_turns(found, 0.05)
    assert more is not None
    assert 40 < more <= 80


@pytest.mark.parametrize(
    ("turns", "size", "prevalence", "recall", "specificity"),
    [
        (2000, 200, 0.20, 0.5, 0.95),
        (5000, 300, 0.10, 0.8, 0.90),
        (10000, 500, 0.03, 0.5, 0.98),
        (2000, 100, 0.40, 0.6, 0.80),
        (4000, 400, 0.15, 0.6, 0.95),
    ],
)
def test_intervals_cover_the_truth_where_the_naive_count_fails(
    turns: int, size: int, prevalence: float, recall: float, specificity: float
) -> None:
    rng = np.random.default_rng(11)
    people = rng.random(turns) < prevalence
    rules = np.where(people, rng.random(turns) < recall, rng.random(turns) > specificity)
    truth, of_hits = people.mean(), int(rules.sum())
    naive = wilson(of_hits, turns)
    assert not naive.low <= truth <= naive.high
    covered = 0
    for _ in range(1000):
        drawn = rng.choice(turns, size, replace=False)
        hits = rules[drawn]
        right = wilson(int((people[drawn] & hits).sum()), int(hits.sum()), of=of_hits)
        missed = wilson(int((people[drawn] & ~hits).sum()), int((~hits).sum()), of=turns - of_hits)
        share = weighted([(of_hits / turns, right), (1 - of_hits / turns, missed)])
        covered += bool(share.low <= truth <= share.high)
    assert 930 <= covered <= 970


def test_a_table_by_code_and_group() -> None:
    groups = {turn: "north" if turn[1] < 50 else "south" for turn in TURNS}
    table = estimate_table(
        {"care": TURNS[:20]}, {"care": TURNS[:10]}, TURNS[::2], TURNS, ["care", "trust"]
    )
    assert table["code"].tolist() == ["care", "trust"]
    assert table["suggested"].tolist() == [20, 0]
    assert table["estimate"].tolist() == pytest.approx([10.0, 0.0])
    by = estimate_table(
        {"care": TURNS[:20]},
        {"care": TURNS[:10]},
        TURNS[::2],
        TURNS,
        ["care"],
        groups=groups,
    )
    assert by[["group", "turns", "estimate"]].to_numpy().tolist() == [
        ["north", 50, pytest.approx(10.0)],
        ["south", 50, 0.0],
    ]


def test_each_group_has_strata_of_its_own() -> None:
    """North: 20 of 50 turns suggested, 3 of 4 read ones coded; 1 of 6 read among the other 30.
    South: 10 of 50 suggested, 1 of 2 coded; 0 of 8 among the other 40."""
    groups = {turn: "north" if turn[1] < 50 else "south" for turn in TURNS}
    suggested = [*TURNS[:20], *TURNS[50:60]]
    sample = [*TURNS[:4], *TURNS[20:26], *TURNS[50:52], *TURNS[60:68]]
    coded = [*TURNS[:3], TURNS[20], TURNS[50]]
    table = estimate_table(
        {"care": suggested}, {"care": coded}, sample, TURNS, ["care"], groups=groups
    ).set_index("group")
    north = 0.4 * 3 / 4 + 0.6 * 1 / 6
    south = 0.2 * 1 / 2 + 0.8 * 0 / 8
    assert table["share"].tolist() == pytest.approx([north, south])
    assert table["estimate"].tolist() == pytest.approx([20.0, 5.0])
    assert table["precision"].tolist() == [3 / 4, 1 / 2]
    assert table["missed_share"].tolist() == pytest.approx([1 / 6, 0])
    part = weighted([(0.2, wilson(1, 2, of=10)), (0.8, wilson(0, 8, of=40))])
    assert table.loc["south", ["low", "high"]].tolist() == [part.low, part.high]
