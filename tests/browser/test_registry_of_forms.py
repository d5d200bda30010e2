"""A maker says by keyboard where the registry is told, and how it gets what arrives by a form."""

from __future__ import annotations

from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.shared.eforms.actions.ready_forms import offer_ready_forms
from seutu.shared.eforms.tests.factories import BY
from tests.browser.conftest import OpenPage
from tests.browser.test_making_a_form import enters, is_sound_on_a_phone, types
from tests.browser.working_day import go_by_keyboard

REVIEW = "decisions.review_request"


def test_the_address_of_a_registry_is_confirmed_by_keyboard(open_page: OpenPage, coordinator, unit) -> None:
    owner = unit.organization
    offer_ready_forms(owner, by=BY, keys=[REVIEW], is_published=True)
    page = open_page("/tyo/lomakkeiden-kirjaamo/", client=signed_in(coordinator))
    is_sound_on_a_phone(page, "registry")

    types(page, "Kirjaamon sähköpostiosoite", "kirjaamo@esimerkkila.example")
    enters(page)
    is_sound_on_a_phone(page, "registry-confirm")
    go_by_keyboard(page, "Ota käyttöön")

    owner.refresh_from_db()
    assert owner.registry_email == "kirjaamo@esimerkkila.example"
