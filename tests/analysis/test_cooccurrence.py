from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.analysis.cooccurrence import cooccurrence
from qcode.errors import QcodeError
from tests.analysis.records import codebook, suggestion, transcript

BOOK = codebook("heading:\n  a\n  b\nc\nunused")
ONE = transcript("one", "A: First. Second.\nA: Third.\nB: Fourth.")
TWO = transcript("two", "A: First. Second.")


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
    segments = cooccurrence(found, BOOK, unit="sentence")
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
