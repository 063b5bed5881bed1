from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.analysis.cooccurrence import TOGETHER, Together, cooccurrence, crossing
from qcode.errors import QcodeError
from qcode.matching.sentences import sentences_of
from qcode.model.coding import Segment, Suggestion
from tests.analysis.records import codebook, suggestion, transcript

BOOK = codebook("heading:\n  a\n  b\nc\nunused")
ONE = transcript("one", "A: First. Second.\nA: Third.\nB: Fourth.")
TWO = transcript("two", "A: First. Second.")
SENTENCES = sentences_of([ONE, TWO])


def test_codes_meet_in_turns_transcripts_or_on_one_segment() -> None:
    found = [
        suggestion("a", ONE, 1, "First."),
        suggestion("b", ONE, 1, "First."),
        suggestion("c", ONE, 1, "Second."),
        suggestion("a", ONE, 1, "Second."),
        suggestion("a", ONE, 2),
        suggestion("a", TWO, 1),
    ]
    turns = cooccurrence(found, BOOK)
    assert list(turns.index) == list(turns.columns) == ["a", "b", "c", "unused"]
    assert turns.to_numpy().tolist() == [[3, 1, 1, 0], [1, 1, 1, 0], [1, 1, 1, 0], [0, 0, 0, 0]]
    segments = cooccurrence(found, BOOK, unit="segment")
    assert segments.to_numpy().tolist() == [
        [4, 1, 1, 0],
        [1, 1, 0, 0],
        [1, 0, 1, 0],
        [0, 0, 0, 0],
    ]
    transcripts = cooccurrence(found, BOOK, unit="transcript")
    assert transcripts.to_numpy()[0].tolist() == [2, 1, 1, 0]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 3)), max_size=20))
def test_symmetric_and_never_above_the_smaller_diagonal_cell(marks: list[tuple[str, int]]) -> None:
    table = cooccurrence([suggestion(code, ONE, turn) for code, turn in marks], BOOK).to_numpy()
    diagonal = np.diag(table)
    assert (table == table.T).all()
    assert (table <= np.minimum(diagonal[:, None], diagonal[None, :])).all()


def test_nothing_gives_zeros_and_an_unknown_unit_an_error() -> None:
    assert not cooccurrence([], BOOK).to_numpy().any()
    with pytest.raises(QcodeError, match="'page' is not a choice for unit"):
        cooccurrence([], BOOK, unit="page")  # type: ignore[arg-type]


WORDS = "A: " + "abcdefghijkl" * 2


def spans_of(found: list[tuple[str, int, int]]) -> list[Suggestion]:
    text = transcript("one", WORDS)
    start = text.turns[0].start
    return [
        Suggestion(
            code,
            Segment("one", start + first, start + first + length),
            *(1, "A", "participant"),
            text.text[start + first : start + first + length],
            ("r",),
            (),
        )
        for code, first, length in found
    ]


def test_segments_that_share_a_word_are_paired_once_each() -> None:
    found = [("a", 0, 10), ("b", 1, 2), ("b", 4, 2), ("b", 12, 2), ("c", 10, 2), ("a", 11, 3)]
    table = cooccurrence(spans_of(found), BOOK, unit="overlap").to_numpy()
    assert table.tolist() == [[2, 2, 1, 0], [2, 3, 0, 0], [1, 0, 1, 0], [0, 0, 0, 0]]


places = st.tuples(st.sampled_from("ab"), st.integers(0, 18), st.integers(1, 6))


@given(st.lists(places, max_size=12))
def test_no_more_pairs_can_be_made(found: list[tuple[str, int, int]]) -> None:
    segments = spans_of(found)
    table = cooccurrence(segments, BOOK, unit="overlap").to_numpy()
    ones, others = (
        sorted({(one.segment.start, one.segment.end) for one in segments if one.code == code})
        for code in "ab"
    )

    def most(rest: list[tuple[int, int]], free: frozenset[tuple[int, int]]) -> int:
        if not rest:
            return 0
        first, more = rest[0], rest[1:]
        partners = [each for each in free if each[0] < first[1] and first[0] < each[1]]
        taken = (1 + most(more, free - {each}) for each in partners)
        return max(most(more, free), *taken, 0)

    assert table[0, 1] == table[1, 0] == most(ones, frozenset(others))
    assert (np.diag(table)[:2] == [len(ones), len(others)]).all()


