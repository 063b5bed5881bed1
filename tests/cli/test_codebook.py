from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import CODEBOOK, Qcode


def test_check_passes(qcode: Qcode, study: Path) -> None:
    result = qcode("check", "codebook.yaml")

    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == (
        "codebook.yaml: 3 codes, 2 rules, 2 examples, 1 counter-example: all examples pass"
    )


def test_check_fails_for_an_example_that_no_rule_finds(qcode: Qcode, study: Path) -> None:
    text = CODEBOOK.replace("They took a photo and left.", "'They filmed it [/laughs].'")
    Path("codebook.yaml").write_text(text, encoding="utf-8")
    result = qcode("check", "codebook.yaml")

    assert result.exit_code == 1
    assert "codebook.yaml:11: no rule of 'photo_proof' finds its example" in result.stdout
    assert "They filmed it [/laughs]." in result.stdout
    assert "1 error" in result.stdout.splitlines()[-1]


def test_check_on_transcripts_advises_on_rules_without_a_hit(qcode: Qcode, study: Path) -> None:
    Path("codebook.yaml").write_text(CODEBOOK.replace("care ~2", "zebra ~2"), encoding="utf-8")
    result = qcode("check", "codebook.yaml", "talks")

    assert result.exit_code == 0
    assert "codebook.yaml:19: advice: rule 'kids-cared-for' of 'care' has no hit" in result.stdout
    assert "1 piece of advice" in result.stdout


def test_explain_a_code_shows_what_its_rules_expand_to(qcode: Qcode, study: Path) -> None:
    result = qcode("explain", "codebook.yaml", "photo_proof")

    assert result.exit_code == 0
    assert "拍照留痕" in result.stdout
    assert "take ~3 photo | 拍了照" in result.stdout
    assert "take, " in result.stdout
    assert "took" in result.stdout


def test_explain_a_heading_explains_the_codes_below_it(qcode: Qcode, study: Path) -> None:
    result = qcode("explain", "codebook.yaml", "formalism")
    assert "rule photo-taken of photo_proof" in result.stdout


def test_explain_says_why_a_text_is_found_or_not(qcode: Qcode, study: Path) -> None:
    found = qcode("explain", "codebook.yaml", "photo-taken", "--text", "He took [sic] photos.")
    assert "finds the text" in found.stdout
    assert "'took'" in found.stdout

    barred = qcode("explain", "codebook.yaml", "photo-taken", "--text", "They took a photo album.")
    assert barred.exit_code == 0
    assert "does not find the text" in barred.stdout
    assert any(
        line.split()[:2] == ["fails", "unless:"] and "'album'" in line
        for line in barred.stdout.splitlines()
    )


def test_explain_an_unknown_name(qcode: Qcode, study: Path) -> None:
    result = qcode("explain", "codebook.yaml", "photo-takn")

    assert result.exit_code == 1
    assert result.stderr == (
        "error: 'photo-takn' is neither a code nor a rule of codebook.yaml\n"
        "  hint: did you mean 'photo-taken'?\n"
    )


def test_schema_is_json(qcode: Qcode) -> None:
    result = qcode("schema")

    assert result.exit_code == 0
    assert "$schema" in json.loads(result.stdout)


def test_doctor(qcode: Qcode, study: Path) -> None:
    result = qcode("doctor", "codebook.yaml")

    assert result.exit_code == 0
    assert "spacy-lookups-data" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("nothing is missing")


def test_doctor_names_a_declared_pipeline_that_is_missing(qcode: Qcode, study: Path) -> None:
    text = CODEBOOK.replace("terms:", "language_data: {en: en_none_such}\nterms:", 1)
    Path("codebook.yaml").write_text(text, encoding="utf-8")
    result = qcode("doctor", "codebook.yaml")

    assert result.exit_code == 1
    assert "missing: en_none_such" in result.stdout
