"""What is typed of a client stays, when the session ends in the middle of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from seutu.newcomers.clients.models import RegisterDraft
from seutu.newcomers.clients.tests.path_rows import client_of, final_assessment, opened_assessment
from seutu.newcomers.clients.tests.signed_in import signed_in
from tests.browser.accessibility import assert_is_accessible, overflow
from tests.browser.test_service_path import looked_at


@pytest.fixture
def person(transactional_db: None, unit: Any, counsellor: Any) -> Any:
    return client_of(unit, shown_name="Keksi Kotoutuja (keksitty)", keyworker=counsellor)


def type_after_the_session(page: Page, field: str, text: str) -> None:
    """Type when the session has ended, and come back as after signing in once more."""
    cookies = page.context.cookies()
    page.context.clear_cookies(name="seutu_session")
    page.locator(field).fill(text)
    page.locator(field).blur()
    expect(page.locator("[data-autosave-status]")).to_contain_text("Istunto päättyi")
    page.context.add_cookies(cookies)


def test_what_was_typed_into_an_assessment_survives_a_lost_session(open_page, person, counsellor):
    made = opened_assessment(person, started_on=dt.date(2025, 3, 10))
    address = reverse("clients:assessment", args=[person.reference, made.pk])
    page = open_page(address, client=signed_in(counsellor))
    field = "textarea[name^=section-] >> nth=0"
    type_after_the_session(page, field, "Haluaa lähihoitajaksi.")

    page.goto(address)
    looked_at(page, "kept-here", 1280)
    page.get_by_role("button", name="Palauta teksti").click()
    expect(page.locator(field)).to_have_value("Haluaa lähihoitajaksi.")
    assert_is_accessible(page)
    page.locator("form.form button.button[type=submit] >> nth=0").click()
    page.wait_for_selector("text=Tallennettu.")

    made.refresh_from_db()
    assert "Haluaa lähihoitajaksi." in str(made.sections)
    assert RegisterDraft.objects.count() == 0


@pytest.mark.parametrize("width", [1280, 360])
def test_a_draft_of_a_client_is_offered_and_gone_on_with(open_page, person, counsellor, width):
    address = reverse("clients:client_section", args=[person.reference, "henkilo"])
    page = open_page(address, client=signed_in(counsellor), width=width)
    page.locator("[name=birth_date]").fill("13.10.1952")
    page.locator("[name=birth_date]").blur()
    expect(page.locator("[data-autosave-status]")).to_contain_text("Luonnos tallennettu")

    page.goto(address)
    looked_at(page, "draft-offered", width)
    assert_is_accessible(page)
    page.locator("a[href*=luonnos]").first.click()
    expect(page.locator("[name=birth_date]")).to_have_value("13.10.1952")
    looked_at(page, "draft-gone-on-with", width)
    assert_is_accessible(page)


def test_what_was_typed_of_a_new_client_is_offered_where_a_client_is_searched_for(open_page, person, counsellor):
    page = open_page(reverse("clients:clients"), client=signed_in(counsellor))
    page.locator("#text").fill("Tuntematon Keksitty")
    page.locator("#text").press("Enter")
    page.locator("#found form button").first.click()
    type_after_the_session(page, "[name=patronymic]", "Keksitytär")

    page.goto(reverse("clients:clients"))
    page.get_by_role("button", name="Palauta teksti").click()

    expect(page.locator("[name=patronymic]")).to_have_value("Keksitytär")
    assert_is_accessible(page)


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_that_no_plan_is_needed_is_noted_by_keyboard(open_page, person, counsellor, width):
    assessment = final_assessment(person, counsellor)
    address = reverse("clients:no_plan", args=[person.reference, assessment.pk])
    page = open_page(address, client=signed_in(counsellor), width=width)
    looked_at(page, "no-plan", width)
    assert overflow(page) == []
    assert_is_accessible(page)
    page.locator("[name=ground]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    page.wait_for_selector("text=Kotoutumissuunnitelmaa ei tarvita")
    looked_at(page, "no-plan-needed", width)
    assert_is_accessible(page)
