from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from qcode.errors import CodebookError
from qcode.model.codebook import Code, Example, Text
from qcode.output.yaml_codebook import Note, yaml_codebook
from qcode.reading.code_list import new_id, read_code_list
from qcode.reading.codebook import read_codebook
from qcode.study.desk import Desk
from qcode.study.study import open_study
from tests.cli.conftest import Qcode
from tests.study.folder import anchor_of, make

OUTLINE = """\
Formalism: work for the eye
  - Proof by photo: taken and filed
  - 拍照留痕： 拍了照就走
1. Care
"""


def codes(path: Path) -> list[tuple[str, str, str, str]]:
    return [
        (each.id, each.parent, each.name.get(), each.definition.get())
        for each in read_code_list(path)
    ]


def test_an_outline(tmp_path: Path) -> None:
    path = tmp_path / "codes.txt"
    path.write_text(OUTLINE, encoding="utf-8")
    assert codes(path) == [
        ("formalism", "", "Formalism", "work for the eye"),
        ("proof_by_photo", "formalism", "Proof by photo", "taken and filed"),
        ("拍照留痕", "formalism", "拍照留痕", "拍了照就走"),
        ("care", "", "Care", ""),
    ]


def test_tables(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text(
        "名称;上级;定义\n拍照;形式主义;拍了照\n形式主义;;\n".replace(";", ","), encoding="gb18030"
    )
    assert codes(path) == [("形式主义", "", "形式主义", ""), ("拍照", "形式主义", "拍照", "拍了照")]
    book = Workbook()
    for row in (
        ["ID", "Name", "name_zh", "Parent"],
        ["c-1", "Care", "关爱", None],
        ["", "A b", "", "c-1"],
    ):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(tmp_path / "codes.xlsx")
    found = read_code_list(tmp_path / "codes.xlsx")
    assert [(each.id, each.parent, each.name.by_language) for each in found] == [
        ("c-1", "", (("en", "Care"), ("zh", "关爱"))),
        ("a_b", "c-1", (("", "A b"),)),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,parent\nA,B\n,\nC,A\n", "codes.csv:2: there is no code 'B'"),
        ("name,parent\nA,B\nB,A\n", "stands above itself"),
        ("id,name\na,A\na,B\n", "codes.csv:3: id 'a' stands twice"),
        ("x,y\n1,2\n", "no column holds names of codes"),
        ("name\n", "holds no code"),
        ("", "is empty"),
    ],
)
def test_lists_that_make_no_tree(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "codes.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError) as error:
        read_code_list(path)
    assert message in str(error.value)


def test_a_list_becomes_a_codebook_that_passes_its_check(qcode: Qcode, tmp_path: Path) -> None:
    (tmp_path / "codes.txt").write_text(OUTLINE, encoding="utf-8")
    book = tmp_path / "book.yaml"
    assert (
        "4 codes written" in qcode("codebook", "import", tmp_path / "codes.txt", "-o", book).stdout
    )
    assert qcode("check", book).exit_code == 0
    again = qcode("codebook", "import", tmp_path / "codes.txt", "-o", book)
    assert (again.exit_code, "is there already" in again.stderr) == (1, True)
    assert "which list" in qcode("codebook", "import").stderr
    assert "'frob' is no action" in qcode("codebook", "frob", "x").stderr


words = st.text(min_size=1, max_size=30).filter(lambda text: text.strip() == text and text.split())


@given(st.lists(words, min_size=1, max_size=5), words)
def test_whatever_is_written_reads_back(names: list[str], definition: str) -> None:
    import tempfile

    ids: list[str] = []
    for name in names:
        ids.append(new_id(name, ids))
    made = [
        Code(
            each,
            ids[at - 1] if at % 2 else "",
            0,
            name=Text((("", name),)),
            definition=Text((("en", definition), ("zh", name))),
            examples=(Example(definition, 0),),
        )
        for at, (each, name) in enumerate(zip(ids, names, strict=True))
    ]
    notes = {ids[0]: Note((definition,), ("old", *names))}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "book.yaml")
        path.write_text(yaml_codebook(made, name="b", notes=notes), encoding="utf-8")
        back = read_codebook(path)
    assert [(each.id, each.parent) for each in back.codes] == [
        (each.id, each.parent) for each in sorted(made, key=lambda one: ids.index(one.id))
    ]
    for code, name in zip(back.codes, names, strict=True):
        assert code.name.get() == name
        assert code.definition.by_language == (("en", definition), ("zh", name))
        assert [example.text for example in code.examples] == [definition]
    assert back.codes[0].renamed_from == ("old", *names)


def test_new_codes_are_taken_over_and_codings_stay(
    qcode: Qcode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = make(tmp_path)
    monkeypatch.chdir(study.folder)
    assert "nothing to take over" in qcode("codebook", "promote").stdout
    with Desk(study, "Ana") as desk:
        words = anchor_of(study, "grandmother", "the car was gone")
        desk.new_code("gone", name="Gone: at once", parent="care", anchor=words, reason="recurs")
        desk.code(words, "gone")
        desk.new_code("left")
        desk.merge_codes(["left"], "gone")
        desk.merge_codes(["photo_proof"], "gone", reason="the same")
    before = (study.folder / "codebook.yaml").read_bytes()
    assert "1 new code written" in qcode("codebook", "promote").stdout
    assert (study.folder / "codebook.yaml").read_bytes() == before
    draft = (study.folder / "codebook-draft.yaml").read_text(encoding="utf-8")
    assert "# photo_proof was merged into gone (the same)" in draft.replace(
        "Decided about codes of the file: ", ""
    )
    assert "# belongs below 'care'" in draft
    assert "- the car was gone" in draft
    own = read_codebook(study.folder / "codebook-draft.yaml")
    assert [(c.id, c.renamed_from) for c in own.codes] == [("gone", ("left", "photo_proof"))]
    text = before.decode().replace(
        "    name: Care\n", "    name: Care\n    codes: [{id: gone, renamed_from: [left]}]\n"
    )
    (study.folder / "codebook.yaml").write_text(text, encoding="utf-8")
    (study.folder / "codebook-draft.yaml").unlink()
    assert [each.coding.code for each in open_study(study.folder).codings()] == ["gone"]
    assert "0 new codes" in qcode("codebook", "promote").stdout


def test_the_codebook_for_a_meeting(
    qcode: Qcode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = make(tmp_path)
    with Desk(study, "Ana") as desk:
        desk.code(anchor_of(study, "grandmother", "a photo"), "photo_proof")
    monkeypatch.chdir(study.folder)
    out = qcode("codebook").stdout.splitlines()
    assert out[1:3] == [
        "  formalism      Formalism",
        "    photo_proof  Proof by photo  1      Work is proved by pictures.",
    ]
    assert qcode("codebook", "-o", "book.md", "--language", "zh").exit_code == 0
    page = Path("book.md").read_text(encoding="utf-8")
    assert "### 拍照留痕 `photo_proof`\n\n1 处编码, 1 位受访者" in page
    qcode("codebook", "codebook.yaml", "-o", "book.csv")
    with Path("book.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert [row["level"] for row in table] == ["1", "2", "1"]
    assert table[1]["name_zh"] == "拍照留痕"
