import pytest

from qcode.redaction.finder import file_name_finder, finder
from qcode.redaction.names import ListedName
from qcode.redaction.numbers import find_numbers
from qcode.redaction.places import placeholders, replaced


def names(**pairs: str) -> list[ListedName]:
    return [ListedName(name.replace("_", " "), pseudonym) for name, pseudonym in pairs.items()]


def after(text: str, listed: list[ListedName]) -> str:
    return replaced(text, finder(listed).find(text), {})


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Li said it, Li's house, (Li), 'Li'.", "P said it, P's house, (P), 'P'."),
        ("Lin and Lisa like a li of road.", "Lin and Lisa like a li of road."),
        ("Li’s and Li'd go", "P’s and P'd go"),
        ("Li'an and O'Li are others", "Li'an and O'Li are others"),
        (
            "Li-Wen and Anne-Li are others; a Li-led club",
            "Li-Wen and Anne-Li are others; a P-led club",
        ),
        ("我见过Li的妈", "我见过P的妈"),
    ],
)
def test_latin_names_are_words(before: str, expected: str) -> None:
    assert after(before, names(Li="P")) == expected


def test_the_longest_name_goes_first() -> None:
    listed = names(Christina="Anna", Christina_M="Berta")
    text = "Christina M met Christina, and Christina Maria"
    assert after(text, listed) == "Berta met Anna, and Anna Maria"


def test_a_pseudonym_is_never_replaced_again() -> None:
    assert after("Mara and Tom", names(Mara="Tom", Tom="Ann")) == "Tom and Ann"


def test_spellings_of_one_name() -> None:
    listed = names(Mara_Lindt="Jo", José="Ben", zhuyan="Town A")
    assert after("MARA LINDT, Mara\nLindt, Mara  Lindt", listed) == "Jo, Jo, Jo"
    assert after("mara lindt", listed) == "mara lindt", "a capitalised name keeps its capitals"
    assert after("José and Jose\u0301", listed) == "Ben and Ben"
    assert after("Zhuyan, zhuyan, ZHUYAN", listed) == "Town A, Town A, Town A"


def test_chinese_names() -> None:
    listed = names(李="P", 李明="王强", 欧阳雲="方可")
    assert after("李明天天来，李子熟了，桃李", listed) == "王强天天来，李子熟了，桃李"
    assert after("李：你好。（李）", listed) == "P：你好。（P）"
    assert after("歐陽雲、欧阳云、李　明", listed) == "方可、方可、王强"


def test_names_of_files() -> None:
    find = file_name_finder(names(Li_Ming="P1", 李明="P2", Yang="P3")).find
    for name, expected in (
        ("li_ming-2", "P1-2"),
        ("LiMing_interview", "P1_interview"),
        ("访谈李明3", "访谈P23"),
        ("en_teacher_yang", "en_teacher_P3"),
        ("yangtze", "yangtze"),
    ):
        assert replaced(name, find(name), {}) == expected


def test_a_number_keeps_its_placeholder() -> None:
    texts = ["电话13812345678或0912-345-678", "+86 138 1234 5678, a@b.org", "A@B.org"]
    found = [find_numbers(text) for text in texts]
    numbers = placeholders(place for places in found for place in places)
    assert [replaced(t, p, numbers) for t, p in zip(texts, found, strict=True)] == [
        "电话[phone 1]或[phone 2]",
        "[phone 1], [e-mail 1]",
        "[e-mail 1]",
    ]
