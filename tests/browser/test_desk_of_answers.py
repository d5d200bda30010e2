"""A clerk works through what arrived by forms: by keyboard, wide and narrow, with nothing for axe to find."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from seutu.shared.accounts.tests.second_factor import signed_in_with_code
from seutu.shared.core import clock
from seutu.shared.eforms.actions import desk, desk_answers, desk_arrivals
from seutu.shared.eforms.actions.links import new_link
from seutu.shared.eforms.meanings import Choice, Duplicate, EFormMeaning, MeaningField, Outcome, Preview, Row, meanings
from seutu.shared.eforms.models import OneTimeLink, Submission
from seutu.shared.eforms.spec.items import FieldKind
from seutu.shared.eforms.tests.desk_rows import ANSWERS, arrived, form_of
from seutu.shared.organizations.tests.factories import RegionFactory
from tests.browser.accessibility import assert_is_accessible, overflow
from tests.browser.conftest import OpenPage
from tests.browser.working_day import go_by_keyboard

WIDTHS = (1280, 360, 320)
ARABIC = {
    "nimi": "اسم مختلق",
    "sahkoposti": "keksitty@lahettaja.example",
    "aihe": ["kieli"],
    "kuvaus": "هذا نص مختلق للاختبار.",
}


def is_sound(page: Page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert overflow(page) == []
        assert_is_accessible(page)
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.fixture
def meaning() -> Iterator[EFormMeaning]:
    made = EFormMeaning(
        key="tests.thing",
        label="Keksitty asia",
        targets=[MeaningField(name="name", label="Nimi", kinds=[FieldKind.TEXT])],
        preview=lambda answers, mapping, by: Preview(
            rows=[Row(label="Nimi", value=answers["nimi"], note="Sukunimi puuttuu")],
            duplicates=[Duplicate(key="7", label="Keksitty Samanniminen", why="Sama syntymäpäivä")],
            token="seen",
        ),
        carry_out=_carried_out,
    )
    meanings.register(made)
    yield made
    del meanings._entries[made.key]


def _carried_out(submission: Submission, answers: object, mapping: object, choice: Choice, by: object) -> Outcome:
    return Outcome(reference=f"tests.thing:{choice.existing}")


@pytest.fixture
def lying(transactional_db, municipality, other_municipality, clerk, counsellor, outsider) -> dict[str, Submission]:
    region = RegionFactory()
    for each in (municipality, other_municipality):
        each.region = region
        each.save()
    form = form_of(municipality, meaning="tests.thing", mapping={"nimi": "name"})
    late = arrived(form, answer_by=clock.today() - dt.timedelta(days=2))
    arabic = arrived(form, answers=ARABIC, language="ar", last_day=clock.today() - dt.timedelta(days=3), is_late=True)
    gone = arrived(form)
    desk.hand_over(gone, str(other_municipality.pk), "Lähettäjä asuu Mäntylässä.", revision=1, by=clerk)
    desk.note(late, "Soitettu, ei vastannut.", revision=1, by=clerk, field_name="nimi")
    desk_arrivals.complete(late, ANSWERS | {"nimi": "Keksitty Koko Nimi"}, reply_email=late.reply_email)
    return {"late": late, "arabic": arabic}


def test_an_answer_from_the_inbox_to_the_closing(open_page: OpenPage, lying, clerk) -> None:
    page = open_page("/tyo/lomakevastaukset/", client=signed_in_with_code(Client(), clerk))
    is_sound(page)

    go_by_keyboard(page, "Yhteydenottopyyntö")
    expect(page.get_by_role("heading", name="Vastaukset")).to_be_visible()
    expect(page.get_by_text("Soitettu, ei vastannut.")).to_be_visible()
    is_sound(page)

    go_by_keyboard(page, "Ota työn alle")
    expect(page.get_by_text("Lomakevastaus on nyt sinun työnäsi.")).to_be_visible()

    go_by_keyboard(page, "Vastaa lähettäjälle")
    go_by_keyboard(page, "Lähetä vastaus")
    expect(page).to_have_title(re.compile("^Virhe:"))
    is_sound(page)

    page.get_by_label("Vastaus").fill("Tule maanantaina kello 9.")
    go_by_keyboard(page, "Lähetä vastaus")
    expect(page.get_by_text("Tule maanantaina kello 9.")).to_be_visible()
    is_sound(page)

    go_by_keyboard(page, "Sulje")
    expect(page.get_by_role("button", name="Avaa uudelleen")).to_be_visible()
    assert "Keksitty" not in page.title()


@pytest.mark.parametrize("name", ["taydennys", "siirra", "anna", "muistiinpano", "vastaa"])
def test_every_verb_has_a_sound_page(open_page: OpenPage, lying, clerk, name: str) -> None:
    path = f"/tyo/lomakevastaukset/{lying['late'].pk}/{name}/"

    is_sound(open_page(path, client=signed_in_with_code(Client(), clerk)))


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no-scripts"])
def test_answers_are_taken_into_the_register_after_a_look_at_what_is_like_them(
    open_page: OpenPage, lying, meaning, clerk, has_scripts: bool
) -> None:
    browser = signed_in_with_code(Client(), clerk)
    page = open_page(f"/tyo/lomakevastaukset/{lying['arabic'].pk}/", client=browser, has_scripts=has_scripts)
    if has_scripts:
        is_sound(page)

    page.get_by_role("link", name="Vie rekisteriin").click()
    if has_scripts:
        is_sound(page)
    page.get_by_role("button", name="Tallenna rekisteriin").click()
    expect(page.locator(".error-summary")).to_be_visible()
    page.get_by_label("Keksitty Samanniminen").check()
    page.get_by_role("button", name="Tallenna rekisteriin").click()

    expect(page.get_by_text("Vastaukset vietiin rekisteriin.")).to_be_visible()
    assert Submission.objects.get(pk=lying["arabic"].pk).became == "tests.thing:7"


def test_the_first_page_of_a_clerk_leads_to_what_waits(open_page: OpenPage, lying, clerk) -> None:
    page = open_page("/tyo/", client=signed_in_with_code(Client(), clerk))

    is_sound(page)
    page.locator("[aria-labelledby=eforms-inbox]").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Vastaukset")).to_be_visible()


@pytest.mark.parametrize("language", ["", "/sv", "/en"])
def test_the_sender_reads_the_answer_and_writes_back_without_scripts(
    open_page: OpenPage, lying, clerk, language: str
) -> None:
    until = dt.timedelta(days=30)
    submission = lying["late"]
    submission.refresh_from_db()
    desk_answers.answer(submission, "Tule maanantaina kello 9.", site="x", revision=submission.revision, by=clerk)
    secret = new_link(OneTimeLink.Purpose.READ, submission=submission, lasts=until)
    path = f"{language}/lomakkeet/linkki/{secret}/"
    is_sound(open_page(path))

    page = open_page(path, has_scripts=False)
    page.locator("main button").click()
    expect(page.get_by_text("Tule maanantaina kello 9.")).to_be_visible()
    page.locator("textarea").fill("Kiitos, tulen.")
    page.locator("main button").click()

    expect(page.locator("textarea")).to_have_count(0)
    assert submission.messages.latest("pk").text == "Kiitos, tulen."


def test_the_page_of_what_is_needed_in_words_is_sound(open_page: OpenPage, lying, clerk) -> None:
    submission = lying["late"]
    submission.refresh_from_db()
    until = clock.today() + dt.timedelta(days=14)
    desk_answers.ask_for_completion(
        submission, [], "Kirjoita koko nimesi.", until, site="x", revision=submission.revision, by=clerk
    )
    secret = new_link(OneTimeLink.Purpose.COMPLETE, submission=submission, lasts=dt.timedelta(days=14))
    page = open_page(f"/lomakkeet/linkki/{secret}/")

    page.get_by_role("button", name="Näytä, mitä tarvitaan").click()
    expect(page.get_by_text("Kirjoita koko nimesi.")).to_be_visible()
    is_sound(page)


def test_who_makes_a_form_says_what_its_answers_become(open_page: OpenPage, lying, meaning, coordinator) -> None:
    browser = signed_in_with_code(Client(), coordinator)

    is_sound(open_page("/tyo/lomakevastaukset/lomakkeet/yhteydenotto/", client=browser))
