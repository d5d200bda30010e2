from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import translation
from django.utils.translation import gettext

from seutu.shared.core.languages import language_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def spoken(request: HttpRequest, rest: str = "") -> HttpResponse:
    return HttpResponse(f"{request.LANGUAGE_CODE} {translation.get_language()} {gettext('Monday')}")


def of_its_own(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Tere", headers={"Content-Language": "et"})


urlpatterns = [path("oma/", of_its_own), path("<path:rest>", spoken), path("", spoken)]


@pytest.mark.parametrize(
    ("address", "language"),
    [
        ("/", "fi"),
        ("/kokoukset/", "fi"),
        ("/sv/", "sv"),
        ("/sv", "sv"),
        ("/sv/kokoukset/", "sv"),
        ("/en/kokoukset/", "en"),
        ("/en-kunta/kokoukset/", "fi"),
        ("/svartby/", "fi"),
        ("/SV/", "fi"),
        ("/kokoukset/sv/", "fi"),
        ("/de/", "fi"),
        ("", "fi"),
    ],
)
def test_the_first_word_of_an_address_is_its_language(address, language):
    assert language_of(address) == language


@pytest.mark.parametrize(
    ("address", "words"),
    [("/kokoukset/", "fi fi maanantai"), ("/sv/kokoukset/", "sv sv måndag"), ("/en/kokoukset/", "en en Monday")],
)
def test_a_page_is_in_the_language_of_its_address(client, address, words):
    page = client.get(address)

    assert page.text == words
    assert page["Content-Language"] == words[:2]


@pytest.mark.parametrize("headers", [{"Accept-Language": "sv"}, {"Cookie": "django_language=sv"}])
def test_neither_a_header_nor_a_cookie_decides(client, headers):
    page = client.get("/kokoukset/", headers=headers)

    assert page.text == "fi fi maanantai"


@pytest.mark.parametrize("address", ["/kokoukset/", "/sv/kokoukset/"])
def test_no_cache_is_told_that_the_browsers_language_matters(client, address):
    assert "Accept-Language" not in client.get(address).headers.get("Vary", "")


def test_a_page_may_name_another_language_as_its_own(client):
    assert client.get("/oma/")["Content-Language"] == "et"


def test_the_language_of_one_page_is_not_left_to_what_comes_after(client):
    before = translation.get_language()

    client.get("/sv/kokoukset/")

    assert translation.get_language() == before
