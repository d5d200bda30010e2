"""The frame of a page, the gallery, and the pages that say what went wrong."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from seutu.shared.ui import error_pages
from seutu.shared.ui.tests.markup import read

# The cache of pages asks the database which generation of them is true.
pytestmark = pytest.mark.django_db

LANGUAGES = {"fi": "/osat/", "sv": "/sv/osat/", "en": "/en/osat/"}


@pytest.mark.parametrize(("language", "address"), LANGUAGES.items())
def test_the_gallery_answers_in_every_language(client: Client, language, address):
    page = read(client.get(address).content)

    assert page.one("html")["lang"] == language
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1


@pytest.mark.parametrize(("language", "address"), LANGUAGES.items())
def test_every_page_links_itself_in_the_other_languages(client: Client, language, address):
    languages = read(client.get(f"{address}?sivu=3").content).one("nav", css="langs")

    links = {link["lang"]: link["href"] for link in languages.all("a")}
    assert links == {code: f"{path}?sivu=3" for code, path in LANGUAGES.items() if code != language}
    assert languages.one("b")["lang"] == language


def test_a_public_page_sets_no_cookie_and_has_no_token(client: Client):
    response = client.get("/osat/")

    assert not response.cookies
    assert b"csrfmiddlewaretoken" not in response.content


def test_ids_are_used_once(client: Client):
    ids = [element["id"] for element in read(client.get("/osat/").content).all() if "id" in element.attributes]

    assert len(ids) == len(set(ids))


def test_what_names_an_element_finds_it(client: Client):
    page = read(client.get("/osat/").content)
    ids = {element.get("id") for element in page.all()}

    for name in ("aria-labelledby", "aria-describedby", "for"):
        pointed = {word for element in page.all() for word in element.get(name).split()}
        assert pointed <= ids


def test_headings_leave_out_no_level(client: Client):
    levels = [
        int(e.tag[1]) for e in read(client.get("/osat/").content).one("main").all() if e.tag in {"h1", "h2", "h3"}
    ]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_form_sent_with_errors_says_so_first_in_the_title(client: Client):
    page = read(client.post("/osat/lomake/", {"email": "anna"}).content)

    assert page.one("title").text.startswith("Virhe: ")
    assert page.one("input", name="email")["value"] == "anna"


def test_a_form_sent_in_order_says_so(client: Client):
    sent = {"email": "anna@example.fi", "last_day": "9.12.2026", "often": "daily", "agreed": "on"}
    page = read(client.post("/osat/lomake/", sent).content)

    assert page.one("div", css="notice--done")
    assert "Virhe" not in page.one("title").text


def test_a_page_of_the_gallery_is_not_for_search_engines(client: Client):
    for name in ("ui:gallery", "ui:sample_form", "ui:work_sample"):
        assert read(client.get(reverse(name)).content).one("meta", name="robots")["content"] == "noindex"


def test_an_address_that_leads_nowhere_offers_the_front_page_in_every_language(client: Client):
    response = client.get("/osat/ei/ole/olemassa/lainkaan/")

    page = read(response.content)
    assert response.status_code == 404
    assert page.one("h1").text == "Sivua ei löytynyt"
    assert [link["href"] for link in page.one("nav", css="langs").all("a")] == ["/sv/", "/en/"]


def request_of(path: str = "/osat/") -> HttpRequest:
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    request.request_id = "abc123"  # type: ignore[attr-defined]
    return request


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (lambda request: error_pages.bad_request(request, SuspiciousOperation()), 400),
        (lambda request: error_pages.permission_denied(request, PermissionDenied()), 403),
        (lambda request: error_pages.csrf_failure(request, "no cookie"), 403),
        (lambda request: error_pages.page_not_found(request, Exception()), 404),
        (error_pages.server_error, 500),
        (error_pages.unavailable, 503),
    ],
)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_error_page_says_what_happened_and_gives_a_reference(view, status, language):
    with translation.override(language):
        response = view(request_of())

    page = read(response.content)
    assert response.status_code == status
    assert page.one("html")["lang"] == language
    assert page.one("h1").text
    assert "abc123" in page.one("main").text


def test_a_document_taken_offline_says_who_did_it_when_and_why():
    with translation.override("fi"):
        response = error_pages.gone(
            request_of(), organization="Kuuselan kunta", day=dt.date(2026, 11, 24), reason="asiavirhe"
        )

    assert response.status_code == 410
    assert "Kuuselan kunta poisti tämän asiakirjan verkosta 24.11.2026. Syy: asiavirhe." in response.content.decode()


def test_the_page_of_a_fault_needs_no_static_files(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    settings.STATIC_ROOT = "/nowhere"
    settings.DEBUG = False

    response = error_pages.server_error(request_of())

    assert response.status_code == 500
    assert "<h1>" in response.content.decode()


def test_a_service_that_is_closed_says_when_to_come_back():
    assert error_pages.unavailable(request_of(), retry_after=120)["Retry-After"] == "120"
