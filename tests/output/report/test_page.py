from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from qcode.errors import OutputError
from qcode.output.report.page import SCRIPTS, check_report_path, report_page, safe_json
from tests.output.report.example import HOSTILE, example


def test_the_same_report_gives_the_same_page() -> None:
    assert report_page(example()) == report_page(example())


def test_words_cannot_end_the_element_that_they_stand_in() -> None:
    page = report_page(example())
    assert page.count("<script") == page.count("</script>") == 2 + len(example().talks)
    assert "onerror=alert" in page
    assert "<img" not in page
    assert "<!--" not in page


def test_json_reads_back_as_it_was() -> None:
    words = HOSTILE + "\u2028\u2029\ud800\x00\r\n\ufeff😀"
    text = safe_json({"words": words})
    assert not re.search("[<>&\u2028\u2029\ud800\x00\r]", text)
    assert json.loads(text) == {"words": words}


def test_words_that_look_like_a_place_of_the_template_stay_words() -> None:
    page = report_page(replace(example(), title={"": "{{script}} {{talks}}"}))
    assert "<title>{{script}} {{talks}}</title>" in page


def test_the_policy_allows_this_script_and_this_style_and_nothing_else() -> None:
    page = report_page(example())
    (policy,) = re.findall('http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    for kind in ("script", "style"):
        (inline,) = re.findall(f"<{kind}>(.*?)</{kind}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_both_languages_have_the_same_words() -> None:
    folder = Path(str(__import__("qcode").__path__[0])) / "output/report/page"
    assert sorted(SCRIPTS) == sorted(path.name for path in folder.glob("*.js"))
    text = (folder / "words.js").read_text(encoding="utf-8")
    en, zh = text.split("\n  zh: {")
    keys = [set(re.findall(r"[,{\n] *(\w+): ['{]", half)) - {"en", "zh"} for half in (en, zh)]
    assert keys[0] == keys[1]
    used = set()
    for path in folder.glob("*.js"):
        used |= set(re.findall(r"\bt\('(\w+)'", path.read_text(encoding="utf-8")))
    assert used <= keys[0]


def test_only_a_page_can_be_written() -> None:
    with pytest.raises(OutputError, match=r"hint: a report is a page: -o out\.html"):
        check_report_path(Path("out.pdf"))
