"""Every type of page, in Finnish and Swedish, wide and narrow, light and dark: nothing for axe to find."""

from __future__ import annotations

import pytest
from django.test import Client
from playwright.sync_api import Page

from tests.browser.accessibility import assert_is_accessible, overflow, tab_through
from tests.browser.conftest import OpenPage
from tests.browser.pages import PAGES, PageType, in_language

VIEWS = [("fi", 1280, "light"), ("sv", 360, "dark")]
EVERY_VIEW = [
    (language, width, scheme) for language in ("fi", "sv") for width in (1280, 360) for scheme in ("light", "dark")
]
GALLERY = PAGES[0]

# What WCAG 1.4.12 lets a reader ask for.
SPACED_TEXT = """() => {
  const spaced = new CSSStyleSheet();
  const wider = "line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important";
  spaced.replaceSync(`* { ${wider} }`);
  document.adoptedStyleSheets.push(spaced);
}"""


def show(page_type: PageType, request: pytest.FixtureRequest, language: str, **how: object) -> Page:
    open_page: OpenPage = request.getfixturevalue("open_page")
    path = page_type.path if isinstance(page_type.path, str) else page_type.path(request)
    if page_type.sign_in:
        client = Client()
        client.force_login(request.getfixturevalue(page_type.sign_in))
        how["client"] = client
    return open_page(in_language(path, language), **how)


@pytest.mark.parametrize("page_type", PAGES, ids=lambda each: each.name)
@pytest.mark.parametrize(("language", "width", "scheme"), VIEWS)
def test_a_page_is_accessible(page_type, language, width, scheme, request):
    page = show(page_type, request, language, width=width, scheme=scheme)

    assert page.locator("html").get_attribute("lang") == language
    assert_is_accessible(page)


@pytest.mark.parametrize(("language", "width", "scheme"), [view for view in EVERY_VIEW if view not in VIEWS])
def test_the_gallery_is_accessible_in_every_view(language, width, scheme, request):
    assert_is_accessible(show(GALLERY, request, language, width=width, scheme=scheme))


@pytest.mark.parametrize("page_type", PAGES, ids=lambda each: each.name)
def test_a_page_fits_a_window_of_320_pixels_also_when_a_reader_spaces_its_text(page_type, request):
    page = show(page_type, request, "fi", width=320)
    assert overflow(page) == []

    page.evaluate(SPACED_TEXT)

    assert overflow(page) == []


@pytest.mark.parametrize("page_type", PAGES, ids=lambda each: each.name)
def test_the_keyboard_reaches_everything_in_order_and_one_sees_where_it_is(page_type, request):
    page = show(page_type, request, "fi")

    visited = list(tab_through(page))

    assert len(visited) > 3
    assert [each["html"] for each in visited if not each["isSeen"]] == []
    assert [each["html"] for each in visited if not each["isInView"]] == []
    assert [each["place"] for each in visited] == sorted(each["place"] for each in visited)


@pytest.mark.parametrize("page_type", PAGES, ids=lambda each: each.name)
def test_the_skip_link_is_first_and_leads_to_the_content(page_type, request):
    page = show(page_type, request, "fi")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
