"""bin/screens: pictures of the demo's pages, wide and narrow, into docs/screens.

It starts a demo in a passing folder, looks at its pages as anybody and as the demo's clerks, and ends. Words choose
pages by name. With --all it looks at every page there is, and puts the pictures beside each other into a folder.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, StorageState

ROOT = Path(__file__).resolve().parents[1]
# What starts us has switched off the folder of the script.
sys.path.insert(0, str(ROOT / "bin"))

from contact_sheet import make_sheets  # noqa: E402
from demo_browser import browser_of_system, demo, signed_in  # noqa: E402

FOLDER = ROOT / "docs" / "screens"
# How high a picture may be, by its width.
HIGHEST = {1280: 1200, 360: 1600}
# Larger than that, a picture is a burden for whoever clones the project.
MOST_BYTES = 200_000


@dataclass(frozen=True)
class Screen:
    """A page: where to begin, which links to follow from there, who looks, and where the picture begins.

    A link is followed when a pattern is found in its address and words: the first on the page.
    """

    name: str
    address: str
    hops: tuple[str, ...] = ()
    clerk: str = ""
    top: str = ""


ADDRESS_AND_WORDS = "all => all.map(one => new URL(one.href).pathname + ' ' + one.textContent.trim())"

JOENSUU, LIPERI = "sihteeri@joensuu.example", "sihteeri@liperi.example"
COUNSELLOR, SUPERVISOR = "noora@joensuu.example", "esihenkilo@joensuu.example"
MEETING_OF_DESK = r"/tyo/kokoukset/\d+/ "
SCREENS = (
    Screen("front", "/"),
    Screen(
        "vote", "/joensuu/toimielimet/hyvinvointilautakunta/", (r"/joensuu/kokoukset/\d+/ ", r"/\d+/3/ "), top="#paatos"
    ),
    Screen("case", "/joensuu/asiat/157-00.01.05.00-2020/"),
    Screen("officer-decision", "/joensuu/viranhaltijapaatokset/", (r"/viranhaltijapaatokset/\d+/ ",)),
    Screen("notice", "/joensuu/kuulutukset/", (r"/kuulutukset/\d+/ ",)),
    Screen("people", "/joensuu/luottamushenkilot/"),
    Screen("initiatives", "/joensuu/aloitteet/"),
    Screen("feeds", "/joensuu/syotteet/"),
    Screen("search", "/haku/?q=päiväkoti"),
    Screen("search-narrowed", "/joensuu/haku/?q=hankinta&laji=kokousasia"),
    Screen("alert", "/hakuvahti/uusi/?q=hankinta&kunta=joensuu"),
    Screen("desk-meetings", "/tyo/kokoukset/", clerk=JOENSUU),
    Screen("desk-meeting", "/tyo/kokoukset/", (MEETING_OF_DESK,), clerk=JOENSUU),
    Screen(
        "desk-item",
        "/tyo/kokoukset/",
        (MEETING_OF_DESK, r"/tyo/kokoukset/asiat/\d+/ Palkkausjärjestelmän"),
        clerk=JOENSUU,
    ),
    Screen("desk-checking", "/tyo/kokoukset/", (MEETING_OF_DESK, r"/tyo/kokoukset/\d+/tarkastus/ "), clerk=LIPERI),
    Screen("register-home", "/tyo/", clerk=COUNSELLOR),
    Screen("register-contact", "/tyo/kontaktit/uusi/", clerk=COUNSELLOR),
    Screen("register-team", "/tyo/tiimi/", clerk=SUPERVISOR),
)


def main() -> int:
    chosen = _parser().parse_args()
    if chosen.all:
        return make_sheets(chosen.all, port=chosen.port, address=chosen.address, names=chosen.names, quick=chosen.quick)
    wanted = [screen for screen in SCREENS if screen.name in chosen.names] if chosen.names else list(SCREENS)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with demo(chosen.port) as address, browser_of_system() as browser:
        cookies = {clerk: signed_in(browser, address, clerk) for clerk in {screen.clerk for screen in wanted} - {""}}
        failed = [
            line
            for screen in wanted
            for width in HIGHEST
            for line in _take(browser, address, screen, width, cookies.get(screen.clerk))
        ]
    for line in failed:
        print(line, file=sys.stderr)
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/screens", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--port", type=int, default=8119, help="for the demo that is started (8119)")
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="sheets of every page, into a folder")
    parser.add_argument("--quick", action="store_true", help="with --all: only in Finnish and light")
    parser.add_argument("--address", help="with --all: of a running demo on this machine; else one is started")
    names = ", ".join(screen.name for screen in SCREENS)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{names}; with --all, parts of URL names")
    return parser


def _take(browser: Browser, address: str, screen: Screen, width: int, cookies: StorageState | None) -> Iterator[str]:
    """Take one picture; gives what went wrong."""
    context = browser.new_context(
        locale="fi-FI",
        viewport={"width": width, "height": 900},
        reduced_motion="reduce",
        storage_state=cookies,
    )
    page = context.new_page()
    try:
        fault = _go(page, address, screen)
        if fault:
            yield f"{screen.name} {width}: {fault}"
            return
        path = FOLDER / f"{screen.name}-{width}.png"
        height = min(page.evaluate("document.documentElement.scrollHeight"), HIGHEST[width])
        page.set_viewport_size({"width": width, "height": height})
        if screen.top:
            page.eval_on_selector(screen.top, "one => one.scrollIntoView()")
        page.screenshot(path=path)
        size = path.stat().st_size
        print(f"{path.relative_to(ROOT)}  {size // 1000} kB", flush=True)
        if size > MOST_BYTES:
            yield f"{path.name} has {size} bytes; {MOST_BYTES} are allowed"
    finally:
        context.close()


def _go(page: Page, address: str, screen: Screen) -> str:
    answer = page.goto(address + screen.address)
    for hop in screen.hops:
        links = page.eval_on_selector_all("main a[href]", ADDRESS_AND_WORDS)
        link = next((each.split(" ")[0] for each in links if re.search(hop, each)), None)
        if link is None:
            return f"no link on {page.url} matches {hop}"
        answer = page.goto(address + link)
    return "" if answer and answer.ok else f"{page.url} answers {answer.status if answer else 'nothing'}"


if __name__ == "__main__":
    sys.exit(main())
