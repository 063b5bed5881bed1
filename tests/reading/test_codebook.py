from __future__ import annotations

import re
import time
from pathlib import Path
from textwrap import dedent

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qcode.errors import CodebookError
from qcode.model.codebook import Codebook, Example, Text
from qcode.reading.codebook import codebook_schema, read_codebook
from qcode.reading.codebook_tokens import TOKEN_KEYS
from qcode.rules.parse import parse
from qcode.rules.syntax import AnyOf, Gap, Phrase, Reference, Word

WHOLE = """\
codebook: pressure_governance
version: 1.0
title: {en: Pressure welfare governance, zh: 压力型福利治理}
language_data: tables  # the tables that come with qcode
terms:
  children: [left-behind child, 留守儿童]
  safe:
    - $children ~2 safe
    - 平安
codes:
  - id: target_substitution
    name: {en: Target substitution, zh: 目标替代}
    codes:
      - id: no_accident_logic
        name: No-accident logic
        definition: {en: The real aim is that nothing happens., zh: 目标是不出事。}
        include: [safety named as the aim, {en: calm years, zh: 平安}]
        exclude: {en: [an accident told, a drill], zh: [讲述事故]}
        examples: {en: [As long as nothing happens.], zh: [只要不出事。]}
        counterexamples:
          - There was an accident.
        renamed_from: accidents
        rules:
          - id: nothing-happens
            find: (nothing | no accident) ~4 happen
            unless: 车祸
            not_before: fund
            not_after: [has, have]
            within: turn
            negated: skip
            lang: zh
            speakers: [teacher, 王某]
          # a comment on a line of its own is fine
          - find:
              - "不出事 | 别出事"  # behind a quoted expression, too
              - $safe
            asked: aim | goal
            hint: true
          - regex: 1[12]0
          - tokens: [{LOWER: {IN: [go, goes]}}, {LENGTH: {">=": 3}, IS_ALPHA: true, OP: "+"}]
  - id: 不出事
"""


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "book.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(folder: Path, text: str | bytes) -> Codebook:
    return read_codebook(write(folder, text))


def problems(folder: Path, text: str | bytes) -> list[str]:
    """The problems of a codebook as `line:column: message`, hints left out."""
    with pytest.raises(CodebookError) as raised:
        read(folder, text)
    return [f"{found.line}:{found.column}: {found.message}" for found in raised.value.problems]


def in_rule(lines: str) -> str:
    """A codebook with one rule whose keys stand from line 5, column 9."""
    keys = dedent(lines).rstrip("\n").replace("\n", "\n        ")
    return f"codebook: b\ncodes:\n  - id: c\n    rules:\n      - {keys}\n"


def test_a_whole_codebook(tmp_path: Path) -> None:
    book = read(tmp_path, WHOLE)
    assert (book.id, book.version, book.language_data) == ("pressure_governance", "1.0", ())
    assert book.title.get("zh") == "压力型福利治理"
    assert [(code.id, code.parent, code.line) for code in book.codes] == [
        ("target_substitution", "", 11),
        ("no_accident_logic", "target_substitution", 14),
        ("不出事", "", 41),
    ]
    code = book["no_accident_logic"]
    assert code.name == Text((("", "No-accident logic"),))
    assert code.include[1] == Text((("en", "calm years"), ("zh", "平安")))
    assert code.exclude == (
        Text((("en", "an accident told"), ("zh", "讲述事故"))),
        Text((("en", "a drill"),)),
    )
    assert code.examples == (
        Example("As long as nothing happens.", 19),
        Example("只要不出事。", 19),
    )
    assert code.counterexamples == (Example("There was an accident.", 21),)
    assert code.renamed_from == ("accidents",)
    assert book.warnings == ()


