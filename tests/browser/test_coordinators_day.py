"""A coordinator's day, who sees numbers and nobody, and a supervisor's, who arranges the work of others."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client as Browser
from playwright.sync_api import Page, expect

from seutu.newcomers.clients.models import Client, Substitution, Topic, scoped
from seutu.newcomers.clients.tests.factories import ContactFactory, TopicFactory, named_client
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.shared.accounts.models import User
from seutu.shared.accounts.second_factor import CONFIRMED
from seutu.shared.core import clock
from seutu.shared.organizations.models import Unit
from tests.browser.conftest import OpenPage
from tests.browser.working_day import give_code, go_by_keyboard, is_sound, is_told, sign_in, with_password_and_codes

FAMILY_NAME = "Keksitty"
LONG_AGO = 3600


@pytest.fixture
def people(unit: Unit, counsellor: User) -> list[Client]:
    """Clients of the counsellor, one of them protected; each has been met this year."""
    made = [
        named_client(given, FAMILY_NAME, unit=unit, keyworker=counsellor, is_protected=given == "Omar")
        for given in ("Amina", "Iryna", "Omar")
    ]
    topic = TopicFactory(name_fi="Asuminen")
    for client in made:
        ContactFactory(unit=unit, client=client, logged_by=counsellor, occurred_on=clock.today()).topics.add(topic)
    return made


@pytest.fixture
def names_nobody(people: list[Client]) -> Callable[[str], None]:
    """Fail when a text names a client, or tells a reference by which one is opened."""
    words = [FAMILY_NAME, *(each.reference for each in people)]

    def check(text: str) -> None:
        assert [word for word in words if word in text] == []

    return check


def signed_in_an_hour_ago(user: User) -> Browser:
    browser = signed_in(user)
    session = browser.session
    session[CONFIRMED] -= LONG_AGO
    session.save()
    return browser


def test_a_coordinators_day(open_page: OpenPage, coordinator, people, names_nobody, tmp_path: Path) -> None:
    with_password_and_codes(coordinator)
    page = open_page("/tyo/", client=signed_in_an_hour_ago(coordinator))
    names_nobody(page.content())
    is_sound(page)

    sees_the_region_in_numbers(page, names_nobody)
    adds_a_topic_and_closes_it(page)
    looks_at_what_is_kept(page, names_nobody)
    names_nobody(takes_contacts_out(page, coordinator, tmp_path))
    opens_no_client(page, people)


def sees_the_region_in_numbers(page: Page, names_nobody: Callable[[str], None]) -> None:
    go_by_keyboard(page, "Asiakastyö")
    go_by_keyboard(page, "Tiimi")
    row = page.get_by_role("table", name="Seudun kunnat").get_by_role("row").filter(has_text="Kuusela")
    for place, told in enumerate(["1", "3", "–"]):
        expect(row.get_by_role("cell").nth(place)).to_have_text(told)
    names_nobody(page.content())
    is_sound(page)


def adds_a_topic_and_closes_it(page: Page) -> None:
    go_by_keyboard(page, "Kontaktit")
    go_by_keyboard(page, "Kontaktien aiheet")
    is_sound(page)
    go_by_keyboard(page, "Uusi aihe")
    is_sound(page)
    page.get_by_label("Nimi suomeksi").fill("Äänestäminen")
    go_by_keyboard(page, "Tallenna")
    is_told(page, "Tallennettu.")
    go_by_keyboard(page, "Äänestäminen")
    is_sound(page)
    today = clock.today()
    page.get_by_label("Viimeinen päivä").fill(f"{today.day}.{today.month}.{today.year}")
    go_by_keyboard(page, "Tallenna viimeinen päivä")
    is_told(page, "Tallennettu.")
    assert Topic.objects.get(name_fi="Äänestäminen").ends_on == today


def looks_at_what_is_kept(page: Page, names_nobody: Callable[[str], None]) -> None:
    go_by_keyboard(page, "Säilytysajat")
    expect(page.locator("h1")).to_have_text("Säilytysajat rekisterissä")
    expect(page.get_by_role("table").get_by_role("row").nth(1)).to_be_visible()
    names_nobody(page.content())
    is_sound(page)


def takes_contacts_out(page: Page, coordinator: User, folder: Path) -> str:
    """The text of the file: whoever signed in an hour ago proves first that it is still them."""
    go_by_keyboard(page, "Asiakastyö")
    go_by_keyboard(page, "Vie taulukkona")
    expect(page.locator("h1")).to_have_text("Vahvista henkilöllisyytesi")
    is_sound(page)
    give_code(page, coordinator)
    expect(page.locator("h1")).to_have_text("Vie kontaktit taulukkona")
    is_sound(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Vie tiedostoon").press("Enter")
    file = folder / taken.value.suggested_filename
    taken.value.save_as(file)
    text = file.read_text(encoding="utf-8-sig")
    assert len(list(csv.DictReader(text.splitlines(), delimiter=";"))) == 2  # the protected client's is left out
    assert f"-{clock.today().isoformat()}" in file.name
    return text


def opens_no_client(page: Page, people: list[Client]) -> None:
    for address in ("/tyo/asiakkaat/", people[0].get_absolute_url()):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 404
    is_sound(page)


def test_a_supervisors_day(open_page: OpenPage, supervisor, counsellor, colleague, people, other_unit) -> None:
    with_password_and_codes(supervisor)
    page = open_page("/tyo/")
    sign_in(page, supervisor)
    is_sound(page)

    sees_the_team(page, counsellor)
    arranges_a_substitute(page, counsellor, colleague)
    hands_over_the_clients_of_who_leaves(page, counsellor, colleague)

    assert {each.keyworker for each in scoped(Client.objects.all())} == {colleague, counsellor}
    assert scoped(Client.objects.filter(keyworker=colleague)).count() == 2


def sees_the_team(page: Page, counsellor: User) -> None:
    go_by_keyboard(page, "Asiakastyö")
    go_by_keyboard(page, "Asiakastyö")
    go_by_keyboard(page, "Tiimi")
    row = page.get_by_role("row").filter(has_text=counsellor.display_name)
    expect(row.get_by_role("cell").first).to_have_text("3")
    is_sound(page)


def arranges_a_substitute(page: Page, absent: User, substitute: User) -> None:
    go_by_keyboard(page, "Tänään")
    go_by_keyboard(page, "Sijaisuudet")
    is_sound(page)
    choose_person(page, "Poissa oleva", absent)
    choose_person(page, "Sijainen", substitute)
    today = clock.today()
    page.get_by_label("Viimeinen päivä").fill(f"{today.day}.{today.month}.{today.year}")
    go_by_keyboard(page, "Järjestä sijainen")
    is_told(page, "Sijainen on sovittu.")
    is_sound(page)
    assert Substitution.objects.get().substitute == substitute


def hands_over_the_clients_of_who_leaves(page: Page, leaver: User, receiver: User) -> None:
    go_by_keyboard(page, "Tänään")
    go_by_keyboard(page, "Luovuta asiakkaat toiselle")
    is_sound(page)
    choose_person(page, "Kenen asiakkaat", leaver)
    go_by_keyboard(page, "Jatka")
    page.get_by_label(f"Iryna {FAMILY_NAME}").press("Space")
    choose_person(page, "Uusi vastuuohjaaja", receiver)
    is_sound(page)
    go_by_keyboard(page, "Tarkista ennen luovutusta")
    expect(page.locator("h1")).to_have_text("Luovutetaanko 2 asiakasta?")
    is_told(page, f"Amina {FAMILY_NAME}")
    assert not scoped(Client.objects.filter(keyworker=receiver)).exists()
    is_sound(page)
    page.get_by_role("button", name="Luovuta", exact=True).press("Enter")
    is_told(page, "2 asiakasta luovutettiin.")
    is_sound(page)


def choose_person(page: Page, label: str, person: User) -> None:
    page.get_by_role("combobox", name=label).select_option(str(person.pk))
