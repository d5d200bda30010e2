"""The people of the tests. Every page is tried by the outsider as well."""

from __future__ import annotations

import pytest

from seutu.shared.accounts.models import User
from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.organizations.models import Organization
from seutu.shared.organizations.roles import Role
from seutu.shared.organizations.tests.factories import MembershipFactory, OrganizationFactory


@pytest.fixture
def municipality(db: None) -> Organization:
    """The municipality that the cast works in."""
    return OrganizationFactory(name_fi="Kuusela", name_sv="Granby", slug="kuusela")


@pytest.fixture
def other_municipality(db: None) -> Organization:
    return OrganizationFactory(name_fi="Mäntylä", name_sv="Tallby", slug="mantyla")


def _person(name: str, role: Role, organization: Organization) -> User:
    user = UserFactory(display_name=name)
    MembershipFactory(user=user, organization=organization, role=role)
    return user


@pytest.fixture
def clerk(municipality: Organization) -> User:
    return _person("Kerttu Kirjuri", Role.CLERK, municipality)


@pytest.fixture
def operator(municipality: Organization) -> User:
    return _person("Oskari Operoija", Role.OPERATOR, municipality)


@pytest.fixture
def outsider(other_municipality: Organization) -> User:
    """A clerk of another municipality."""
    return _person("Ulla Ulkopuoli", Role.CLERK, other_municipality)