def test_rules_keep_what_is_written(tmp_path: Path) -> None:
    book = read(tmp_path, WHOLE)
    first, second, third, fourth = book.rules()
    assert (first.id, first.code, first.line) == ("nothing-happens", "no_accident_logic", 24)
    nothing = AnyOf((Word("nothing"), Phrase((Word("no"), Word("accident")))))
    assert first.find == (Gap(nothing, Word("happen"), 4),)
    assert first.unless == (Word("车祸"),)
    assert first.not_before == (Word("fund"),)
    assert first.not_after == (Word("has"), Word("have"))
    assert (first.within, first.negated, first.hint) == ("turn", "skip", False)
    assert (first.lang, first.speakers) == (("zh",), ("teacher", "王某"))
    assert (second.id, third.id, fourth.id) == tuple(f"no_accident_logic.{n}" for n in (2, 3, 4))
    assert second.find == (
        AnyOf((Word("不出事"), Word("别出事"))),
        Reference("safe", AnyOf(dict(book.terms)["safe"])),
    )
    assert second.asked == (AnyOf((Word("aim"), Word("goal"))),)
    assert second.hint
    assert third.regex == "1[12]0"
    assert fourth.tokens == (
        {"LOWER": {"IN": ["go", "goes"]}},
        {"LENGTH": {">=": 3}, "IS_ALPHA": True, "OP": "+"},
    )


def test_terms_may_stand_in_any_order(tmp_path: Path) -> None:
    book = read(
        tmp_path,
        "codebook: b\nterms: {z: $a ~1 x, a: [one, $b], b: two}\n"
        "codes: [{id: c, rules: [{find: $z}]}]\n",
    )
    assert [name for name, _ in book.terms] == ["z", "a", "b"]
    target = AnyOf((Word("one"), Reference("b", Word("two"))))
    assert dict(book.terms)["z"] == (Gap(Reference("a", target), Word("x"), 1),)


@pytest.mark.parametrize("text", ["no", "12:30", "110", "1.0", "true", "null", "2024-01-01", "0o7"])
def test_words_stay_as_they_are_written(tmp_path: Path, text: str) -> None:
    book = read(tmp_path, in_rule(f"find: {text}"))
    assert next(book.rules()).find == (Word(text),)


def test_a_bom_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    text = in_rule("find: a | b").replace("\n", "\r\n")
    book = read(tmp_path, b"\xef\xbb\xbf" + text.encode())
    assert next(book.rules()).find == (AnyOf((Word("a"), Word("b"))),)


def test_codes_alone_are_a_codebook(tmp_path: Path) -> None:
    book = read(tmp_path, "codebook: b\ncodes:\n  - id: trust\n    definition:\n    rules:\n")
    assert book["trust"].rules == ()


def test_all_problems_at_once_with_place_and_hint(tmp_path: Path) -> None:
    text = dedent("""\
        codebook: my book
        terms: {chidren: [child]}
        codes:
          - id: trust
            defintion: x
            rules:
              - find: $children ~3 (leave
              - find: a b & (c
          - id: trust
        """)
    path = write(tmp_path, text)
    with pytest.raises(CodebookError) as raised:
        read_codebook(path)
    assert str(raised.value) == dedent(f"""\
        {path}:1:11: the id 'my book' has a blank in it
          hint: ids become column heads: write 'my_book'
        {path}:5:5: 'defintion' is not a key of a code
          hint: did you mean 'definition'?
        {path}:7:15: in 'find': there is no term 'children'
          hint: did you mean '$chidren'?
        {path}:8:21: in 'find': this '(' is never closed
          hint: add a ')'
        {path}:9:9: code id 'trust' is already used on line 4
          hint: code ids are unique in the whole codebook""")


