"""A counsellor's day from signing in to signing out, without a mouse. Every person in it is invented."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from seutu.newcomers.clients.actions import grants
from seutu.newcomers.clients.models import AccessGrant, Client, Contact, GrantLevel, scoped
from seutu.newcomers.clients.tests.entries import default_codes
from seutu.newcomers.clients.tests.factories import ContactFactory, TopicFactory, named_client
from seutu.newcomers.clients.tests.path_rows import open_intake
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.organizations.models import Unit
from seutu.shared.organizations.tests.factories import OrganizationFactory
from tests.browser.conftest import OpenPage
from tests.browser.working_day import go_by_keyboard, is_sound, is_told, sign_in, tab_to, with_password_and_codes


@pytest.fixture
def person(counsellor: User, foreign_counsellor: User, unit: Unit) -> Client:
    """A client of the counsellor who has not been heard of for long, and whom a colleague elsewhere asks for."""
    default_codes()
    OrganizationFactory(name_fi="Ilomantsi", slug="ilomantsi")
    today = clock.today()
    heard_on = today - dt.timedelta(days=140)
    made = named_client("Mohammed", "Abdullahi", unit=unit, keyworker=counsellor, last_contact_on=heard_on)
    call = ContactFactory(unit=unit, logged_by=counsellor, occurred_on=today, follow_up_on=today)
    call.topics.add(TopicFactory(name_fi="Keksitty aihe"))
    grants.request_access(made.reference, level=GrantLevel.READ, reason="Muutto Mäntylään", by=foreign_counsellor)
    open_intake(unit, counsellor, arrived_on=today)
    return made


def test_from_signing_in_to_signing_out(open_page: OpenPage, counsellor: User, person: Client) -> None:
    with_password_and_codes(counsellor)
    page = open_page("/tyo/")

    sign_in(page, counsellor)
    sees_what_is_late_and_of_today(page)
    logs_an_anonymous_call(page)
    finds_a_client_by_another_spelling(page, person)
    logs_a_contact_from_the_page_of_the_client(page, person)
    answers_a_request(page, person)
    decides_an_intake(page)
    signs_out(page)


def sees_what_is_late_and_of_today(page: Page) -> None:
    assert page.url.endswith("/tyo/")
    late = page.get_by_role("region", name="Myöhässä")
    expect(late).to_contain_text("Mohammed A.")
    expect(page.get_by_role("region", name="Tänään")).to_contain_text("Keksitty aihe")
    is_told(page, "Mäntylä pyytää oikeutta lukea yhden asiakkaasi tietoja.")
    assert "Mohammed" not in page.title()
    is_sound(page)


def logs_an_anonymous_call(page: Page) -> None:
    keys = page.keyboard
    keys.press("k")
    page.wait_for_url("**/tyo/kontaktit/uusi/")
    is_sound(page)
    page.reload()
    expect(page.locator("[name=who]:focus")).to_have_value("anonymous")
    for text in ("", " ", "Il", "ara", "7", ""):
        keys.type(text)
        keys.press("Tab")
    keys.type("as ")
    keys.press("Control+Enter")
    is_told(page, "Tallennettu")
    made = scoped(Contact.objects.all()).latest("pk")
    assert (made.is_anonymous, made.channel, made.minutes) == (True, "phone", 7)


def finds_a_client_by_another_spelling(page: Page, person: Client) -> None:
    go_by_keyboard(page, "Asiakkaat")
    is_sound(page)
    tab_to(page, "Etsi asiakas")
    page.keyboard.type("Muhamed Abdulahi")
    page.keyboard.press("Enter")
    expect(page.locator("#found-title")).to_have_text("Löytyi 1 asiakas")
    assert "Abdulahi" not in page.url
    is_sound(page)
    go_by_keyboard(page, "Mohammed Abdullahi")
    page.wait_for_url(f"**{person.get_absolute_url()}")
    assert "Mohammed" not in page.title()
    is_sound(page)


def logs_a_contact_from_the_page_of_the_client(page: Page, person: Client) -> None:
    go_by_keyboard(page, "Kirjaa kontakti")
    is_sound(page)
    page.locator("[name=minutes]").fill("25")
    page.locator("[name=topics]").first.press("Space")
    page.keyboard.press("Control+Enter")
    is_told(page, "Tallennettu")
    made = scoped(Contact.objects.all()).latest("pk")
    assert (made.client, made.minutes) == (person, 25)
    page.goto(person.get_absolute_url())
    expect(page.get_by_role("region", name="Kontaktit")).to_contain_text("25 min")


def answers_a_request(page: Page, person: Client) -> None:
    go_by_keyboard(page, "Tänään")
    go_by_keyboard(page, "Avaa pyyntö")
    is_told(page, "Muutto Mäntylään")
    is_sound(page)
    go_by_keyboard(page, "Anna oikeus")
    is_told(page, "Oikeus annettiin.")
    assert scoped(AccessGrant.objects.all()).get().client_id == person.pk


def decides_an_intake(page: Page) -> None:
    go_by_keyboard(page, "Yhteydenotot")
    is_sound(page)
    page.locator("#list .todo a").first.press("Enter")
    page.wait_for_url(re.compile(r"/tyo/yhteydenotot/\d+/$"))
    is_sound(page)
    page.get_by_label("Arvioidaan: henkilöstä tehdään uusi asiakas").press("Space")
    go_by_keyboard(page, "Tallenna päätös")
    is_told(page, "Päätös tallennettu: tehdään arviointi.")
    made = scoped(Client.objects.all()).latest("pk")
    assert f"/tyo/asiakkaat/{made.reference}/" in page.url
    assert made.shown_name == "Keksi Kotoutuja"
    assert made.assessments.count() == 1
    is_sound(page)


def signs_out(page: Page) -> None:
    go_by_keyboard(page, "Kirjaudu ulos")
    page.goto("/tyo/asiakkaat/")
    expect(page.get_by_role("button", name="Kirjaudu sisään")).to_be_visible()
