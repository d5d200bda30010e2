from __future__ import annotations

import pytest
from django.test import Client

from seutu.publishing.decisions.models import AgendaItem
from seutu.publishing.decisions.tests import desk
from seutu.shared.organizations.models import Body
from seutu.shared.organizations.tests.factories import BodyFactory


@pytest.fixture
def body(municipality) -> Body:
    return BodyFactory(organization=municipality, name_fi="Sivistyslautakunta", slug="sivistyslautakunta")


@pytest.fixture
def browser(client, clerk) -> Client:
    """A browser in which the clerk has signed in."""
    client.force_login(clerk)
    return client


@pytest.fixture
def item(body) -> AgendaItem:
    """An item of a meeting in the making."""
    return desk.only_item(desk.draft(body=body))
