"""The rule language on small texts: each operator and each condition of a rule."""

from collections.abc import Callable
from pathlib import Path

import pytest

from qcode.matching.asked import asked_about
from qcode.matching.run import RuleRun
from qcode.model.codebook import Code, Codebook
from tests.matching.conftest import rule, transcript

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("expression", "text", "words"),
    [
        ("inspect", "They inspected us. We inspect.", ["inspected", "inspect"]),
        ("=left", "He left, she leaves.", ["left"]),
        ("=(go wrong)", "It may go wrong; it went wrong.", ["go wrong"]),
        ("inspect*", "An inspector came to inspect.", ["inspector", "inspect"]),
        ("left-behind child", "Left behind children, a left-behind child.",
         ["Left behind children", "left-behind child"]),
        ("one vote veto", "the “one-vote” veto", ["one-vote” veto"]),
        ("left behind", "He left, behind the house.", []),
        ("nothing ~4 happen", "Nothing at all should happen here", ["Nothing … happen"]),
        ("nothing ~1 happen", "Nothing at all happens", []),
        ("nothing ~2 happen", "Nothing at all happens", ["Nothing … happens"]),
        ("happen ~4 nothing", "Nothing happens", []),
        ("happen <~4> nothing", "Nothing happens", ["Nothing happens"]),
        ("nothing ~9 happen", "Nothing. It happens.", []),
        ("no accident | no incident", "No accident, no incident!", ["No accident", "no incident"]),
        ("village & year", "The village had a good year. The year.", ["village … year"]),
        ("village & !year", "The village had a good year. The village.", ["village"]),
        ("don't", "We do not; they don't.", ["do not", "don't"]),
        ("不出事", "只要不出事，不要出事。", ["不出事"]),
        ("出事", "只要不出事，不要出事。", ["出事", "出事"]),
        ("啥都好说", "啥都好說。", ["啥都好說"]),
        ("用APP打卡", "天天用app打卡！", ["用app打卡"]),
        ("平平安安 ~3 (就行 | 就好)", "平平安安，那就好", ["平平安安 … 就好"]),
        ("平安 ~1 就好", "平安，那个也就好", []),
        ("留守*", "留守儿童", ["留守"]),
        ("APP", "在APP上打卡", ["APP"]),
        ("laugh", "We [laughs] laughed.", ["laughed"]),
        ("笑", "（笑）他笑了", ["笑"]),
    ],
)  # fmt: skip
def test_an_expression_finds(
    words_found: Found, expression: str, text: str, words: list[str]
) -> None:
    assert words_found(expression, text) == words


def test_of_overlapping_hits_the_longest_counts(words_found: Found) -> None:
    assert words_found(rule(["留守", "留守儿童", "儿童"]), "留守儿童") == ["留守儿童"]


def test_unless_bars_its_sentence_or_its_turn(words_found: Found) -> None:
    text = "There was an accident. On the highway, an accident."
    assert words_found(rule("accident", unless="highway"), text) == ["accident"]
    assert words_found(rule("accident", unless="highway", within="turn"), text) == []


def test_a_gap_within_the_turn_crosses_sentences(words_found: Found) -> None:
    assert words_found(rule("sign ~5 photo", within="turn"), "We sign. Then a photo.") == [
        "sign … photo"
    ]


def test_within_turn_proposes_the_whole_turn() -> None:
    made = transcript(("participant", "We sign. Then a photo."))
    run = RuleRun([made], [rule("sign & photo", within="turn")])
    [hit] = run.hits(run.rules[0])
    assert made.text[hit.segment.start : hit.segment.end] == "We sign. Then a photo."


def test_a_sentence_is_proposed_with_its_marks() -> None:
    made = transcript(
        ("participant", "Yes. “Nothing happened.” Good."), ("participant", "好。（出事了。）")
    )
    run = RuleRun([made], [rule("happen | 出事")])
    quotations = [made.text[h.segment.start : h.segment.end] for h in run.hits(run.rules[0])]
    assert quotations == ["“Nothing happened.”", "（出事了。）"]


def test_not_before_and_not_after_look_directly_beside(words_found: Found) -> None:
    assert words_found(rule("trust", not_before="fund"), "trust fund, trust, fund") == ["trust"]
    assert words_found(rule("year", not_after="quiet"), "quiet year, good year") == ["year"]
    assert words_found(rule("出事", not_after="不"), "不出事。出事了。") == ["出事"]


