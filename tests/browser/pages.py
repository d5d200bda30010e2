"""The types of page that are looked at in a browser, each once.

A page that needs rows takes a function instead of a path: it gets pytest's request, asks it for the fixtures that make
the rows, and returns the path without the prefix of a language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.browser import followed_searches
from tests.browser.public_records import public_page


@dataclass(frozen=True)
class PageType:
    """A kind of page; ``status`` is what it answers, ``sign_in`` the fixture of the person who sees it."""

    name: str
    path: str | Callable[[pytest.FixtureRequest], str]
    status: int = 200
    sign_in: str = ""


def searched_page(path: str) -> Callable[[pytest.FixtureRequest], str]:
    """A page of the search where a dozen records can be found."""

    def make(request: pytest.FixtureRequest) -> str:
        request.getfixturevalue("search_records")
        return path

    return make


PAGES = [
    PageType("gallery", "/osat/"),
    PageType("sample form", "/osat/lomake/"),
    PageType("sample page of workers", "/osat/tyo/"),
    PageType("not found", "/osat/ei/ole/olemassa/lainkaan/", status=404),
    PageType("front page", public_page("/")),
    PageType("all meetings", public_page("/kokoukset/")),
    PageType("all bodies", public_page("/toimielimet/")),
    PageType("municipality", public_page("/kuusela/")),
    PageType("bodies", public_page("/kuusela/toimielimet/")),
    PageType("body", public_page("/kuusela/toimielimet/tekninen-lautakunta/")),
    PageType("meetings", public_page("/kuusela/kokoukset/")),
    PageType("meetings that are none", public_page("/kuusela/kokoukset/?vuosi=1999")),
    PageType("meeting", public_page("/kuusela/kokoukset/2026104/")),
    PageType("agenda", public_page("/kuusela/kokoukset/2026105/")),
    PageType("item", public_page("/kuusela/kokoukset/2026104/1/")),
    PageType("item that is withheld", public_page("/kuusela/kokoukset/2026104/2/")),
    PageType("item of an agenda", public_page("/kuusela/kokoukset/2026105/1/")),
    PageType("item of a draft", public_page("/kuusela/kokoukset/2026106/1/"), sign_in="clerk"),
    PageType("case", public_page("/kuusela/asiat/157-00.01.05.00-2020/")),
    PageType("search", searched_page("/haku/")),
    PageType("results", searched_page("/haku/?q=kotouttamiskeskuksen+jatkohanke&vuosi=2022")),
    PageType("results of a mended search", searched_page("/haku/?q=%22jatkohanke+-lukio+kunta:helsinki")),
    PageType("results that are none", searched_page("/haku/?q=avaruusalus&kunta=liperi")),
    PageType("results in one municipality", searched_page("/joensuu/haku/?q=jatkohanke")),
    PageType("everyday words", "/tyo/haku/sanat/", sign_in="clerk"),
    PageType("adding everyday words", "/tyo/haku/sanat/uusi/", sign_in="operator"),
    PageType("ordering an alert", "/hakuvahti/uusi/?q=p%C3%A4iv%C3%A4koti"),
    PageType("alert that was ordered", "/hakuvahti/tilattu/"),
    PageType("confirming an alert", followed_searches.page_to_confirm),
    PageType("stopping an alert", followed_searches.page_to_stop),
    PageType("alert that was stopped", followed_searches.page_of_what_was_stopped),
    PageType("all alerts of an address", followed_searches.page_of_all),
    PageType("asking for one's alerts", "/hakuvahdit/"),
    PageType("link to one's alerts that was sent", "/hakuvahdit/lahetetty/"),
    PageType("link of an alert that is dead", "/hakuvahti/vahvista/x/", status=404),
    PageType("mail of the demo", followed_searches.page_of_the_demos_mail),
    PageType("accessibility statement", "/saavutettavuus/"),
    PageType("sign in", "/tyo/kirjaudu/"),
    PageType("a worker's day", "/tyo/", sign_in="clerk"),
    PageType("own account", "/tyo/oma-tili/", sign_in="clerk"),
    PageType("change of password", "/tyo/salasana/", sign_in="clerk"),
    PageType("editing the accessibility statement", "/tyo/saavutettavuusseloste/", sign_in="operator"),
]


def in_language(path: str, language: str) -> str:
    """The address of the same page in ``language``."""
    return path if language == "fi" else f"/{language}{path}"
