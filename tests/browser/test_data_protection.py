"""An officer answers a person about their own data, on a wide screen and on a narrow one."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from seutu.newcomers.clients.models import OwnDataRequest, PrivacyNotice, scoped
from seutu.newcomers.clients.tests.factories import ClientFactory
from seutu.newcomers.clients.tests.rights import looked
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.shared.core import clock
from tests.browser.accessibility import assert_is_accessible, overflow
from tests.browser.conftest import OpenPage


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 320])
def test_an_officer_sees_who_looked_and_takes_a_request_down(
    open_page: OpenPage, data_protection_officer, counsellor, unit, width
):
    someone = ClientFactory(unit=unit)
    looked(someone, counsellor)
    browser = signed_in(data_protection_officer)
    page = open_page("/tyo/tietosuoja/", client=browser, width=width)
    assert_is_accessible(page)

    page.get_by_label("Asiakkaan viite tai henkilötunnus").fill(someone.reference)
    page.get_by_role("button", name="Etsi asiakas").click()
    page.wait_for_url(re.compile(f"/tyo/tietosuoja/asiakas/{someone.reference}/$"))
    assert_is_accessible(page)
    assert overflow(page) == []

    page.get_by_role("link", name="Kuka on käsitellyt tietoja").click()
    expect(page.get_by_role("cell", name=re.compile(counsellor.display_name))).to_be_visible()
    assert_is_accessible(page)
    assert overflow(page) == []

    page.goto(page.url.replace(f"asiakas/{someone.reference}/loki/", "pyynnot/uusi/"))
    page.get_by_label("Asiakkaan viite tai henkilötunnus").fill(someone.reference)
    page.get_by_role("button", name="Tallenna pyyntö").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_is_accessible(page)
    page.get_by_label("Jäljennös tiedoista").or_(page.locator("input[value=access]")).first.check()
    page.get_by_role("button", name="Tallenna pyyntö").click()
    page.wait_for_url(re.compile(r"/tyo/tietosuoja/pyynnot/\d+/$"))
    assert_is_accessible(page)
    assert overflow(page) == []
    assert scoped(OwnDataRequest.objects.all()).get().client_id == someone.pk


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 320])
def test_an_officer_goes_from_an_unusual_pattern_to_what_the_worker_looked_at(
    open_page: OpenPage, data_protection_officer, foreign_counsellor, supervisor, unit, width
):
    for _each in range(3):
        looked(ClientFactory(unit=unit), foreign_counsellor, "consultation")
    looked(ClientFactory(unit=unit, is_protected=True), supervisor, "leading")
    browser = signed_in(data_protection_officer)
    page = open_page("/tyo/tietosuoja/", client=browser, width=width)

    page.get_by_role("link", name="Poikkeavat katselut").click()
    page.wait_for_url(re.compile("/tyo/tietosuoja/katselut/$"))
    expect(page.get_by_text("Poikkeama on kysymys, ei havainto väärinkäytöstä.")).to_be_visible()
    assert_is_accessible(page)
    assert overflow(page) == []

    page.get_by_role("link", name=re.compile("Muuta rajoja")).click()
    assert_is_accessible(page)
    assert overflow(page) == []
    page.get_by_label("Toisen kunnan asiakkaita").fill("4")
    page.get_by_role("button", name="Tallenna rajat").click()
    page.wait_for_url(re.compile("/tyo/tietosuoja/katselut/$"))
    expect(page.get_by_text(foreign_counsellor.display_name)).to_have_count(0)

    page.get_by_role("link", name=re.compile(f"Mitä työntekijä on katsonut.*{supervisor.display_name}")).click()
    page.wait_for_url(re.compile(f"/tyo/tietosuoja/tyontekija/{supervisor.pk}/$"))
    assert_is_accessible(page)


@pytest.mark.browser
def test_retention_and_notices_are_accessible(open_page: OpenPage, coordinator, municipality):
    text = "<h3>من نحن</h3><p>نص</p>"
    PrivacyNotice.objects.create(
        organization=municipality, language="ar", text_html=text, published_on=clock.today(), is_machine_made=True
    )
    page = open_page("/tyo/", client=signed_in(coordinator), width=320)

    for address in ("/tyo/rekisteri/sailytys/", "/tyo/tietosuoja/selosteet/", "/tyo/tietosuoja/selosteet/kuusela/ar/"):
        page.goto(address)
        assert page.url.endswith(address)
        assert_is_accessible(page)
        assert overflow(page) == []
    for address in ("/tietosuoja/", "/tietosuoja/rekisteri/kuusela/", "/sv/tietosuoja/rekisteri/kuusela/so/"):
        page = open_page(address, width=320)
        assert_is_accessible(page)
        assert overflow(page) == []
