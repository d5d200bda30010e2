"""A coordinator freezes a quarter; a worker finds its days locked, corrects a contact, and the report stands."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from seutu.newcomers.clients.models import Contact
from seutu.newcomers.clients.tests.entries import payer, topic
from seutu.newcomers.clients.tests.factories import ContactFactory
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.newcomers.reports.models import FrozenReport
from seutu.shared.accounts.models import User
from seutu.shared.organizations.models import Unit
from tests.browser.conftest import OpenPage
from tests.browser.working_day import go_by_keyboard, is_sound, is_told

DAY = dt.date(2026, 3, 2)


@pytest.fixture
def contacts(unit: Unit, counsellor: User) -> list[Contact]:
    given = {"unit": unit, "logged_by": counsellor, "occurred_on": DAY, "funding_code": payer()}
    made = [ContactFactory(**given) for _number in range(7)]
    for contact in made:
        contact.topics.add(topic("Asuminen"))
    return made


def test_a_quarter_is_frozen_and_what_was_wrong_is_corrected_beside_it(
    open_page: OpenPage, coordinator: User, counsellor: User, contacts: list[Contact]
) -> None:
    managers = open_page("/tyo/luvut/raportit/", client=signed_in(coordinator))
    freezes_the_quarter(managers)
    report = FrozenReport.objects.get()

    workers = open_page(contacts[0].get_absolute_url(), client=signed_in(counsellor))
    finds_the_day_locked(workers, report)
    corrects_it_away(workers)

    managers.reload()
    is_told(managers, "Tiiviste täsmää")
    assert total(managers) == "7"
    go_by_keyboard(managers, "Ero nykyisiin lukuihin")
    is_told(managers, "1 kirjattua tapahtumaa ei ollut")
    expect(managers.get_by_role("row").last).to_contain_text(re.compile(r"7\s*6\s*−1"))
    is_sound(managers)


def freezes_the_quarter(page: Page) -> None:
    is_sound(page)
    go_by_keyboard(page, "Lukitse raportti")
    is_sound(page)
    page.get_by_label("Raportin nimi").fill("Väliraportti, keksitty")
    page.get_by_label("Ensimmäinen päivä").fill("1.1.2026")
    page.get_by_label("Viimeinen päivä").fill("31.3.2026")
    page.locator("[name=tables]").first.check()
    page.get_by_label("Ymmärrän").check()
    with page.expect_navigation():
        page.locator("main form button[type=submit]").press("Enter")
    is_told(page, "Tiiviste täsmää")
    assert total(page) == "7"
    is_sound(page)


def finds_the_day_locked(page: Page, report: FrozenReport) -> None:
    is_told(page, f"Raportti ”{report.name}” lukittiin")
    is_sound(page)
    go_by_keyboard(page, "Kirjaa oikaisu")
    is_sound(page)


def corrects_it_away(page: Page) -> None:
    go_by_keyboard(page, "Kontaktia ei ollut")
    is_sound(page)
    page.get_by_label("Miksi oikaistaan").fill("Kirjattu kahteen kertaan")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").press("Enter")
    is_told(page, "Kirjattu kahteen kertaan")
    is_sound(page)


def total(page: Page) -> str:
    """The whole of the first table."""
    return page.locator("tfoot tr").first.locator("td").nth(-2).inner_text()


def test_hours_and_missing_data_are_for_every_screen_and_the_keyboard(
    open_page: OpenPage, supervisor: User, contacts: list[Contact]
) -> None:
    page = open_page("/tyo/luvut/tunnit/?vuosi=2026&tyontekija=kaikki", client=signed_in(supervisor))
    is_told(page, "1:10")
    is_sound(page)
    go_by_keyboard(page, "Puuttuvat tiedot")
    is_sound(page)
    page.get_by_role("link", name="7 (100").first.press("Enter")
    page.wait_for_url("**/puuttuvat/*/**")
    is_sound(page)
