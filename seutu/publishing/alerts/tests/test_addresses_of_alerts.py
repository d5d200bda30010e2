"""The addresses that mails and feed readers hold: one may be added here, none may go or change."""

from __future__ import annotations

import pytest
from django.urls import resolve, reverse

from seutu.publishing.alerts import urls

PUBLISHED = {
    "/haku/syote.rss": "alerts:feed_rss",
    "/haku/syote.atom": "alerts:feed_atom",
    "/haku/syote.json": "alerts:feed_json",
    "/joensuu/haku/syote.rss": "alerts:municipality_feed_rss",
    "/joensuu/haku/syote.atom": "alerts:municipality_feed_atom",
    "/joensuu/haku/syote.json": "alerts:municipality_feed_json",
    "/hakuvahti/uusi/": "alerts:order",
    "/hakuvahti/tilattu/": "alerts:ordered",
    "/hakuvahti/vahvista/x/": "alerts:confirm",
    "/hakuvahti/lopeta/x/": "alerts:stop",
    "/hakuvahdit/": "alerts:own_link",
    "/hakuvahdit/lahetetty/": "alerts:own_link_sent",
    "/hakuvahdit/lopeta/x/": "alerts:stop_digest",
    "/hakuvahdit/x/": "alerts:manage",
}


@pytest.mark.parametrize(("address", "name"), PUBLISHED.items())
def test_a_published_address_leads_where_it_always_has(address, name):
    found = resolve(address)

    assert found.view_name == name
    assert reverse(name, kwargs=found.kwargs) == address


def test_every_address_is_in_the_list():
    assert {f"alerts:{pattern.name}" for pattern in urls.urlpatterns} == set(PUBLISHED.values())
