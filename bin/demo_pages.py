"""Every page of the demo, found by following links as anybody and as each worker: one address for each URL name."""

from __future__ import annotations

import os
import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import APIRequestContext, Browser, StorageState

# So many addresses of one URL name are read for their links, by each person; one of them becomes a picture.
READ_OF_A_KIND = 3
# A link to these would end the visit, or is no page.
NOT_FOLLOWED = ("account_logout", "openid_connect_login", "openid_connect_callback")
LINK = re.compile(r"""\b(?:href|hx-get)="([^"#]+)""")
METHODS = {"GET", "HEAD", "POST"}

# Pages that no link leads to: what is not there, what is empty, what is asked for wrongly.
MORE = (
    ("gallery", "", "/osat/"),
    ("gallery form", "", "/osat/lomake/"),
    ("gallery of workers", "", "/osat/tyo/"),
    ("404", "", "/joensuu/ei/ole/"),
    ("404 of workers", "noora@joensuu.example", "/tyo/ei-ole/"),
    ("search that finds nothing", "", "/haku/?q=avaruusalus"),
    ("meetings that are none", "", "/joensuu/kokoukset/?vuosi=1999"),
    ("clients that are none", "noora@joensuu.example", "/tyo/asiakkaat/?q=avaruusalus"),
    ("contacts that are none", "noora@joensuu.example", "/tyo/kontaktit/?q=avaruusalus"),
    ("answers that are none", "yllapito@joensuu.example", "/tyo/lomakevastaukset/?q=avaruusalus"),
    ("checking by a dead link", "", "/tarkastus/ei-ole/"),
    ("alert by a dead link", "", "/hakuvahti/vahvista/ei-ole/"),
    ("alert that was ordered", "", "/hakuvahti/tilattu/"),
    ("search in one municipality", "", "/joensuu/haku/?q=hankinta"),
)
# Pages behind a button: its form is sent as it stands.
BEHIND_A_BUTTON = (
    ("eforms:page", "", "/lomakkeet/yhteydenotto-joensuu/"),
    ("eforms_foreign:page", "", "/ar/lomakkeet/yhteydenotto-joensuu/"),
    ("eforms_foreign:page in Ukrainian", "", "/uk/lomakkeet/yhteydenotto-joensuu/"),
)


@dataclass(frozen=True)
class Found:
    """A page: the name of its URL or of its state, its address, and who looks ("" is anybody)."""

    name: str
    address: str
    who: str
    press: bool = False


class Addresses:
    """The URL names of the product, and which of them an address is."""

    def __init__(self) -> None:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seutu.settings")
        os.environ.setdefault("SEUTU_SECRET_KEY", "a key that only this step uses, and nothing else")
        os.environ.setdefault("SEUTU_DATA_DIR", ".cache")
        import django

        django.setup()
        from django.urls import get_resolver

        self._resolver = get_resolver()

    def name_of(self, path: str) -> str:
        """The URL name of a path; of a path with a language before it too. Empty where no page has the path."""
        from django.urls import Resolver404

        bare = re.sub(r"^/(sv|en)/", "/", path)
        try:
            return str(self._resolver.resolve(bare).view_name)
        except Resolver404:
            return ""

    def all(self) -> set[str]:
        """The names of all pages that can be asked for (not only sent to)."""
        return set(self._walk(self._resolver, ""))

    def _walk(self, resolver: object, prefix: str) -> Iterator[str]:
        for pattern in resolver.url_patterns:  # type: ignore[attr-defined]
            if hasattr(pattern, "url_patterns"):
                yield from self._walk(pattern, prefix + (f"{pattern.namespace}:" if pattern.namespace else ""))
            elif pattern.name and "GET" in _methods_of(pattern.callback):
                yield f"{prefix}{pattern.name}"


def find_pages(browser: Browser, address: str, people: Mapping[str, StorageState | None]) -> Iterator[Found]:
    """Give a page for each URL name that can be reached, as soon as it is found, and then the further states."""
    addresses = Addresses()
    public: Counter[str] = Counter()
    pictured: set[str] = set()
    for who, state in people.items():
        # What anybody sees has been read by anybody.
        read = public if not who else Counter(public)
        context = browser.new_context(locale="fi-FI", storage_state=state)
        for name, path in _visit(context.request, address, "/tyo/" if who else "/", addresses, read):
            if name not in pictured:
                pictured.add(name)
                yield Found(name, path, who)
        context.close()
    yield from (Found(name, path, who) for name, who, path in MORE if who in people)
    yield from (Found(name, path, who, press=True) for name, who, path in BEHIND_A_BUTTON if who in people)


def _visit(
    request: APIRequestContext, address: str, start: str, addresses: Addresses, read: Counter[str]
) -> Iterator[tuple[str, str]]:
    queue, seen = deque([start]), {start}
    while queue:
        path = queue.popleft()
        name = addresses.name_of(urlsplit(path).path)
        if not name or name in NOT_FOLLOWED or (read[name] >= READ_OF_A_KIND and path != start):
            continue
        answer = request.get(address + path, max_redirects=0, timeout=60_000)
        if answer.status != 200 or not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        read[name] += 1
        yield name, path
        for link in LINK.findall(answer.text()):
            target = urlsplit(urljoin(address + path, unescape(link)))
            further = target.path + (f"?{target.query}" if target.query else "")
            if target.netloc == urlsplit(address).netloc and further not in seen:
                seen.add(further)
                queue.append(further)


def _methods_of(view: object) -> set[str]:
    """The methods that a view says it allows; where it does not say, those of any page."""
    while view is not None:
        for cell in getattr(view, "__closure__", None) or ():
            held = cell.cell_contents
            if isinstance(held, (list, tuple)) and held and set(held) <= METHODS:
                return set(held)
        view = getattr(view, "__wrapped__", None)
    return METHODS
