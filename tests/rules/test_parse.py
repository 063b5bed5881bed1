from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcode.errors import RuleError
from qcode.rules.lexer import references
from qcode.rules.parse import (
    MAX_WORDS,
    any_of,
    holds_all_of,
    parse,
    to_text,
)
from qcode.rules.syntax import AllOf, AnyOf, Expression, Gap, Phrase, Reference, Word, walk

CHILDREN = any_of([parse("left-behind child"), parse("留守儿童")])
TERMS = {"children": CHILDREN, "孩子": parse("娃"), "both": parse("aim & goal")}


def words(text: str) -> tuple[Expression, ...]:
    return tuple(Word(word) for word in text.split())


GOOD: list[tuple[str, Expression]] = [
    ("inspect", Word("inspect")),
    ("=left", Word("left", "exact")),
    ("inspect*", Word("inspect", "prefix")),
    ("left-behind child", Phrase(words("left-behind child"))),
    ("don't | 不出事 | 用APP打卡", AnyOf(words("don't 不出事 用APP打卡"))),
    ("=(go wrong)", Phrase((Word("go", "exact"), Word("wrong", "exact")))),
    ("=(go)", Word("go", "exact")),
    ("a ~5 b", Gap(Word("a"), Word("b"), 5)),
    ("a <~0> b", Gap(Word("a"), Word("b"), 0, ordered=False)),
    ("a b ~2 c", Gap(Phrase(words("a b")), Word("c"), 2)),
    ("a ~1 b ~2 c", Gap(Gap(Word("a"), Word("b"), 1), Word("c"), 2)),
    ("a ~2 (b ~1 c)", Gap(Word("a"), Gap(Word("b"), Word("c"), 1), 2)),
    ("a | b ~1 c", AnyOf((Word("a"), Gap(Word("b"), Word("c"), 1)))),
    ("a & b | c", AllOf((Word("a"), AnyOf(words("b c"))))),
    ("a & !b & c", AllOf(words("a c"), words("b"))),
    ("(a & b)", AllOf(words("a b"))),
    ("((a))", Word("a")),
    ("a (b | c)", Phrase((Word("a"), AnyOf(words("b c"))))),
    ("平安(就行|就好)", Phrase((Word("平安"), AnyOf(words("就行 就好"))))),
    ("（平安｜平平安安）～３ 就行", Gap(AnyOf(words("平安 平平安安")), Word("就行"), 3)),
    ("a ＜～5＞ b＆！＝c", AllOf((Gap(Word("a"), Word("b"), 5, False),), (Word("c", "exact"),))),
    ("检查＊　a", Phrase((Word("检查", "prefix"), Word("a")))),
    ("$children ~3 leave", Gap(Reference("children", CHILDREN), Word("leave"), 3)),
    ("＄孩子", Reference("孩子", Word("娃"))),
    ("$both", Reference("both", AllOf(words("aim goal")))),
    ("1,000 yuan", Phrase(words("1,000 yuan"))),
    ("'em | parents'", AnyOf(words("'em parents'"))),
    ("=AND", Word("AND", "exact")),
]


@pytest.mark.parametrize(("text", "tree"), GOOD)
def test_an_expression_becomes_its_tree_and_reads_back(text: str, tree: Expression) -> None:
    assert parse(text, TERMS) == tree
    assert parse(to_text(tree), TERMS) == tree


