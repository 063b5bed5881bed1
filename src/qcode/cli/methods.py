"""`qcode methods`: a paragraph for the methods section, with the study's figures."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qcode.cli.screen import note, show
from qcode.cli.study_options import StudyOption, open_here

if TYPE_CHECKING:
    from qcode.study.procedure import DoubleCoding, Procedure

_LANGUAGES = {"en": "English", "zh": "Chinese", "mixed": "both", "other": "other languages"}
_LANGUAGES_ZH = {"en": "英文", "zh": "中文", "mixed": "中英文混合", "other": "其他语言"}
COREQ = """\
COREQ items that this answers: 19 recording and transcripts (add how), 24 number of data coders,
25 description of the coding tree, 26 derivation of themes, 27 software, 29 quotations (add).
SRQR: data processing, data analysis, techniques to enhance trustworthiness."""


def methods(
    language: Annotated[
        Literal["en", "zh"], typer.Option("--language", metavar="en|zh", help="Of the paragraph.")
    ] = "en",
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write it there: .md or .txt."),
    ] = None,
    study: StudyOption = None,
) -> None:
    """Write a paragraph for the methods section.

    With the figures of the study: a draft to edit. What qcode cannot know stands in brackets.
    """
    from qcode.output.files import replace_file
    from qcode.study.procedure import procedure

    found = procedure(open_here(study))
    sentences = _chinese(found) if language == "zh" else _english(found)
    text = ("" if language == "zh" else " ").join(sentences)
    if output:
        replace_file(output, f"{text}\n".encode())
        note(f"written to {output}")
    else:
        show(text)
    note(COREQ)


def _english(of: Procedure) -> Iterator[str]:
    from qcode import __version__

    spoken = " and ".join(f"{n} in {_LANGUAGES[name]}" for name, n in of.languages)
    yield (
        f"The corpus is {of.transcripts} interviews ({spoken}) with {of.participants} "
        f"participants, whose {of.turns:,} turns hold {_amount(of, 'words', 'Chinese characters')} "
        "[how they were recorded and transcribed]."
    )
    if of.codebook:
        version = f", version {of.version}" if of.version else ""
        new = f"; {of.new_codes} of them were made while reading" if of.new_codes else ""
        yield (
            f"They were coded with the codebook '{of.codebook}'{version} "
            f"(SHA-256 {of.sha256[:12]}): {of.codes} codes{new} [how the codebook came about]."
        )
    else:
        yield f"They were coded inductively: {of.codes} codes were made while reading."
    yield (
        f"{_people(of.coders)} coded {of.codings:,} segments in qcode {__version__}; the unit of "
        "counting is a code on a segment, once, whoever put it there."
    )
    if of.rules:
        yield (
            f"{of.rules} rules of the codebook suggested passages for coders to accept, change or "
            f"reject; {of.with_suggestions:.0%} of the codings were made with such a suggestion in "
            "view."
        )
    if of.double:
        yield _double_english(of.double)
    else:
        yield "[No part was coded by two people independently; say why, or do it: qcode sample.]"


def _double_english(of: DoubleCoding) -> str:
    who = " and ".join(of.coders)
    if math.isnan(of.alpha):
        return (
            f"{who} coded {of.turns} turns independently; agreement is undefined, as nothing "
            "varies."
        )
    return (
        f"{who} coded {of.turns} turns independently, before any discussion: Krippendorff's alpha "
        f"is {of.alpha:.2f} over all codes ({of.percent:.0%} agreement) and from "
        f"{of.alpha_low:.2f} to {of.alpha_high:.2f} for the {of.codes} codes for which it is "
        "defined; disagreements were then settled [how]."
    )


def _chinese(of: Procedure) -> Iterator[str]:
    from qcode import __version__

    spoken = "、".join(f"{_LANGUAGES_ZH[name]}{n}份" for name, n in of.languages)
    yield (
        f"语料为{of.transcripts}份访谈（{spoken}），受访者{of.participants}人，其{of.turns:,}段话"
        f"共{_amount(of, '个英文词', '个汉字')}［录音与转写方式］。"
    )
    if of.codebook:
        version = f"，版本{of.version}" if of.version else ""
        new = f"，其中{of.new_codes}个在阅读中形成" if of.new_codes else ""
        yield (
            f"编码依据编码手册“{of.codebook}”{version}（SHA-256 {of.sha256[:12]}），"
            f"共{of.codes}个编码{new}［编码手册的形成过程］。"
        )
    else:
        yield f"采用归纳式编码，阅读中共形成{of.codes}个编码。"
    yield (
        f"{'、'.join(of.coders) or '［编码者］'}使用qcode {__version__}编码{of.codings:,}处；"
        "计数单位为“某编码出现在某一片段”，无论由几人标注均计一次。"
    )
    if of.rules:
        yield (
            f"手册中的{of.rules}条规则提示可能的段落，由编码者逐条接受、修改或拒绝；"
            f"{of.with_suggestions:.0%}的编码是在看到此类提示时作出的。"
        )
    if of.double and not math.isnan(of.double.alpha):
        d = of.double
        yield (
            f"{'与'.join(d.coders)}在讨论之前独立编码{d.turns}段话："
            f"全部编码的Krippendorff's alpha为{d.alpha:.2f}（一致率{d.percent:.0%}），"
            f"可计算的{d.codes}个编码介于{d.alpha_low:.2f}与{d.alpha_high:.2f}之间；"
            "分歧随后［解决方式］。"
        )
    else:
        yield "［没有由两人独立编码的部分，请说明原因，或进行双人编码：qcode sample。］"


def _amount(of: Procedure, words: str, characters: str) -> str:
    is_chinese = words.startswith("个")
    blank = "" if is_chinese else " "
    parts = [
        f"{count:,}{blank}{what}"
        for count, what in ((of.words, words), (of.characters, characters))
        if count
    ]
    return ("、" if is_chinese else " and ").join(parts) or "0"


def _people(names: tuple[str, ...]) -> str:
    if not names:
        return "[Coders]"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
