"""Rights to a client beyond one's own work, in a browser: every page, a request and an emergency from end to end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from seutu.newcomers.clients.actions import emergency, grants, substitutions, transfers
from seutu.newcomers.clients.models import GrantLevel
from seutu.newcomers.clients.tests.factories import ClientFactory
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from tests.browser.accessibility import assert_is_accessible, overflow
from tests.browser.conftest import OpenPage

REASON = "Poliisi kysyy lapsen vanhempia."


@pytest.fixture
def open_as(open_page: OpenPage) -> Callable[..., Page]:
    """Open a page of the register in a browser in which somebody of the cast has signed in."""
    return lambda person, address, **options: open_page(address, client=signed_in(person), **options)


def at(name: str, *arguments: object) -> str:
    return reverse(f"clients:{name}", args=arguments)


@pytest.fixture
def pages(
    unit,
    foreign_unit,
    counsellor,
    colleague,
    supervisor,
    foreign_counsellor,
    adviser,
    data_protection_officer,
    municipality,
) -> list[tuple[User, str]]:
    """Each page once, with who opens it."""
    client = ClientFactory(unit=unit, keyworker=counsellor, shown_name="Keksitty Asiakas")
    offered = ClientFactory(unit=unit, keyworker=counsellor, shown_name="Keksitty Muuttaja")
    made = grants.grant_access(
        client, foreign_unit, level=GrantLevel.READ, reason="Muutto", ends_on=None, by=counsellor
    )
    grants.consult(client, adviser, days=7, reason="Perheasia", by=counsellor)
    asked = grants.request_access(client.reference, level=GrantLevel.WRITE, reason="Muutto", by=foreign_counsellor)
    transfer = transfers.offer_transfer(offered, foreign_unit, reason="Muuttaa", provision="laki", by=counsellor)
    emergency.open_in_emergency(offered.reference, reason=REASON, by=foreign_counsellor, page="https://x.example/")
    today = clock.today()
    absence = substitutions.arrange_substitution(
        counsellor, colleague, organization=municipality, starts_on=today, ends_on=today, by=supervisor
    )
    return [
        (counsellor, client.get_absolute_url()),
        (counsellor, offered.get_absolute_url()),
        (counsellor, at("grant_access", client.reference)),
        (counsellor, at("consult", client.reference)),
        (counsellor, at("withdraw_grant", client.reference, made.pk)),
        (counsellor, at("offer_transfer", client.reference)),
        (counsellor, at("requests")),
        (foreign_counsellor, at("requests")),
        (foreign_counsellor, at("new_request")),
        (counsellor, at("grant_request", asked.pk)),
        (foreign_counsellor, at("grant_request", asked.pk)),
        (foreign_counsellor, at("transfer", transfer.pk)),
        (counsellor, at("transfer", transfer.pk)),
        (foreign_counsellor, at("emergency_access")),
        (data_protection_officer, at("emergencies")),
        (data_protection_officer, reverse("work:today")),
        (supervisor, at("substitutions")),
        (supervisor, at("end_substitution", absence.pk)),
        (supervisor, at("hand_over")),
        (supervisor, at("hand_over_of", counsellor.pk)),
    ]


def pictures() -> Iterator[str]:
    """Where a picture of each page goes, for who looks at them by eye: nowhere unless a folder is named."""
    folder, number = os.environ.get("SEUTU_PICTURES", ""), 0
    while True:
        number += 1
        yield f"{folder}/rights-{number:02}" if folder else ""


@pytest.mark.parametrize(("width", "scheme", "prefix"), [(1280, "light", "/sv"), (320, "dark", "")])
def test_every_page_is_accessible_and_fits(open_as, pages, width, scheme, prefix):
    windows: dict[User, Page] = {}
    for (person, address), picture in zip(pages, pictures(), strict=False):
        if person not in windows:
            windows[person] = open_as(person, "/tyo/oma-tili/", width=width, scheme=scheme)
        page = windows[person]
        page.goto(f"{prefix}{address}", wait_until="load")
        assert_is_accessible(page)
        assert overflow(page) == [], address
        if picture:
            page.screenshot(path=f"{picture}-{width}.png", full_page=True)


def test_a_request_is_answered(open_as, unit, counsellor, foreign_counsellor):
    client = ClientFactory(unit=unit, keyworker=counsellor, shown_name="Keksitty Asiakas")
    page = open_as(foreign_counsellor, at("new_request"))
    page.get_by_label("Asiakkaan viite").fill(client.reference.lower())
    page.get_by_label("Perustelu").fill("Asiakas muuttaa meille.")
    page.get_by_role("button", name="Lähetä pyyntö").press("Enter")
    expect(page.locator("main")).to_contain_text("Pyyntö lähetettiin.")

    answering = open_as(counsellor, at("requests"))
    answering.get_by_role("link", name=client.reference).press("Enter")
    expect(answering.locator("main")).to_contain_text("Asiakas muuttaa meille.")
    answering.get_by_role("button", name="Hylkää pyyntö").press("Enter")
    expect(answering.locator("#error-summary")).to_be_focused()
    assert_is_accessible(answering)
    answering.get_by_role("button", name="Anna oikeus").press("Enter")
    expect(answering.locator("main")).to_contain_text("Oikeus annettiin.")

    page.goto(client.get_absolute_url())
    expect(page.locator("h1")).to_have_text("Keksitty Asiakas")


def test_an_emergency_is_opened_and_reviewed(open_as, unit, foreign_counsellor, data_protection_officer):
    client = ClientFactory(unit=unit, shown_name="Keksitty Asiakas", is_protected=True)
    page = open_as(foreign_counsellor, at("emergency_access"))
    page.get_by_label("Asiakkaan viite tai henkilötunnus").fill(client.reference)
    page.get_by_label("Perustelu").fill("Kiire")
    page.get_by_role("button", name="Avaa tiedot").press("Enter")
    expect(page.locator("#error-summary")).to_be_focused()
    page.get_by_label("Perustelu").fill(REASON)
    page.get_by_role("button", name="Avaa tiedot").press("Enter")
    expect(page.locator("h1")).to_have_text("Keksitty Asiakas")

    officer = open_as(data_protection_officer, at("emergencies"))
    expect(officer.locator("main")).to_contain_text(REASON)
    officer.get_by_role("button", name="Ei perusteltu").press("Enter")
    expect(officer.locator("main")).to_contain_text("Arviosi kirjattiin.")
