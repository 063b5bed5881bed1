"""The paper section of the README, with its tables: python examples/paper.py [DIR]

Makes a study of the bundled interviews, which are invented, with a reader's coding of them, and
writes tables and section.md into DIR (examples/paper). The same bytes come out on every machine.
"""

from __future__ import annotations

import csv
import sys
import textwrap
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from typer.testing import CliRunner

from qcode.cli.app import app
from qcode.model.coding import Anchor
from qcode.reading.options import AS_FOUND
from qcode.study.adding import add
from qcode.study.desk import Desk
from qcode.study.making import make_study
from qcode.study.rounds import draw_sample
from qcode.study.study import Study, open_study

ROOT = Path(__file__).parents[1]
BOOK = "pressure_governance"
CODE = "formalized_supervision"
TABLES = (
    ("codes.csv", ("codes",)),
    ("matrix.csv", ("matrix",)),
    ("compare.csv", ("compare",)),
    ("estimate.csv", ("estimate",)),
    ("saturation.csv", ("saturation",)),
    ("methods.md", ("methods",)),
)
SECTION = """\
Supervision as form was coded most often: {count[participants]} of {count[participants_n]}
participants spoke of it, in {count[segments]} passages ([codes.csv](codes.csv),
[matrix.csv](matrix.csv)). Had its turns been counted by rules alone, it would stand in
{estimate[suggested_share]:.1%} of all turns; corrected by the reading of a random sample of
{estimate[sampled]} turns it stands in {estimate[share]:.1%} (95% interval {estimate[low]:.1%} to
{estimate[high]:.1%}; [estimate.csv](estimate.csv)). Over all codes the rules had a precision of
{rules[precision]:.2f} [{rules[precision_low]:.2f}, {rules[precision_high]:.2f}] and a recall of
{rules[recall]:.2f} [{rules[recall_low]:.2f}, {rules[recall_high]:.2f}] in that sample
([compare.csv](compare.csv)). After {reached} of {transcripts} interviews all {codes} codes had
been seen ([saturation.csv](saturation.csv)).
"""


def make(folder: Path) -> Study:
    """A study in which a reader coded all turns of the bundled interviews."""
    books = ROOT / "codebooks"
    files = {path.name: path.read_bytes() for path in books.glob(f"{BOOK}.signs.*.csv")}
    files["codebook.yaml"] = (books / f"{BOOK}.yaml").read_bytes()
    make_study(folder, title="Welfare in one town", coder="Reader", files=files)
    add(folder, [ROOT / "transcripts_sample"], AS_FOUND)
    study = open_study(folder)
    known = {code.id for code in study.codebook.applicable()}
    coded = [row for row in rows(ROOT / "transcripts_sample" / "gold.csv") if row["code"] in known]
    with Desk(study, "Reader") as desk:
        draw_sample(desk, "random", size=120, seed=7)
        for transcript in study.transcripts:
            desk.saw(transcript, transcript.turns, suggestions=False)
        for row in coded:
            transcript = study.transcript(row["transcript"])
            turn = transcript.turns[int(row["turn"]) - 1]
            text = study.placing.hashes[transcript.id]
            words = transcript.words(turn)
            anchor = Anchor(transcript.id, text, turn.number, turn.start, turn.end, words)
            desk.code(anchor, row["code"])
        return desk.study


def rows(table: Path) -> list[dict[str, str]]:
    """The rows of a table that qcode wrote."""
    with table.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def figures(table: Path, code: str) -> dict[str, float]:
    """The numbers of a code in a table."""
    row = next(row for row in rows(table) if row["code"] == code)
    return {
        column: float(cell) if "." in cell else int(cell)
        for column, cell in row.items()
        if cell[:1].isdigit()
    }


def section(folder: Path) -> str:
    """The paragraph for the paper, its figures taken from the tables in the folder."""
    curve = rows(folder / "saturation.csv")
    text = SECTION.format(
        count=figures(folder / "codes.csv", CODE),
        estimate=figures(folder / "estimate.csv", CODE),
        rules=figures(folder / "compare.csv", "all codes"),
        codes=curve[-1]["codes"],
        transcripts=curve[-1]["number"],
        reached=next(row["number"] for row in curve if row["codes"] == curve[-1]["codes"]),
    )
    return textwrap.fill(text, 100, break_long_words=False, break_on_hyphens=False) + "\n"


def write(target: Path) -> None:
    """Make the study and write its tables and the paragraph into a folder."""
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        make(Path(folder))
        for name, command in TABLES:
            (target / name).unlink(missing_ok=True)
            arguments = [*command, "--study", folder, "-o", str(target / name)]
            with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
                result = CliRunner().invoke(app, arguments, catch_exceptions=False)
            if result.exit_code:
                raise SystemExit(f"qcode {' '.join(arguments)}: {result.output}")
    (target / "section.md").write_text(section(target), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "examples" / "paper")
