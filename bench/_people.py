"""A generated register, for measuring: invented clients and contacts, as many as wanted, always the same."""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

SEED = 681_2023
BEGAN, ENDS = dt.date(2020, 9, 1), dt.date(2026, 11, 1)
# The share of each municipality, and how many clients a counsellor has.
SHARES = (62, 13, 12, 8, 5)
CASELOAD = 150
GRANTS = 20
ANONYMOUS_SHARE = 0.6
ONSETS = "b d f g h k l m n p r s t v z sh ch kh j w".split()
VOWELS = "a e i o u aa ia".split()
LANGUAGES = ("ru", "uk", "ar", "fa", "so", "en", "vi", "th", "ti", "zh", "ku", "es")
COUNTRIES = ("RU", "UA", "IQ", "AF", "SO", "IN", "VN", "TH", "ER", "CN", "TR", "CO")
BATCH = 2000


@dataclass(frozen=True)
class Cast:
    """One person of each role, all of the largest municipality but the expert, who has grants alone."""

    counsellor: Any
    colleague: Any
    supervisor: Any
    adviser: Any
    coordinator: Any
    expert: Any


def fill(clients: int, contacts: int) -> Cast:
    """Write the region, its workers, and so many clients and contacts; say who measures."""
    chance = random.Random(SEED)
    units = _units()
    workers = _workers(units, clients)
    cast = _cast(units, workers)
    made = _clients(chance, units, workers, clients)
    _grants(cast.expert, made[:GRANTS])
    _contacts(chance, workers, made, contacts)
    return cast


def _units() -> list[Any]:
    from seutu.newcomers.clients.models import FundingCode
    from seutu.shared.organizations.models import Organization, Unit

    owners = [
        Organization.objects.create(name_fi=f"Mittala {place}", slug=f"mittala-{place}") for place in range(len(SHARES))
    ]
    FundingCode.objects.get_or_create(code="mitta", defaults={"name_fi": "Mittaus", "starts_on": BEGAN})
    return [Unit.objects.create(organization=owner, name_fi=f"Piste {owner.slug}") for owner in owners]