BAD_RULES: list[tuple[str, str]] = [
    ("find:", "5:14: 'find' is empty"),
    ("find: ''", "5:15: 'find' is empty"),
    ("find: []", "5:15: 'find' is an empty list"),
    ("find: [a, '']", "5:19: 'find' is empty"),
    ("find: {en: a}", "5:15: 'find' must be text, not keys with values"),
    ("find: a | b  # like this", "5:20: a comment stands behind an expression: '# like this'"),
    ("find:\n  - a # x", "6:14: a comment stands behind an expression: '# x'"),
    ("find: a\nunless: b # x", "6:18: a comment stands behind an expression: '# x'"),
    ("find: a |", "5:17: in 'find': nothing stands after '|'"),
    ("find: 'a ! b'", "5:18: in 'find': '!' stands only directly behind '&'"),
    ('find: "a \\u4e0d ! b"', "5:25: in 'find': '!' stands only directly behind '&'"),
    ("find: 'don''t ! b'", "5:23: in 'find': '!' stands only directly behind '&'"),
    ("find: a |\n  b ! c", "6:13: in 'find': '!' stands only directly behind '&'"),
    ("find: |\n  a |\n  b ! c", "7:13: in 'find': '!' stands only directly behind '&'"),
    ("find: >-\n  a |\n  b !", "7:13: in 'find': '!' stands only directly behind '&'"),
    ("find: 😀不 ! b", "5:18: in 'find': '!' stands only directly behind '&'"),
    (
        "find: '\"a b\"'",
        "5:16: in 'find': the quotation mark '\"' is not part of the rule language",
    ),
    ("find: a\nasked:", "6:15: 'asked' is empty"),
    ("find: &x a", "5:15: '&x' makes a YAML anchor here"),
    ("find: *x", "5:15: '*x' makes a YAML alias here"),
    ("find: *x | b", "5:15: '*x' makes a YAML alias here"),
    ("find: !x", "5:15: '!x' makes a YAML tag here"),
    ("find: !x a", "5:15: '!x' makes a YAML tag here"),
    ("find: !!str a", "5:15: 'tag:yaml.org,2002:str' makes a YAML tag here"),
    ("find: & a", "5:15: a value cannot begin with '&' in YAML"),
    ("find: | a", "5:15: a value cannot begin with '|' in YAML"),
    ("find: @a", "5:15: a value cannot begin with '@' in YAML"),
    ('find: "a b" | c', "5:21: the value goes on after its closing quotation mark, at '|'"),
    ("find: a: b", "5:16: a second ':' stands on this line"),
    ("find: 'a", "5:15: a quotation mark that opens here is never closed"),
    ("find: [a, b", "5:15: the '[' that opens here is never closed"),
    ('find: "\\d"', "5:15: a backslash in double quotation marks begins an escape"),
    ("find: a\n unless: b", "6:10: the indentation does not fit the lines above"),
    ("find: a\n\tunless: b", "6:9: a tab stands in the indentation"),
    ("find: a\nunless", "6:9: a ':' is missing behind the key"),
    ("find: a\nfind: b", "6:9: the key 'find' is already used on line 5"),
    ("find: a\n<<: b", "6:9: '<<' is not a key of a rule"),
    ("find: a\nscope: turn", "6:9: 'scope' is not a key of a rule"),
    ("find: a\n? [x]\n: b", "6:11: a key must be a single word"),
    ("unless: a", "5:9: a rule needs 'find', 'regex', 'tokens' or 'signs'"),
    ("find: a\nregex: b", "6:16: a rule cannot have 'find' and 'regex'"),
    ("find: a\nwithin: paragraph", "6:17: 'paragraph' is not a value of 'within'"),
    ("find: a\nnegated: yes", "6:18: 'yes' is not a value of 'negated'"),
    ("find: a\nhint: yes", "6:15: 'yes' is not a value of 'hint'"),
    ("find: a\nlang: [en, fr]", "6:20: 'fr' is not a value of 'lang'"),
    ("find: a\nspeakers: []", "6:19: 'speakers' is an empty list"),
    ("find: a\nid: a b", "6:13: the id 'a b' has a blank in it"),
    ("find: a\nnot_before: b & c", "6:21: '&' cannot stand in 'not_before'"),
    ("regex: 'a('", "5:16: the regex is not one for RE2: missing ): a("),
    ("regex: (?=a)", "5:16: the regex is not one for RE2: invalid perl operator: (?="),
    ("regex: a*", "5:16: the regex matches the empty text"),
    ("regex: ab # c", "5:18: a comment stands behind an expression: '# c'"),
    ("regex:", "5:15: 'regex' is empty"),
    ("tokens: {LOWER: a}", "5:17: 'tokens' must be a list, not keys with values"),
    ("tokens: [LOWER]", "5:18: a token must be keys with values, not text"),
    ("tokens: [{LOWR: a}]", "5:19: 'LOWR' is not an attribute of a spaCy token"),
    ("tokens: [{POS: VERB}]", "5:19: 'POS' needs a trained pipeline"),
    ("tokens: [{LOWER: {INN: [a]}}]", "5:27: 'INN' is not a test for 'LOWER'"),
    ("tokens: [{LOWER: {IN: a}}]", "5:31: 'IN' must be a list"),
    ("tokens: [{LENGTH: long}]", "5:27: 'LENGTH' must be a number, not 'long'"),
    ("tokens: [{IS_PUNCT: yes}]", "5:29: 'IS_PUNCT' must be true or false, not 'yes'"),
    ("tokens: [{LOWER: a, OP: '**'}]", "5:33: '**' is not a value of 'OP'"),
    ("tokens: [{LOWER: {REGEX: '('}}]", "5:34: this is not a regular expression"),
]


