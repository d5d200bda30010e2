"""A demo in a passing folder, a browser, and people who sign in to it: for the pictures of pages."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, StorageState, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
# The measurements find each other by name alone.
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from slow_uploads import demo  # noqa: E402

__all__ = ["browser_of_system", "demo", "signed_in"]

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
PASSWORD = "seutu-esittely"  # noqa: S105 - everybody may know it: the demo says it on the screen
CODE_FIELD = "input[autocomplete=one-time-code]"


@contextmanager
def browser_of_system() -> Iterator[Browser]:
    path = os.environ.get("SEUTU_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        sys.exit("No Chromium was found. Name one in SEUTU_CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def signed_in(browser: Browser, address: str, email: str) -> StorageState:
    """The cookies of a worker of the demo who has signed in. A code is good once, so each signs in once."""
    context = browser.new_context(locale="fi-FI")
    page = context.new_page()
    page.goto(f"{address}/tyo/kirjaudu/")
    page.fill("input[type=email]", email)
    page.fill("input[type=password]", PASSWORD)
    page.press("input[type=password]", "Enter")
    page.wait_for_load_state()
    if page.locator(CODE_FIELD).count():
        codes = context.new_page()
        codes.goto(f"{address}/demo/")
        page.fill(CODE_FIELD, codes.locator("tr", has_text=email).locator("td").first.inner_text())
        page.press(CODE_FIELD, "Enter")
        page.wait_for_load_state()
    kept = context.storage_state()
    context.close()
    return kept
