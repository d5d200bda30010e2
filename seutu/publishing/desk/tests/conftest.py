from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from seutu.publishing.desk.models import AgendaTemplate
from seutu.shared.organizations.models import Body
from seutu.shared.organizations.tests.factories import BodyFactory


@pytest.fixture
def body(municipality) -> Body:
    return BodyFactory(organization=municipality, name_fi="Sivistyslautakunta", slug="sivistyslautakunta")


@pytest.fixture
def desk_client(client, clerk) -> Client:
    """A browser in which the clerk has signed in."""
    client.force_login(clerk)
    return client


@pytest.fixture
def template(body) -> AgendaTemplate:
    made = AgendaTemplate.objects.create(body=body, name="Lautakunnan pohja", is_default=True)
    made.items.create(
        position=1,
        title="Kokouksen laillisuus ja päätösvaltaisuus",
        proposal_html="<p>Todetaan.</p>",
        remedy="ban",
        provision="KuntaL 136 §",
    )
    made.items.create(position=2, title="Pöytäkirjantarkastajien valinta")
    return made


@pytest.fixture
def count_queries(desk_client):
    """How many questions a page costs, after one visit: the first one of a session writes down when it was used."""

    def count(address: str) -> int:
        desk_client.get(address)
        with CaptureQueriesContext(connection) as asked:
            desk_client.get(address)
        return len(asked)

    return count
