"""A key is drawn soon, however large the study (measured by benchmarks/session_keypress.py)."""

from __future__ import annotations

import time
from pathlib import Path

from textual.pilot import Pilot

from qcode.session.driver import open_session
from qcode.session.options import SessionOptions
from qcode.session.widgets.app import SessionApp
from tests.session.large_study import make_large
from tests.session.screens import LARGE, drive
from tests.session.sessions import begin, make

KEYS = "n down up tab a r right y u n o escape".split()
LIMIT = 0.2
"""Seconds of the processor for a key, four times what is wanted: the machine may be busy."""


async def median(pilot: Pilot[None], keys: list[str]) -> float:
    """Of the seconds of the processor that keys take."""
    times = []
    for key in keys:
        started = time.process_time()
        await pilot.press(key)
        times.append(time.process_time() - started)
    return sorted(times)[len(times) // 2]


def test_keys_in_a_study_with_twenty_thousand_decisions(tmp_path: Path) -> None:
    study = make_large(tmp_path / "study", words=1_000)

    async def doing(app: SessionApp, pilot: Pilot[None]) -> None:
        assert await median(pilot, KEYS) < LIMIT

    drive(open_session(study, "Ana", SessionOptions(queue="suggestions")), doing, LARGE)


def test_keys_in_a_turn_that_never_ends(tmp_path: Path) -> None:
    talk = "Q: Tell me.\nA: " + "We waited in the rain for the bus. 等了一天车也没来。" * 1_500

    async def doing(app: SessionApp, pilot: Pilot[None]) -> None:
        await pilot.press("end")
        assert await median(pilot, "right right ] f F 2 right tab c escape".split()) < LIMIT

    drive(begin(make(tmp_path, long=talk)), doing, LARGE)