def test_negation_looks_back_in_the_clause(words_found: Found) -> None:
    text = "They never inspect. If not, they inspect. Not only inspected but scored."
    assert len(words_found(rule("inspect", negated="skip"), text)) == 2
    assert len(words_found(rule("inspect", negated="only"), text)) == 1


def test_a_negation_inside_the_term_is_no_cue(words_found: Found) -> None:
    assert words_found(rule("不出事", negated="skip"), "不出事就好") == ["不出事"]
    assert words_found(rule("检查", negated="only"), "没有人检查，特别检查") == ["检查"]


@pytest.mark.parametrize("asked", ["What is the aim?", "工作的目标是什么？"])
def test_asked_looks_at_the_question_before(words_found: Found, asked: str) -> None:
    one = rule("quiet year | 平安", asked="aim | goal | 目标")
    assert words_found(one, "A quiet year. 平安。", asked=asked) == ["quiet year", "平安"]
    assert words_found(one, "A quiet year.", asked="And the weather then, last year?") == []


def test_a_back_channel_is_no_question() -> None:
    made = transcript(
        ("interviewer", "What is the aim of it all?"),
        ("participant", "Hm."),
        ("interviewer", "Mm."),
        ("participant", "A quiet year."),
        ("interviewer", "And how is the weather?"),
        ("participant", "A quiet year."),
    )
    run = RuleRun([made], [rule("quiet year", asked="aim")])
    assert [hit.turn for hit in run.hits(run.rules[0])] == [3]


def test_who_was_asked_about_a_code() -> None:
    made = transcript(
        ("interviewer", "What is the aim of it all?"),
        ("participant", "Hm."),
        ("interviewer", "And how is the weather?"),
        ("participant", "A quiet year."),
    )
    code = Code("peace", "", 1, rules=(rule("quiet year", asked="aim"),))
    plain = Code("rain", "", 2, rules=(rule("rain"),))
    book = Codebook("b", "1", "b.yaml", "", codes=(code, plain))
    name = code.rules[0].code
    assert asked_about([made], book) == {name: frozenset({("t", 2)})}
    assert asked_about([made], Codebook("b", "1", "b.yaml", "", codes=(plain,))) == {}


def test_interviewers_are_not_coded_unless_asked_for() -> None:
    made = transcript(("interviewer", "An inspection?"), ("participant", "An inspection."))
    one = rule("inspection")
    assert [h.turn for h in RuleRun([made], [one]).hits(one)] == [1]
    assert [h.turn for h in RuleRun([made], [one], speakers="all").hits(one)] == [0, 1]


def test_lang_and_speakers_restrict_a_rule(words_found: Found) -> None:
    english = transcript(("participant", "出事 accident"), language="en")
    for one, found in ((rule("accident", lang=("zh",)), 0), (rule("accident", lang=("en",)), 1),
                       (rule("accident", speakers=("Father",)), 0),
                       (rule("accident", speakers=("participant",)), 1)):  # fmt: skip
        assert len(list(RuleRun([english], [one]).hits(one))) == found


def test_regex_and_tokens_find_whole_words(words_found: Found) -> None:
    assert words_found(rule(regex=r"(?i)one[- ]vote"), "A One-vote veto.") == ["One-vote"]
    assert words_found(
        rule(tokens=({"LEMMA": "inspect"}, {"IS_PUNCT": True})), "We inspected."
    ) == ["inspected"]
    assert words_found(rule(tokens=({"TEXT": "出"}, {"TEXT": "事"})), "[laughs] 不出事") == ["出事"]


def test_a_regex_made_to_hang_does_not(words_found: Found) -> None:
    assert words_found(rule(regex="(a|a)*(a|aa)*b"), "a" * 5000) == []


def test_a_pattern_that_needs_a_model_uses_the_declared_one(tmp_path: Path) -> None:
    import spacy

    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "PLACE", "pattern": "Bijie"}])
    pipeline.to_disk(tmp_path / "places")
    made = transcript(("participant", "We went to Bijie."), language="en")
    one = rule(tokens=({"ENT_TYPE": "PLACE"},))
    codebook = Codebook("c", "1", "", "", language_data=(("en", str(tmp_path / "places")),))
    run = RuleRun([made], [one], codebook=codebook)
    [hit] = run.hits(one)
    assert [made.text[a:b] for a, b in hit.matched] == ["Bijie"]
