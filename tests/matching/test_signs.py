"""Signs: words that speak for or against a code, added up over a turn."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcode.errors import CodebookError
from qcode.matching.check import check_codebook
from qcode.matching.corpus import build_corpus
from qcode.matching.explain import explain_text
from qcode.matching.language import Language
from qcode.matching.stretches import cut_turns
from qcode.matching.suggest import suggest
from qcode.model.codebook import Codebook
from qcode.model.coding import Suggestion
from qcode.reading.codebook import read_codebook
from tests.matching.conftest import transcript

LANGUAGE = Language()
TABLE = """sign,in,paper,care
form,turn,3,-2
photo,turn,3,0
"fill ~3 ledger",turn,4,0
填表,turn,5,0
picnic,turn,-4,
check,question,2,0
"""
BOOK = """codebook: c
signs: signs.csv
codes:
  - id: paper
    rules:
      - id: enough
        signs: 6
      - id: with-words
        find: county
        signs: 3
  - id: care
    rules:
      - find: hug
"""


def book(tmp_path: Path, table: str = TABLE, text: str = BOOK) -> Codebook:
    (tmp_path / "signs.csv").write_text(table, encoding="utf-8")
    (tmp_path / "c.yaml").write_text(text, encoding="utf-8")
    return read_codebook(tmp_path / "c.yaml")


def found(codebook: Codebook, answer: str, question: str = "And then?") -> list[Suggestion]:
    made = transcript(("interviewer", question), ("participant", answer))
    return list(suggest([made], codebook))


@pytest.mark.parametrize(
    ("answer", "rules"),
    [
        ("We fill forms and take photos.", {"enough"}),  # 3 + 3
        ("Forms, forms, forms.", set()),  # a sign counts once: 3
        ("We fill the old ledger, then a form.", {"enough"}),  # 4 + 3
        ("Photos of forms at the picnic.", set()),  # 3 + 3 - 4
        ("For the county a form.", {"with-words"}),  # 3
        ("For the county, forms with photos.", {"with-words"}),  # says more than signs alone
        ("For the county.", set()),
        ("天天填表，拍 photo。", {"enough"}),  # 5 + 3
    ],
)
def test_the_signs_of_a_turn_are_added_up(tmp_path: Path, answer: str, rules: set[str]) -> None:
    hits = [hit for hit in found(book(tmp_path), answer) if hit.code == "paper"]
    assert {rule for hit in hits for rule in hit.rules} == rules


def test_a_sign_in_the_question_counts_for_its_answer(tmp_path: Path) -> None:
    codebook = book(tmp_path)
    assert not found(codebook, "A form, 填 it.")
    assert not found(codebook, "填表。", "And then, what came after that?")
    assert found(codebook, "填表。", "Who checks that, and when?")  # 5 + 2


def test_a_hit_is_the_turn_with_its_strongest_signs(tmp_path: Path) -> None:
    answer = "Well. We fill in the ledger. The photo goes up."
    [hit] = found(book(tmp_path), answer)
    assert hit.quotation == answer
    made = f"And then?\n{answer}"
    words = [made[start:end] for start, end in hit.matched]
    assert words == ["fill", "ledger", "photo"]


def test_an_explanation_names_the_signs(tmp_path: Path) -> None:
    codebook = book(tmp_path)
    [rule, _] = codebook["paper"].rules
    trace = explain_text(rule, "A form, a photo, a picnic.", asked="Who checks?", codebook=codebook)
    assert not trace.found
    assert trace.conditions[-1].detail == (
        "they add up to 4; for it speak 'form' (+3), 'photo' (+3), 'check' in the question (+2)"
        "; against it 'picnic' (-4)"
    )


def test_examples_are_tests_of_signs_too(tmp_path: Path) -> None:
    text = BOOK.replace("  - id: paper\n", "  - id: paper\n    examples: [Forms and photos.]\n")
    assert not check_codebook(book(tmp_path, text=text))
    text = text.replace("and photos", "and tea")
    assert [finding.is_error for finding in check_codebook(book(tmp_path, text=text))] == [True]


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ("sign,in,papr\nform,turn,1\n", "signs.csv:1: 'papr' is no code of the codebook"),
        ("word,weight\n", "signs.csv:1: a table of signs begins 'sign,in,'"),
        ("sign;in;paper\n", "  hint: save it as CSV with commas between the cells"),
        ("sign,in,paper\nform,turn\n", "signs.csv:2: has 2 cells, not 3"),
        ("sign,in,paper\nform,turn,many\n", "signs.csv:2: a weight of 'form' is no whole number"),
        ("sign,in,paper\nform,text,1\n", "signs.csv:2: 'text' is neither 'turn' nor 'question'"),
        ("sign,in,paper\n(form,turn,1\n", "signs.csv:2: '(form': "),
        ("sign,in,paper\na,turn,1\nA,turn,2\n", "signs.csv:3: 'A' stands on line 2 already"),
        ("sign,in,paper\na & b,turn,1\n", "signs.csv:2: 'a & b': '&' cannot stand in a sign"),
        ("sign,in,care\nform,turn,1\n", "c.yaml:6: no table of signs has a column 'paper'"),
    ],
)
def test_each_mistake_in_a_table_has_its_place(tmp_path: Path, table: str, problem: str) -> None:
    with pytest.raises(CodebookError) as raised:
        book(tmp_path, table)
    assert problem in str(raised.value)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("signs: signs.csv", "signs: gone.csv", "c.yaml:2:8: cannot read the table of signs"),
        ("signs: signs.csv\n", "", "c.yaml:6:16: the codebook has no table of signs"),
        ("signs: 6", "signs: six", "c.yaml:7:16: 'six' is no whole number"),
        ("signs: 6", "{signs: 6, within: sentence}", "'signs' alone finds turns"),
    ],
)
def test_each_mistake_in_a_rule_has_its_place(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    text = BOOK.replace(old, new).replace("      - id: enough\n        {", "      - {id: enough, ")
    with pytest.raises(CodebookError) as raised:
        book(tmp_path, text=text)
    assert problem in str(raised.value)


FILLER = "We sat and had some tea and looked at the hills for a while. "


def test_a_long_turn_is_weighed_in_stretches(tmp_path: Path) -> None:
    codebook = book(tmp_path)
    far_apart = "A form came. " + FILLER * 30 + "A photo came."
    assert not found(codebook, far_apart)
    together = FILLER * 20 + "A form came, with a photo. " + FILLER * 20
    [hit] = found(codebook, together)
    assert hit.quotation in together
    assert "A form came, with a photo." in hit.quotation
    assert len(hit.quotation) < len(together) / 2
    assert hit.quotation == hit.quotation.strip()


@given(st.lists(st.lists(st.integers(1, 30), min_size=1, max_size=12), max_size=6))
@settings(deadline=None)
def test_stretches_are_whole_sentences_of_one_turn(turns: list[list[int]]) -> None:
    texts = [" ".join("so " * (size - 1) + "on." for size in sizes) for sizes in turns]
    corpus = build_corpus(texts, LANGUAGE)
    stretches = cut_turns(corpus, longest=20)
    assert stretches.of_word.tolist() == sorted(stretches.of_word.tolist())
    for number in range(len(stretches.turns)):
        first, last = stretches.first_words[number : number + 2].tolist()
        assert first < last
        assert set(corpus.turns[first:last].tolist()) == {int(stretches.turns[number])}
        for edge in (first, last):
            if 0 < edge < len(corpus.types):
                assert corpus.sentences[edge - 1] != corpus.sentences[edge]
