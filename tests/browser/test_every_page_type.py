"""Every type of page, in Finnish and Swedish, wide and narrow, light and dark: nothing for axe to find."""

from __future__ import annotations

import pytest
from django.test import Client
from playwright.sync_api import Page

from tests.browser.accessibility import assert_is_accessible, overflow, tab_through
from tests.browser.conftest import OpenPage
from tests.browser.pages import PAGES, PageType, in_language

# The fixtures that make pages' rows are asked for by name, too late for pytest-django to make the tables.
pytestmark = pytest.mark.django_db(transaction=True)

EVERY_VIEW = [
    (language, width, scheme) for language in ("fi", "sv") for width in (1280, 360) for scheme in ("light", "dark")
]
NARROWEST = 320
GALLERY = PAGES[0]

# What WCAG 1.4.12 lets a reader ask for.
SPACED_TEXT = """() => {
  const spaced = new CSSStyleSheet();
  const wider = "line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important";
  spaced.replaceSync(`* { ${wider} }`);
  document.adoptedStyleSheets.push(spaced);
}"""


def show(page_type: PageType, request: pytest.FixtureRequest, language: str, **how: object) -> tuple[Page, str]:
    """The page in a browser, and its address without a language."""
    open_page: OpenPage = request.getfixturevalue("open_page")
    path = page_type.path if isinstance(page_type.path, str) else page_type.path(request)
    if page_type.sign_in:
        client = Client()
        client.force_login(request.getfixturevalue(page_type.sign_in))
        how["client"] = client
    return open_page(in_language(path, language), **how), path


@pytest.mark.parametrize("page_type", PAGES, ids=lambda each: each.name)
def test_a_page_is_gone_through_by_keyboard_and_is_accessible_and_fits(page_type, request):
    """One page in the browser after another way of looking at it: making the rows anew is what takes long."""
    page, path = show(page_type, request, "fi")
    assert page.locator("html").get_attribute("lang") == "fi"
    the_keyboard_reaches_everything_in_order(page)
    the_skip_link_leads_to_the_content(page)

    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": NARROWEST, "height": 900})
    assert_is_accessible(page)
    assert overflow(page) == []
    page.evaluate(SPACED_TEXT)
    assert overflow(page) == []

    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(in_language(path, "sv"), wait_until="load")
    assert page.locator("html").get_attribute("lang") == "sv"
    assert_is_accessible(page)
    page.set_viewport_size({"width": NARROWEST, "height": 900})
    assert overflow(page) == []


def the_keyboard_reaches_everything_in_order(page: Page) -> None:
    visited = list(tab_through(page))
    assert "skip" in visited[0]["html"]
    assert len(visited) > 3
    assert [each["html"] for each in visited if not each["isSeen"]] == []
    assert [each["html"] for each in visited if not each["isInView"]] == []
    assert [each["place"] for each in visited] == sorted(each["place"] for each in visited)


def the_skip_link_leads_to_the_content(page: Page) -> None:
    page.locator(".skip").press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize(("language", "width", "scheme"), EVERY_VIEW)
def test_the_gallery_is_accessible_in_every_view(language, width, scheme, request):
    page, _path = show(GALLERY, request, language, width=width, scheme=scheme)

    assert_is_accessible(page)