def _workers(units: Sequence[Any], clients: int) -> list[list[Any]]:
    """Counsellors of each unit, as many as the clients need."""
    from seutu.shared.accounts.models import User
    from seutu.shared.organizations.models import Membership
    from seutu.shared.organizations.roles import Role

    found = []
    for place, unit in enumerate(units):
        number = max(2, clients * SHARES[place] // 100 // CASELOAD)
        users = User.objects.bulk_create(
            User(email=f"t{place}-{n}@mittala.example", display_name=f"Työntekijä {place}-{n}", password="!")
            for n in range(number)
        )
        Membership.objects.bulk_create(
            Membership(user=user, organization=unit.organization, unit=unit, role=Role.COUNSELLOR, starts_on=BEGAN)
            for user in users
        )
        found.append(users)
    return found


def _cast(units: Sequence[Any], workers: Sequence[Sequence[Any]]) -> Cast:
    from seutu.shared.accounts.models import User
    from seutu.shared.organizations.models import Membership, Unit
    from seutu.shared.organizations.roles import Role

    home = units[0].organization
    beside = Unit.objects.create(organization=home, name_fi="Toinen piste")

    def person(name: str, role: Role, unit: Any = None, organization: Any = home) -> Any:
        user = User.objects.create(email=f"{name}@mittala.example", display_name=name, password="!")
        Membership.objects.create(user=user, organization=organization, unit=unit, role=role, starts_on=BEGAN)
        return user

    return Cast(
        counsellor=workers[0][0],
        colleague=person("colleague", Role.COUNSELLOR, beside),
        supervisor=person("supervisor", Role.SUPERVISOR),
        adviser=person("adviser", Role.ADVISER, units[0]),
        coordinator=person("coordinator", Role.COORDINATOR),
        expert=person("expert", Role.ADVISER, units[4], units[4].organization),
    )


def _names(chance: random.Random, number: int, syllables: int) -> list[str]:
    return [
        "".join(chance.choice(ONSETS) + chance.choice(VOWELS) for _ in range(syllables)).capitalize()
        for _ in range(number)
    ]


def _clients(
    chance: random.Random, units: Sequence[Any], workers: Sequence[Sequence[Any]], number: int
) -> list[tuple[int, int, Any]]:
    """Write the clients with names and keys; their ids, units' places and keyworkers."""
    from seutu.newcomers.clients.models import Client, ClientName, NameKey
    from seutu.newcomers.clients.names import search_keys

    given, family = _names(chance, 1500, 2), _names(chance, 9000, 3)
    found: list[tuple[int, int, Any]] = []
    for rows in _batches(number, "clients"):
        people = []
        for _row in rows:
            place = chance.choices(range(len(units)), SHARES)[0]
            people.append((place, chance.choice(given), chance.choice(family)))
        clients = Client.objects.bulk_create(
            _client(chance, units[place], chance.choice(workers[place]), f"{last} {first}")
            for place, first, last in people
        )
        ClientName.objects.bulk_create(
            ClientName(client=client, given_names=first, family_name=last)
            for client, (_place, first, last) in zip(clients, people, strict=True)
        )
        NameKey.objects.bulk_create(
            NameKey(client=client, key=key)
            for client, (_place, first, last) in zip(clients, people, strict=True)
            for key in search_keys(f"{first} {last}")
        )
        found += [
            (client.pk, place, client.keyworker_id)
            for client, (place, _first, _last) in zip(clients, people, strict=True)
        ]
    return found


def _client(chance: random.Random, unit: Any, keyworker: Any, name: str) -> Any:
    from seutu.newcomers.clients.models import Client

    began = BEGAN + dt.timedelta(days=chance.randrange((ENDS - BEGAN).days))
    has_ended = chance.random() < 0.3
    place = chance.randrange(len(LANGUAGES))
    return Client(
        controller=unit.organization,
        unit=unit,
        keyworker=keyworker,
        shown_name=name,
        birth_date=dt.date(1950, 1, 1) + dt.timedelta(days=chance.randrange(22_000)),
        mother_tongue=LANGUAGES[place],
        service_language=LANGUAGES[place],
        citizenships=[COUNTRIES[place]],
        municipality=unit.organization,
        municipality_kind="named",
        is_protected=chance.random() < 0.01,
        began_on=began,
        ended_on=began + dt.timedelta(days=400) if has_ended else None,
        closing_reason="period_ended" if has_ended else "",
        first_permit_on=began,
        last_entry_on=began,
    )


def _grants(expert: Any, clients: Sequence[tuple[int, int, Any]]) -> None:
    from seutu.newcomers.clients.models import AccessGrant

    AccessGrant.objects.bulk_create(
        AccessGrant(
            client_id=client, user=expert, level="read", reason="Mittaus", granted_by_id=keyworker, starts_on=BEGAN
        )
        for client, _place, keyworker in clients
    )


def _contacts(
    chance: random.Random, workers: Sequence[Sequence[Any]], clients: Sequence[tuple[int, int, Any]], number: int
) -> None:
    from seutu.newcomers.clients.models import Contact, FundingCode, Topic
    from seutu.shared.organizations.models import Unit

    units = list(Unit.objects.select_related("organization").order_by("pk"))
    code, topics = FundingCode.objects.get(code="mitta").pk, list(Topic.objects.values_list("pk", flat=True))
    link = Contact.topics.through
    days = (ENDS - BEGAN).days
    for rows in _batches(number, "contacts"):
        made = []
        for _row in rows:
            client, place, worker = chance.choice(clients)
            is_anonymous = chance.random() < ANONYMOUS_SHARE
            day = BEGAN + dt.timedelta(days=chance.randrange(days))
            made.append(
                Contact(
                    client_id=None if is_anonymous else client,
                    is_anonymous=is_anonymous,
                    occurred_on=day,
                    logged_at=dt.datetime.combine(day, dt.time(12), dt.UTC),
                    logged_by_id=worker,
                    unit=units[place],
                    provider_municipality=units[place].organization,
                    client_municipality=units[place].organization,
                    client_municipality_kind="named",
                    funding_code_id=code,
                    minutes=chance.randrange(5, 60),
                    channel=chance.choice(("phone", "visit", "email")),
                    service_language=chance.choice(LANGUAGES),
                    language=chance.choice(LANGUAGES),
                )
            )
        contacts = Contact.objects.bulk_create(made)
        link.objects.bulk_create(
            link(contact_id=contact.pk, topic_id=topic)
            for contact in contacts
            for topic in set(chance.choices(topics, k=chance.choice((1, 1, 2))))
        )


def _batches(number: int, what: str) -> Iterator[range]:
    """The rows in batches, each in a transaction of its own; tells how far it has come on the error stream."""
    from django.db import transaction

    told = time.monotonic()
    for start in range(0, number, BATCH):
        with transaction.atomic():
            yield range(start, min(start + BATCH, number))
        if time.monotonic() - told > 5:
            told = time.monotonic()
            print(f"  {what}: {start + BATCH:,} of {number:,}", file=sys.stderr, flush=True)
    print(f"  {what}: {number:,}", file=sys.stderr, flush=True)
