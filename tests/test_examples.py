"""The example of a paper comes out as it is kept, and the README shows it."""

from __future__ import annotations

import runpy
from pathlib import Path

HOME = Path(__file__).parents[1]
KEPT = HOME / "examples" / "paper"


def test_every_table_and_the_section_come_out_byte_for_byte(tmp_path: Path) -> None:
    runpy.run_path(str(HOME / "examples" / "paper.py"))["write"](tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        path.name for path in KEPT.iterdir()
    )
    for path in KEPT.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_the_readme_shows_the_section() -> None:
    section = (KEPT / "section.md").read_text(encoding="utf-8").replace("](", "](examples/paper/")
    quoted = "".join(f"> {line}\n" for line in section.splitlines())
    assert quoted in (HOME / "README.md").read_text(encoding="utf-8")
