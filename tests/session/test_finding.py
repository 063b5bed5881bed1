from __future__ import annotations

from pathlib import Path

import pytest

from qcode.session.finding import code_named, find_codes, find_words, folded
from qcode.session.naming import id_from, name_from
from tests.study.folder import make

CODEBOOK = """\
codebook: finding
codes:
  - id: photo_proof
    name: {en: Proof by photo, zh: 拍照留痕}
    definition: {en: Work is proved by pictures.}
  - id: formalism
    name: {en: Formalism, zh: 形式主义}
    codes:
      - id: photo_album
        name: {en: An album, zh: 相册}
  - id: care
    definition: {en: Somebody looks after a child; no proof is asked for.}
"""


def found(tmp_path: Path, typed: str, **wishes: tuple[str, ...]) -> list[str]:
    book = make(tmp_path, CODEBOOK).codebook
    return [each.value for each in find_codes(book, typed, **wishes)]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("photo", ["photo_proof", "photo_album"]),  # the id begins so, in the order of the tree
        ("PROOF", ["photo_proof", "care"]),  # a name begins so; a definition holds it
        ("ｆｏｒｍ", ["formalism"]),  # full-width
        ("形式", ["formalism"]),
        ("留痕", ["photo_proof"]),
        ("形式主義", ["formalism"]),  # Traditional
        ("album", ["photo_album"]),  # begins a word
        ("lbum", ["photo_album"]),
        ("child", ["care"]),
        ("photo by", ["photo_proof"]),  # words apart from each other
        ("nothing of the kind", []),
    ],
)
def test_codes_are_found_while_typing(tmp_path: Path, typed: str, codes: list[str]) -> None:
    assert found(tmp_path, typed) == codes


def test_the_best_fit_comes_first_then_the_last_used(tmp_path: Path) -> None:
    assert found(tmp_path, "", first=("care",))[:2] == ["care", "photo_proof"]


def test_a_code_is_shown_with_its_names_and_its_place(tmp_path: Path) -> None:
    book = make(tmp_path, CODEBOOK).codebook
    (found,) = find_codes(book, "相册", "zh")
    assert (found.label, found.note) == ("相册 · An album · photo_album", "形式主义")


def test_a_code_is_named_by_id_or_by_a_name_that_no_other_has(tmp_path: Path) -> None:
    book = make(tmp_path, CODEBOOK).codebook
    assert code_named(book, "photo_proof") == "photo_proof"
    assert code_named(book, "proof BY photo") == "photo_proof"
    assert code_named(book, "形式主义") == "formalism"
    assert code_named(book, "proof") is None


@pytest.mark.parametrize(
    ("words", "after", "back", "place"),
    [
        ("PHOTO", ("cadre", 0), False, ("grandmother", "photo")),
        ("没人问", ("grandmother", 0), False, ("cadre", "没人问")),
        ("ｔｈｅ", ("grandmother", 0), False, ("grandmother", "the")),
        ("nowhere", ("cadre", 0), False, None),
        ("  ", ("cadre", 0), False, None),
    ],
)
def test_words_are_found_whatever_their_case_and_width(
    tmp_path: Path, words: str, after: tuple[str, int], back: bool, place: tuple[str, str] | None
) -> None:
    study = make(tmp_path)
    transcripts = {each.id: each for each in study.transcripts}
    hit = find_words(transcripts, words, after, back=back)
    named = hit and (hit[0], transcripts[hit[0]].text[hit[1] : hit[2]])
    assert named == place


def test_search_goes_through_all_places_and_begins_again(tmp_path: Path) -> None:
    study = make(tmp_path)
    transcripts = {each.id: each for each in study.transcripts}
    starts = []
    place: tuple[str, int] = ("cadre", -1)
    for _ in range(3):
        hit = find_words(transcripts, "没人问", place)
        assert hit
        place = hit[:2]
        starts.append(hit[1])
    assert starts[0] < starts[1]
    assert starts[2] == starts[0]
    last = find_words(transcripts, "没人问", ("cadre", starts[0]), back=True)
    assert last
    assert last[1] == starts[1]


def test_folded_is_one_for_case_width_and_form() -> None:
    assert folded("Photo_Ｐroof  É") == folded("photo-proof e\u0301")


@pytest.mark.parametrize(
    ("words", "name", "code"),
    [
        ("It is so, as ever.", "It is so, as ever", "it_is_so_as_ever"),
        ("“不出事，\n啥都好说。”", "不出事， 啥都好说", "不出事_啥都好说"),
        ("KPI 考核！", "KPI 考核", "kpi_考核"),
        ("हिन्दी भाषा", "हिन्दी भाषा", "हिन्दी_भाषा"),
        ("。。。", "", "code"),
        ("Don't ask", "Don't ask", "dont_ask_2"),
    ],
)
def test_a_name_and_an_id_from_the_words_of_an_interview(words: str, name: str, code: str) -> None:
    assert name_from(words) == name
    assert id_from(name_from(words), {"dont_ask"}) == code


def test_names_and_ids_are_of_sensible_length() -> None:
    name = name_from("word " * 100)
    assert len(name) <= 60
    assert name.endswith("word")
    assert id_from(name, ()) == "word_word_word_word_word_word"
    assert len(id_from("不" * 100, ())) <= 20
    assert len(id_from("w" * 100, ())) == 40


def test_words_are_found_in_either_script(tmp_path: Path) -> None:
    transcripts = {each.id: each for each in make(tmp_path, CODEBOOK).transcripts}
    text = transcripts["cadre"].text
    place = find_words(transcripts, "沒人問", ("cadre", 0))
    assert place is not None
    assert text[place[1] : place[2]] == "没人问"
