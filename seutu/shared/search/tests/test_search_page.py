from __future__ import annotations

import pytest
from django.core.cache import cache

from seutu.shared.core import rate_limits
from seutu.shared.search.models import EverydayWord
from seutu.shared.search.searchables import searchables
from seutu.shared.search.views.answering import SEARCHES_PER_MINUTE
from seutu.shared.ui.tests.markup import read

pytestmark = pytest.mark.django_db


def page(client, address="/haku/", **query):
    answer = client.get(address, query)
    assert answer.status_code == 200
    return read(answer.content.decode())


def titles(found):
    return [hit.one("h3").text.replace("\xad", "") for hit in found.all("li", css="search-hit")]


def test_a_hit_says_where_it_is_from_and_shows_what_was_found(client, records):
    hit = page(client, q="osallistuminen").one("li", css="search-hit")

    assert "Liperi, kunnanhallitus 9.5.2022 § 97" in hit.text.replace("\xa0", " ")
    assert hit.one("h3").one("a")["href"] == "/liperi/kokoukset/1/2/"
    assert hit.one("h3").one("mark").text == "Osallistuminen"
    assert "Hyväksyttiin yksimielisesti" in hit.text


def test_one_hit_stands_for_a_case_and_its_other_handlings_are_folded_under_it(client, records):
    hit = page(client, q="kotouttamiskeskuksen jatkohanke", laji="paatos", kunta="joensuu").one("li", css="search-hit")

    assert hit.one("details").one("summary").text == "Saman asian 3 muuta käsittelyä"
    assert len(hit.one("details").all("li")) == 3
    assert hit.one("a", css="case-number").text == "157/00.01.05.00/2020"


def test_a_hit_by_its_case_or_its_place_shows_that(client, records):
    hit = page(client, q="157/00.01.05.00/2020", vuosi="2022", laji="paatos").one("li", css="search-hit")

    assert hit.one("a", css="case-number").one("mark").text == "157/00.01.05.00/2020"


def test_a_hit_in_a_file_says_its_page(client, records):
    hit = page(client, q="jatkohanke", laji="liite").one("li", css="search-hit")

    assert "PDF, osuma sivulla 4" in hit.text


def test_what_may_no_longer_be_shown_is_left_out(client, records):
    records.hidden.add(2)

    assert titles(page(client, q="osallistuminen")) == []


def test_the_filters_count_what_each_of_them_would_find(client, records):
    found = page(client, q="jatkohanke")

    counts = {label.text for label in found.all("label") if label.all("input", name="kunta")}
    assert any(label.startswith("Joensuu") for label in counts)
    assert [chip.text for chip in found.all("a", css="chip")] == []


def test_a_filter_that_is_set_is_taken_away_by_its_link(client, records):
    found = page(client, q="jatkohanke", kunta="liperi", vuosi="2022")

    links = {chip.text: chip["href"] for chip in found.all("a", css="chip")}
    assert links["Liperi ×poista rajaus"] == "/haku/?q=jatkohanke&vuosi=2022"
    assert links["2022 ×poista rajaus"] == "/haku/?q=jatkohanke&kunta=liperi"
    assert found.one("input", id="kunta-liperi").get("checked", "no") == ""


def test_the_address_of_a_municipality_finds_its_own(client, records):
    found = page(client, "/liperi/haku/", q="jatkohanke")

    assert titles(found) == ["Osallistuminen kotouttamiskeskuksen toimintaan"]
    assert found.all("input", name="kunta") == []
    assert found.one("a", href="/haku/?q=jatkohanke").text == "Hae kaikista kunnista"
    assert client.get("/ei-ole/haku/").status_code == 404


def test_the_order_can_be_turned(client, records):
    found = page(client, q="jatkohanke", jarjestys="uusin")

    days = [hit.one("p", css="search-hit__meta--where").text for hit in found.all("li", css="search-hit")]
    assert "13.6.2022" in days[0]
    assert found.one("a", href="/haku/?q=jatkohanke").text == "osuvin"


def test_what_was_mended_is_said(client, records):
    found = page(client, q='"jatkohanke kunta:Helsinki')

    assert "Lainausmerkki puuttui." in found.one("div", css="notice").text


def test_an_unknown_filter_of_the_text_and_of_the_address_is_said(client, records):
    found = page(
        client, q="jatkohanke kunta:Helsinki", vuosi="abc", laji="huhu", alkaen="eilen", sivu="x", jarjestys="9"
    )

    said = found.one("div", css="notice").text
    assert "Kuntaa ”Helsinki” ei ole täällä." in said
    for part in ("vuosi=abc", "laji=huhu", "alkaen=eilen", "jarjestys=9"):
        assert part in said


