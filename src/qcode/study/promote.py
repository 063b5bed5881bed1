"""Codes made while reading, as what a researcher takes over into the codebook file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from qcode.model.codebook import Code, Example
from qcode.study.shared import MergeCodes, MoveCode
from qcode.study.study import Study

MOST_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Drafted:
    """Codes for the codebook file, and what is to be told about them."""

    codes: tuple[Code, ...]
    """Those that the file does not have, parents before their children."""
    comments: tuple[tuple[str, tuple[str, ...]], ...]
    """By code, why it was made and where it belongs."""
    renamed_from: tuple[tuple[str, tuple[str, ...]], ...]
    """By code, the ids of codes that were merged into it."""
    changes: tuple[str, ...]
    """What was decided about codes of the file itself, in sentences."""


def draft(study: Study) -> Drafted:
    """What was decided about codes since the codebook file was written."""
    in_file = {code.id for code in study.file.codes}
    new = [code for code in study.codebook.codes if code.id not in in_file]
    own = {code.id for code in new}
    return Drafted(
        codes=tuple(_with_examples(study, code, own) for code in new),
        comments=tuple((code.id, tuple(_comments(study, code, in_file))) for code in new),
        renamed_from=tuple((code.id, _merged_into(study, code.id)) for code in new),
        changes=tuple(_changes(study, in_file)),
    )


def _with_examples(study: Study, code: Code, own: set[str]) -> Code:
    """A code at its place among the new ones, with some of its quotations."""
    made = study.state.codes.new.get(code.id)
    quotations = [made.anchor.quotation] if made and made.anchor else []
    quotations += [
        each.now.quotation
        for each in study.codings(code=code.id)
        if each.now and not each.now.against
    ]
    examples = tuple(
        Example(" ".join(words.split()), 0)
        for words in list(dict.fromkeys(quotations))[:MOST_EXAMPLES]
    )
    parent = code.parent if code.parent in own else ""
    return replace(code, parent=parent, examples=examples)


def _comments(study: Study, code: Code, in_file: set[str]) -> Iterator[str]:
    if code.parent in in_file:
        yield f"belongs below '{code.parent}'"
    made = study.state.codes.new.get(code.id)
    if made:
        why = f": {made.reason}" if made.reason else ""
        yield f"made by {made.coder}, {made.time[:10]}{why}"


def _merged_into(study: Study, code: str) -> tuple[str, ...]:
    merged = (name for one in study.state.of_kind(MergeCodes) for name in one.codes)
    return tuple(name for name in dict.fromkeys(merged) if study.code_now(name) == code)


def _changes(study: Study, in_file: set[str]) -> Iterator[str]:
    for merge in study.state.of_kind(MergeCodes):
        gone = [name for name in merge.codes if name in in_file]
        if gone:
            why = f" ({merge.reason})" if merge.reason else ""
            into = study.code_now(merge.into)
            yield (
                f"{', '.join(gone)} was merged into {into}{why}: delete it and write "
                f"'renamed_from: [{', '.join(gone)}]' at {into}"
            )
    for move in study.state.of_kind(MoveCode):
        if move.code in in_file:
            why = f" ({move.reason})" if move.reason else ""
            place = f"below {move.parent}" if move.parent else "to the top"
            yield f"{move.code} was moved {place}{why}"
