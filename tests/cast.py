"""The people of the tests. Every page is tried by the outsider as well."""

from __future__ import annotations

import pytest

from seutu.shared.accounts.models import User
from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.organizations.models import Organization, Unit
from seutu.shared.organizations.roles import Role
from seutu.shared.organizations.tests.factories import MembershipFactory, OrganizationFactory, UnitFactory


@pytest.fixture
def municipality(db: None) -> Organization:
    """The municipality that the cast works in."""
    return OrganizationFactory(name_fi="Kuusela", name_sv="Granby", slug="kuusela")


@pytest.fixture
def other_municipality(db: None) -> Organization:
    return OrganizationFactory(name_fi="Mäntylä", name_sv="Tallby", slug="mantyla")


def _person(name: str, role: Role, organization: Organization, unit: Unit | None = None) -> User:
    user = UserFactory(display_name=name)
    MembershipFactory(user=user, organization=organization, role=role, unit=unit)
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


@pytest.fixture
def unit(municipality: Organization) -> Unit:
    """The guidance point that the counsellor works in."""
    return UnitFactory(organization=municipality, name_fi="Kuuselan neuvontapiste", name_sv="Granby rådgivning")


@pytest.fixture
def other_unit(municipality: Organization) -> Unit:
    """Another unit of the same municipality."""
    return UnitFactory(organization=municipality, name_fi="Kuuselan kotoutumispalvelut")


@pytest.fixture
def counsellor(unit: Unit) -> User:
    return _person("Katri Kotouttaja", Role.COUNSELLOR, unit.organization, unit)


@pytest.fixture
def colleague(other_unit: Unit) -> User:
    """A counsellor of the same municipality, in another unit."""
    return _person("Kalle Kollega", Role.COUNSELLOR, other_unit.organization, other_unit)


@pytest.fixture
def supervisor(municipality: Organization) -> User:
    return _person("Eeva Esihenkilö", Role.SUPERVISOR, municipality)


@pytest.fixture
def coordinator(municipality: Organization) -> User:
    return _person("Pekka Päällikkö", Role.COORDINATOR, municipality)


@pytest.fixture
def adviser(unit: Unit) -> User:
    """The weakest role of half 2: logs anonymous contacts, and opens no client."""
    return _person("Noora Neuvoja", Role.ADVISER, unit.organization, unit)


@pytest.fixture
def data_protection_officer(municipality: Organization) -> User:
    return _person("Tiina Tietosuoja", Role.DATA_PROTECTION_OFFICER, municipality)


@pytest.fixture
def foreign_unit(other_municipality: Organization) -> Unit:
    return UnitFactory(organization=other_municipality, name_fi="Mäntylän neuvontapiste")


@pytest.fixture
def foreign_counsellor(foreign_unit: Unit) -> User:
    """A counsellor of another municipality."""
    return _person("Vieno Vieras", Role.COUNSELLOR, foreign_unit.organization, foreign_unit)
