"""A codebook put to the test, a rule explained, an expression tried."""

from __future__ import annotations

import pytest

from qcode.errors import RuleError
from qcode.matching.attempt import attempt
from qcode.matching.check import Finding, check_codebook
from qcode.matching.doctor import language_report
from qcode.matching.explain import describe_rule, explain_text
from qcode.matching.suggest import suggest
from qcode.model.codebook import Code, Codebook, Example, Rule
from qcode.model.transcript import Transcript
from tests.matching.conftest import rule, transcript


def book(*rules: Rule, examples: tuple[str, ...] = (), against: tuple[str, ...] = ()) -> Codebook:
    code = Code(
        "c",
        "",
        1,
        rules=rules,
        examples=tuple(Example(text, line) for line, text in enumerate(examples, 10)),
        counterexamples=tuple(Example(text, line) for line, text in enumerate(against, 20)),
    )
    return Codebook("b", "1", "b.yaml", "", codes=(code,))


def named(name: str, line: int, find: str, **options: object) -> Rule:
    from dataclasses import replace

    return replace(rule(find, **options), id=name, line=line)


def errors(findings: tuple[Finding, ...]) -> list[str]:
    return [str(found.problem).split("\n")[0] for found in findings if found.is_error]


def advice(findings: tuple[Finding, ...]) -> list[str]:
    return [found.problem.message for found in findings if not found.is_error]


def test_examples_are_found_and_counter_examples_are_not() -> None:
    good = book(rule("nothing ~4 happen | 不出事"), examples=("Nothing happens.", "不出事就好"))
    assert check_codebook(good) == ()
    bad = book(rule("accident"), examples=("All is quiet.",), against=("An accident on the road.",))
    assert errors(check_codebook(bad)) == [
        "b.yaml:10: no rule of 'c' finds its example 'All is quiet.'",
        "b.yaml:20: rule 'r' finds the counter-example 'An accident on the road.' of 'c' by its"
        " words 'accident'",
    ]


def test_a_rule_that_needs_a_question_is_tried_on_examples_only() -> None:
    asking = book(rule("quiet", asked="aim"), examples=("Quiet.",), against=("A quiet pig.",))
    assert check_codebook(asking) == ()


def test_dead_and_subsumed_rules_are_named_with_the_nearest_words() -> None:
    texts = [transcript(("participant", "They fill in ledgers. 痕迹管理。"))]
    findings = check_codebook(
        book(
            named("ledger", 3, "ledger"),
            named("fill", 4, "fill ~4 ledger"),
            named("typo", 5, "legder | 痕记管理"),
        ),
        texts,
    )
    assert advice(findings) == [
        "rule 'fill' of 'c' adds nothing in these transcripts: rule 'ledger' finds each of its 1"
        " segments too",
        "rule 'typo' of 'c' has no hit in these transcripts",
    ]
    assert findings[1].problem.hint == "'legder': nearest ledgers; '痕记管理': nearest 痕迹管理"


def test_twins_and_ambiguous_words_are_named() -> None:
    findings = check_codebook(book(named("a", 3, "found"), named("b", 4, "found")))
    assert advice(findings) == [
        "rule 'a': 'found' is read as 'found' itself, not as a form of 'find'",
        "rule 'b' of 'c' says the same as rule 'a' on line 3",
    ]


def test_a_rule_is_spelled_out() -> None:
    described = describe_rule(rule("inspect & !=left", unless="highway", within="turn"))
    assert described.conditions[:2] == (("find", "inspect & !=left"), ("unless", "highway"))
    assert ("within", "the same turn") in described.conditions
    assert described.words[0].forms == ("inspect", "inspected", "inspecting", "inspects")
    assert described.words[1].forms == ("left",)


def test_an_explanation_tells_which_condition_fails() -> None:
    one = rule("accident", unless="highway")
    assert explain_text(one, "An accident.").found
    trace = explain_text(one, "An accident on the highway.")
    assert not trace.found
    assert [(c.name, c.holds) for c in trace.conditions] == [
        ("find: accident", True),
        ("unless: highway", False),
    ]
    assert explain_text(one, "All quiet.").conditions[0].holds is False


@pytest.mark.parametrize(("asked", "found"), [("What is the aim?", True), ("", False)])
def test_an_explanation_takes_the_question(asked: str, found: bool) -> None:
    trace = explain_text(rule("quiet", asked="aim"), "A quiet year.", asked=asked)
    assert trace.found is found
    assert trace.conditions[-1].holds is found


def test_an_explanation_says_so_when_a_negation_bars_the_hit() -> None:
    trace = explain_text(rule("inspect", negated="skip"), "They never inspect.")
    assert not trace.found
    assert trace.conditions[-1].name == "negated: skip"
    assert not trace.conditions[-1].holds


@pytest.fixture
def interview() -> Transcript:
    return transcript(("interviewer", "A ledger?"), ("participant", "We keep ledgers."))


def test_an_expression_is_tried_before_it_becomes_a_rule(interview: Transcript) -> None:
    tried = attempt("ledger", [interview])
    assert [found.quotation for found in tried.suggestions] == ["We keep ledgers."]
    assert attempt("leger", [interview]).nearest == (("leger", ("ledger", "ledgers")),)
    with pytest.raises(RuleError):
        attempt("(ledger", [interview])


def test_hits_of_one_code_in_one_segment_are_one_suggestion(interview: Transcript) -> None:
    codebook = book(named("a", 1, "ledger"), named("b", 2, "keep"))
    [found] = suggest([interview], codebook)
    assert found.rules == ("a", "b")
    assert [interview.text[start:end] for start, end in found.matched] == ["keep", "ledgers"]


def test_hints_count_only_when_asked_for(interview: Transcript) -> None:
    codebook = book(rule("ledger", hint=True))
    assert suggest([interview], codebook) == ()
    assert len(suggest([interview], codebook, hints=True)) == 1


def test_the_doctor_lists_the_tables_and_what_a_codebook_declares() -> None:
    from dataclasses import replace

    report = language_report(replace(book(), language_data=(("en", "no_such_pipeline"),)))
    assert all(piece.is_there for piece in report if piece.name.startswith("spacy"))
    assert report[-1].name == "no_such_pipeline"
    assert not report[-1].is_there