@pytest.mark.parametrize(("rule", "expected"), BAD_RULES)
def test_each_mistake_in_a_rule_has_its_place(tmp_path: Path, rule: str, expected: str) -> None:
    found = problems(tmp_path, in_rule(rule))
    assert len(found) == 1
    assert found[0].startswith(expected)


BAD_BOOKS: list[tuple[str, str]] = [
    ("", "0:0: the file is empty"),
    ("# nothing\n", "0:0: the file holds nothing but comments"),
    ("- id: a\n", "1:1: a codebook must have keys, not be a list"),
    ("An interview.\n", "1:1: this is text, not a codebook"),
    ("codes: [{id: a}]\n", "1:1: the key 'codebook' of a codebook is missing"),
    ("codebook:b\ncodes: [{id: a}]\n", "1:1: a key stands here without ': ' behind it"),
    ("codebook: b\n", "1:1: the key 'codes' of a codebook is missing"),
    ("codebook: b\ncodes:\n", "2:7: the key 'codes' of a codebook is empty"),
    ("codebook: b\ncodes: []\n", "2:8: 'codes' is an empty list"),
    ("codebook: b\ncodes: {id: a}\n", "2:8: 'codes' must be a list, not keys with values"),
    ("codebook: b\ncodes: [a]\n", "2:9: a code must be keys with values, not text"),
    ("codebook: b\ncodes: [{name: a}]\n", "2:9: the key 'id' of a code is missing"),
    ("codebook: b\ncodes: [{id: a}, {id: a}]\n", "2:23: code id 'a' is already used on line 2"),
    ("codebook: b\ncodes: [{id: =a}]\n", "2:14: the id '=a' begins with '='"),
    ("codebook: b\ncodes: [{id: '甲，乙'}]\n", "2:14: the id '甲，乙' has '，' in it"),
    ("codebook: b\ncodes: [{id: a, name: [b]}]\n", "2:23: 'name' must be text, not a list"),
    ("codebook: b\ncodes: [{id: a, name: {fr: b}}]\n", "2:24: 'fr' is not a language of 'name'"),
    (
        "codebook: b\ncodes:\n  - id: a\n    examples:\n      - He said: no\n",
        "5:9: 'examples' must be text, not keys with values",
    ),
    ("codebook: b\ncodes: [{id: a, rules: {find: b}}]\n", "2:24: 'rules' must be a list"),
    ("codebook: b\ncodes: [{id: a, rules: [b]}]\n", "2:25: a rule must have keys"),
    ("codebook: b\n---\ncodes: []\n", "1:1: the key 'codes' of a codebook is missing"),
    ("codebook: b\nlanguage_data: sm\ncodes: [{id: a}]\n", "2:16: 'sm' is not a value of"),
    ("codebook: b\nlanguage_data: [x]\ncodes: [{id: a}]\n", "2:16: 'language_data' cannot be"),
    ("codebook: b\nterms: {a b: c}\ncodes: [{id: a}]\n", "2:9: 'a b' cannot be the name of a term"),
    ("codebook: b\nterms: {a: $a}\ncodes: [{id: a}]\n", "2:12: the term 'a' refers to itself"),
    (
        "codebook: b\nterms:\n  a: [x, y $b]\n  b: $c\n  c: $a | $b\ncodes: [{id: a}]\n",
        "3:12: the term 'a' refers to itself: $a -> $b -> $c -> $a",
    ),
    (
        "codebook: b\nterms: {a: [b & c, d]}\ncodes: [{id: a}]\n",
        "2:13: '&' cannot stand in a term that is a list",
    ),
    ("codebook: b\nterms: {a: [b |]}\ncodes: [{id: a}]\n", "2:15: in 'a': nothing stands after"),
    ("codebook: b\nx: \x01\ncodes: [{id: a}]\n", "2:4: the control character '\\x01' cannot"),
    ("a: " + "[" * 500 + "]" * 500, "1:103: more than 100 levels deep"),
]


