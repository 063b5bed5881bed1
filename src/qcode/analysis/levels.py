"""Quotations in the layout of grounded theory: words, concept, category, main category."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import pandas as pd

from qcode.model.codebook import Codebook

HEADS = {
    "en": ("citation", "quotation", "concept", "category", "main_category"),
    "zh": ("编号", "原始语句", "初始概念", "范畴", "主范畴"),
}


def coding_levels(
    table: pd.DataFrame,
    codebook: Codebook,
    *,
    citations: Mapping[tuple[str, str], str] | None = None,
    language: Literal["en", "zh"] = "zh",
) -> pd.DataFrame:
    """The three-level coding table: each quotation with its code and the codes above it.

    Args:
        table: as `quotes` gives it. What several coders coded alike is one row.
        codebook: where its codes stand.
        citations: as `citations` gives them; None leaves their column out.
        language: of the heads and of the names of codes.

    Returns:
        Rows by code, in the order of the codebook, then as they come. 初始概念 is the code, 范畴
        its parent, 主范畴 the code at the top above it; of a code at the top both are "", and
        directly below the top both are the same.

    Raises:
        KeyError: a code is not in the codebook.
    """
    names = {code.id: code.name.get(language) or code.id for code in codebook.codes}
    above = {code.id: codebook.ancestors(code.id) for code in codebook.codes}
    ranks = {code.id: place for place, code in enumerate(codebook.codes)}
    once = table.drop_duplicates(["transcript", "start", "end", "code"])
    rows = sorted(once.to_dict("records"), key=lambda row: ranks[row["code"]])
    codes = [str(row["code"]) for row in rows]
    given = citations or {}
    cite = [given.get((row["transcript"], row["speaker"]), "") for row in rows]
    columns = (
        cite,
        [row["quotation"] for row in rows],
        [names[code] for code in codes],
        [names[above[code][0]] if above[code] else "" for code in codes],
        [names[above[code][-1]] if above[code] else "" for code in codes],
    )
    made = pd.DataFrame(dict(zip(HEADS[language], columns, strict=True)), dtype=object)
    return made if citations is not None else made.iloc[:, 1:]