def test_everyday_words_are_said_and_can_be_switched_off(client, records):
    EverydayWord.objects.create(word="homma", other="jatkohanke")

    found = page(client, q="homman")

    assert "Haimme myös: jatkohanke." in found.one("div", css="search-notes").text
    assert len(titles(found)) > 0
    off = found.one("a", href="/haku/?q=homman&vain=1")
    assert off.text == "Hae vain kirjoitetuilla sanoilla"
    assert titles(page(client, q="homman", vain="1")) == []


def test_words_that_are_left_out_are_said(client, records):
    found = page(client, q="jatkohanke -määräraha")

    assert found.one("a", href="/haku/?q=jatkohanke+m%C3%A4%C3%A4r%C3%A4raha").text == "Hae myös näillä sanoilla"
    assert "Jätimme pois osumat, joissa on: määräraha." in found.one("div", css="search-notes").text


def test_a_word_that_was_typed_wrong_is_guessed(client, records):
    found = page(client, q="kouluvekron")

    assert "Tarkoititko: kouluverkon?" in found.text
    assert "Tarkoititko: kouluverkko?" in page(client, q="kouluvekko").text
    assert "Tarkoititko: kouluverkko tarkistaminen?" in page(client, q="kouluvekko tarkistaminen").text


def tries(found):
    return {link.text: link["href"] for link in found.one("div", css="empty").all("a")}


def test_when_nothing_is_found_one_learns_what_to_try(client, records):
    found = page(client, q="kouluverkko", kunta="liperi")

    assert found.one("div", css="empty").one("h3").text == "Haulla ”kouluverkko” ei löytynyt mitään"
    assert tries(found) == {"Hae ilman rajauksia": "/haku/?q=kouluverkko"}
    assert tries(page(client, q="avaruusalus", kunta="liperi")) == {}


def test_filters_that_were_typed_are_filters_too(client, records):
    found = page(client, q="kouluverkko kunta:liperi")

    assert tries(found) == {"Hae ilman rajauksia": "/haku/?q=kouluverkko"}


def test_a_phrase_that_nothing_has_can_be_searched_by_its_words(client, records):
    found = page(client, q='"koulu tarkistaminen"')

    assert tries(found) == {"Hae ilman lainausmerkkejä": "/haku/?q=koulu+tarkistaminen"}
    assert "taivutusmuodolla" not in found.one("div", css="empty").text
    assert "juuri näissä muodoissa" in found.one("div", css="empty").text
    assert "taivutusmuodolla" in page(client, q="avaruusalus").one("div", css="empty").text


def test_the_words_that_nothing_has_are_said_when_others_are_found(client, records):
    found = page(client, q="kouluverkko avaruusalus")

    notice = found.one("div", css="notice")
    assert "Tätä sanaa ei ole missään asiakirjassa: avaruusalus" in notice.text
    assert notice.one("a", href="/haku/?q=kouluverkko").text == "Hae ilman sanaa ”avaruusalus”"
    assert client.get("/haku.json", {"q": "kouluverkko avaruusalus"}).json()["found_nowhere"] == ["avaruusalus"]


@pytest.mark.parametrize("typed", ["kouluverkko tai osallistuminen", "avaruusalus or raketti"])
def test_an_or_in_small_letters_is_taken_for_what_it_may_be(client, records, typed):
    found = page(client, q=typed)

    better = typed.replace(" tai ", " OR ").replace(" or ", " OR ")
    assert "jompikumpi sana riittää" in found.text
    assert found.one("a", href=f"/haku/?q={better.replace(' ', '+')}").text == better
    assert "riittää" not in page(client, q="tai kouluverkko").text


def test_above_no_results_nothing_is_said_of_parts(client, records):
    found = page(client, q="avaruuskoulu", kunta="ilomantsi")

    assert "osilla" not in found.one("main").text


def test_the_examples_of_the_help_find_something(client, records):
    found = page(client)

    examples = [each.text for each in found.one("details", css="search-help").all("kbd")]
    phrase = next(each for each in examples if each.startswith('"'))
    for example in (phrase, *(each for each in examples if ":" in each or ".." in each)):
        assert client.get("/haku.json", {"q": example}).json()["total"], example
    searchables._entries.clear()
    assert '"' not in page(client, q="kouluverkko").one("details", css="search-help").text


def test_without_words_the_newest_are_shown_with_how_to_search(client, records):
    found = page(client)

    assert found.one("h2", id="results-count").text == "Uusimmat"
    assert titles(found)[0] == "Talousarvion muutokset, kesäkuu 2022"
    assert "open" in found.one("details", css="search-help").attributes
    assert found.all("meta", name="robots") == []


