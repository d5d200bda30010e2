from __future__ import annotations

import pytest
from django.test import Client

from seutu.shared.accounts.tests.second_factor import signed_in_with_code
from seutu.shared.eforms.meanings import EFormMeaning, MeaningField, Outcome, Preview, meanings
from seutu.shared.eforms.models import EForm
from seutu.shared.eforms.spec.items import FieldKind

pytestmark = pytest.mark.django_db

PAGE = "/en/tyo/lomakevastaukset/lomakkeet/yhteydenotto/"


@pytest.fixture(autouse=True)
def meaning():
    made = EFormMeaning(
        key="tests.thing",
        label="Asia",
        targets=[
            MeaningField(name="name", label="Kenen nimi", kinds=[FieldKind.TEXT], is_required=True),
            MeaningField(name="alias", label="Toinen nimi", kinds=[FieldKind.TEXT]),
        ],
        preview=lambda answers, mapping, by: Preview(),
        carry_out=lambda submission, answers, mapping, choice, by: Outcome(reference="tests.thing:1"),
    )
    meanings.register(made)
    yield made
    del meanings._entries[made.key]


@pytest.fixture
def makers_browser(contact_form, coordinator) -> Client:
    return signed_in_with_code(Client(), coordinator)


def test_who_makes_the_form_says_which_question_gives_which_part(makers_browser):
    page = makers_browser.get(f"{PAGE}?merkitys=tests.thing").content.decode()
    assert "Kenen nimi" in page
    assert "Lapsen nimi" not in page

    makers_browser.post(PAGE, {"merkitys": "tests.thing", "name": "nimi", "alias": ""})

    form = EForm.objects.get()
    assert (form.meaning, form.mapping) == ("tests.thing", {"nimi": "name"})
    assert '<option value="nimi" selected' in makers_browser.get(PAGE).content.decode()


@pytest.mark.parametrize("given", [{"name": ""}, {"name": "kuvaus"}, {"name": "nimi", "alias": "nimi"}])
def test_what_does_not_fit_is_said_and_not_saved(makers_browser, given):
    page = makers_browser.post(PAGE, {"merkitys": "tests.thing", **given})

    assert page.status_code == 200
    assert "error-summary" in page.content.decode()
    assert EForm.objects.get().meaning == ""


def test_a_form_becomes_nothing_again(makers_browser):
    makers_browser.post(PAGE, {"merkitys": "tests.thing", "name": "nimi"})
    makers_browser.post(PAGE, {"merkitys": ""})

    assert EForm.objects.get().meaning == ""


def test_a_meaning_that_there_is_not_is_not_found(makers_browser):
    assert makers_browser.post(PAGE, {"merkitys": "tests.none"}).status_code == 404
    assert makers_browser.get(f"{PAGE}?merkitys=tests.none").status_code == 200


def test_nobody_else_finds_the_page(contact_form, clerk, outsider, client):
    for user in (clerk, outsider):
        browser = signed_in_with_code(Client(), user)
        assert (browser.get(PAGE).status_code, browser.post(PAGE).status_code) == (404, 404)
    assert client.get(PAGE).status_code == 302
