"""The page of a registry: its address is confirmed before it holds, and who makes no forms there finds nothing."""

from __future__ import annotations

import pytest

from seutu.shared.audit.models import Entry
from seutu.shared.eforms.actions.ready_forms import offer_ready_forms
from seutu.shared.eforms.checks import _registries
from seutu.shared.eforms.tests.factories import BY
from seutu.shared.organizations.tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db
REVIEW = "decisions.review_request"


@pytest.fixture
def page(municipality) -> str:
    offer_ready_forms(municipality, by=BY, keys=[REVIEW], is_published=True)
    return f"/tyo/lomakkeiden-kirjaamo/{municipality.slug}/"


def _address(municipality) -> str:
    municipality.refresh_from_db()
    return municipality.registry_email


def _way(municipality) -> str:
    return f"way-{municipality.eforms.get(ready_made=REVIEW).slug}"


def test_a_new_address_holds_once_it_is_confirmed(maker_browser, municipality, page):
    new = "kirjaamo@kuusela.example"
    typed = {"address": new, _way(municipality): "usual"}
    asked = maker_browser.post(page, typed).content.decode()
    assert "Onko osoite oikein?" in asked
    assert _address(municipality) == ""

    assert maker_browser.post(page, {**typed, "confirmed": new}).status_code == 302

    assert _address(municipality) == new
    assert Entry.objects.filter(verb="organization.registry_set").count() == 1


def test_what_is_no_address_is_told(maker_browser, municipality, page):
    answer = maker_browser.post(page, {"address": "kirjaamo", "confirmed": "kirjaamo"})

    assert answer.status_code == 200
    assert _address(municipality) == ""


def test_a_way_is_chosen_for_a_form(maker_browser, municipality, page):
    form = municipality.eforms.get(ready_made=REVIEW)

    maker_browser.post(page, {"address": "", f"way-{form.slug}": "link"})

    form.refresh_from_db()
    assert form.registry_way == "link"

    maker_browser.post(page, {"address": ""})
    form.refresh_from_db()
    assert form.registry_way == "link"

    maker_browser.post(page, {"address": "", f"way-{form.slug}": "usual"})
    form.refresh_from_db()
    assert form.registry_way == ""


def test_a_missing_address_is_told_by_the_page_and_the_doctor(maker_browser, municipality, page):
    assert "Kirjaamolla ei ole sähköpostiosoitetta" in maker_browser.get(page).content.decode()
    assert [each.level for each in _registries()] == ["warning"]


def test_the_registry_of_another_organization_is_not_there(maker_browser):
    other = OrganizationFactory(slug="toinen")

    assert maker_browser.get(f"/tyo/lomakkeiden-kirjaamo/{other.slug}/").status_code == 404
