"""Makes the pictures of the coding session in `docs/images`: python docs/make_screens.py

The sample interviews, which are invented, are put into a study in a temporary folder, and the
session is driven by keys.
"""

from __future__ import annotations

import asyncio
import html
import re
import tempfile
from pathlib import Path

from rich.cells import cell_len

from qcode.reading.options import AS_FOUND
from qcode.samples import TRANSCRIPTS
from qcode.session.driver import open_session
from qcode.session.options import SessionOptions
from qcode.session.widgets.app import SessionApp
from qcode.study.adding import add
from qcode.study.making import make_study

HOME = Path(__file__).resolve().parent.parent
IMAGES = HOME / "docs" / "images"
CELL = 12.2
"""Width of a cell in the pictures that rich draws."""

PICTURES = {
    "session-en": (
        (118, 34),
        SessionOptions(queue="suggestions", transcripts=("en_official_zhao",)),
        "a A r a a a a",
    ),
    "session-zh": (
        (118, 34),
        SessionOptions(
            queue="suggestions", transcripts=("zh_village_secretary_tian",), language="zh"
        ),
        "a a A r a",
    ),
    "session-find": (
        (80, 24),
        SessionOptions(transcripts=("en_grandmother_long",)),
        "n n 3 right c p h o t o",
    ),
    "session-compare": (
        (118, 34),
        SessionOptions(queue="suggestions", codes=("formalized_supervision",)),
        "a a a a A a a a o down down",
    ),
    "session-help": ((80, 24), SessionOptions(), "?"),
}
"""By file name: cells and rows, what the session is about, the keys that are pressed."""


def main() -> None:
    """Make them all."""
    IMAGES.mkdir(exist_ok=True)
    for name, (size, options, keys) in PICTURES.items():
        with tempfile.TemporaryDirectory() as folder:
            study = sample_study(Path(folder) / "study")
            drawn = asyncio.run(picture(study, options, size, keys.split()))
        (IMAGES / f"{name}.svg").write_text(drawn, encoding="utf-8", newline="\n")


def sample_study(folder: Path) -> Path:
    """A study with the bundled codebook and the sample interviews."""
    books = HOME / "codebooks"
    files = {each.name: each.read_bytes() for each in books.glob("pressure_governance.signs.*")}
    files["codebook.yaml"] = (books / "pressure_governance.yaml").read_bytes()
    make_study(folder, title="Governance", coder="Ana", files=files)
    interviews = [each for each in (HOME / TRANSCRIPTS).iterdir() if each.stem[2:3] == "_"]
    add(folder, sorted(interviews), AS_FOUND)
    return folder


async def picture(
    study: Path, options: SessionOptions, size: tuple[int, int], keys: list[str]
) -> str:
    """The screen after some keys, as SVG."""
    with open_session(study, "Ana", options) as session:
        app = SessionApp(session)
        async with app.run_test(size=size) as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            return at_its_width(app.export_screenshot(title="qcode"))


def at_its_width(svg: str) -> str:
    """A picture in which Chinese characters have two cells: rich counts one for each."""

    def mended(found: re.Match[str]) -> str:
        before, _, between, words = found.groups()
        length = f'textLength="{cell_len(html.unescape(words)) * CELL:g}"'
        return f"{before}{length}{between}>{words}</text>"

    # Identifiers hold a number drawn from the contents; a plain one keeps changes small.
    svg = re.sub(r"terminal-\d+-", "terminal-", svg)
    return re.sub(r'(<text [^>]*?)textLength="([\d.]+)"([^>]*)>([^<]*)</text>', mended, svg)


if __name__ == "__main__":
    main()
