"""Addresses that nobody wrote down: each answered with a page in words, and never with a failure."""

from __future__ import annotations

import pytest

from seutu.publishing.decisions.tests import desk

pytestmark = pytest.mark.django_db

NUMBERS = ("0", "-1", "007", "1e3", "99999999999999999999999", "%00", "1%20", "١٢")


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    "address",
    [
        "/kuusela/kokoukset/{}/",
        "/kuusela/kokoukset/{}.json",
        "/kuusela/kokoukset/{}/asiakirja.pdf",
        "/kuusela/viranhaltijapaatokset/{}/",
        "/kuusela/kuulutukset/{}/",
        "/kuusela/aloitteet/{}/1/",
    ],
)
def test_a_number_that_names_nothing_is_a_page_that_says_so(client, municipality, address, number):
    answer = client.get(address.format(number))

    assert answer.status_code in {400, 404}
    assert b"<h1" in answer.content


@pytest.mark.parametrize("number", ["0", "-1", "007", "99999999999999999999999"])
@pytest.mark.parametrize("address", ["/tyo/kokoukset/{}/", "/tyo/kokoukset/asiat/{}/", "/tyo/kuulutukset/{}/"])
def test_the_desk_has_no_such_number_either(client, clerk, address, number):
    client.force_login(clerk)

    assert client.get(address.format(number)).status_code == 404


@pytest.mark.parametrize(
    "query",
    ["sivu=-1", "sivu=0", f"sivu={10**30}", "sivu=%00", "sivu=%ff", "sivu=1&sivu=2", "vuosi=99999", "x=" + "y" * 3000],
)
@pytest.mark.parametrize("address", ["/kokoukset/", "/kuusela/kokoukset/", "/kuusela/viranhaltijapaatokset/"])
def test_a_question_that_means_nothing_is_answered(client, municipality, address, query):
    desk.published_agenda()

    answer = client.get(f"{address}?{query}")

    assert answer.status_code in {200, 400, 404}
    assert b"<h1" in answer.content


@pytest.mark.parametrize(
    "path", ["/%ff%fe/", "/kuusela/%00/", "/kuusela/asiat/%f0%28%8c%28/", "//kuusela//", "/../etc/passwd"]
)
def test_a_path_that_is_no_text_is_a_page_that_says_so(client, municipality, path):
    assert client.get(path).status_code in {301, 400, 404}


@pytest.mark.parametrize(
    "query",
    [
        "page=rss/meetingitems&show=-5",
        "page=rss/meetingitems&show=99999999999999",
        "page=meetingitem&id=2022504-4%00",
        "page=meeting&id=../../etc",
        "page=" + "x" * 5000,
        "page=%ff%ff",
        "",
    ],
)
def test_the_old_address_bears_anything(client, municipality, query):
    answer = client.get(f"/kuusela/cgi/DREQUEST.PHP?{query}")

    assert answer.status_code in {200, 302, 404}


@pytest.mark.parametrize("show", ["0", "-1", "1001", "abc", "", "%00", "1.5"])
def test_a_feed_is_as_long_as_it_may_be(client, municipality, show):
    desk.published_agenda()

    answer = client.get(f"/syotteet/kokousasiat.rss?show={show}")

    assert answer.status_code == 200
    assert b"<rss" in answer.content
