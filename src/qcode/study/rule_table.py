"""How coders took the suggestions of each rule, as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from qcode.model.coding import Suggestion
from qcode.study.acceptance import OUTCOMES, rule_use
from qcode.study.study import Study


def rule_table(
    study: Study, suggestions: Iterable[Suggestion], *, coders: Sequence[str] = ()
) -> pd.DataFrame:
    """One row a rule, in the order of the codebook.

    Args:
        study: with the decisions.
        suggestions: of its codebook on its present texts.
        coders: only the decisions of these; all when empty.

    Returns:
        Columns `code`, `rule`, `accepted`, `changed`, `rejected`, `pending` (suggestions), and
        `rate`: accepted of all decided, NaN where nothing is.
    """
    used = rule_use(study, suggestions, coders=coders)
    columns: dict[str, list[str] | list[int] | list[float]] = {
        "code": [each.code for each in used],
        "rule": [each.rule for each in used],
    }
    for outcome in OUTCOMES:
        columns[outcome] = [int(getattr(each, outcome)) for each in used]
    columns["rate"] = [each.rate for each in used]
    return pd.DataFrame(columns)
