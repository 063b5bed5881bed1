import json

import pytest
from hypothesis import given

from qcode.model.coding import Anchor
from qcode.study.lines import KINDS, BrokenLineError, LineError, line_of, record_of
from qcode.study.records import Coded, Memo, Record
from tests.study.strategies import TEXTS, TIME, anchor, coded, record_id, records


@given(record=records())
def test_what_was_written_is_read_back(record: Record) -> None:
    for more in (False, True):
        line = line_of(record, more=more)
        assert "\n" not in line
        assert record_of(line) == (record, more)
        assert record_of(line.encode()) == (record, more)


def test_a_line_is_plain_to_read() -> None:
    record = coded(7, "不出事", anchor=Anchor("P1", TEXTS[0], 2, 10, 13, "不出事"), against=True)
    assert line_of(record) == (
        '{"v":1,"kind":"code","id":"00000007-0000000000000000","coder":"Ana",'
        '"time":"2026-01-31T09:30:00Z","anchor":{"transcript":"P1",'
        f'"text":"{TEXTS[0]}","turn":2,"start":10,"end":13,"quotation":"不出事"}},'
        '"code":"不出事","against":true}'
    )


def test_every_kind_of_the_design_is_there() -> None:
    of_one = "code reject uncode undo memo seen"
    of_all = "sample new-code merge-codes move-code round version withdraw"
    assert list(KINDS) == f"{of_one} {of_all}".split()


LINE = json.loads(line_of(coded(7)))
AT = LINE["anchor"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "recode"}, "this qcode knows no record of kind 'recode'"),
        ({"v": 2}, "version 2 of records is newer than this qcode"),
    ],
)
def test_newer(change: dict[str, object], message: str) -> None:
    with pytest.raises(LineError) as error:
        record_of(json.dumps({**LINE, **change}))
    assert (str(error.value), error.value.newer) == (message, True)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"v": None}, "the line has no version"),
        ({"v": True}, "the line has no version"),
        ({"kind": 3}, "the line has no kind of record"),
        ({"more": 1}, "'more' is true or false"),
        ({"id": "7"}, "'7' is not the id of a record"),
        ({"coder": "  "}, "a record needs a coder"),
        ({"coder": None}, "'coder' is not a text in quotes"),
        ({"time": "yesterday"}, "'yesterday' is not a time like 2026-01-31T09:30:00Z"),
        ({"supersedes": "x"}, "'supersedes' is not a list in square brackets"),
        ({"supersedes": [record_id(7)]}, "a record cannot supersede itself"),
        ({"code": ""}, "'code' is empty"),
        ({"colour": "red"}, "a record of kind 'code' has no field 'colour'"),
        ({"against": 0}, "'against' is not true or false"),
        ({"anchor": []}, "'anchor' is not an object in braces"),
        ({"anchor": {**AT, "end": 9}}, "the quotation has 8 characters, the segment 9"),
        ({"anchor": {**AT, "start": 8}}, "a segment cannot go from 8 to 8"),
        ({"anchor": {**AT, "start": 0.0}}, "'start' is not a whole number"),
        ({"anchor": {**AT, "turn": 0}}, "turns count from 1"),
        ({"anchor": {**AT, "page": 1}}, "an anchor has no field 'page'"),
        ({"anchor": {"turn": 1}}, "an anchor needs the field 'transcript'"),
        ({"anchor": {**AT, "text": "../x"}}, "'text' is not a SHA-256 in hexadecimal: '../x'"),
    ],
)
def test_wrong_fields(change: dict[str, object], message: str) -> None:
    with pytest.raises(LineError) as error:
        record_of(json.dumps({**LINE, **change}))
    assert str(error.value) == message
    assert not error.value.newer


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"v":1,"v":1}', "field 'v' stands twice"),
        (b'{"v":1,"kind":"code","seed":NaN}', "'NaN' is not a number"),
        (b'{"v":1,"kind":"undo"}', "a record of kind 'undo' needs the field 'id'"),
    ],
)
def test_wrong_json(line: bytes, message: str) -> None:
    with pytest.raises(LineError) as error:
        record_of(line)
    assert str(error.value) == message


@pytest.mark.parametrize(
    "line",
    [
        *(b"", b"{", b"[]", b"7", b'"x"', b"\xff{}", b"\0\0", b"[" * 99_999, b"1" * 9999),
        line_of(coded(7, reason="x")).replace('"x"', r'"\ud800"').encode(),
    ],
)
def test_damaged_lines(line: bytes) -> None:
    with pytest.raises(BrokenLineError):
        record_of(line)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"on": "page", "text": "x"}, "a memo on 'page' is none of"),
        ({"on": "project", "text": ""}, "'text' is empty"),
        ({"on": "segment", "text": "x"}, "has an anchor when"),
        ({"on": "code", "text": "x"}, "names in 'of'"),
        ({"on": "project", "of": "P1", "text": "x"}, "names in 'of'"),
        ({"on": "code", "of": "trust", "anchor": anchor(), "text": "x"}, "has an anchor when"),
    ],
)
def test_memos_hang_on_something(fields: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Memo(id=record_id(1), coder="Ana", time=TIME, **fields)  # type: ignore[arg-type]


def test_half_a_character_is_no_text() -> None:
    assert record_of(line_of(coded(7, reason="😀")))[0].reason == "😀"  # type: ignore[attr-defined]
    assert isinstance(record_of(json.dumps(LINE | {"reason": "😀"}))[0], Coded)
