"""Every page beside every other: pictures at two widths, light and dark, in each language, on sheets in a folder."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Literal, NamedTuple

from demo_browser import browser_of_system, demo, signed_in
from demo_pages import Addresses, Found, find_pages
from playwright.sync_api import Browser, BrowserContext, Error, Page, StorageState

# Who looks, in this order: a page that several may see is looked at as the first of them.
PEOPLE = (
    "",
    "noora@joensuu.example",
    "esihenkilo@joensuu.example",
    "paallikko@joensuu.example",
    "tietosuoja@joensuu.example",
    "sihteeri@joensuu.example",
    "sihteeri@liperi.example",
    "yllapito@joensuu.example",
)
HEIGHT = {1280: 900, 360: 780}
HIGHEST = 3600
ON_A_SHEET = {1280: 9, 360: 12}
STYLE = """body{margin:16px;font:15px/1.35 system-ui;background:#dde0dd;color:#111}
main{display:grid;gap:16px;grid-template-columns:repeat(var(--across),1fr)}figure{margin:0;min-width:0}
img{width:100%;max-height:var(--tall);object-fit:cover;object-position:top;display:block;border:1px solid #888}
figcaption{overflow-wrap:anywhere}i{color:#a00}.w1280{--across:3;--tall:900px}.w360{--across:6;--tall:1100px}"""
FAULTS = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
BEGIN = "document.querySelector('main form[method=post]').requestSubmit()"
# A form whose fields are emptied and sent, so that it complains; gives whether there was one.
EMPTY = """() => {
  const form = [...document.querySelectorAll("main form[method=post]")].find(one => one.querySelector(".field"));
  if (!form) return false;
  const typed = "textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=submit])";
  for (const one of form.querySelectorAll(typed)) one.value = "";
  form.noValidate = true;
  form.requestSubmit();
  return true;
}"""


class Round(NamedTuple):
    """All pages are looked at once in a round. Its language is `errors` when their forms are sent empty."""

    width: int
    scheme: Literal["light", "dark"]
    language: str


# The forms that are sent empty come last: they may change the demo.
ROUNDS = tuple(
    Round(width, scheme, language)
    for scheme, language in (("light", "fi"), ("dark", "fi"), ("light", "sv"), ("light", "errors"))
    for width in HEIGHT
)


@dataclass
class Picture:
    found: Found
    round: Round
    file: Path
    faults: list[str] = field(default_factory=list)


@dataclass
class Visit:
    """A browser at a demo, the people who have signed in to it, and where the pictures go."""

    browser: Browser
    address: str
    people: dict[str, StorageState | None]
    folder: Path

    def context(self, who: str, chosen: Round) -> BrowserContext:
        return self.browser.new_context(
            locale="fi-FI",
            viewport={"width": chosen.width, "height": HEIGHT[chosen.width]},
            reduced_motion="reduce",
            color_scheme=chosen.scheme,
            storage_state=self.people[who],
        )


def make_sheets(folder: Path, *, port: int, address: str | None, names: Sequence[str], quick: bool) -> int:
    """Look at every page and put the sheets into a folder.

    `names` are parts of URL names, none means all; `quick` takes only the light pictures in Finnish.
    """
    (folder / "pages").mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        at = address or stack.enter_context(demo(port))
        browser = stack.enter_context(browser_of_system())
        visit = Visit(browser, at, {who: signed_in(browser, at, who) if who else None for who in PEOPLE}, folder)
        found = []
        for page in find_pages(browser, at, visit.people):
            found.append(page)
            _tell(f"{len(found)} pages found")
        unseen = sorted(Addresses().all() - {page.name for page in found})
        wanted = [page for page in found if not names or any(name in page.name for name in names)]
        pictures = list(take_all(visit, wanted, ROUNDS[:2] if quick else ROUNDS))
        _write_sheets(browser, folder, pictures)
    for one in pictures:
        for fault in one.faults:
            print(f"{one.found.name} {one.round.width} {one.round.language}: {fault}")
    print(f"{len(pictures)} pictures of {len(wanted)} pages are in {folder}: open index.html")
    print(f"No link of the demo leads to {len(unseen)} pages: {', '.join(unseen)}")
    return 0


def take_all(visit: Visit, found: Sequence[Found], rounds: Sequence[Round]) -> Iterator[Picture]:
    """Take the pictures, telling how far one is; a page that cannot be looked at is told and passed over."""
    total, done = len(rounds) * len(found), 0
    for chosen in rounds:
        for who in visit.people:
            context = visit.context(who, chosen)
            page = context.new_page()
            for one in (each for each in found if each.who == who):
                done += 1
                _tell(f"{done}/{total} {chosen.language} {chosen.width} {chosen.scheme} {one.name}")
                name = (
                    f"{one.name.replace(':', '-').replace(' ', '-')}-{chosen.width}-{chosen.scheme}-{chosen.language}"
                )
                picture = Picture(one, chosen, visit.folder / "pages" / f"{name}.jpg")
                try:
                    is_taken = _take(page, visit.address, picture)
                except Error as error:
                    print(f"\n{one.name}: {error.message.splitlines()[0]}", file=sys.stderr)
                    continue
                if is_taken:
                    yield picture
            context.close()
    print(file=sys.stderr)


def _take(page: Page, address: str, picture: Picture) -> bool:
    """Take a picture; not where the page has no such language, or no form that complains."""
    width, _scheme, language = picture.round
    path = picture.found.address
    if language == "sv":
        # Pages of languages that the site itself is not in say theirs in the address.
        if picture.found.name.startswith("eforms_foreign"):
            return False
        path = "/sv" + path
    page.set_viewport_size({"width": width, "height": HEIGHT[width]})
    page.goto(address + path)
    if picture.found.press:
        with page.expect_navigation():
            page.evaluate(BEGIN)
    if language == "errors" and not _complains(page):
        return False
    picture.faults += page.evaluate(FAULTS)
    height = min(page.evaluate("document.documentElement.scrollHeight"), HIGHEST)
    page.set_viewport_size({"width": width, "height": max(height, HEIGHT[width])})
    page.screenshot(path=picture.file, type="jpeg", quality=70)
    return True


def _complains(page: Page) -> bool:
    if not page.evaluate(EMPTY):
        return False
    page.wait_for_load_state()
    return page.locator(".field--error, .error-summary").count() > 0


def _write_sheets(browser: Browser, folder: Path, pictures: Sequence[Picture]) -> None:
    """Sheets of pictures that are alike, each a page and a picture; the first page leads to all."""
    links = []
    context = browser.new_context(viewport={"width": 1800, "height": 1200})
    page = context.new_page()
    for kind in sorted({one.round for one in pictures}):
        alike = sorted((one for one in pictures if one.round == kind), key=lambda one: one.found.name)
        for number, first in enumerate(range(0, len(alike), ON_A_SHEET[kind.width]), 1):
            some = alike[first : first + ON_A_SHEET[kind.width]]
            name = f"{kind.language}-{kind.scheme}-{kind.width}-{number:02}"
            sheet = folder / f"{name}.html"
            sheet.write_text(_sheet(name, kind.width, some), encoding="utf-8")
            page.goto(sheet.absolute().as_uri())
            page.screenshot(path=folder / f"{name}.png", full_page=True)
            begins, ends = escape(some[0].found.name), escape(some[-1].found.name)
            links.append(f'<li><a href="{name}.html">{name}</a> {begins} … {ends}</li>')
    context.close()
    (folder / "index.html").write_text(_document("Sheets", f"<ul>{''.join(links)}</ul>"), encoding="utf-8")
    faults = {one.file.name: {"address": one.found.address, "faults": one.faults} for one in pictures if one.faults}
    (folder / "faults.json").write_text(json.dumps(faults, indent=1, ensure_ascii=False), encoding="utf-8")


def _sheet(name: str, width: int, pictures: Sequence[Picture]) -> str:
    figures = "".join(
        f"<figure><figcaption><b>{escape(one.found.name)}</b> {escape(one.found.who.split('@')[0])} "
        f"<i>{escape('; '.join(one.faults))}</i></figcaption>"
        f'<a href="pages/{one.file.name}"><img src="pages/{one.file.name}" alt=""></a></figure>'
        for one in pictures
    )
    return _document(name, f'<main class="w{width}">{figures}</main>')


def _document(title: str, body: str) -> str:
    return f'<!doctype html><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>{body}'


def _tell(words: str) -> None:
    print(f"\r{words:<100.100}", end="", file=sys.stderr, flush=True)
