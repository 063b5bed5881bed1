"""The report in headless Chromium, of the system: nothing is downloaded."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pypdfium2
import pytest

from qcode.output.report.records import Agreement
from tests.output.report.browser import CONTRAST, LEVELS, UNNAMED, Browser
from tests.output.report.example import HOSTILE, example, long_example

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on the path to open pages")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

PHOTO = quote("photo/proof <b>", safe="")
VILLAGE = quote("村/干部 #1", safe="")
VIEWS = ("", "#matrix", f"#matrix/{PHOTO}/anna", "#codes", f"#code/{PHOTO}", "#code/formalism")
MORE_VIEWS = ("#transcripts", "#transcript/anna", f"#transcript/{VILLAGE}/2", "#search/photo")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def report(chromium: Any, tmp_path: Path) -> Iterator[Browser]:
    """The example, open; nothing may have gone wrong when the test ends."""
    browser = Browser(chromium, example(), tmp_path)
    yield browser
    browser.page.close()
    assert browser.wrong == []


def test_a_cell_opens_its_quotations_and_each_leads_to_its_turn(report: Browser) -> None:
    report.open("#matrix")
    report.page.get_by_label("Proof by photo <b>, anna: 2").click()
    assert report.texts(".panel blockquote") == ["They took a 📷 photo of the rice.", HOSTILE]
    report.page.locator(".panel .source").first.click()
    assert report.page.url.endswith("#transcript/anna/2")
    assert report.texts(".meant .speaker") == ["A"]
    report.page.go_back()
    assert len(report.texts(".panel blockquote")) == 2


def test_a_heading_opens_each_segment_once_with_its_codes(report: Browser) -> None:
    report.open("#matrix/formalism/anna")
    assert report.texts(".panel .quiet")[0] == "3 quotations"
    first = report.texts(".panel .quotation")[0]
    assert "1.1 Proof by photo <b>" in first
    assert "1.2 Sham" in first


def test_arrow_keys_move_between_cells_that_hold_something(report: Browser) -> None:
    report.open("#matrix")
    report.page.locator("td.heat a[tabindex='0']").focus()
    report.page.keyboard.press("ArrowDown")
    report.page.keyboard.press("ArrowRight")
    label = report.page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert label == "Proof by photo <b>, 村/干部 #1: 1"
    assert report.page.locator("td.heat a[tabindex='0']").count() == 1


def test_a_code_page_shows_rules_of_use_figures_and_what_speaks_against(report: Browser) -> None:
    report.open(f"#code/{PHOTO}")
    text = report.page.inner_text("article")
    for words in (
        *("Work is proved by pictures.", "工作靠照片证明。", "以照片为证", "family albums"),
        *("2 of 4", "On turns out of view, not counted", "Who took the photo?", "60.0 %"),
    ):
        assert words in text
    report.open("#code/care")
    assert report.texts("article section:has(h3:text-is('Negative cases')) blockquote") == [
        "Nobody cares for the child."
    ]


def test_quotations_are_filtered_by_transcript_and_speaker(report: Browser) -> None:
    report.open(f"#code/{PHOTO}")
    report.page.get_by_label("Transcript", exact=True).select_option(label="村/干部 #1")
    assert report.texts(".quotation blockquote") == ["拍了照就走"]
    report.page.get_by_label("Transcript", exact=True).select_option(label="All")
    report.page.get_by_label("Speaker or role").select_option(label="interviewer")
    assert report.texts(".quotation blockquote") == ["Who took the photo?"]


def test_overlapping_codings_show_in_lines_numbers_and_margin(report: Browser) -> None:
    report.open("#transcript/anna/2")
    turn = report.page.locator("#turn-2")
    assert turn.locator(".both").first.inner_text() == "They took a 📷 "
    assert report.texts("#turn-2 .begin") == ["1.1", "1.2", "1.2", "2"]
    assert [text.split("\n")[-1] for text in report.texts("#turn-2 .margin li")] == [
        *("by Ana, Ben", "by Ben", "by Ben", "negative case, by Ben")
    ]
    words = turn.locator(".said-words").evaluate(
        "each => [...each.childNodes].filter(n => !n.classList?.contains('begin'))"
        ".map(n => n.textContent).join('')"
    )
    assert words == "They took a 📷 photo of the rice. Nobody cares for the child."


def test_a_transcript_is_filtered_by_code_role_and_coder(report: Browser) -> None:
    report.open("#transcript/anna")
    report.page.get_by_label("Code", exact=True).select_option(label="1.2 Sham")
    assert set(report.texts(".begin")) == {"1.2"}
    report.page.get_by_label("Only turns with a code").check()
    assert report.texts(".turn-number") == ["2"]
    assert report.texts(".left-out") == ["Turns not shown: 1", "Turns not shown: 3"]
    report.page.get_by_label("Only turns with a code").uncheck()
    report.page.get_by_label("Code", exact=True).select_option(label="All")
    report.page.get_by_label("Speaker or role").select_option(label="all interviewers")
    assert report.texts(".turn-number") == ["1", "3"]
    report.page.get_by_label("Speaker or role").select_option(label="All")
    report.page.get_by_label("Coder").select_option(label="Ben")
    assert report.texts(".margin .signs") == [
        *("by Ana, Ben", "by Ben", "by Ben", "negative case, by Ben")
    ]


@pytest.mark.parametrize(
    ("what", "turns"),
    [
        ("PHOTO", ["anna · turn 2 · A", "anna · turn 3 · I", "anna · turn 5 · B"]),
        ("abc and ＣＡＲＥ", ["anna · turn 5 · B"]),
        ("没人问", ["村/干部 #1 · turn 2 · 答"]),
        ("<img", ["anna · turn 4 · A"]),
        ("nowhere", []),
    ],
)
def test_search_in_either_script(report: Browser, what: str, turns: list[str]) -> None:
    report.page.get_by_role("searchbox").fill(what)
    report.page.keyboard.press("Enter")
    report.page.wait_for_selector("main.search")
    assert report.texts("main .source") == turns
    assert len(report.texts("main mark")) == len(turns)


def test_search_only_in_coded_segments(report: Browser) -> None:
    report.open("#search/photo")
    report.page.get_by_label("Only in coded segments").check()
    assert report.texts("main .source") == ["anna · turn 2 · A", "anna · turn 3 · I"]


def test_the_interface_switches_its_language_and_stays_where_it_is(report: Browser) -> None:
    report.open(f"#code/{PHOTO}")
    report.page.locator("#language").click()
    assert report.page.evaluate("document.documentElement.lang") == "zh-Hans"
    assert "拍照留痕" in report.page.inner_text("main h2")
    assert "2 / 4" in report.page.inner_text("article")
    assert report.page.url.endswith(f"#code/{PHOTO}")
    report.page.keyboard.press("l")
    assert report.page.evaluate("document.documentElement.lang") == "en"


def test_single_keys_work_and_can_be_turned_off(report: Browser) -> None:
    report.page.keyboard.press("2")
    report.page.wait_for_selector("main.matrix")
    report.page.keyboard.press("n")
    report.page.wait_for_selector("main.code")
    report.page.keyboard.press("?")
    assert report.page.locator("dialog[open]").count() == 1
    report.page.get_by_label("Single keys work").uncheck()
    report.page.keyboard.press("Escape")
    report.page.keyboard.press("2")
    assert report.page.locator("main.code").count() == 1


def test_hostile_words_stay_words(report: Browser) -> None:
    for view in (*VIEWS, *MORE_VIEWS):
        report.open(view)
        assert report.page.locator("#page img, #page script").count() == 0
    assert HOSTILE in report.page.inner_text("h1")
    report.open("#search/" + quote(HOSTILE, safe=""))
    assert report.texts("main mark") == [HOSTILE]
    report.open("#code/constructor")
    assert "nothing of this name" in report.page.inner_text("main h2")
    report.open("#__proto__/%E0%A4%A")
    assert report.page.locator("main.overview").count() == 1


def test_printing_gives_every_quotation_and_definition(report: Browser) -> None:
    text = _printed(report)
    for words in ("Work is proved by pictures.", "以照片为证", "拍了照就走", "Who took the photo?"):
        assert words in text
    report.open("#transcript/anna")
    text = _printed(report)
    assert "Who took the photo?" in text
    assert "拍了照就走" not in text


def test_more_quotations_than_are_shown_at_once_are_all_printed(
    chromium: Any, tmp_path: Path
) -> None:
    report = Browser(chromium, long_example(130), tmp_path)
    report.open("#code/care")
    assert len(report.texts("main .quotation")) == 100
    report.page.get_by_role("button", name="Show 30 more").click()
    assert len(report.texts("main .quotation")) == 130
    assert "Care number 129 is given." in _printed(report)
    assert report.wrong == []
    report.page.close()


def test_agreement_is_shown_only_where_there_is_some(chromium: Any, tmp_path: Path) -> None:
    table = Agreement(("code", "kappa"), (("care", "0.71"),), ("Two coders, by turn.",))
    report = Browser(chromium, replace(example(), agreement=table), tmp_path)
    report.page.get_by_role("link", name="Agreement").click()
    assert report.texts("main td") == ["0.71"]
    report.page.close()
    without = Browser(chromium, example(), tmp_path)
    assert without.page.get_by_role("link", name="Agreement").count() == 0
    without.page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_cannot_see_well_or_point_can_use_it(
    chromium: Any, tmp_path: Path, scheme: str
) -> None:
    report = Browser(chromium, example(), tmp_path, color_scheme=scheme)
    for view in (*VIEWS, *MORE_VIEWS):
        report.open(view)
        assert report.page.evaluate(CONTRAST) == []
        assert report.page.evaluate(UNNAMED) == []
        levels = report.page.evaluate(LEVELS)
        assert levels[:2] == [1, 2]
        assert all(after - before <= 1 for before, after in pairwise(levels))
        for role in ("banner", "main", "search"):
            assert report.page.get_by_role(role).count() == 1
        assert report.page.locator("main table:not(:has(caption))").count() == 0
        assert report.page.locator("main thead th:not([scope=col])").count() == 0
    assert report.wrong == []
    report.page.close()


def test_the_first_stop_of_the_tab_key_skips_to_the_content(report: Browser) -> None:
    report.page.keyboard.press("Tab")
    assert report.page.evaluate("document.activeElement.className") == "skip"
    report.page.keyboard.press("Enter")
    assert report.page.evaluate("document.activeElement.tagName") == "MAIN"


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_no_page_is_wider_than_the_screen(chromium: Any, tmp_path: Path, width: int) -> None:
    report = Browser(chromium, example(), tmp_path, viewport={"width": width, "height": 844})
    for view in (*VIEWS, *MORE_VIEWS):
        report.open(view)
        assert report.page.evaluate("document.documentElement.scrollWidth") <= width
    report.page.close()


def _printed(report: Browser) -> str:
    pdf = pypdfium2.PdfDocument(BytesIO(report.page.pdf()))
    text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    return " ".join(text.split())
