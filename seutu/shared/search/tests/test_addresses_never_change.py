from __future__ import annotations

import pytest
from django.urls import resolve, reverse

from seutu.shared.search import urls

PUBLISHED = {
    "/haku/": "search:search",
    "/haku.json": "search:search_twin",
    "/joensuu/haku/": "search:municipality",
    "/joensuu/haku.json": "search:municipality_twin",
    "/haku/ehdotukset": "search:suggest",
    "/haku/opensearch.xml": "search:opensearch",
}


@pytest.mark.parametrize(("address", "name"), PUBLISHED.items())
def test_a_published_address_leads_where_it_always_has(address, name):
    found = resolve(address)

    assert found.view_name == name
    assert reverse(name, kwargs=found.kwargs) == address


def test_every_public_address_is_in_the_list():
    public = [*urls.pages, *urls.twins, *urls.offers]

    assert {f"search:{pattern.name}" for pattern in public} == set(PUBLISHED.values())
