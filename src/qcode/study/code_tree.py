"""The codes of a study: those of the codebook file and those made while reading, as one tree."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from qcode.model.codebook import Code, Codebook, Text
from qcode.study.codes import CodeChanges
from qcode.study.shared import NewCode


def without_codebook(path: str) -> Codebook:
    """The codebook of a study that has no file of that name yet."""
    return Codebook(id="", version="", path=path, sha256="")


def study_codebook(file: Codebook, changes: CodeChanges) -> Codebook:
    """The codebook file with what was decided about codes since.

    New codes come behind those of the file, codes that were merged into others are left out,
    codes that were moved stand under their new parent. The file stays as it is.

    Args:
        file: as it was read.
        changes: that stand in the study.
    """
    known = {code.id: code for code in file.codes}
    made = {name: _made(one) for name, one in changes.new.items() if name not in known}
    left = {
        name: code for name, code in {**known, **made}.items() if now(name, file, changes) == name
    }
    parents = _parents(left, file, changes)
    placed = {name: replace(code, parent=parents[name]) for name, code in left.items()}
    return replace(file, codes=_in_tree_order(placed))


def now(code: str, file: Codebook, changes: CodeChanges) -> str:
    """The present id of a code that a record names: merged codes are what they were merged into,
    and `renamed_from` in the file leads from an old id to the new one."""
    found = changes.now(code)
    known = {each.id for each in file.codes}
    if found in known or found in changes.new:
        return found
    return next((each.id for each in file.codes if found in each.renamed_from), found)


def definition_hash(code: Code) -> str:
    """What names the definition of a code: SHA-256, hexadecimal; "" when it has none."""
    words = [part for part in (code.definition, *code.include, *code.exclude) if part]
    if not words:
        return ""
    return hashlib.sha256(repr([part.by_language for part in words]).encode()).hexdigest()


def _made(record: NewCode) -> Code:
    return Code(
        id=record.code,
        parent=record.parent,
        line=0,
        name=Text((("", record.name),)) if record.name else Text(),
        definition=Text((("", record.definition),)) if record.definition else Text(),
    )


def _parents(codes: Mapping[str, Code], file: Codebook, changes: CodeChanges) -> dict[str, str]:
    """The parent of each code, "" at the top; where moves make a ring, one goes there."""
    found = {
        name: now(changes.parents.get(name, code.parent), file, changes)
        for name, code in codes.items()
    }
    parents = {name: parent if parent in codes else "" for name, parent in found.items()}
    for name in parents:
        if _stands_above_itself(name, parents):
            parents[name] = ""
    return parents


def _stands_above_itself(name: str, parents: Mapping[str, str]) -> bool:
    above, met = parents[name], set[str]()
    while above and above != name and above not in met:
        met.add(above)
        above = parents[above]
    return above == name


def _in_tree_order(codes: Mapping[str, Code]) -> tuple[Code, ...]:
    below: dict[str, list[Code]] = {}
    for code in codes.values():
        below.setdefault(code.parent, []).append(code)
    ordered: list[Code] = []
    to_do = list(reversed(below.get("", [])))
    while to_do:
        code = to_do.pop()
        ordered.append(code)
        to_do += reversed(below.get(code.id, []))
    return tuple(ordered)
