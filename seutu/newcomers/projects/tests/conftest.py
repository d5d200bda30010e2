"""People of projects: those of the cast, and a supervisor in a partner municipality."""

from __future__ import annotations

import datetime as dt

import pytest

from seutu.newcomers.clients.tests.signed_in import WorkersBrowser
from seutu.newcomers.projects.models import Project
from seutu.newcomers.projects.tests.factories import PartnerFactory, ProjectFactory
from seutu.shared.accounts.models import User
from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.organizations.models import Organization
from seutu.shared.organizations.roles import Role
from seutu.shared.organizations.tests.factories import MembershipFactory


@pytest.fixture
def client() -> WorkersBrowser:
    """A browser in which signing in passes the second factor."""
    return WorkersBrowser()


@pytest.fixture
def partner_supervisor(other_municipality: Organization) -> User:
    """Reads figures in the other municipality."""
    user = UserFactory(display_name="Paula Partneri")
    MembershipFactory(user=user, organization=other_municipality, role=Role.SUPERVISOR)
    return user


@pytest.fixture
def project(municipality: Organization, other_municipality: Organization) -> Project:
    """A project of 2026–2027 that the municipality leads; both municipalities take part."""
    made: Project = ProjectFactory(name_fi="Kuuselan seudun kotohanke", slug="kotohanke", lead=municipality)
    for organization in (municipality, other_municipality):
        PartnerFactory(project=made, organization=organization, joined_on=dt.date(2026, 1, 1))
    return made
