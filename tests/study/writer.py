"""Takes decisions without end, as a session does; meant to be killed.

    python -m tests.study.writer FOLDER CODER DIARY SEED

The diary says what is about to be appended, and after that, as a screen would, that it is taken.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from qcode.study.ids import Ids, now
from qcode.study.log import open_log
from qcode.study.records import Memo


def main(folder: str, coder: str, diary: str, seed: str) -> None:
    rng = random.Random(int(seed))
    page = os.open(diary, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    with open_log(Path(folder), coder) as log:
        ids = Ids(record.id for record in log.reading.records())
        while True:
            group = [ids.new() for _ in range(rng.choice([1, 1, 2, 5]))]
            text = rng.choice(["不出事", "short", "long " * 9000])
            os.write(page, f"taking {' '.join(group)}\n".encode())
            log.append(
                [
                    Memo(id=name, coder=coder, time=now(), on="project", text=text + name)
                    for name in group
                ]
            )
            os.write(page, f"taken {log.path.stat().st_size}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
