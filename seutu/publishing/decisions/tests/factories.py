from __future__ import annotations

import datetime as dt
from typing import Any

import factory
from factory.django import DjangoModelFactory

from seutu.publishing.decisions.models import (
    AgendaItem,
    Attachment,
    AttachmentKind,
    Case,
    ItemPart,
    Meeting,
    MeetingState,
    PartKind,
)
from seutu.shared.organizations.tests.factories import BodyFactory, OrganizationFactory


class MeetingFactory(DjangoModelFactory):
    """A meeting of 10.3.2026 whose minutes were published on 17.3.2026."""

    class Meta:
        model = Meeting

    body = factory.SubFactory(BodyFactory)
    organization = factory.SelfAttribute("body.organization")
    state = MeetingState.MINUTES_PUBLISHED
    year = 2026
    starts_at = dt.datetime(2026, 3, 10, 14, 0, tzinfo=dt.UTC)
    agenda_published_at = factory.LazyAttribute(
        lambda m: None if m.state == MeetingState.DRAFT else dt.datetime(2026, 3, 4, 10, 0, tzinfo=dt.UTC)
    )
    minutes_checked_on = factory.LazyAttribute(lambda m: _when_published(m, dt.date(2026, 3, 13)))
    minutes_published_at = factory.LazyAttribute(
        lambda m: _when_published(m, dt.datetime(2026, 3, 16, 22, 0, tzinfo=dt.UTC))
    )
    displayed_on = factory.LazyAttribute(lambda m: _when_published(m, dt.date(2026, 3, 17)))


def _when_published(meeting: Any, value: Any) -> Any:
    return value if meeting.state == MeetingState.MINUTES_PUBLISHED else None


class CaseFactory(DjangoModelFactory):
    class Meta:
        model = Case

    organization = factory.SubFactory(OrganizationFactory)
    number = factory.Sequence(lambda n: f"{n + 1}/00.01.02/2026")
    slug = factory.LazyAttribute(lambda case: case.number.replace("/", "-"))
    title = "Koeasia"


class ItemFactory(DjangoModelFactory):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(lambda n: n + 1)
    section_number = factory.SelfAttribute("position")
    title = factory.LazyAttribute(lambda item: f"Koeasia {item.position}")


class PartFactory(DjangoModelFactory):
    class Meta:
        model = ItemPart

    item = factory.SubFactory(ItemFactory)
    position = factory.Sequence(lambda n: n + 1)
    kind = PartKind.BACKGROUND
    html = "<p>Taustaa.</p>"


class AttachmentFactory(DjangoModelFactory):
    class Meta:
        model = Attachment

    item = factory.SubFactory(ItemFactory)
    position = factory.Sequence(lambda n: n + 1)
    kind = AttachmentKind.ATTACHMENT
    title = "Koeliite"