@pytest.mark.parametrize("query", [{}, {"q": "jatkohanke"}])
def test_without_an_index_nothing_is_counted(client, db, folder, query):
    found = page(client, **query)

    assert "0 osumaa" not in found.text
    assert "Haku ei toimi juuri nyt." in found.one("div", css="notice").text


def test_a_page_of_results_is_not_for_search_engines(client, records):
    found = page(client, q="jatkohanke")

    assert found.one("meta", name="robots")["content"] == "noindex"
    assert found.one("link", type="application/json")["href"] == "/haku.json?q=jatkohanke"
    assert found.one("title").text == "Haku: jatkohanke – Seutu"


def test_htmx_gets_the_results_alone(client, records):
    whole = client.get("/haku/", {"q": "jatkohanke"})
    part = client.get("/haku/", {"q": "jatkohanke"}, headers={"HX-Request": "true", "HX-Target": "div#search-results"})

    assert b"<html" in whole.content
    assert b"<html" not in part.content
    assert b'id="search-results"' in part.content


def test_what_was_typed_is_never_markup(client, records):
    answer = client.get("/haku/", {"q": '<script>alert(1)</script> "><b>', "kunta": "<i>"})

    assert b"<script>alert" not in answer.content
    assert b"<i>" not in answer.content


@pytest.mark.parametrize(
    "query",
    [
        "q=%00&sivu=9999999999",
        "vuosi=" + "9" * 400,
        "q=" + "%C3%A4" * 3000,
        "q=%ff%fe&toimielin=/",
        "sivu=-1&alkaen=0000-00-00",
    ],
)
def test_no_address_is_an_error(client, records, query):
    assert client.get(f"/haku/?{query}").status_code == 200
    assert client.get(f"/haku.json?{query}").status_code == 200


def test_a_page_sets_no_cookie_and_asks_the_database_as_often_for_one_hit_as_for_more(client, records):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get("/haku/")  # the first request of a minute also prunes the counts of others
    counts = []
    for words in ("kunnanhallitus", "jatkohanke"):
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get("/haku/", {"q": words})
        counts.append(len(queries))
        assert not answer.cookies
    assert counts[0] == counts[1]


def test_the_twin_says_the_same(client, records):
    found = client.get("/haku.json", {"q": "osallistuminen"}).json()

    assert (found["total"], found["page"], found["pages"], found["index"]) == (1, 1, 1, "ready")
    assert found["hits"][0]["title"] == "Osallistuminen kotouttamiskeskuksen toimintaan"
    assert found["hits"][0]["url"] == "http://testserver/liperi/kokoukset/1/2/"
    assert found["facets"]["kunta"] == [{"value": "liperi", "count": 1}]
    assert found["url"] == "http://testserver/haku/?q=osallistuminen"
    assert client.get("/liperi/haku.json", {"q": "jatkohanke"}).json()["hits"][0]["municipality"] == "liperi"


def test_who_searches_too_often_is_asked_to_wait(client, records, rf):
    for _number in range(SEARCHES_PER_MINUTE):
        rate_limits.count(rf.get("/haku/"), "search", per_minute=SEARCHES_PER_MINUTE)

    assert client.get("/haku/").status_code == 429
    refused = client.get("/haku.json")
    assert (refused.status_code, refused.json()["error"]) == (429, "too many requests")
    assert int(refused["Retry-After"]) == refused.json()["retry_after"] > 0


def test_every_page_has_a_box_but_the_page_with_a_large_one(client, records):
    header = page(client, "/saavutettavuus/").one("header")
    assert header.one("form", role="search")["action"] == "/haku/"
    assert page(client).one("header").all("form") == []
    assert len(page(client).all("form", role="search")) == 1


def test_where_nothing_can_be_searched_no_page_offers_it(client, db):
    before = dict(searchables._entries)
    searchables._entries.clear()
    try:
        assert page(client, "/saavutettavuus/").all("form", role="search") == []
    finally:
        searchables._entries.update(before)


def test_a_page_that_is_not_found_offers_a_search(client, records):
    found = read(client.get("/ei/ole/olemassa/").content.decode())

    assert found.one("form", role="search")["action"] == "/haku/"
    assert found.one("header").all("form") == []


def test_a_browser_can_search_here(client, records):
    answer = client.get("/haku/opensearch.xml")

    assert answer["Content-Type"] == "application/opensearchdescription+xml"
    assert 'template="http://testserver/haku/?q={searchTerms}"' in answer.content.decode()
    assert page(client).one("link", rel="search")["href"] == "/haku/opensearch.xml"