@pytest.mark.parametrize(("book", "expected"), BAD_BOOKS)
def test_each_mistake_in_a_book_has_its_place(tmp_path: Path, book: str, expected: str) -> None:
    assert problems(tmp_path, book)[0].startswith(expected)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("codebook: b\ncodes: [{id: a, find: b}]\n", "below 'rules:' write '- find: ...'"),
        ("codebook: b\ncodes: [{id: a, description: b}]\n", "did you mean 'definition'?"),
        ("codebook: b\ncodes: [{id: a, xyz: b}]\n", "the keys are: id, name, definition"),
        ("codebook: b\ncodes: [{id: a, name: {en: b, c}}]\n", "put it into quotation marks"),
        (in_rule("find: a\nexamples: [b]"), "it belongs to the code"),
        (in_rule("find: a\nwithn: turn"), "did you mean 'within'?"),
        (in_rule("find: a\n<<: {b: c}"), "merge key"),
        (in_rule("tokens: [{lower: a}]"), "did you mean 'LOWER'?"),
    ],
)
def test_a_wrong_key_gets_its_way_out(tmp_path: Path, text: str, hint: str) -> None:
    with pytest.raises(CodebookError) as raised:
        read(tmp_path, text)
    assert hint in raised.value.problems[0].hint


def test_two_rules_of_one_id(tmp_path: Path) -> None:
    text = "codebook: b\ncodes:\n  - {id: a, rules: [{id: r, find: x}]}\n"
    found = problems(tmp_path, text + "  - {id: b, rules: [{id: r, find: y}]}\n")
    assert found == ["4:26: rule id 'r' is already used on line 3"]


def test_a_second_document_is_told(tmp_path: Path) -> None:
    found = problems(tmp_path, "codebook: b\ncodes: [{id: a}]\n---\ncodebook: c\n")
    assert found == ["3:1: a second YAML document begins here"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("codebook: b\ntitle: 标题\n".encode("gb18030"), "2:0: the file is not UTF-8"),
        ("codebook: b\n".encode("utf-16"), "0:0: the file is not UTF-8"),
        (b"x" * 10_000_001, "0:0: 10,000,001 bytes are too many for a codebook"),
        (b"a: \x00", "1:4: the control character '\\x00' cannot stand in a codebook"),
    ],
)
def test_what_is_no_text_is_told(tmp_path: Path, content: bytes, expected: str) -> None:
    assert problems(tmp_path, content) == [expected]


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"absent\.yaml: there is no such file"):
        read_codebook(tmp_path / "absent.yaml")
    with pytest.raises(CodebookError, match="this is a folder"):
        read_codebook(str(tmp_path))


def test_a_broken_term_is_told_once(tmp_path: Path) -> None:
    text = "codebook: b\nterms: {a: b |}\ncodes: [{id: c, rules: [{find: $a}, {find: x $a}]}]\n"
    assert problems(tmp_path, text) == ["2:14: in 'a': nothing stands after '|'"]


def test_lists_of_lists_cannot_grow_without_bound(tmp_path: Path) -> None:
    terms = "".join(f"  t{level}: $t{level - 1} | $t{level - 1}\n" for level in range(1, 50))
    text = f"codebook: b\nterms:\n  t0: a | b\n{terms}codes: [{{id: a}}]\n"
    assert "more than 50000 words" in problems(tmp_path, text)[0]


def test_a_declared_pipeline_allows_its_attributes(tmp_path: Path) -> None:
    text = "language_data: {en: some_pipeline, zh: tables}\n" + in_rule("tokens: [{POS: VERB}]")
    book = read(tmp_path, text)
    assert book.language_data == (("en", "some_pipeline"),)
    assert next(book.rules()).tokens == ({"POS": "VERB"},)


def test_what_is_legal_but_suspicious_is_a_warning(tmp_path: Path) -> None:
    text = "codebook: b\nterms: {a: x}\ncodes: [{id: T}, {id: t, renamed_from: T}]\n"
    unused, alike, renamed = map(str, read(tmp_path, text).warnings)
    assert "book.yaml:2:9: no rule uses the term 'a'" in unused
    assert "code ids 'T' and 't' look alike" in alike
    assert "'t' is renamed from 'T', which is still a code" in renamed


