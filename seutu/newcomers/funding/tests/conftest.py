"""A shared cost of two municipalities with a rule, a basis and a year."""

from __future__ import annotations

import pytest

from seutu.newcomers.funding.models import Basis, CostPool, CostYear
from seutu.newcomers.funding.tests.factories import (
    BasisFactory,
    CostPoolFactory,
    CostYearFactory,
    PoolMemberFactory,
    SplitRuleFactory,
)
from seutu.shared.accounts.models import User
from seutu.shared.organizations.models import Organization
from seutu.shared.organizations.roles import Role
from seutu.shared.organizations.tests.factories import MembershipFactory, OrganizationFactory


@pytest.fixture
def pool(municipality: Organization, other_municipality: Organization) -> CostPool:
    """Kuusela leads, Mäntylä takes part."""
    municipality.municipality_code, other_municipality.municipality_code = "901", "902"
    municipality.save()
    other_municipality.save()
    pool = CostPoolFactory(organization=municipality)
    PoolMemberFactory(pool=pool, organization=municipality)
    PoolMemberFactory(pool=pool, organization=other_municipality)
    return pool


@pytest.fixture
def basis(pool: CostPool) -> Basis:
    return BasisFactory(organization=pool.organization, numbers={"901": 2300, "902": 310})


@pytest.fixture
def year(pool: CostPool, basis: Basis) -> CostYear:
    """70 % of 300 000,00 is the state's; the rest is divided by 2 300 and 310."""
    return CostYearFactory(pool=pool, basis=basis, rule=SplitRuleFactory(pool=pool))


@pytest.fixture
def partner(other_municipality: Organization) -> User:
    """A supervisor of the partner municipality: reads figures, manages nothing."""
    membership = MembershipFactory(organization=other_municipality, role=Role.SUPERVISOR)
    return membership.user


@pytest.fixture
def stranger(db: None) -> User:
    """A coordinator of a municipality that takes no part."""
    return MembershipFactory(organization=OrganizationFactory(), role=Role.COORDINATOR).user
