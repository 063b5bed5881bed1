"""A study of 100 transcripts and 20,000 decisions answers at once."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from qcode.model.coding import Anchor
from qcode.study.fold import State, fold
from qcode.study.folder import read_logs
from qcode.study.judgements import codings, conflicts
from qcode.study.lines import line_of, record_of
from qcode.study.records import Coded, Rejected
from tests.study.strategies import CODES, TEXTS, TIME, record_id

DECISIONS = 20_000
T = TypeVar("T")


def decision(number: int) -> str:
    start = number * 7 % 9000
    quotation = "We never had one before, not in my village. 不出事就好。" * 2
    kind = Rejected if number % 3 == 0 else Coded
    earlier = (record_id(number - 9),) if number % 10 == 9 else ()
    return line_of(
        kind(
            id=record_id(number),
            coder=("Ana", "Ben")[number % 2],
            time=TIME,
            supersedes=earlier,
            anchor=Anchor(
                f"P{number % 100}", TEXTS[0], 3, start, start + len(quotation), quotation
            ),
            code=CODES[number % 3],
            definition=TEXTS[1],
            suggested=True,
            rules=("nothing-happens",),
        )
    )


def test_twenty_thousand_decisions(tmp_path: Path) -> None:
    lines = [decision(number) for number in range(1, DECISIONS + 1)]
    for name, own in (("ana", lines[1::2]), ("ben", lines[::2])):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(own) + "\n", encoding="utf-8")

    def opened() -> State:
        return fold(read_logs(tmp_path).checked())

    seconds, state = fastest(opened)
    assert len(state.records) == DECISIONS
    assert seconds < 1
    assert fastest(lambda: (codings(state), conflicts(state)))[0] < 1
    new = record_of(decision(DECISIONS + 7))[0]
    seconds, found = fastest(lambda: codings(state.plus([new]), transcript="P7"))
    assert found
    assert seconds < 0.05


def fastest(work: Callable[[], T]) -> tuple[float, T]:
    """The shortest of three runs, in seconds, and what came out."""
    times = []
    for _ in range(3):
        started = time.process_time()
        result = work()
        times.append(time.process_time() - started)
    return min(times), result
