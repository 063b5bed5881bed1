"""Ten thousand random edits, each against all laws: `python -m tests.study.edit_ten_thousand`."""

from __future__ import annotations

import sys
import time
from collections import Counter

from tests.study.laws import check_edits, check_two_steps


def main(many: int) -> None:
    """Check so many edits of each kind and print what became of the anchors."""
    for title, edits in (("one edit", 1), ("three edits at once", 3), ("two steps", 0)):
        started = time.process_time()
        told: Counter[str] = Counter()
        for seed in range(many):
            told.update(check_edits(seed, edits) if edits else check_two_steps(seed))
        sys.stdout.write(f"{title}, {many} texts, {time.process_time() - started:.0f} s\n")
        for what, times in sorted(told.items()):
            sys.stdout.write(f"  {what}: {times}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
