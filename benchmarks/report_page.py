"""How large a report is, and how soon it answers: 100 interviews of 8,000 words, 5,000 segments.

usage: python benchmarks/report_page.py [--out report.html]

Needs the `test` extra (Playwright) and a Chromium on the path; nothing is downloaded.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import time
from pathlib import Path

import numpy as np
from playwright.sync_api import sync_playwright

from qcode.model.codebook import Code, Codebook, Text
from qcode.model.coding import Anchor, Coding
from qcode.model.transcript import Role, Speaker, Transcript, Turn
from qcode.output.report.content import report_content
from qcode.output.report.page import write_report

INTERVIEWS, WORDS, SEGMENTS, CODES, WORDS_A_TURN = 100, 8_000, 5_000, 30, 60
SYLLABLES = "ba de ki lo mu na po ri sa te vu wo".split()
CLOCKED = (
    ("opens", ""),
    ("matrix", "#matrix"),
    ("a code", "#code/code07"),
    ("a transcript", "#transcript/interview042"),
    ("first search", "#search/bade"),
)


def interview(number: int, rng: np.random.Generator) -> Transcript:
    name, text, turns = f"interview{number:03d}", "", []
    words = [a + b + c for a in SYLLABLES for b in SYLLABLES for c in ("", *SYLLABLES)]
    for count in range(WORDS // WORDS_A_TURN):
        role: Role = "participant" if count % 2 else "interviewer"
        said = " ".join(rng.choice(words, WORDS_A_TURN)) + "."
        label = role.title()
        text += f"{label}: "
        turns.append(Turn(count + 1, label, role, len(text), len(text) + len(said)))
        text += f"{said}\n\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    speakers = (
        Speaker("Interviewer", "interviewer", "label"),
        Speaker("Participant", "participant", "label"),
    )
    return Transcript(
        name, f"{name}.txt", "txt", "utf-8", False, "en", text, digest, tuple(turns), speakers
    )


def codings(transcripts: list[Transcript], rng: np.random.Generator) -> list[Coding]:
    made = []
    for _ in range(SEGMENTS):
        transcript = transcripts[rng.integers(INTERVIEWS)]
        turn = transcript.turns[2 * rng.integers(len(transcript.turns) // 2) + 1]
        start = int(turn.start + rng.integers(100))
        end = int(min(turn.end, start + 60 + rng.integers(200)))
        anchor = Anchor(
            transcript.id, transcript.sha256, turn.number, start, end, transcript.text[start:end]
        )
        made.append(Coding("Ana", f"code{rng.integers(CODES):02d}", anchor, False, ()))
    return made


def clock(path: Path) -> None:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        for what, address in CLOCKED:
            began = time.perf_counter()
            if address:
                page.evaluate("where => { location.hash = where }", address)
                page.wait_for_function("where => location.hash === where", arg=address)
            else:
                page.goto(path.absolute().as_uri())
            page.wait_for_selector(f"main.{address[1:].partition('/')[0] or 'overview'}")
            page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
            print(f"{what}: {time.perf_counter() - began:.2f} s")
        browser.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("report.html"))
    out = parser.parse_args().out
    rng = np.random.default_rng(7)
    talks = [interview(number, rng) for number in range(INTERVIEWS)]
    names = [f"code{number:02d}" for number in range(CODES)]
    codes = tuple(Code(name, "", 1, name=Text((("en", name),))) for name in names)
    book = Codebook("bench", "1", "codebook.yaml", "", codes=codes)
    began = time.perf_counter()
    write_report(report_content(codings(talks, rng), talks, book, what="codings"), out)
    print(f"written: {time.perf_counter() - began:.2f} s, {out.stat().st_size / 1e6:.1f} MB")
    clock(out)
