"""How long a key of the coding session takes until its picture is ready to be sent to the terminal.

usage: python benchmarks/session_keypress.py [--transcripts 100] [--words 8000] [--decisions 20000]

A study of that size is made in a temporary folder, opened, and the app is driven by Textual's
pilot; decisions are written to the disk and synchronised as in earnest. Per key: how often it was
pressed, and the median, the 95th percentile and the longest time in milliseconds until the
first picture, and until the last one: where a question opens, Textual draws once more for the
focus.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from textual.pilot import Pilot

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.session.large_study import make_large

from qcode.session.driver import open_session
from qcode.session.options import SessionOptions
from qcode.session.widgets.app import SessionApp

KEYS = (
    "n down up tab a tab r right right ] left y u U n n m escape c escape h h k escape v v v v "
    "} n { end home o down down up escape f F w down escape"
).split()
LIMIT = 50
"""Milliseconds that a key may take."""


Found = dict[str, list[tuple[float, float]]]


class Timed(SessionApp):
    """Notes when a picture was ready, in the form in which a terminal gets it."""

    pictures: tuple[float, ...] = ()

    def _display(self, screen: Any, renderable: Any) -> None:
        if renderable is not None and hasattr(renderable, "render_segments"):
            renderable.render_segments(self.console)
            self.pictures += (time.perf_counter(),)
        super()._display(screen, renderable)


async def measure(folder: Path, size: tuple[int, int], rounds: int) -> Found:
    """Milliseconds of each press until the first and the last picture, by key."""
    found: Found = defaultdict(list)
    with open_session(folder, "Ana", SessionOptions(queue="suggestions")) as session:
        app = Timed(session)
        async with app.run_test(size=size) as pilot:
            for _ in range(rounds):
                for key in KEYS:
                    found[key].append(await press(app, pilot, key))
            await pilot.press("q")
    return found


async def press(app: Timed, pilot: Pilot[None], key: str) -> tuple[float, float]:
    """Milliseconds from a key to the first and to the last picture that it brings about."""
    await asyncio.sleep(0.05)
    app.pictures = ()
    started = time.perf_counter()
    await pilot.press(key)
    while time.perf_counter() - max((started, *app.pictures)) < 0.06:
        await asyncio.sleep(0.01)
    times = [1000 * (each - started) for each in app.pictures] or [0.0]
    return times[0], times[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--transcripts", type=int, default=100)
    parser.add_argument("--words", type=int, default=8_000)
    parser.add_argument("--decisions", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        study = make_large(
            Path(folder) / "study",
            transcripts=given.transcripts,
            words=given.words,
            decisions=given.decisions,
        )
        for size in ((80, 24), (200, 50)):
            gc.collect()  # what the session before left behind
            print(f"{size[0]} x {size[1]}")
            report(asyncio.run(measure(study, size, given.rounds)))


def report(found: Found) -> None:
    print(f"{'key':>8} {'n':>4} {'first picture':>23} {'last picture':>23}")
    every = [each for times in found.values() for each in times]
    for key, times in [*found.items(), ("all", every)]:
        columns = []
        for values in zip(*times, strict=True):
            median, late = np.percentile(values, (50, 95))
            columns.append(f"{median:7.1f} {late:7.1f} {max(values):7.1f}")
        over = "  over the limit" if np.percentile([last for _, last in times], 95) > LIMIT else ""
        print(f"{key:>8} {len(times):4} {' '.join(columns)}{over}")


if __name__ == "__main__":
    main()
