from __future__ import annotations

import datetime as dt
from typing import Any

import factory
from factory.django import DjangoModelFactory

from seutu.newcomers.clients import models
from seutu.newcomers.clients.actions.names import NameInput, put_names
from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.core import clock
from seutu.shared.organizations.tests.factories import UnitFactory


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = models.Topic

    code = factory.Sequence(lambda n: f"aihe-{n}")
    name_fi = factory.Sequence(lambda n: f"Aihe {n}")
    starts_on = dt.date(2020, 1, 1)


class FundingCodeFactory(DjangoModelFactory):
    class Meta:
        model = models.FundingCode

    code = factory.Sequence(lambda n: f"koodi-{n}")
    name_fi = factory.Sequence(lambda n: f"Rahoitus {n}")
    starts_on = dt.date(2020, 1, 1)


class ClientFactory(DjangoModelFactory):
    """A client of a unit, without a name in the table of names: `named_client` gives one."""

    class Meta:
        model = models.Client

    unit = factory.SubFactory(UnitFactory)
    controller = factory.SelfAttribute("unit.organization")
    shown_name = factory.Sequence(lambda n: f"Keksitty Asiakas {n}")
    began_on = dt.date(2025, 3, 3)
    last_entry_on = dt.date(2025, 3, 3)


class ContactFactory(DjangoModelFactory):
    """An anonymous phone call; with ``client``, one of a client."""

    class Meta:
        model = models.Contact

    unit = factory.SubFactory(UnitFactory)
    provider_municipality = factory.SelfAttribute("unit.organization")
    logged_by = factory.SubFactory(UserFactory)
    logged_at = factory.LazyFunction(clock.now)
    occurred_on = dt.date(2026, 3, 2)
    minutes = 10
    funding_code = factory.SubFactory(FundingCodeFactory)
    client_municipality_kind = models.MunicipalityKind.UNKNOWN
    channel = models.Channel.PHONE
    service_language = "fi"
    is_anonymous = factory.LazyAttribute(lambda made: made.client is None)
    client = None


class AccessGrantFactory(DjangoModelFactory):
    class Meta:
        model = models.AccessGrant

    client = factory.SubFactory(ClientFactory)
    user = None
    unit = None
    level = models.GrantLevel.READ
    reason = "Muutto"
    granted_by = factory.SubFactory(UserFactory)
    starts_on = dt.date(2020, 1, 1)


def named_client(given_names: str, family_name: str, **values: Any) -> models.Client:
    """A client with a name by which they are found; ``other_names`` are more of them, as wholes."""
    others = values.pop("other_names", ())
    client: models.Client = ClientFactory(**values)
    names = [NameInput(family_name, given_names)]
    names += [NameInput(family_name=each, kind=models.NameKind.VARIANT) for each in others]
    put_names(client, names)
    client.save(update_fields=["shown_name"])
    return client


class InterpreterFactory(DjangoModelFactory):
    class Meta:
        model = models.Interpreter

    name = factory.Sequence(lambda n: f"Keksitty Tulkki {n}")
    languages = factory.LazyFunction(lambda: ["ar"])
    modes = factory.LazyFunction(lambda: ["phone"])


class InterpreterBookingFactory(DjangoModelFactory):
    """An hour on the telephone in Arabic, that nobody has confirmed yet."""

    class Meta:
        model = models.InterpreterBooking

    unit = factory.SubFactory(UnitFactory)
    organization = factory.SelfAttribute("unit.organization")
    language = "ar"
    mode = models.Interpreting.PHONE
    starts_at = factory.LazyFunction(clock.now)
    minutes = 60
    booked_by = factory.SubFactory(UserFactory)
