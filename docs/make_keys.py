"""Writes `docs/keys.md` from the table of keys of the session: python docs/make_keys.py"""

from __future__ import annotations

from pathlib import Path

from qcode.session.drawing.help import screen_key_table
from qcode.session.keys import key_table

PAGE = Path(__file__).with_name("keys.md")
HEAD = """# Keys of the coding session

The same letters and words are commands of `qcode code --plain`, where words can follow at once:
`c care`, `g 12`, `/ rice`, `m why so short?`. Full-width letters and marks count as the plain ones.

This page is written by `docs/make_keys.py` from the table that the session itself uses.
"""
ONLY = ("Only on the full screen", "仅全屏界面")


def page() -> str:
    """The whole page: the keys in English, then in Chinese."""
    english = ["## English\n", key_table("en"), f"### {ONLY[0]}\n", screen_key_table("en")]
    chinese = ["## 中文\n", key_table("zh"), f"### {ONLY[1]}\n", screen_key_table("zh")]
    return "\n".join([HEAD, *english, *chinese])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