def test_the_schema_accepts_what_is_good(tmp_path: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(codebook_schema())
    for text in (WHOLE, in_rule("find: 110"), in_rule("find: no"), in_rule("regex: a+")):
        read(tmp_path, text)
        jsonschema.validate(yaml.safe_load(text), codebook_schema())


@pytest.mark.parametrize(
    "text",
    [
        "- id: a\n",
        "codes: [{id: a}]\n",
        "codebook: b\n",
        "codebook: b\ncodes: []\n",
        "codebook: b\ncodes: [{name: a}]\n",
        "codebook: b\ncodes: [{id: a b}]\n",
        "codebook: b\ncodes: [{id: '=a'}]\n",
        "codebook: b\ncodes: [{id: a, name: {fr: b}}]\n",
        "codebook: b\ncodes: [{id: a, rules: [b]}]\n",
        "codebook: b\nlanguage_data: sm\ncodes: [{id: a}]\n",
        "codebook: b\nterms: {a b: c}\ncodes: [{id: a}]\n",
        in_rule("unless: a"),
        in_rule("find: []"),
        in_rule("find: a\nregex: b"),
        in_rule("find: a\nscope: turn"),
        in_rule("find: a\nwithin: paragraph"),
        in_rule("find: a\nlang: fr"),
        in_rule("tokens: [{LOWR: a}]"),
    ],
)
def test_the_schema_rejects_what_is_bad(tmp_path: Path, text: str) -> None:
    assert problems(tmp_path, text)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load(text), codebook_schema())


def test_the_schema_knows_the_token_attributes() -> None:
    assert set(codebook_schema()["$defs"]["token"]["propertyNames"]["enum"]) == set(TOKEN_KEYS)


def test_token_attributes_are_those_of_spacy() -> None:
    schemas = pytest.importorskip("spacy.schemas")
    known = {name.upper() for name in schemas.TokenPattern.model_fields} - {"UNDERSCORE"}
    assert known == set(TOKEN_KEYS)


def test_yaml_without_its_c_library_reads_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = read(tmp_path, WHOLE)
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert read(tmp_path, WHOLE) == book
    for rule, expected in BAD_RULES:
        assert problems(tmp_path, in_rule(rule))[0].startswith(expected)


@given(st.text(alphabet=" \n-:[]{}'\"#&*!|>@%?~$(),abz不\t", max_size=80))
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_a_codebook_or_problems_inside_it(tmp_path: Path, tail: str) -> None:
    text = in_rule("find: a") + tail
    try:
        read(tmp_path, text)
    except CodebookError as error:
        lines = text.count("\n") + 1
        assert all(0 <= found.line <= lines for found in error.problems)


GUIDE = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text(encoding="utf-8")
MISTAKES = re.findall(r"^\| `(.+?)` \| (.+?) \| .+ \|$", GUIDE.partition("## Common")[2], re.M)


@pytest.mark.parametrize("text", re.findall(r"```yaml\n(.+?)```", GUIDE, re.S))
def test_the_codebooks_of_the_guide_are_good(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text).warnings == ()
    jsonschema.validate(yaml.safe_load(text), codebook_schema())


@pytest.mark.parametrize(("wrong", "message"), MISTAKES)
def test_the_mistakes_of_the_guide_get_their_message(
    tmp_path: Path, wrong: str, message: str
) -> None:
    wrong, message = wrong.replace("\\|", "|"), message.replace("\\|", "|")
    is_key = re.match(r"\w+:", wrong)
    text = in_rule(wrong if is_key else f"find: {wrong}")
    found = problems(tmp_path, text.replace("codes:", "terms: {children: [child]}\ncodes:", 1))
    assert found[0].partition(": ")[2].removeprefix("in 'find': ") == message


def test_every_expression_of_the_guide_is_good() -> None:
    table = GUIDE.partition("## Expressions")[2].partition("**What binds")[0]
    expressions = re.findall(r"^\| `(.+?)` \|", table, re.M)
    assert len(expressions) == 13
    for expression in expressions:
        parse(expression.replace("\\|", "|"), {"children": Word("child")})


def test_a_big_codebook_is_read_fast(tmp_path: Path) -> None:
    terms = "".join(f"  t{n}: [word{n} ~3 (go | come), 词{n}]\n" for n in range(600))
    codes = "".join(
        f"  - id: c{n}\n    rules:\n"
        + "".join(f"      - find: $t{n * 20 + k} ~4 (x | y)\n" for k in range(20))
        for n in range(30)
    )
    path = write(tmp_path, f"codebook: b\nterms:\n{terms}codes:\n{codes}")
    start = time.process_time()
    book = read_codebook(path)
    assert len(list(book.rules())) == 600
    assert time.process_time() - start < 2, "0.1 s on an idle machine"
