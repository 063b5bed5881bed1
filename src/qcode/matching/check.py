"""A codebook put to the test: its examples, its counter-examples, its rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from qcode.errors import Problem
from qcode.matching.explain import single_turn
from qcode.matching.forms import candidate_lemmas, rule_lemmas
from qcode.matching.language import Language, normal_form
from qcode.matching.nearest import nearest_words
from qcode.matching.run import RuleRun
from qcode.model.codebook import Code, Codebook, Example, Rule
from qcode.model.coding import Hit
from qcode.model.transcript import Transcript
from qcode.rules.syntax import Word, walk


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found. An error makes the check fail; the rest is advice."""

    problem: Problem
    is_error: bool


def check_codebook(
    codebook: Codebook, transcripts: Sequence[Transcript] = ()
) -> tuple[Finding, ...]:
    """Examples that no rule of their code finds, counter-examples that one does; with
    transcripts also rules without a hit and rules that another rule of the code makes
    superfluous. In the order of the file.

    An example stands alone: for it, `asked`, `speakers` and `lang` are taken to hold; a
    counter-example is not tried on rules that need a question.
    """
    findings = [
        *(Finding(warning, is_error=False) for warning in codebook.warnings),
        *_check_examples(codebook),
        *_ambiguous(codebook),
        *_twins(codebook),
    ]
    if transcripts:
        findings += _check_rules(codebook, transcripts)
    return tuple(sorted(findings, key=lambda finding: finding.problem.line))


def _advice(codebook: Codebook, line: int, message: str, hint: str = "") -> Finding:
    return Finding(Problem(codebook.path, line, message, hint), is_error=False)


def _error(codebook: Codebook, line: int, message: str, hint: str = "") -> Finding:
    return Finding(Problem(codebook.path, line, message, hint), is_error=True)


def _check_examples(codebook: Codebook) -> Iterator[Finding]:
    language = Language()
    texts = [
        example.text
        for code in codebook.codes
        for example in (*code.examples, *code.counterexamples)
    ]
    transcripts = [replace(single_turn(text), id=str(number)) for number, text in enumerate(texts)]
    rules = [_bare(rule) for rule in codebook.rules()]
    run = RuleRun(transcripts, rules, language=language, codebook=codebook)
    found: dict[str, dict[int, list[Hit]]] = {}
    for rule in rules:
        for hit in run.hits(rule):
            found.setdefault(rule.code, {}).setdefault(hit.turn, []).append(hit)
    asking = {rule.id for rule in codebook.rules() if rule.asked}
    number = 0
    for code in codebook.codes:
        hits = found.get(code.id, {})
        for example in code.examples:
            if code.rules and number not in hits:
                yield _missed(codebook, code, example)
            number += 1
        for example in code.counterexamples:
            alone = [hit for hit in hits.get(number, ()) if hit.rule not in asking]
            for hit in alone[:1]:
                yield _false(codebook, code, example, hit)
            number += 1


def _bare(rule: Rule) -> Rule:
    """A rule as far as a bare example can show it."""
    return replace(rule, asked=(), speakers=(), lang=())


def _missed(codebook: Codebook, code: Code, example: Example) -> Finding:
    return _error(
        codebook,
        example.line,
        f"no rule of '{code.id}' finds its example '{_short(example.text)}'",
        f"qcode explain {codebook.path} {code.id} --text '{_short(example.text)}'",
    )


def _false(codebook: Codebook, code: Code, example: Example, hit: Hit) -> Finding:
    words = " … ".join(example.text[start:end] for start, end in hit.matched)
    return _error(
        codebook,
        example.line,
        f"rule '{hit.rule}' finds the counter-example '{_short(example.text)}' of '{code.id}'"
        f" by its words '{words}'",
        f"narrow the rule, for instance with 'unless': qcode explain {codebook.path} {hit.rule}",
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "..."


def _ambiguous(codebook: Codebook) -> Iterator[Finding]:
    """Words that are a lemma themselves and a form of another: `left`, `found`."""
    told: set[str] = set()
    for rule in codebook.rules():
        for node in (node for part in rule.find for node in walk(part)):
            if not isinstance(node, Word) or node.mode != "form":
                continue
            word = normal_form(node.text)
            if word in told or not word.isascii() or not word.isalpha():
                continue
            others = candidate_lemmas(word) - rule_lemmas(word)
            irregular = {
                other for other in others if not word.startswith(other.removesuffix("e")[:-1])
            }
            if irregular:
                told.add(word)
                other = min(irregular)
                yield _advice(
                    codebook,
                    rule.line,
                    f"rule '{rule.id}': '{word}' is read as '{word}' itself, not as a form of"
                    f" '{other}'",
                    f"write '{other}' for all forms of it, or '={word}' for this form only",
                )


def _twins(codebook: Codebook) -> Iterator[Finding]:
    """Rules of one code that say the same."""
    first: dict[Rule, Rule] = {}
    for rule in codebook.rules():
        if rule.tokens:
            continue  # holds mappings, which cannot be compared by hash
        same = first.setdefault(replace(rule, id="", line=0), rule)
        if same is not rule:
            yield _advice(
                codebook,
                rule.line,
                f"rule '{rule.id}' of '{rule.code}' says the same as rule '{same.id}'"
                f" on line {same.line}",
                "leave out one of them",
            )


def _check_rules(codebook: Codebook, transcripts: Sequence[Transcript]) -> Iterator[Finding]:
    rules = list(codebook.rules())
    run = RuleRun(transcripts, rules, codebook=codebook)
    segments = {
        rule.id: {(hit.turn, hit.segment.start, hit.segment.end) for hit in run.hits(rule)}
        for rule in rules
    }
    for rule in rules:
        if not segments[rule.id]:
            yield _dead(codebook, rule, run)
        elif other := _subsuming(rule, rules, segments):
            yield _advice(
                codebook,
                rule.line,
                f"rule '{rule.id}' of '{rule.code}' adds nothing in these transcripts: rule"
                f" '{other.id}' finds each of its {len(segments[rule.id])} segments too",
            )


def _dead(codebook: Codebook, rule: Rule, run: RuleRun) -> Finding:
    near = [
        f"'{word}': nearest {', '.join(words)}"
        for word, words in nearest_words(rule.find, run.corpus, run.language)
        if words
    ]
    hint = "; ".join(near[:3])
    return _advice(
        codebook,
        rule.line,
        f"rule '{rule.id}' of '{rule.code}' has no hit in these transcripts",
        hint,
    )


def _subsuming(
    rule: Rule, rules: Iterable[Rule], segments: dict[str, set[tuple[int, int, int]]]
) -> Rule | None:
    """Another rule of the same code that finds all that this one finds; of two equal ones the
    later is superfluous."""
    mine = segments[rule.id]
    for other in rules:
        if other.code != rule.code or other.id == rule.id:
            continue
        theirs = segments[other.id]
        if mine < theirs or (mine == theirs and other.line < rule.line):
            return other
    return None