def test_turns_may_lie_apart() -> None:
    text = transcript("one", "\n".join(f"A: Turn {n}." for n in range(1, 8)))
    found = [suggestion("a", text, 1), suggestion("b", text, 3), suggestion("a", text, 6)]
    found.append(suggestion("b", text, 7))
    assert cooccurrence(found, BOOK, within=1).to_numpy()[0, 1] == 1
    assert cooccurrence(found, BOOK, within=2).to_numpy()[0, 1] == 2
    assert cooccurrence(found, BOOK).to_numpy()[0, 1] == 0
    with pytest.raises(QcodeError, match="only turns lie apart"):
        cooccurrence(found, BOOK, unit="overlap", within=1)


ACTORS = codebook("a\nstate")


def test_two_codebooks_are_crossed_even_where_ids_are_the_same() -> None:
    actors = [suggestion("a", ONE, 1, "First."), suggestion("state", ONE, 1, "Second.")]
    deeds = [
        suggestion("a", ONE, 1, "First."),
        suggestion("b", ONE, 1, "First."),
        suggestion("c", ONE, 2),
        suggestion("a", TWO, 1),
    ]
    turns = crossing((actors, ACTORS), (deeds, BOOK))
    assert (list(turns.index), list(turns.columns)) == (["a", "state"], ["a", "b", "c", "unused"])
    assert turns.to_numpy().tolist() == [[1, 1, 0, 0], [1, 1, 0, 0]]
    segments = crossing((actors, ACTORS), (deeds, BOOK), unit="segment")
    assert segments.to_numpy().tolist() == [[1, 1, 0, 0], [0, 0, 0, 0]]
    near = crossing((actors, ACTORS), (deeds, BOOK), within=1)
    assert near.to_numpy().tolist() == [[1, 1, 1, 0], [1, 1, 1, 0]]


@given(
    st.lists(st.tuples(st.sampled_from(["a", "state"]), st.integers(1, 3)), max_size=12),
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 3)), max_size=12),
    st.sampled_from(TOGETHER),
)
def test_a_crossing_is_the_block_of_a_table_of_both(
    first: list[tuple[str, int]], second: list[tuple[str, int]], unit: Together
) -> None:
    actors = [suggestion(code, ONE, turn) for code, turn in first]
    deeds = [suggestion(code, ONE, turn) for code, turn in second]
    table = crossing((actors, ACTORS), (deeds, BOOK), unit=unit, sentences=SENTENCES)
    rows = cooccurrence(actors, ACTORS, unit=unit, sentences=SENTENCES).to_numpy().diagonal()
    columns = cooccurrence(deeds, BOOK, unit=unit, sentences=SENTENCES).to_numpy().diagonal()
    assert (table.to_numpy() <= np.minimum(rows[:, None], columns[None, :])).all()
    swapped = crossing((deeds, BOOK), (actors, ACTORS), unit=unit, sentences=SENTENCES)
    assert (table.to_numpy() == swapped.to_numpy().T).all()


def test_codes_meet_in_a_sentence_whatever_their_segments() -> None:
    found = [
        suggestion("a", ONE, 1, "Fir"),
        suggestion("b", ONE, 1, "st. Second"),
        suggestion("c", ONE, 1, "ond."),
        suggestion("a", ONE, 2, "Third."),
        suggestion("c", TWO, 1, "First."),
    ]
    table = cooccurrence(found, BOOK, unit="sentence", sentences=SENTENCES)
    assert table.to_numpy().tolist() == [[2, 1, 0, 0], [1, 2, 1, 0], [0, 1, 2, 0], [0, 0, 0, 0]]
    with pytest.raises(QcodeError, match="sentences are not known here"):
        cooccurrence(found, BOOK, unit="sentence")
