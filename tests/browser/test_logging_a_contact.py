"""A counsellor logs a phone call without a mouse, and leaves one unfinished."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, Route, expect

from seutu.newcomers.clients.models import Contact, RegisterDraft, scoped
from seutu.newcomers.clients.tests.entries import default_codes
from seutu.newcomers.clients.tests.factories import named_client
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.shared.organizations.tests.factories import OrganizationFactory
from tests.browser.accessibility import assert_is_accessible, overflow
from tests.browser.conftest import OpenPage

KEYS_AT_MOST = 40


@dataclass
class Keyboard:
    """The keys that are pressed, each counted: a letter is one, Ctrl+Enter two."""

    page: Page
    pressed: int = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.pressed += len(key.split("+"))
            self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        self.pressed += len(text)
        self.page.keyboard.type(text)


@pytest.fixture
def open_work(open_page: OpenPage, counsellor, unit):
    """Open an address in a browser in which the counsellor has signed in."""
    default_codes()
    OrganizationFactory(name_fi="Ilomantsi", slug="ilomantsi")
    client = signed_in(counsellor)
    return lambda address, **options: open_page(address, client=client, **options)


def wait_for_draft(page: Page) -> None:
    """Wait until what was typed is kept: a save that is sent as the page closes comes to a server that closes too."""
    expect(page.locator("[data-autosave-status]")).to_contain_text("Luonnos tallennettu", timeout=15_000)


def contacts() -> list[Contact]:
    return list(scoped(Contact.objects.all()).order_by("pk"))


def log_by_keyboard(page: Page, keys: Keyboard, *, first: bool) -> None:
    """From the worker's first page to the word that it is saved."""
    keys.press("k")
    page.wait_for_url(re.compile("/tyo/kontaktit/uusi/$"))
    expect(page.locator("[name=who]:focus")).to_have_value("anonymous")
    keys.press("Tab")
    if first:  # later ones begin with the channel, the municipality and the language of the one before
        keys.press("Space")
    keys.press("Tab")
    keys.write("Il")
    keys.press("Tab")
    keys.write("ara")
    keys.press("Tab")
    keys.write("7")
    keys.press("Tab", "Tab", "a")
    expect(page.locator("label:has([name=topics]:focus)")).to_have_text("Asuminen")
    keys.press("Space", "k", "Space", "Control+Enter")
    expect(page.locator("main")).to_contain_text("Tallennettu")


def test_a_phone_call_is_logged_without_a_mouse_in_forty_keys(open_work):
    page = open_work("/tyo/")
    keys = Keyboard(page)

    log_by_keyboard(page, keys, first=True)

    assert keys.pressed <= KEYS_AT_MOST
    (contact,) = contacts()
    assert contact.is_anonymous
    assert (contact.channel, contact.minutes, contact.service_language) == ("phone", 7, "ar")
    assert contact.client_municipality is not None
    assert contact.client_municipality.name_fi == "Ilomantsi"
    assert {topic.name_fi for topic in contact.topics.all()} == {"Asuminen", "Kela ja toimeentulo"}


def test_the_next_call_takes_fewer(open_work):
    page = open_work("/tyo/")
    log_by_keyboard(page, Keyboard(page), first=True)
    page.goto("/tyo/")
    keys = Keyboard(page)

    keys.press("k")
    page.wait_for_url(re.compile("/tyo/kontaktit/uusi/$"))
    keys.press("Tab", "Tab", "Tab", "Tab")
    keys.write("12")
    keys.press("Tab", "Tab", "t", "Space", "Control+Enter")
    expect(page.locator("main")).to_contain_text("Tallennettu")

    assert keys.pressed <= 15
    assert contacts()[1].client_municipality == contacts()[0].client_municipality


def test_a_letter_that_is_typed_into_a_field_leads_nowhere(open_work):
    page = open_work("/tyo/kontaktit/")
    page.locator("[name=alkaen]").focus()

    page.keyboard.type("k")

    assert page.url.endswith("/tyo/kontaktit/")


def test_the_shortcut_can_be_switched_off(open_work):
    page = open_work("/tyo/")
    page.locator("[data-shortcut-switch] button").click()

    page.keyboard.press("k")
    expect(page.locator("[data-shortcut-switch] button")).to_be_visible()

    assert page.url.endswith("/tyo/")


def test_what_was_typed_is_kept_and_gone_on_with(open_work):
    page = open_work("/tyo/kontaktit/uusi/")
    page.locator("[name=minutes]").fill("42")
    page.locator("[name=minutes]").blur()
    expect(page.locator("[data-autosave-status]")).to_contain_text("Luonnos tallennettu")

    page.goto("/tyo/")
    page.get_by_role("link", name=re.compile("Asiakaskontakti")).first.click()

    expect(page.locator("[name=minutes]")).to_have_value("42")
    assert RegisterDraft.objects.count() == 1


