"""A counsellor finds nobody and makes a client: by keyboard, wide and narrow, with nothing for axe to find."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from seutu.newcomers.clients.models import Client as ClientRecord
from seutu.newcomers.clients.models import HouseholdMember, scoped
from seutu.newcomers.clients.tests.factories import named_client
from seutu.newcomers.clients.tests.signed_in import signed_in
from tests.browser.accessibility import assert_is_accessible, overflow
from tests.browser.working_day import tab_to

WIDTHS = (1280, 360, 320)


def is_sound(page: Page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert overflow(page) == []
        assert_is_accessible(page)
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.fixture
def at_work(open_page, counsellor) -> Page:
    browser = signed_in(counsellor)
    return open_page("/tyo/asiakkaat/", client=browser)


def test_from_a_search_that_finds_nobody_to_the_page_of_a_new_client(at_work, unit):
    page = at_work
    is_sound(page)

    tab_to(page, "Etsi asiakas")
    page.keyboard.type("Aino Keksitty 13.10.1952")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Asiakkaistasi ei löytynyt ketään")).to_be_visible()
    assert "Aino" not in page.url
    is_sound(page)

    tab_to(page, "Luo uusi asiakas")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Uusi asiakas")).to_be_visible()
    expect(page.get_by_label("Sukunimi", exact=False).first).to_have_value("Keksitty")
    is_sound(page)

    tab_to(page, "Tallenna asiakas")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Aino Keksitty")).to_be_visible()
    assert re.fullmatch(r".*/tyo/asiakkaat/[2-9B-Z]{8}/", page.url)
    assert "Aino" not in page.title()
    is_sound(page)


def test_someone_much_alike_is_shown_before_a_second_is_made(at_work, unit):
    named_client("Aino", "Keksitty", unit=unit)
    page = at_work

    page.get_by_label("Etsi asiakas").fill("Aino Keksity")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Aino Keksitty")).to_be_visible()
    is_sound(page)
    page.get_by_role("button", name="Luo uusi asiakas").click()
    page.get_by_role("button", name="Tallenna asiakas").click()

    expect(page.get_by_role("heading", name="Henkilö saattaa olla jo asiakas")).to_be_focused()
    is_sound(page)
    page.get_by_label("toinen henkilö, jolla on samankaltainen nimi").check()
    page.get_by_role("button", name="Luo uusi asiakas silti").click()
    expect(page.get_by_role("heading", name="Aino Keksity")).to_be_visible()
    assert scoped(ClientRecord.objects.all()).count() == 2


def test_every_page_of_a_client_is_accessible(at_work, unit, counsellor, supervisor):
    client = named_client(
        "محمد", "Keksitty", unit=unit, keyworker=counsellor, identity_code="131052-308T", citizenships=["SY", "FI"]
    )
    HouseholdMember.objects.create(client=client, relation="child", name="Vauva Keksitty")
    page, address = at_work, client.get_absolute_url()

    page.goto(address)
    is_sound(page)
    page.get_by_role("button", name="Näytä henkilötunnus").click()
    expect(page.locator("#identity-code")).to_have_text("131052-308T")
    is_sound(page)
    edits = [f"muokkaa/{each}" for each in ("henkilo", "kielet", "asuminen", "palvelu", "suojaus", "yhteystiedot")]
    for part in ("nimet", "talous", "liita", *edits):
        page.goto(f"{address}{part}/")
        is_sound(page)


def test_a_worker_of_another_unit_is_asked_why(open_page, colleague, unit):
    client = named_client("Aino", "Keksitty", unit=unit)
    browser = signed_in(colleague)
    page = open_page(client.get_absolute_url(), client=browser)

    is_sound(page)
    page.get_by_label("asiakas pyytää nyt neuvontaa").check()
    page.get_by_role("button", name="Avaa asiakkaan tiedot").click()
    expect(page.get_by_role("heading", name="Aino Keksitty")).to_be_visible()


def test_a_protected_client_shows_a_reference(open_page, counsellor, supervisor, unit):
    client = named_client("Aino", "Keksitty", unit=unit, is_protected=True, keyworker=supervisor)
    browser = signed_in(counsellor)

    is_sound(open_page(client.get_absolute_url(), client=browser))
