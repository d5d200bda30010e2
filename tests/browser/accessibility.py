"""Watching a page in a real browser: what axe finds, and whatever the browser itself reports as wrong."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Page, Response

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Nothing is told of what passed, and no style sheet is fetched anew for rules that are not asked: four times as quick.
RUN_AXE = """async (tags) => {
  const result = await axe.run(document, {runOnly: tags, resultTypes: ["violations"], preload: false});
  return result.violations;
}"""

# Runs before any script of the page, so that no report of the policy is missed.
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});
"""


@dataclass
class Journal:
    """What went wrong on a page while it was used: errors of scripts, reports of the policy, files that failed."""

    problems: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.add_init_script(REPORT_VIOLATIONS)
        page.on("console", self._note_message)
        page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        page.on("response", self._note_response)

    def _note_message(self, message: ConsoleMessage) -> None:
        # A page that answers 404 on purpose is told as a failed resource too: responses are noted below.
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            self.problems.append(f"{message.type}: {message.text}")

    def _note_response(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.problems.append(f"{response.status}: {response.url}")


def assert_is_accessible(page: Page) -> None:
    """Fail with every finding of axe on the page as it is now, each with where it is and what to do."""
    page.wait_for_load_state()  # of a page that is still being read, half would be missing
    page.evaluate(_axe_source())  # goes past the content security policy; a script element would not
    violations: list[dict[str, Any]] = page.evaluate(RUN_AXE, STANDARDS)
    findings = [
        f"{violation['id']} ({violation['help']}): {node['html'][:160]}\n    {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]
    assert not findings, "\n".join([page.url, *findings])


@cache
def _axe_source() -> str:
    return Path(os.environ["SEUTU_AXE"]).read_text(encoding="utf-8")


def overflow(page: Page) -> list[str]:
    """What makes the page wider than its window: the elements, or nothing when it fits."""
    page.wait_for_load_state()
    found: list[str] = page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return [];
          return [...document.querySelectorAll("body *")]
            .filter((element) => element.getBoundingClientRect().right > width + 1 && !element.closest(".scroll"))
            .map((element) => element.outerHTML.slice(0, 120));
        }"""
    )
    return found


def focused(page: Page) -> dict[str, Any]:
    """The element that has the focus: what it is, whether one sees that it has it, and whether it is in view."""
    element: dict[str, Any] = page.evaluate(
        """() => {
          const element = document.activeElement;
          if (element === document.body) return {tag: "body"};
          const shape = element.querySelector(":scope > path");
          const style = getComputedStyle(element), box = element.getBoundingClientRect();
          const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
          // A shape of the map has no box to draw a ring around: its border turns into the ring.
          const bordered = shape !== null && parseFloat(getComputedStyle(shape).strokeWidth) > 1.5;
          return {
            tag: element.tagName.toLowerCase(),
            html: element.outerHTML.slice(0, 160),
            place: [...document.querySelectorAll("*")].indexOf(element),
            isSeen: ringed || bordered,
            isInView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
          };
        }"""
    )
    return element


def tab_through(page: Page, at_most: int = 200) -> Iterator[dict[str, Any]]:
    """Every element that the Tab key comes to, from the top of the page to its end."""
    page.evaluate("document.activeElement.blur()")
    first = None
    for _ in range(at_most):
        page.keyboard.press("Tab")
        here = focused(page)
        if here["tag"] == "body" or here["place"] == first:
            return
        first = here["place"] if first is None else first
        yield here
