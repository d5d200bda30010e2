"""Municipalities, bodies and people's roles."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.audit.actor import System
from seutu.shared.core.slugs import RESERVED
from seutu.shared.organizations import actions, queries
from seutu.shared.organizations.models import Body, BodyTerm, Membership
from seutu.shared.organizations.roles import DESCRIPTIONS, PERMISSIONS, Permission, Role
from seutu.shared.organizations.tests.factories import (
    BodyFactory,
    BodyTermFactory,
    MembershipFactory,
    OrganizationFactory,
)

pytestmark = pytest.mark.django_db

BY = System("test")


def test_a_municipality_gets_its_address_from_its_name():
    assert actions.add_organization("Pöytyä", by=BY).slug == "poytya"


@pytest.mark.parametrize("name", ["Haku", "Työ", "sv", "API"])
def test_no_municipality_takes_an_address_of_the_installation(name):
    with pytest.raises(ValidationError) as refusal:
        actions.add_organization(name, by=BY)

    assert "slug" in refusal.value.message_dict


def test_the_addresses_that_are_named_in_the_design_are_reserved():
    assert {"haku", "tyo", "sv", "en", "ar", "opas", "api", "syotteet", "lomakkeet", "terveys"} <= RESERVED


@pytest.mark.parametrize("field", [{"municipality_code": "16"}, {"business_id": "12345678"}])
def test_codes_of_the_wrong_form_are_refused(field):
    with pytest.raises(ValidationError):
        actions.add_organization("Kuusela", by=BY, **field)


def test_two_organizations_share_no_code():
    OrganizationFactory(municipality_code="167")

    with pytest.raises(IntegrityError), transaction.atomic():
        OrganizationFactory(municipality_code="167")


def test_a_swedish_reader_sees_the_swedish_name_where_there_is_one():
    named, unnamed = OrganizationFactory(name_fi="Liperi", name_sv="Libelits"), OrganizationFactory(name_fi="Juuka")

    with translation.override("sv"):
        assert (named.name, unnamed.name) == ("Libelits", "Juuka")
    with translation.override("en"):
        assert named.name == "Liperi"


def test_a_body_has_a_new_id_each_term_under_one_address():
    body = actions.add_body(OrganizationFactory(), "kaupunginhallitus", Body.Kind.BOARD, by=BY)

    terms = [actions.add_term(body, dt.date(year, 6, 1), by=BY, legacy_id=str(year)) for year in (2017, 2021)]

    assert len({term.pk for term in terms}) == 2
    assert {term.body_id for term in terms} == {body.pk}


def test_the_database_refuses_a_term_that_ends_before_it_begins():
    with pytest.raises(IntegrityError, match="body_term_ends_after_start"), transaction.atomic():
        BodyTermFactory(ends_on=dt.date(2020, 1, 1))
    assert BodyTerm.objects.count() == 0


def test_the_database_refuses_a_body_as_its_own_parent():
    body = BodyFactory()

    with pytest.raises(IntegrityError, match="body_not_its_own_parent"), transaction.atomic():
        Body.objects.filter(pk=body.pk).update(parent=body)


def test_the_database_refuses_a_role_nobody_knows():
    with pytest.raises(IntegrityError, match="membership_has_known_role"), transaction.atomic():
        MembershipFactory(role="king")
    with pytest.raises(IntegrityError, match="membership_ends_after_start"), transaction.atomic():
        MembershipFactory(ends_on=dt.date(2019, 1, 1))


def test_every_role_has_permissions_and_a_description():
    assert set(PERMISSIONS) == set(DESCRIPTIONS) == set(Role)


def test_a_membership_counts_while_it_is_in_force(municipality):
    user = UserFactory()
    MembershipFactory(user=user, organization=municipality, ends_on=dt.date(2021, 1, 1))
    assert queries.organizations_where(user, Permission.PREPARE_MEETINGS) == frozenset()

    actions.add_membership(user, municipality, Role.CLERK, by=BY)

    assert queries.organizations_where(user, Permission.PREPARE_MEETINGS) == {municipality.pk}
    assert queries.organizations_where(user, Permission.MANAGE_ACCOUNTS) == frozenset()


def test_a_role_already_held_is_not_given_twice(clerk, municipality):
    actions.add_membership(clerk, municipality, Role.CLERK, by=BY)

    assert Membership.objects.filter(user=clerk).count() == 1


def test_an_inactive_person_may_nothing(clerk):
    clerk.is_active = False

    assert queries.organizations_where(clerk, Permission.PREPARE_MEETINGS) == frozenset()
