"""What a clerk types stays: pasted, refused, left unfinished, in two tabs."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from seutu.publishing.decisions.models import AgendaItem
from seutu.publishing.decisions.tests import desk as made
from seutu.publishing.desk.models import Draft
from seutu.shared.organizations.tests.factories import BodyFactory
from tests.browser.clerks_evening import PASTE, WORD
from tests.browser.conftest import OpenPage

SAVE = "form.form button.button[type=submit]:not(.button--second)"


@pytest.fixture
def meeting(municipality):
    body = BodyFactory(organization=municipality, name_fi="Sivistyslautakunta", slug="sivistyslautakunta")
    return made.draft(body=body)


@pytest.fixture
def new_item(meeting) -> str:
    return reverse("desk:new_item", args=[meeting.pk])


@pytest.fixture
def open_desk(open_page: OpenPage, clerk):
    """Open an address in a browser in which the clerk has signed in."""
    client = Client()
    client.force_login(clerk)
    return lambda address: open_page(address, client=client)


def paste(page: Page) -> None:
    page.locator(".editor [contenteditable=true]").first.evaluate(PASTE, WORD.format(title="Avustus"))


def hold_cleaning(page: Page) -> list[Route]:
    """Let the server's reading of a paste wait; what it is asked is put on the list."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(f"**{reverse('desk:clean_text')}", hold)
    return held


def text_of_saved_item() -> str:
    return AgendaItem.objects.get(title="Avustus").parts.get().html


def wait_until_kept(page: Page) -> None:
    """What was typed is saved by itself a moment later: the database must not be emptied under it."""
    expect(page.locator("[data-autosave-status]")).to_contain_text("Luonnos tallennettu")


def write_title(page: Page, title: str) -> None:
    """Write a title and wait until it is kept."""
    page.locator("[name=title]").fill(title)
    page.locator("[name=title]").blur()
    expect(page.locator("[data-autosave-status]")).to_contain_text("Luonnos tallennettu")


def test_a_form_saved_while_a_paste_is_read_waits_for_the_reading(open_desk, new_item):
    page = open_desk(new_item)
    held = hold_cleaning(page)
    page.locator("[name=title]").fill("Avustus")
    paste(page)
    expect(page.locator(".editor [contenteditable=true]").first).to_contain_text("ensimmäinen kohta")

    page.locator(SAVE).first.click(no_wait_after=True)
    expect(page).to_have_url(f"{page.url.split('/tyo/')[0]}{new_item}")
    with page.expect_navigation():
        held[0].continue_()

    assert "<li>ensimmäinen kohta</li>" in text_of_saved_item()


def test_a_paste_stays_without_a_connection(open_desk, new_item):
    page = open_desk(new_item)
    page.route(f"**{reverse('desk:clean_text')}", lambda route: route.abort())
    page.locator("[name=title]").fill("Avustus")
    paste(page)

    with page.expect_navigation():
        page.locator(SAVE).first.click()

    assert "ensimmäinen kohta" in text_of_saved_item()
    assert "mso" not in text_of_saved_item()


def test_what_is_typed_while_a_paste_is_read_stays(open_desk, new_item):
    page = open_desk(new_item)
    held = hold_cleaning(page)
    paste(page)
    page.keyboard.type("Jatkoa.")

    with page.expect_response(f"**{reverse('desk:clean_text')}"):
        held[0].continue_()
    page.wait_for_timeout(300)

    text = page.locator(".editor [contenteditable=true]").first
    expect(text).to_contain_text("Jatkoa.")
    assert text.inner_text().count("ensimmäinen kohta") == 1
    wait_until_kept(page)


def test_a_paste_is_there_once_when_it_has_been_read_and_the_focus_stays_where_it_went(open_desk, new_item):
    page = open_desk(new_item)
    held = hold_cleaning(page)
    paste(page)
    page.locator("[name=title]").focus()

    held[0].continue_()

    text = page.locator(".editor [contenteditable=true]").first
    expect(text.locator("li").first).to_have_text("ensimmäinen kohta")
    assert text.inner_text().count("ensimmäinen kohta") == 1
    expect(page.locator("[name=title]")).to_be_focused()
    wait_until_kept(page)


def test_two_tabs_keep_two_texts(open_desk, new_item):
    page = open_desk(new_item)
    other = page.context.new_page()
    other.goto(new_item)

    write_title(page, "Ensimmäinen asia")
    write_title(other, "Toinen asia")

    assert {draft.title for draft in Draft.objects.all()} == {"Ensimmäinen asia", "Toinen asia"}
    page.goto("/tyo/")
    expect(page.locator("section", has_text="Kesken jääneet")).to_contain_text("Ensimmäinen asia")
    page.get_by_role("link", name="Toinen asia").click()
    expect(page.locator("[name=title]")).to_have_value("Toinen asia")


def test_a_refused_form_does_not_offer_the_text_that_it_shows(open_desk, new_item):
    page = open_desk(new_item)
    page.locator("[name=presenter]").fill("Rehtori")

    with page.expect_navigation():
        page.locator(SAVE).first.click()

    expect(page.locator("#error-summary")).to_be_visible()
    expect(page.locator("[name=presenter]")).to_have_value("Rehtori")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Luonnos tallennettu")
    expect(page.locator("[data-kept-here]")).to_be_hidden()
    assert Draft.objects.get().fields["presenter"] == ["Rehtori"]


def test_text_that_could_not_be_sent_is_offered_when_the_form_is_opened_again(open_desk, new_item):
    page = open_desk(new_item)
    page.context.set_offline(True)
    page.locator("[name=title]").fill("Ilman yhteyttä")
    page.locator("[name=title]").blur()
    expect(page.locator("[data-autosave-status]")).to_contain_text("Yhteys katkesi")
    other = page.context.new_page()
    page.close()
    other.context.set_offline(False)
    other.goto(new_item)

    with other.expect_navigation():
        other.get_by_role("button", name="Palauta teksti").click()

    expect(other.locator("[name=title]")).to_have_value("Ilman yhteyttä")
