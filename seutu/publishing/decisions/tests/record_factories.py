from __future__ import annotations

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from seutu.publishing.decisions.models import (
    Initiative,
    InitiativeKind,
    Notice,
    NoticeAttachment,
    NoticeKind,
    Office,
    OfficeHolding,
    OfficerDecision,
    OfficerDecisionAttachment,
    Person,
    RecordState,
    Seat,
)
from seutu.shared.organizations.tests.factories import BodyFactory, OrganizationFactory

PUBLISHED_AT = dt.datetime(2026, 3, 17, 8, 0, tzinfo=dt.UTC)


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = Office

    organization = factory.SubFactory(OrganizationFactory)
    name_fi = factory.Sequence(lambda n: f"Koevirka {n}")
    slug = factory.Sequence(lambda n: f"koevirka-{n}")


class OfficerDecisionFactory(DjangoModelFactory):
    """A decision of 16.3.2026 that was put on display on 17.3.2026."""

    class Meta:
        model = OfficerDecision

    office = factory.SubFactory(OfficeFactory)
    organization = factory.SelfAttribute("office.organization")
    number = factory.Sequence(lambda n: n + 1)
    year = 2026
    decided_on = dt.date(2026, 3, 16)
    title = "Koepäätös"
    officer_name = "Veera Virkanen"
    state = RecordState.PUBLISHED
    published_at = PUBLISHED_AT
    displayed_on = dt.date(2026, 3, 17)


class DecisionAttachmentFactory(DjangoModelFactory):
    class Meta:
        model = OfficerDecisionAttachment

    decision = factory.SubFactory(OfficerDecisionFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = "Koeliite"


class NoticeFactory(DjangoModelFactory):
    """A municipal announcement on display from 17.3.2026 to 31.3.2026."""

    class Meta:
        model = Notice

    organization = factory.SubFactory(OrganizationFactory)
    kind = NoticeKind.MUNICIPAL
    title = "Koeilmoitus"
    html = "<p>Tiedoksi.</p>"
    displayed_on = dt.date(2026, 3, 17)
    ends_on = dt.date(2026, 3, 31)
    state = RecordState.PUBLISHED
    published_at = PUBLISHED_AT


class NoticeAttachmentFactory(DjangoModelFactory):
    class Meta:
        model = NoticeAttachment

    notice = factory.SubFactory(NoticeFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = "Koeasiakirja"


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    organization = factory.SubFactory(OrganizationFactory)
    name = factory.Sequence(lambda n: f"Koehenkilö {n}")
    slug = factory.Sequence(lambda n: f"koehenkilo-{n}")


class SeatFactory(DjangoModelFactory):
    class Meta:
        model = Seat

    body = factory.SubFactory(BodyFactory)
    person = factory.SubFactory(PersonFactory, organization=factory.SelfAttribute("..body.organization"))
    starts_on = dt.date(2025, 6, 1)


class HoldingFactory(DjangoModelFactory):
    class Meta:
        model = OfficeHolding

    office = factory.SubFactory(OfficeFactory)
    person = factory.SubFactory(PersonFactory, organization=factory.SelfAttribute("..office.organization"))
    starts_on = dt.date(2020, 1, 1)


class InitiativeFactory(DjangoModelFactory):
    """A council initiative that was submitted on 2.3.2026."""

    class Meta:
        model = Initiative

    organization = factory.SubFactory(OrganizationFactory)
    kind = InitiativeKind.COUNCIL
    number = factory.Sequence(lambda n: n + 1)
    year = 2026
    title = "Koealoite"
    submitted_on = dt.date(2026, 3, 2)
    record_state = RecordState.PUBLISHED
    published_at = PUBLISHED_AT
