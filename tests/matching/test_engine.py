"""The engine against its references: the plain evaluator for every operator, spaCy for tokens."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from qcode.matching.corpus import build_corpus
from qcode.matching.explain import plain_positions
from qcode.matching.language import Kind, Language
from qcode.matching.lowering import lower
from qcode.matching.run import RuleRun
from qcode.matching.search import Search
from qcode.model.codebook import Rule
from qcode.rules.evaluate import matches
from qcode.rules.syntax import AllOf, AnyOf, Expression, Gap, Phrase, Word
from tests.matching.conftest import transcript

LANGUAGE = Language()
WORDS = [
    "inspect",
    "inspected",
    "child",
    "children",
    "not",
    "don't",
    "left-behind",
    "no",
    "出事",
    "不",
    "平安",
    "就好",
    "娃",
    "APP",
    "打卡",
    "说",
    "說",
    "a",
]
MARKS = [
    " ",
    " ",
    " ",
    ", ",
    ". ",
    "，",
    "。",
    "\n",
    " - ",
    "-",
    "… ",
    "“",
    "” ",
    "! ",
    "\r\n",
    "  ",
    "[laughs]",
]

word = st.builds(Word, st.sampled_from(WORDS), st.sampled_from(["form", "exact", "prefix"]))


def _larger(smaller: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    several = st.lists(smaller, min_size=2, max_size=3).map(tuple)
    return (
        st.builds(Phrase, several)
        | st.builds(AnyOf, several)
        | st.builds(Gap, smaller, smaller, st.integers(0, 5), st.booleans())
    )


positional = st.recursive(word, _larger, max_leaves=6)
expression = positional | st.builds(
    AllOf,
    st.lists(positional, min_size=1, max_size=2).map(tuple),
    st.lists(positional, max_size=2).map(tuple),
)
text = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(MARKS)).map("".join), max_size=25
).map("".join)


@settings(max_examples=400, deadline=None)
@given(expression, st.lists(text, min_size=1, max_size=3), st.sampled_from(["sentence", "turn"]))
def test_the_engine_finds_what_the_plain_evaluator_finds(
    one: Expression, texts: list[str], scope: Any
) -> None:
    corpus = build_corpus(texts, LANGUAGE)
    lowered = lower(one, LANGUAGE)
    search = Search(corpus, LANGUAGE, [lowered])
    plain = matches(lowered, plain_positions(corpus, scope), LANGUAGE.is_form)
    if isinstance(lowered, AllOf):
        scopes = search.scopes(scope)
        holding = search.holding(lowered, scope)
        expected = {int(scopes[match.start]) for match in plain}
        # A scope without words holds nothing that could be shown.
        assert {s for s in holding.nonzero()[0].tolist() if s in set(scopes.tolist())} == expected
    else:
        places = search.places(lowered, scope)
        found = list(zip(places.starts.tolist(), places.ends.tolist(), strict=True))
        assert found == [(match.start, match.end) for match in plain]
        for number, match in enumerate(plain):
            words = places.words(number)
            assert words == sorted(words)
            assert (min(words), max(words) + 1) == (match.start, match.end)


@settings(max_examples=200, deadline=None)
@given(positional, text)
def test_matched_words_are_words_of_the_segment(one: Expression, words: str) -> None:
    made = transcript(("participant", words))
    rule = Rule("r", "c", 1, find=(one,))
    run = RuleRun([made], [rule], language=LANGUAGE)
    for hit in run.hits(rule):
        assert hit.matched
        for start, end in hit.matched:
            assert hit.segment.start <= start < end <= hit.segment.end
            assert made.text[start:end].strip() == made.text[start:end] != ""


LATIN = [
    "don't",
    "can't",
    "it's",
    "U.S.",
    "Mr.",
    "8am",
    "8",
    "am",
    ":)",
    ":-(",
    "(*_*)",
    ":]",
    "e.g.",
    "left-behind",
    "check-in",
    "10:30",
    "3.5",
    "http://a.co/x",
    "a@b.com",
    "o'clock",
    "’em",
    "'em",
    "''",
    "--",
    "—",
    "…",
    "...",
    "id.",
    "word",
    "Word,",
    "end.",
    "(so",
    "so)",
    "“quoted”",
    "$5",
    "20%",
    "km",
    "10km",
    "naïve",
    "😀",
    "w/o",
    "#1",
    "and/or",
    "I'm",
    "gonna",
    "Ill",
    "its",
    "I'd've",
]


@lru_cache(maxsize=1)
def _spacy() -> Any:
    import spacy

    return spacy.blank("en").tokenizer


@settings(max_examples=500, deadline=None)
@given(
    st.lists(st.sampled_from(LATIN), max_size=12), st.sampled_from([" ", "  ", "\n", "\r\n", "\t"])
)
def test_tokens_of_latin_text_are_spacys(chunks: list[str], blank: str) -> None:
    joined = blank.join(chunks)
    corpus = build_corpus([joined], LANGUAGE)
    spacy_words = [
        (token.idx, token.idx + len(token))
        for token in _spacy()(joined)
        if any(character.isalnum() for character in token.text)
    ]
    found = list(zip(corpus.starts.tolist(), corpus.ends.tolist(), strict=True))
    assert found == spacy_words


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from([*LATIN, "留守儿童", "說。", "用APP打卡", "𠀀𠀁", "，", "　"]), max_size=12
    )
)
def test_each_han_character_is_a_token_and_latin_runs_are_spacys(chunks: list[str]) -> None:
    joined = " ".join(chunks)
    stretches = LANGUAGE.stretches(joined)
    assert all(joined[start:end] == joined[start:end].strip() for start, end in stretches)
    covered = "".join(joined[start:end] for start, end in stretches)
    assert covered == "".join(joined.split())
    pieces = [joined[start:end] for start, end in stretches]
    assert all(len(piece) == 1 for piece in pieces if re.search("[㐀-鿿𠀀-𲎯]", piece))


def test_kinds_of_marks() -> None:
    kinds = {mark: LANGUAGE.tokens(mark)[0].kind for mark in "，。”-…()"}
    assert kinds == {"，": Kind.CLAUSE, "。": Kind.STOP, "”": Kind.CLOSING, "-": Kind.JOINING,
                     "…": Kind.ELLIPSIS, "(": Kind.CLAUSE, ")": Kind.CLOSING}  # fmt: skip
