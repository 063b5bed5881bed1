"""The full screen of a session, driven by Textual's pilot without a terminal."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot

from qcode.session.drawing.rows import plain
from qcode.session.driver import Session
from qcode.session.widgets.app import SessionApp
from qcode.session.widgets.pane import RowPane

Doing = Callable[[SessionApp, Pilot[None]], Awaitable[None]]
SMALL, LARGE = (80, 24), (200, 50)


def drive(session: Session, doing: Doing, size: tuple[int, int] = SMALL) -> None:
    """Show a session on a screen, do something with it, and close it."""

    async def driven() -> None:
        app = SessionApp(session)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await doing(app, pilot)

    with session:
        asyncio.run(driven())


async def type_in(pilot: Pilot[None], words: str) -> None:
    """Type words, as a terminal or an input method hands them over."""
    for each in words:
        key = "enter" if each == "\n" else each
        pilot.app.post_message(events.Key(key, None if each == "\n" else each))
        await pilot.pause()


def rows(app: SessionApp, pane: str) -> list[str]:
    """The lines of a pane."""
    return [plain(row) for row in app.query_one(f"#{pane}", RowPane).rows]


def line_with(app: SessionApp, pane: str, words: str) -> tuple[int, int]:
    """Column and row, in the pane, where words begin."""
    for y, line in enumerate(rows(app, pane)):
        if words in line:
            return cells_before(line, words), y
    raise AssertionError(f"{words!r} is not in {rows(app, pane)}")


def cells_before(line: str, words: str) -> int:
    """The cell where words begin in a line."""
    from rich.cells import cell_len

    return cell_len(line[: line.index(words)])


def log(folder: Path, coder: str = "ana") -> list[dict[str, Any]]:
    """The records of a coder on the disk, in their order."""
    path = folder / "study" / "codings" / f"{coder}.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(line) for line in lines]


def said(folder: Path) -> list[tuple[str, ...]]:
    """Kind, code and words of the judgements on the disk."""
    return [
        (each["kind"], each["code"], each["anchor"]["quotation"])
        for each in log(folder)
        if each["kind"] in {"code", "reject", "uncode"}
    ]
