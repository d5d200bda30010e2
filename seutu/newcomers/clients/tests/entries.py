"""Entries of contacts as a worker would write them; each test changes what it is about."""

from __future__ import annotations

import dataclasses
from importlib import import_module
from typing import Any

from django.apps import apps

from seutu.newcomers.clients.actions.contacts import ContactEntry
from seutu.newcomers.clients.models import Channel, FundingCode, MunicipalityKind, Topic
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.tests.factories import FundingCodeFactory, TopicFactory
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.organizations.models import Unit


def acting(user: User) -> Worker:
    """The worker that ``user`` is; a test that asks for one has given the role."""
    worker = worker_of(user)
    assert worker is not None
    return worker


def contact_entry(unit: Unit, /, **changes: Any) -> ContactEntry:
    """An anonymous phone call of ten minutes today."""
    entry = ContactEntry(
        occurred_on=clock.today(),
        minutes=10,
        unit=unit,
        funding_code=changes.pop("funding_code", None) or payer(),
        channel=Channel.PHONE,
        service_language="ar",
        municipality_kind=MunicipalityKind.UNKNOWN,
    )
    return dataclasses.replace(entry, **changes)


def payer() -> FundingCode:
    return FundingCode.objects.order_by("pk").first() or FundingCodeFactory()


def topic(name: str) -> Topic:
    """The topic of this name, made when it is not there."""
    return Topic.objects.filter(name_fi=name).first() or TopicFactory(name_fi=name)


def sent(unit: Unit, /, **changes: Any) -> dict[str, Any]:
    """The same as `contact_entry` as a browser sends it."""
    today = clock.today()
    return {
        "who": "anonymous",
        "channel": "phone",
        "municipality": "unknown",
        "service_language": "ar",
        "minutes": "10",
        "occurred_on": f"{today.day}.{today.month}.{today.year}",
        "topics": [topic("Asuminen").pk],
        "outcome": "advised",
        "funding_code": payer().pk,
        "unit": unit.pk,
        "visit_kind": "not_asked",
        "reach": "reached",
        "on_behalf": "client",
        "interpreting": "none",
        "gender": "not_asked",
        "age_band": "not_asked",
        "citizenship_group": "not_asked",
        "years_band": "not_asked",
        "basis_group": "not_asked",
        "opening": "abc123",
    } | changes


def default_codes() -> None:
    """The topics and the funding code that a new register has; a test that empties the tables takes them away."""
    import_module("seutu.newcomers.clients.migrations.0002_default_topics").add(apps, None)
