"""A report open in a browser, with what went wrong there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qcode.output.report.page import write_report
from qcode.output.report.records import Report

CONTRAST = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const all = [...document.querySelectorAll('header *, main *')];
  return all.filter((element) => element.checkVisibility()
      && [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
    .map((element) => {
      const colours = [numbers(getComputedStyle(element).color), ground(element)];
      const [more, less] = colours.map(light).sort((a, b) => b - a);
      return [(more + 0.05) / (less + 0.05), element.className, element.textContent];
    }).filter(([ratio]) => ratio < 4.5);
}"""
"""Texts whose contrast with what lies behind them is below 4.5 (WCAG 2, level AA)."""

UNNAMED = """() => [...document.querySelectorAll('a, button, input, select, summary')]
  .filter((each) => !each.getAttribute('aria-label') && !each.textContent.trim())
  .filter((each) => !each.labels?.length).map((each) => each.outerHTML)"""
"""What can be operated and has no name."""

LEVELS = """() => [...document.querySelectorAll('#page h1, #page h2, #page h3, #page h4')]
  .filter((each) => each.checkVisibility()).map((each) => Number(each.tagName[1]))"""


class Browser:
    """A page of a report; `wrong` gathers errors, messages of the console, and requests."""

    def __init__(self, browser: Any, report: Report, folder: Path, **settings: Any) -> None:
        path = folder / "report.html"
        write_report(report, path)
        self.address = path.as_uri()
        self.wrong: list[str] = []
        self.page = browser.new_page(**{"viewport": {"width": 1440, "height": 900}, **settings})
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", lambda dialog: self.wrong.append(dialog.message))
        self.page.on("request", self._note)
        self.open("")

    def _note(self, request: Any) -> None:
        if request.url.split("#")[0] != self.address and request.url != "data:,":
            self.wrong.append(request.url)

    def open(self, address: str) -> None:
        """Load the page anew at an address such as `#codes`."""
        self.page.goto("about:blank")
        self.page.goto(self.address + address)
        self.page.wait_for_selector("main h2")

    def texts(self, selector: str) -> list[str]:
        """The words of all elements that a selector finds."""
        # Turns that were never drawn have no inner text yet.
        self.page.evaluate(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
        return [text.strip() for text in self.page.locator(selector).all_inner_texts()]
