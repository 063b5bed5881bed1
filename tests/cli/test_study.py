from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from qcode.study.desk import Desk
from qcode.study.queues import ADJUDICATION, adjudicated
from qcode.study.study import open_study
from tests.cli.conftest import Qcode
from tests.study.folder import CADRE, CODEBOOK, GRANDMOTHER, anchor_of, edit, make

PHOTO = "They took a photo of the rice."


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study with two coders' codings, as the current folder."""
    made = make(tmp_path)
    with Desk(made, "Ana") as desk:
        desk.code(anchor_of(made, "grandmother", PHOTO), "photo_proof")
        desk.code(anchor_of(made, "cadre", "没人问"), "care", against=True)
        made = desk.study
    with Desk(made, "Ben") as desk:
        desk.code(anchor_of(made, "grandmother", PHOTO), "photo_proof")
        desk.code(anchor_of(made, "grandmother", "Nobody cares"), "care")
    monkeypatch.chdir(made.folder)
    return made.folder


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_from_nothing_to_a_study(qcode: Qcode, tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "mine.yaml").write_text(CODEBOOK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    made = qcode("init", "village", "--title", "A village", "--codebook", "mine.yaml")
    assert made.exit_code == 0
    assert "Next: qcode add FILES --study village" in made.stdout
    (tmp_path / "talk.txt").write_text(GRANDMOTHER, encoding="utf-8")
    added = qcode("add", "talk.txt", "--study", "village")
    assert added.stdout == "added     talk: 4 turns, en; Interviewer asks\n"
    again = qcode("init", "village")
    assert (again.exit_code, again.stderr) == (
        1,
        "village: is a study already\n  hint: go on with it: qcode status --study 'village'\n",
    )
    monkeypatch.chdir("village/transcripts")
    assert "A village" in qcode("status").stdout
    nowhere = qcode("matrix", "--study", tmp_path)
    assert (nowhere.exit_code, "is no study: it holds no study.yaml" in nowhere.stderr) == (1, True)


def test_outside_a_study(qcode: Qcode, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    for command in (["status"], ["quotes"], ["matrix"], ["log"], ["explain", "care"], ["check"]):
        result = qcode(*command)
        assert result.exit_code == 1
        assert "this folder is no study" in result.stderr
        assert "hint:" in result.stderr


def test_names_that_are_taken_are_told(qcode: Qcode, study: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "cadre.txt"
    other.parent.mkdir()
    other.write_text(CADRE.replace("材料", "资料"), encoding="utf-8")
    result = qcode("add", other)
    assert result.exit_code == 1
    assert "the study has another transcript 'cadre'; nothing was changed" in result.stderr
    assert qcode("add", other, "--replace").stdout == (
        "replaced  cadre: 4 turns, zh; 访员 asks; the version before is kept\n"
    )
    assert "there     grandmother: was added before" in qcode("add", tmp_path / "came").stdout


def test_status_names_what_waits(qcode: Qcode, study: Path) -> None:
    edit(open_study(study), "grandmother", "of the rice", "of our rice")
    edit(open_study(study), "cadre", "没人问。😀没人问。", "有人问。")
    out = qcode("status").stdout
    assert "codings      4 by 2 coders" in out
    assert "Words inside these codings were changed; they are counted" in out
    assert "The place of these codings cannot be told; they are not counted" in out
    found = json.loads(qcode("status", "--json").stdout)
    assert [each["code"] for each in found["edited"]] == ["photo_proof", "photo_proof"]
    assert [each["quotation"] for each in found["unsure"]] == ["没人问"]


def test_roles_are_put_right_and_no_coding_moves(qcode: Qcode, study: Path) -> None:
    before = open_study(study).codings()
    out = qcode("roles", "--interviewer", "村干部", "--participant", "访员").stdout
    assert "Changed: cadre" in out
    after = open_study(study)
    assert after.codings() == before
    assert [turn.role for turn in after.transcript("cadre").turns[:2]] == [
        "participant",
        "interviewer",
    ]
    wrong = qcode("roles", "--interviewer", "村干")
    assert wrong.stderr == "error: nobody is called '村干'\n  hint: did you mean '村干部'?\n"


def test_tables_count_codings_and_say_so(qcode: Qcode, study: Path) -> None:
    matrix = qcode("matrix", "-o", "m.csv")
    assert matrix.exit_code == 0
    assert Path("m.csv").read_text(encoding="utf-8") == (
        "transcript,photo_proof,care\ncadre,0,0\ngrandmother,1,1\n"
    )
    qcode("matrix", "--coder", "ana", "-o", "ana.csv")
    assert rows(Path("ana.csv").read_text("utf-8"))[1]["care"] == "0"
    qcode("matrix", "--status", "suggested", "-o", "s.csv")
    assert rows(Path("s.csv").read_text("utf-8"))[0]["photo_proof"] == "1"
    qcode("matrix", "--status", "both", "-o", "b.csv")
    assert rows(Path("b.csv").read_text("utf-8")) == [
        {"transcript": "cadre", "photo_proof": "1", "care": "0"},
        {"transcript": "grandmother", "photo_proof": "1", "care": "1"},
    ]
    assert "1 of 2" in qcode("codes").stdout
    qcode("matrix", "--totals", "--where", "transcript=grandmother", "-o", "t.csv")
    assert Path("t.csv").read_text(encoding="utf-8") == (
        "transcript,photo_proof,care,(any code)\ngrandmother,1,1,2\n(all),1,1,2\n"
    )
    about = json.loads(Path("t.about.json").read_text("utf-8"))
    assert ["only", "transcript=grandmother"] in about["facts"]
    wrong = qcode("codes", "--where", "language=fr")
    assert "error: no turn has 'fr' as its language" in wrong.stderr
    assert "has no value" in qcode("codes", "--where", "language").stderr
    assert qcode("quotes", "--where", "language=zh").stdout.count("cadre") == 0
    crossed = qcode("cross", "codebook.yaml", "-o", "cross.csv")
    assert crossed.exit_code == 0, crossed.stderr
    assert rows(Path("cross.csv").read_text("utf-8"))[0]["code"] == "photo_proof"
    assert "Codes in the same turn: codings" in qcode("cooccur").stdout


def test_a_transcript_in_word_with_comments_of_coders(qcode: Qcode, study: Path) -> None:
    from docx import Document

    result = qcode("word", "grandmother", "-o", "g.docx")
    assert result.exit_code == 0, result.stderr
    found = [(each.author, each.text) for each in Document("g.docx").comments]
    assert ("Ana", "photo_proof") in found
    assert {author for author, _ in found} == {"Ana", "Ben"}
    assert "is no Word file" in qcode("word", "grandmother", "-o", "g.odt").stderr
    assert "did you mean 'grandmother'?" in qcode("word", "grandmothr", "-o", "h.docx").stderr


def test_quotations_with_pseudonyms(qcode: Qcode, study: Path) -> None:
    Path("names.csv").write_text(
        "name,pseudonym,kind\nGrandmother,Old woman,person\nrice,grain,thing\n", encoding="utf-8"
    )
    result = qcode("quotes", "--names", "names.csv", "--context", "1", "-o", "q.csv")
    assert result.exit_code == 0, result.stderr
    text = Path("q.csv").read_text("utf-8")
    assert "a photo of the grain" in text
    assert "Old woman" in text
    assert "rice" not in text
    assert "Grandmother" not in text
    about = dict(json.loads(Path("q.about.json").read_text("utf-8"))["facts"])
    assert about["pseudonyms"].startswith("by a list of names")
    levels = qcode("quotes", "--levels", "--names", "names.csv").stdout
    assert "of the grain" in levels
    assert qcode("quotes", "--names", "none.csv").exit_code == 1


def test_quotations_behind_a_cell(qcode: Qcode, study: Path) -> None:
    qcode("quotes", "--code", "photo_proof", "-o", "q.csv")
    found = rows(Path("q.csv").read_text("utf-8"))
    assert [(row["coder"], row["quotation"], row["status"]) for row in found] == [
        ("Ana", PHOTO, "accepted"),
        ("Ben", PHOTO, "accepted"),
    ]
    assert "quotations of codings: 1" in qcode("quotes", "--coder", "Ben", "--code", "care").stdout
    assert "Nobody cares" in qcode("kwic", "--code", "care").stdout


def test_codings_need_the_study_s_own_codebook(qcode: Qcode, study: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("codebook: o\ncodes: [{id: rice, rules: [{find: rice}]}]\n", encoding="utf-8")
    assert "quotations of suggestions by rules, not reviewed: 1" in qcode("quotes", other).stdout
    result = qcode("quotes", other, "--status", "accepted")
    assert (result.exit_code, "under its own codebook" in result.stderr) == (1, True)


def test_how_rules_were_taken(qcode: Qcode, study: Path) -> None:
    qcode("rules", "-o", "r.csv")
    assert Path("r.csv").read_text(encoding="utf-8") == (
        "code,rule,accepted,changed,rejected,pending,rate\n"
        "photo_proof,photo-taken,2,0,0,1,1\n"
        "photo_proof,photo-word,0,0,0,1,\n"
    )


def test_memos_the_log_and_undo(qcode: Qcode, study: Path) -> None:
    assert qcode("memo", "Rice [laughs] again", "--code", "care").exit_code == 0
    assert qcode("memo", "A turn", "--transcript", "cadre", "--turn", "2").exit_code == 0
    assert qcode("memo", "x", "--transcript", "cadre", "--turn", "9").stderr == (
        "error: 'cadre' has no turn 9\n  hint: its turns are 1 to 4\n"
    )
    assert "Rice [laughs] again" in qcode("memo").stdout
    qcode("memo", "-o", "memos.csv")
    found = rows(Path("memos.csv").read_text("utf-8"))
    assert [(row["on"], row["of"], row["quotation"]) for row in found] == [
        ("code", "care", ""),
        ("turn", "", "来了拍了照就走，材料要有照片。"),
    ]
    assert "taken back: memo on turn" in qcode("undo").stdout
    assert "[taken back]" in qcode("log", "--kind", "memo").stdout
    assert "2 records" in qcode("log", "--coder", "BEN").stdout
    lines = qcode("log", "--json", "--code", "care").stdout.splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["code", "code", "memo"]
    assert "coded against care “没人问”" in qcode("log", "--transcript", "cadre").stdout
    other = qcode("undo", json.loads(lines[1])["id"])
    assert (other.exit_code, "no record of yours begins" in other.stderr) == (1, True)
    nobody = qcode("undo", "--coder", "Zoe")
    assert (nobody.exit_code, "there is nothing that 'Zoe' could take back" in nobody.stderr) == (
        1,
        True,
    )
    assert qcode("log", "--kind", "memos").stderr == (
        "error: there is no kind of record 'memos'\n  hint: did you mean 'memo'?\n"
    )


def test_a_deleted_code_becomes_another(qcode: Qcode, study: Path) -> None:
    book = study / "codebook.yaml"
    text = book.read_text("utf-8")
    book.write_text(text.replace("  - id: care\n    name: Care\n", "  - id: concern\n"), "utf-8")
    out = qcode("status").stdout
    assert "Codes that are not in the codebook any more" in out
    assert "2 codings are not counted" in qcode("matrix").stderr
    assert qcode("recode", "care", "concern").stdout.startswith(
        "2 codings of care count as concern"
    )
    assert "not in the codebook any more" not in qcode("status").stdout
    qcode("matrix", "-o", "m.csv")
    assert rows(Path("m.csv").read_text("utf-8"))[1]["concern"] == "1"
    assert "'care' counts as 'concern' already" in qcode("recode", "care", "concern").stderr
    assert "nothing is coded with 'carre'" in qcode("recode", "carre", "concern").stderr
    qcode("undo")
    assert "not in the codebook any more" in qcode("status").stdout


def test_who_decides_must_be_known(qcode: Qcode, study: Path) -> None:
    settings = study / "study.yaml"
    settings.write_text(settings.read_text("utf-8").replace("coder: Ana", ""), encoding="utf-8")
    result = qcode("memo", "words")
    assert (result.exit_code, result.stderr.startswith("error: who is coding?")) == (1, True)
    result = qcode("memo", "words", "--coder", "Adjudication")
    assert (result.exit_code, "under which disputes are settled" in result.stderr) == (1, True)


def test_a_colleague_s_study(qcode: Qcode, study: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    colleague = make(tmp_path / "there", grandmother=GRANDMOTHER, other=CADRE)
    with Desk(colleague, "Zoe") as desk:
        desk.code(anchor_of(colleague, "grandmother", PHOTO), "care")
    out = qcode("merge", colleague.folder).stdout
    assert "Zoe: 1 new record\ntranscript other is new here\n" in out
    assert "nothing new" in qcode("merge", colleague.folder).stdout
    assert len(open_study(study).codings(coder="Zoe")) == 1
    assert "is neither a study nor a log" in qcode("merge", tmp_path).stderr


def test_samples_and_rounds(qcode: Qcode, study: Path) -> None:
    out = qcode("sample", "pilot", "--size", "2", "--for", "Ana", "--for", "Ben").stdout
    assert "sample 'pilot': 2 turns of" in out
    assert "qcode code --queue sample --coder Ben" in out
    assert "disputed" not in qcode("status").stdout
    assert "round 'one' of Ana, Ben: 4 records" in qcode("round", "one", "--sample", "pilot").stdout
    out = qcode("status").stdout
    assert "one    Ana, Ben" in out
    assert "pilot   2      Ana, Ben" in out


def test_reading_and_rules_in_a_study(qcode: Qcode, study: Path) -> None:
    assert "2 of 2 transcripts read, 8 turns" in qcode("read").stdout
    assert "all examples pass" in qcode("check").stdout
    assert "rule photo-taken" in qcode("explain", "photo_proof").stdout
    assert "1 sentence in 1 turn" in qcode("try", "rice").stdout
    assert qcode("run", "-o", "results").exit_code == 0
    assert (study / "results" / "run.json").is_file()


def test_consent_withdrawn(qcode: Qcode, study: Path) -> None:
    plan = qcode("withdraw", "grandmother", "--dry-run").stdout
    assert "transcript grandmother goes" in plan
    assert "  sources/grandmother.txt" in plan
    refused = qcode("withdraw", "grandmother", stdin="no\n")
    assert (refused.exit_code, "nothing was changed" in refused.stderr) == (1, True)
    assert (study / "sources" / "grandmother.txt").exists()
    done = qcode("withdraw", "grandmother", stdin="withdraw\n")
    assert done.exit_code == 0
    assert "git: what was committed stays in its history" in done.stdout
    assert not [
        path for path in study.rglob("*") if path.is_file() and b"of the rice" in path.read_bytes()
    ]
    assert "withdrawn    grandmother" in qcode("status").stdout
    assert qcode("withdraw", "grandmother").stderr.startswith("error: there is no participant")


def test_what_people_would_have_found(qcode: Qcode, study: Path) -> None:
    assert "no random sample" in qcode("estimate").stderr
    qcode("sample", "rnd", "--size", "4", "--seed", "3")
    opened = open_study(study)
    with Desk(opened, "Ana") as desk:
        for each in opened.transcripts:
            desk.saw(each, each.turns, suggestions=False)
    assert qcode("estimate", "-o", "e.csv").exit_code == 0
    found = rows(Path("e.csv").read_text("utf-8"))
    assert [(row["code"], row["turns"], row["sampled"], row["estimate"]) for row in found] == [
        ("photo_proof", "4", "4", "1"),
        ("care", "4", "4", "1"),
    ]
    qcode("estimate", "--by", "transcript", "-o", "by.csv")
    assert len(rows(Path("by.csv").read_text("utf-8"))) == 4


def test_rules_against_people_in_a_random_sample(qcode: Qcode, study: Path) -> None:
    assert "no random sample" in qcode("compare").stderr
    qcode("sample", "rnd", "--size", "4", "--seed", "3")
    opened = open_study(study)
    with Desk(opened, "Ana") as desk:
        for each in opened.transcripts:
            desk.saw(each, each.turns, suggestions=False)
    result = qcode("compare", "-o", "c.csv")
    assert result.exit_code == 0
    found = rows(Path("c.csv").read_text("utf-8"))[0]
    assert (found["gold"], found["suggested"], found["both"], found["precision"]) == (
        *("1", "2", "1", "0.5"),
    )
    assert float(found["precision_low"]) < 0.5 < float(found["precision_high"])
    assert "against people's coding of a random sample: 4 turns judged" in qcode("compare").stdout


def test_saturation_and_a_changed_codebook(qcode: Qcode, study: Path, tmp_path: Path) -> None:
    result = qcode("saturation", "--base", "1", "--run", "1")
    assert "which is weak evidence" in result.stdout
    assert "too few" in qcode("saturation").stderr
    old = tmp_path / "old.yaml"
    old.write_text(CODEBOOK.replace("| 拍了照", ""), encoding="utf-8")
    result = qcode("diff", old, "--list")
    assert result.exit_code == 0
    assert "gained: 0" in result.stdout
    assert "Cells that change: 0" in result.stdout
    old.write_text(CODEBOOK.replace("find: 照片", "find: 村委会").replace("| 拍了照", ""), "utf-8")
    assert "gained: 1" in qcode("diff", old, "--list").stdout


def test_cases_by_an_attribute(qcode: Qcode, study: Path) -> None:
    (study / "cases.csv").write_text("transcript,site\ncadre,north\ngrandmother,south\n", "utf-8")
    assert qcode("crosstab", "site", "--tests", "-o", "x.csv").exit_code == 0
    found = rows(Path("x.csv").read_text("utf-8"))
    assert [(row["value"], row["mention"], row["of"]) for row in found[:2]] == [
        ("north", "0", "1"),
        ("south", "1", "1"),
    ]
    tests = rows(Path("x_tests.csv").read_text("utf-8"))
    assert [(row["test"], row["p"]) for row in tests] == [("Fisher", "1"), ("Fisher", "1")]
    assert "no participant has an attribute 'age'" in qcode("crosstab", "age").stderr


def test_people_and_the_course_of_talk(qcode: Qcode, study: Path) -> None:
    qcode("people", "-o", "p.csv")
    assert [row["codes"] for row in rows(Path("p.csv").read_text("utf-8"))] == ["0", "2"]
    qcode("people", "--by-code", "-o", "c.csv")
    assert rows(Path("c.csv").read_text("utf-8"))[0]["most"] == "grandmother/Grandmother"
    assert "Codes by part of the interview" in qcode("course", "--parts", "2").stdout
    qcode("sequence", "-o", "s.csv")
    assert Path("s.csv").read_text("utf-8") == "code,photo_proof,care\nphoto_proof,0,1\ncare,0,0\n"
    qcode("saturation", "--base", "1", "--run", "1", "-o", "s.svg")
    assert "weak evidence" in Path("s.svg").read_text("utf-8")


def test_agreement_is_of_what_both_read_before_they_talked(qcode: Qcode, study: Path) -> None:
    opened = open_study(study)
    for name in ("Ana", "Ben"):
        with Desk(opened, name) as desk:
            for each in opened.transcripts:
                desk.saw(each, each.turns, suggestions=False)
            opened = desk.study
    qcode("round", "one", "--of", "Ana", "--of", "Ben")
    with Desk(open_study(study), "Ben") as desk:
        desk.code(anchor_of(opened, "cadre", "没人问"), "photo_proof")
    now = qcode("agree", "-o", "a.csv")
    assert now.exit_code == 0
    assert "round 'one', as frozen" in now.stderr
    found = rows(Path("a.csv").read_text("utf-8"))
    assert [(row["code"], row["units"], row["percent"]) for row in found] == [
        ("photo_proof", "4", "1"),
        ("care", "4", "0.75"),
        ("all codes", "8", "0.875"),
    ]
    assert found[1]["kappa"] == "0"
    about = json.loads(Path("a.about.json").read_text("utf-8"))
    assert ["coders", "Ana, Ben"] in about["facts"]
    listed = qcode("agree", "--list").stdout
    assert "Where Ana, Ben differ: 1 decision" in listed
    assert qcode("agree", "-o", "a.svg").exit_code == 0
    assert "on presence" in Path("a.svg").read_text("utf-8")
    by_character = qcode("agree", "--unit", "character", "-o", "c.csv")
    assert by_character.exit_code == 0
    assert qcode("agree", "--unit", "segment").exit_code == 0
    assert "there is no round 'two'" in qcode("agree", "--round", "two").stderr
    assert "agreement needs two coders" in qcode("agree", "--coder", "Ana").stderr
    assert "Agreement of Ana, Ben, by turn" in qcode("agree").stdout
    by_sentence = qcode("agree", "--unit", "sentence", "-o", "s.csv")
    assert by_sentence.exit_code == 0, by_sentence.stderr
    found = rows(Path("s.csv").read_text("utf-8"))
    assert [(row["code"], row["units"], row["positives_Ana"]) for row in found] == [
        ("photo_proof", "7", "1"),
        ("care", "7", "0"),
        ("all codes", "14", "1"),
    ]


def test_a_settled_dispute_is_opened_again(qcode: Qcode, study: Path) -> None:
    with Desk(open_study(study), ADJUDICATION) as desk:
        settled = desk.code(anchor_of(desk.study, "cadre", "没人问"), "photo_proof", reason="so")
    [record] = [each for each in settled if each.coder == ADJUDICATION]
    result = qcode("undo", record.id)
    assert result.exit_code == 0, result.stderr
    assert "taken back" in result.stdout
    assert not adjudicated(open_study(study))
    again = result.stdout.split()[-1]
    assert qcode("undo", again).exit_code == 0
    assert adjudicated(open_study(study))


def test_agreement_of_tables_from_elsewhere(
    qcode: Qcode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ana.csv").write_text("unit,trust\n1,1\n2,0\n3,1\n4,0\n", "utf-8")
    (tmp_path / "ben.csv").write_text("unit,trust\n1,1\n2,0\n3,0\n4,0\n", "utf-8")
    result = qcode("agree", "ana.csv", "ben.csv", "-o", "agreement.csv")
    assert result.exit_code == 0, result.stderr
    first, _ = rows(Path("agreement.csv").read_text("utf-8"))
    assert (first["code"], first["units"], first["kappa"]) == ("trust", "4", "0.5")
    assert "Agreement of ana, ben, by unit" in qcode("agree", "ana.csv", "ben.csv").stdout
    assert "Where ana, ben differ: 1" in qcode("agree", "ana.csv", "ben.csv", "--list").stdout
    wrong = qcode("agree", "ana.csv", "ben.csv", "--unit", "segment")
    assert "tables of codings have no" in wrong.stderr


def test_a_paragraph_for_the_methods_section(qcode: Qcode, study: Path) -> None:
    result = qcode("methods")
    assert "The corpus is 2 interviews (1 in English and 1 in Chinese) with 2" in result.stdout
    assert "2 rules of the codebook suggested passages" in result.stdout
    assert "Ana and Ben coded 2 segments in qcode" in result.stdout
    assert "[No part was coded by two people independently" in result.stdout
    assert "COREQ" in result.stderr
    opened = open_study(study)
    for name in ("Ana", "Ben"):
        with Desk(opened, name) as desk:
            for each in opened.transcripts:
                desk.saw(each, each.turns, suggestions=False)
            opened = desk.study
    qcode("round", "one", "--of", "Ana", "--of", "Ben")
    assert "Ana and Ben coded 4 turns independently" in qcode("methods").stdout
    assert qcode("methods", "--language", "zh", "-o", "m.md").exit_code == 0
    assert Path("m.md").read_text("utf-8").startswith("语料为2份访谈（英文1份、中文1份）")
