from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import qcode.session
from qcode.session.chinese import CHINESE, told
from tests.session.sessions import begin, press

FOLDER = Path(qcode.session.__file__).parent
SAYING = {"told", "say", "sorry", "in_language"}


def constants(node: ast.expr, module: ast.Module) -> Iterator[str]:
    """The texts that an expression can be: constants, choices of them, and names for them."""
    match node:
        case ast.Constant(str(words)):
            yield words
        case ast.IfExp(_, one, other):
            yield from constants(one, module)
            yield from constants(other, module)
        case ast.Subscript(table, _):
            yield from constants(table, module)
        case ast.Dict(_, values):
            for each in values:
                yield from constants(each, module)
        case ast.Name(name):
            for each in ast.walk(module):
                match each:
                    case ast.Assign([ast.Name(found)], value) if found == name:
                        yield from constants(value, module)
                    case ast.AnnAssign(ast.Name(found), _, ast.expr() as value) if found == name:
                        yield from constants(value, module)


def said(path: Path) -> Iterator[str]:
    """The messages that a module says."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(module):
        match node:
            case ast.Call(ast.Name(name), [_, words, *_]) if name in SAYING:
                yield from constants(words, module)


def test_every_message_is_there_in_chinese() -> None:
    # The screen has a table of its own, in drawing/.
    found = {words for path in FOLDER.glob("*.py") for words in said(path)}
    assert len(found) > 150
    assert sorted(found - set(CHINESE)) == []


def test_no_message_is_there_in_vain() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in FOLDER.glob("*.py")
        if path.name != "chinese.py"
    )
    joined = re.sub(r'"\s*\n\s*"', "", code)
    assert [words for words in CHINESE if f'"{words}"' not in joined] == []


@pytest.mark.parametrize("words", CHINESE)
def test_values_keep_their_places(words: str) -> None:
    values = re.compile(r"\{\d\}")
    assert set(values.findall(words)) == set(values.findall(CHINESE[words]))


def test_values_are_put_in_once() -> None:
    assert told("en", "'{0}' instead of '{1}'", "{1}", "b") == "'{1}' instead of 'b'"
    assert told("zh", "'{0}' instead of '{1}'", "甲", "乙") == "“甲”代替“乙”"


def test_a_session_in_chinese(tmp_path: Path) -> None:
    with begin(tmp_path, language="zh") as session:
        assert press(session, "a").message.startswith("已接受“photo_proof”：“来了")
        assert press(session, "u").message == "已撤销：编码“photo_proof”"
        assert press(session, "u").message == "没有可撤销的决定"
