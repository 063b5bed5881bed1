"""What comes with qcode keeps its promises: codebooks, invented interviews, gold codings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import jsonschema
import pytest
import yaml

from qcode.analysis.comparison import compare
from qcode.matching.check import check_codebook
from qcode.matching.suggest import suggest
from qcode.model.codebook import Codebook, Example
from qcode.model.text import HAN
from qcode.model.transcript import Transcript
from qcode.reading.codebook import codebook_schema, read_codebook
from qcode.reading.gold import read_gold
from qcode.reading.transcripts import read_transcripts
from qcode.samples import GOLD, MAIN_CODEBOOK, TRANSCRIPTS

HOME = Path(__file__).parents[1]
HAN_CHARACTER = re.compile(f"[{HAN}]")
CODEBOOKS = (MAIN_CODEBOOK, "codebooks/plural_subjects.yaml")
THEMES = """
    pressure_response special_policy administrative_intervention government_image government_leading
    task_decomposition indicator_assessment
    no_accident_logic reducing_numbers
    administrative_mobilization unidirectional_control
    work_assigned_to_people responsibility_transfer selective_supply formalized_supervision
    insufficient_capacity weak_joint_force absent_supervision
    material_over_services protection_over_care
    family_supervised_not_served both_parents_over_single
    family_burden welfare_stigma
    child_needs_centred capacity_building coordination_mechanism digital_governance
""".split()
SUBJECTS = {
    "government": "",
    "higher_government": "government",
    "township_government": "government",
    "village_committee": "government",
    "mass_organisation": "government",
    "family": "",
    "school": "",
    "society": "",
    "child": "",
}


@pytest.fixture(scope="module", params=CODEBOOKS)
def codebook(request: pytest.FixtureRequest) -> Codebook:
    return read_codebook(HOME / request.param)


@pytest.fixture(scope="module")
def transcripts() -> dict[str, Transcript]:
    return {
        transcript.id: transcript
        for transcript in read_transcripts([HOME / TRANSCRIPTS]).transcripts
    }


def test_every_example_is_found_and_no_counter_example(codebook: Codebook) -> None:
    assert [str(found.problem) for found in check_codebook(codebook) if found.is_error] == []


def test_the_codebook_fits_its_schema(codebook: Codebook) -> None:
    loaded = yaml.safe_load(Path(codebook.path).read_text(encoding="utf-8"))
    jsonschema.validate(loaded, codebook_schema())


def test_every_code_is_told_in_both_languages(codebook: Codebook) -> None:
    for code in codebook.applicable():
        for text in (code.name, code.definition, *code.include, *code.exclude):
            assert dict(text.by_language).keys() == {"en", "zh"}, f"{code.id}: {text}"
        assert code.include and code.exclude, code.id
        assert min(_languages(code.examples)) >= 3, code.id
        assert min(_languages(code.counterexamples)) >= 2, code.id


def _languages(examples: Sequence[Example]) -> tuple[int, int]:
    """How many are Chinese, and how many English."""
    chinese = sum(any(HAN_CHARACTER.match(c) for c in example.text) for example in examples)
    return chinese, len(examples) - chinese


def test_the_themes_have_their_ids() -> None:
    found = [code.id for code in read_codebook(HOME / MAIN_CODEBOOK).applicable()]
    assert sorted(found) == sorted(THEMES)


def test_the_subjects_have_their_levels() -> None:
    codes = read_codebook(HOME / CODEBOOKS[1]).codes
    assert {code.id: code.parent for code in codes} == SUBJECTS


def test_the_sample_is_read_without_a_doubt(transcripts: dict[str, Transcript]) -> None:
    assert sum(name.startswith("en_") for name in transcripts) >= 6
    assert sum(name.startswith("zh_") for name in transcripts) >= 6
    assert {transcript.format for transcript in transcripts.values()} == {
        *("txt", "md", "docx", "vtt", "srt")
    }
    for name, transcript in transcripts.items():
        assert len(transcript.turns) >= 25, name
        assert transcript.language == name[:2]
        assert {speaker.role for speaker in transcript.speakers} == {"interviewer", "participant"}


@pytest.mark.parametrize("name", CODEBOOKS)
def test_the_suggestions_are_as_good_as_the_readme_says(
    name: str, transcripts: dict[str, Transcript]
) -> None:
    codebook, texts = read_codebook(HOME / name), list(transcripts.values())
    found = compare(suggest(texts, codebook), read_gold(HOME / GOLD), texts, codebook)
    table = found.codes.set_index("code")
    for language in ("en", "zh"):
        row = table.loc[f"all codes ({language})"]
        assert row["precision"] >= 0.70
        assert row["recall"] >= 0.50


def test_the_gold_codings_fit_the_sample(transcripts: dict[str, Transcript]) -> None:
    known = {*THEMES, *SUBJECTS, ""}
    judged = set()
    for row in read_gold(HOME / GOLD):
        assert row.code in known
        turn = transcripts[row.transcript].turns[row.turn - 1]
        assert turn.role == "participant"
        judged.add((row.transcript, row.turn))
    assert judged == {
        (name, turn.number)
        for name, transcript in transcripts.items()
        for turn in transcript.turns
        if turn.role == "participant"
    }


def test_the_codebook_in_the_chinese_readme_passes_its_examples(tmp_path: Path) -> None:
    text = (HOME / "README.zh.md").read_text(encoding="utf-8")
    block = text.partition("```yaml\n")[2].partition("```")[0]
    (tmp_path / "codebook.yaml").write_text(block, encoding="utf-8")
    found = check_codebook(read_codebook(tmp_path / "codebook.yaml"))
    assert [str(one.problem) for one in found] == []
