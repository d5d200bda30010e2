"""Who must sign in with a code: told by what they may do today."""

from __future__ import annotations

import datetime as dt

import pytest

from seutu.shared.accounts import second_factor
from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.core import clock
from seutu.shared.organizations.roles import NEEDS_SECOND_FACTOR, PERMISSIONS, Role
from seutu.shared.organizations.tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role)
def test_a_role_asks_a_second_factor_when_one_of_its_permissions_does(role, municipality):
    user = UserFactory()
    MembershipFactory(user=user, organization=municipality, role=role)

    assert second_factor.must_have(user) is bool(PERMISSIONS[role] & NEEDS_SECOND_FACTOR)


def test_the_data_protection_officer_is_asked_and_the_operator_is_not(municipality, operator):
    officer = UserFactory()
    MembershipFactory(user=officer, organization=municipality, role=Role.DATA_PROTECTION_OFFICER)

    assert second_factor.must_have(officer)
    assert not second_factor.must_have(operator)


def test_a_role_that_has_ended_asks_nothing(municipality):
    officer, today = UserFactory(), clock.today()
    days = {"starts_on": today - dt.timedelta(days=9), "ends_on": today - dt.timedelta(days=1)}
    MembershipFactory(user=officer, organization=municipality, role=Role.DATA_PROTECTION_OFFICER, **days)

    assert not second_factor.must_have(officer)


def test_who_has_no_role_is_asked_nothing(db):
    assert not second_factor.must_have(UserFactory())