BAD: list[tuple[str, int, str, str]] = [
    ("", 1, "empty", "at least one word"),
    (" \t", 1, "empty", "at least one word"),
    ("!a", 1, "'!' stands only directly behind '&'", "'a & !b'"),
    ("!a & b", 1, "'!' stands only directly behind '&'", "'a & !b'"),
    ("a !b", 3, "'!' stands only directly behind '&'", "'a & !b'"),
    ("(a !b)", 4, "'!' stands only directly behind '&'", "'a & !b'"),
    ("a | !b", 5, "'!' stands only directly behind '&'", "'a & !b'"),
    ("不出事！", 4, "'!' stands only directly behind '&'", "'a & !b'"),
    ("a & !!b", 6, "side by side", "keep one"),
    ("a &", 3, "nothing stands after '&'", "word after"),
    ("& a", 1, "nothing stands before '&'", "word before"),
    ("(| a)", 2, "nothing stands before '|'", "word before"),
    ("a || b", 4, "'|' and '|' stand side by side", "keep one"),
    ("a ~5", 3, "nothing stands after '~5'", "word after"),
    ("~5 a", 1, "nothing stands before '~5'", "word before"),
    ("(a", 1, "this '(' is never closed", "')'"),
    ("a)", 2, "')' closes no '('", "'('"),
    ("()", 1, "parentheses are empty", "inside"),
    ("a*a*a*", 2, "'*' stands only at the end of a word", "inspect*"),
    ("*", 1, "'*' stands only at the end of a word", "inspect*"),
    ("*a", 1, "'*' stands only at the end of a word", "inspect*"),
    ("ab**", 4, "'*' stands only at the end of a word", "inspect*"),
    ("=a*", 3, "'*' stands only at the end of a word", "inspect*"),
    ("a ~ b", 3, "'~' needs a number", "'a ~5 b'"),
    ("a ~5天", 3, "'~5' runs into", "with blanks"),
    ("a <~5 b", 3, "'<~5' runs into", "'a <~5> b'"),
    ("a <5> b", 3, "'<' stands only in a gap", "'a <~5> b'"),
    ("a ~51 b", 3, "too wide", "at most 50"),
    ("a ~" + "9" * 99 + " b", 3, "too wide", "at most 50"),
    ("$childrn", 1, "there is no term 'childrn'", "did you mean '$children'?"),
    ("a | $x", 5, "there is no term 'x'", "under 'terms:'"),
    ("a $ b", 3, "'$' needs the name", "'$children'"),
    ("$both c", 1, "'&' stands only at the top", "list"),
    ("(a & b) c", 4, "'&' stands only at the top", "list"),
    ("a | (b & c)", 8, "'&' stands only at the top", "list"),
    ("a & (b & c)", 8, "'&' stands only at the top", "list"),
    ("=(a | b)", 5, "only plain words stand inside '=( )', not '|'", "'=a | =b'"),
    ("=(a", 1, "never closed", "')'"),
    ("=()", 1, "'=()' is empty", "=(go wrong)"),
    ("= a", 1, "'=' stands only directly before a word", "'=left'"),
    ("a=b", 2, "'=' stands only directly before a word", "'=left'"),
    ('home "go wrong"', 6, "quotation mark", "already a phrase"),
    ("“不出事”", 1, "quotation mark", "already a phrase"),
    ("'go wrong'", 1, "quotation mark", "already a phrase"),
    ("a, b", 2, "','", "'a | b'"),
    ("留守儿童、留守娃", 5, "'、'", "'a | b'"),
    ("a AND b", 3, "'AND' is not an operator", "'a & b'"),
    ("a OR b", 3, "'OR' is not an operator", "'a | b'"),
    ("NOT a", 1, "'NOT' is not an operator", "'a & !b'"),
    ("a NEAR/7 b", 3, "'NEAR/7' is not an operator", "'a <~7> b'"),
    ("organi?ation", 7, "punctuation is not matched", "'word*'"),
    ("[a b]", 1, "'['", "( )"),
    ("a\\b", 2, "'\\'", "'regex:'"),
    ("a -b", 3, "cannot begin with '-'", "'a & !b'"),
    ("a - b", 3, "no letter or digit", "leave it out"),
    ("a\u200bb", 2, "invisible character", "type the words"),
    ("(" * 200 + "a" + ")" * 200, 31, "nested too deeply", "'terms:'"),
    (" ~1 ".join("a" * 100), 298, "levels deep", "flatter"),
    ("a " * 20_000, 20_001, "too long", "'terms:'"),
]


@pytest.mark.parametrize(("text", "column", "message", "hint"), BAD)
def test_each_mistake_is_told_with_column_and_way_out(
    text: str, column: int, message: str, hint: str
) -> None:
    with pytest.raises(RuleError) as raised:
        parse(text, TERMS)
    assert raised.value.column == column
    assert message in raised.value.message
    assert hint in raised.value.hint


def test_words_know_their_column() -> None:
    tree = parse("（不出事 | =left） ~3 insp*")
    columns = {node.text: node.column for node in walk(tree) if isinstance(node, Word)}
    assert columns == {"不出事": 2, "left": 8, "insp": 18}


def test_lists_of_lists_cannot_grow_without_bound() -> None:
    terms: dict[str, Expression] = {"t0": any_of([parse("a"), parse("b")])}
    with pytest.raises(RuleError, match=f"more than {MAX_WORDS} words"):
        for level in range(50):
            terms[f"t{level + 1}"] = parse(f"$t{level} | $t{level}", terms)


def test_references_are_listed_even_where_the_expression_is_wrong() -> None:
    found = references("$children ~3 (＄孩子 | $x")
    assert found == (("children", 1), ("孩子", 15), ("x", 21))


def test_an_and_is_seen_through_a_term() -> None:
    assert holds_all_of(parse("$both", TERMS))
    assert not holds_all_of(parse("$children", TERMS))


WORDS = st.builds(
    Word,
    st.sampled_from(["left-behind", "don't", "不出事", "用APP打卡", "110", "12:30", "and", "U.S."]),
    st.sampled_from(["form", "exact", "prefix"]),
)
REFERENCES = st.sampled_from([Reference(name, TERMS[name]) for name in ("children", "孩子")])


def parts_of(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[tuple[Expression, ...]]:
    return st.lists(parts, min_size=2, max_size=4).map(tuple)


TREES: st.SearchStrategy[Expression] = st.recursive(
    WORDS | REFERENCES,
    lambda parts: (
        st.builds(Phrase, parts_of(parts))
        | st.builds(AnyOf, parts_of(parts))
        | st.builds(Gap, parts, parts, st.integers(0, 50), st.booleans())
    ),
    max_leaves=12,
)
WHOLE = TREES | st.builds(AllOf, parts_of(TREES), st.lists(TREES, max_size=2).map(tuple))


@given(WHOLE)
def test_a_tree_written_out_reads_back_the_same(tree: Expression) -> None:
    assert parse(to_text(tree), TERMS) == tree


@given(st.lists(st.sampled_from([*"|()~&!=*$<>｜（）～ '\",-5a不", "=(", "<~3>", "$孩子", " "])))
@settings(max_examples=500)
def test_any_text_is_an_expression_or_a_rule_error_inside_it(pieces: list[str]) -> None:
    text = "".join(pieces)
    try:
        tree = parse(text, TERMS)
    except RuleError as error:
        assert 1 <= error.column <= len(text) + 1
        assert error.hint
    else:
        assert parse(to_text(tree), TERMS) == tree
