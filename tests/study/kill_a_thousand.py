"""A thousand writers killed at random moments, on logs that go on from kill to kill.

python -m tests.study.kill_a_thousand [SEED]
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.study.crash import kill_a_writer

KILLS = 1000
A_LOG = 20
"""Kills after which a new log is begun."""


def main(seed: int) -> None:
    rng, met = random.Random(seed), Counter[str]()
    while met["kills"] < KILLS:
        standing: list[str] = []
        with tempfile.TemporaryDirectory() as folder:
            for _ in range(A_LOG):
                met += kill_a_writer(Path(folder), rng, standing)
        if met["kills"] % 100 == 0:
            print(dict(met), flush=True)  # noqa: T201
    print(f"every decision shown as taken is there, nothing else: {dict(met)}")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 0)
