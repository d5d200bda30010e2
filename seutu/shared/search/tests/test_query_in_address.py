from __future__ import annotations

import datetime as dt

import pytest
from django.http import QueryDict

from seutu.shared.search.query import Order, SearchQuery
from seutu.shared.search.query_in_address import read, written

pytestmark = pytest.mark.django_db

FULL = SearchQuery(
    text="koulu & tie",
    municipalities=frozenset({"liperi", "joensuu"}),
    bodies=frozenset({"joensuu/kh"}),
    years=frozenset({2020, 2022}),
    kinds=frozenset({"liite"}),
    since=dt.date(2020, 1, 1),
    until=dt.date(2022, 3, 31),
    order=Order.NEWEST,
    is_literal=True,
)
ADDRESS = (
    "q=koulu+%26+tie&kunta=joensuu&kunta=liperi&toimielin=joensuu/kh&vuosi=2022&vuosi=2020&laji=liite"
    "&alkaen=2020-01-01&paattyen=2022-03-31&jarjestys=uusin&vain=1"
)


def test_a_search_has_one_address():
    assert written(FULL) == ADDRESS
    assert written(FULL, page=3) == f"{ADDRESS}&sivu=3"
    assert written(SearchQuery()) == ""


def test_the_address_of_a_municipality_says_the_municipality_already():
    query = SearchQuery("koulu", frozenset({"liperi"}))

    assert written(query, municipality="liperi") == "q=koulu"
    assert read(QueryDict("q=koulu&kunta=joensuu"), municipality="liperi").query == query


def test_an_address_is_read_as_it_was_written(records):
    asked = read(QueryDict(ADDRESS + "&sivu=3"))

    assert (asked.query, asked.page, asked.mendings) == (FULL, 3, ())


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("alkaen=1.3.2022&paattyen=3.2022", SearchQuery(since=dt.date(2022, 3, 1), until=dt.date(2022, 3, 31))),
        ("vuosi=2020..2021", SearchQuery(years=frozenset({2020, 2021}))),
        ("kunta=&vuosi=&alkaen=&vain=0&sivu=&muu=1", SearchQuery()),
        ("q=+koulu++tie+", SearchQuery("koulu tie")),
    ],
)
def test_an_address_may_be_written_by_hand(records, address, query):
    asked = read(QueryDict(address))

    assert (asked.query, asked.mendings) == (query, ())


def test_a_value_that_is_none_is_left_out_and_that_is_said(records):
    asked = read(QueryDict("kunta=helsinki&toimielin=liperi/hetyj&vuosi=0&laji=x&alkaen=31.2.2022&jarjestys=x&sivu=x"))

    assert (asked.query, asked.page) == (SearchQuery(), 1)
    assert len(asked.mendings) == 6
    assert str(asked.mendings[0]) == "Osoitteen kohtaa ”kunta=helsinki” ei ymmärretty. Se jätettiin pois."


def test_a_body_of_another_municipality_is_left_out_at_the_address_of_one(records):
    asked = read(QueryDict("toimielin=joensuu/hetyj"), municipality="liperi")

    assert (asked.query.bodies, len(asked.mendings)) == (frozenset(), 1)
