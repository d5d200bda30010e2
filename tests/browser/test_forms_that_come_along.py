"""The ready-made forms in a real browser: from a decision to the registry, and from a request in Arabic to a client."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from seutu.newcomers.clients.models import Client as Person
from seutu.newcomers.clients.models import scoped
from seutu.newcomers.clients.tests.factories import FundingCodeFactory, named_client
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.publishing.decisions.models import ItemRemedy, Remedy
from seutu.publishing.decisions.tests.factories import ItemFactory, MeetingFactory
from seutu.shared.audit.actor import System
from seutu.shared.eforms.actions.ready_forms import offer_ready_forms
from seutu.shared.eforms.models import Submission
from seutu.shared.eforms.ready_forms import ready_forms
from seutu.shared.messages.models import Message
from seutu.shared.organizations.tests.factories import BodyFactory
from tests.browser.accessibility import assert_is_accessible, overflow

WIDTHS = (1280, 360)


@pytest.fixture
def offered(transactional_db: None, municipality: Any) -> Any:
    municipality.registry_email = "kirjaamo@kuusela.example"
    municipality.municipality_code = "167"
    municipality.save()
    offer_ready_forms(municipality, by=System("test"), is_published=True)
    return municipality


def look(page: Any, name: str) -> None:
    """Judge a page at both widths, and keep pictures where SEUTU_SCREENS names a folder."""
    folder = os.environ.get("SEUTU_SCREENS", "")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert overflow(page) == [], f"{name} at {width}"
        if folder:
            page.screenshot(path=str(Path(folder) / f"{name}-{width}.png"), full_page=True)
    assert_is_accessible(page)


def send(page: Any) -> None:
    """Send the answers; the browser solves the riddle first."""
    page.locator("form[data-challenge] button[type=submit]").click()


@pytest.mark.parametrize("language", ["", "ar/"])
def test_the_first_page_of_every_form_is_accessible(open_page, offered, language):
    page = open_page("/")

    for form in ready_forms.entries():
        made = offered.eforms.get(ready_made=form.key)
        page.goto(f"/{language}lomakkeet/{made.slug}/")
        look(page, f"{form.key}-start-{language.strip('/') or 'fi'}")
        page.locator("main form button[type=submit]").first.click()
        look(page, f"{form.key}-page-{language.strip('/') or 'fi'}")


def test_a_review_is_requested_from_the_decision_and_the_registry_is_told(open_page, offered):
    body = BodyFactory(organization=offered, name_fi="Tekninen lautakunta", abbreviation="TEKLA")
    item = ItemFactory(
        meeting=MeetingFactory(body=body, legacy_id="2026104"), position=4, section_number=16, title="Väylän valot"
    )
    ItemRemedy.objects.create(item=item, remedy=Remedy.REVIEW_REQUEST)
    page = open_page("/kuusela/kokoukset/2026104/4/")
    look(page, "decision")

    page.get_by_role("link", name="Tee oikaisuvaatimus").click()
    look(page, "review-start")
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("[name=decision]")).to_have_value(re.compile("Väylän valot"))
    page.locator("[name=demand]").fill("Keksitty vaatimus")
    page.locator("[name=grounds]").fill("Keksityt perusteet")
    page.locator("button.button[value=next]").click()
    page.locator("[name=person_name]").fill("Keksitty Kuntalainen")
    page.locator("[name=address]").fill("Keksitie 1")
    page.locator("[name=signature]").fill("Keksitty Kuntalainen")
    page.locator("button.button[value=next]").click()
    look(page, "review-check")
    send(page)
    page.wait_for_url("**/kuitti/", timeout=90_000)
    look(page, "review-receipt")

    submission = Submission.objects.get()
    assert submission.subject == f"decisions.item:{item.pk}"
    expect(page.locator("main")).to_contain_text(submission.number)
    assert submission.number in Message.objects.get().body_text


def test_a_request_in_arabic_becomes_a_client(open_page, offered, unit, counsellor):
    FundingCodeFactory()
    named_client("Amal", "Keksitty", unit=unit, controller=offered, keyworker=counsellor)
    page = open_page("/ar/lomakkeet/yhteydenotto-kuusela/", width=360)
    page.locator("main form button[type=submit]").first.click()
    page.locator("[name=topics][value=housing]").check()
    page.locator("[name=message]").fill("أبحث عن شقة")
    page.locator("button.button[value=next]").click()
    page.locator("[name=given_names]").fill("Amal")
    page.locator("[name=family_name]").fill("Keksitty")
    page.locator("[name=ways][value=call]").check()
    page.locator("[name=language]").select_option("ar")
    page.locator("[name=consent]").check()
    page.locator("button.button[value=next]").click()
    if page.locator("[name=phone]").count():
        page.locator("[name=phone]").fill("+358401234567")
        page.locator("button.button[value=next]").click()
    look(page, "contact-check-ar")
    send(page)
    page.wait_for_url("**/kuitti/", timeout=90_000)

    submission = Submission.objects.get()
    desk = open_page(reverse("eforms_desk:become", args=[submission.pk]), client=signed_in(counsellor))
    look(desk, "become")
    desk.locator("main input[type=radio]").last.check()
    desk.locator("main form button[type=submit]").click()
    assert scoped(Person.objects.all()).count() == 2
    made = scoped(Person.objects.all()).latest("pk")
    desk.goto(made.get_absolute_url())
    expect(desk.locator("main")).to_contain_text(submission.number)
    look(desk, "client")
