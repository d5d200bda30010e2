from __future__ import annotations

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.organizations.models import (
    AccessibilityStatement,
    Body,
    BodyTerm,
    Membership,
    Organization,
    Region,
    Unit,
)
from seutu.shared.organizations.roles import Role


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = Region

    name_fi = "Koeseutu"
    slug = factory.Sequence(lambda n: f"koeseutu-{n}")


class OrganizationFactory(DjangoModelFactory):
    class Meta:
        model = Organization

    name_fi = factory.Sequence(lambda n: f"Koekunta {n}")
    slug = factory.Sequence(lambda n: f"koekunta-{n}")


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit

    organization = factory.SubFactory(OrganizationFactory)
    name_fi = factory.Sequence(lambda n: f"Neuvontapiste {n}")


class BodyFactory(DjangoModelFactory):
    class Meta:
        model = Body

    organization = factory.SubFactory(OrganizationFactory)
    kind = Body.Kind.COMMITTEE
    name_fi = factory.Sequence(lambda n: f"koelautakunta {n}")
    slug = factory.Sequence(lambda n: f"koelautakunta-{n}")


class BodyTermFactory(DjangoModelFactory):
    class Meta:
        model = BodyTerm

    body = factory.SubFactory(BodyFactory)
    starts_on = dt.date(2021, 8, 1)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    organization = factory.SubFactory(OrganizationFactory)
    role = Role.CLERK
    starts_on = dt.date(2020, 1, 1)


class AccessibilityStatementFactory(DjangoModelFactory):
    class Meta:
        model = AccessibilityStatement

    language = "fi"
    conformity = AccessibilityStatement.Conformity.PARTIAL
    assessed_on = dt.date(2026, 11, 1)
    assessment = "Itse arvioitu"
    contact_name = "Koekunnan viestintä"
    contact_email = "viestinta@koekunta.example"
