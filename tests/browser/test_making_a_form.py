"""A maker makes a form of two pages in Finnish and Arabic, by keyboard alone, tries it, and publishes it."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page, expect

from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.shared.eforms.models import EForm
from seutu.shared.eforms.spec.codec import from_json
from seutu.shared.eforms.spec.items import walk
from tests.browser.accessibility import assert_is_accessible, overflow
from tests.browser.conftest import OpenPage
from tests.browser.working_day import go_by_keyboard, is_told, tab_to

PHONE = 360
SHOTS = os.environ.get("SEUTU_SHOTS", "")


def test_a_form_is_made_by_keyboard(open_page: OpenPage, coordinator, unit) -> None:
    page = open_page("/tyo/lomakkeet/", client=signed_in(coordinator))
    is_sound_on_a_phone(page, "list-empty")

    begins(page)
    adds_a_page_with_a_name(page)
    adds_a_page_with_choices(page)
    adds_arabic(page)
    tries_it(page)
    publishes_it(page)

    form = EForm.objects.get()
    assert form.current is not None
    spec = from_json(form.current.spec)
    assert spec.languages == ("fi", "ar")
    assert [placed.item.name for placed in walk(spec.items)] == ["sina", "nimi", "toive", "aihe"]
    assert spec.title.words == {"fi": "Kesän leiri", "ar": "المخيم الصيفي"}


def is_sound_on_a_phone(page: Page, name: str) -> None:
    """Axe finds nothing on a wide screen and on a phone, and nothing is wider than the phone."""
    for width in (1280, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        assert_is_accessible(page)
        assert overflow(page) == [], (page.url, width)
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


def enters(page: Page) -> None:
    """Send the form in which the keyboard is."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def types(page: Page, label: str, words: str) -> None:
    """Come to a field by keyboard and type into it."""
    tab_to(page, label)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(words)


def begins(page: Page) -> None:
    go_by_keyboard(page, "Uusi lomake")
    is_sound_on_a_phone(page, "new")
    types(page, "Lomakkeen nimi", "Kesän leiri")
    go_by_keyboard(page, "Tee lomake")
    is_told(page, "Lomake tehtiin.")
    is_sound_on_a_phone(page, "outline-empty")


def adds_a_page_with_a_name(page: Page) -> None:
    go_by_keyboard(page, "Lisää sivu")
    is_sound_on_a_phone(page, "add")
    types(page, "Kysymys tai otsikko", "Sinä")
    enters(page)
    go_by_keyboard(page, "Takaisin sisältöön")
    go_by_keyboard(page, "Lisää tämän sisään")
    types(page, "Kysymys tai otsikko", "Nimi")
    enters(page)
    is_told(page, "Lisätty.")
    is_sound_on_a_phone(page, "item")
    tab_to(page, "Ei")
    page.keyboard.press("ArrowDown")
    go_by_keyboard(page, "Tallenna")
    is_told(page, "Tallennettu.")


def adds_a_page_with_choices(page: Page) -> None:
    go_by_keyboard(page, "Lisää sivu")
    types(page, "Kysymys tai otsikko", "Toive")
    enters(page)
    go_by_keyboard(page, "Takaisin sisältöön")
    page.locator("#i-toive").focus()
    go_by_keyboard(page, "Lisää tämän sisään")
    tab_to(page, "Mitä lisätään")
    page.keyboard.type("Yksi luettelosta")
    types(page, "Kysymys tai otsikko", "Aihe")
    enters(page)
    go_by_keyboard(page, "Tallenna ja avaa luettelo")
    is_sound_on_a_phone(page, "choices-empty")
    for number, words in enumerate(("Uinti", "Retki")):
        page.locator(f"#w-{number}-fi").focus()
        page.keyboard.insert_text(words)
    enters(page)
    is_told(page, "Tallennettu.")
    is_sound_on_a_phone(page, "choices")


def adds_arabic(page: Page) -> None:
    go_by_keyboard(page, "Kielet")
    tab_to(page, "Uusi kieli")
    page.keyboard.type("arabia")
    go_by_keyboard(page, "Lisää kieli")
    is_told(page, "Kieli lisätty: Arabia.")
    is_sound_on_a_phone(page, "texts")
    words = ["المخيم الصيفي", "أنت", "الاسم", "الرغبة", "الموضوع", "السباحة", "الرحلة"]
    fields = page.locator(".sides input:not([type=hidden]):not([type=checkbox])")
    expect(fields).to_have_count(len(words))
    fields.first.focus()
    for each in words:
        page.keyboard.insert_text(each)
        page.keyboard.press("Tab")
    enters(page)
    is_told(page, "Tallennettu.")
    go_by_keyboard(page, "Sisältö")
    is_sound_on_a_phone(page, "outline")


def tries_it(page: Page) -> None:
    go_by_keyboard(page, "Esikatselu")
    tab_to(page, "Kieli")
    page.keyboard.type("Arabia")
    go_by_keyboard(page, "Näytä")
    is_sound_on_a_phone(page, "preview")
    go_by_keyboard(page, "Avaa esikatselu yksinään")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    is_sound_on_a_phone(page, "preview-ar")
    types(page, "الاسم", "كرم")
    enters(page)
    expect(page.get_by_role("heading", name="الرغبة")).to_be_visible()
    page.go_back()
    page.go_back()


def publishes_it(page: Page) -> None:
    go_by_keyboard(page, "Asetukset")
    is_sound_on_a_phone(page, "settings")
    go_by_keyboard(page, "Julkaise")
    is_sound_on_a_phone(page, "publish")
    tab_to(page, "Jaa ja vie")
    go_by_keyboard(page, "Julkaise")
    is_told(page, "Versio 1 julkaistiin.")
    is_sound_on_a_phone(page, "share")
    go_by_keyboard(page, "Versiot")
    is_sound_on_a_phone(page, "versions")
    go_by_keyboard(page, "Lomakkeiden teko")
    is_sound_on_a_phone(page, "list")
