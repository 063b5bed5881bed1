"""A small study for tests of the report: two languages, two coders, and hostile words."""

from __future__ import annotations

from dataclasses import replace

from qcode.model.codebook import Code, Codebook, Example, Rule, Text
from qcode.model.coding import Anchor, Coding
from qcode.model.transcript import Transcript, text_hash
from qcode.output.report.content import report_content
from qcode.output.report.records import Acceptance, Report
from tests.analysis.records import transcript

HOSTILE = "</script><script>alert(1)</script> <img src=x onerror=alert(2)> ]]> <!-- &amp; {{data}}"

ANNA = transcript(
    "anna",
    f"""
    I: What do they do?
    A: They took a 📷 photo of the rice. Nobody cares for the child.
    I: Who took the photo?
    A: {HOSTILE}
    B: The cadre took the photo, ＡＢＣ and Care.
    """,
    minutes=True,
)
VILLAGE = transcript(
    "村/干部 #1",
    """
    问: 他们来做什么？
    答: 拍了照就走，没人问孩子。
    """,
    language="zh",
    attributes=[("地点", "村委会")],
)
SILENT = transcript("silent", "I: Hello?\nA: Yes.")
TRANSCRIPTS = (ANNA, VILLAGE, SILENT)


def _text(en: str, zh: str) -> Text:
    return Text((("en", en), ("zh", zh)))


CODES = (
    Code("formalism", "", 1, name=_text("Formalism", "形式主义")),
    Code(
        "photo/proof <b>",
        "formalism",
        2,
        name=_text("Proof by photo <b>", "拍照留痕"),
        definition=_text("Work is proved by pictures.", "工作靠照片证明。"),
        include=(_text("photos as proof", "以照片为证"),),
        exclude=(_text("family albums", "家庭相册"),),
        examples=(Example("They took a photo.", 3),),
        rules=(Rule("photo-taken", "photo/proof <b>", 4),),
    ),
    Code("sham", "formalism", 5, name=_text("Sham", "作假")),
    Code("care", "", 6, name=_text("Care", "关爱")),
)
BOOK = Codebook(
    "village", "1.0", "x/codebook.yaml", "ab" * 32, title=_text("A village", "一个村"), codes=CODES
)


def coding(
    coder: str, code: str, source: Transcript, words: str, *, against: bool = False
) -> Coding:
    """One coding on the first place of these words."""
    start = source.text.index(words)
    turn = next(each.number for each in source.turns if start < each.end)
    digest = text_hash(source.text)
    anchor = Anchor(source.id, digest, turn, start, start + len(words), words)
    return Coding(coder, code, anchor, against, ())


CODINGS = (
    coding("Ana", "photo/proof <b>", ANNA, "They took a 📷 photo of the rice."),
    coding("Ben", "photo/proof <b>", ANNA, "They took a 📷 photo of the rice."),
    coding("Ben", "sham", ANNA, "photo of the rice. Nobody cares"),
    coding("Ben", "sham", ANNA, "They took a 📷 photo of the rice."),
    coding("Ana", "photo/proof <b>", ANNA, "Who took the photo?"),
    coding("Ana", "photo/proof <b>", ANNA, HOSTILE),
    coding("Ana", "photo/proof <b>", VILLAGE, "拍了照就走"),
    coding("Ana", "care", VILLAGE, "没人问孩子。"),
)
AGAINST = (coding("Ben", "care", ANNA, "Nobody cares for the child.", against=True),)


def example() -> Report:
    """The report of all of it."""
    return report_content(
        CODINGS,
        TRANSCRIPTS,
        BOOK,
        what="codings",
        against=AGAINST,
        title=f"A village {HOSTILE}",
        language="en",
        acceptance=[Acceptance("photo/proof <b>", "photo-taken", 3, 1, 1, 2, 0.6)],
        notes=[f"bad{HOSTILE}.txt could not be read and is left out"],
    )


def long_example(quotations: int) -> Report:
    """A report with more quotations of one code than are shown at once."""
    lines = "\n".join(f"A: Care number {place} is given." for place in range(quotations))
    talk = replace(transcript("long", lines), id="long")
    codings = [
        coding("Ana", "care", talk, f"Care number {place} is given.") for place in range(quotations)
    ]
    return report_content(codings, [talk], BOOK, what="codings")
