"""A form that was sent with errors says so at once, and leads to what must be mended."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import assert_is_accessible


@pytest.mark.parametrize("has_scripts", [True, False])
def test_the_error_summary_gets_the_focus(open_page, has_scripts):
    page = open_page("/osat/lomake/", has_scripts=has_scripts)

    page.get_by_label("Sähköposti").fill("anna")
    page.get_by_role("button", name="Lähetä lomake").click()

    expect(page).to_have_title("Virhe: Lomake ja sen virheet – Seutu")
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.get_by_label("Sähköposti")).to_have_value("anna")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_a_form_with_errors_is_accessible(open_page, width, scheme):
    page = open_page("/sv/osat/lomake/", width=width, scheme=scheme)

    page.get_by_role("button", name="Skicka blanketten").click()

    assert_is_accessible(page)


@pytest.mark.parametrize(("link", "field"), [("Viimeinen päivä", "id_last_day"), ("Kuinka usein?", "id_often_0")])
def test_a_link_of_the_error_summary_moves_the_focus_to_its_field(open_page, link, field):
    page = open_page("/osat/lomake/")
    page.get_by_role("button", name="Lähetä lomake").click()

    page.locator("#error-summary a", has_text=link).press("Enter")

    expect(page.locator(f"#{field}")).to_be_focused()