def test_what_is_typed_stays_in_this_tab_only(open_work):
    page = open_work("/tyo/kontaktit/uusi/")
    page.route("**/rekisteri/luonnokset/tallenna/", lambda route: route.abort())
    page.locator("[name=minutes]").fill("42")
    page.locator("[name=minutes]").blur()
    expect(page.locator("[data-autosave-status]")).to_contain_text("Yhteys katkesi")

    kept = page.evaluate("[Object.keys(localStorage).length, Object.keys(sessionStorage).length]")

    assert kept == [0, 1]
    page.unroute("**/rekisteri/luonnokset/tallenna/")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    wait_for_draft(page)


def test_a_session_that_ends_loses_nothing(open_work):
    page = open_work("/tyo/kontaktit/uusi/")
    kept = page.context.cookies()
    page.context.clear_cookies(name="seutu_session")
    page.locator("[name=minutes]").fill("42")
    page.locator("[name=minutes]").blur()
    expect(page.locator("[data-autosave-status]")).to_contain_text("Istunto päättyi")

    page.context.add_cookies(kept)  # as after signing in once more
    page.goto("/tyo/kontaktit/uusi/")
    page.get_by_role("button", name="Palauta teksti").click()

    expect(page.locator("[name=minutes]")).to_have_value("42")
    assert RegisterDraft.objects.count() == 1


def test_a_client_is_chosen_while_the_name_is_typed(open_work, unit):
    named_client("Aino", "Keksitty", unit=unit)
    page = open_work("/tyo/kontaktit/uusi/")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.type("keksi")

    expect(page.locator("#client-choices input")).to_be_checked()
    expect(page.locator("#client-choices")).to_contain_text("Aino Keksitty")
    assert_is_accessible(page)
    expect(page.locator("[data-autosave-status]")).to_contain_text("Luonnos tallennettu")


def search_client(page: Page, name: str) -> None:
    """Type a name as the client's, as somebody does who has just opened the form."""
    page.get_by_role("radio", name="Asiakas", exact=True).check()
    page.locator("[name=client_search]").press_sequentially(name)


def test_typing_another_name_chooses_nobody_until_the_answer_comes(open_work, unit):
    named_client("Aino", "Keksitty", unit=unit)
    page = open_work("/tyo/kontaktit/uusi/")
    search_client(page, "keksi")
    expect(page.locator("#client-choices input")).to_be_checked(timeout=10_000)

    page.route("**/kontaktit/asiakas/", lambda route: None)  # the answer never comes
    page.locator("[name=client_search]").press("Backspace")
    expect(page.locator("#client-choices input")).to_have_count(0)
    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("link", name="Etsi asiakas ja valitse hänet löytyneistä.")).to_be_visible()
    assert contacts() == []
    wait_for_draft(page)


def test_a_question_about_the_name_before_is_given_up(open_work, unit):
    named_client("Aino", "Keksitty", unit=unit)
    named_client("Toivo", "Toinen", unit=unit)
    page = open_work("/tyo/kontaktit/uusi/")
    held: list[Route] = []
    page.route("**/kontaktit/asiakas/", lambda route: route.continue_() if held else held.append(route))
    with page.expect_request("**/kontaktit/asiakas/"):
        search_client(page, "keksi")

    with page.expect_event("requestfailed", lambda request: request == held[0].request):
        page.locator("[name=client_search]").fill("toine")

    expect(page.locator("#client-choices")).to_contain_text("Toivo Toinen", timeout=10_000)
    expect(page.locator("#client-choices input")).to_be_checked()
    wait_for_draft(page)


def test_who_is_found_brings_their_language_unless_one_was_chosen(open_work, unit):
    named_client("Aino", "Keksitty", unit=unit, service_language="fa")
    named_client("Toivo", "Toinen", unit=unit, service_language="so")
    page = open_work("/tyo/kontaktit/uusi/")
    language = page.locator("[name=service_language]")

    search_client(page, "keksi")
    expect(language).to_have_value("fa", timeout=10_000)
    language.select_option("ar")
    page.locator("[name=client_search]").fill("toine")
    expect(page.locator("#client-choices input")).to_be_checked(timeout=10_000)

    expect(page.locator("#client-choices")).to_contain_text("Toivo Toinen")
    expect(language).to_have_value("ar")
    wait_for_draft(page)


@pytest.mark.parametrize("width", [1280, 360, 320])
@pytest.mark.parametrize(
    "address",
    ["/tyo/", "/tyo/kontaktit/uusi/", "/tyo/kontaktit/", "/tyo/kontaktit/ryhma/", "/tyo/kontaktit/muu-tyo/"],
)
def test_every_page_is_accessible_and_fits(open_work, address, width):
    page = open_work(address, width=width)
    if details := page.query_selector("details.more"):
        details.evaluate("element => { element.open = true; }")

    assert_is_accessible(page)
    assert overflow(page) == []
