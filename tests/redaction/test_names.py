from pathlib import Path

import pytest

from qcode.errors import ProblemsError
from qcode.redaction.names import ListedName, read_names


def listed(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "names.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_a_list_is_read(tmp_path: Path) -> None:
    path = listed(tmp_path, "name,pseudonym,kind,remark\n李明,王强,person,x\n\nZhuyan, Place A ,\n")
    assert read_names(path).names == (
        ListedName("李明", "王强", "person", 2),
        ListedName("Zhuyan", "Place A", "", 4),
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_as_spreadsheets_save_it(tmp_path: Path, encoding: str) -> None:
    text = "name;pseudonym;kind\r\n李明;王强;人物\r\n欧阳老师;方老师;人物\r\n"
    path = listed(tmp_path, text, encoding)
    assert [entry.name for entry in read_names(path).names] == ["李明", "欧阳老师"]


def test_all_problems_at_once(tmp_path: Path) -> None:
    path = listed(
        tmp_path,
        "name,pseudonym\nMara,Jo\n,Tom\nMara,Ann\nAna,\n李雲,王强\n李云,张三\nBo,Bo\n...,X\n",
    )
    with pytest.raises(ProblemsError) as caught:
        read_names(path)
    assert str(caught.value).splitlines() == [
        f"{path}:3: names nobody: the name is empty",
        "  hint: write the name as it stands in the transcripts",
        f"{path}:4: 'Mara' is 'Ann' here and 'Jo' on line 2",
        "  hint: keep one of the two rows",
        f"{path}:5: 'Ana' has no pseudonym",
        "  hint: write one, or delete the row if this is no name to be replaced",
        f"{path}:7: '李云' is '张三' here and '王强' on line 6",
        "  hint: keep one of the two rows",
        f"{path}:8: 'Bo' is its own pseudonym",
        "  hint: write another one, or delete the row",
        f"{path}:9: '...' has no letter",
        "  hint: write the name as it stands in the transcripts",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,alias\nA,B\n", "names.csv:1: column 'pseudonym' missing"),
        ("a,b\n", "names.csv:1: columns 'name', 'pseudonym' missing"),
        ("name,pseudonym\n", "names.csv: has a head but no names"),
        ("", "names.csv: is empty"),
        ('name,pseudonym\nA,"B\n', "names.csv:2: is not a CSV"),
    ],
)
def test_a_file_that_is_no_list(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        read_names(listed(tmp_path, text))
    assert message in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="cannot be read: no such file"):
        read_names(tmp_path / "none.csv")


def test_warnings(tmp_path: Path) -> None:
    path = listed(tmp_path, "name,pseudonym\nMara,Jo\nMara Lindt,Jo\nTom,Mara\n")
    assert [str(warning) for warning in read_names(path).warnings] == [
        f"{path}:3: 'Jo' stands for 'Mara Lindt' and for 'Mara'\n"
        "  hint: right if these are two names of one person or place",
        f"{path}:4: pseudonym 'Mara' is also a real name, on line 2\n"
        "  hint: choose one that nobody in the study has",
    ]


def test_the_heads_may_be_chinese(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("姓名,化名,类别\n李明,张三,人\n", encoding="utf-8")
    [entry] = read_names(path).names
    assert (entry.name, entry.pseudonym, entry.kind) == ("李明", "张三", "人")
