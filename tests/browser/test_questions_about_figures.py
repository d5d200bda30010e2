"""A coordinator's question about figures: asked, saved and opened again, by keyboard and on a phone too."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from seutu.newcomers.clients.tests.factories import ContactFactory, TopicFactory
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.shared.core import clock
from tests.browser.conftest import OpenPage
from tests.browser.working_day import is_sound


@pytest.fixture
def asked_about(municipality, unit) -> None:
    """What residents asked about last year, and the year before."""
    last_year = clock.today().year - 1
    topics = [TopicFactory(name_fi=name) for name in ("Asuminen", "Kela ja toimeentulo")]
    for year, topic, times in ((last_year, 0, 9), (last_year, 1, 7), (last_year - 1, 1, 6)):
        for _each in range(times):
            ContactFactory(
                provider_municipality=municipality,
                unit=unit,
                occurred_on=f"{year}-05-04",
                client_municipality=municipality,
                client_municipality_kind="named",
            ).topics.add(topics[topic])


def test_topics_of_residents_last_year_and_the_year_before(open_page: OpenPage, coordinator, asked_about) -> None:
    page = open_page("/tyo/luvut/", client=signed_in(coordinator))
    is_sound(page)
    page.get_by_role("link", name="Mistä asiakkaat kysyivät?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kontaktien aiheet")
    page.get_by_label("Rajaa").select_option(label="Asiakkaan kunta")
    page.get_by_role("button", name="Näytä").press("Enter")
    page.get_by_label("Rajaa").select_option(label="Asiakkaan kunta: Kuusela")
    page.get_by_role("button", name="Näytä").press("Enter")

    row = page.get_by_role("row", name="Kela ja toimeentulo")
    expect(row.get_by_role("cell")).to_have_text(["7", "44 %", "6", "+1"])
    expect(page.get_by_role("img", name="Kontaktien aiheet, Kuusela: aihe")).to_be_visible()
    is_sound(page)

    page.get_by_role("link", name="Tallenna näkymä").click()
    page.get_by_label("Näkymän nimi").fill("Kuuselan asukkaiden aiheet")
    is_sound(page)
    page.get_by_role("button", name="Tallenna").press("Enter")
    page.get_by_role("navigation", name="Murupolku").get_by_role("link", name="Raportit").click()
    page.get_by_role("link", name="Kuuselan asukkaiden aiheet", exact=True).click()
    expect(row.get_by_role("cell")).to_have_text(["7", "44 %", "6", "+1"])

    page.get_by_role("link", name="Määritelmä", exact=True).click()
    expect(page.get_by_role("heading", name="Kontaktien aiheet")).to_be_in_viewport()
    is_sound(page)
