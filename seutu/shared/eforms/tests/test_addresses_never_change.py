from __future__ import annotations

import pytest
from django.urls import resolve, reverse

from seutu.shared.eforms import link_urls, urls

PUBLISHED = {
    "/lomakkeet/": "eforms:list",
    "/lomakkeet/yhteydenotto/": "eforms:start",
    "/lomakkeet/yhteydenotto/vastaa/": "eforms:page",
    "/lomakkeet/yhteydenotto/tarkista/": "eforms:review",
    "/lomakkeet/yhteydenotto/tallenna/": "eforms:save",
    "/lomakkeet/yhteydenotto/poista/": "eforms:delete",
    "/lomakkeet/yhteydenotto/jatka/avain/": "eforms:resume",
    "/lomakkeet/yhteydenotto/kuitti/": "eforms:receipt",
    "/lomakkeet/yhteydenotto/kuitti.pdf": "eforms:receipt_pdf",
    "/lomakkeet/yhteydenotto/skeema.json": "eforms:schema",
    "/lomakkeet/linkki/avain/": "eforms_link:link",
    "/lomake/yhteydenotto/": "eforms:short",
    "/lomake/yhteydenotto/3/": "eforms:short_of_unit",
}


@pytest.mark.parametrize(("address", "name"), PUBLISHED.items())
def test_a_published_address_leads_where_it_always_has(address, name):
    found = resolve(address)

    assert found.view_name == name
    assert reverse(name, kwargs=found.kwargs) == address


def test_every_public_address_is_in_the_list():
    public = {f"eforms:{pattern.name}" for pattern in urls.urlpatterns}
    links = {f"{link_urls.app_name}:{pattern.name}" for pattern in link_urls.urlpatterns}

    assert public | links == set(PUBLISHED.values())
