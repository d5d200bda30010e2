from __future__ import annotations

import pytest

from seutu.publishing.decisions.tests.factories import MeetingFactory
from seutu.shared.organizations.tests.factories import BodyFactory


@pytest.fixture
def owner(municipality):
    return municipality


@pytest.fixture
def body(owner):
    return BodyFactory(organization=owner, name_fi="Konserni- ja kehitysjaosto", slug="konserni")


@pytest.fixture
def meeting(body):
    return MeetingFactory(body=body, legacy_id="2022504")
